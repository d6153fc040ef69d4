/* Small plots side by side, one for each line, on one scale where that shows them all. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "plot.h"

enum { LINES_MOST = 4, TITLE_LINES = 3, NOTE_LINES = 6 };

/* How many plots there are, their columns, and the lines of the longest title. */
struct grid {
	size_t count, columns, rows, title;
	double width, height, gap;
};

static bool
is_plot(const struct chart *chart, size_t index)
{
	return chart->series[index].role == SERIES_VALUE && series_shows(chart, &chart->series[index]);
}

size_t
apart_count(const struct chart *chart)
{
	size_t count = 0;

	for (size_t s = 0; s < chart->series_count; s++)
		count += is_plot(chart, s);
	return count;
}

bool
chart_apart(const struct chart *chart)
{
	size_t lines = chart->level_count;

	if (chart->whole != NULL)
		return chart_apart(chart->whole);
	if (chart->kind != CHART_LINE || chart->label_count == 0 || chart_has_right(chart))
		return false;
	for (size_t s = 0; s < chart->series_count; s++)
		lines += series_shows(chart, &chart->series[s]);
	return apart_count(chart) > 1 && (chart->apart || lines > LINES_MOST);
}

static struct grid
grid_of(const struct plot *plot)
{
	const struct chart *chart = plot->chart;
	const double size = plot->size;
	struct grid grid = {.count = apart_count(chart), .columns = 1, .title = 1, .gap = size * 1.6};
	char lines[LINES_MAX][LABEL_MAX];
	const struct plot bold = plot_boldly(plot);

	if (plot->width >= size * 20)
		grid.columns = plot->width >= size * 46 ? 3 : 2;
	if (grid.columns > grid.count)
		grid.columns = grid.count;
	grid.rows = (grid.count + grid.columns - 1) / grid.columns;
	grid.width = (plot->width - grid.gap * (double)(grid.columns - 1)) / (double)grid.columns;
	for (size_t s = 0; s < chart->series_count; s++)
		if (is_plot(chart, s)) {
			size_t count = plot_wrap(&bold, chart->series[s].label != NULL ? chart->series[s].label : "",
				grid.width, TITLE_LINES, lines);

			grid.title = count > grid.title ? count : grid.title;
		}
	grid.height = size * (1.2 * (double)grid.title + 12);
	return grid;
}

/* Unit and what is to be known of the scales, in a line or, where narrow, two. */
static double
head_room(const struct plot *plot)
{
	return plot->size * (plot_narrow(plot) ? 3.1 : 1.8);
}

static void
draw_heading(const struct plot *plot, bool own, bool cut)
{
	char unit[LABEL_MAX], words[LABEL_MAX * 2], lines[LINES_MAX][LABEL_MAX];
	size_t count;

	plot_cut(plot->chart->unit, unit);
	snprintf(words, sizeof(words), "%s%s%s%s%s", unit, own && *unit != '\0' ? ", " : "",
		own ? "each on a scale of its own" : "", cut && (own || *unit != '\0') ? "; " : "",
		cut ? (own ? "not every axis starts at zero" : "axis does not start at zero") : "");
	count = plot_wrap(plot, words, plot->width, plot_narrow(plot) ? 2 : 1, lines);
	for (size_t n = 0; n < count; n++)
		plot_text(plot, 0, plot->head + plot->size * (1 + 1.2 * (double)n), ALIGN_LEFT, lines[n]);
}

/* What is drawn into every plot: targets, comparators, levels. */
static size_t
common_keys(const struct plot *plot, struct key keys[KEYS_MAX])
{
	const struct chart *chart = plot->chart;
	size_t count = 0;
	double value;

	for (size_t s = 0; s < chart->series_count && count < KEYS_MAX; s++)
		if (chart->series[s].role != SERIES_VALUE && series_shows(chart, &chart->series[s]))
			keys[count++] = (struct key){.look = series_look(chart, s),
				.label = chart->series[s].label,
				.text = series_newest(chart, &chart->series[s])};
	for (size_t i = 0; i < chart->level_count && count < KEYS_MAX; i++)
		if (number_value(chart->levels[i].number, &value))
			keys[count++] = (struct key){.look = level_look(chart, i),
				.label = chart->levels[i].label,
				.text = chart->levels[i].text};
	return count;
}

/* ---- words of breaks, below all plots ---- */

static size_t
step_lines(const struct plot *plot, const struct step *step, char lines[LINES_MAX][LABEL_MAX])
{
	const struct chart *chart = plot->chart;
	char name[LABEL_MAX], when[LABEL_MAX], text[LABEL_MAX], words[LABEL_MAX * 3 + 8];

	if (step->text == NULL || step->label >= chart->label_count || step->series > chart->series_count)
		return 0;
	plot_cut(step->series > 0 ? chart->series[step->series - 1].label : NULL, name);
	plot_cut(chart->labels[step->label], when);
	plot_cut(step->text, text);
	snprintf(words, sizeof(words), "%s%s%s: %s", name, step->series > 0 ? ", " : "", when, text);
	return plot_wrap(plot, words, plot->width, NOTE_LINES, lines);
}

