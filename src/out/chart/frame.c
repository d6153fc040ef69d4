/* The frame of upright charts: what is around the lines or bars takes the room that it needs. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "plot.h"

enum { UNDER_BAR = 3 }; /* lines of a label under a bar */

void
frame_spots(const struct plot *plot, size_t series)
{
	const size_t count = plot->chart->label_count;
	double *edges;

	if (plot->canvas->spots == NULL || count == 0)
		return;
	edges = mem_array(count + 1, sizeof(*edges));
	for (size_t i = 0; i < count; i++)
		edges[i] = slot_begin(plot, i);
	edges[count] = plot->right;
	plot->canvas->spots(
		plot->canvas->context, &(struct spots){series, true, plot->top, plot->bottom, count, edges});
	free(edges);
}

double
place_up(const struct plot *plot, bool second, double value)
{
	const struct axis *axis = second ? &plot->second : &plot->axis;
	double bottom = axis_bottom(axis), span = axis_top(axis) - bottom;

	return plot->bottom - (value - bottom) / span * (plot->bottom - plot->top);
}

/* ---- the labels along the bottom ---- */

/* As much of `step` slots as cannot meet the next label even at the edge of the drawing. */
static double
label_room(const struct plot *plot, size_t step)
{
	return slot_width(plot) * (double)(step + 1) / 2 * 0.94;
}

static double
widest_word(const struct plot *plot, const char *text)
{
	char word[LABEL_MAX];
	double widest = 0;

	while (*(text += strspn(text, " ")) != '\0') {
		size_t length = strcspn(text, " ");

		if (length >= LABEL_MAX)
			return plot->width;
		memcpy(word, text, length);
		word[length] = '\0';
		widest = fmax(widest, plot_measure(plot, word));
		text += length;
	}
	return widest;
}

/* Bars are different things, and each keeps its name if a word of usual length has room. */
static size_t
bar_label_step(const struct plot *plot)
{
	double widest = 0;
	size_t step = 1;

	for (size_t i = 0; i < plot->chart->label_count; i++)
		widest = fmax(widest, widest_word(plot, plot->chart->labels[i]));
	widest = fmin(widest, plot->size * 4);
	while (label_room(plot, step) < widest && step < plot->chart->label_count)
		step++;
	return step;
}

/* Points in time may be thinned. */
static size_t
label_step(const struct plot *plot)
{
	double size = plot->size, widest = 0, slot = slot_width(plot), beyond;
	size_t step = 1;

	if (chart_has_bars(plot->chart))
		return bar_label_step(plot);
	for (size_t i = 0; i < plot->chart->label_count; i++)
		widest = fmax(widest, plot_measure(plot, plot->chart->labels[i]));
	widest = fmin(widest, plot->width / 2);
	/* what the edge of the drawing pushes back must not push into its neighbour */
	beyond = fmax(widest / 2 - slot / 2 - size * 0.5, 0);
	while ((double)step * slot < widest + beyond + size * 0.6 && step < plot->chart->label_count)
		step++;
	return step;
}

static size_t
label_lines(const struct plot *plot)
{
	char lines[LINES_MAX][LABEL_MAX];
	size_t most = 1;
	double room;

	if (!chart_has_bars(plot->chart) || slots_differ(plot->chart))
		return 1;
	room = label_room(plot, label_step(plot));
	for (size_t i = 0; i < plot->chart->label_count; i++) {
		size_t count = plot_wrap(plot, plot->chart->labels[i], room, UNDER_BAR, lines);

		most = count > most ? count : most;
	}
	return most;
}

/* Unequal steps: from the newest back, each that has room. */
static void
draw_dates(const struct plot *plot, double below)
{
	double free_to = plot->width + plot->size;

	for (size_t i = plot->chart->label_count; i-- > 0;) {
		double x = slot_centre(plot, i), half;
		char fitted[LABEL_MAX];

		plot_fit(plot, plot->chart->labels[i], plot->width / 2, fitted);
		half = plot_measure(plot, fitted) / 2;
		x = fmax(half, fmin(x, plot->width - half));
		if (x + half > free_to - plot->size * 0.7)
			continue;
		plot_text(plot, x, below + plot->size * 1.2, ALIGN_CENTRE, fitted);
		plot_line(plot, slot_centre(plot, i), plot->bottom, slot_centre(plot, i),
			plot->bottom + plot->size * 0.3, 1, DASH_NONE, INK_AXIS);
		free_to = x - half;
	}
}

