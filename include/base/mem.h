/* Memory: every allocation of the program goes through here. */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/*
 * As malloc, calloc and realloc, but they never return NULL: out of memory is said on
 * standard error and ends the process with status 70, and its supervisor starts another.
 * mem_array and mem_resize take count × size and check the product.
 */
void *mem_alloc(size_t size);
void *mem_array(size_t count, size_t size); /* zeroed */
void *mem_resize(void *old, size_t count, size_t size);
char *mem_string(const char *text); /* a copy; free() it */

/* What is allocated from an arena lives until the arena is reset or freed. */
struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *arena);
/* Forgets what was allocated, and keeps one block for the next use. */
void arena_reset(struct arena *arena);

void *arena_alloc(struct arena *arena, size_t size); /* zeroed, aligned for any type */
void *arena_array(struct arena *arena, size_t count, size_t size);
char *arena_string(struct arena *arena, const char *text);               /* NULL gives NULL */
char *arena_bytes(struct arena *arena, const char *text, size_t length); /* NUL added */
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * Room for one more in an array that grows in an arena: returns the array, moved if it
 * had to be, with room for count + 1 elements. Start from NULL with *room 0.
 */
void *arena_grow(struct arena *arena, void *array, size_t count, size_t *room, size_t size);

#endif
