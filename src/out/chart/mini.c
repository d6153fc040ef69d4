/* A line so small that it fits a cell of a table: its shape, and a disc at its last figure. */
#include <math.h>
#include <stdlib.h>

#include "out/out.h"
#include "svg.h"

enum { WIDTH = 80, HEIGHT = 20, PAD = 3 };

struct range {
	double low, high;
	size_t last; /* the number of the last figure */
};

static struct range
range_of(const struct cell *cell)
{
	struct range range = {INFINITY, -INFINITY, 0};

	for (size_t i = 0; i < cell->line_count; i++)
		if (cell->line[i] != NULL) {
			range.low = fmin(range.low, strtod(cell->line[i], NULL));
			range.high = fmax(range.high, strtod(cell->line[i], NULL));
			range.last = i;
		}
	return range;
}

static double
place_x(const struct cell *cell, size_t i)
{
	return PAD + (double)(WIDTH - 2 * PAD) * (double)i / fmax(1, (double)cell->line_count - 1);
}

/* A level line lies in the middle. */
static double
place_y(const struct cell *cell, const struct range *range, size_t i)
{
	double span = range->high - range->low;

	return HEIGHT - PAD - (HEIGHT - 2 * PAD) * (span > 0 ? (strtod(cell->line[i], NULL) - range->low) / span : 0.5);
}

void
svg_line(struct buf *out, const struct cell *cell)
{
	const struct range range = range_of(cell);
	bool joined = false;

	buf_printf(out, "<svg role=\"img\" class=\"line\" width=\"%d\" height=\"%d\" aria-label=\"", WIDTH, HEIGHT);
	html_attr(out, cell->text);
	buf_printf(out, "\"><path class=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" d=\"",
		svg_class(INK_VALUE), svg_colour(INK_VALUE));
	for (size_t i = 0; i < cell->line_count; i++) {
		if (cell->line[i] != NULL)
			buf_printf(out, "%s%.0f %.0f", joined ? " " : "M", place_x(cell, i), place_y(cell, &range, i));
		joined = cell->line[i] != NULL;
	}
	buf_printf(out, "\"/><circle class=\"%s\" cx=\"%.0f\" cy=\"%.0f\" r=\"2.5\" fill=\"%s\"/></svg>",
		svg_class(INK_VALUE), place_x(cell, range.last), place_y(cell, &range, range.last),
		svg_colour(INK_VALUE));
}
