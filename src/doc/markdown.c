/*
 * CommonMark with tables and footnotes to blocks, through cmark-gfm; what stands between {{ and }} is somebody else's
 * answer.
 */
#include "doc/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "doc/directive.h"
#include "reader.h"

/*
 * An author's own number at the head of a heading or paragraph ("5.5.1 The table …", "1. Scope")
 * becomes the block's; CommonMark itself knows only numbered lists.
 */
static const char *
take_number(struct arena *arena, struct text *text, bool dotted)
{
	const char *t, *number;
	size_t digits = 0, length;

	if (text->count == 0)
		return NULL;
	t = text->spans[0].text;
	for (length = 0; strchr("0123456789.", t[length]) != NULL && t[length] != '\0'; length++)
		digits += t[length] != '.';
	if (digits == 0 || t[0] == '.' || t[length] != ' ' || strstr(t, "..") == t ||
		(dotted && memchr(t, '.', length) == NULL))
		return NULL;
	number = arena_bytes(arena, t, t[length - 1] == '.' ? length - 1 : length);
	text->spans[0].text = t + length + strspn(t + length, " ");
	return number;
}

static bool
is_taken(const struct reader *r, const char *key)
{
	for (size_t i = r->first; i < r->doc->count; i++) {
		const struct block *block = &r->doc->blocks[i];

		if (str_equal(block->key, key) || (block->table != NULL && str_equal(block->table->key, key)))
			return true;
	}
	return false;
}

const char *
reader_key(struct reader *r, const char *wanted)
{
	const char *key = wanted;

	for (unsigned n = 2; is_taken(r, key); n++)
		key = arena_printf(r->doc->arena, "%s-%u", wanted, n);
	return key;
}

/*
 * What a heading is linked to by: its number ("5.5"), "appendix-1" whatever that appendix is called,
 * else its words in small letters.
 */
static const char *
heading_key(struct reader *r, const char *number, const struct text *text)
{
	static const char appendix[] = "appendix ";
	const char *words = text_plain(r->doc->arena, text), *end = words + strlen(appendix);

	if (number != NULL)
		return reader_key(r, number);
	if (strncasecmp(words, appendix, strlen(appendix)) == 0) {
		while (isalnum((unsigned char)*end))
			end++;
		words = arena_bytes(r->doc->arena, words, (size_t)(end - words));
	}
	words = words_key(r->doc->arena, words);
	return reader_key(r, *words != '\0' ? words : "heading");
}

static int
add_heading(struct reader *r, cmark_node *node)
{
	unsigned level = (unsigned)cmark_node_get_heading_level(node) + r->deeper;
	struct block *block;
	struct text text;

	if (reader_text(r, node, &text) != 0)
		return -1;
	block = doc_heading(r->doc, level > 6 ? 6 : level, NULL, NULL);
	block->number = take_number(r->doc->arena, &text, false);
	block->key = heading_key(r, block->number, &text);
	block->text = text;
	return 0;
}

/* The directive that is all of a paragraph, if it is one. */
static const char *
lone_directive(cmark_node *node)
{
	cmark_node *child = cmark_node_first_child(node);
	const char *text;

	if (child == NULL || cmark_node_next(child) != NULL || cmark_node_get_type(child) != CMARK_NODE_TEXT)
		return NULL;
	text = cmark_node_get_literal(child);
	if (!str_starts(text, "{{") || !str_ends(text, "}}") || strstr(text + 2, "{{") != NULL)
		return NULL;
	return text;
}

static int
add_paragraph(struct reader *r, cmark_node *node)
{
	const char *lone = lone_directive(node);
	struct block *block;
	struct text text;

	if (lone != NULL && r->handler != NULL && r->handler->block != NULL) {
		struct directive directive;
		int rc;

		if (directive_read(r->doc->arena, &lone, r->line, &directive, r->err) != 0)
			return err_context(r->err, "line %u", r->line);
		rc = r->handler->block(r->handler->context, r->doc, &directive, r->err);
		if (rc < 0)
			return err_context(r->err, "line %u", r->line);
		if (rc == 0)
			return 0;
	}
	if (reader_text(r, node, &text) != 0)
		return -1;
	block = doc_block(r->doc, BLOCK_PARAGRAPH);
	block->number = take_number(r->doc->arena, &text, true);
	if (block->number != NULL)
		block->key = heading_key(r, block->number, &text);
	block->text = text;
	return 0;
}

