/* A chart of statistical process control: each special cause has a shape of its own. */
#include "plot.h"

/* Mean and limits are level until they change: a line for each stretch, not joined to the next. */
static void
draw_levels_of(const struct plot *plot, size_t index)
{
	const struct series *series = &plot->chart->series[index];
	struct look look = series_look(plot->chart, index);
	double value, next;
	size_t begin = 0;

	for (size_t i = 0; i < plot->chart->label_count; i++) {
		double y;

		if (!point_value(&series->points[i], &value)) {
			begin = i + 1;
			continue;
		}
		if (i + 1 < plot->chart->label_count && point_value(&series->points[i + 1], &next) && next == value)
			continue;
		y = place_up(plot, false, value);
		plot_line(plot, slot_begin(plot, begin), y, slot_end(plot, i), y, 1.4, look.dash, look.ink);
		begin = i + 1;
	}
}

static void
draw_points(const struct plot *plot, const struct series *series)
{
	const struct canvas *canvas = plot->canvas;
	double value;

	for (size_t i = 0; i < plot->chart->label_count; i++) {
		struct look look = sense_look(series->points[i].sense);
		bool special = look.marker != MARKER_DISC;

		if (point_value(&series->points[i], &value))
			canvas->marker(canvas->context, slot_centre(plot, i), place_up(plot, false, value),
				plot->size * (special ? 0.8 : 0.5), look.marker, look.ink);
	}
}

static void
draw_path(const struct plot *plot, size_t index)
{
	const struct series *series = &plot->chart->series[index];
	double before, value;

	for (size_t i = 1; i < plot->chart->label_count; i++)
		if (!series_broken(plot->chart, index, i) && point_value(&series->points[i - 1], &before) &&
			point_value(&series->points[i], &value))
			plot_line(plot, slot_centre(plot, i - 1), place_up(plot, false, before), slot_centre(plot, i),
				place_up(plot, false, value), 1.4, DASH_NONE, INK_AXIS);
}

/* The shapes that occur, with what they mean. */
static size_t
sense_keys(const struct chart *chart, struct key keys[])
{
	bool met[SENSE_TOTAL + 1] = {false};
	size_t count = 0;

	for (size_t s = 0; s < chart->series_count; s++)
		for (size_t i = 0; chart->series[s].role == SERIES_VALUE && i < chart->label_count; i++)
			met[chart->series[s].points[i].sense] = true;
	for (enum sense sense = SENSE_GOOD; sense <= SENSE_LOW; sense++)
		if (met[sense])
			keys[count++] =
				(struct key){.point = true, .look = sense_look(sense), .label = sense_word(sense)};
	return count;
}

bool
draw_spc(struct plot *plot)
{
	const struct chart *chart = plot->chart;
	struct key keys[SENSE_TOTAL];

	plot_legend(plot, keys, sense_keys(chart, keys));
	if (!frame_upright(plot))
		return false;
	draw_levels(plot);
	for (size_t s = 0; s < chart->series_count; s++) {
		if (chart->series[s].role == SERIES_MEAN || chart->series[s].role == SERIES_LIMIT)
			draw_levels_of(plot, s);
		else if (chart->series[s].role != SERIES_VALUE)
			draw_curve(plot, s);
	}
	for (size_t s = 0; s < chart->series_count; s++)
		if (chart->series[s].role == SERIES_VALUE) {
			draw_path(plot, s);
			draw_points(plot, &chart->series[s]);
		}
	if (ends_width(plot) > 0)
		draw_ends(plot);
	return true;
}
