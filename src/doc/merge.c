/* From where the paragraphs of a text stand in what each of two people made of it, a merge by thirds. */
#include "doc/merge.h"

#include <ctype.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"

enum { WORDS_MOST = 500, NEAR = 8 };

static const char mark_theirs[] = "{{theirs}}", mark_yours[] = "{{yours}}", mark_end[] = "{{both-end}}";

/* The length of a line with its end, and whether it is blank. */
static size_t
line_length(const char *text, bool *blank)
{
	size_t length = strcspn(text, "\n");

	*blank = strspn(text, " \t\r") >= length;
	return length + (text[length] == '\n');
}

struct paragraphs
paragraphs_split(struct arena *arena, const char *text)
{
	struct paragraphs made = {NULL, 0};
	size_t room = 0;

	while (*text != '\0') {
		const char *from = text;
		size_t length = 0;
		bool blank = false;

		for (;;) {
			size_t line = line_length(text, &blank);

			if (line == 0 || blank)
				break;
			text += line;
			length += line;
		}
		if (length > 0 && from[length - 1] == '\n')
			length--;
		if (length > 0) {
			made.list = arena_grow(arena, made.list, made.count, &room, sizeof(*made.list));
			made.list[made.count++] = arena_bytes(arena, from, length);
		}
		if (blank)
			text += line_length(text, &blank);
	}
	return made;
}

static struct match_list
list_of(const struct paragraphs *paragraphs)
{
	return (struct match_list){paragraphs->list, paragraphs->count};
}

/* --- what becomes of a paragraph --- */

/* An author's own number at its head, past the marks of a heading. */
static size_t
number_length(const char **paragraph)
{
	size_t length;

	*paragraph += strspn(*paragraph, "# ");
	length = strspn(*paragraph, "0123456789.");
	return memchr(*paragraph, '.', length) != NULL && (*paragraph)[length] == ' ' ? length : 0;
}

static size_t
word_length(const char **text)
{
	while (**text != '\0' && !isalnum((unsigned char)**text) && (unsigned char)**text < 0x80)
		(*text)++;
	for (size_t length = 0;; length++) {
		unsigned char c = (unsigned char)(*text)[length];

		if (c == '\0' || (!isalnum(c) && c < 0x80))
			return length;
	}
}

static bool
holds_word(const char *text, const char *word, size_t length)
{
	size_t other;

	for (size_t words = 0; words < WORDS_MOST && (other = word_length(&text)) > 0; text += other, words++)
		if (other == length && strncmp(text, word, length) == 0)
			return true;
	return false;
}

static bool
are_alike(const char *a, const char *b)
{
	const char *number_a = a, *number_b = b;
	size_t of_a = number_length(&number_a), of_b = number_length(&number_b), length, words = 0, common = 0;

	if (of_a > 0 || of_b > 0)
		return of_a == of_b && strncmp(number_a, number_b, of_a) == 0;
	for (; words < WORDS_MOST && (length = word_length(&a)) > 0; a += length) {
		words++;
		common += holds_word(b, a, length);
	}
	return words > 0 && common * 2 >= words;
}

size_t *
paragraphs_follow(struct arena *arena, const struct paragraphs *before, const struct paragraphs *after)
{
	size_t *match = match_find(arena, list_of(before), list_of(after)), from = 0;

	for (size_t i = 0; i < before->count; i++) {
		size_t until = after->count, next = i + 1;

		if (match[i] != MATCH_GONE) {
			from = match[i] + 1;
			continue;
		}
		while (next < before->count && match[next] == MATCH_GONE)
			next++;
		if (next < before->count)
			until = match[next];
		for (size_t j = from; j < until && j < from + NEAR; j++)
			if (are_alike(before->list[i], after->list[j])) {
				match[i] = j;
				from = j + 1;
				break;
			}
	}
	return match;
}

/* --- two people's changes --- */

/* Some paragraphs of a text that follow one another. */
struct stretch {
	const struct paragraphs *of;
	size_t from, to;
};

static bool
stretch_same(const struct stretch *a, const struct stretch *b)
{
	if (a->to - a->from != b->to - b->from)
		return false;
	for (size_t i = 0; i < a->to - a->from; i++)
		if (strcmp(a->of->list[a->from + i], b->of->list[b->from + i]) != 0)
			return false;
	return true;
}

static void
paragraph_write(struct buf *out, const char *paragraph)
{
	if (out->length > 0)
		buf_text(out, "\n\n");
	buf_text(out, paragraph);
}

static void
stretch_write(struct buf *out, const struct stretch *stretch)
{
	for (size_t i = stretch->from; i < stretch->to; i++)
		paragraph_write(out, stretch->of->list[i]);
}

static void
part_write(struct buf *out, struct merged *merged, const struct stretch *base, const struct stretch *theirs,
	const struct stretch *mine)
{
	if (stretch_same(theirs, base) || stretch_same(theirs, mine)) {
		stretch_write(out, mine);
	} else if (stretch_same(mine, base)) {
		merged->taken++;
		stretch_write(out, theirs);
	} else {
		merged->conflicts++;
		paragraph_write(out, mark_theirs);
		stretch_write(out, theirs);
		paragraph_write(out, mark_yours);
		stretch_write(out, mine);
		paragraph_write(out, mark_end);
	}
}

struct merged
texts_merge(struct arena *arena, const char *base, const char *theirs, const char *mine)
{
	const struct paragraphs b = paragraphs_split(arena, base), t = paragraphs_split(arena, theirs),
				m = paragraphs_split(arena, mine);
	const size_t *to_t = match_find(arena, list_of(&b), list_of(&t)),
		     *to_m = match_find(arena, list_of(&b), list_of(&m));
	struct stretch of_b = {&b, 0, 0}, of_t = {&t, 0, 0}, of_m = {&m, 0, 0};
	struct merged merged = {0};
	struct buf out;

	buf_init(&out);
	for (size_t i = 0; i <= b.count; i++) {
		bool last = i == b.count;

		if (!last && (to_t[i] == MATCH_GONE || to_m[i] == MATCH_GONE))
			continue;
		of_b.to = i;
		of_t.to = last ? t.count : to_t[i];
		of_m.to = last ? m.count : to_m[i];
		part_write(&out, &merged, &of_b, &of_t, &of_m);
		if (!last)
			paragraph_write(&out, b.list[i]);
		of_b.from = of_b.to + 1;
		of_t.from = of_t.to + 1;
		of_m.from = of_m.to + 1;
	}
	merged.text = arena_bytes(arena, out.data, out.length);
	buf_close(&out);
	return merged;
}

unsigned
merge_mark_line(const char *text)
{
	static const char *const marks[] = {mark_theirs, mark_yours, mark_end};
	bool blank;

	for (unsigned line = 1; *text != '\0'; line++) {
		for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
			if (str_starts(text + strspn(text, " \t"), marks[i]))
				return line;
		text += line_length(text, &blank);
	}
	return 0;
}
