/*
 * The blocks one after the other, and which way the paper lies under them. A wide table turns it; so that this leaves
 * no page half empty, what stands before such a table goes onto landscape paper, too, and so does what follows it.
 */
#include "../pdf.h"
#include "block.h"
#include "flow.h"

#include <string.h>

/* How things stood when a block's turn came. */
struct orientation {
	bool begins;    /* it is not inside columns */
	bool landscape; /* says the document */
	bool turned;    /* it has been turned, for the page it began on was left half empty */
	unsigned level; /* of the heading before it */
	size_t findings;
};

static bool
has_ink(enum block_kind kind)
{
	switch (kind) {
	case BLOCK_COVER:
	case BLOCK_CONTENTS:
	case BLOCK_PAGE:
	case BLOCK_LANDSCAPE:
	case BLOCK_PORTRAIT:
	case BLOCK_ATTACHMENT:
		return false;
	default:
		return true;
	}
}

/* Writes a block, or columns; returns the last that was written. */
static size_t
write_next(struct pdf *pdf, size_t index)
{
	const enum block_kind kind = pdf->doc->blocks[index].kind;
	struct orientation *way = &pdf->ways[index];
	size_t last = index;

	way->begins = true;
	way->landscape = pdf->landscape;
	way->level = pdf->heading_level;
	way->findings = pdf->checked != NULL ? pdf->checked->finding_count : 0;
	if (has_ink(kind) && (way->turned || flow_stays_turned(pdf)))
		pdf->landscape = true;
	if (kind == BLOCK_COLUMNS)
		last = columns_write(pdf, index);
	else
		block_write(pdf, index);
	if (has_ink(kind))
		pdf->landscape = way->landscape;
	return last;
}

/* The block, or the columns, that the page begins with; beyond the last: the document's title. */
static size_t
first_of(const struct pdf *pdf, size_t number)
{
	size_t block = pdf->pages[number - 1].placed[0].slab->block;

	while (block < pdf->doc->count && !pdf->ways[block].begins)
		block--;
	return block;
}

/* Whether all that is on the page began there. */
static bool
is_whole(const struct pdf *pdf, size_t number, size_t block)
{
	const struct page *before;

	if (pdf->pages[number - 1].placed[0].repeated)
		return false;
	if (number == 1)
		return true;
	before = &pdf->pages[number - 2];
	return before->count == 0 || before->placed[before->count - 1].slab->block < block;
}

/*
 * Undoes the page that was left half empty by what turned the paper in `last`, and has its blocks turned; returns the
 * one to go on from. Where the page goes on with what began before, nothing can be done.
 */
static size_t
turn_back(struct pdf *pdf, size_t last, void (*title)(struct pdf *pdf))
{
	const size_t number = pdf->emptied, count = pdf->doc->count;
	size_t block = first_of(pdf, number), next;

	pdf->emptied = 0;
	if (!is_whole(pdf, number, block))
		return last + 1;
	next = block < count ? block : 0;
	if (block < count && pdf->ways[block].turned)
		return last + 1;
	flow_undo(pdf, number);
	for (size_t i = next; i < last; i++)
		pdf->ways[i].turned = true;
	for (size_t i = next; pdf->places != NULL && i <= last; i++)
		pdf->places[i] = (struct block_pages){0};
	pdf->landscape = pdf->ways[next].landscape;
	pdf->heading_level = pdf->ways[next].level;
	if (pdf->checked != NULL)
		pdf->checked->finding_count = pdf->ways[next].findings;
	if (block == count) {
		pdf->heading_level = 0;
		pdf->block = count;
		pdf->landscape = true;
		title(pdf);
		pdf->landscape = pdf->ways[0].landscape;
	}
	return next;
}

void
blocks_write(struct pdf *pdf, void (*title)(struct pdf *pdf))
{
	size_t i = 0;

	pdf->ways = arena_array(pdf->arena, pdf->doc->count, sizeof(*pdf->ways));
	pdf->block = pdf->doc->count;
	title(pdf);
	while (i < pdf->doc->count && !pdf->failed) {
		size_t last = write_next(pdf, i);

		i = pdf->emptied > 0 ? turn_back(pdf, last, title) : last + 1;
	}
}
