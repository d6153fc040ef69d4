/*
 * The structure tree (ISO 32000-1, 14.7), as PDF/UA-1 wants it. Elements are plain structures
 * that become text when the file is saved: a libharu dictionary for each would take ten times
 * the memory. An element takes its place among its parent's kids with its first ink, so that
 * the order of the tree is that of the paper.
 */
#include "../haru.h"
#include "../ink/text.h"
#include "../layout/attached.h"
#include "../layout/flow.h"
#include "../pdf.h"
#include "save.h"

#include <string.h>

struct node *
node_new(struct pdf *pdf, struct node *parent, const char *type)
{
	struct node *node = arena_alloc(pdf->arena, sizeof(*node));

	node->type = type;
	node->parent = parent;
	return node;
}

static struct kid *
kid_new(struct pdf *pdf, struct node *node)
{
	struct kid *kid = arena_alloc(pdf->arena, sizeof(*kid));

	if (node->last != NULL)
		node->last->next = kid;
	else
		node->first = kid;
	node->last = kid;
	return kid;
}

static unsigned
order_of(const struct kid *kid)
{
	return kid->node != NULL ? kid->node->order : 0;
}

/* Before the first of its parent's kids that is of a later order; there is one. */
static void
kid_insert(struct pdf *pdf, struct node *node)
{
	struct kid **place = &node->parent->first, *kid = arena_alloc(pdf->arena, sizeof(*kid));

	while (order_of(*place) <= node->order)
		place = &(*place)->next;
	kid->node = node;
	kid->next = *place;
	*place = kid;
}

void
node_attach(struct pdf *pdf, struct node *node)
{
	if (node->attached || node->parent == NULL)
		return;
	node->attached = true;
	node_attach(pdf, node->parent);
	if (node->order > 0 && node->parent->last != NULL && order_of(node->parent->last) > node->order)
		kid_insert(pdf, node);
	else
		kid_new(pdf, node->parent)->node = node;
}

void
node_content(struct pdf *pdf, struct node *node, uint32_t page, uint32_t mcid)
{
	struct kid *kid;

	node_attach(pdf, node);
	kid = kid_new(pdf, node);
	kid->page = page;
	kid->mcid = mcid;
}

void
node_annotation(struct pdf *pdf, struct node *node, uint32_t page, HPDF_Dict annotation)
{
	struct tags *tags = &pdf->tags;
	struct kid *kid = kid_new(pdf, node);

	kid->annotation = annotation;
	kid->page = page;
	HPDF_Dict_AddNumber(annotation, "StructParent", (HPDF_INT32)(pdf->page_count + tags->annotation_count));
	tags->annotations = arena_grow(
		pdf->arena, tags->annotations, tags->annotation_count, &tags->annotation_room, sizeof(struct node *));
	tags->annotations[tags->annotation_count++] = node;
}

static void
xml_text(struct buf *out, const char *text)
{
	html_text(out, text);
}

