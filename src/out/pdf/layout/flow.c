/*
 * Slabs onto pages. Slabs that keep together wait until the last of them has come, and then go
 * onto the page, or all onto the next one.
 */
#include "../ink/text.h"
#include "../pdf.h"
#include "flow.h"

#include <stdlib.h>
#include <string.h>

struct slab *
slab_new(struct pdf *pdf)
{
	struct slab *slab = arena_alloc(pdf->arena, sizeof(*slab));

	slab->landscape = pdf->landscape;
	slab->block = pdf->block;
	slab->cover = pdf->cover;
	return slab;
}

void
slab_room(struct pdf *pdf, struct slab *slab, size_t pieces)
{
	slab->pieces = arena_array(pdf->arena, pieces, sizeof(*slab->pieces));
	slab->room = pieces;
}

struct piece *
slab_piece(struct pdf *pdf, struct slab *slab, enum piece_kind kind)
{
	struct piece *piece;

	slab->pieces = arena_grow(pdf->arena, slab->pieces, slab->count, &slab->room, sizeof(*slab->pieces));
	piece = &slab->pieces[slab->count++];
	*piece = (struct piece){.kind = (uint8_t)kind};
	return piece;
}

void
slab_line(struct pdf *pdf, struct slab *slab, const struct line *line, double x, double y)
{
	for (size_t i = 0; i < line->count; i++) {
		struct piece *piece = slab_piece(pdf, slab, PIECE_TEXT);

		*piece = line->pieces[i];
		piece->x += (float)x;
		piece->y += (float)y;
	}
}

void
slab_box(struct pdf *pdf, struct slab *slab, double x, double y, double width, double height, enum colour colour)
{
	struct piece *piece = slab_piece(pdf, slab, PIECE_BOX);

	piece->x = (float)x;
	piece->y = (float)y;
	piece->width = (float)width;
	piece->height = (float)height;
	piece->colour = (uint8_t)colour;
}

double
flow_width(const struct pdf *pdf, bool landscape)
{
	if (pdf->column > 0)
		return pdf->column;
	return (landscape ? pdf->plan->height : pdf->plan->width) - 2 * pdf->plan->margin;
}

/* Header and footer stand in the margins. */
double
flow_height(const struct pdf *pdf, bool landscape)
{
	return (landscape ? pdf->plan->width : pdf->plan->height) - 2 * pdf->plan->margin;
}

static struct page *
current(struct pdf *pdf)
{
	return pdf->page_count > 0 ? &pdf->pages[pdf->page_count - 1] : NULL;
}

static struct page *
page_new(struct pdf *pdf, const struct slab *first)
{
	struct page *page;

	pdf->pages = arena_grow(pdf->arena, pdf->pages, pdf->page_count, &pdf->page_room, sizeof(*pdf->pages));
	page = &pdf->pages[pdf->page_count++];
	*page = (struct page){.landscape = first->landscape, .cover = first->cover};
	page->running = page->before = pdf->running;
	page->late = page->late_before = pdf->late;
	return page;
}

static void
target_add(struct pdf *pdf, const char *key, double y)
{
	struct target *target;

	pdf->targets =
		arena_grow(pdf->arena, pdf->targets, pdf->target_count, &pdf->target_room, sizeof(*pdf->targets));
	target = &pdf->targets[pdf->target_count++];
	*target = (struct target){key, (unsigned)pdf->page_count, y};
}

/* Remembers that the block has something on the current page. */
static void
place_note(struct pdf *pdf, size_t block)
{
	struct block_pages *place = &pdf->places[block];

	if (place->first == 0)
		place->first = (unsigned)pdf->page_count;
	place->last = (unsigned)pdf->page_count;
}

/* A part of a slab that is columns. */
static void
put_at(struct pdf *pdf, const struct slab *slab, double y)
{
	struct page *page = current(pdf);

	if (slab->key != NULL)
		target_add(pdf, slab->key, y);
	if (pdf->places != NULL && slab->block < pdf->doc->count)
		place_note(pdf, slab->block);
	page->placed = arena_grow(pdf->arena, page->placed, page->count, &page->room, sizeof(*page->placed));
	page->placed[page->count++] = (struct placed){slab, y, false};
}

static void
put(struct pdf *pdf, const struct slab *slab, bool repeated)
{
	struct page *page = current(pdf);

	if (page->count > 0)
		page->y += slab->before;
	for (size_t i = 0; i < slab->beside_count; i++)
		put_at(pdf, slab->beside[i].slab, page->y + slab->beside[i].top);
	if (slab->running != NULL && !repeated) {
		pdf->running = slab->running;
		pdf->late = slab->late;
		if (page->count == 0) {
			page->running = slab->running;
			page->late = slab->late;
			page->begun = slab->begun;
		}
	}
	if (slab->key != NULL && !repeated)
		target_add(pdf, slab->key, page->y);
	if (pdf->places != NULL && slab->block < pdf->doc->count && !repeated)
		place_note(pdf, slab->block);
	page->placed = arena_grow(pdf->arena, page->placed, page->count, &page->room, sizeof(*page->placed));
	page->placed[page->count++] = (struct placed){slab, page->y, repeated};
	page->y += slab->height;
}

