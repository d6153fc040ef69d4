/* Level bars, for labels that are names: beside one another, one after the other, to both sides. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "chart_plot.h"

enum { BESIDE_BAR = 3 };	/* lines of a label */

/* ---- room ---- */

static double
names_width(const struct plot *plot)
{
	double most = plot->width * 0.36, widest = 0;

	for (size_t i = 0; i < plot->chart->label_count; i++)
		widest = fmax(widest, plot_measure(plot, plot->chart->labels[i]));
	return fmin(widest, most);
}

static double
row_height(const struct plot *plot)
{
	const struct chart *chart = plot->chart;
	double room = names_width(plot);
	size_t bars = chart->kind == CHART_ACROSS_STACKED ? 1 : chart_bar_count(chart), most = 1;
	char lines[LINES_MAX][LABEL_MAX];

	for (size_t i = 0; i < chart->label_count; i++) {
		size_t count = plot_wrap(plot, chart->labels[i], room, BESIDE_BAR, lines);

		most = count > most ? count : most;
	}
	return plot->size *
		fmax((double)bars * 1.35 + 0.75, (double)most * 1.2 + 0.6);
}

/* Above the bars: the unit, what the sides mean, the markers of levels. */
static double
above_bars(const struct plot *plot)
{
	const struct chart *chart = plot->chart;
	bool sides = !str_blank(chart->below) || !str_blank(chart->above);
	double lines = (str_blank(chart->unit) ? 0.3 : 1.6) + (sides ? 1.5 : 0) +
		(chart->level_count > 0 ? 0.5 : 0);

	return plot->size * lines;
}

double
across_height(const struct plot *plot)
{
	struct key keys[KEYS_MAX];

	return above_bars(plot) + row_height(plot) * (double)plot->chart->label_count +
		plot->size * 2 + legend_height(plot, keys, plot_keys(plot, keys));
}

/* ---- the figures at the bars' ends ---- */

/* "12.3 ▲ Red" */
static void
point_words(const struct point *point, char words[LABEL_MAX])
{
	const char *rag = rag_word(point->rag), *shape = rag_shape(point->rag);

	words[0] = '\0';
	if (point->text == NULL || strlen(point->text) > LABEL_MAX / 2)
		return;
	snprintf(words, LABEL_MAX, "%s%s%s%s%s", point->text, *rag != '\0' ? " " : "", shape,
		*shape != '\0' ? " " : "", rag);
}

