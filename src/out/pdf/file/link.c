/* Links, within the document and out of it, and the bookmarks. */
#include "../haru.h"
#include "../ink/text.h"
#include "../layout/block.h"
#include "../layout/flow.h"
#include "../pdf.h"
#include "save.h"

#include <stdlib.h>
#include <string.h>

static int
compare_keys(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void
links_init(struct pdf *pdf)
{
	const struct doc *doc = pdf->doc;

	pdf->keys = arena_array(pdf->arena, doc->count, sizeof(*pdf->keys));
	for (size_t i = 0; i < doc->count; i++) {
		const struct block *block = &doc->blocks[i];
		const char *key = block->table != NULL ? block->table->key : block->key;

		if (key != NULL)
			pdf->keys[pdf->key_count++] = key;
	}
	if (pdf->key_count > 0)
		qsort(pdf->keys, pdf->key_count, sizeof(*pdf->keys), compare_keys);
}

/* Addresses out of the document are of three kinds, and ASCII. */
static bool
is_outside(const char *href)
{
	enum { LONGEST = 2000 };
	size_t length = strlen(href);

	if (!str_starts(href, "https://") && !str_starts(href, "http://") && !str_starts(href, "mailto:"))
		return false;
	for (const char *c = href; *c != '\0'; c++)
		if (*c <= ' ' || *c >= 0x7F)
			return false;
	return length <= LONGEST;
}

bool
link_leads(const struct pdf *pdf, const char *href)
{
	const char *key;

	if (href == NULL)
		return false;
	if (href[0] != '#')
		return is_outside(href);
	key = href + 1;
	return pdf->key_count > 0 && bsearch(&key, pdf->keys, pdf->key_count, sizeof(*pdf->keys), compare_keys) != NULL;
}

/* libharu has no way to say "leave the zoom as it is". */
static HPDF_Destination
destination(struct pdf *pdf, const struct target *target)
{
	const struct page *page = &pdf->pages[target->page - 1];
	double height = page->landscape ? pdf->plan->width : pdf->plan->height;
	HPDF_Destination to = HPDF_Page_CreateDestination(page->hpdf);

	if (to == NULL)
		return NULL;
	HPDF_Array_Clear(to);
	HPDF_Array_Add(to, page->hpdf);
	HPDF_Array_AddName(to, "XYZ");
	HPDF_Array_AddReal(to, 0);
	HPDF_Array_AddReal(to, (HPDF_REAL)(height - pdf->plan->margin - target->y + 4));
	HPDF_Array_Add(to, HPDF_Null_New(haru_memory(pdf->hpdf)));
	return to;
}

static HPDF_Annotation
annotation(struct pdf *pdf, const struct page *page, HPDF_Rect rect, const char *href)
{
	const struct target *target;

	if (href[0] != '#')
		return HPDF_Page_CreateURILinkAnnot(page->hpdf, rect, href);
	target = flow_target(pdf, href + 1);
	return target == NULL ? NULL : HPDF_Page_CreateLinkAnnot(page->hpdf, rect, destination(pdf, target));
}

void
link_add(struct pdf *pdf, uint32_t number, const struct piece *piece, double x, double y)
{
	const struct page *page = &pdf->pages[number];
	double height = page->landscape ? pdf->plan->width : pdf->plan->height;
	double size = (double)piece->size;
	HPDF_Rect rect = {(HPDF_REAL)x, (HPDF_REAL)(height - y - size * 0.25), (HPDF_REAL)(x + (double)piece->width),
		(HPDF_REAL)(height - y + size * 0.85)};
	HPDF_Annotation link = annotation(pdf, page, rect, piece->href);
	const struct target *target = NULL;
	const char *contents = piece->href;

	if (link == NULL)
		return;
	if (piece->href[0] == '#')
		target = flow_target(pdf, piece->href + 1);
	if (target != NULL)
		contents = arena_printf(pdf->arena, "Page %s", flow_page_label(pdf, target->page));
	HPDF_LinkAnnot_SetBorderStyle(link, 0, 0, 0);
	HPDF_Dict_AddNumber(link, "F", 4); /* printed */
	HPDF_Dict_Add(link, "Contents", HPDF_String_New(haru_memory(pdf->hpdf), contents, pdf->utf8));
	node_annotation(pdf, piece->node, number, link);
}

void
outline_write(struct pdf *pdf)
{
	enum { DEEPEST = 8 };
	HPDF_Outline parents[DEEPEST] = {0};
	unsigned levels[DEEPEST] = {0}, depth = 0;

	for (size_t i = 0; i < pdf->entry_count; i++) {
		const struct entry *entry = &pdf->entries[i];
		const struct target *target = flow_target(pdf, entry->key);
		const char *title = entry->number == NULL
			? entry->text
			: arena_printf(pdf->arena, "%s %s", entry->number, entry->text);
		HPDF_Outline outline;

		while (depth > 0 && levels[depth - 1] >= entry->level)
			depth--;
		if (target == NULL || *title == '\0')
			continue;
		outline = HPDF_CreateOutline(pdf->hpdf, depth > 0 ? parents[depth - 1] : NULL, title, pdf->utf8);
		if (outline == NULL)
			return;
		HPDF_Outline_SetOpened(outline, depth == 0 ? HPDF_TRUE : HPDF_FALSE);
		HPDF_Outline_SetDestination(outline, destination(pdf, target));
		if (depth < DEEPEST) {
			levels[depth] = entry->level;
			parents[depth++] = outline;
		}
	}
	if (pdf->entry_count > 0)
		HPDF_SetPageMode(pdf->hpdf, HPDF_PAGE_MODE_USE_OUTLINE);
}
