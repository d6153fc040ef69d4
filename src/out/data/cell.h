/* What every face agrees on about a cell: the words it shows, and what counts as a number. */
#ifndef SRC_OUT_CELL_H
#define SRC_OUT_CELL_H

#include <stdbool.h>

#include "doc/doc.h"

/* The cell's text or, if it has none, the word or sign of what it does have; never NULL. */
const char *cell_shown(const struct cell *cell);

/* An optional minus, digits without leading zeros, an optional fraction: fit for JSON as it is. */
bool number_plain(const char *text);

/* Whether a spreadsheet would run such a text: an apostrophe before it makes it words. */
bool cell_would_run(const char *text);

/* A lone "-" that stands for "no figure" or "nothing to compare with": it is harmless. */
bool cell_bare_dash(const struct column *column, const struct cell *cell);

#endif
