/* The parts of the manual that follow from tables, in the markup of man(7). */
#ifndef CLI_MANUAL_H
#define CLI_MANUAL_H

#include <stdbool.h>

#include "base/buf.h"

/* "commands", "options" (those that all take), "settings"; false: there is no such part. */
bool manual_put(struct buf *out, const char *part);

#endif
