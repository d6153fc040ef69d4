/* The way around the site: its doors, what lies behind each, and where a page is. */
#ifndef WAY_H
#define WAY_H

#include "visit.h"

/* The doors, and below them the pages of the one that this page is behind: what the visitor may read. */
void way_write(const struct visit *visit, struct buf *out);

/* From the door down to this page, for those that the doors do not name themselves; none where something went wrong. */
void way_write_here(const struct visit *visit, const char *title, struct buf *out);

#endif
