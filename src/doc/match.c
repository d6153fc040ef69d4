/* The longest common run, by dynamic programming after what both begin and end with is put aside. */
#include "doc/match.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* 16 bits for a run; and no more cells than take some hundredths of a second. */
enum { CELLS_MOST = 4000000 };

static bool
same(const struct match_list *a, size_t i, const struct match_list *b, size_t j)
{
	return strcmp(a->list[i], b->list[j]) == 0;
}

/* How long the longest common run of what follows i and j is, for all of them. */
static uint16_t *
runs_new(const struct match_list *a, size_t a0, size_t a1, const struct match_list *b, size_t b0, size_t b1)
{
	size_t width = b1 - b0 + 1;
	uint16_t *runs = mem_array((a1 - a0 + 1) * width, sizeof(*runs));

	for (size_t i = a1 - a0; i-- > 0;)
		for (size_t j = b1 - b0; j-- > 0;) {
			uint16_t down = runs[(i + 1) * width + j], right = runs[i * width + j + 1];

			if (same(a, a0 + i, b, b0 + j))
				runs[i * width + j] = (uint16_t)(runs[(i + 1) * width + j + 1] + 1);
			else
				runs[i * width + j] = down > right ? down : right;
		}
	return runs;
}

static void
match_middle(size_t *match, const struct match_list *a, size_t a0, size_t a1, const struct match_list *b, size_t b0,
	size_t b1)
{
	size_t width = b1 - b0 + 1, i = 0, j = 0;
	uint16_t *runs;

	if ((a1 - a0 + 1) > CELLS_MOST / width)
		return;
	runs = runs_new(a, a0, a1, b, b0, b1);
	while (i < a1 - a0 && j < b1 - b0) {
		if (same(a, a0 + i, b, b0 + j))
			match[a0 + i++] = b0 + j++;
		else if (runs[(i + 1) * width + j] >= runs[i * width + j + 1])
			i++;
		else
			j++;
	}
	free(runs);
}

size_t *
match_find(struct arena *arena, struct match_list a, struct match_list b)
{
	size_t *match = arena_array(arena, a.count + 1, sizeof(*match));
	size_t begin = 0, a1 = a.count, b1 = b.count;

	for (size_t i = 0; i < a.count; i++)
		match[i] = MATCH_GONE;
	while (begin < a1 && begin < b1 && same(&a, begin, &b, begin)) {
		match[begin] = begin;
		begin++;
	}
	while (a1 > begin && b1 > begin && same(&a, a1 - 1, &b, b1 - 1))
		match[--a1] = --b1;
	match_middle(match, &a, begin, a1, &b, begin, b1);
	return match;
}
