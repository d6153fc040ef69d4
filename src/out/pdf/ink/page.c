/* Pages into libharu: what was placed on each, its header, its number. */
#include "../file/save.h"
#include "../layout/attached.h"
#include "../layout/flow.h"
#include "../pdf.h"
#include "paint.h"
#include "picture.h"
#include "text.h"

#include <string.h>

static struct piece
label(const struct pdf *pdf, const char *text, bool bold, enum colour colour)
{
	return (struct piece){.kind = PIECE_TEXT,
		.text = text,
		.length = (uint32_t)strlen(text),
		.size = (float)small_type(pdf, 0.8),
		.bold = bold,
		.colour = (uint8_t)colour};
}

/* A header that does not fit ends in an ellipsis; the whole of it is the heading's. */
static const char *
shortened(struct pdf *pdf, const char *text, double size, double width)
{
	const char *cut = text + strlen(text);
	const char *shorter = text;

	while (cut > text && string_width(pdf, shorter, size, false) > width) {
		do
			cut--;
		while (cut > text && ((unsigned char)*cut & 0xC0) == 0x80);
		shorter = arena_printf(pdf->arena, "%.*s…", (int)(cut - text), text);
	}
	return shorter;
}

static void
header(struct painter *painter)
{
	static const char draft[] = "DRAFT";
	struct pdf *pdf = painter->pdf;
	const double margin = pdf->plan->margin, y = margin * 0.64;
	const double width = flow_width(pdf, painter->page->landscape);
	struct piece mark = label(pdf, draft, true, COLOUR_ALERT);
	double size = (double)mark.size, mark_width = 0, most = width * 0.4;
	const char *own = pdf->doc->header;

	paint_artifact(painter, artifact_header);
	if (pdf->doc->draft) {
		mark_width = string_width(pdf, draft, size, true);
		paint_text(painter, margin + width - mark_width, y, &mark);
		mark_width += size;
	}
	if (!painter->page->cover && !str_blank(own)) {
		struct piece words = label(pdf, shortened(pdf, text_clean(pdf, own), size, most), false, COLOUR_MUTED);
		double wide = string_width(pdf, words.text, size, false);

		paint_text(painter, margin + width - mark_width - wide, y, &words);
		mark_width += wide + size;
	}
	if (!painter->page->cover && painter->page->running != NULL) {
		struct piece running = label(
			pdf, shortened(pdf, painter->page->running, size, width - mark_width), false, COLOUR_MUTED);

		paint_text(painter, margin, y, &running);
		paint_box(painter, margin, margin * 0.75, width, 0.5, COLOUR_GRID);
	}
}

static void
footer(struct painter *painter)
{
	struct pdf *pdf = painter->pdf;
	const char *number = flow_page_label(pdf, (unsigned)painter->number + 1);
	struct piece piece = label(pdf, number, false, COLOUR_TEXT);
	double width = string_width(pdf, number, (double)piece.size, false);
	double centre = pdf->plan->margin + flow_width(pdf, painter->page->landscape) / 2;

	paint_artifact(painter, artifact_footer);
	if (!str_blank(pdf->doc->footer)) {
		struct piece words = label(pdf,
			shortened(pdf, text_clean(pdf, pdf->doc->footer), (double)piece.size,
				centre - width - pdf->plan->margin),
			false, COLOUR_MUTED);

		paint_text(painter, pdf->plan->margin, painter->height - pdf->plan->margin * 0.5, &words);
	}
	paint_text(painter, centre - width / 2, painter->height - pdf->plan->margin * 0.5, &piece);
}

static const char *
page_of(struct pdf *pdf, const struct piece *piece)
{
	const struct target *target =
		piece->href != NULL && *piece->href == '#' ? flow_target(pdf, piece->href + 1) : NULL;

	if (target == NULL) {
		pdf_fail(pdf, "there is no heading \"%.80s\" whose page could be named",
			piece->href != NULL ? piece->href : "");
		return "";
	}
	if (piece->kind != PIECE_PAGE)
		return flow_page_label(pdf, target->page);
	return arena_printf(pdf->arena, "%cage %s", *piece->text, flow_page_label(pdf, target->page));
}

/* Dots from the end of an entry's text to its page number. */
static const char *
dots(struct pdf *pdf, const struct piece *piece)
{
	double dot = string_width(pdf, " .", (double)piece->size, false);
	int count = (int)((double)piece->width / dot);
	struct buf buf;
	const char *text;

	buf_init(&buf);
	for (int i = 0; i < count; i++)
		buf_text(&buf, " .");
	text = arena_bytes(pdf->arena, buf.data, buf.length);
	buf_close(&buf);
	return text;
}

/* Paints one text piece; *shift is how much narrower the line has become before it. */
static void
piece_text(struct painter *painter, const struct placed *placed, struct piece piece, double *shift)
{
	struct pdf *pdf = painter->pdf;
	double x = pdf->plan->margin + (double)piece.x;
	double y = pdf->plan->margin + placed->y + (double)piece.y;
	double wide = (double)piece.width, width;

	if (!piece.follows)
		*shift = 0;
	x -= *shift;
	paint_mark(painter, piece.node);
	if (piece.kind == PIECE_LEADER) {
		piece.text = dots(pdf, &piece);
		width = string_width(pdf, piece.text, (double)piece.size, false);
		x += (double)piece.width - width;
	} else if (piece.kind != PIECE_TEXT)
		piece.text = page_of(pdf, &piece);
	if (piece.kind != PIECE_TEXT)
		piece.length = (uint32_t)strlen(piece.text);
	if (piece.kind == PIECE_NUMBER) {
		width = string_width(pdf, piece.text, (double)piece.size, piece.bold);
		x += (double)piece.width - width;
	}
	width = paint_text(painter, x, y, &piece);
	if (piece.kind == PIECE_PAGE) {
		piece.width = (float)width;
		*shift += wide - width;
	} else if (piece.kind == PIECE_NUMBER)
		piece.width = (float)width;
	if (piece.href != NULL && piece.node != NULL && link_leads(pdf, piece.href))
		link_add(pdf, painter->number, &piece, x, y);
}

