/* A password from whoever sits at the keyboard, or from a script. */
#ifndef CLI_PASSWORD_READ_H
#define CLI_PASSWORD_READ_H

#include <stddef.h>

#include "base/err.h"

/*
 * From a terminal, twice and without echo; from standard input otherwise, its first line. Never
 * from an argument, which every user of the machine can read. Wipe it with sodium_memzero.
 */
int password_read(char *password, size_t size, struct err *err);

#endif
