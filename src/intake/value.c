/* Reading values strictly: a value that could mean two things is refused, not guessed. */
#include "intake/value.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/str.h"
#include "value_read.h"

/* In bytes. Lines of text are parts of keys, and four of them must fit into an index. */
enum { NAME_MOST = 100, LINE_MOST = 500, TEXT_MOST = 1000000 };

#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

/* Without the white space around it; a no-break space (U+00A0) counts as white space. */
static char *
trim(struct arena *arena, const char *text)
{
	size_t length;

	for (;;) {
		if (*text != '\0' && strchr(" \t\r\n", *text) != NULL)
			text++;
		else if (str_starts(text, "\xC2\xA0"))
			text += 2;
		else
			break;
	}
	length = strlen(text);
	for (;;) {
		if (length > 0 && strchr(" \t\r\n", text[length - 1]) != NULL)
			length--;
		else if (length > 1 && memcmp(text + length - 2, "\xC2\xA0", 2) == 0)
			length -= 2;
		else
			break;
	}
	return arena_bytes(arena, text, length);
}

/*
 * Control characters, and the marks that turn the direction of writing: they can make a
 * reader see another text than the one that is there. A line may end, where lines are allowed.
 */
static bool
is_printable(int32_t code, bool lines)
{
	if (code == '\n' || code == '\t')
		return lines;
	return code >= 0x20 && !(code >= 0x7F && code <= 0x9F) && !(code >= 0x202A && code <= 0x202E) &&
		!(code >= 0x2066 && code <= 0x2069) && code != 0x2028 && code != 0x2029 && code != 0xFEFF &&
		(code & 0xFFFE) != 0xFFFE && !(code >= 0xFDD0 && code <= 0xFDEF);
}

static const char *
read_text(struct arena *arena, const char *text, bool lines)
{
	const char *end = text + strlen(text);
	char *clean = arena_alloc(arena, (size_t)(end - text) + 1), *to = clean;

	if (end - text > (lines ? TEXT_MOST : LINE_MOST))
		return NULL;
	while (text < end) {
		const char *start = text;
		int32_t code;

		/* Line ends of another system. */
		if (text[0] == '\r' && text[1] == '\n') {
			text++;
			continue;
		}
		code = utf8_next(&text, end);
		if (!is_printable(code, lines))
			return NULL;
		while (start < text)
			*to++ = *start++;
	}
	return clean;
}

/* Only these characters, beginning with a letter or digit, and not too many. */
static bool
is_word(const char *text, const char *allowed)
{
	size_t length = strlen(text);

	return length <= NAME_MOST && strspn(text, allowed) == length && strchr("-._", *text) == NULL;
}

static const char *
read_refs(struct arena *arena, const char *text)
{
	struct buf refs;
	bool good = true;

	buf_init(&refs);
	while (good) {
		size_t length = strcspn(text, "+");
		const char *ref = trim(arena, arena_bytes(arena, text, length));

		good = *ref != '\0' && is_word(ref, LOWER UPPER DIGITS "-._");
		buf_text(&refs, ref);
		text += length;
		if (*text == '\0')
			break;
		buf_char(&refs, *text++);
	}
	text = good ? arena_bytes(arena, refs.data, refs.length) : NULL;
	buf_close(&refs);
	return text;
}

static const char *
read_paper(const char *text)
{
	return is_word(text, LOWER UPPER DIGITS "-._") && str_ends(text, ".md") ? text : NULL;
}

static const char *
read_choice(const char *const *choices, const char *text)
{
	for (; *choices != NULL; choices++)
		if (strcasecmp(*choices, text) == 0)
			return *choices;
	return NULL;
}

static const char *
read_yes_no(const char *text)
{
	static const char *const words[] = {"yes", "no", "true", "false", NULL};
	const char *word = read_choice(words, text);

	if (word == NULL)
		return NULL;
	return *word == 'y' || *word == 't' ? "true" : "false";
}

static const char *
read_link(const char *text)
{
	bool scheme = str_starts(text, "https://") || str_starts(text, "http://");

	return scheme && strcspn(text, " \"<>\\^`{|}") == strlen(text) && strstr(text, "://")[3] != '\0' ? text : NULL;
}

static const char *
read_email(const char *text)
{
	const char *at = strchr(text, '@');

	return at != NULL && at > text && at[1] != '\0' && strchr(at + 1, '@') == NULL &&
			strcspn(text, " \"<>(),:;[\\]?&%") == strlen(text)
		? text
		: NULL;
}

const char *
value_read(struct arena *arena, const struct value_rule *rule, const char *text)
{
	bool lines = rule->type == VALUE_LINES || rule->type == VALUE_MARKDOWN;

	text = read_text(arena, trim(arena, text), lines);
	if (text == NULL || *text == '\0')
		return text;
	switch (rule->type) {
	case VALUE_TEXT:
	case VALUE_LINES:
	case VALUE_MARKDOWN:
		return text;
	case VALUE_NAME:
		return is_word(text, LOWER DIGITS "-") ? text : NULL;
	case VALUE_REF:
		return is_word(text, LOWER UPPER DIGITS "-._") ? text : NULL;
	case VALUE_REFS:
		return read_refs(arena, text);
	case VALUE_PAPER:
		return read_paper(text);
	case VALUE_NUMBER:
		return read_number(arena, text);
	case VALUE_INTEGER:
		return read_integer(arena, rule, text);
	case VALUE_DATE:
		return read_date(arena, text);
	case VALUE_TIME:
		return read_time(arena, text);
	case VALUE_PERIOD:
		return read_period(arena, text);
	case VALUE_CHOICE:
		return read_choice(rule->choices, text);
	case VALUE_YES_NO:
		return read_yes_no(text);
	case VALUE_LINK:
		return read_link(text);
	case VALUE_EMAIL:
		return read_email(text);
	}
	return NULL;
}

static const char *
choice_list(struct arena *arena, const char *const *choices)
{
	const char *list = "one of";

	for (size_t i = 0; choices[i] != NULL; i++)
		list = arena_printf(arena, "%s%s %s", list, i > 0 ? "," : "", choices[i]);
	return list;
}

const char *
value_expected(struct arena *arena, const struct value_rule *rule)
{
	switch (rule->type) {
	case VALUE_TEXT:
		return "a line of text, up to 500 bytes, without control characters";
	case VALUE_LINES:
	case VALUE_MARKDOWN:
		return "text, up to 1 MB, without control characters";
	case VALUE_NAME:
		return "a short name of lower-case letters, digits and hyphens";
	case VALUE_REF:
		return "a reference of letters, digits, full stops, hyphens and underscores";
	case VALUE_REFS:
		return "a reference, or references joined by +";
	case VALUE_PAPER:
		return "the name of a file in papers/, \"name.md\"";
	case VALUE_NUMBER:
		return "a number";
	case VALUE_INTEGER:
		return arena_printf(arena, "a whole number from %ld to %ld", rule->least, rule->most);
	case VALUE_DATE:
		return "a date (2017-03-14 or 14/03/2017)";
	case VALUE_TIME:
		return "a time (10:00)";
	case VALUE_PERIOD:
		return "a period (2017-01, 2017/18 Q1, 2016/17, AY2015/16, AY2016/17 autumn or "
		       "a date)";
	case VALUE_CHOICE:
		return choice_list(arena, rule->choices);
	case VALUE_YES_NO:
		return "yes or no";
	case VALUE_LINK:
		return "an address that begins with http:// or https://";
	case VALUE_EMAIL:
		return "an e-mail address";
	}
	return "a value";
}
