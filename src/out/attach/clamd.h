/* Whether a virus scanner lets a file pass. */
#ifndef OUT_ATTACH_CLAMD_H
#define OUT_ATTACH_CLAMD_H

#include <stddef.h>

#include "base/err.h"

/*
 * Hands the bytes to clamd at this socket (a path), in the protocol of its INSTREAM. ERR_INPUT: it found something, or could
 * not be asked, and then nothing passes.
 */
int clamd_check(const char *socket, const char *bytes, size_t length, struct err *err);

#endif
