/* Tables for a terminal. */
#ifndef CLI_COLUMNS_H
#define CLI_COLUMNS_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/mem.h"

struct text_column {
	const char *label;
	bool right; /* numbers stand at the right */
};

/*
 * A line of labels, then the rows: columns as wide as what stands in them, two spaces apart; the last is broken at
 * spaces to the width of the terminal. Cells row by row; NULL is blank. Control characters become spaces.
 */
void columns_put(struct buf *out, struct arena *arena, size_t count, const struct text_column columns[], size_t rows,
	const char *const cells[]);

#endif