/* A page for the slab; what it says again comes first. */
static void
turn(struct pdf *pdf, const struct slab *slab, bool landscape)
{
	struct page *page = page_new(pdf, slab);

	page->landscape = landscape;
	for (size_t i = 0; slab->repeat != NULL && i < slab->repeat->count; i++)
		put(pdf, slab->repeat->slabs[i], true);
}

static double
height_together(const struct pdf *pdf)
{
	double height = 0;

	for (size_t i = 0; i < pdf->pending_count; i++)
		height += pdf->pending[i]->height + (i > 0 ? pdf->pending[i]->before : 0);
	return height;
}

static bool
fits(const struct pdf *pdf, const struct page *page, double height)
{
	return page->y + height <= flow_height(pdf, page->landscape) + 0.01;
}

/* A page that is less full than this looks unfinished. */
static bool
half_empty(const struct pdf *pdf, const struct page *page)
{
	return page->y < flow_height(pdf, page->landscape) / 2;
}

/* Draws what can be drawn lower, until all that waits fits the rest of the page; if it never does, leaves it. */
static void
squeeze(struct pdf *pdf, const struct page *page, double height)
{
	double over = page->y + height - flow_height(pdf, page->landscape), slack = 0;

	for (size_t i = 0; i < pdf->pending_count; i++)
		if (pdf->pending[i]->least > 0)
			slack += pdf->pending[i]->height - pdf->pending[i]->least;
	for (size_t i = 0; i < pdf->pending_count && over > 0 && over <= slack; i++) {
		struct slab *slab = pdf->pending[i];
		double cut = slab->least > 0 ? slab->height - slab->least : 0;

		cut = cut < over ? cut : over;
		if (cut <= 0)
			continue;
		slab->height -= cut;
		for (size_t k = 0; k < slab->count; k++)
			if (slab->pieces[k].kind == PIECE_CHART)
				slab->pieces[k].height -= (float)cut;
		over -= cut;
		slack -= cut;
	}
}

static void
place_pending(struct pdf *pdf)
{
	const struct slab *first = pdf->pending[0], *last = pdf->pending[pdf->pending_count - 1];
	struct page *page = current(pdf);
	double height = height_together(pdf);

	if (page != NULL && !pdf->breaking && !page->landscape && last->landscape && !page->cover && !first->cover &&
		half_empty(pdf, page) && pdf->emptied == 0)
		pdf->emptied = pdf->page_count;
	if (page != NULL && !pdf->breaking && page->landscape == last->landscape && page->count > 0) {
		squeeze(pdf, page, first->before + height);
		height = height_together(pdf);
	}
	/* The heading of a wide table goes with it onto its landscape page. */
	if (page == NULL || pdf->breaking || page->landscape != last->landscape || page->cover != first->cover ||
		(page->count > 0 && !fits(pdf, page, first->before + height) &&
			height <= flow_height(pdf, last->landscape)))
		turn(pdf, first, last->landscape);
	pdf->breaking = false;
	for (size_t i = 0; i < pdf->pending_count; i++) {
		const struct slab *slab = pdf->pending[i];

		page = current(pdf);
		if (page->count > 0 && !fits(pdf, page, slab->before + slab->height))
			turn(pdf, slab, last->landscape);
		put(pdf, slab, false);
	}
	pdf->pending_count = 0;
}

void
flow_slab(struct pdf *pdf, struct slab *slab)
{
	if (pdf->column > 0) {
		pdf->collected = arena_grow(pdf->arena, pdf->collected, pdf->collected_count, &pdf->collected_room,
			sizeof(*pdf->collected));
		pdf->collected[pdf->collected_count++] = slab;
		return;
	}
	pdf->pending =
		arena_grow(pdf->arena, pdf->pending, pdf->pending_count, &pdf->pending_room, sizeof(*pdf->pending));
	pdf->pending[pdf->pending_count++] = slab;
	if (!slab->keep)
		place_pending(pdf);
}

void
flow_flush(struct pdf *pdf)
{
	if (pdf->pending_count > 0)
		place_pending(pdf);
}

bool
flow_turned(struct pdf *pdf)
{
	flow_flush(pdf);
	return current(pdf) != NULL && current(pdf)->landscape;
}

bool
flow_stays_turned(const struct pdf *pdf)
{
	const struct page *page = pdf->page_count > 0 ? &pdf->pages[pdf->page_count - 1] : NULL;

	if (page == NULL || !page->landscape || pdf->breaking)
		return false;
	return pdf->pending_count > 0 ? pdf->pending[0]->landscape : half_empty(pdf, page);
}

