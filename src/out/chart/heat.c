/* A grid of rated cells: each says its rating in a word and what lies in it. */
#include <math.h>
#include <stdio.h>

#include "base/str.h"
#include "plot.h"

enum { NAME_LINES = 3 };

static enum ink
rag_ink(enum rag rag)
{
	switch (rag) {
	case RAG_RED:
		return INK_TINT_RED;
	case RAG_AMBER:
		return INK_TINT_AMBER;
	case RAG_GREEN:
		return INK_TINT_GREEN;
	case RAG_GREY:
		return INK_TINT_GREY;
	default:
		return INK_PAPER;
	}
}

/* Five cells of a narrow drawing hold whole words only if these are smaller. */
static struct plot
small_words(const struct plot *plot)
{
	struct plot small = *plot;

	if (plot_narrow(plot))
		small.size *= 0.78;
	return small;
}

static struct plot
cell_words(const struct plot *plot)
{
	const struct plot small = small_words(plot);

	return plot_boldly(&small);
}

/* The rows' names stand beside them, or where it is narrow, above them. */
static double
names_width(const struct plot *plot)
{
	double widest = 0;

	if (plot_narrow(plot))
		return 0;

	for (size_t s = 0; s < plot->chart->series_count; s++)
		widest = fmax(widest, plot_measure(plot, plot->chart->series[s].label));
	return fmin(widest, plot->width * 0.24) + plot->size * 0.8;
}

static double
name_above(const struct plot *plot)
{
	return plot_narrow(plot) ? plot->size * 1.5 : 0;
}

static double
cell_width(const struct plot *plot)
{
	return (plot->width - names_width(plot)) / (double)plot->chart->label_count;
}

/* The most lines that a text in a cell, or a name under a column, takes. */
static size_t
cell_lines(const struct plot *plot)
{
	const struct chart *chart = plot->chart;
	const struct plot small = cell_words(plot);
	double room = cell_width(plot) - plot->size * 0.4;
	char lines[LINES_MAX][LABEL_MAX];
	size_t most = 1;

	for (size_t s = 0; s < chart->series_count; s++)
		for (size_t i = 0; i < chart->label_count; i++) {
			const char *text = chart->series[s].points[i].text;
			size_t count = text == NULL ? 0 : plot_wrap(&small, text, room, LINES_MAX, lines);

			most = count > most ? count : most;
		}
	return most;
}

static size_t
name_lines(const struct plot *plot)
{
	const struct plot small = small_words(plot);
	char lines[LINES_MAX][LABEL_MAX];
	size_t most = 1;

	for (size_t i = 0; i < plot->chart->label_count; i++) {
		size_t count = plot_wrap(&small, plot->chart->labels[i], cell_width(plot) * 0.94, NAME_LINES, lines);

		most = count > most ? count : most;
	}
	return most;
}

static double
above_grid(const struct plot *plot)
{
	return str_blank(plot->chart->unit) ? plot->size * 0.4 : plot->size * 1.7;
}

static double
below_grid(const struct plot *plot)
{
	return plot->size * (0.5 + 1.2 * (double)name_lines(plot) + (str_blank(plot->chart->across) ? 0 : 1.6));
}

double
heat_height(const struct plot *plot)
{
	if (plot->chart->label_count == 0)
		return plot->size * 4;
	return above_grid(plot) + below_grid(plot) +
		(double)plot->chart->series_count *
		(name_above(plot) + plot->size * (2.1 + 1.2 * (double)cell_lines(plot)));
}

