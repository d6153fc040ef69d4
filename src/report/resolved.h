/* What a committee resolved of something, on the page of that. */
#ifndef RESOLVED_H
#define RESOLVED_H

#include "db/db.h"
#include "doc/doc.h"

/* Rows of resolved_about() in sql/, the latest first, each a paragraph under a heading; nothing where there is none. */
void add_resolutions(struct doc *doc, const struct rows *resolved);
/* The page of a resolution: column resolution. */
const char *link_resolution(const struct doc *doc, const struct rows *rows, size_t row);

#endif