static double
draw_words_of_steps(const struct plot *plot, double y, bool draw)
{
	char lines[LINES_MAX][LABEL_MAX];
	double height = 0;

	for (size_t i = 0; i < plot->chart->step_count; i++) {
		size_t count = step_lines(plot, &plot->chart->steps[i], lines);

		for (size_t n = 0; n < count; n++) {
			height += plot->size * 1.25;
			if (draw)
				plot_text(plot, 0, y + height, ALIGN_LEFT, lines[n]);
		}
	}
	return height + (height > 0 ? plot->size * 0.6 : 0);
}

double
apart_height(const struct plot *plot)
{
	struct grid grid = grid_of(plot);
	struct key keys[KEYS_MAX];

	return head_room(plot) + grid.height * (double)grid.rows + draw_words_of_steps(plot, 0, false) +
		legend_height(plot, keys, common_keys(plot, keys));
}

struct chart *
apart_part(struct arena *arena, const struct chart *chart, size_t first, size_t count)
{
	struct chart *part = arena_array(arena, 1, sizeof(*part));
	size_t *places = arena_array(arena, chart->series_count + 1, sizeof(*places)), seen = 0;

	*part = *chart;
	part->whole = chart;
	part->series = arena_array(arena, chart->series_count, sizeof(*part->series));
	part->steps = arena_array(arena, chart->step_count + 1, sizeof(*part->steps));
	part->series_count = part->step_count = 0;
	for (size_t s = 0; s < chart->series_count; s++) {
		bool other = chart->series[s].role != SERIES_VALUE;

		if (!other && !is_plot(chart, s))
			continue;
		if (other || (seen >= first && seen < first + count)) {
			part->series[part->series_count++] = chart->series[s];
			places[s + 1] = part->series_count;
		}
		seen += !other;
	}
	for (size_t i = 0; i < chart->step_count; i++) {
		struct step step = chart->steps[i];

		if (step.series > chart->series_count || (step.series > 0 && places[step.series] == 0))
			continue;
		step.series = places[step.series];
		part->steps[part->step_count++] = step;
	}
	return part;
}

/* ---- one plot ---- */

/* The chart with this one line and what all have in common; `series` and `steps` have room for all. */
static struct chart
chart_of(const struct chart *chart, size_t index, struct series *series, struct step *steps)
{
	struct chart one = *chart;

	one.series = series;
	one.series_count = 0;
	one.steps = steps;
	one.step_count = 0;
	for (size_t s = 0; s < chart->series_count; s++)
		if (s == index || chart->series[s].role != SERIES_VALUE)
			series[one.series_count++] = chart->series[s];
	for (size_t i = 0; i < chart->step_count; i++)
		if (chart->steps[i].series == 0 || chart->steps[i].series == index + 1) {
			steps[one.step_count] = chart->steps[i];
			steps[one.step_count++].series = 0;
		}
	return one;
}

static void
draw_ends_of_time(const struct plot *plot)
{
	const struct chart *chart = plot->chart;
	double room = (plot->right - plot->left) / 2 - plot->size * 0.3, y = plot->bottom + plot->size * 1.2;
	char first[LABEL_MAX], last[LABEL_MAX];

	plot_fit(plot, chart->labels[chart->label_count - 1], room * 2, last);
	plot_text(plot, plot->right, y, ALIGN_RIGHT, last);
	if (chart->label_count < 2)
		return;
	plot_fit(plot, chart->labels[0], room, first);
	if (plot_measure(plot, first) + plot_measure(plot, last) < room * 2)
		plot_text(plot, plot->left, y, ALIGN_LEFT, first);
}

/* Is another line just above this place? */
static bool
crowded(const struct plot *plot, size_t label, double y)
{
	double value, other;

	for (size_t s = 0; s < plot->chart->series_count; s++)
		if (plot->chart->series[s].role != SERIES_VALUE &&
			point_value(&plot->chart->series[s].points[label], &value)) {
			other = place_up(plot, false, value);
			if (other < y - plot->size * 0.1 && other > y - plot->size * 1.8)
				return true;
		}
	return false;
}

