/* Addresses of ours, percent-encoded: the one place that puts them together. */
#ifndef BASE_ADDRESS_H
#define BASE_ADDRESS_H

#include "base/mem.h"

/*
 * "/a/b/c" of these parts, each encoded. And such an address with parameters: names and values in turn; one
 * whose value is NULL is left out. Both are in the arena.
 */
#define address(arena, ...) address_of((arena), (const char *const[]){__VA_ARGS__, NULL})
#define address_with(arena, href, ...) address_and((arena), (href), (const char *const[]){__VA_ARGS__, NULL})
const char *address_of(struct arena *arena, const char *const parts[]);
const char *address_and(struct arena *arena, const char *href, const char *const params[]);

#endif
