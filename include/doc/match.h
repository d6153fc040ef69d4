/* Which of two lists of texts are the same, in the same order: the longest common run. */
#ifndef DOC_MATCH_H
#define DOC_MATCH_H

#include <stdint.h>

#include "base/mem.h"

#define MATCH_GONE SIZE_MAX

struct match_list {
	const char *const *list;
	size_t count;
};

/*
 * Where each of `a` stands unchanged in `b`, in the arena; MATCH_GONE: nowhere. What would take more than some hundredths
 * of a second has no common run but its beginning and its end.
 */
size_t *match_find(struct arena *arena, struct match_list a, struct match_list b);

#endif
