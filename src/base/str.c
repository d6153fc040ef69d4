/* Text from outside is hostile until one of these has read it. */
#include "base/str.h"

#include <string.h>
#include <strings.h>

bool
str_equal(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return strcmp(a, b) == 0;
}

bool
str_starts(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool
str_ends(const char *text, const char *suffix)
{
	size_t length = strlen(text), tail = strlen(suffix);

	return length >= tail && strcmp(text + length - tail, suffix) == 0;
}

bool
str_same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcasecmp(a, b) == 0;
}

bool
str_holds(const char *text, const char *part)
{
	size_t length = strlen(part);

	for (; strlen(text) >= length; text++)
		if (strncasecmp(text, part, length) == 0)
			return true;
	return false;
}

bool
str_blank(const char *text)
{
	return text == NULL || text[strspn(text, " \t\r\n")] == '\0';
}

bool
str_number(const char *text, uint64_t max, uint64_t *number)
{
	uint64_t n = 0;

	if (text == NULL || *text == '\0')
		return false;
	for (; *text != '\0'; text++) {
		uint64_t digit = (uint64_t)(unsigned char)*text - '0';

		if (digit > 9 || n > (max - digit) / 10 || digit > max)
			return false;
		n = n * 10 + digit;
	}
	*number = n;
	return true;
}

int32_t
utf8_next(const char **text, const char *end)
{
	const unsigned char *s = (const unsigned char *)*text;
	size_t left = (size_t)(end - *text), more;
	int32_t code, least;

	*text += 1;
	if (s[0] < 0x80)
		return s[0];
	if (s[0] >= 0xC2 && s[0] <= 0xDF)
		more = 1, code = s[0] & 0x1F, least = 0x80;
	else if (s[0] >= 0xE0 && s[0] <= 0xEF)
		more = 2, code = s[0] & 0x0F, least = 0x800;
	else if (s[0] >= 0xF0 && s[0] <= 0xF4)
		more = 3, code = s[0] & 0x07, least = 0x10000;
	else
		return -1;
	if (left <= more)
		return -1;
	for (size_t i = 1; i <= more; i++) {
		if ((s[i] & 0xC0) != 0x80)
			return -1;
		code = code << 6 | (s[i] & 0x3F);
	}
	if (code < least || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
		return -1;
	*text += more;
	return code;
}

bool
utf8_valid(const char *text, size_t length)
{
	const char *end = text + length;

	while (text < end)
		if (utf8_next(&text, end) < 0)
			return false;
	return true;
}

size_t
utf8_length(const char *text)
{
	const char *end = text + strlen(text);
	size_t length = 0;

	for (; text < end; length++)
		utf8_next(&text, end);
	return length;
}

size_t
utf8_put(char out[4], uint32_t code)
{
	unsigned char *o = (unsigned char *)out;

	if (code < 0x80) {
		o[0] = (unsigned char)code;
		return 1;
	}
	if (code < 0x800) {
		o[0] = (unsigned char)(0xC0 | code >> 6);
		o[1] = (unsigned char)(0x80 | (code & 0x3F));
		return 2;
	}
	if (code < 0x10000) {
		o[0] = (unsigned char)(0xE0 | code >> 12);
		o[1] = (unsigned char)(0x80 | (code >> 6 & 0x3F));
		o[2] = (unsigned char)(0x80 | (code & 0x3F));
		return 3;
	}
	o[0] = (unsigned char)(0xF0 | code >> 18);
	o[1] = (unsigned char)(0x80 | (code >> 12 & 0x3F));
	o[2] = (unsigned char)(0x80 | (code >> 6 & 0x3F));
	o[3] = (unsigned char)(0x80 | (code & 0x3F));
	return 4;
}
