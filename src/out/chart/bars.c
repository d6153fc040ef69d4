/* Upright bars, side by side or on top of one another, with lines across them. */
#include <math.h>

#include "plot.h"

/* A bar from one value to another, `place_in` th of `count` side by side. */
static void
draw_bar(const struct plot *plot, size_t label, size_t place_in, size_t count, double from, double to, struct fill fill)
{
	double group = slot_width(plot) * 0.72, width = group / (double)count;
	double x = slot_centre(plot, label) - group / 2 + width * (double)place_in;
	double y1 = place_up(plot, false, from), y2 = place_up(plot, false, to);

	fill_box(plot, x, fmin(y1, y2), width * 0.94, fabs(y1 - y2), fill);
}

static void
draw_text(const struct plot *plot, size_t label, const struct point *point, double value)
{
	double y = place_up(plot, false, value);

	if (point->text == NULL || plot_measure(plot, point->text) > slot_width(plot))
		return;
	plot_patch(plot, slot_centre(plot, label), value < 0 ? y + plot->size : y - plot->size * 0.4, ALIGN_CENTRE,
		point->text);
}

static void
draw_beside(const struct plot *plot)
{
	const struct chart *chart = plot->chart;
	size_t bars = chart_bar_count(chart), drawn = 0;

	for (size_t s = 0; s < chart->series_count; s++) {
		struct fill fill = series_fill(chart, s);
		double value;

		if (!series_is_bar(chart, s))
			continue;
		for (size_t i = 0; i < chart->label_count; i++)
			if (point_value(&chart->series[s].points[i], &value))
				draw_bar(plot, i, drawn, bars, 0, value, fill);
		drawn++;
	}
}

static void
draw_stack(const struct plot *plot, size_t label)
{
	const struct chart *chart = plot->chart;
	double up = 0, down = 0, value, half = slot_width(plot) * 0.36;

	for (size_t s = 0; s < chart->series_count; s++) {
		double *end, y;

		if (!series_is_bar(chart, s) || !point_value(&chart->series[s].points[label], &value))
			continue;
		end = value < 0 ? &down : &up;
		draw_bar(plot, label, 0, 1, *end, *end + value, series_fill(chart, s));
		*end += value;
		/* parts of one ink touch: a line of paper keeps them apart */
		y = place_up(plot, false, *end);
		plot_line(plot, slot_centre(plot, label) - half, y, slot_centre(plot, label) + half, y, 1, DASH_NONE,
			INK_PAPER);
	}
}

/*
 * A target or comparator of each label's own is a dash as wide as its bars: a line from one to the
 * next would say that there is something between them.
 */
static void
draw_marks(const struct plot *plot)
{
	const struct canvas *canvas = plot->canvas;
	const struct chart *chart = plot->chart;
	double half = slot_width(plot) * 0.42, value;

	for (size_t s = 0; s < chart->series_count; s++) {
		struct look look = series_look(chart, s);

		if (series_is_bar(chart, s) || chart->series[s].right)
			continue;
		for (size_t i = 0; i < chart->label_count; i++) {
			double x = slot_centre(plot, i), y;

			if (!point_value(&chart->series[s].points[i], &value))
				continue;
			y = place_up(plot, false, value);
			plot_line(plot, x - half, y, x + half, y, 2, look.dash, look.ink);
			canvas->marker(canvas->context, x, y, plot->size * 0.55, look.marker, look.ink);
		}
	}
}

bool
draw_bars(struct plot *plot)
{
	const struct chart *chart = plot->chart;
	bool single = chart->kind == CHART_BARS && chart_bar_count(chart) == 1;

	if (!frame_upright(plot))
		return false;
	if (chart->kind == CHART_BARS)
		draw_beside(plot);
	for (size_t i = 0; chart->kind == CHART_STACKED && i < chart->label_count; i++)
		draw_stack(plot, i);
	draw_levels(plot);
	draw_marks(plot);
	for (size_t s = 0; s < chart->series_count; s++)
		if (chart->series[s].right)
			draw_curve(plot, s);
	for (size_t s = 0; single && s < chart->series_count; s++)
		for (size_t i = 0; series_is_bar(chart, s) && i < chart->label_count; i++) {
			double value;

			if (point_value(&chart->series[s].points[i], &value))
				draw_text(plot, i, &chart->series[s].points[i], value);
		}
	return true;
}
