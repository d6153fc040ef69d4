/* Every figure that a document prints, as it is printed: to be kept with it, and compared with what is known later. */
#ifndef REPORT_PRINTED_H
#define REPORT_PRINTED_H

#include "doc/doc.h"

/* Columns of texts: the item ("": before the items), what it is, how it is shown. What is the same may come twice. */
struct printed_list {
	const char **items, **what, **texts;
	size_t count, room;
	size_t rows; /* of all tables */
};

/* Of a pack. */
void printed_find(const struct doc *doc, struct printed_list *list);
/* Of the reports inside a paper; the items are the exempt parts that they stand in (NULL: none). */
void printed_find_live(const struct doc *doc, struct printed_list *list);

#endif
