/*
 * A small canvas that charts are drawn on: one layout, two backends (SVG and libharu), so that
 * page and paper show the same picture. Lengths in points; the origin is at the top left.
 */
#ifndef OUT_CANVAS_H
#define OUT_CANVAS_H

#include <stdbool.h>
#include <stddef.h>

#include "doc/doc.h"

/*
 * Inks from VALUE to NEUTRAL draw series and have 3:1 against white at least; the tints are
 * backgrounds, on which text has 4.5:1. PAPER is white: hatching, and room behind words.
 */
enum ink {
	INK_TEXT,
	INK_AXIS,
	INK_GRID,
	INK_PAPER,
	INK_VALUE,
	INK_TARGET,
	INK_OTHER,
	INK_OTHER2,
	INK_OTHER3,
	INK_GOOD,
	INK_BAD,
	INK_NEUTRAL,
	INK_TINT_RED,
	INK_TINT_AMBER,
	INK_TINT_GREEN,
	INK_TINT_GREY
};
enum { INKS = INK_TINT_GREY + 1 };
enum align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };
enum dash { DASH_NONE, DASH_LONG, DASH_SHORT, DASH_DOT };
enum marker { MARKER_NONE, MARKER_DISC, MARKER_SQUARE, MARKER_TRIANGLE, MARKER_DIAMOND, MARKER_DOWN };

/*
 * Where the figures of a drawing's labels stand, for whoever points at one: `count` stretches between edges along the
 * one axis, in the order of the labels, all reaching from `from` to `to` along the other.
 */
struct spots {
	size_t series; /* whose they are, counted from 1; 0: all */
	bool upright;  /* the edges lie along x */
	double from, to;
	size_t count;
	const double *edges; /* one more than `count` */
};

struct canvas {
	void *context; /* the backend's */
	/* `y` is the base line */
	void (*text)(void *context, double x, double y, double size, enum align align, bool bold, enum ink ink,
		const char *text);
	void (*line)(
		void *context, double x1, double y1, double x2, double y2, double width, enum dash dash, enum ink ink);
	void (*box)(void *context, double x, double y, double width, double height, enum ink ink);
	void (*marker)(void *context, double x, double y, double size, enum marker marker, enum ink ink);
	/* a filled shape; `xy` holds `count` corners, x and y in turn */
	void (*polygon)(void *context, const double xy[], size_t count, enum ink ink);
	/* `count` lines at once, each x1, y1, x2, y2 */
	void (*strokes)(void *context, const double xy[], size_t count, double width, enum ink ink);
	/* the width of a text in points */
	double (*measure)(void *context, double size, bool bold, const char *text);
	/* may be NULL: on paper nobody points */
	void (*spots)(void *context, const struct spots *spots);
};

/* The height that the chart wants at this width. */
double chart_height(const struct canvas *canvas, const struct chart *chart, double width, double size);

/*
 * What a page has no room for goes on the next: how many parts the chart can be cut into (names with their bars, small
 * plots; 1: none), and those from `first` on, on the scale of the whole.
 */
size_t chart_parts(const struct chart *chart);
struct chart *chart_part(struct arena *arena, const struct chart *chart, size_t first, size_t count);

/* Draws the chart (without title) into 0,0 … width,height. */
void chart_draw(const struct canvas *canvas, const struct chart *chart, double width, double height, double size);

#endif
