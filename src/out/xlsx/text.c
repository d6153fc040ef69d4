/* What a workbook can hold of a text, and how it prints a number. */
#include "xlsx.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"

enum { DIGITS_KEPT = 15, PATTERN_MOST = 200 };

static bool
hex(const char *text)
{
	return strspn(text, "0123456789ABCDEFabcdef") >= 4 && text[4] == '_';
}

static void
add_code(struct buf *out, const char *at, size_t length, int32_t code)
{
	if (code < 0 || code == 0xFFFE || code == 0xFFFF)
		buf_text(out, "\xEF\xBF\xBD");
	else if (code >= 0x20 ? code != 0x7F : code == '\n' || code == '\t')
		buf_add(out, at, length);
}

static const char *
finish(struct arena *arena, struct buf *out)
{
	const char *text = arena_bytes(arena, out->data, out->length);

	buf_close(out);
	return text;
}

const char *
xlsx_text(struct arena *arena, const char *text)
{
	const char *end = text + strlen(text), *next;
	struct buf out;

	buf_init(&out);
	for (; text < end; text = next) {
		int32_t code;

		next = text;
		code = utf8_next(&next, end);
		/* "_x0041_" in a file means "A": what looks so says first that its "_" is one */
		if (code == '_' && text[1] == 'x' && hex(text + 2))
			buf_text(&out, "_x005F");
		add_code(&out, text, (size_t)(next - text), code);
	}
	return finish(arena, &out);
}

const char *
xlsx_line(struct arena *arena, const char *text, size_t most)
{
	const char *end = text + strlen(text), *next;
	size_t count = 0;
	struct buf out;

	buf_init(&out);
	for (; text < end && count < most; text = next) {
		int32_t code;

		next = text;
		code = utf8_next(&next, end);
		if (code < 0 || code > ' ')
			add_code(&out, text, (size_t)(next - text), code);
		else if (out.length > 0 && out.data[out.length - 1] != ' ')
			buf_char(&out, ' ');
		else
			continue;
		count += code > 0xFFFF ? 2 : 1; /* as Excel counts */
	}
	while (out.length > 0 && out.data[out.length - 1] == ' ')
		out.data[--out.length] = '\0';
	return finish(arena, &out);
}

/* Whether `text` begins with the digits of `number`, with or without commas; *length is how far. */
static bool
same_digits(const char *text, const char *number, size_t *length, bool *commas)
{
	size_t i = 0;

	*commas = false;
	for (; *number != '\0'; i++) {
		if (text[i] == ',' && i > 0) {
			*commas = true;
		} else if (text[i] == *number) {
			number++;
		} else {
			return false;
		}
	}
	*length = i;
	return text[i] < '0' || text[i] > '9';
}

static size_t
significant(const char *number)
{
	size_t count = 0;

	for (; *number != '\0'; number++)
		if (*number >= (count == 0 ? '1' : '0') && *number <= '9')
			count++;
	return count;
}

/* The digits' own pattern: thousands as the text has them, decimals as many as shown. */
static const char *
core(struct arena *arena, const char *digits, bool commas)
{
	size_t whole = strcspn(digits, "."), fraction = strlen(digits + whole);
	char zeros[DIGITS_KEPT + 2] = ".000000000000000";

	if (fraction > DIGITS_KEPT)
		return NULL;
	zeros[fraction] = '\0';
	/* below a thousand both print the same: one format then serves the column */
	return arena_printf(arena, "%s%s", commas || whole <= 3 ? "#,##0" : "0", zeros);
}

static const char *
quoted(struct arena *arena, const char *text, size_t length)
{
	return length == 0 ? "" : arena_printf(arena, "\"%.*s\"", (int)length, text);
}

const char *
xlsx_pattern(struct arena *arena, const char *text, const char *number)
{
	bool negative = *number == '-', commas;
	const char *digits = number + negative, *at = text + strcspn(text, "0123456789"), *one;
	const char *body;
	size_t length;
	char sign;

	if (strchr(text, '"') != NULL || strlen(text) > PATTERN_MOST || *at == '\0' ||
		!same_digits(at, digits, &length, &commas) || significant(digits) > DIGITS_KEPT)
		return NULL;
	sign = *text == '+' || *text == '-' ? *text++ : '\0';
	body = core(arena, digits, commas);
	if (body == NULL || (sign == '-') != negative)
		return NULL;
	one = arena_printf(arena, "%s%s%s", quoted(arena, text, (size_t)(at - text)), body,
		quoted(arena, at + length, strlen(at + length)));
	if (sign == '+')
		return arena_printf(arena, "\"+\"%s;\"-\"%s;%s", one, one, one);
	return arena_printf(arena, "%s;\"-\"%s", one, one);
}

unsigned
xlsx_lines(const char *text, double width)
{
	unsigned lines = 1;
	double used = 0; /* a letter is narrower than a digit; words do not end where a line does */

	for (; *text != '\0'; text++) {
		if (((unsigned char)*text & 0xC0) != 0x80)
			used++;
		if (*text == '\n' || used > width) {
			lines++;
			used = *text == '\n' ? 0 : 1;
		}
	}
	return lines;
}

static bool
taken(const char *const names[], size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcasecmp(names[i], name) == 0)
			return true;
	return false;
}

const char *
xlsx_unlike(struct arena *arena, const char *const names[], size_t count, const char *name, size_t most)
{
	const char *unlike = xlsx_line(arena, name, most);
	char end[16];

	for (unsigned n = 2; taken(names, count, unlike); n++) {
		snprintf(end, sizeof(end), " %u", n);
		unlike = arena_printf(arena, "%s%s", xlsx_line(arena, name, most - strlen(end)), end);
	}
	return unlike;
}
