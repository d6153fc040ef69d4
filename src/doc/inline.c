/* What stands in a line of Markdown, to spans of text. */
#include <ctype.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "doc/directive.h"
#include "reader.h"

int
reader_refuse(struct reader *r, const char *what)
{
	return err_set(r->err, ERR_INPUT, "line %u: %s", r->line, what);
}

char *
words_key(struct arena *arena, const char *words)
{
	char *key = arena_alloc(arena, strlen(words) + 1), *to = key;

	for (const char *from = words; *from != '\0'; from++) {
		unsigned char c = (unsigned char)*from;

		if (isalnum(c) && c < 0x80)
			*to++ = (char)tolower(c);
		else if (to > key && to[-1] != '-')
			*to++ = '-';
	}
	if (to > key && to[-1] == '-')
		*--to = '\0';
	return key;
}

static void
add_span(struct reader *r, const char *text, size_t length)
{
	struct span *last = r->count > 0 ? &r->spans[r->count - 1] : NULL;

	if (length == 0)
		return;
	/* A link that is broken over two lines is one link; where its page is said is another span. */
	if (last != NULL && r->href != NULL && last->href == r->href && last->strong == r->strong &&
		last->emphasis == r->emphasis && *text != '@') {
		last->text = arena_printf(r->doc->arena, "%s%.*s", last->text, (int)length, text);
		return;
	}
	r->spans = arena_grow(r->doc->arena, r->spans, r->count, &r->room, sizeof(*r->spans));
	r->spans[r->count++] = (struct span){
		.text = arena_bytes(r->doc->arena, text, length),
		.href = r->href,
		.strong = r->strong,
		.emphasis = r->emphasis,
		.line = r->line,
	};
}

/* A footnote that is referred to and has no text stays as it was typed. */
static int
check_footnotes(struct reader *r, const char *text)
{
	const char *open = strstr(text, "[^");
	size_t length = open != NULL ? strcspn(open, " ]") : 0;

	if (open == NULL || open[length] != ']')
		return 0;
	return err_set(r->err, ERR_INPUT, "line %u: the footnote %.*s has no text", r->line,
		length < 40 ? (int)length + 1 : 40, open);
}

/* Text with directives in it: each is replaced by its answer. */
static int
add_text(struct reader *r, const char *text)
{
	const char *open;

	if (check_footnotes(r, text) != 0)
		return -1;
	while ((open = strstr(text, "{{")) != NULL) {
		struct directive directive;
		const char *answer;

		add_span(r, text, (size_t)(open - text));
		if (directive_read(r->doc->arena, &open, r->line, &directive, r->err) != 0)
			return err_context(r->err, "line %u", r->line);
		if (r->handler == NULL || r->handler->text == NULL)
			return reader_refuse(r, "directives are not allowed here");
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

static int add_inlines(struct reader *r, cmark_node *from, cmark_node *until);

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
			return reader_refuse(r, "a link must begin with http:, https: or mailto:");
		r->href = arena_string(r->doc->arena, cmark_node_get_url(node));
		break;
	}
	rc = add_inlines(r, cmark_node_first_child(node), NULL);
	if (r->href != NULL && *r->href == '#')
		add_span(r, "@, page", strlen("@, page"));
	r->strong = before.strong;
	r->emphasis = before.emphasis;
	r->href = before.href;
	return rc;
}

/* A footnote's number, which leads to its text at the end of the paper. */
static void
add_reference(struct reader *r, cmark_node *node)
{
	const char *number = cmark_node_get_literal(node), *before = r->href;
	const char *mark = arena_printf(r->doc->arena, "[%s]", number);

	r->href = arena_printf(r->doc->arena, "#%s", footnote_key(r->doc->arena, number));
	add_span(r, mark, strlen(mark));
	r->href = before;
}

static int
add_inlines(struct reader *r, cmark_node *from, cmark_node *until)
{
	for (cmark_node *n = from; n != until; n = cmark_node_next(n)) {
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
		case CMARK_NODE_FOOTNOTE_REFERENCE:
			add_reference(r, n);
			break;
		case CMARK_NODE_IMAGE:
			return reader_refuse(r, "images are not allowed; use {{chart}}");
		default:
			return reader_refuse(r, "raw HTML is not allowed");
		}
	}
	return 0;
}

int
reader_text_part(struct reader *r, cmark_node *from, cmark_node *until, struct text *text)
{
	r->spans = NULL;
	r->count = r->room = 0;
	if (add_inlines(r, from, until) != 0)
		return -1;
	*text = (struct text){r->spans, r->count};
	return 0;
}

int
reader_text(struct reader *r, cmark_node *parent, struct text *text)
{
	return reader_text_part(r, cmark_node_first_child(parent), NULL, text);
}
