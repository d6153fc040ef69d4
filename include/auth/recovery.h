/* Recovery codes: each lets its owner in once without the second factor. */
#ifndef AUTH_RECOVERY_H
#define AUTH_RECOVERY_H

#include "base/mem.h"

enum { RECOVERY_CODES = 10, RECOVERY_CHARACTERS = 28, RECOVERY_BEFORE = 24 };

/* A new one, in groups of four: 120 random bits. */
const char *recovery_new(struct arena *arena);
/* Its hash as hexadecimal digits, however it was typed; NULL: it is none. */
const char *recovery_hash(struct arena *arena, const char *typed);

#endif
