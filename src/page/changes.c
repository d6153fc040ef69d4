/* What is new in a text and what is gone, word by word. */
#include "changes.h"

#include <string.h>

#include "doc/match.h"
#include "out/out.h"

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

void
changes_write(struct buf *out, struct arena *arena, const char *before, const char *after)
{
	const struct words a = words_split(arena, before), b = words_split(arena, after);
	const size_t *match =
		match_find(arena, (struct match_list){a.list, a.count}, (struct match_list){b.list, b.count});
	size_t from_a = 0, from_b = 0;

	for (size_t i = 0; i < a.count; i++) {
		if (match[i] == MATCH_GONE)
			continue;
		change_write(out, &a, from_a, i, &b, from_b, match[i]);
		run_write(out, &b, match[i], match[i] + 1, NULL, NULL);
		from_a = i + 1;
		from_b = match[i] + 1;
	}
	change_write(out, &a, from_a, a.count, &b, from_b, b.count);
}
