/* The canvas that draws SVG, for pages. */
#ifndef SRC_OUT_CANVAS_SVG_H
#define SRC_OUT_CANVAS_SVG_H

#include "base/buf.h"
#include "out/canvas.h"

/* The class and the colour of an ink, for what is drawn without a canvas. */
const char *svg_class(enum ink ink);
const char *svg_colour(enum ink ink);

/* A canvas that appends elements to `out`. */
struct canvas canvas_svg(struct buf *out);

/*
 * The chart as one <svg> element of this width without ids, styles or scripts; its name for those
 * who do not see it is the chart's title and text alternative.
 */
void svg_write(struct buf *out, const struct chart *chart, double width, const char *class);

/* A cell's small line; its text is its alternative. */
void svg_line(struct buf *out, const struct cell *cell);

/* A sign of process control, by itself and without words: those stand beside it. */
void svg_sign(struct buf *out, enum spc_sign sign);

#endif
