/* Numbers as people and spreadsheets write them, into plain decimals; still text. */
#include "value_read.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"

enum { DIGITS_MOST = 30 };

#define POUND "\xC2\xA3"
#define MINUS "\xE2\x88\x92" /* U+2212, which word processors put for a hyphen */

static bool
take(const char **text, const char *prefix)
{
	if (!str_starts(*text, prefix))
		return false;
	*text += strlen(prefix);
	return true;
}

/*
 * The digits before the decimal point. Commas stand before each three digits or not at all:
 * "1,5" is somebody's decimal comma and would be ten times too much.
 */
static bool
whole_digits(const char **text, struct buf *number)
{
	const char *s = *text;
	size_t first = strspn(s, DIGITS);

	buf_add(number, s, first);
	s += first;
	if (*s == ',' && (first == 0 || first > 3))
		return false;
	while (*s == ',') {
		if (strspn(s + 1, DIGITS) != 3)
			return false;
		buf_add(number, s + 1, 3);
		s += 4;
	}
	*text = s;
	return true;
}

static bool
number_parts(const char *text, struct buf *number)
{
	bool pound = take(&text, POUND);

	if (take(&text, "-") || take(&text, MINUS))
		buf_char(number, '-');
	else
		take(&text, "+");
	if (!pound)
		take(&text, POUND);
	if (strchr(DIGITS ".", *text) == NULL || *text == '\0')
		return false;
	if (*text == '.')
		buf_char(number, '0');
	else if (!whole_digits(&text, number))
		return false;
	if (*text == '.') {
		size_t length = strspn(text + 1, DIGITS);

		if (length == 0)
			return false;
		buf_add(number, text, length + 1);
		text += length + 1;
	}
	if (*text == ' ' && text[1] == '%')
		text++;
	take(&text, "%");
	return *text == '\0' && number->length <= DIGITS_MOST;
}

const char *
read_number(struct arena *arena, const char *text)
{
	struct buf number;
	const char *read;

	buf_init(&number);
	read = number_parts(text, &number) ? arena_bytes(arena, number.data, number.length) : NULL;
	buf_close(&number);
	return read;
}

const char *
read_integer(struct arena *arena, const struct value_rule *rule, const char *text)
{
	const char *number = read_number(arena, text);
	const char *digits = number;
	uint64_t magnitude;
	long value;

	if (number == NULL || strchr(text, '%') != NULL)
		return NULL;
	if (*digits == '-')
		digits++;
	if (!str_number(digits, INT32_MAX, &magnitude))
		return NULL;
	value = digits == number ? (long)magnitude : -(long)magnitude;
	if (value < rule->least || value > rule->most)
		return NULL;
	return arena_printf(arena, "%ld", value);
}
