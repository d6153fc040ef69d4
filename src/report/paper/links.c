/* Links inside papers, and from one paper of a pack to another. */
#include "paper.h"

#include <string.h>

#include "base/str.h"

/* A visitor of links: `key` is without "#". Returns where it leads now, or NULL with err set. */
typedef const char *link_leads(void *context, const struct span *span, const char *key, struct err *err);

static int
text_links(struct text *text, link_leads *leads, void *context, struct err *err)
{
	for (size_t i = 0; i < text->count; i++) {
		struct span *span = &text->spans[i];

		if (span->href == NULL || *span->href != '#')
			continue;
		span->href = leads(context, span, span->href + 1, err);
		if (span->href == NULL)
			return -1;
	}
	return 0;
}

static int
block_links(struct block *block, link_leads *leads, void *context, struct err *err)
{
	if (text_links(&block->text, leads, context, err) != 0)
		return -1;
	for (size_t i = 0; i < block->count; i++)
		if (text_links(block->kind == BLOCK_LIST ? &block->items[i].text : &block->facts[i].text, leads,
			    context, err) != 0)
			return -1;
	return 0;
}

/* --- of one paper --- */

struct own {
	const struct doc *doc;
	size_t first;
	const char *prefix;
	const char *part; /* the exempt part in which the links stand; NULL: in none */
};

static const struct block *
find_own(const struct own *own, const char *key)
{
	const struct doc part = {.blocks = own->doc->blocks + own->first, .count = own->doc->count - own->first};

	return doc_find_block(&part, key);
}

/* A link into an exempt part would lead nowhere for whoever does not have it. */
static bool
leads_apart(const struct block *to, const char *part)
{
	return to->part != NULL && to->part != part;
}

static const char *
prefixed_link(void *context, const struct span *span, const char *key, struct err *err)
{
	const struct own *own = context;

	(void)err;
	return find_own(own, key) != NULL ? arena_printf(own->doc->arena, "#%s-%s", own->prefix, key) : span->href;
}

static const char *
prefixed(struct doc *doc, const char *prefix, const char *key)
{
	return key != NULL ? arena_printf(doc->arena, "%s-%s", prefix, key) : NULL;
}

void
prefix_keys(struct doc *doc, size_t first, const char *prefix)
{
	struct own own = {.doc = doc, .first = first, .prefix = prefix};

	/* The links first: they are found by the keys as they were. */
	for (size_t i = first; i < doc->count; i++)
		block_links(&doc->blocks[i], prefixed_link, &own, NULL);
	for (size_t i = first; i < doc->count; i++) {
		struct block *block = &doc->blocks[i];

		block->key = prefixed(doc, prefix, block->key);
		if (block->table != NULL)
			block->table->key = prefixed(doc, prefix, block->table->key);
		if (block->chart != NULL)
			block->chart->table_key = prefixed(doc, prefix, block->chart->table_key);
	}
}

static const char *
own_link(void *context, const struct span *span, const char *key, struct err *err)
{
	const struct own *own = context;
	const struct block *to = find_own(own, key);

	if (to != NULL && leads_apart(to, own->part)) {
		err_set(err, ERR_INPUT, "line %u: \"#%.80s\" stands in an exempt part, which not every reader has",
			span->line, key);
		return NULL;
	}
	if (to != NULL)
		return span->href;
	if (str_starts(key, "item-") || str_equal(key, "agenda") || str_equal(key, "membership") ||
		str_equal(key, "contents"))
		return span->href;
	err_set(err, ERR_INPUT, "line %u: there is no heading or numbered paragraph \"#%.80s\" in this paper",
		span->line, key);
	return NULL;
}

int
paper_links(struct doc *doc, size_t first, struct err *err)
{
	struct own own = {.doc = doc, .first = first};

	for (size_t i = first; i < doc->count; i++) {
		own.part = doc->blocks[i].part;
		if (block_links(&doc->blocks[i], own_link, &own, err) != 0)
			return -1;
	}
	return 0;
}

/* --- of the pack --- */

struct whole {
	const struct doc *doc;
	const struct rows *agenda;
	const char *item; /* in which the link stands, and */
	const char *part; /* its exempt part; NULL: in none */
};

static const char *
pack_link(void *context, const struct span *span, const char *key, struct err *err)
{
	const struct whole *whole = context;

	const struct block *to = doc_find_block(whole->doc, key);

	if (to != NULL && !leads_apart(to, whole->part))
		return span->href;
	for (size_t i = 0; i < whole->agenda->count; i++)
		if (str_starts(key, "item-") && str_equal(key + strlen("item-"), row_text(whole->agenda, i, "item")))
			return "#agenda";
	err_set(err, ERR_INPUT, "paper of item %s: line %u: there is no \"#%.80s\" in this pack", whole->item,
		span->line, key);
	return NULL;
}

int
pack_links(struct doc *doc, const struct rows *agenda, struct err *err)
{
	struct whole whole = {doc, agenda, "?", NULL};

	for (size_t i = 0; i < doc->count; i++) {
		struct block *block = &doc->blocks[i];

		if (block->kind == BLOCK_HEADING && block->level == 2 && block->number != NULL)
			whole.item = block->number;
		whole.part = block->part;
		if (block_links(block, pack_link, &whole, err) != 0)
			return -1;
	}
	return 0;
}