/* The last figure, beside its point: above it, or below it where another line or its own comes down from above. */
static void
draw_last(const struct plot *plot, const struct series *series)
{
	const struct plot bold = plot_boldly(plot);
	size_t last = plot->chart->label_count;
	double value = 0, before = 0, x, y, half;
	char fitted[LABEL_MAX];
	bool below;

	while (last > 0 && !point_value(&series->points[last - 1], &value))
		last--;
	if (last == 0 || series->points[last - 1].text == NULL)
		return;
	if (last < 2 || !point_value(&series->points[last - 2], &before))
		before = value;
	x = slot_centre(plot, last - 1);
	y = place_up(plot, false, value);
	below = (before > value || crowded(plot, last - 1, y)) && y + plot->size * 1.4 < plot->bottom;
	y += below ? plot->size * 1.2 : -plot->size * 0.5;
	plot_fit(&bold, series->points[last - 1].text, plot->right - plot->left, fitted);
	half = plot_measure(&bold, fitted) / 2;
	plot_text(&bold, fmax(plot->left + half, fmin(x, plot->right - half)), fmax(y, plot->top - plot->size * 0.4),
		ALIGN_CENTRE, fitted);
}

static void
draw_one(const struct plot *plot, size_t index, const char *title, double width)
{
	const struct chart *chart = plot->chart;
	const struct plot bold = plot_boldly(plot);
	char lines[LINES_MAX][LABEL_MAX];
	size_t count = plot_wrap(&bold, title != NULL ? title : "", width, TITLE_LINES, lines);
	double left = plot->left - ticks_width(plot, &plot->axis) - plot->size * 0.5;

	for (size_t n = 0; n < count; n++)
		plot_text(&bold, fmax(left, 0), plot->head + plot->size * (1 + 1.2 * (double)n), ALIGN_LEFT, lines[n]);
	draw_grid_up(plot);
	draw_ticks_up(plot, false);
	draw_ends_of_time(plot);
	for (size_t i = 0; i < chart->step_count; i++)
		if (chart->steps[i].label < chart->label_count) {
			double x = slot_begin(plot, chart->steps[i].label);

			plot_line(plot, x, plot->top, x, plot->bottom, 1, DASH_DOT, INK_TEXT);
		}
	draw_levels(plot);
	draw_curves(plot);
	for (size_t s = 0; s < chart->series_count; s++)
		if (chart->series[s].role == SERIES_VALUE)
			draw_last(plot, &chart->series[s]);
	frame_spots(plot, index + 1);
}

/* Would the one scale leave some line less than a fifth of its plot? */
static bool
wants_own(const struct chart *chart)
{
	struct series *series = mem_array(chart->series_count, sizeof(*series));
	struct step *steps = mem_array(chart->step_count + 1, sizeof(*steps));
	double most = 0, least = INFINITY;

	for (size_t s = 0; s < chart->series_count; s++)
		if (is_plot(chart, s)) {
			struct chart one = chart_of(chart, s, series, steps);
			struct axis axis;

			one.whole = NULL;
			if (!axis_fit(&axis, &one, false, 3))
				continue;
			most = fmax(most, fmax(fabs(axis_top(&axis)), fabs(axis_bottom(&axis))));
			least = fmin(least, fmax(fabs(axis_top(&axis)), fabs(axis_bottom(&axis))));
		}
	free(series);
	free(steps);
	return chart->own_scales && least * 5 < most;
}

bool
draw_apart(struct plot *plot)
{
	const struct chart *chart = plot->chart;
	const struct grid grid = grid_of(plot);
	struct series *series = mem_array(chart->series_count, sizeof(*series));
	struct step *steps = mem_array(chart->step_count + 1, sizeof(*steps));
	const bool own = wants_own(chart->whole != NULL ? chart->whole : chart);
	const double words = draw_words_of_steps(plot, 0, false);
	struct plot small = *plot;
	struct key keys[KEYS_MAX];
	struct axis axis;
	bool cut = false, any = axis_fit(&axis, chart, false, 3);
	double height = 0;
	size_t place = 0;

	for (size_t s = 0; any && s < chart->series_count; s++) {
		struct chart one;

		if (!is_plot(chart, s))
			continue;
		one = chart_of(chart, s, series, steps);
		small.chart = &one;
		if (place == 0) { /* all look alike */
			plot_legend(&small, keys, common_keys(&small, keys));
			plot->height = small.height;
			height = (plot->height - plot->head - head_room(plot) - words) / (double)grid.rows;
		}
		small.axis = axis;
		one.whole = NULL;
		if (own)
			axis_fit(&small.axis, &one, false, 3);
		cut = cut || !small.axis.from_zero;
		small.head = plot->head + head_room(plot) + height * (double)(place / grid.columns);
		small.top = small.head + plot->size * (1.2 * (double)grid.title + 1.5);
		small.bottom = small.head + height - plot->size * 2;
		small.left = (grid.width + grid.gap) * (double)(place % grid.columns);
		small.right = small.left + grid.width - plot->size * 0.4;
		small.left += ticks_width(plot, &small.axis) + plot->size * 0.5;
		draw_one(&small, s, chart->series[s].label, grid.width);
		place++;
	}
	draw_heading(plot, own, cut);
	draw_words_of_steps(plot, plot->height - words, true);
	free(series);
	free(steps);
	return any;
}
