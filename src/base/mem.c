/* Allocation that cannot fail, and arenas that end with the request they serve. */
#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 64 * 1024, EXIT_MEMORY = 70 };

struct block {
	struct block *next;
	size_t used, size;
	max_align_t bytes[];
};

struct arena {
	struct block *first;
};

static _Noreturn void
out_of_memory(void)
{
	fputs("moothall: out of memory\n", stderr);
	_Exit(EXIT_MEMORY);
}

static size_t
product(size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		out_of_memory();
	return count * size;
}

void *
mem_alloc(size_t size)
{
	void *p = malloc(size == 0 ? 1 : size);

	if (p == NULL)
		out_of_memory();
	return p;
}

void *
mem_array(size_t count, size_t size)
{
	void *p = calloc(count == 0 ? 1 : count, size == 0 ? 1 : size);

	if (p == NULL)
		out_of_memory();
	return p;
}

void *
mem_resize(void *old, size_t count, size_t size)
{
	size_t total = product(count, size);
	void *p = realloc(old, total == 0 ? 1 : total);

	if (p == NULL)
		out_of_memory();
	return p;
}

char *
mem_string(const char *text)
{
	size_t length = strlen(text) + 1;

	return memcpy(mem_alloc(length), text, length);
}

static struct block *
block_new(size_t size, struct block *next)
{
	struct block *block;

	if (size > SIZE_MAX - sizeof(*block))
		out_of_memory();
	block = mem_alloc(sizeof(*block) + size);
	block->next = next;
	block->used = 0;
	block->size = size;
	return block;
}

struct arena *
arena_new(void)
{
	struct arena *arena = mem_alloc(sizeof(*arena));

	arena->first = block_new(BLOCK, NULL);
	return arena;
}

static void
blocks_free(struct block *block)
{
	while (block != NULL) {
		struct block *next = block->next;

		free(block);
		block = next;
	}
}

void
arena_free(struct arena *arena)
{
	if (arena == NULL)
		return;
	blocks_free(arena->first);
	free(arena);
}

void
arena_reset(struct arena *arena)
{
	blocks_free(arena->first->next);
	arena->first->next = NULL;
	arena->first->used = 0;
	if (arena->first->size > BLOCK) {
		free(arena->first);
		arena->first = block_new(BLOCK, NULL);
	}
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	const size_t align = sizeof(max_align_t);
	struct block *block = arena->first;
	void *p;

	if (size > SIZE_MAX - align)
		out_of_memory();
	size = (size + align - 1) / align * align;
	if (size > block->size - block->used) {
		block = block_new(size > BLOCK ? size : BLOCK, block);
		arena->first = block;
	}
	p = (char *)block->bytes + block->used;
	block->used += size;
	return memset(p, 0, size);
}

void *
arena_array(struct arena *arena, size_t count, size_t size)
{
	return arena_alloc(arena, product(count, size));
}

char *
arena_bytes(struct arena *arena, const char *text, size_t length)
{
	char *copy;

	if (length == SIZE_MAX)
		out_of_memory();
	copy = arena_alloc(arena, length + 1);
	if (length > 0)
		memcpy(copy, text, length);
	return copy;
}

char *
arena_string(struct arena *arena, const char *text)
{
	return text == NULL ? NULL : arena_bytes(arena, text, strlen(text));
}

char *
arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args;
	char *text;
	int length;

	va_start(args, format);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length < 0)
		out_of_memory();
	text = arena_alloc(arena, (size_t)length + 1);
	va_start(args, format);
	vsnprintf(text, (size_t)length + 1, format, args);
	va_end(args);
	return text;
}

void *
arena_grow(struct arena *arena, void *array, size_t count, size_t *room, size_t size)
{
	void *moved;

	if (count < *room)
		return array;
	*room = *room == 0 ? 8 : product(*room, 2);
	moved = arena_array(arena, *room, size);
	if (count > 0)
		memcpy(moved, array, product(count, size));
	return moved;
}
