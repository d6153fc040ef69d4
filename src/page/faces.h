/* The faces of a report that are not pages, and the links to them. */
#ifndef FACES_H
#define FACES_H

#include "visit.h"

/* Answers with the document in the face asked for. */
int face_write(struct visit *visit, struct doc *doc);

/* Says what face the answer is, and what a file of it is called: of those that are one whole. */
void face_head(struct visit *visit);
/* Of a table as CSV: `keys` are those of all the tables that there are. */
void face_head_table(struct visit *visit, const char *shown, size_t count, const char *const keys[]);

/* "Download": one link a face, and one a table for programs; and of a document that is kept, the whole of each. */
void face_links(const struct visit *visit, const struct doc *doc, struct buf *out);

void face_links_kept(const struct visit *visit, bool tables, struct buf *out);

#endif
