/*
 * What will do as a password (NIST SP 800-63B): long, and nothing that is tried first. No rules on kinds of characters:
 * they make passwords that are hard to remember and not hard to guess.
 */
#include "auth/password.h"

#include <sodium.h>
#include <string.h>

#include "base/embedded.h"
#include "base/str.h"

enum {
	KINDS_LEAST = 5,  /* different characters */
	NAME_LEAST = 4,   /* letters of a part of a name that is looked for */
	BESIDES_LEAST = 8 /* letters and digits besides names */
};

static const char advice[] =
	"three or four words that have nothing to do with each other are long and easy to remember";

static int
refuse(struct err *err, const char *why)
{
	return err_set(err, ERR_INPUT, "choose another password: %s; %s", why, advice);
}

/* A letter or digit of ASCII, or a part of any other character. */
static bool
is_word(char c)
{
	return (unsigned char)c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static int
check_characters(const char *password, struct err *err)
{
	const char *end = password + strlen(password);
	size_t count = utf8_length(password);

	if (!utf8_valid(password, strlen(password)))
		return err_set(err, ERR_INPUT, "a password is text in UTF-8: this one could not be typed on a page");
	for (const char *c = password; c < end;) {
		int32_t code = utf8_next(&c, end);

		if (code < ' ' || (code >= 0x7F && code <= 0x9F))
			return err_set(err, ERR_INPUT,
				"a password has no tabs or other control characters: this one could not be typed on a page");
	}
	if (count < PASSWORD_LEAST)
		return err_set(
			err, ERR_INPUT, "use at least %d characters, not %zu: %s", PASSWORD_LEAST, count, advice);
	if (count > PASSWORD_MOST)
		return err_set(err, ERR_INPUT, "use at most %d characters, not %zu", PASSWORD_MOST, count);
	return 0;
}

/* Whether each character but the first is the one after, or before, the one before it. */
static bool
is_run(const char *password)
{
	int step = password[1] - password[0];

	for (const char *c = password; c[1] != '\0'; c++)
		if (c[1] - c[0] != step)
			return false;
	return step == 1 || step == -1;
}

/* Fewer than so many different characters, however often each. */
static bool
is_monotonous(const char *password)
{
	int32_t seen[KINDS_LEAST];
	const char *end = password + strlen(password);
	size_t kinds = 0;

	while (password < end && kinds < KINDS_LEAST) {
		int32_t code = utf8_next(&password, end);
		size_t i = 0;

		while (i < kinds && seen[i] != code)
			i++;
		if (i == kinds)
			seen[kinds++] = code;
	}
	return kinds < KINDS_LEAST;
}

/* The list's lines are in the order of their bytes, after those of its head, which begin with "#". */
static bool
is_listed(const char *word, size_t length)
{
	const char *text = (const char *)embedded_passwords[0].data;
	size_t low = 0, high = embedded_passwords[0].size;

	while (text[low] == '#')
		low += strcspn(text + low, "\n") + 1;
	while (low < high) {
		size_t middle = low + (high - low) / 2, of_line;
		int order;

		while (middle > low && text[middle - 1] != '\n')
			middle--;
		of_line = strcspn(text + middle, "\n");
		order = memcmp(word, text + middle, length < of_line ? length : of_line);
		if (order == 0 && length == of_line)
			return true;
		if (order < 0 || (order == 0 && length < of_line))
			high = middle;
		else
			low = middle + of_line + 1;
	}
	return false;
}

/* As it is, or without the digits and signs around it. */
static bool
is_common(const char *folded)
{
	size_t length = strlen(folded);

	if (is_listed(folded, length))
		return true;
	while (length > 0 && (!is_word(folded[length - 1]) || (folded[length - 1] >= '0' && folded[length - 1] <= '9')))
		length--;
	while (length > 0 && (!is_word(*folded) || (*folded >= '0' && *folded <= '9'))) {
		folded++;
		length--;
	}
	return is_listed(folded, length);
}

/* Blanks every part of the name out of the password, both in small letters. */
static void
take_out(char *folded, const char *name)
{
	char part[PASSWORD_BYTES + 1];

	while (*name != '\0') {
		size_t length = 0;
		char *found;

		while (*name != '\0' && !is_word(lower(*name)))
			name++;
		while (is_word(lower(*name))) {
			if (length < PASSWORD_BYTES)
				part[length++] = lower(*name);
			name++;
		}
		part[length] = '\0';
		if (utf8_length(part) < NAME_LEAST)
			continue;
		while ((found = strstr(folded, part)) != NULL)
			memset(found, ' ', length);
	}
}

static bool
is_mostly_names(char *folded, const char *const names[])
{
	char before[PASSWORD_BYTES + 1];
	size_t left = 0;

	memcpy(before, folded, strlen(folded) + 1);
	for (; *names != NULL; names++)
		take_out(folded, *names);
	for (const char *c = folded; *c != '\0'; c++)
		left += is_word(*c);
	left = strcmp(before, folded) == 0 ? BESIDES_LEAST : left;
	sodium_memzero(before, sizeof(before));
	return left < BESIDES_LEAST;
}

int
password_check(const char *password, const char *const names[], struct err *err)
{
	char folded[PASSWORD_BYTES + 1];
	size_t length = strlen(password);
	int rc = 0;

	if (check_characters(password, err) != 0)
		return -1;
	if (is_monotonous(password))
		return refuse(err, "this one repeats a few characters");
	if (is_run(password))
		return refuse(err, "this one is a row of characters in their order");
	for (size_t i = 0; i <= length; i++)
		folded[i] = lower(password[i]);
	if (is_common(folded))
		rc = refuse(err, "this one is among the commonest, which are tried first");
	else if (is_mostly_names(folded, names))
		rc = refuse(err, "this one is little more than a name of yours or the council's");
	sodium_memzero(folded, sizeof(folded));
	return rc;
}
