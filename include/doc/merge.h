/* Texts paragraph by paragraph: what becomes of each in a later version, and two people's changes of one text put together. */
#ifndef DOC_MERGE_H
#define DOC_MERGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "doc/match.h"

/* What stands between blank lines, without these. */
struct paragraphs {
	const char **list;
	size_t count;
};

struct paragraphs paragraphs_split(struct arena *arena, const char *text);

/*
 * Where each paragraph of `before` stands in `after`; MATCH_GONE: nowhere. One that was changed is the one in its
 * place that has its number ("5.5.1"), or else half of its words.
 */
size_t *paragraphs_follow(struct arena *arena, const struct paragraphs *before, const struct paragraphs *after);

/*
 * Both changes of a text. Where both changed the same paragraphs, both versions stand there between lines of their own:
 * {{theirs}}, {{yours}} and {{both-end}}, which no paper can be saved with.
 */
struct merged {
	const char *text;
	size_t taken;     /* places at which only they had changed something */
	size_t conflicts; /* ... and at which both had, differently */
};
struct merged texts_merge(struct arena *arena, const char *base, const char *theirs, const char *mine);
/* The line, from 1, of the first such mark that is left in a text; 0: there is none. */
unsigned merge_mark_line(const char *text);

#endif
