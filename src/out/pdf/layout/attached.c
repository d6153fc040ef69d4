/*
 * Room for the pages of attachments: a page of the pack for each, with the pack's header and
 * number. What is drawn there comes when the pack is written: see file/merge.c.
 */
#include "../../attach/qpdf.h"
#include "../ink/paint.h"
#include "../ink/text.h"
#include "../pdf.h"
#include "attached.h"
#include "flow.h"

#define LEAST_OF_PAGE 0.4 /* of its height, for a page of an attachment below a heading */

bool
attached_accessible(const struct doc *doc)
{
	for (size_t i = 0; i < doc->count; i++) {
		const struct attachment *attachment = doc->blocks[i].attachment;

		if (attachment != NULL && !(attachment->tagged && attachment->pdfua))
			return false;
	}
	return true;
}

static struct attached *
attached_open(struct pdf *pdf, const struct attachment *attachment)
{
	struct attached *attached = arena_alloc(pdf->arena, sizeof(*attached));
	struct err err = {0};

	if (attachment->bytes != NULL)
		attached->file = attach_open(attachment->bytes, attachment->length, &err);
	if (attached->file == NULL) {
		pdf_fail(pdf, "could not read the attachment of item %.40s: %.200s", attachment->item,
			attachment->bytes != NULL ? err.text : "it was not loaded");
		return NULL;
	}
	pdf->attached = arena_grow(
		pdf->arena, pdf->attached, pdf->attached_count, &pdf->attached_room, sizeof(struct attached *));
	pdf->attached[pdf->attached_count++] = attached;
	qpdf_push_inherited_attributes_to_page(attached->file);
	if (qpdf_get_num_pages(attached->file) != (int)attachment->pages) {
		pdf_fail(pdf, "the attachment of item %.40s has other pages than it had", attachment->item);
		return NULL;
	}
	attached->attachment = attachment;
	attached->pages = arena_array(pdf->arena, attachment->pages, sizeof(*attached->pages));
	return attached;
}

void
attached_close(struct pdf *pdf)
{
	for (size_t i = 0; i < pdf->attached_count; i++)
		qpdf_cleanup(&pdf->attached[i]->file);
}

/*
 * As much of the page as the slab before it (a heading, on the first one) leaves: the slab itself
 * asks for less than there is, and what is drawn reaches down to the number.
 */
static void
page_slab(struct pdf *pdf, struct attached *attached, unsigned number, bool landscape)
{
	struct slab *slab;
	struct piece *piece;

	pdf->landscape = landscape;
	slab = slab_new(pdf);
	slab->height = flow_height(pdf, landscape) * LEAST_OF_PAGE;
	piece = slab_piece(pdf, slab, PIECE_ATTACHED);
	piece->attached = &attached->pages[number];
	piece->attached->of = attached;
	piece->attached->number = number;
	flow_slab(pdf, slab);
	flow_break(pdf);
}

/* Where only the places of blocks are asked for: a page for each of its own, whichever way it lies. */
static void
count_pages(struct pdf *pdf, const struct attachment *attachment)
{
	for (unsigned i = 0; i < attachment->pages; i++) {
		struct slab *slab = slab_new(pdf);

		slab->height = flow_height(pdf, pdf->landscape) * LEAST_OF_PAGE;
		flow_slab(pdf, slab);
		flow_break(pdf);
	}
}

void
attached_write(struct pdf *pdf, const struct attachment *attachment)
{
	struct attached *attached;
	bool landscape = pdf->landscape;

	if (attachment->bytes == NULL && pdf->places != NULL) {
		count_pages(pdf, attachment);
		return;
	}
	attached = attached_open(pdf, attachment);
	if (attached == NULL)
		return;
	attached->level = pdf->heading_level;
	attached->part = node_new(pdf, pdf->tags.root, "Part");
	attached->part->title = text_clean(pdf, attachment->title);
	for (unsigned i = 0; i < attachment->pages && !pdf->failed; i++) {
		struct attach_page page;
		struct err err = {0};

		if (attach_page_read(attached->file, i, &page, &err) != 0)
			pdf_fail(pdf, "the attachment of item %.40s: %.200s", attachment->item, err.text);
		else
			page_slab(pdf, attached, i, page.width > page.height);
	}
	pdf->landscape = landscape;
}

/*
 * Between header and number, and nearly to the paper's edges, which the page has margins of its
 * own against. Without tags the whole page is one paragraph, which a screen reader reads
 * in the order in which it was written.
 */
void
attached_paint(struct painter *painter, const struct placed *placed, const struct piece *piece)
{
	enum { EDGE = 14, GAP = 6 };
	struct pdf *pdf = painter->pdf;
	struct attached_page *page = piece->attached;
	const double margin = pdf->plan->margin, foot = margin * 0.72;
	double width = painter->page->landscape ? pdf->plan->height : pdf->plan->width;
	double top = placed->y > 0 ? margin + placed->y + GAP : margin * 0.78;

	page->page = painter->number;
	page->x = EDGE;
	page->y = foot;
	page->width = width - 2 * EDGE;
	page->height = painter->height - top - foot;
	node_attach(pdf, page->of->part);
	if (page->of->attachment->tagged)
		paint_unmark(painter);
	else
		paint_mark(painter, node_new(pdf, page->of->part, "P"));
	paint_leave_text(painter);
	buf_text(painter->out, "q 0 g 0 G " ATTACHED_NAME " Do Q\n");
}
