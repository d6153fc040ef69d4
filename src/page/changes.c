/* The longest common run of words (by dynamic programming, after what both begin and end with is put aside). */
#include "changes.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "out/out.h"

/* 16 bits for a run; and no more cells than take some hundredths of a second. */
enum { CELLS_MOST = 4000000 };

struct words {
	const char **list; /* words and what stands between them, in turn */
	size_t count;
};

/* A piece is a run of white space, or of anything else. */
static struct words
words_split(struct arena *arena, const char *text)
{
	static const char white[] = " \n\t";
	struct words words = {arena_array(arena, strlen(text) + 1, sizeof(*words.list)), 0};

	while (*text != '\0') {
		size_t length = strspn(text, white);

		if (length == 0)
			length = strcspn(text, white);
		words.list[words.count++] = arena_bytes(arena, text, length);
		text += length;
	}
	return words;
}

static bool
same(const struct words *a, size_t i, const struct words *b, size_t j)
{
	return strcmp(a->list[i], b->list[j]) == 0;
}

static void
run_write(struct buf *out, const struct words *words, size_t from, size_t to, const char *tag, const char *said)
{
	if (from == to)
		return;
	if (tag != NULL)
		buf_printf(out, "<%s><span class=\"hidden-text\">%s</span>", tag, said);
	for (; from < to; from++)
		html_text(out, words->list[from]);
	if (tag != NULL)
		buf_printf(out, "<span class=\"hidden-text\">]</span></%s>", tag);
}

static void
change_write(struct buf *out, const struct words *a, size_t a0, size_t a1, const struct words *b, size_t b0, size_t b1)
{
	run_write(out, a, a0, a1, "del", " [removed: ");
	run_write(out, b, b0, b1, "ins", " [added: ");
}

/* How long the longest common run of what follows i and j is, for all of them. */
static uint16_t *
runs_new(const struct words *a, size_t a0, size_t a1, const struct words *b, size_t b0, size_t b1)
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
middle_write(struct buf *out, const struct words *a, size_t a0, size_t a1, const struct words *b, size_t b0, size_t b1)
{
	size_t width = b1 - b0 + 1, i = 0, j = 0, from_i = 0, from_j = 0;
	uint16_t *runs = runs_new(a, a0, a1, b, b0, b1);

	while (i < a1 - a0 && j < b1 - b0) {
		if (same(a, a0 + i, b, b0 + j)) {
			change_write(out, a, a0 + from_i, a0 + i, b, b0 + from_j, b0 + j);
			run_write(out, b, b0 + j, b0 + j + 1, NULL, NULL);
			from_i = ++i;
			from_j = ++j;
		} else if (runs[(i + 1) * width + j] >= runs[i * width + j + 1]) {
			i++;
		} else {
			j++;
		}
	}
	change_write(out, a, a0 + from_i, a1, b, b0 + from_j, b1);
	free(runs);
}

void
changes_write(struct buf *out, struct arena *arena, const char *before, const char *after)
{
	const struct words a = words_split(arena, before), b = words_split(arena, after);
	size_t begin = 0, a1 = a.count, b1 = b.count;

	while (begin < a1 && begin < b1 && same(&a, begin, &b, begin))
		begin++;
	while (a1 > begin && b1 > begin && same(&a, a1 - 1, &b, b1 - 1)) {
		a1--;
		b1--;
	}
	run_write(out, &b, 0, begin, NULL, NULL);
	if ((a1 - begin + 1) * (b1 - begin + 1) > CELLS_MOST)
		change_write(out, &a, begin, a1, &b, begin, b1);
	else
		middle_write(out, &a, begin, a1, &b, begin, b1);
	run_write(out, &b, b1, b.count, NULL, NULL);
}
