/* By which bytes are known again. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include "base/mem.h"

/* Their SHA-256, as 64 hexadecimal digits in the arena. */
const char *digest_hex(struct arena *arena, const void *bytes, size_t length);

#endif