/* --- definitions: a line of a term, then lines that begin with ": " --- */

static bool
is_definition(cmark_node *node)
{
	return node != NULL && cmark_node_get_type(node) == CMARK_NODE_TEXT &&
		str_starts(cmark_node_get_literal(node), ": ");
}

/* The end of the line that begins with an inline: a break, or NULL. */
static cmark_node *
line_end(cmark_node *node)
{
	while (node != NULL && cmark_node_get_type(node) != CMARK_NODE_SOFTBREAK)
		node = cmark_node_next(node);
	return node;
}

static bool
defines(cmark_node *node)
{
	cmark_node *end;

	if (node == NULL || cmark_node_get_type(node) != CMARK_NODE_PARAGRAPH)
		return false;
	end = line_end(cmark_node_first_child(node));
	return end != NULL && is_definition(cmark_node_next(end));
}

static int
add_definition(struct reader *r, cmark_node *node, struct fact *fact)
{
	cmark_node *first = cmark_node_first_child(node), *end = line_end(first);
	struct text term;

	r->line = (unsigned)cmark_node_get_start_line(node);
	if (reader_text_part(r, first, end, &term) != 0 ||
		reader_text_part(r, cmark_node_next(end), NULL, &fact->text) != 0)
		return -1;
	fact->term = text_plain(r->doc->arena, &term);
	for (size_t i = 0; i < fact->text.count; i++)
		if (str_starts(fact->text.spans[i].text, ": "))
			fact->text.spans[i].text += strlen(": ");
	return 0;
}

/* The definitions that follow one another are one list; the last of them. */
static int
add_definitions(struct reader *r, cmark_node **node)
{
	size_t count = 0;
	struct fact *facts;
	struct block *block;

	for (cmark_node *n = *node; defines(n); n = cmark_node_next(n))
		count++;
	facts = arena_array(r->doc->arena, count, sizeof(*facts));
	for (size_t i = 0; i < count; i++) {
		*node = i == 0 ? *node : cmark_node_next(*node);
		if (add_definition(r, *node, &facts[i]) != 0)
			return -1;
	}
	block = doc_block(r->doc, BLOCK_FACTS);
	block->facts = facts;
	block->count = count;
	return 0;
}

static int
add_items(struct reader *r, cmark_node *list, unsigned depth, struct item **items, size_t *count, size_t *room)
{
	for (cmark_node *item = cmark_node_first_child(list); item != NULL; item = cmark_node_next(item)) {
		for (cmark_node *n = cmark_node_first_child(item); n != NULL; n = cmark_node_next(n)) {
			r->line = (unsigned)cmark_node_get_start_line(n);
			if (cmark_node_get_type(n) == CMARK_NODE_LIST) {
				if (add_items(r, n, depth + 1, items, count, room) != 0)
					return -1;
				continue;
			}
			if (cmark_node_get_type(n) != CMARK_NODE_PARAGRAPH)
				return reader_refuse(r, "a list may hold only text and lists");
			*items = arena_grow(r->doc->arena, *items, *count, room, sizeof(**items));
			(*items)[*count].depth = depth;
			if (reader_text(r, n, &(*items)[*count].text) != 0)
				return -1;
			++*count;
		}
	}
	return 0;
}

static int
add_list(struct reader *r, cmark_node *node)
{
	struct item *items = NULL;
	size_t count = 0, room = 0;
	struct block *block;

	if (add_items(r, node, 0, &items, &count, &room) != 0)
		return -1;
	block = doc_block(r->doc, BLOCK_LIST);
	block->ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
	block->items = items;
	block->count = count;
	return 0;
}