static void
draw_cell(const struct plot *plot, const struct point *point, double x, double y, double width, double height)
{
	const struct canvas *canvas = plot->canvas;
	const struct plot small = cell_words(plot), plain = small_words(plot);
	double size = plot->size, most = fmin(floor((height / size - 2.1) / 1.2 + 0.01), LINES_MAX);
	char lines[LINES_MAX][LABEL_MAX], word[LABEL_MAX], fitted[LABEL_MAX];
	size_t count = 0;

	canvas->box(canvas->context, x, y, width, height, INK_AXIS);
	canvas->box(canvas->context, x + 0.5, y + 0.5, width - 1, height - 1, rag_ink(point->rag));
	snprintf(word, sizeof(word), "%s %s", rag_shape(point->rag), rag_word(point->rag));
	/* where the word has no room, its shape has */
	if (plot_measure(&plain, word) > width - size * 0.6)
		snprintf(word, sizeof(word), "%s", rag_shape(point->rag));
	plot_fit(&plain, word, width - size * 0.6, fitted);
	plot_text(&plain, x + size * 0.3, y + size * 1.2, ALIGN_LEFT, fitted);
	if (point->text != NULL && most >= 1)
		count = plot_wrap(&small, point->text, width - size * 0.4, (size_t)most, lines);
	for (size_t n = 0; n < count; n++)
		plot_text(&small, x + width / 2, y + size * (2.5 + 1.2 * (double)n), ALIGN_CENTRE, lines[n]);
}

/* A row's name, with the row's cells from y on. */
static void
draw_name(const struct plot *plot, const char *name, double y, double height)
{
	double size = plot->size, above = name_above(plot);
	size_t most = (size_t)fmin(fmax(floor(height / size / 1.2), 1), NAME_LINES);
	char lines[LINES_MAX][LABEL_MAX];
	size_t count =
		plot_wrap(plot, name, above > 0 ? plot->width : plot->left - size * 0.8, above > 0 ? 1 : most, lines);
	double first =
		above > 0 ? y - size * 0.35 : y + height / 2 + size * (0.35 - 0.6 * (double)(count - (count > 0)));

	for (size_t n = 0; n < count; n++)
		plot_text(plot, 0, first + size * 1.2 * (double)n, ALIGN_LEFT, lines[n]);
}

static void
draw_row(const struct plot *plot, size_t row, double height)
{
	const struct chart *chart = plot->chart;
	double width = cell_width(plot), above = name_above(plot);
	double y = plot->bottom - height * (double)(row + 1) + above;

	draw_name(plot, chart->series[row].label, y, height - above);
	for (size_t i = 0; i < chart->label_count; i++)
		draw_cell(
			plot, &chart->series[row].points[i], plot->left + width * (double)i, y, width, height - above);
}

static void
draw_names(const struct plot *plot)
{
	const struct chart *chart = plot->chart;
	const struct plot small = small_words(plot), bold = plot_boldly(plot);
	double size = plot->size, width = cell_width(plot);
	char lines[LINES_MAX][LABEL_MAX];

	for (size_t i = 0; i < chart->label_count; i++) {
		size_t count = plot_wrap(&small, chart->labels[i], width * 0.94, NAME_LINES, lines);

		for (size_t n = 0; n < count; n++)
			plot_text(&small, plot->left + width * ((double)i + 0.5),
				plot->bottom + size * (1.2 + 1.2 * (double)n), ALIGN_CENTRE, lines[n]);
	}
	if (!str_blank(chart->unit)) {
		plot_fit(&bold, chart->unit, plot->width, lines[0]);
		plot_text(&bold, 0, plot->head + size, ALIGN_LEFT, lines[0]);
	}
	if (!str_blank(chart->across)) {
		plot_fit(&bold, chart->across, plot->width, lines[0]);
		plot_inside(&bold, (plot->left + plot->right) / 2, plot->height - size * 0.5, lines[0]);
	}
}

bool
draw_heat(struct plot *plot)
{
	const struct chart *chart = plot->chart;
	double height;

	if (chart->label_count == 0 || chart->series_count == 0)
		return false;
	plot->left = names_width(plot);
	plot->right = plot->width;
	plot->top = plot->head + above_grid(plot);
	plot->bottom = plot->height - below_grid(plot);
	height = (plot->bottom - plot->top) / (double)chart->series_count;
	if (height < plot->size + name_above(plot))
		return false;
	for (size_t s = 0; s < chart->series_count; s++)
		draw_row(plot, s, height);
	draw_names(plot);
	return true;
}