static double
words_width(const struct plot *plot, bool negative)
{
	const struct chart *chart = plot->chart;
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

static void
draw_words(const struct plot *plot, const struct point *point, double value, double y)
{
	double gap = plot->size * 0.4, x = place_across(plot, value);
	char words[LABEL_MAX];

	point_words(point, words);
	if (*words == '\0' || plot_measure(plot, words) > plot->width * 0.3)
		return;
	plot_patch(plot, value < 0 ? x - gap : x + gap, y, value < 0 ? ALIGN_RIGHT : ALIGN_LEFT,
		words);
}

/* ---- the axis ---- */

double
place_across(const struct plot *plot, double value)
{
	double low = axis_bottom(&plot->axis), span = axis_top(&plot->axis) - low;

	return plot->left + (value - low) / span * (plot->right - plot->left);
}

static void
draw_grid(const struct plot *plot)
{
	const struct canvas *canvas = plot->canvas;
	const struct axis *axis = &plot->axis;
	double tick_gap = (plot->right - plot->left) / (double)(axis->last - axis->first);
	double widest = 0, base = plot->bottom + plot->size * 1.4;
	long step = 1;
	char text[48];

	for (long tick = axis->first; tick <= axis->last; tick++) {
		axis_label(axis, tick, text, sizeof(text));
		widest = fmax(widest, plot_measure(plot, text));
	}
	while ((double)step * tick_gap < widest * 1.5 + plot->size * 0.6 &&
		step < axis->last - axis->first)
		step++;
	for (long tick = axis->first; tick <= axis->last; tick++) {
		double x = place_across(plot, (double)tick * axis->step);

		canvas->line(canvas->context, x, plot->top, x, plot->bottom, tick == 0 ? 1 : 0.6,
			DASH_NONE, tick == 0 ? INK_AXIS : INK_GRID);
		if (tick % step != 0)
			continue;
		axis_label(axis, tick, text, sizeof(text));
		plot_inside(plot, x, base, false, text);
	}
}

static void
draw_names(const struct plot *plot)
{
	const struct chart *chart = plot->chart;
	double size = plot->size, row = (plot->bottom - plot->top) / (double)chart->label_count;
	double room = names_width(plot), most = fmax(1, fmin(BESIDE_BAR, floor(row / size / 1.2)));
	size_t step = (size_t)ceil(fmax(size * 1.2 / row, 1));
	char lines[LINES_MAX][LABEL_MAX];

	for (size_t i = 0; i < chart->label_count; i += step) {
		size_t count = plot_wrap(plot, chart->labels[i], room, (size_t)most, lines);
		double y = plot->top + row * ((double)i + 0.5) + size * 0.35 -
			size * 0.6 * (double)(count - (count > 0));

		for (size_t n = 0; n < count; n++)
			plot_text(plot, 0, y + size * 1.2 * (double)n, ALIGN_LEFT, lines[n]);
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

static bool
lay_out(struct plot *plot)
{
	const struct chart *chart = plot->chart;
	struct key keys[KEYS_MAX];
	double size = plot->size;

	plot->left = names_width(plot) + size * 0.8;
	plot->left += words_width(plot, true) > 0 ? words_width(plot, true) + size * 0.3 : 0;
	plot->right = plot->width - words_width(plot, false) - size * 0.6;
	if (chart->label_count == 0 ||
		!axis_fit(&plot->axis, chart, false,
			(unsigned)fmin(fmax((plot->right - plot->left) / size / 6, 2), 8)))
		return false;
	plot_legend(plot, keys, plot_keys(plot, keys));
	plot->top = plot->head + above_bars(plot);
	plot->bottom = plot->height - size * 2;
	return true;
}

/* ---- bars and what crosses them ---- */

static struct fill
bar_fill(const struct plot *plot, size_t series, const struct point *point, double value)
{
	struct fill fill = {value < 0 ? INK_OTHER2 : INK_VALUE, value < 0 ? HATCH_DOWN : HATCH_NONE};

	if (plot->chart->kind != CHART_DIVERGING)
		return series_fill(plot->chart, series);
	if (point->sense == SENSE_GOOD || point->sense == SENSE_BAD)
		fill.ink = sense_look(point->sense).ink;
	return fill;
}

static void
draw_bar(const struct plot *plot, double y, double height, double from, double to,
	struct fill fill)
{
	double x1 = place_across(plot, from), x2 = place_across(plot, to);

	fill_box(plot, fmin(x1, x2), y, fabs(x1 - x2), height, fill);
}

/* The bars of one label, in the middle three quarters of its row. */
static void
draw_row(const struct plot *plot, size_t label, bool words)
{
	const struct canvas *canvas = plot->canvas;
	const struct chart *chart = plot->chart;
	bool stacked = chart->kind == CHART_ACROSS_STACKED;
	double row = (plot->bottom - plot->top) / (double)chart->label_count;
	double bar = row * 0.74 / (stacked ? 1 : (double)chart_bar_count(chart));
	double y = plot->top + row * ((double)label + 0.13), up = 0, down = 0, value;

	for (size_t s = 0; s < chart->series_count; s++) {
		const struct point *point = &chart->series[s].points[label];
		double *end;

		if (!series_is_bar(chart, s))
			continue;
		if (point_value(point, &value)) {
			end = value < 0 ? &down : &up;
			if (words)
				draw_words(plot, point, value, y + bar / 2 + plot->size * 0.35);
			else
				draw_bar(plot, y, bar * 0.94, stacked ? *end : 0,
					(stacked ? *end : 0) + value,
					bar_fill(plot, s, point, value));
			*end += value;
			if (stacked && !words)
				canvas->line(canvas->context, place_across(plot, *end), y,
					place_across(plot, *end), y + bar, 1, DASH_NONE,
					INK_PAPER);
		}
		y += stacked ? 0 : bar;
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
		canvas->line(canvas->context, x, plot->top, x, plot->bottom, 1.5, look.dash,
			look.ink);
		canvas->marker(canvas->context, x, plot->top - plot->size * 0.2,
			plot->size * 0.6, look.marker, look.ink);
	}
}

/* A target or comparator of each label's own: a mark across its bars. */
static void
draw_marks(const struct plot *plot)
{
	const struct canvas *canvas = plot->canvas;
	const struct chart *chart = plot->chart;
	double row = (plot->bottom - plot->top) / (double)chart->label_count, value;

	for (size_t s = 0; s < chart->series_count; s++) {
		struct look look = series_look(chart, s);

		if (series_is_bar(chart, s) || chart->series[s].right)
			continue;
		for (size_t i = 0; i < chart->label_count; i++) {
			double x, y = plot->top + row * (double)i;

			if (!point_value(&chart->series[s].points[i], &value))
				continue;
			x = place_across(plot, value);
			canvas->line(canvas->context, x, y + row * 0.06, x, y + row * 0.94, 2,
				DASH_NONE, look.ink);
			canvas->marker(canvas->context, x, y + row / 2, plot->size * 0.6,
				look.marker, look.ink);
		}
	}
}

bool
draw_across(struct plot *plot)
{
	const struct chart *chart = plot->chart;
	double bars = fmax((double)chart_bar_count(chart), 1);

	if (!lay_out(plot))
		return false;
	draw_heads(plot);
	draw_grid(plot);
	draw_names(plot);
	for (size_t i = 0; i < chart->label_count; i++)
		draw_row(plot, i, false);
	draw_upright(plot);
	draw_marks(plot);
	if (chart->kind == CHART_ACROSS_STACKED ||
		(plot->bottom - plot->top) / (double)chart->label_count * 0.74 / bars <
			plot->size * 1.1)
		return true;
	for (size_t i = 0; i < chart->label_count; i++)
		draw_row(plot, i, true);
	return true;
}
