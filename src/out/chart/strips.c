/* The frame of level charts: names beside the bars or above them, numbers along the bottom. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "plot.h"

enum { BESIDE_BAR = 3 }; /* lines of a name */

/* ---- room ---- */

static double
names_width(const struct plot *plot)
{
	const struct chart *chart = plot->chart->whole != NULL ? plot->chart->whole : plot->chart;
	double most = plot->width * 0.36, widest = 0;

	for (size_t i = 0; i < chart->label_count; i++)
		widest = fmax(widest, plot_measure(plot, chart->labels[i]));
	return fmin(widest, most);
}

/* Where the drawing is narrow, a name stands above its bars, so that both have the whole width. */
static size_t
name_lines(const struct plot *plot)
{
	double room = plot_narrow(plot) ? plot->width : names_width(plot);
	char lines[LINES_MAX][LABEL_MAX];
	size_t most = 1;

	for (size_t i = 0; i < plot->chart->label_count; i++) {
		size_t count = plot_wrap(plot, plot->chart->labels[i], room, BESIDE_BAR, lines);

		most = count > most ? count : most;
	}
	return most;
}

size_t
across_bars(const struct plot *plot)
{
	return plot->chart->kind == CHART_ACROSS_STACKED ? 1 : chart_bar_count(plot->chart);
}

static double
row_height(const struct plot *plot)
{
	double bars = (double)across_bars(plot) * 1.35 + 0.75, lines = (double)name_lines(plot) * 1.2;

	return plot->size * (plot_narrow(plot) ? bars + lines : fmax(bars, lines + 0.6));
}

/* Above the bars: the unit, what the sides mean, the markers of levels. */
static double
above_bars(const struct plot *plot)
{
	const struct chart *chart = plot->chart;
	bool sides = !str_blank(chart->below) || !str_blank(chart->above);
	double lines = (str_blank(chart->unit) ? 0.3 : 1.6) + (sides ? 1.5 : 0) + (chart->level_count > 0 ? 0.5 : 0);

	return plot->size * lines;
}

double
across_height(const struct plot *plot)
{
	struct key keys[KEYS_MAX];

	return above_bars(plot) + row_height(plot) * (double)plot->chart->label_count + plot->size * 2 +
		legend_height(plot, keys, plot_keys(plot, keys));
}

double
place_across(const struct plot *plot, double value)
{
	double low = axis_bottom(&plot->axis), span = axis_top(&plot->axis) - low;

	return plot->left + (value - low) / span * (plot->right - plot->left);
}

struct strip
find_strip(const struct plot *plot, size_t label)
{
	double height = (plot->bottom - plot->top) / (double)plot->chart->label_count;

	return (struct strip){plot->top + height * (double)label, height,
		plot_narrow(plot) ? fmin(plot->size * 1.2 * (double)name_lines(plot), height / 2) : 0};
}

/* ---- the figures at the bars' ends ---- */

void
point_words(const struct point *point, char words[LABEL_MAX])
{
	const char *rag = rag_word(point->rag), *shape = rag_shape(point->rag);

	words[0] = '\0';
	if (point->text == NULL || strlen(point->text) > LABEL_MAX / 2)
		return;
	snprintf(words, LABEL_MAX, "%s%s%s%s%s", point->text, *rag != '\0' ? " " : "", shape, *shape != '\0' ? " " : "",
		rag);
}

static double
words_width(const struct plot *plot, bool negative)
{
	const struct chart *chart = plot->chart->whole != NULL ? plot->chart->whole : plot->chart;
	double widest = 0, value;

	if (chart->kind == CHART_ACROSS_STACKED)
		return 0;
	for (size_t s = 0; s < chart->series_count; s++)
		for (size_t i = 0; series_is_bar(chart, s) && i < chart->label_count; i++) {
			const struct point *point = &chart->series[s].points[i];
			char words[LABEL_MAX];

			if (!point_value(point, &value) || (value < 0) != negative)
				continue;
			point_words(point, words);
			widest = fmax(widest, plot_measure(plot, words));
		}
	return fmin(widest, plot->width * 0.3);
}

/* ---- the axis ---- */

