/* A ring: shares of a whole. Numbers on the parts lead to the list beside it, not colours. */
#include <math.h>
#include <stdio.h>

#include "base/str.h"
#include "plot.h"

enum { ARC_MAX = 120 }; /* corners of half the edge of a part */

static const double turn = 6.283185307179586;

struct ring {
	double x, y, outer, inner, total;
	double list_x, list_y, list_width;
};

static double
part_value(const struct point *point)
{
	double value;

	return point_value(point, &value) && value > 0 ? value : 0;
}

static double
list_height(const struct plot *plot)
{
	return plot->size * 1.6 * (double)plot->chart->label_count;
}

double
ring_height(const struct plot *plot)
{
	double list = list_height(plot), ring = plot->size * 17;

	return (plot_narrow(plot) ? ring + plot->size + list : fmax(list, ring)) +
		(str_blank(plot->chart->unit) ? 0 : plot->size * 1.8);
}

static void
lay_out(struct plot *plot, struct ring *ring)
{
	double size = plot->size, list = list_height(plot), room;

	plot->top = plot->head + (str_blank(plot->chart->unit) ? 0 : size * 1.8);
	room = plot->height - plot->top;
	if (!plot_narrow(plot)) {
		ring->outer = fmin(room / 2 - size * 0.5, plot->width * 0.2);
		ring->x = ring->outer + size;
		ring->y = plot->top + room / 2;
		ring->list_x = ring->x + ring->outer + size * 2.5;
		ring->list_y = plot->top + fmax(room - list, 0) / 2;
	} else {
		ring->outer = fmin(fmax(room - list - size, size * 4) / 2 - size * 0.3, plot->width / 2 - size);
		ring->x = plot->width / 2;
		ring->y = plot->top + ring->outer + size * 0.2;
		ring->list_y = ring->y + ring->outer + size;
	}
	ring->outer = fmax(ring->outer, size);
	ring->inner = ring->outer * 0.56;
	ring->list_width = fmin(plot->width - ring->list_x, size * 32);
}

/* From `from` to `to`, shares of the whole that begin at the top and run with the clock. */
static void
draw_part(const struct plot *plot, const struct ring *ring, double from, double to, struct fill fill)
{
	double xy[(ARC_MAX + 1) * 4];
	size_t count = (size_t)fmin(fmax(ceil((to - from) * ARC_MAX), 2), ARC_MAX);

	for (size_t i = 0; i <= count; i++) {
		double angle = (from + (to - from) * (double)i / (double)count) * turn;
		double *out = xy + i * 2, *in = xy + (2 * count + 1 - i) * 2;

		out[0] = ring->x + sin(angle) * ring->outer;
		out[1] = ring->y - cos(angle) * ring->outer;
		in[0] = ring->x + sin(angle) * ring->inner;
		in[1] = ring->y - cos(angle) * ring->inner;
	}
	fill_polygon(plot, xy, 2 * count + 2, fill);
}

static void
draw_edge(const struct plot *plot, const struct ring *ring, double at)
{
	double x = sin(at * turn), y = -cos(at * turn);

	plot_line(plot, ring->x + x * ring->inner, ring->y + y * ring->inner, ring->x + x * ring->outer,
		ring->y + y * ring->outer, 1.5, DASH_NONE, INK_PAPER);
}

/* The part's number, if the part is wide enough to hold it. */
static void
draw_number(const struct plot *plot, const struct ring *ring, size_t index, double from, double to)
{
	double middle = (from + to) / 2 * turn, radius = (ring->outer + ring->inner) / 2;
	char text[24];

	snprintf(text, sizeof(text), "%zu", index + 1);
	if ((to - from) * turn * radius < plot_measure(plot, text) + plot->size * 0.7)
		return;
	plot_patch(plot, ring->x + sin(middle) * radius, ring->y - cos(middle) * radius + plot->size * 0.35,
		ALIGN_CENTRE, text);
}

static void
draw_list(const struct plot *plot, const struct ring *ring, size_t index)
{
	const struct point *point = &plot->chart->series[0].points[index];
	double size = plot->size, x = ring->list_x;
	double y = ring->list_y + size * (1.1 + 1.6 * (double)index), room;
	char text[LABEL_MAX], number[24];

	/* what does not fit is in the table */
	if (y > plot->height)
		return;
	snprintf(number, sizeof(number), "%zu", index + 1);
	plot_text(plot, x + size * 1.4, y, ALIGN_RIGHT, number);
	fill_box(plot, x + size * 1.9, y - size * 0.85, size * 1.6, size * 1.05, fill_number(index));
	x += size * 4;
	plot_fit(plot, point->text != NULL ? point->text : "", ring->list_width * 0.45, text);
	room = ring->list_x + ring->list_width - x - plot_measure(plot, text) - size;
	if (*text != '\0')
		plot_text(plot, ring->list_x + ring->list_width, y, ALIGN_RIGHT, text);
	plot_fit(plot, plot->chart->labels[index], room, text);
	plot_text(plot, x, y, ALIGN_LEFT, text);
}

bool
draw_ring(struct plot *plot)
{
	const struct chart *chart = plot->chart;
	const struct plot bold = plot_boldly(plot);
	struct ring ring = {0};
	double from = 0;
	char fitted[LABEL_MAX];

	for (size_t i = 0; chart->series_count > 0 && i < chart->label_count; i++)
		ring.total += part_value(&chart->series[0].points[i]);
	if (!(ring.total > 0))
		return false;
	lay_out(plot, &ring);
	for (int pass = 0; pass < 3; pass++) {
		from = 0;
		for (size_t i = 0; i < chart->label_count; i++) {
			double to = from + part_value(&chart->series[0].points[i]) / ring.total;

			if (pass == 0 && to > from)
				draw_part(plot, &ring, from, to, fill_number(i));
			else if (pass == 1 && to > from && to - from < 1)
				draw_edge(plot, &ring, to);
			else if (pass == 2 && to > from)
				draw_number(plot, &ring, i, from, to);
			from = to;
		}
	}
	for (size_t i = 0; i < chart->label_count; i++)
		draw_list(plot, &ring, i);
	if (!str_blank(chart->unit)) {
		plot_fit(plot, chart->unit, plot->width, fitted);
		plot_text(plot, 0, plot->head + plot->size, ALIGN_LEFT, fitted);
	}
	if (!str_blank(chart->middle)) {
		plot_fit(&bold, chart->middle, ring.inner * 1.7, fitted);
		plot_text(&bold, ring.x, ring.y + plot->size * 0.35, ALIGN_CENTRE, fitted);
	}
	return true;
}
