/* The form above a report that asks for another area or period. */
#ifndef FILTER_H
#define FILTER_H

#include "visit.h"

/* Whether it has a list of areas, which then have to be loaded. */
bool filter_has_areas(const struct visit *visit);

/* Writes it, if the report takes any of its fields. */
void filter_write(const struct visit *visit, const struct doc *doc, const struct rows *areas, struct buf *out);

#endif
