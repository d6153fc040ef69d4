/* A canvas that only takes notes: what was drawn where. */
#ifndef TESTS_OUT_CHART_SEEN_H
#define TESTS_OUT_CHART_SEEN_H

#include <stdbool.h>

#include "out/canvas.h"

enum drawn { DRAWN_TEXT, DRAWN_LINE, DRAWN_BOX, DRAWN_MARKER, DRAWN_POLYGON, DRAWN_STROKES };

struct call {
	enum drawn what;
	double x1, y1, x2, y2; /* what it covers; of a line, its ends */
	double area;           /* of a polygon */
	enum ink ink;
	enum dash dash;
	enum marker marker;
	char text[200];
};

struct seen {
	struct call *calls;
	size_t count, room;
	double width, height;
};

/* Draws the chart at the height that it wants, with words of `size`. */
void chart_see(struct seen *seen, const struct chart *chart, double width, double size);
void seen_close(struct seen *seen);

bool seen_says(const struct seen *seen, const char *text); /* a text that is this */
size_t seen_count(const struct seen *seen, enum drawn what, enum ink ink);
/* The nth of its kind and ink, from 0; NULL: there is none. */
const struct call *seen_call(const struct seen *seen, enum drawn what, enum ink ink, size_t n);
/* The first fault in it: ink outside the drawing, texts over one another; NULL: none. */
const char *seen_fault(const struct seen *seen);

#endif
