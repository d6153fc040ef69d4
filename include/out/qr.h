/* QR codes (ISO 18004): the pattern that a telephone reads a text from. */
#ifndef OUT_QR_H
#define OUT_QR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"

/* So many squares wide and high. */
struct qr {
	size_t side;
	const bool *dark; /* row by row */
};
enum { QR_QUIET = 4 }; /* squares of white around it, which those who read it need */

/* ERR_INPUT: the text is too long. */
struct qr *qr_new(struct arena *arena, const char *text, struct err *err);

/* The next stretch of dark squares in the row from *first on: it begins at *first and ends before *end. */
bool qr_next(const struct qr *qr, size_t row, size_t *first, size_t *end);

/* On a page, with its quiet room: as black on white whatever the page's colours are. */
void qr_svg(struct buf *out, const struct qr *qr, const char *says);

#endif
