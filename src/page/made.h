/*
 * What was made, kept by this process while nothing changes: documents in one face, without the frame of a page, which is
 * written each time. Whose it is stands in its key (kept.c).
 */
#ifndef MADE_H
#define MADE_H

#include <stddef.h>

#include "http/parse.h"

enum { MADE_FIELDS = 2 };

struct made_body {
	const char *title, *subtitle;     /* of a page; NULL */
	const char *type;                 /* of a file; NULL: it is what stands in a page */
	struct field fields[MADE_FIELDS]; /* headers of a file */
	size_t field_count;
	const char *bytes;
	size_t length;
	size_t number; /* of a file how many rows are taken away with it; else what kept.c says */
};

struct made;

/* Holds at most so many bytes; 0: keeps nothing. */
struct made *made_new(size_t most);
void made_free(struct made *made); /* NULL: nothing is done */

/*
 * What is kept under this key, whose bytes stay until the next made_find or made_put; NULL: nothing is. Once content
 * is another than before, nothing of what was kept is found any more.
 */
const struct made_body *made_find(struct made *made, const char *content, const char *key);
/* Keeps a copy; what was not asked for longest makes room. What would take more than a quarter of all is not kept. */
void made_put(struct made *made, const char *content, const char *key, const struct made_body *body);

#endif
