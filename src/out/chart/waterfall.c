/* A waterfall: levels that stand on zero, and the changes that lead from one to the next. */
#include <math.h>

#include "plot.h"

static const struct key keys[] = {
	{.area = true, .fill = {INK_VALUE, HATCH_NONE}, .label = "level"},
	{.area = true, .fill = {INK_OTHER2, HATCH_UP}, .label = "rise"},
	{.area = true, .fill = {INK_OTHER3, HATCH_NONE}, .label = "fall"},
};

/* A change says by its hatching that it is a rise: as dark as a level; whether that is good, only its sense says. */
struct fill
waterfall_fill(const struct point *point, double value)
{
	bool rise = value >= 0;
	enum ink ink = rise ? INK_OTHER2 : INK_OTHER3;

	if (point->sense == SENSE_TOTAL)
		return (struct fill){INK_VALUE, HATCH_NONE};
	if (point->sense == SENSE_GOOD || point->sense == SENSE_BAD)
		ink = sense_look(point->sense).ink;
	return (struct fill){ink, rise ? HATCH_UP : HATCH_NONE};
}

static void
draw_text(const struct plot *plot, size_t label, const char *text, double from, double to)
{
	double y = to < from || (to < 0 && from == 0) ? place_up(plot, false, fmin(from, to)) + plot->size
						      : place_up(plot, false, to) - plot->size * 0.4;

	if (text == NULL || plot_measure(plot, text) > slot_width(plot))
		return;
	/* below a fall, unless the labels stand there */
	if (y > plot->bottom + plot->size * 0.3 && plot->axis.first >= 0)
		y = place_up(plot, false, fmax(from, to)) - plot->size * 0.4;
	plot_patch(plot, slot_centre(plot, label), y, ALIGN_CENTRE, text);
}

/* The level that one bar leaves and the next begins from. */
static void
draw_link(const struct plot *plot, size_t label, double level)
{
	double y = place_up(plot, false, level), slot = slot_width(plot);
	double x = slot_centre(plot, label);

	plot_line(plot, x - slot * 0.64, y, x - slot * 0.36, y, 1, DASH_NONE, INK_AXIS);
}

double
waterfall_height(const struct plot *plot)
{
	if (!plot_narrow(plot))
		return plot->size * 26;
	return across_height(plot) + legend_height(plot, keys, sizeof(keys) / sizeof(keys[0]));
}

bool
draw_waterfall(struct plot *plot)
{
	const struct chart *chart = plot->chart;
	double level = 0, value, half;
	bool begun = false;

	if (chart->series_count == 0 || chart->label_count == 0)
		return false;
	plot_legend(plot, keys, sizeof(keys) / sizeof(keys[0]));
	if (plot_narrow(plot))
		return draw_across(plot);
	if (!frame_upright(plot))
		return false;
	half = slot_width(plot) * 0.36;
	for (size_t i = 0; i < chart->label_count; i++) {
		const struct point *point = &chart->series[0].points[i];
		bool total = point->sense == SENSE_TOTAL;
		double from = total ? 0 : level, to, top;

		if (!point_value(point, &value))
			continue;
		to = total ? value : level + value;
		top = fmin(place_up(plot, false, from), place_up(plot, false, to));
		if (begun)
			draw_link(plot, i, level);
		fill_box(plot, slot_centre(plot, i) - half, top, half * 2,
			fabs(place_up(plot, false, from) - place_up(plot, false, to)), waterfall_fill(point, value));
		draw_text(plot, i, point->text, from, to);
		level = to;
		begun = true;
	}
	return true;
}
