/* Areas, hatched in white so that they differ in black and white print as well. */
#include "plot.h"

#include <math.h>

enum {
	CROSSINGS_MAX = 32, /* of one line with the edges of a shape */
	STROKES_MAX = 64    /* that are handed over at once */
};

struct strokes {
	const struct plot *plot;
	double xy[STROKES_MAX * 4];
	size_t count;
};

static void
strokes_flush(struct strokes *strokes)
{
	const struct canvas *canvas = strokes->plot->canvas;

	if (strokes->count > 0)
		canvas->strokes(canvas->context, strokes->xy, strokes->count, strokes->plot->size * 0.11, INK_PAPER);
	strokes->count = 0;
}

static void
strokes_add(struct strokes *strokes, double x1, double y1, double x2, double y2)
{
	double *xy = strokes->xy + strokes->count * 4;

	xy[0] = x1;
	xy[1] = y1;
	xy[2] = x2;
	xy[3] = y2;
	if (++strokes->count == STROKES_MAX)
		strokes_flush(strokes);
}

static void
sort(double numbers[], size_t count)
{
	for (size_t i = 1; i < count; i++) {
		double number = numbers[i];
		size_t at = i;

		for (; at > 0 && numbers[at - 1] > number; at--)
			numbers[at] = numbers[at - 1];
		numbers[at] = number;
	}
}

/* Where the line at `offset` along the normal (-dy, dx) meets the edges, measured along (dx, dy). */
static size_t
crossings(const double xy[], size_t count, double dx, double dy, double offset, double along[CROSSINGS_MAX])
{
	size_t found = 0;

	for (size_t i = 0; i < count && found < CROSSINGS_MAX; i++) {
		const double *a = xy + i * 2, *b = xy + (i + 1) % count * 2;
		double from = a[1] * dx - a[0] * dy - offset, to = b[1] * dx - b[0] * dy - offset;
		double share;

		if ((from < 0) == (to < 0))
			continue;
		share = from / (from - to);
		along[found++] = (a[0] + (b[0] - a[0]) * share) * dx + (a[1] + (b[1] - a[1]) * share) * dy;
	}
	sort(along, found);
	return found / 2 * 2;
}

/* Lines in the direction (dx, dy), which is of length 1, as far as they are inside the shape. */
static void
hatch(const struct plot *plot, const double xy[], size_t count, double dx, double dy)
{
	struct strokes strokes = {.plot = plot};
	double gap = plot->size * 0.42, low = INFINITY, high = -INFINITY;

	for (size_t i = 0; i < count; i++) {
		double offset = xy[i * 2 + 1] * dx - xy[i * 2] * dy;

		low = fmin(low, offset);
		high = fmax(high, offset);
	}
	/* from the middle of a gap, so that no line lies on the edge of a box */
	for (double offset = (floor(low / gap) + 0.5) * gap; offset < high; offset += gap) {
		double along[CROSSINGS_MAX];
		size_t found = crossings(xy, count, dx, dy, offset, along);

		for (size_t i = 0; i < found; i += 2)
			strokes_add(&strokes, along[i] * dx - offset * dy, along[i] * dy + offset * dx,
				along[i + 1] * dx - offset * dy, along[i + 1] * dy + offset * dx);
	}
	strokes_flush(&strokes);
}

static void
hatch_shape(const struct plot *plot, const double xy[], size_t count, enum hatch kind)
{
	static const double slope = 0.70710678;

	if (kind == HATCH_UP || kind == HATCH_CROSS)
		hatch(plot, xy, count, slope, -slope);
	if (kind == HATCH_DOWN || kind == HATCH_CROSS)
		hatch(plot, xy, count, slope, slope);
	if (kind == HATCH_LEVEL)
		hatch(plot, xy, count, 1, 0);
	if (kind == HATCH_UPRIGHT)
		hatch(plot, xy, count, 0, 1);
}

void
fill_box(const struct plot *plot, double x, double y, double width, double height, struct fill fill)
{
	const double xy[] = {x, y, x + width, y, x + width, y + height, x, y + height};

	plot->canvas->box(plot->canvas->context, x, y, width, height, fill.ink);
	hatch_shape(plot, xy, 4, fill.hatch);
}

void
fill_polygon(const struct plot *plot, const double xy[], size_t count, struct fill fill)
{
	plot->canvas->polygon(plot->canvas->context, xy, count, fill.ink);
	hatch_shape(plot, xy, count, fill.hatch);
}
