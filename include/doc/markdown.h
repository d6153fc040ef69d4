/* CommonMark in, with {{directives}}: see docs and contract "Papers". */
#ifndef DOC_MARKDOWN_H
#define DOC_MARKDOWN_H

#include "base/err.h"
#include "doc/doc.h"

/* A directive as written: {{name argument argument key="value"}}. */
struct directive {
	const char *name;
	const char *arguments[8]; /* the ones without a key, in order */
	size_t argument_count;
	const char *keys[8], *values[8];
	size_t option_count;
	unsigned line; /* of the Markdown text */
};

/* The value of an option, or NULL. */
const char *directive_option(const struct directive *directive, const char *key);

/*
 * What answers directives. `text` returns what to print in a sentence (in the arena), `block`
 * appends blocks to the document and is called for a directive that stands alone on its line;
 * it returns 1 if this directive is only text there too. Both set `err`, and the reader adds
 * the line. Either pointer may be NULL: such directives are then errors.
 */
struct directive_handler {
	void *context;
	const char *(*text)(void *context, const struct directive *directive, struct err *err);
	int (*block)(void *context, struct doc *doc, const struct directive *directive, struct err *err);
};

/*
 * Appends the Markdown to the document, its headings `deeper` levels down. Headings and numbered
 * paragraphs get keys: their number ("5.5"), "appendix-1", or their words ("main-points"), the second
 * of a name "main-points-2". A link to "#key" has the page number behind it on paper; whether there
 * is such a key is the caller's to find out. Raw HTML and links other than these, http, https and
 * mailto are errors (ERR_INPUT, naming the line).
 */
int markdown_read(
	struct doc *doc, const char *text, unsigned deeper, const struct directive_handler *handler, struct err *err);

#endif
