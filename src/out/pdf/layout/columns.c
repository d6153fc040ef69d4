/*
 * Columns side by side. Each is laid out by itself in its share of the width, and all of them become
 * one slab. Where that does not fit a page, or a table wants more than its column, the blocks stand
 * one below the other instead: nothing is lost for the sake of the look.
 */
#include "../pdf.h"
#include "block.h"
#include "flow.h"

#include <math.h>

enum { MOST = 4 };

static bool
may_stand(enum block_kind kind)
{
	switch (kind) {
	case BLOCK_COVER:
	case BLOCK_CONTENTS:
	case BLOCK_PAGE:
	case BLOCK_LANDSCAPE:
	case BLOCK_PORTRAIT:
	case BLOCK_COLUMNS:
		return false;
	default:
		return true;
	}
}

/* The block behind the last of the columns; *count: how many there are, 0 if they cannot be. */
static size_t
columns_end(const struct doc *doc, size_t first, size_t *count)
{
	bool stand = true;
	size_t i = first;

	*count = 1;
	for (; i < doc->count && doc->blocks[i].kind != BLOCK_COLUMNS_END; i++) {
		stand = stand && may_stand(doc->blocks[i].kind);
		*count += doc->blocks[i].kind == BLOCK_NEXT_COLUMN;
	}
	if (!stand || *count > MOST)
		*count = 0;
	return i;
}

static void
shift(struct slab *slab, double x)
{
	for (size_t i = 0; i < slab->count; i++)
		slab->pieces[i].x += (float)x;
}

/* The collected slabs go below one another into the whole; returns their height. */
static double
stack(struct pdf *pdf, struct slab *whole, size_t *room, double x, size_t column)
{
	double y = 0;

	for (size_t i = 0; i < pdf->collected_count; i++) {
		struct slab *slab = pdf->collected[i];

		if (i > 0)
			y += slab->before;
		else if (slab->before > whole->before)
			whole->before = slab->before;
		shift(slab, x);
		whole->beside =
			arena_grow(pdf->arena, whole->beside, whole->beside_count, room, sizeof(*whole->beside));
		whole->beside[whole->beside_count++] = (struct beside){slab, y, column};
		y += slab->height;
	}
	pdf->collected_count = 0;
	return y;
}

static struct slab *
side_by_side(struct pdf *pdf, size_t first, size_t end, size_t count)
{
	const double gap = pdf->plan->size * 2;
	const double width = (flow_width(pdf, pdf->landscape) - gap * (double)(count - 1)) / (double)count;
	struct slab *whole = slab_new(pdf);
	size_t room = 0, column = 0;

	whole->block = first - 1;
	pdf->column = width;
	pdf->column_full = false;
	for (size_t i = first; i <= end; i++) {
		double height;

		if (i < end && pdf->doc->blocks[i].kind != BLOCK_NEXT_COLUMN) {
			block_write(pdf, i);
			continue;
		}
		height = stack(pdf, whole, &room, (width + gap) * (double)column, column);
		column++;
		if (height > whole->height)
			whole->height = height;
	}
	pdf->column = 0;
	return pdf->column_full ? NULL : whole;
}

/* How many of the parts of a column, from `first`, stand within the height and may be parted from the next. */
static size_t
parts_within(const struct slab *whole, size_t first, double height)
{
	const struct beside *parts = whole->beside;
	size_t count = 0;

	for (size_t i = first; i < whole->beside_count && parts[i].column == parts[first].column; i++) {
		if (parts[i].top + parts[i].slab->height > height)
			break;
		if (!parts[i].slab->keep)
			count = i + 1 - first;
	}
	return count;
}

/* Takes what does not fit the height out of the columns: it becomes columns of its own, for the next page. */
static struct slab *
split(struct pdf *pdf, struct slab *whole, double height)
{
	struct slab *rest = slab_new(pdf);
	struct beside *parts = whole->beside;
	size_t kept = 0, room = 0;

	rest->block = whole->block;
	whole->height = 0;
	for (size_t i = 0, end; i < whole->beside_count; i = end) {
		size_t next = i + parts_within(whole, i, height);
		double top = next < whole->beside_count ? parts[next].top : 0;

		for (end = i; end < whole->beside_count && parts[end].column == parts[i].column; end++)
			;
		for (size_t k = next; k < end; k++) {
			const struct beside part = {parts[k].slab, parts[k].top - top, parts[k].column};

			rest->beside =
				arena_grow(pdf->arena, rest->beside, rest->beside_count, &room, sizeof(*rest->beside));
			rest->beside[rest->beside_count++] = part;
			rest->height = fmax(rest->height, part.top + part.slab->height);
		}
		for (size_t k = i; k < next; k++) {
			whole->height = fmax(whole->height, parts[k].top + parts[k].slab->height);
			parts[kept++] = parts[k];
		}
	}
	whole->beside_count = kept;
	return rest;
}

/* Columns for which the rest of the page is too low begin on it all the same, if much of it would stay empty. */
static void
columns_flow(struct pdf *pdf, struct slab *whole)
{
	const double height = flow_height(pdf, pdf->landscape), rest = flow_rest(pdf) - whole->before;
	struct slab *more = NULL;

	if (whole->height > rest && rest > height / 3)
		more = split(pdf, whole, rest);
	if (whole->beside_count > 0)
		flow_slab(pdf, whole);
	if (more != NULL && more->beside_count > 0)
		flow_slab(pdf, more);
}

size_t
columns_write(struct pdf *pdf, size_t index)
{
	const unsigned level = pdf->heading_level;
	struct slab *whole = NULL;
	size_t count, end = columns_end(pdf->doc, index + 1, &count);

	if (count > 1 && !pdf->plan->even) /* large print has no room for two */
		whole = side_by_side(pdf, index + 1, end, count);
	if (whole != NULL && whole->height <= flow_height(pdf, pdf->landscape)) {
		columns_flow(pdf, whole);
		return end;
	}
	pdf->heading_level = level;
	for (size_t i = index + 1; i < end; i++)
		block_write(pdf, i);
	return end;
}
