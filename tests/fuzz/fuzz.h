/*
 * For fuzz targets: each is a file fuzz_NAME.c that reads what it is given as its part of the program does, and looks
 * whether what comes of it is what the header promises. See tests/fuzz/run.
 */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must hold, whatever comes in. */
#define MUST(condition)                                                                                                \
	do {                                                                                                           \
		if (!(condition)) {                                                                                    \
			fprintf(stderr, "%s:%d: must hold: %s\n", __FILE__, __LINE__, #condition);                     \
			abort();                                                                                       \
		}                                                                                                      \
	} while (0)

/* One arena for all inputs, empty for each. */
static inline struct arena *
fuzz_arena(void)
{
	static struct arena *arena;

	if (arena == NULL)
		arena = arena_new();
	arena_reset(arena);
	return arena;
}

/* The text up to the next line feed, or to the end; what stands at *data moves behind it. Without NULs. */
static inline const char *
fuzz_line(struct arena *arena, const uint8_t **data, size_t *size)
{
	const uint8_t *end = *size > 0 ? memchr(*data, '\n', *size) : NULL;
	size_t length = end != NULL ? (size_t)(end - *data) : *size;
	char *line = arena_bytes(arena, (const char *)*data, length);

	*data += length + (end != NULL);
	*size -= length + (end != NULL);
	return line;
}

/* What is text promises to be UTF-8. */
static inline void
fuzz_text(const char *text)
{
	MUST(text == NULL || utf8_valid(text, strlen(text)));
}

#endif
