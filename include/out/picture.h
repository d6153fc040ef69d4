/* Pictures that a council gives: PNG, and nothing else. */
#ifndef OUT_PICTURE_H
#define OUT_PICTURE_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

/*
 * Whether the bytes are a PNG that can be drawn: of 16 to 4,000 dots either way, 4 million at most. `clean` gets the
 * same picture written anew, on white: nothing else that the file held. ERR_INPUT, with why, if not.
 */
int picture_check(
	const char *bytes, size_t length, struct buf *clean, unsigned *width, unsigned *height, struct err *err);

/* Its dots, from the top, red, green and blue in turn, on white: to be freed. NULL: it cannot be read. */
unsigned char *picture_dots(const char *bytes, size_t length, unsigned *width, unsigned *height, struct err *err);

#endif
