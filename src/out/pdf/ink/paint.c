/*
 * Ink: the operators of a page's content, and the marks that tie it to the structure. Numbers
 * are written from hundredths of a point, so that no locale and no rounding mode shows.
 */
#include "../file/save.h"
#include "../layout/flow.h"
#include "../pdf.h"
#include "paint.h"
#include "text.h"

#include <math.h>
#include <string.h>

/* Red, green, blue in 255ths. Text on the tints and on white has a contrast of 4.5:1 at least. */
static const unsigned char colours[][3] = {
	[COLOUR_TEXT] = {0x14, 0x14, 0x14},
	[COLOUR_MUTED] = {0x50, 0x55, 0x5A},
	[COLOUR_LINK] = {0x1A, 0x4F, 0x8A},
	[COLOUR_BRAND] = {0x16, 0x3A, 0x5F},
	[COLOUR_ALERT] = {0xA3, 0x1F, 0x1F},
	[COLOUR_RULE] = {0x8A, 0x94, 0x9E},
	[COLOUR_BAND] = {0xE3, 0xE9, 0xF0},
	[COLOUR_ZEBRA] = {0xF5, 0xF7, 0xF9},
	[COLOUR_NOTE] = {0xF1, 0xF4, 0xF8},
	[COLOUR_RED] = {0xF8, 0xCF, 0xCB},
	[COLOUR_AMBER] = {0xFD, 0xE6, 0xB0},
	[COLOUR_GREEN] = {0xCD, 0xE9, 0xCF},
	[COLOUR_GREY] = {0xE2, 0xE4, 0xE6},
	[COLOUR_GRID] = {0xD5, 0xDA, 0xDF},
	[COLOUR_VALUE] = {0x12, 0x43, 0x6D},
	[COLOUR_TARGET] = {0xC8, 0x10, 0x2E},
	[COLOUR_OTHER] = {0x22, 0x95, 0x8C},
	[COLOUR_OTHER2] = {0x80, 0x16, 0x50},
	[COLOUR_OTHER3] = {0xF4, 0x6A, 0x25},
	[COLOUR_NEUTRAL] = {0x6F, 0x4F, 0x9A},
	[COLOUR_CONCERN] = {0xB3, 0x59, 0x00},
	[COLOUR_PAPER] = {0xFF, 0xFF, 0xFF},
};

const char artifact_layout[] = "/Type /Layout";
const char artifact_header[] = "/Type /Pagination /Subtype /Header /Attached [/Top]";
const char artifact_footer[] = "/Type /Pagination /Subtype /Footer /Attached [/Bottom]";

static long
hundredths(double value)
{
	return lround(value * 100);
}

static void
put_hundredths(struct buf *out, long value)
{
	char digits[32], *d = digits + sizeof(digits);
	unsigned long n = value < 0 ? 0UL - (unsigned long)value : (unsigned long)value;
	unsigned long part = n % 100;

	*--d = ' ';
	if (part % 10 != 0)
		*--d = (char)('0' + part % 10);
	if (part != 0) {
		*--d = (char)('0' + part / 10);
		*--d = '.';
	}
	n /= 100;
	do
		*--d = (char)('0' + n % 10);
	while ((n /= 10) > 0);
	if (value < 0)
		*--d = '-';
	buf_add(out, d, (size_t)(digits + sizeof(digits) - d));
}

void
paint_number(struct buf *out, double value)
{
	put_hundredths(out, hundredths(value));
}

void
paint_begin(struct painter *painter, struct pdf *pdf, uint32_t number, struct buf *out)
{
	struct page *page = &pdf->pages[number];

	*painter = (struct painter){.pdf = pdf,
		.page = page,
		.number = number,
		.out = out,
		.height = page->landscape ? pdf->plan->width : pdf->plan->height,
		.colour = -1,
		.face = FACES};
	buf_clear(out);
}

void
paint_leave_text(struct painter *painter)
{
	if (painter->in_text)
		buf_text(painter->out, "ET\n");
	painter->in_text = false;
}

void
paint_unmark(struct painter *painter)
{
	paint_leave_text(painter);
	if (painter->marked)
		buf_text(painter->out, "EMC\n");
	painter->marked = false;
	painter->node = NULL;
}

void
paint_artifact(struct painter *painter, const char *kind)
{
	if (painter->marked && painter->node == NULL && painter->artifact == kind)
		return;
	paint_unmark(painter);
	painter->artifact = kind;
	buf_printf(painter->out, "/Artifact <<%s>> BDC\n", kind);
	painter->marked = true;
}