static int
add_quote(struct reader *r, cmark_node *node)
{
	for (cmark_node *n = cmark_node_first_child(node); n != NULL; n = cmark_node_next(n)) {
		struct text text;

		if (cmark_node_get_type(n) != CMARK_NODE_PARAGRAPH)
			return reader_refuse(r, "a quotation may hold only paragraphs");
		if (reader_text(r, n, &text) != 0)
			return -1;
		doc_block(r->doc, BLOCK_NOTE)->text = text;
	}
	return 0;
}

static int
add_block(struct reader *r, cmark_node *node)
{
	struct block *block;

	r->line = (unsigned)cmark_node_get_start_line(node);
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_HEADING:
		return add_heading(r, node);
	case CMARK_NODE_PARAGRAPH:
		return add_paragraph(r, node);
	case CMARK_NODE_LIST:
		return add_list(r, node);
	case CMARK_NODE_BLOCK_QUOTE:
		return add_quote(r, node);
	case CMARK_NODE_CODE_BLOCK:
		block = doc_block(r->doc, BLOCK_PARAGRAPH);
		block->text = doc_text(r->doc->arena, arena_string(r->doc->arena, cmark_node_get_literal(node)));
		return 0;
	case CMARK_NODE_THEMATIC_BREAK:
		return 0;
	default:
		return str_equal(cmark_node_get_type_string(node), "table")
			? reader_table(r, node, NULL)
			: reader_refuse(r, "raw HTML is not allowed");
	}
}

/* "Table 2: Children looked after", in the paragraph before a table, is its caption; else NULL. */
static int
take_caption(struct reader *r, cmark_node *node, const char **caption)
{
	cmark_node *next = cmark_node_next(node);
	const char *words, *after;
	struct text text;

	*caption = NULL;
	if (next == NULL || !str_equal(cmark_node_get_type_string(next), "table") ||
		cmark_node_get_type(node) != CMARK_NODE_PARAGRAPH)
		return 0;
	if (reader_text(r, node, &text) != 0)
		return -1;
	words = text_plain(r->doc->arena, &text);
	if (!str_starts(words, "Table"))
		return 0;
	after = words + strlen("Table");
	after += strspn(after, " 0123456789.");
	if (*after == ':')
		*caption = words;
	return 0;
}

/* A block, or several that belong together; `node` is then the last of them. */
static int
add_blocks(struct reader *r, cmark_node **node)
{
	const char *caption;

	if (defines(*node))
		return add_definitions(r, node);
	if (take_caption(r, *node, &caption) != 0)
		return -1;
	if (caption == NULL)
		return add_block(r, *node);
	*node = cmark_node_next(*node);
	r->line = (unsigned)cmark_node_get_start_line(*node);
	return reader_table(r, *node, caption);
}

/* The tree of the text; NULL: it could not be made. */
static cmark_node *
parse(const char *text)
{
	cmark_parser *parser;
	cmark_node *root;

	cmark_gfm_core_extensions_ensure_registered();
	parser = cmark_parser_new(CMARK_OPT_FOOTNOTES);
	cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"));
	cmark_parser_feed(parser, text, strlen(text));
	root = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	if (root != NULL)
		cmark_consolidate_text_nodes(root);
	return root;
}

int
markdown_read(
	struct doc *doc, const char *text, unsigned deeper, const struct directive_handler *handler, struct err *err)
{
	struct reader r = {.doc = doc, .handler = handler, .deeper = deeper, .err = err, .first = doc->count};
	cmark_node *root, *node;
	int rc = 0;

	if (!utf8_valid(text, strlen(text)))
		return err_set(err, ERR_INPUT, "the text is not valid UTF-8");
	if (reader_check_footnotes(&r, text) != 0)
		return -1;
	root = parse(text);
	if (root == NULL)
		return err_set(err, ERR_SYSTEM, "the text could not be parsed");
	for (node = cmark_node_first_child(root); node != NULL && rc == 0; node = cmark_node_next(node)) {
		if (cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_DEFINITION) {
			rc = reader_footnotes(&r, node);
			break;
		}
		rc = add_blocks(&r, &node);
	}
	cmark_node_free(root);
	return rc;
}
