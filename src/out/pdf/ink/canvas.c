/* The canvas on which charts are drawn, backed by the content of a PDF page. */
#include "../pdf.h"
#include "paint.h"
#include "text.h"

#include <string.h>

static enum colour
colour_of(enum ink ink)
{
	static const enum colour colours[] = {
		[INK_TEXT] = COLOUR_TEXT,
		[INK_AXIS] = COLOUR_MUTED,
		[INK_GRID] = COLOUR_GRID,
		[INK_PAPER] = COLOUR_PAPER,
		[INK_VALUE] = COLOUR_VALUE,
		[INK_TARGET] = COLOUR_TARGET,
		[INK_OTHER] = COLOUR_OTHER,
		[INK_OTHER2] = COLOUR_OTHER2,
		[INK_OTHER3] = COLOUR_OTHER3,
		[INK_GOOD] = COLOUR_LINK,
		[INK_BAD] = COLOUR_CONCERN,
		[INK_NEUTRAL] = COLOUR_NEUTRAL,
		[INK_TINT_RED] = COLOUR_RED,
		[INK_TINT_AMBER] = COLOUR_AMBER,
		[INK_TINT_GREEN] = COLOUR_GREEN,
		[INK_TINT_GREY] = COLOUR_GREY,
	};

	return colours[ink];
}

static double
measure(void *context, double size, bool bold, const char *text)
{
	struct sheet *sheet = context;

	return string_width(sheet->pdf, text, size, bold);
}

static void
text(void *context, double x, double y, double size, enum align align, bool bold, enum ink ink, const char *string)
{
	struct sheet *sheet = context;
	struct piece piece = {.text = string,
		.length = (uint32_t)strlen(string),
		.size = (float)size,
		.bold = bold,
		.colour = (uint8_t)colour_of(ink)};

	if (align != ALIGN_LEFT)
		x -= measure(sheet, size, bold, string) * (align == ALIGN_CENTRE ? 0.5 : 1);
	paint_text(sheet->painter, sheet->x + x, sheet->y + y, &piece);
}

static void
point(struct sheet *sheet, double x, double y, const char *operator)
{
	struct buf *out = sheet->painter->out;

	paint_number(out, sheet->x + x);
	paint_number(out, sheet->painter->height - sheet->y - y);
	buf_text(out, operator);
}

static void
line(void *context, double x1, double y1, double x2, double y2, double width, enum dash dash, enum ink ink)
{
	static const char *const dashes[] = {
		[DASH_NONE] = "[] 0 d\n",
		[DASH_LONG] = "[6 3] 0 d\n",
		[DASH_SHORT] = "[3 2] 0 d\n",
		[DASH_DOT] = "[1 2] 0 d\n",
	};
	struct sheet *sheet = context;
	struct buf *out = sheet->painter->out;

	paint_leave_text(sheet->painter);
	paint_colour(sheet->painter, colour_of(ink), true);
	buf_text(out, dashes[dash]);
	paint_number(out, width);
	buf_text(out, "w\n");
	point(sheet, x1, y1, "m ");
	point(sheet, x2, y2, "l S\n");
}

static void
box(void *context, double x, double y, double width, double height, enum ink ink)
{
	struct sheet *sheet = context;

	paint_box(sheet->painter, sheet->x + x, sheet->y + y, width, height, colour_of(ink));
}

/* A circle of radius r is four curves whose handles are 0.5523 r long. */
static void
disc(struct sheet *sheet, double x, double y, double r)
{
	static const double quarters[4][6] = {
		{1, 0.5523, 0.5523, 1, 0, 1},
		{-0.5523, 1, -1, 0.5523, -1, 0},
		{-1, -0.5523, -0.5523, -1, 0, -1},
		{0.5523, -1, 1, -0.5523, 1, 0},
	};

	point(sheet, x + r, y, "m\n");
	for (int i = 0; i < 4; i++) {
		const double *q = quarters[i];

		point(sheet, x + q[0] * r, y + q[1] * r, "");
		point(sheet, x + q[2] * r, y + q[3] * r, "");
		point(sheet, x + q[4] * r, y + q[5] * r, "c\n");
	}
}

/* `size` is the marker's width; its middle is at x, y. */
static void
marker(void *context, double x, double y, double size, enum marker kind, enum ink ink)
{
	struct sheet *sheet = context;
	double r = size / 2;

	if (kind == MARKER_NONE)
		return;
	paint_leave_text(sheet->painter);
	paint_colour(sheet->painter, colour_of(ink), false);
	if (kind == MARKER_DISC) {
		disc(sheet, x, y, r);
	} else if (kind == MARKER_SQUARE) {
		point(sheet, x - r, y - r, "m ");
		point(sheet, x + r, y - r, "l ");
		point(sheet, x + r, y + r, "l ");
		point(sheet, x - r, y + r, "l ");
	} else if (kind == MARKER_TRIANGLE) {
		point(sheet, x, y - r, "m ");
		point(sheet, x + r, y + r, "l ");
		point(sheet, x - r, y + r, "l ");
	} else if (kind == MARKER_DOWN) {
		point(sheet, x, y + r, "m ");
		point(sheet, x + r, y - r, "l ");
		point(sheet, x - r, y - r, "l ");
	} else {
		point(sheet, x, y - r, "m ");
		point(sheet, x + r, y, "l ");
		point(sheet, x, y + r, "l ");
		point(sheet, x - r, y, "l ");
	}
	buf_text(sheet->painter->out, "h f\n");
}

static void
polygon(void *context, const double xy[], size_t count, enum ink ink)
{
	struct sheet *sheet = context;

	paint_leave_text(sheet->painter);
	paint_colour(sheet->painter, colour_of(ink), false);
	for (size_t i = 0; i < count; i++)
		point(sheet, xy[i * 2], xy[i * 2 + 1], i == 0 ? "m\n" : "l\n");
	buf_text(sheet->painter->out, "h f\n");
}

static void
strokes(void *context, const double xy[], size_t count, double width, enum ink ink)
{
	struct sheet *sheet = context;
	struct buf *out = sheet->painter->out;

	paint_leave_text(sheet->painter);
	paint_colour(sheet->painter, colour_of(ink), true);
	buf_text(out, "[] 0 d\n");
	paint_number(out, width);
	buf_text(out, "w\n");
	for (size_t i = 0; i < count; i++, xy += 4) {
		point(sheet, xy[0], xy[1], "m ");
		point(sheet, xy[2], xy[3], "l\n");
	}
	buf_text(out, "S\n");
}

struct canvas
canvas_pdf(struct sheet *sheet)
{
	return (struct canvas){sheet, text, line, box, marker, polygon, strokes, measure, NULL};
}

double
canvas_pdf_height(struct pdf *pdf, const struct chart *chart, double width, double size)
{
	struct sheet sheet = {.pdf = pdf};
	const struct canvas canvas = canvas_pdf(&sheet);

	return chart_height(&canvas, chart, width, size);
}

void
canvas_pdf_chart(struct painter *painter, const struct chart *chart, double x, double y, double width, double height,
	double size)
{
	struct sheet sheet = {painter->pdf, painter, x, y};
	const struct canvas canvas = canvas_pdf(&sheet);

	chart_draw(&canvas, chart, width, height, size);
}
