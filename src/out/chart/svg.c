/*
 * Charts as SVG. Colours are presentation attributes, which a Content-Security-Policy without
 * inline style lets through, and classes, by which the style sheet may choose others.
 */
#include "svg.h"

#include <string.h>

#include "base/str.h"
#include "out/out.h"

enum { TEXT_SIZE = 13 };

/*
 * Each has at least 3:1 against white (WCAG 1.4.11), text 4.5:1; the grid only guides the eye. The series' are those of
 * the Government Analysis Function, which hold for the colour-blind: by turns dark and light.
 */
static const struct {
	const char *class, *colour;
} inks[] = {
	[INK_TEXT] = {"ink-text", "#0b0c0c"},
	[INK_AXIS] = {"ink-axis", "#505a5f"},
	[INK_GRID] = {"ink-grid", "#d8dcde"},
	[INK_PAPER] = {"ink-paper", "#ffffff"},
	[INK_VALUE] = {"ink-value", "#12436d"},
	[INK_TARGET] = {"ink-target", "#c8102e"},
	[INK_OTHER] = {"ink-other", "#22958c"},
	[INK_OTHER2] = {"ink-other2", "#801650"},
	[INK_OTHER3] = {"ink-other3", "#f46a25"},
	[INK_GOOD] = {"ink-good", "#005ea5"},
	[INK_BAD] = {"ink-bad", "#b35900"},
	[INK_NEUTRAL] = {"ink-neutral", "#6f4f9a"},
	[INK_TINT_RED] = {"ink-tint-red", "#f9d4cf"},
	[INK_TINT_AMBER] = {"ink-tint-amber", "#ffe2a8"},
	[INK_TINT_GREEN] = {"ink-tint-green", "#cfead3"},
	[INK_TINT_GREY] = {"ink-tint-grey", "#e6eaec"},
};

/* Widths of Helvetica in thousandths of the size, from the space to the tilde. */
static const unsigned short widths[] = {278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
	611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278,
	278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556,
	333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584};

/*
 * Nobody knows the reader's font here. The wide ones (Verdana, DejaVu) are up to a seventh wider
 * than Helvetica, and room to spare looks better than words that touch.
 */
static double
measure(void *context, double size, bool bold, const char *text)
{
	const char *end = text + strlen(text);
	double sum = 0;

	(void)context;
	while (text < end) {
		int32_t code = utf8_next(&text, end);

		sum += code >= ' ' && code <= '~' ? widths[code - ' '] : 700;
	}
	return sum * size / 1000 * (bold ? 1.2 : 1.12);
}

static void
draw_text(void *context, double x, double y, double size, enum align align, bool bold, enum ink ink, const char *text)
{
	static const char *const anchors[] = {[ALIGN_LEFT] = "start", [ALIGN_CENTRE] = "middle", [ALIGN_RIGHT] = "end"};
	struct buf *out = context;

	buf_printf(out,
		"<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" font-size=\"%.1f\" text-anchor=\"%s\" "
		"fill=\"%s\"%s>",
		inks[ink].class, x, y, size, anchors[align], inks[ink].colour, bold ? " font-weight=\"bold\"" : "");
	html_text(out, text);
	buf_text(out, "</text>\n");
}

static void
draw_line(void *context, double x1, double y1, double x2, double y2, double width, enum dash dash, enum ink ink)
{
	static const char *const dashes[] = {
		[DASH_NONE] = "",
		[DASH_LONG] = " stroke-dasharray=\"9 4\"",
		[DASH_SHORT] = " stroke-dasharray=\"4 3\"",
		[DASH_DOT] = " stroke-dasharray=\"1 3\"",
	};

	buf_printf(context,
		"<path class=\"%s\" d=\"M%.1f %.1fL%.1f %.1f\" fill=\"none\" stroke=\"%s\" "
		"stroke-width=\"%.1f\"%s/>\n",
		inks[ink].class, x1, y1, x2, y2, inks[ink].colour, width, dashes[dash]);
}