double
flow_rest(const struct pdf *pdf)
{
	const struct page *page = pdf->page_count > 0 ? &pdf->pages[pdf->page_count - 1] : NULL;

	if (page == NULL || pdf->breaking || page->landscape != pdf->landscape || page->cover)
		return 0;
	return flow_height(pdf, page->landscape) - page->y - height_together(pdf);
}

double
flow_waiting(const struct pdf *pdf)
{
	return height_together(pdf);
}

/* As in a PDF's own labels: a to z, then aa to zz. */
static const char *
letters(struct arena *arena, unsigned count)
{
	const unsigned times = (count - 1) / 26 + 1;
	char *text = arena_alloc(arena, times + 1);

	memset(text, (int)('a' + (count - 1) % 26), times);
	text[times] = '\0';
	return text;
}

const char *
flow_page_label(const struct pdf *pdf, unsigned number)
{
	const struct page *page = &pdf->pages[number - 1];

	return page->letter == 0 ? arena_printf(pdf->arena, "%u", page->whole)
				 : arena_printf(pdf->arena, "%u%s", page->whole, letters(pdf->arena, page->letter));
}

/* --- numbers --- */

struct page_number {
	unsigned whole, letter;
};

/* "25", "25b", "25bb"; anything else is 0. */
static struct page_number
number_read(const char *label)
{
	struct page_number number = {0, 0};

	for (; label != NULL && *label >= '0' && *label <= '9' && number.whole < 1000000; label++)
		number.whole = number.whole * 10 + (unsigned)(*label - '0');
	if (number.whole > 0 && label != NULL && *label >= 'a' && *label <= 'z')
		number.letter = (unsigned)(strlen(label) - 1) * 26 + (unsigned)(*label - 'a') + 1;
	return number;
}

static bool
is_before(struct page_number a, struct page_number b)
{
	return a.whole != b.whole ? a.whole < b.whole : a.letter < b.letter;
}

/* Where the next part, of those that were published before, begins; 0: there is none. */
static struct page_number
next_begun(const struct pdf *pdf, size_t after, struct page_number than)
{
	for (size_t i = after; i < pdf->page_count; i++) {
		struct page_number begun = number_read(pdf->pages[i].begun);

		if (is_before(than, begun))
			return begun;
	}
	return (struct page_number){0, 0};
}

/*
 * A part that was published before begins with the number that it had then. What has come before it since, be it a late
 * item or a page more of what was there, goes on with letters; where pages have gone their numbers are left out.
 */
static void
number_pages(struct pdf *pdf)
{
	struct page_number at = {0, 0};
	bool late = false;

	for (size_t i = 0; i < pdf->page_count; i++) {
		struct page *page = &pdf->pages[i];
		const struct page_number begun = number_read(page->begun), whole = {at.whole + 1, 0};
		const struct page_number next = next_begun(pdf, i + 1, at);

		if (i > 0 && page->running != pdf->pages[i - 1].running)
			late = false;
		if (is_before(at, begun)) {
			at = begun;
			late = begun.letter > 0;
		} else if (i > 0 && (late || page->late || (next.whole > 0 && !is_before(whole, next)))) {
			at.letter++;
		} else {
			at = whole;
		}
		page->whole = at.whole;
		page->letter = at.letter;
	}
}

void
flow_undo(struct pdf *pdf, size_t number)
{
	while (pdf->target_count > 0 && pdf->targets[pdf->target_count - 1].page >= number)
		pdf->target_count--;
	pdf->running = pdf->pages[number - 1].before;
	pdf->late = pdf->pages[number - 1].late_before;
	pdf->pending_count = 0;
	pdf->page_count = number - 1;
	pdf->breaking = number > 1;
}

void
flow_break(struct pdf *pdf)
{
	flow_flush(pdf);
	if (pdf->page_count > 0)
		pdf->breaking = true;
}

static int
compare_targets(const void *a, const void *b)
{
	const struct target *one = a, *two = b;
	int order = strcmp(one->key, two->key);

	if (order != 0)
		return order;
	return one->page != two->page ? (one->page < two->page ? -1 : 1) : one->y < two->y ? -1 : 1;
}

void
flow_end(struct pdf *pdf)
{
	flow_flush(pdf);
	if (pdf->page_count == 0) /* a PDF has a page */
		flow_slab(pdf, slab_new(pdf));
	if (pdf->target_count > 0)
		qsort(pdf->targets, pdf->target_count, sizeof(*pdf->targets), compare_targets);
	number_pages(pdf);
}

const struct target *
flow_target(const struct pdf *pdf, const char *key)
{
	size_t low = 0, high = pdf->target_count;

	while (low < high) { /* the first of that key */
		size_t middle = low + (high - low) / 2;

		if (strcmp(pdf->targets[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < pdf->target_count && strcmp(pdf->targets[low].key, key) == 0)
		return &pdf->targets[low];
	return NULL;
}
