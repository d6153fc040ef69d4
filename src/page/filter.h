/* The form above a report that asks for another area or period. */
#ifndef FILTER_H
#define FILTER_H

#include "visit.h"

/* Writes it, if the report takes any of its fields. */
int filter_write(struct visit *visit, const struct doc *doc, struct buf *out);

#endif
