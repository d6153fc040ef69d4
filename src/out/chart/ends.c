/* Names at the ends of lines: each as near to its end as the others let it, never on another. */
#include <math.h>
#include <stdio.h>

#include "plot.h"

enum { ENDS_MAX = 16, NAME_LINES = 4 };

struct end {
	char lines[LINES_MAX][LABEL_MAX];
	size_t count;
	double x, y; /* of the line's end … */
	double at;   /* … and of the name's middle */
	struct look look;
	bool bold;
};

struct ends {
	struct end end[ENDS_MAX];
	size_t count;
	double width; /* of the widest */
};

bool
series_shows(const struct chart *chart, const struct series *series)
{
	double value;

	for (size_t i = 0; i < chart->label_count; i++)
		if (point_value(&series->points[i], &value))
			return true;
	return false;
}

const char *
series_newest(const struct chart *chart, const struct series *series)
{
	for (size_t i = chart->label_count; i-- > 0;)
		if (series->points[i].text != NULL)
			return series->points[i].text;
	return NULL;
}

static void
add(struct ends *ends, const struct plot *plot, const char *label, const char *text, struct end end)
{
	const double most = plot->width * 0.27;
	const struct plot bold = plot_boldly(plot), *pen = end.bold ? &bold : plot;
	char name[LABEL_MAX], figure[LABEL_MAX], words[LABEL_MAX * 2];

	plot_fit(pen, label != NULL ? label : "", most * 2.6, name);
	plot_fit(pen, text != NULL ? text : "", most, figure);
	snprintf(words, sizeof(words), "%s%s%s", name, *figure != '\0' ? " " : "", figure);
	end.count = plot_wrap(pen, words, most, NAME_LINES, end.lines);
	for (size_t n = 0; n < end.count; n++)
		ends->width = fmax(ends->width, plot_measure(pen, end.lines[n]));
	ends->end[ends->count++] = end;
}

/* Lines from the top of the list down, those the chart is about first. */
static void
gather(struct ends *ends, const struct plot *plot)
{
	const struct chart *chart = plot->chart;
	bool one = true; /* what the chart is about stands out, if that is one line */
	double value;

	for (size_t s = 1; s < chart->series_count; s++)
		one = one && (chart->series[0].role != SERIES_VALUE || chart->series[s].role != SERIES_VALUE);
	*ends = (struct ends){.count = 0};
	for (size_t s = 0; s < chart->series_count && ends->count < ENDS_MAX; s++) {
		const struct series *series = &chart->series[s];
		size_t last = chart->label_count;

		while (last > 0 && !point_value(&series->points[last - 1], &value))
			last--;
		if (last == 0)
			continue;
		add(ends, plot, series->label, series_newest(chart, series),
			(struct end){.x = slot_centre(plot, last - 1),
				.y = place_up(plot, false, value),
				.look = series_look(chart, s),
				.bold = series->role == SERIES_VALUE && one});
	}
	for (size_t i = 0; i < chart->level_count && ends->count < ENDS_MAX; i++)
		if (number_value(chart->levels[i].number, &value))
			add(ends, plot, chart->levels[i].label, chart->levels[i].text,
				(struct end){.x = plot->right,
					.y = place_up(plot, false, value),
					.look = level_look(chart, i)});
}

static double
high(const struct plot *plot, const struct end *end)
{
	return plot->size * (1.15 * (double)end->count + 0.15);
}

double
ends_width(const struct plot *plot)
{
	struct ends ends;
	double height = 0;

	if (plot->width < plot->size * 38 || chart_has_right(plot->chart) || chart_has_bars(plot->chart) ||
		plot->chart->series_count + plot->chart->level_count >= ENDS_MAX)
		return 0;
	gather(&ends, plot);
	for (size_t i = 0; i < ends.count; i++)
		height += high(plot, &ends.end[i]);
	/* what does not fit beside the plot is a legend below it */
	if (ends.count == 0 || height > plot->height - plot->head - plot->size * 7)
		return 0;
	return ends.width + plot->size * 1.6;
}

static void
sort(struct ends *ends)
{
	for (size_t i = 1; i < ends->count; i++) {
		struct end end = ends->end[i];
		size_t at = i;

		for (; at > 0 && ends->end[at - 1].y > end.y; at--)
			ends->end[at] = ends->end[at - 1];
		ends->end[at] = end;
	}
}

/* Moves apart what overlaps, both halves as far, then back into the plot. */
static void
spread(const struct plot *plot, struct ends *ends)
{
	enum { ROUNDS = 40 };
	struct end *end = ends->end;
	double top = plot->top - plot->size * 0.5, bottom = plot->bottom + plot->size * 0.5;

	for (size_t i = 0; i < ends->count; i++)
		end[i].at = end[i].y;
	for (int round = 0; round < ROUNDS; round++)
		for (size_t i = 1; i < ends->count; i++) {
			double wanted = (high(plot, &end[i - 1]) + high(plot, &end[i])) / 2;
			double short_of = wanted - (end[i].at - end[i - 1].at);

			if (short_of > 0) {
				end[i - 1].at -= short_of / 2;
				end[i].at += short_of / 2;
			}
		}
	for (size_t i = 0; i < ends->count; i++) {
		end[i].at = fmax(end[i].at, top + high(plot, &end[i]) / 2);
		top = end[i].at + high(plot, &end[i]) / 2;
	}
	for (size_t i = ends->count; i-- > 0;) {
		end[i].at = fmin(end[i].at, bottom - high(plot, &end[i]) / 2);
		bottom = end[i].at - high(plot, &end[i]) / 2;
	}
}

void
draw_ends(const struct plot *plot)
{
	const struct plot bold = plot_boldly(plot);
	const double size = plot->size, x = plot->right + size * 1.2;
	struct ends ends;

	gather(&ends, plot);
	sort(&ends);
	spread(plot, &ends);
	for (size_t i = 0; i < ends.count; i++) {
		const struct end *end = &ends.end[i];
		double y = end->at - size * (1.15 * (double)end->count / 2 - 0.92);

		/* from the line to its name */
		plot_line(plot, end->x, end->y, fmax(plot->right, end->x), end->y, 0.7, DASH_DOT, end->look.ink);
		plot_line(plot, plot->right, end->y, x - size * 0.3, end->at, 0.9, DASH_NONE, end->look.ink);
		for (size_t n = 0; n < end->count; n++)
			plot_text(end->bold ? &bold : plot, x, y + size * 1.15 * (double)n, ALIGN_LEFT, end->lines[n]);
	}
}