static void
draw_box(void *context, double x, double y, double width, double height, enum ink ink)
{
	buf_printf(context,
		"<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" "
		"fill=\"%s\"/>\n",
		inks[ink].class, x, y, width, height, inks[ink].colour);
}

/* Markers of one size look equally big, so what is not a disc reaches a little further out. */
static void
draw_marker(void *context, double x, double y, double size, enum marker marker, enum ink ink)
{
	double half = size / 2, far = size * 0.65;

	if (marker == MARKER_NONE)
		return;
	buf_printf(context, "<path class=\"%s\" fill=\"%s\" d=\"", inks[ink].class, inks[ink].colour);
	if (marker == MARKER_DISC)
		buf_printf(context, "M%.1f %.1fa%.1f %.1f 0 1 0 %.1f 0a%.1f %.1f 0 1 0 %.1f 0z", x - half, y, half,
			half, size, half, half, -size);
	else if (marker == MARKER_SQUARE)
		buf_printf(context, "M%.1f %.1fh%.1fv%.1fh%.1fz", x - half, y - half, size, size, -size);
	else if (marker == MARKER_TRIANGLE)
		buf_printf(
			context, "M%.1f %.1fL%.1f %.1fL%.1f %.1fz", x, y - far, x + far, y + half, x - far, y + half);
	else if (marker == MARKER_DOWN)
		buf_printf(
			context, "M%.1f %.1fL%.1f %.1fL%.1f %.1fz", x, y + far, x + far, y - half, x - far, y - half);
	else
		buf_printf(context, "M%.1f %.1fL%.1f %.1fL%.1f %.1fL%.1f %.1fz", x, y - far, x + far, y, x, y + far,
			x - far, y);
	buf_text(context, "\"/>\n");
}

static void
draw_polygon(void *context, const double xy[], size_t count, enum ink ink)
{
	buf_printf(context, "<path class=\"%s\" fill=\"%s\" d=\"", inks[ink].class, inks[ink].colour);
	for (size_t i = 0; i < count; i++)
		buf_printf(context, "%c%.1f %.1f", i == 0 ? 'M' : 'L', xy[i * 2], xy[i * 2 + 1]);
	buf_text(context, "z\"/>\n");
}

static void
draw_strokes(void *context, const double xy[], size_t count, double width, enum ink ink)
{
	buf_printf(context, "<path class=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\" d=\"",
		inks[ink].class, inks[ink].colour, width);
	for (size_t i = 0; i < count; i++, xy += 4)
		buf_printf(context, "M%.1f %.1fL%.1f %.1f", xy[0], xy[1], xy[2], xy[3]);
	buf_text(context, "\"/>\n");
}

/* For static/moothall.js: "series upright from to edge edge …". */
static void
draw_spots(void *context, const struct spots *spots)
{
	buf_printf(context, "<g class=\"spots\" data-at=\"%zu %d %.0f %.0f", spots->series, spots->upright, spots->from,
		spots->to);
	for (size_t i = 0; i <= spots->count; i++)
		buf_printf(context, " %.0f", spots->edges[i]);
	buf_text(context, "\"/>\n");
}

const char *
svg_class(enum ink ink)
{
	return inks[ink].class;
}

const char *
svg_colour(enum ink ink)
{
	return inks[ink].colour;
}

struct canvas
canvas_svg(struct buf *out)
{
	return (struct canvas){
		out, draw_text, draw_line, draw_box, draw_marker, draw_polygon, draw_strokes, measure, draw_spots};
}

void
svg_write(struct buf *out, const struct chart *chart, double width, const char *class)
{
	const struct canvas canvas = canvas_svg(out);
	double height = chart_height(&canvas, chart, width, TEXT_SIZE);

	buf_printf(out,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" class=\"%s\" "
		"width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\" "
		"font-family=\"Arial, Helvetica, sans-serif\" aria-label=\"",
		class, width, height, width, height);
	html_attr(out, chart->title);
	if (!str_blank(chart->alternative)) {
		buf_text(out, ". ");
		html_attr(out, chart->alternative);
	}
	buf_text(out, "\">\n");
	chart_draw(&canvas, chart, width, height, TEXT_SIZE);
	buf_text(out, "</svg>\n");
}