void
paint_mark(struct painter *painter, struct node *node)
{
	struct page *page = painter->page;

	if (node == NULL) {
		paint_artifact(painter, artifact_layout);
		return;
	}
	if (painter->marked && painter->node == node)
		return;
	paint_unmark(painter);
	buf_printf(painter->out, "/%s <</MCID %zu>> BDC\n", node->type, page->node_count);
	node_content(painter->pdf, node, painter->number, (uint32_t)page->node_count);
	page->nodes =
		arena_grow(painter->pdf->arena, page->nodes, page->node_count, &page->node_room, sizeof(struct node *));
	page->nodes[page->node_count++] = node;
	painter->marked = true;
	painter->node = node;
}

void
paint_end(struct painter *painter)
{
	paint_unmark(painter);
	painter->page->content =
		deflated(painter->pdf, painter->out, &painter->page->content_length, &painter->pdf->costs.ink);
}

void
paint_colour(struct painter *painter, enum colour colour, bool stroke)
{
	if (!stroke && painter->colour == (int)colour)
		return;
	for (int i = 0; i < 3; i++)
		paint_number(painter->out, colours[colour][i] / 255.0);
	buf_text(painter->out, stroke ? "RG\n" : "rg\n");
	if (!stroke)
		painter->colour = (int)colour;
}

void
paint_box(struct painter *painter, double x, double y, double width, double height, enum colour colour)
{
	paint_leave_text(painter);
	paint_colour(painter, colour, false);
	paint_number(painter->out, x);
	paint_number(painter->out, painter->height - y - height);
	paint_number(painter->out, width);
	paint_number(painter->out, height);
	buf_text(painter->out, "re f\n");
}

static void
move_to(struct painter *painter, double x, double y, bool slope)
{
	long tx = hundredths(x), ty = hundredths(painter->height - y);

	if (!painter->in_text) {
		buf_text(painter->out, "BT\n");
		painter->in_text = true;
		painter->tx = painter->ty = 0;
		painter->sloped = false;
	}
	if (slope || painter->sloped) {
		buf_text(painter->out, slope ? "1 0 .2 1 " : "1 0 0 1 ");
		put_hundredths(painter->out, tx);
		put_hundredths(painter->out, ty);
		buf_text(painter->out, "Tm\n");
	} else {
		put_hundredths(painter->out, tx - painter->tx);
		put_hundredths(painter->out, ty - painter->ty);
		buf_text(painter->out, "Td\n");
	}
	painter->sloped = slope;
	painter->tx = tx;
	painter->ty = ty;
}

static void
set_font(struct painter *painter, enum face face, double size)
{
	if (painter->face == face && painter->size == size)
		return;
	buf_printf(painter->out, "/%s ",
		HPDF_Page_GetLocalFontName(painter->page->hpdf, painter->pdf->fonts.faces[face].font));
	paint_number(painter->out, size);
	buf_text(painter->out, "Tf\n");
	painter->face = face;
	painter->size = size;
}

/* In a literal string these four need a backslash; a bare carriage return would be changed. */
static void
put_byte(struct buf *out, unsigned byte)
{
	if (byte == '(' || byte == ')' || byte == '\\')
		buf_char(out, '\\');
	if (byte == '\r')
		buf_text(out, "\\r");
	else
		buf_char(out, (char)byte);
}

/* What is read out, copied and searched for where a character is drawn as another. */
static void
actual_text(struct painter *painter, uint32_t code)
{
	buf_text(painter->out, "/Span <</ActualText <FEFF");
	text_utf16(painter->out, code);
	buf_text(painter->out, ">>> BDC\n");
}

double
paint_text(struct painter *painter, double x, double y, const struct piece *piece)
{
	struct reader reader = {piece->text, piece->text + piece->length, false};
	struct pdf *pdf = painter->pdf;
	bool open = false;
	double width = 0;
	int32_t code;

	if (piece->length == 0)
		return 0;
	paint_colour(painter, piece->colour, false);
	move_to(painter, x, y, piece->slant);
	while ((code = reader_next(&reader)) >= 0) {
		struct glyph glyph = font_glyph(pdf, piece->bold, (uint32_t)code);

		const bool stands_in = glyph.code != (uint32_t)code;

		if (open && (glyph.face != painter->face || stands_in)) {
			buf_text(painter->out, ") Tj\n");
			open = false;
		}
		if (stands_in)
			actual_text(painter, (uint32_t)code);
		if (!open) {
			set_font(painter, glyph.face, (double)piece->size);
			buf_char(painter->out, '(');
			open = true;
		}
		put_byte(painter->out, glyph.code >> 8);
		put_byte(painter->out, glyph.code & 0xFFu);
		font_use(pdf, glyph.face, glyph.code);
		width += glyph.width;
		if (stands_in) {
			buf_text(painter->out, ") Tj\nEMC\n");
			open = false;
		}
	}
	if (open)
		buf_text(painter->out, ") Tj\n");
	text_check(pdf, &reader, piece->text);
	return width * (double)piece->size / 1000;
}
