/* Level bars, for labels that are names: beside one another, one after the other, to both sides. */
#include <math.h>

#include "plot.h"

static void
draw_words(const struct plot *plot, const struct point *point, double end, bool left, double y)
{
	double gap = plot->size * 0.4, x = place_across(plot, end);
	char words[LABEL_MAX];

	point_words(point, words);
	if (*words == '\0' || plot_measure(plot, words) > plot->width * 0.3)
		return;
	plot_patch(plot, left ? x - gap : x + gap, y, left ? ALIGN_RIGHT : ALIGN_LEFT, words);
}

static struct fill
bar_fill(const struct plot *plot, size_t series, const struct point *point, double value)
{
	struct fill fill = {value < 0 ? INK_OTHER2 : INK_VALUE, HATCH_NONE}; /* the side says it */

	if (plot->chart->kind == CHART_WATERFALL)
		return waterfall_fill(point, value);
	if (plot->chart->kind != CHART_DIVERGING)
		return series_fill(plot->chart, series);
	if (point->sense == SENSE_GOOD || point->sense == SENSE_BAD)
		fill.ink = sense_look(point->sense).ink;
	return fill;
}

static void
draw_bar(const struct plot *plot, double y, double height, double from, double to, struct fill fill)
{
	double x1 = place_across(plot, from), x2 = place_across(plot, to);

	fill_box(plot, fmin(x1, x2), y, fabs(x1 - x2), height, fill);
}

/* Where a bar begins: on zero, or in a waterfall at the level that those before it lead to. */
static double
bar_from(const struct chart *chart, size_t label)
{
	double level = 0, value;

	if (chart->kind != CHART_WATERFALL || chart->series[0].points[label].sense == SENSE_TOTAL)
		return 0;
	for (size_t i = 0; i < label; i++) {
		const struct point *point = &chart->series[0].points[i];

		if (point_value(point, &value))
			level = point->sense == SENSE_TOTAL ? value : level + value;
	}
	return level;
}

/* The bars of one label under one another, or their words. */
static void
draw_beside(const struct plot *plot, size_t label, bool words)
{
	const struct chart *chart = plot->chart;
	struct strip strip = find_strip(plot, label);
	double room = strip.height - strip.name, value;
	double bar = room * 0.74 / (double)chart_bar_count(chart);
	double y = strip.y + strip.name + room * (strip.name > 0 ? 0.05 : 0.13);

	for (size_t s = 0; s < chart->series_count; s++) {
		const struct point *point = &chart->series[s].points[label];

		if (!series_is_bar(chart, s))
			continue;
		if (point_value(point, &value)) {
			double from = bar_from(chart, label);

			if (words)
				draw_words(plot, point, from + value, value < 0, y + bar / 2 + plot->size * 0.35);
			else
				draw_bar(plot, y, bar * 0.94, from, from + value, bar_fill(plot, s, point, value));
		}
		y += bar;
	}
}

/* The parts of one label's whole, negative ones to the left of zero. */
static void
draw_stacked(const struct plot *plot, size_t label)
{
	const struct chart *chart = plot->chart;
	struct strip strip = find_strip(plot, label);
	double room = strip.height - strip.name, bar = room * 0.7, up = 0, down = 0, value;
	double y = strip.y + strip.name + room * (strip.name > 0 ? 0.05 : 0.15);

	for (size_t s = 0; s < chart->series_count; s++) {
		const struct point *point = &chart->series[s].points[label];
		double *end, x;

		if (!series_is_bar(chart, s) || !point_value(point, &value) || value == 0)
			continue;
		end = value < 0 ? &down : &up;
		draw_bar(plot, y, bar, *end, *end + value, series_fill(chart, s));
		*end += value;
		/* parts of one ink touch: a line of paper keeps them apart */
		x = place_across(plot, *end);
		plot_line(plot, x, y, x, y + bar, 1, DASH_NONE, INK_PAPER);
	}
}

static void
draw_upright(const struct plot *plot)
{
	const struct canvas *canvas = plot->canvas;
	const struct chart *chart = plot->chart;
	double value;

	for (size_t i = 0; i < chart->level_count; i++) {
		struct look look = level_look(chart, i);
		double x;

		if (!number_value(chart->levels[i].number, &value))
			continue;
		x = place_across(plot, value);
		plot_line(plot, x, plot->top, x, plot->bottom, 1.5, look.dash, look.ink);
		canvas->marker(
			canvas->context, x, plot->top - plot->size * 0.2, plot->size * 0.6, look.marker, look.ink);
	}
}

/* A target or comparator of each label's own: a mark across its bars. */
static void
draw_marks(const struct plot *plot)
{
	const struct canvas *canvas = plot->canvas;
	const struct chart *chart = plot->chart;
	double value;

	for (size_t s = 0; s < chart->series_count; s++) {
		struct look look = series_look(chart, s);

		if (series_is_bar(chart, s) || chart->series[s].right)
			continue;
		for (size_t i = 0; i < chart->label_count; i++) {
			struct strip strip = find_strip(plot, i);
			double top = strip.y + fmax(strip.name, strip.height * 0.06);
			double bottom = strip.y + strip.height * 0.94, x;

			if (!point_value(&chart->series[s].points[i], &value))
				continue;
			x = place_across(plot, value);
			plot_line(plot, x, top, x, bottom, 2, DASH_NONE, look.ink);
			canvas->marker(canvas->context, x, (top + bottom) / 2, plot->size * 0.6, look.marker, look.ink);
		}
	}
}

/* Figures stand at the ends of bars that are high enough for them. */
static bool
has_words(const struct plot *plot)
{
	struct strip strip = find_strip(plot, 0);

	return plot->chart->kind != CHART_ACROSS_STACKED && across_bars(plot) > 0 &&
		(strip.height - strip.name) * 0.74 / (double)across_bars(plot) >= plot->size * 1.1;
}

bool
draw_across(struct plot *plot)
{
	const struct chart *chart = plot->chart;

	if (!frame_across(plot))
		return false;
	for (size_t i = 0; i < chart->label_count; i++)
		if (chart->kind == CHART_ACROSS_STACKED)
			draw_stacked(plot, i);
		else
			draw_beside(plot, i, false);
	draw_upright(plot);
	draw_marks(plot);
	for (size_t i = 0; has_words(plot) && i < chart->label_count; i++)
		draw_beside(plot, i, true);
	draw_names_across(plot);
	return true;
}
