/* A sparkline: the shape of a series between its first and its last figure. */
#include <math.h>

#include "plot.h"

struct ends {
	size_t first, last;
	double low, high;
	bool any;
};

static struct ends
find_ends(const struct chart *chart)
{
	struct ends ends = {0};
	double value;

	for (size_t i = 0; i < chart->label_count; i++) {
		if (!point_value(&chart->series[0].points[i], &value))
			continue;
		if (!ends.any)
			ends = (struct ends){i, i, value, value, true};
		ends.last = i;
		ends.low = fmin(ends.low, value);
		ends.high = fmax(ends.high, value);
	}
	return ends;
}

static double
spark_y(const struct plot *plot, const struct ends *ends, size_t index)
{
	double value = ends->low, span = ends->high - ends->low;

	point_value(&plot->chart->series[0].points[index], &value);
	/* a level line lies in the middle */
	return plot->bottom - (span > 0 ? (value - ends->low) / span : 0.5) * (plot->bottom - plot->top);
}

/* The figure at an end of the line, of which it takes what room it needs. */
static double
draw_end(const struct plot *plot, const struct ends *ends, size_t index, enum align align)
{
	const char *text = plot->chart->series[0].points[index].text;
	char fitted[LABEL_MAX];

	if (text == NULL)
		return 0;
	plot_fit(plot, text, plot->width / 3, fitted);
	plot_text(plot, align == ALIGN_LEFT ? 0 : plot->width, spark_y(plot, ends, index) + plot->size * 0.35, align,
		fitted);
	return plot_measure(plot, fitted);
}

/* Whether what is before a label does not compare with it. */
static bool
breaks_before(const struct chart *chart, size_t label)
{
	for (size_t i = 0; i < chart->step_count; i++)
		if (chart->steps[i].label == label && chart->steps[i].gap)
			return true;
	return false;
}

bool
draw_spark(struct plot *plot)
{
	const struct canvas *canvas = plot->canvas;
	const struct chart *chart = plot->chart;
	const struct series *series = chart->series;
	double gap = plot->size * 0.6, before, value;
	struct ends ends;

	if (chart->series_count == 0 || !(ends = find_ends(chart)).any)
		return false;
	plot->width = fmin(plot->width, plot->size * 24);
	plot->top = plot->head + plot->size * 0.9;
	plot->bottom = plot->height - plot->size * 0.9;
	plot->left = gap;
	if (ends.first != ends.last)
		plot->left += draw_end(plot, &ends, ends.first, ALIGN_LEFT);
	plot->right = plot->width - gap - draw_end(plot, &ends, ends.last, ALIGN_RIGHT);
	for (size_t i = 1; i < chart->label_count; i++)
		if (point_value(&series->points[i - 1], &before) && point_value(&series->points[i], &value) &&
			!breaks_before(chart, i))
			plot_line(plot, slot_centre(plot, i - 1), spark_y(plot, &ends, i - 1), slot_centre(plot, i),
				spark_y(plot, &ends, i), 1.5, DASH_NONE, INK_VALUE);
	canvas->marker(canvas->context, slot_centre(plot, ends.first), spark_y(plot, &ends, ends.first),
		plot->size * 0.4, MARKER_SQUARE, INK_VALUE);
	canvas->marker(canvas->context, slot_centre(plot, ends.last), spark_y(plot, &ends, ends.last), plot->size * 0.5,
		MARKER_DISC, INK_VALUE);
	return true;
}
