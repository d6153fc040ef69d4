/* What a paper's sentences refer to in words: "see 6.5", "sections 4.2 and 4.3", "Appendix 2". */
#include "paper.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"

/* Words that a number follows. What the law calls sections and paragraphs has no point in it, or "of" behind it. */
static const struct referring {
	const char *word;
	bool dotted;     /* only a number with a point is one of a paper */
	bool lettered;   /* "Appendix B" */
	bool several;    /* "sections 4.2, 4.3 and 4.5" */
	const char *key; /* what such a heading is linked to by, before its number; NULL: the number alone */
} referring[] = {{"see", true, false, false, NULL}, {"paragraph", false, false, false, NULL},
	{"paragraphs", false, false, true, NULL}, {"section", true, false, false, NULL},
	{"sections", true, false, true, NULL}, {"appendix", false, true, false, "appendix-"},
	{"appendices", false, true, true, "appendix-"}};

/* The number that stands at `at`: its length, without a full stop at its end; 0: none does. */
static size_t
number_length(const char *at, const struct referring *word)
{
	size_t length = strspn(at, "0123456789.");

	while (length > 0 && at[length - 1] == '.')
		length--;
	if (length == 0 && word->lettered && isupper((unsigned char)at[0]))
		length = 1;
	if (isalnum((unsigned char)at[length]) || (word->dotted && memchr(at, '.', length) == NULL))
		return 0;
	return length;
}

static bool
is_elsewhere(const char *after)
{
	return str_starts(after, " of ") || str_starts(after, " to ");
}

static const char *
key_of_number(const struct doc *outline, const struct referring *word, const char *number)
{
	const char *key;

	if (word->key != NULL) {
		key = arena_printf(outline->arena, "%s%c%s", word->key, tolower((unsigned char)*number), number + 1);
		if (doc_find_block(outline, key) != NULL)
			return key;
	}
	for (size_t i = 0; i < outline->count; i++)
		if (str_equal(outline->blocks[i].number, number))
			return outline->blocks[i].key;
	return NULL;
}

/* The word at `at` and the number behind it; the length of both, 0: no such thing stands there. */
static size_t
referring_at(const char *words, const char *at, const struct referring **word, size_t *number)
{
	if (at > words && isalnum((unsigned char)at[-1]))
		return 0;
	for (size_t i = 0; i < sizeof(referring) / sizeof(referring[0]); i++) {
		const size_t named = strlen(referring[i].word);

		if (strncasecmp(at, referring[i].word, named) != 0 || at[named] != ' ')
			continue;
		*word = &referring[i];
		*number = number_length(at + named + 1, *word);
		if (*number > 0)
			return named + 1 + *number;
	}
	return 0;
}

/* Another number of the same word behind the last: how far it is to its beginning; 0: none follows. */
static size_t
another_at(const char *at, const struct referring *word, size_t *number)
{
	static const char *const between[] = {", and ", ", ", " and "};

	for (size_t i = 0; word->several && i < sizeof(between) / sizeof(between[0]); i++) {
		*number = str_starts(at, between[i]) ? number_length(at + strlen(between[i]), word) : 0;
		if (*number > 0)
			return strlen(between[i]);
	}
	return 0;
}

static struct referral
referral_of(const struct doc *outline, const struct referring *word, const char *words, size_t from, size_t length,
	size_t number)
{
	struct referral referral = {.from = from, .length = length, .noun = "heading or numbered paragraph"};

	if (word->key != NULL)
		referral.noun = "appendix";
	referral.said = length == number
		? arena_printf(outline->arena, "%s %.*s", word->word, (int)number, words + from)
		: arena_bytes(outline->arena, words + from, length);
	referral.key =
		key_of_number(outline, word, arena_bytes(outline->arena, words + from + length - number, number));
	return referral;
}

size_t
paper_referrals(const struct doc *outline, const char *words, struct referral **found)
{
	size_t count = 0, room = 0, length, number = 0;
	const struct referring *word = NULL;

	*found = NULL;
	for (const char *at = words; *at != '\0'; at += length > 0 ? 0 : 1) {
		const size_t before = count;

		length = referring_at(words, at, &word, &number);
		for (size_t step = 0, own = length; own > 0; own = step > 0 ? number : 0) {
			at += step;
			*found = arena_grow(outline->arena, *found, count, &room, sizeof(**found));
			(*found)[count++] = referral_of(outline, word, words, (size_t)(at - words), own, number);
			at += own;
			step = another_at(at, word, &number);
		}
		if (is_elsewhere(at))
			count = before;
	}
	return count;
}

/* --- as links --- */

struct spans {
	struct text text;
	size_t room;
};

static void
span_put(struct arena *arena, struct spans *spans, const struct span *like, const char *words, size_t length,
	const char *href)
{
	struct span *span;

	if (length == 0)
		return;
	spans->text.spans =
		arena_grow(arena, spans->text.spans, spans->text.count, &spans->room, sizeof(*spans->text.spans));
	span = &spans->text.spans[spans->text.count++];
	*span = *like;
	span->text = arena_bytes(arena, words, length);
	span->href = href;
}

static void
link_text(const struct doc *outline, struct text *text)
{
	struct spans spans = {0};
	struct referral *found;

	for (size_t i = 0; i < text->count; i++) {
		const struct span *span = &text->spans[i];
		const size_t count = span->href == NULL ? paper_referrals(outline, span->text, &found) : 0;
		size_t at = 0;

		for (size_t k = 0; k < count; k++) {
			if (found[k].key == NULL)
				continue;
			span_put(outline->arena, &spans, span, span->text + at, found[k].from - at, NULL);
			at = found[k].from + found[k].length;
			span_put(outline->arena, &spans, span, span->text + found[k].from, found[k].length,
				arena_printf(outline->arena, "#%s", found[k].key));
		}
		span_put(outline->arena, &spans, span, span->text + at, strlen(span->text + at), span->href);
	}
	*text = spans.text;
}

void
paper_refer(const struct doc *outline, struct block *block)
{
	if (block->kind == BLOCK_HEADING)
		return;
	link_text(outline, &block->text);
	for (size_t i = 0; i < block->count; i++)
		if (block->kind == BLOCK_LIST)
			link_text(outline, &block->items[i].text);
		else if (block->kind == BLOCK_FACTS)
			link_text(outline, &block->facts[i].text);
}
