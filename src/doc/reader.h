/* What reads Markdown: the blocks (markdown.c), its tables (grid.c) and what stands in a line (inline.c). */
#ifndef READER_H
#define READER_H

#include <cmark-gfm.h>

#include "base/err.h"
#include "doc/markdown.h"

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

/* ERR_INPUT with the line; -1. */
int reader_refuse(struct reader *r, const char *what);

/* The text of a node's inlines; of those from `from` to the one before `until` (NULL: to the last). */
int reader_text(struct reader *r, cmark_node *parent, struct text *text);
int reader_text_part(struct reader *r, cmark_node *from, cmark_node *until, struct text *text);

/* Small letters and digits, hyphens between words: what words are linked to by. "": there are none. */
char *words_key(struct arena *arena, const char *words);

/* A key that no block of this text has yet; the second of a name gets "-2". */
const char *reader_key(struct reader *r, const char *wanted);

/* What footnote `number` is linked to by. */
const char *footnote_key(struct arena *arena, const char *number);
/* The texts of all footnotes, from this node on. */
int reader_footnotes(struct reader *r, cmark_node *node);
/* Refuses a text to which nothing refers: the parser leaves it out, and it would be lost. */
int reader_check_footnotes(struct reader *r, const char *text);

/* A table; `caption`: what a paragraph before it has said it is called, NULL: nothing. */
int reader_table(struct reader *r, cmark_node *node, const char *caption);

#endif
