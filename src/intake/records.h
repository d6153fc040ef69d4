/* CSV: bytes into records. */
#ifndef INTAKE_RECORDS_H
#define INTAKE_RECORDS_H

#include <stddef.h>

#include "base/mem.h"

struct record {
	unsigned line; /* of the file, where it begins */
	size_t count;
	const char **fields;
};

struct records {
	struct record *list;
	size_t count, room;
	unsigned broken_line; /* where the text stops being CSV; 0: it does not */
};

/*
 * RFC 4180; besides, a line may end in a lone CR or LF, and blank lines are passed over. The
 * bytes must hold no NUL. Records before a break are kept.
 */
void records_read(struct arena *arena, const char *bytes, size_t length, struct records *records);

#endif
