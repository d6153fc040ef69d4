/* Lines over the labels: series over time, and what crosses bars. */
#include <math.h>

#include "plot.h"

/* Does the line have a point at this label? */
static bool
value_at(const struct plot *plot, const struct series *series, size_t index, double *y)
{
	double value;

	if (index >= plot->chart->label_count || !point_value(&series->points[index], &value))
		return false;
	*y = place_up(plot, series->right, value);
	return true;
}

bool
series_broken(const struct chart *chart, size_t series, size_t label)
{
	for (size_t i = 0; i < chart->step_count; i++)
		if (chart->steps[i].gap && chart->steps[i].label == label &&
			(chart->steps[i].series == 0 || chart->steps[i].series == series + 1))
			return true;
	return false;
}

void
draw_curve(const struct plot *plot, size_t index)
{
	const struct canvas *canvas = plot->canvas;
	const struct series *series = &plot->chart->series[index];
	struct look look = series_look(plot->chart, index);
	double width = series->role == SERIES_VALUE ? 2.2 : 1.5, half = slot_width(plot) / 2;
	double y, other;

	for (size_t i = 0; i < plot->chart->label_count; i++) {
		bool joined = i > 0 && value_at(plot, series, i - 1, &other) &&
			!(series->role == SERIES_VALUE && series_broken(plot->chart, index, i));
		double x = slot_centre(plot, i);

		if (!value_at(plot, series, i, &y))
			continue;
		if (joined)
			plot_line(plot, slot_centre(plot, i - 1), other, x, y, width, look.dash, look.ink);
		/* a lone point without marker would not be seen: it gets a dash of its own */
		if (look.marker == MARKER_NONE && !joined)
			plot_line(plot, x - half, y, x, y, width, look.dash, look.ink);
		if (look.marker == MARKER_NONE && !value_at(plot, series, i + 1, &other))
			plot_line(plot, x, y, x + half, y, width, look.dash, look.ink);
		/* points of others are no events: one marker tells their line */
		if (series->role != SERIES_COMPARATOR || chart_has_bars(plot->chart) ||
			!value_at(plot, series, i + 1, &other))
			canvas->marker(canvas->context, x, y, plot->size * 0.5, look.marker, look.ink);
	}
}

void
draw_curves(const struct plot *plot)
{
	const struct chart *chart = plot->chart;

	for (size_t i = chart->series_count; i-- > 0;)
		if (chart->series[i].role != SERIES_VALUE && !series_is_bar(chart, i))
			draw_curve(plot, i);
	for (size_t i = chart->series_count; i-- > 0;)
		if (chart->series[i].role == SERIES_VALUE && !series_is_bar(chart, i))
			draw_curve(plot, i);
}

/* The newest figure in words, so that nobody has to measure it off the axis. */
static void
draw_newest(const struct plot *plot, const struct series *series)
{
	const struct plot bold = plot_boldly(plot);
	char fitted[LABEL_MAX];

	for (size_t i = plot->chart->label_count; i-- > 0;) {
		double y, half;

		if (!value_at(plot, series, i, &y) || series->points[i].text == NULL)
			continue;
		/* above it, or where the plot ends there, below */
		y += y - plot->size * 1.4 < plot->top ? plot->size * 1.3 : -plot->size * 0.6;
		plot_fit(&bold, series->points[i].text, plot->right - plot->left, fitted);
		half = plot_measure(&bold, fitted) / 2;
		plot_text(&bold, fmax(plot->left + half, fmin(slot_centre(plot, i), plot->width - half)), y,
			ALIGN_CENTRE, fitted);
		return;
	}
}

bool
draw_line(struct plot *plot)
{
	const struct chart *chart = plot->chart;

	if (chart_apart(chart))
		return draw_apart(plot);
	if (!frame_upright(plot))
		return false;
	draw_levels(plot);
	draw_curves(plot);
	if (ends_width(plot) > 0) {
		draw_ends(plot);
		return true;
	}
	/* of two axes the legend says which, and not the figures */
	for (size_t i = 0; chart_has_right(chart) && i < chart->series_count; i++)
		if (chart->series[i].role == SERIES_VALUE) {
			draw_newest(plot, &chart->series[i]);
			break;
		}
	return true;
}