static void
piece_chart(struct painter *painter, const struct placed *placed, const struct piece *piece)
{
	struct pdf *pdf = painter->pdf;

	paint_mark(painter, piece->node);
	canvas_pdf_chart(painter, piece->chart, pdf->plan->margin + (double)piece->x,
		pdf->plan->margin + placed->y + (double)piece->y, (double)piece->width, (double)piece->height,
		(double)piece->size);
}

static void
piece_picture(struct painter *painter, const struct placed *placed, const struct piece *piece)
{
	const double margin = painter->pdf->plan->margin;
	const double x = margin + (double)piece->x, y = margin + placed->y + (double)piece->y;

	paint_mark(painter, piece->node);
	if (piece->kind == PIECE_PICTURE)
		picture_paint(painter, piece->picture, x, y, (double)piece->width, (double)piece->height);
	else
		pattern_paint(painter, piece->pattern, x, y, (double)piece->width);
}

/* Links in the text are underlined, so that they do not rest on their colour. */
static void
underline(struct painter *painter, const struct placed *placed, const struct piece *piece, double x, double width)
{
	const double size = (double)piece->size, margin = painter->pdf->plan->margin;

	paint_artifact(painter, artifact_layout);
	paint_box(painter, margin + x, margin + placed->y + (double)piece->y + size * 0.12, width, size * 0.05,
		COLOUR_LINK);
}

static void
boxes(struct painter *painter, const struct placed *placed)
{
	struct pdf *pdf = painter->pdf;
	const double margin = pdf->plan->margin;
	double shift = 0;

	for (size_t i = 0; i < placed->slab->count; i++) {
		const struct piece *piece = &placed->slab->pieces[i];
		double x = (double)piece->x, width = (double)piece->width;

		if (piece->kind == PIECE_BOX) {
			paint_artifact(painter, artifact_layout);
			paint_box(painter, margin + x, margin + placed->y + (double)piece->y, width,
				(double)piece->height, piece->colour);
			continue;
		}
		if (!piece->follows)
			shift = 0;
		if (piece->kind == PIECE_PAGE)
			width = string_width(pdf, page_of(pdf, piece), (double)piece->size, piece->bold);
		if (piece->colour == COLOUR_LINK && piece->href != NULL)
			underline(painter, placed, piece, x - shift, width);
		shift += (double)piece->width - width;
	}
}

static void
contents(struct painter *painter, const struct placed *placed)
{
	double shift = 0;

	for (size_t i = 0; i < placed->slab->count; i++) {
		const struct piece *piece = &placed->slab->pieces[i];

		if (piece->kind == PIECE_BOX)
			continue;
		if (piece->node != NULL)
			node_attach(painter->pdf, piece->node);
		if (piece->kind == PIECE_ATTACHED)
			attached_paint(painter, placed, piece);
		else if (piece->kind == PIECE_CHART)
			piece_chart(painter, placed, piece);
		else if (piece->kind == PIECE_PICTURE || piece->kind == PIECE_PATTERN)
			piece_picture(painter, placed, piece);
		else if (piece->kind != PIECE_TEXT || piece->length > 0)
			piece_text(painter, placed, *piece, &shift);
	}
}

static void
page_write(struct pdf *pdf, uint32_t number, struct buf *content)
{
	struct page *page = &pdf->pages[number];
	struct painter painter;

	paint_begin(&painter, pdf, number, content);
	for (size_t i = 0; i < page->count; i++)
		boxes(&painter, &page->placed[i]);
	for (size_t i = 0; i < page->count; i++)
		contents(&painter, &page->placed[i]);
	header(&painter);
	if (!page->cover)
		footer(&painter);
	paint_end(&painter);
}

/* All pages exist before the first is painted: links lead forwards, too. */
void
pages_write(struct pdf *pdf)
{
	struct buf content;

	for (size_t i = 0; i < pdf->page_count; i++) {
		struct page *page = &pdf->pages[i];
		bool landscape = page->landscape;

		page->hpdf = HPDF_AddPage(pdf->hpdf);
		if (page->hpdf == NULL)
			return;
		HPDF_Page_SetWidth(page->hpdf, (HPDF_REAL)(landscape ? pdf->plan->height : pdf->plan->width));
		HPDF_Page_SetHeight(page->hpdf, (HPDF_REAL)(landscape ? pdf->plan->width : pdf->plan->height));
		HPDF_Dict_AddNumber(page->hpdf, "StructParents", (HPDF_INT32)i);
		HPDF_Dict_AddName(page->hpdf, "Tabs", "S");
	}
	buf_init(&content);
	for (uint32_t i = 0; i < pdf->page_count; i++)
		page_write(pdf, i, &content);
	buf_close(&content);
}
