/* Strict readers of text: they refuse what they do not wholly understand. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool str_equal(const char *a, const char *b); /* either may be NULL; NULL equals NULL */
bool str_starts(const char *text, const char *prefix);
bool str_ends(const char *text, const char *suffix);
bool str_same(const char *a, const char *b); /* but for the case of letters of ASCII; NULL is the same as nothing */
bool str_holds(const char *text, const char *part); /* its letters of ASCII in either case */
bool str_blank(const char *text);                   /* NULL, empty, or white space only */

/* Decimal digits only, no sign, blank or trailing byte, at most `max`. */
bool str_number(const char *text, uint64_t max, uint64_t *number);

/*
 * The code point at *text (not past `end`), which moves behind it; -1 at malformed UTF-8
 * (overlong forms and surrogates included), and *text then moves one byte.
 */
int32_t utf8_next(const char **text, const char *end);
bool utf8_valid(const char *text, size_t length);
size_t utf8_length(const char *text);        /* code points */
size_t utf8_put(char out[4], uint32_t code); /* bytes written */

#endif