static void
metadata(struct pdf *pdf)
{
	HPDF_Dict stream = haru_stream_new(pdf->hpdf);
	struct buf xmp;

	if (stream == NULL)
		return;
	buf_init(&xmp);
	buf_printf(&xmp,
		"<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
		"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
		"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
		"xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
		"%s<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>\n"
		"<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">",
		attached_accessible(pdf->doc) ? "<pdfuaid:part>1</pdfuaid:part>\n" : "");
	xml_text(&xmp, text_clean(pdf, pdf->doc->title != NULL ? pdf->doc->title : ""));
	buf_text(&xmp, "</rdf:li></rdf:Alt></dc:title>\n");
	if (pdf->doc->author != NULL) {
		buf_text(&xmp, "<dc:creator><rdf:Seq><rdf:li>");
		xml_text(&xmp, text_clean(pdf, pdf->doc->author));
		buf_text(&xmp, "</rdf:li></rdf:Seq></dc:creator>\n");
	}
	buf_text(&xmp, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n");
	HPDF_Dict_AddName(stream, "Type", "Metadata");
	HPDF_Dict_AddName(stream, "Subtype", "XML");
	haru_stream_set(stream, &xmp);
	HPDF_Dict_Add(haru_catalog(pdf->hpdf), "Metadata", stream);
	buf_close(&xmp);
}

int
tags_prepare(struct pdf *pdf)
{
	HPDF_MMgr mmgr = haru_memory(pdf->hpdf);
	HPDF_Dict catalog = haru_catalog(pdf->hpdf), mark = HPDF_Dict_New(mmgr), viewer = HPDF_Dict_New(mmgr);

	pdf->tags.root = node_new(pdf, NULL, "Document");
	pdf->tags.tree = HPDF_Dict_New(mmgr);
	if (mark == NULL || viewer == NULL || pdf->tags.tree == NULL ||
		haru_object_add(pdf->hpdf, pdf->tags.tree) != HPDF_OK)
		return err_set(pdf->err, ERR_SYSTEM, "the PDF library has no memory");
	HPDF_Dict_Add(catalog, "StructTreeRoot", pdf->tags.tree);
	HPDF_Dict_Add(catalog, "MarkInfo", mark);
	HPDF_Dict_AddBoolean(mark, "Marked", HPDF_TRUE);
	HPDF_Dict_Add(catalog, "Lang", HPDF_String_New(mmgr, "en-GB", NULL));
	HPDF_Dict_Add(catalog, "ViewerPreferences", viewer);
	HPDF_Dict_AddBoolean(viewer, "DisplayDocTitle", HPDF_TRUE);
	metadata(pdf);
	return 0;
}

/* Numbers for all elements that have a place, parents first. */
static void
number(struct pdf *pdf, struct node *node, uint32_t *next)
{
	struct tags *tags = &pdf->tags;

	node->number = (*next)++;
	tags->all = arena_grow(pdf->arena, tags->all, tags->count, &tags->room, sizeof(struct node *));
	tags->all[tags->count++] = node;
	for (const struct kid *kid = node->first; kid != NULL; kid = kid->next)
		if (kid->node != NULL)
			number(pdf, kid->node, next);
}

static uint32_t
page_object(const struct pdf *pdf, uint32_t page)
{
	return haru_number(pdf->pages[page].hpdf);
}

static const struct kid *
first_content(const struct node *node)
{
	for (const struct kid *kid = node->first; kid != NULL; kid = kid->next)
		if (kid->node == NULL && kid->annotation == NULL)
			return kid;
	return NULL;
}

static void
put_number(struct buf *out, uint32_t number, const char *after)
{
	char digits[16], *d = digits + sizeof(digits);

	do
		*--d = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	buf_add(out, d, (size_t)(digits + sizeof(digits) - d));
	buf_text(out, after);
}

static void
put_kid(const struct pdf *pdf, struct buf *out, const struct kid *kid, const struct kid *first)
{
	if (kid->node != NULL)
		put_number(out, kid->node->number, " 0 R ");
	else if (kid->annotation != NULL)
		buf_printf(out, "<</Type/OBJR/Obj %u 0 R/Pg %u 0 R>>", (unsigned)haru_number(kid->annotation),
			(unsigned)page_object(pdf, kid->page));
	else if (kid->page == first->page)
		put_number(out, kid->mcid, " ");
	else
		buf_printf(out, "<</Type/MCR/Pg %u 0 R/MCID %u>>", (unsigned)page_object(pdf, kid->page),
			(unsigned)kid->mcid);
}

void
text_utf16(struct buf *out, uint32_t code)
{
	if (code >= 0x10000)
		buf_printf(out, "%04X%04X", 0xD7C0u + (unsigned)(code >> 10), 0xDC00u + (unsigned)(code & 0x3FF));
	else
		buf_printf(out, "%04X", (unsigned)code);
}

/* A text string: UTF-16, big end first. */
static void
put_string(struct buf *out, const char *text)
{
	const char *end = text + strlen(text);

	buf_text(out, "<FEFF");
	while (text < end) {
		int32_t code = utf8_next(&text, end);

		if (code > 0)
			text_utf16(out, (uint32_t)code);
	}
	buf_char(out, '>');
}

static void
put_node(const struct pdf *pdf, struct buf *out, const struct node *node)
{
	const struct kid *first = first_content(node);
	uint32_t parent = node->parent != NULL ? node->parent->number : haru_number(pdf->tags.tree);

	buf_text(out, "<</S/");
	buf_text(out, node->type);
	buf_text(out, "/P ");
	put_number(out, parent, " 0 R");
	if (first != NULL) {
		buf_text(out, "/Pg ");
		put_number(out, page_object(pdf, first->page), " 0 R");
	}
	if (node->attributes != NULL) {
		buf_text(out, "/A<<");
		buf_text(out, node->attributes);
		buf_text(out, ">>");
	}
	if (node->alternative != NULL) {
		buf_text(out, "/Alt");
		put_string(out, node->alternative);
	}
	if (node->title != NULL) {
		buf_text(out, "/T");
		put_string(out, node->title);
	}
	if (node->first != NULL) {
		buf_text(out, "/K[");
		for (const struct kid *kid = node->first; kid != NULL; kid = kid->next)
			put_kid(pdf, out, kid, first);
		buf_char(out, ']');
	}
	buf_text(out, ">>");
}

static void
put_parent_tree(const struct pdf *pdf, struct buf *out)
{
	buf_text(out, "<</Nums[");
	for (size_t i = 0; i < pdf->page_count; i++) {
		const struct page *page = &pdf->pages[i];

		buf_printf(out, "%zu[", i);
		for (size_t k = 0; k < page->node_count; k++)
			put_number(out, page->nodes[k]->number, " 0 R ");
		buf_text(out, "]\n");
	}
	for (size_t i = 0; i < pdf->tags.annotation_count; i++)
		buf_printf(out, "%zu %u 0 R ", pdf->page_count + i, (unsigned)pdf->tags.annotations[i]->number);
	buf_text(out, "]>>");
}

void
tags_save(struct pdf *pdf, struct saver *saver)
{
	uint32_t next = saver_next(saver), parent_tree;
	struct buf text;

	number(pdf, pdf->tags.root, &next);
	parent_tree = next;
	buf_init(&text);
	for (size_t i = 0; i < pdf->tags.count; i++) {
		buf_clear(&text);
		put_node(pdf, &text, pdf->tags.all[i]);
		saver_object(saver, pdf->tags.all[i]->number, &text);
	}
	buf_clear(&text);
	put_parent_tree(pdf, &text);
	saver_object(saver, parent_tree, &text);
	buf_clear(&text);
	buf_printf(&text, "<</Type/StructTreeRoot/K %u 0 R/ParentTree %u 0 R/ParentTreeNextKey %zu>>",
		(unsigned)pdf->tags.root->number, (unsigned)parent_tree, pdf->page_count + pdf->tags.annotation_count);
	saver_object(saver, haru_number(pdf->tags.tree), &text);
	buf_close(&text);
}
