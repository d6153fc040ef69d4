/* Draws a chart on a canvas, the same on page and paper: which kind draws how, signs and note. */
#include "out/canvas.h"

#include <math.h>

#include "base/str.h"
#include "plot.h"

enum { NOTE_LINES = 4 };

static double
usual_height(const struct plot *plot)
{
	return plot->size * 26;
}

static double
line_height(const struct plot *plot)
{
	return chart_apart(plot->chart) ? apart_height(plot) : usual_height(plot);
}

static double
spark_height(const struct plot *plot)
{
	return plot->size * 4;
}

static const struct kind {
	bool (*draw)(struct plot *plot);
	double (*height)(const struct plot *plot);
} kinds[] = {
	[CHART_LINE] = {draw_line, line_height},
	[CHART_BARS] = {draw_bars, usual_height},
	[CHART_STACKED] = {draw_bars, usual_height},
	[CHART_ACROSS] = {draw_across, across_height},
	[CHART_ACROSS_STACKED] = {draw_across, across_height},
	[CHART_DIVERGING] = {draw_across, across_height},
	[CHART_WATERFALL] = {draw_waterfall, waterfall_height},
	[CHART_PYRAMID] = {draw_pyramid, pyramid_height},
	[CHART_RING] = {draw_ring, ring_height},
	[CHART_SPARK] = {draw_spark, spark_height},
	[CHART_SPC] = {draw_spc, usual_height},
	[CHART_HEAT] = {draw_heat, heat_height},
	[CHART_SIGNS] = {draw_signs, signs_height},
};

static size_t
note_lines(const struct plot *plot, char lines[LINES_MAX][LABEL_MAX])
{
	if (plot->chart->note == NULL)
		return 0;
	return plot_wrap(plot, plot->chart->note, plot->width, NOTE_LINES, lines);
}

static double
note_height(size_t lines, double size)
{
	return lines == 0 ? 0 : size * (0.4 + 1.25 * (double)lines);
}

/* The small print: at the foot, and the drawing ends above it. */
static void
draw_note(struct plot *plot)
{
	char lines[LINES_MAX][LABEL_MAX];
	size_t count = note_lines(plot, lines);

	for (size_t n = 0; n < count; n++)
		plot_text(plot, 0, plot->height - plot->size * (0.35 + 1.25 * (double)(count - n - 1)), ALIGN_LEFT,
			lines[n]);
	plot->height -= note_height(count, plot->size);
}

static bool
has_signs(const struct chart *chart)
{
	return chart->kind == CHART_SPC && (chart->variation != SPC_NONE || chart->assurance != SPC_NONE);
}

double
chart_height(const struct canvas *canvas, const struct chart *chart, double width, double size)
{
	const struct plot plot = {.canvas = canvas, .chart = chart, .size = size, .width = width};
	char lines[LINES_MAX][LABEL_MAX];
	double height = kinds[chart->kind].height(&plot);

	/* a sentence that there is nothing to draw needs some room as well */
	return fmax(height, size * 3.5) + note_height(note_lines(&plot, lines), size) +
		(has_signs(chart) ? signs_height(&plot) : 0);
}

size_t
chart_parts(const struct chart *chart)
{
	if (chart_apart(chart))
		return apart_count(chart);
	switch (chart->kind) {
	case CHART_ACROSS:
	case CHART_ACROSS_STACKED:
	case CHART_DIVERGING:
		return chart->label_count > 0 ? chart->label_count : 1;
	default:
		return 1;
	}
}

struct chart *
chart_part(struct arena *arena, const struct chart *chart, size_t first, size_t count)
{
	struct chart *part;

	if (chart_apart(chart))
		return apart_part(arena, chart, first, count);
	part = arena_array(arena, 1, sizeof(*part));
	*part = *chart;
	part->whole = chart;
	part->labels = chart->labels + first;
	part->label_count = count;
	part->series = arena_array(arena, chart->series_count, sizeof(*part->series));
	for (size_t s = 0; s < chart->series_count; s++) {
		part->series[s] = chart->series[s];
		part->series[s].points = chart->series[s].points + first;
	}
	return part;
}

void
chart_draw(const struct canvas *canvas, const struct chart *chart, double width, double height, double size)
{
	struct plot plot = {.canvas = canvas, .chart = chart, .size = size, .width = width, .height = height};

	draw_note(&plot);
	if (has_signs(chart)) {
		draw_signs(&plot);
		plot.head = signs_height(&plot);
	}
	if (!kinds[chart->kind].draw(&plot))
		plot_text(
			&plot, width / 2, (plot.head + plot.height) / 2, ALIGN_CENTRE, "There are no figures to draw.");
}
