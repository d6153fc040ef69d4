/* Strict readers of what a browser, or somebody who is not one, sends. */
#ifndef HTTP_PARSE_H
#define HTTP_PARSE_H

#include <stddef.h>

#include "base/err.h"
#include "base/mem.h"

struct field {
	const char *name, *value;
};

struct fields {
	const struct field *list;
	size_t count;
	const char *twice; /* the name of one that was sent more than once; NULL: none was */
};

/* Limits of a query string or form; a form's values may be as long as the body that brings them. */
enum { FIELDS_MOST = 96, FIELD_NAME_MOST = 64, FIELD_VALUE_MOST = 4096, PATH_MOST = 1024 };

/*
 * The path of an address (`length` bytes of it), percent-decoded: UTF-8, no control
 * characters, no backslash, no encoded slash, and in normal form, that is without empty, "."
 * or ".." segments (one slash at the end is left for the routes to know or not). NULL: ERR_INPUT.
 */
const char *path_read(struct arena *arena, const char *raw, size_t length, struct err *err);

/*
 * A query string or an application/x-www-form-urlencoded body: names of lower-case letters,
 * digits, "-" and "_"; values UTF-8 without control characters other than line breaks and tabs,
 * and of at most `most` bytes. ERR_INPUT, naming the field. A name that comes more than once is
 * in `twice`: who does not want that refuses it.
 */
int query_read(
	struct arena *arena, const char *text, size_t length, size_t most, struct fields *fields, struct err *err);

/* Whether the name and the value of a field are such as query_read would have taken. */
int field_check_name(const char *name, struct err *err);
int field_check(const char *name, const char *value, size_t length, size_t most, struct err *err);

/* The value of a field, or NULL. */
const char *field_value(const struct fields *fields, const char *name);

/*
 * The value of the one cookie of that name, or NULL: none, or several (somebody may have planted
 * the other), or a value of more than the characters of base64url.
 */
const char *cookie_find(struct arena *arena, const char *header, const char *name);

#endif