static void
draw_grid(const struct plot *plot)
{
	const struct axis *axis = &plot->axis;
	double tick_gap = (plot->right - plot->left) / (double)(axis->last - axis->first);
	double widest = 0, base = plot->bottom + plot->size * 1.4;
	long step = 1;
	char text[48];

	for (long tick = axis->first; tick <= axis->last; tick++) {
		axis_label(axis, tick, text, sizeof(text));
		widest = fmax(widest, plot_measure(plot, text));
	}
	while ((double)step * tick_gap < widest * 1.5 + plot->size * 0.6 && step < axis->last - axis->first)
		step++;
	for (long tick = axis->first; tick <= axis->last; tick++) {
		double x = place_across(plot, (double)tick * axis->step);

		plot_line(plot, x, plot->top, x, plot->bottom, tick == 0 ? 1 : 0.6, DASH_NONE,
			tick == 0 ? INK_AXIS : INK_GRID);
		if (tick % step != 0 || (tick != 0 && (double)step * tick_gap < widest))
			continue;
		axis_label(axis, tick, text, sizeof(text));
		plot_inside(plot, x, base, text);
	}
}

/* What stands above: the unit, and what it means to lie on either side of zero. */
static void
draw_heads(const struct plot *plot)
{
	const struct chart *chart = plot->chart;
	double size = plot->size, y = plot->head + size;
	double room = (plot->width - plot_measure(plot, "◄ ►")) / 2 - size;
	char fitted[LABEL_MAX], words[LABEL_MAX + 8];

	if (!str_blank(chart->unit)) {
		plot_fit(plot, chart->unit, plot->width, fitted);
		plot_text(plot, 0, y, ALIGN_LEFT, fitted);
		y += size * 1.5;
	}
	if (!str_blank(chart->below)) {
		plot_fit(plot, chart->below, room, fitted);
		snprintf(words, sizeof(words), "◄ %s", fitted);
		plot_text(plot, 0, y, ALIGN_LEFT, words);
	}
	if (!str_blank(chart->above)) {
		plot_fit(plot, chart->above, room, fitted);
		snprintf(words, sizeof(words), "%s ►", fitted);
		plot_text(plot, plot->width, y, ALIGN_RIGHT, words);
	}
}

void
draw_names_across(const struct plot *plot)
{
	const struct chart *chart = plot->chart;
	double size = plot->size, room = plot_narrow(plot) ? plot->width : names_width(plot);
	double each = find_strip(plot, 0).height;
	size_t step = (size_t)ceil(fmax(size * 1.2 / each, 1));
	char lines[LINES_MAX][LABEL_MAX];

	for (size_t i = 0; i < chart->label_count; i += step) {
		struct strip strip = find_strip(plot, i);
		double high = strip.name > 0 ? strip.name : strip.height;
		double most = fmax(1, fmin(BESIDE_BAR, floor(high / size / 1.2 + 0.01)));
		size_t count = plot_wrap(plot, chart->labels[i], room, (size_t)most, lines);
		double y = strip.y +
			(strip.name > 0 ? high - size * 0.2 - size * 1.2 * (double)(count - (count > 0))
					: high / 2 + size * 0.35 - size * 0.6 * (double)(count - (count > 0)));

		for (size_t n = 0; n < count; n++)
			(strip.name > 0 ? plot_patch : plot_text)(
				plot, 0, y + size * 1.2 * (double)n, ALIGN_LEFT, lines[n]);
	}
}

/* Tells whoever points at the drawing where the labels' strips are. */
static void
tell_spots(const struct plot *plot)
{
	const size_t count = plot->chart->label_count;
	double *edges;

	if (plot->canvas->spots == NULL)
		return;
	edges = mem_array(count + 1, sizeof(*edges));
	for (size_t i = 0; i < count; i++)
		edges[i] = find_strip(plot, i).y;
	edges[count] = plot->bottom;
	plot->canvas->spots(plot->canvas->context, &(struct spots){0, false, plot->left, plot->right, count, edges});
	free(edges);
}

bool
frame_across(struct plot *plot)
{
	const struct chart *chart = plot->chart;
	struct key keys[KEYS_MAX];
	double size = plot->size;

	plot->left = plot_narrow(plot) ? size * 0.4 : names_width(plot) + size * 0.8;
	plot->left += words_width(plot, true) > 0 ? words_width(plot, true) + size * 0.3 : 0;
	plot->right = plot->width - words_width(plot, false) - size * 0.6;
	if (chart->label_count == 0 ||
		!axis_fit(&plot->axis, chart, false, (unsigned)fmin(fmax((plot->right - plot->left) / size / 6, 2), 8)))
		return false;
	plot_legend(plot, keys, plot_keys(plot, keys));
	plot->top = plot->head + above_bars(plot);
	plot->bottom = plot->height - size * 2;
	draw_heads(plot);
	draw_grid(plot);
	tell_spots(plot);
	return true;
}
