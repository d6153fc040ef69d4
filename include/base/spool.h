/*
 * A folder of files that are named by the SHA-256 of what is in them, for a web server to send. It holds copies: whatever is
 * wrong with one, it is written anew.
 */
#ifndef BASE_SPOOL_H
#define BASE_SPOOL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/*
 * Whether the file of this name (64 hexadecimal digits) is there, and what its name says. It is read once, and again
 * when it is another or was touched since.
 */
bool spool_has(const char *folder, const char *name, size_t size);

/* Writes it, whole or not at all. ERR_SYSTEM: it cannot be, or the bytes are not what the name says. */
int spool_put(const char *folder, const char *name, const char *bytes, size_t length, struct err *err);

/*
 * Removes all files of such names but these, and what was begun and left. Returns how many; -1, ERR_SYSTEM: the folder
 * cannot be read, or a file cannot be removed.
 */
int spool_tidy(const char *folder, size_t count, const char *const names[], struct err *err);

#endif