static void
draw_labels(const struct plot *plot, double below)
{
	const struct chart *chart = plot->chart;
	size_t step = label_step(plot);
	char lines[LINES_MAX][LABEL_MAX];

	if (slots_differ(chart)) {
		draw_dates(plot, below);
		return;
	}
	/* counted from the end: the newest period always has its label */
	for (size_t i = (chart->label_count - 1) % step; i < chart->label_count; i += step) {
		size_t count = 1;

		if (chart_has_bars(chart))
			count = plot_wrap(plot, chart->labels[i], label_room(plot, step), UNDER_BAR, lines);
		else
			plot_fit(plot, chart->labels[i], plot->width / 2, lines[0]);
		for (size_t n = 0; n < count; n++)
			plot_inside(plot, slot_centre(plot, i), below + plot->size * (1.2 + 1.2 * (double)n), lines[n]);
	}
}

/* ---- the numbers ---- */

double
ticks_width(const struct plot *plot, const struct axis *axis)
{
	double widest = 0;

	for (long tick = axis->first; tick <= axis->last; tick++) {
		char text[48];

		axis_label(axis, tick, text, sizeof(text));
		widest = fmax(widest, plot_measure(plot, text));
	}
	return widest;
}

void
draw_ticks_up(const struct plot *plot, bool second)
{
	const struct axis *axis = second ? &plot->second : &plot->axis;
	double gap = plot->size * 0.5;

	for (long tick = axis->first; tick <= axis->last; tick++) {
		double y = place_up(plot, second, (double)tick * axis->step) + plot->size * 0.35;
		char text[48];

		axis_label(axis, tick, text, sizeof(text));
		if (second)
			plot_text(plot, plot->right + gap, y, ALIGN_LEFT, text);
		else
			plot_text(plot, plot->left - gap, y, ALIGN_RIGHT, text);
	}
}

void
draw_grid_up(const struct plot *plot)
{
	const struct axis *axis = &plot->axis;

	for (long tick = axis->first; tick <= axis->last; tick++) {
		double y = place_up(plot, false, (double)tick * axis->step);
		bool base = tick == 0 || (tick == axis->first && !axis->from_zero);

		plot_line(plot, plot->left, y, plot->right, y, base ? 1 : 0.6, DASH_NONE, base ? INK_AXIS : INK_GRID);
	}
}

static const char warning[] = "axis does not start at zero";

/* What stands at the right above the axes; NULL: nothing. */
static const char *
right_words(const struct plot *plot)
{
	const char *right = plot->chart->unit_right;

	if (!plot->axis.from_zero)
		return warning;
	return chart_has_right(plot->chart) && !str_blank(right) ? right : NULL;
}

/* Both on one line, or where that is too short for them, below one another. */
static bool
units_stacked(const struct plot *plot)
{
	const char *left = plot->chart->unit, *right = right_words(plot);

	return !str_blank(left) && right != NULL &&
		plot_measure(plot, left) + plot_measure(plot, right) + plot->size > plot->width;
}

/* What is measured stands above the axis, where it is read without turning the head. */
static void
draw_units(const struct plot *plot)
{
	const char *right = right_words(plot);
	double y = plot->head + plot->size;
	char fitted[LABEL_MAX];

	if (!str_blank(plot->chart->unit)) {
		plot_fit(plot, plot->chart->unit, plot->width, fitted);
		plot_text(plot, 0, y, ALIGN_LEFT, fitted);
	}
	if (right == NULL)
		return;
	plot_fit(plot, right, plot->width, fitted);
	plot_text(plot, plot->width, units_stacked(plot) ? y + plot->size * 1.3 : y, ALIGN_RIGHT, fitted);
}

/* ---- levels and steps ---- */

void
draw_levels(const struct plot *plot)
{
	const struct canvas *canvas = plot->canvas;

	for (size_t i = 0; i < plot->chart->level_count; i++) {
		struct look look = level_look(plot->chart, i);
		double value, y;

		if (!number_value(plot->chart->levels[i].number, &value))
			continue;
		y = place_up(plot, false, value);
		plot_line(plot, plot->left, y, plot->right, y, 1.5, look.dash, look.ink);
		canvas->marker(canvas->context, plot->right, y, plot->size * 0.55, look.marker, look.ink);
	}
}

enum { STEP_LINES = 5 };

/* Where the words of a step stand: after its line, or before it where there is more room and the words need it. */
struct place {
	double x, room;
	bool before;
};

static struct place
step_place(const struct plot *plot, size_t index)
{
	const struct chart *chart = plot->chart;
	const struct step *step = &chart->steps[index];
	const double gap = plot->size * 0.3;
	double x = slot_begin(plot, step->label), end = plot->width, begin = 0;

	if (index + 1 < chart->step_count && chart->steps[index + 1].label > step->label &&
		chart->steps[index + 1].label < chart->label_count)
		end = fmin(end, slot_begin(plot, chart->steps[index + 1].label));
	if (index > 0)
		begin = end; /* before it are the words of another */
	if (plot_measure(plot, step->text != NULL ? step->text : "") > end - x - 2 * gap && x - begin > end - x)
		return (struct place){x - gap, x - begin - gap, true};
	return (struct place){x + gap, end - x - 2 * gap, false};
}

