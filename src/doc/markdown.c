/* CommonMark to blocks, through cmark; what stands between {{ and }} is somebody else's answer. */
#include "doc/markdown.h"

#include <cmark.h>
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/str.h"
#include "doc/directive.h"

struct reader {
	struct doc *doc;
	const struct directive_handler *handler;
	unsigned deeper;
	struct err *err;
	/* the text being gathered */
	struct span *spans;
	size_t count, room;
	bool strong, emphasis;
	const char *href;
	unsigned line;
	size_t first; /* of the document's blocks that is this text's */
};

static int
refuse(struct reader *r, const char *what)
{
	return err_set(r->err, ERR_INPUT, "line %u: %s", r->line, what);
}

static void
add_span(struct reader *r, const char *text, size_t length)
{
	if (length == 0)
		return;
	r->spans = arena_grow(r->doc->arena, r->spans, r->count, &r->room, sizeof(*r->spans));
	r->spans[r->count++] = (struct span){
		.text = arena_bytes(r->doc->arena, text, length),
		.href = r->href,
		.strong = r->strong,
		.emphasis = r->emphasis,
		.line = r->line,
	};
}

/* Text with directives in it: each is replaced by its answer. */
static int
add_text(struct reader *r, const char *text)
{
	const char *open;

	while ((open = strstr(text, "{{")) != NULL) {
		struct directive directive;
		const char *answer;

		add_span(r, text, (size_t)(open - text));
		if (directive_read(r->doc->arena, &open, r->line, &directive, r->err) != 0)
			return err_context(r->err, "line %u", r->line);
		if (r->handler == NULL || r->handler->text == NULL)
			return refuse(r, "directives are not allowed here");
		answer = r->handler->text(r->handler->context, &directive, r->err);
		if (answer == NULL)
			return err_context(r->err, "line %u", r->line);
		add_span(r, answer, strlen(answer));
		text = open;
	}
	add_span(r, text, strlen(text));
	return 0;
}

static bool
safe_link(const char *url)
{
	return str_starts(url, "http://") || str_starts(url, "https://") || str_starts(url, "mailto:") || *url == '#' ||
		(*url == '/' && url[1] != '/');
}

static int add_inlines(struct reader *r, cmark_node *parent);

static int
add_styled(struct reader *r, cmark_node *node)
{
	struct reader before = *r;
	int rc;

	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_EMPH:
		r->emphasis = true;
		break;
	case CMARK_NODE_STRONG:
		r->strong = true;
		break;
	default:
		if (!safe_link(cmark_node_get_url(node)))
			return refuse(r, "a link must begin with http:, https: or mailto:");
		r->href = arena_string(r->doc->arena, cmark_node_get_url(node));
		break;
	}
	rc = add_inlines(r, node);
	if (r->href != NULL && *r->href == '#')
		add_span(r, "@, page", strlen("@, page"));
	r->strong = before.strong;
	r->emphasis = before.emphasis;
	r->href = before.href;
	return rc;
}

static int
add_inlines(struct reader *r, cmark_node *parent)
{
	for (cmark_node *n = cmark_node_first_child(parent); n != NULL; n = cmark_node_next(n)) {
		int line = cmark_node_get_start_line(n);

		if (line > 0)
			r->line = (unsigned)line;
		switch (cmark_node_get_type(n)) {
		case CMARK_NODE_TEXT:
		case CMARK_NODE_CODE:
			if (add_text(r, cmark_node_get_literal(n)) != 0)
				return -1;
			break;
		case CMARK_NODE_SOFTBREAK:
		case CMARK_NODE_LINEBREAK:
			add_span(r, " ", 1);
			break;
		case CMARK_NODE_EMPH:
		case CMARK_NODE_STRONG:
		case CMARK_NODE_LINK:
			if (add_styled(r, n) != 0)
				return -1;
			break;
		case CMARK_NODE_IMAGE:
			return refuse(r, "images are not allowed; use {{chart}}");
		default:
			return refuse(r, "raw HTML is not allowed");
		}
	}
	return 0;
}

/* The text of a node's inlines; the gathering starts afresh. */
static int
read_text(struct reader *r, cmark_node *node, struct text *text)
{
	r->spans = NULL;
	r->count = r->room = 0;
	if (add_inlines(r, node) != 0)
		return -1;
	*text = (struct text){r->spans, r->count};
	return 0;
}

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

/*
 * What a heading is linked to by: its number ("5.5"), "appendix-1" whatever that appendix is called,
 * else its words in small letters; the second of a name gets "-2".
 */
static const char *
heading_key(struct reader *r, const char *number, const struct text *text)
{
	const char *words = text_plain(r->doc->arena, text), *wanted = number;
	size_t length = strlen(words);

	if (wanted == NULL) {
		char *key = arena_alloc(r->doc->arena, length + 1), *to = key;
		bool appendix = strncasecmp(words, "appendix ", 9) == 0;

		for (const char *from = words; *from != '\0'; from++) {
			unsigned char c = (unsigned char)*from;

			if (appendix && from > words + 9 && to[-1] != '-' && !isalnum(c))
				break;
			if (isalnum(c) && c < 0x80)
				*to++ = (char)tolower(c);
			else if (to > key && to[-1] != '-')
				*to++ = '-';
		}
		if (to > key && to[-1] == '-')
			*--to = '\0';
		wanted = *key != '\0' ? key : "heading";
	}
	for (unsigned n = 1;; n++) {
		const char *key = n == 1 ? wanted : arena_printf(r->doc->arena, "%s-%u", wanted, n);
		size_t i = r->first;

		while (i < r->doc->count && !str_equal(r->doc->blocks[i].key, key))
			i++;
		if (i == r->doc->count)
			return key;
	}
}

static int
add_heading(struct reader *r, cmark_node *node)
{
	unsigned level = (unsigned)cmark_node_get_heading_level(node) + r->deeper;
	struct block *block;
	struct text text;

	if (read_text(r, node, &text) != 0)
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
	if (read_text(r, node, &text) != 0)
		return -1;
	block = doc_block(r->doc, BLOCK_PARAGRAPH);
	block->number = take_number(r->doc->arena, &text, true);
	if (block->number != NULL)
		block->key = heading_key(r, block->number, &text);
	block->text = text;
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
				return refuse(r, "a list may hold only text and lists");
			*items = arena_grow(r->doc->arena, *items, *count, room, sizeof(**items));
			(*items)[*count].depth = depth;
			if (read_text(r, n, &(*items)[*count].text) != 0)
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
			return refuse(r, "a quotation may hold only paragraphs");
		if (read_text(r, n, &text) != 0)
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
		return refuse(r, "raw HTML is not allowed");
	}
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
	root = cmark_parse_document(text, strlen(text), CMARK_OPT_DEFAULT);
	if (root == NULL)
		return err_set(err, ERR_SYSTEM, "the text could not be parsed");
	cmark_consolidate_text_nodes(root);
	for (node = cmark_node_first_child(root); node != NULL && rc == 0; node = cmark_node_next(node))
		rc = add_block(&r, node);
	cmark_node_free(root);
	return rc;
}