/* The words, with whose they are where there are several lines. */
static size_t
step_lines(const struct plot *plot, size_t index, char lines[LINES_MAX][LABEL_MAX])
{
	const struct chart *chart = plot->chart;
	const struct step *step = &chart->steps[index];
	const char *of = NULL;
	char name[LABEL_MAX], text[LABEL_MAX], words[LABEL_MAX * 2 + 8];

	if (step->text == NULL || step->label >= chart->label_count)
		return 0;
	if (step->series > 0 && step->series <= chart->series_count && chart->series_count > 1)
		of = chart->series[step->series - 1].label;
	plot_cut(of, name);
	plot_cut(step->text, text);
	snprintf(words, sizeof(words), "%s%s%s", name, of != NULL ? ": " : "", text);
	return plot_wrap(plot, words, step_place(plot, index).room, STEP_LINES, lines);
}

static double
steps_height(const struct plot *plot)
{
	char lines[LINES_MAX][LABEL_MAX];
	size_t most = 0;

	for (size_t i = 0; i < plot->chart->step_count; i++) {
		size_t count = step_lines(plot, i, lines);

		most = count > most ? count : most;
	}
	return plot->chart->step_count == 0 ? 0 : plot->size * (0.3 + 1.15 * (double)(most > 0 ? most : 1));
}

static void
draw_steps(const struct plot *plot)
{
	const struct chart *chart = plot->chart;
	const double size = plot->size, high = steps_height(plot);

	for (size_t i = 0; i < chart->step_count; i++) {
		char lines[LINES_MAX][LABEL_MAX];
		struct place place;
		size_t count;
		double x;

		if (chart->steps[i].label >= chart->label_count)
			continue;
		x = slot_begin(plot, chart->steps[i].label);
		place = step_place(plot, i);
		plot_line(plot, x, plot->top - high, x, plot->bottom, 1, DASH_DOT, INK_TEXT);
		count = step_lines(plot, i, lines);
		for (size_t n = 0; n < count; n++)
			plot_text(plot, place.x, plot->top - high + size * (0.85 + 1.15 * (double)n),
				place.before ? ALIGN_RIGHT : ALIGN_LEFT, lines[n]);
	}
}

/* ---- all of it ---- */

/* Do bars have their figures at their ends? Then these need room above, and below negative ones. */
static bool
has_texts(const struct plot *plot)
{
	return plot->chart->kind == CHART_WATERFALL ||
		(plot->chart->kind == CHART_BARS && chart_bar_count(plot->chart) == 1);
}

static bool
fit_axes(struct plot *plot)
{
	double lines = (plot->height - plot->head) / (plot->size * 3.2);
	unsigned ticks = (unsigned)fmin(fmax(lines - 2, 2), 8);
	bool one = axis_fit(&plot->axis, plot->chart, false, ticks), two;

	if (!chart_has_right(plot->chart))
		return one;
	two = axis_fit(&plot->second, plot->chart, true, ticks);
	if (!one)
		plot->axis = plot->second;
	if (!two)
		plot->second = plot->axis;
	axis_match(&plot->axis, &plot->second);
	return one || two;
}

bool
frame_upright(struct plot *plot)
{
	const struct chart *chart = plot->chart;
	struct key keys[KEYS_MAX];
	double size = plot->size, below;

	if (chart->label_count == 0 || !fit_axes(plot))
		return false;
	plot_legend(plot, keys, plot_keys(plot, keys));
	plot->left = ticks_width(plot, &plot->axis) + size * 0.8;
	plot->right = plot->width - fmax(ends_width(plot), size * 0.5);
	if (chart_has_right(chart))
		plot->right = plot->width - ticks_width(plot, &plot->second) - size * 0.8;
	plot->top = plot->head + size * (has_texts(plot) ? 2.8 : 2.2) + steps_height(plot) +
		(units_stacked(plot) ? size * 1.3 : 0);
	below = plot->height - size * (0.6 + 1.2 * (double)label_lines(plot));
	plot->bottom = below - (has_texts(plot) && plot->axis.first < 0 ? size : size * 0.3);
	draw_units(plot);
	draw_grid_up(plot);
	draw_ticks_up(plot, false);
	if (chart_has_right(chart))
		draw_ticks_up(plot, true);
	draw_labels(plot, below);
	if (chart->step_count > 0)
		draw_steps(plot);
	frame_spots(plot, 0);
	return true;
}
