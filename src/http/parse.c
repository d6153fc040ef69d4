/* What is not wholly understood is refused, not guessed at. */
#include "http/parse.h"

#include <stdbool.h>
#include <string.h>

#include "base/str.h"

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

/* The decoded bytes in the arena, NUL added, or NULL: a "%" without two digits, or a NUL. */
static char *
percent_decode(struct arena *arena, const char *raw, size_t length, bool plus, size_t *decoded)
{
	char *text = arena_alloc(arena, length + 1), *out = text;

	for (size_t i = 0; i < length; i++) {
		char c = raw[i];

		if (c == '+' && plus) {
			c = ' ';
		} else if (c == '%') {
			bool whole = length - i > 2;
			int high = whole ? hex_digit(raw[i + 1]) : -1;
			int low = whole ? hex_digit(raw[i + 2]) : -1;

			if (high < 0 || low < 0)
				return NULL;
			c = (char)(high << 4 | low);
			i += 2;
		}
		if (c == '\0')
			return NULL;
		*out++ = c;
	}
	*decoded = (size_t)(out - text);
	return text;
}

/* `breaks`: line breaks and tabs are text too. C1 controls come as two bytes of UTF-8. */
static bool
is_clean(const char *text, size_t length, bool breaks)
{
	const char *end = text + length;

	while (text < end) {
		int32_t code = utf8_next(&text, end);

		if (code < 0 || (code >= 0x7F && code <= 0x9F))
			return false;
		if (code < ' ' && !(breaks && (code == '\n' || code == '\r' || code == '\t')))
			return false;
	}
	return true;
}

/* No segment but the last may be empty, and none may be "." or "..". */
static bool
is_normal(const char *path)
{
	while (*path == '/') {
		size_t length = strcspn(++path, "/");

		if (length == 0 && *path == '/')
			return false;
		if ((length == 1 && path[0] == '.') || (length == 2 && path[0] == '.' && path[1] == '.'))
			return false;
		path += length;
	}
	return true;
}

const char *
path_read(struct arena *arena, const char *raw, size_t length, struct err *err)
{
	const char *path = NULL;
	size_t decoded = 0, slashes = 0;

	if (length <= PATH_MOST)
		path = percent_decode(arena, raw, length, false, &decoded);
	if (path == NULL || *path != '/' || strchr(path, '\\') != NULL || !is_clean(path, decoded, false) ||
		!is_normal(path)) {
		err_set(err, ERR_INPUT, "the address is not well formed");
		return NULL;
	}
	for (size_t i = 0; i < length; i++)
		slashes += raw[i] == '/';
	for (size_t i = 0; i < decoded; i++)
		slashes -= path[i] == '/';
	if (slashes != 0) {
		err_set(err, ERR_INPUT, "the address has an encoded slash");
		return NULL;
	}
	return path;
}

static bool
is_name(const char *name, size_t length)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-_";

	return length > 0 && length <= FIELD_NAME_MOST && strspn(name, letters) == length;
}

int
field_check_name(const char *name, struct err *err)
{
	if (name == NULL || !is_name(name, strlen(name)))
		return err_set(err, ERR_INPUT, "what was sent has a field without a proper name");
	return 0;
}

int
field_check(const char *name, const char *value, size_t length, size_t most, struct err *err)
{
	if (field_check_name(name, err) != 0)
		return -1;
	if (value == NULL || !is_clean(value, length, true))
		return err_set(err, ERR_INPUT, "the value of \"%s\" is not proper text", name);
	if (length > most)
		return err_set(err, ERR_INPUT, "the value of \"%s\" is too long", name);
	return 0;
}

static int
pair_read(struct arena *arena, const char *pair, size_t length, size_t most, struct field *field, struct err *err)
{
	const char *equals = memchr(pair, '=', length);
	size_t head = equals != NULL ? (size_t)(equals - pair) : length;
	size_t tail = equals != NULL ? length - head - 1 : 0;
	size_t decoded = 0;

	field->name = percent_decode(arena, pair, head, true, &decoded);
	if (field_check_name(field->name, err) != 0)
		return -1;
	field->value = percent_decode(arena, equals != NULL ? equals + 1 : "", tail, true, &decoded);
	return field_check(field->name, field->value, decoded, most, err);
}

int
query_read(struct arena *arena, const char *text, size_t length, size_t most, struct fields *fields, struct err *err)
{
	const char *end = text + length;
	struct field *list = arena_array(arena, FIELDS_MOST, sizeof(*list));
	size_t count = 0;

	*fields = (struct fields){list, 0, NULL};
	while (text < end) {
		const char *stop = memchr(text, '&', (size_t)(end - text));

		if (stop == NULL)
			stop = end;
		if (count == FIELDS_MOST)
			return err_set(err, ERR_INPUT, "what was sent has too many fields");
		if (pair_read(arena, text, (size_t)(stop - text), most, &list[count], err) != 0)
			return -1;
		if (field_value(fields, list[count].name) != NULL)
			fields->twice = list[count].name;
		fields->count = ++count;
		text = stop + 1;
	}
	return 0;
}

const char *
field_value(const struct fields *fields, const char *name)
{
	for (size_t i = 0; i < fields->count; i++)
		if (strcmp(fields->list[i].name, name) == 0)
			return fields->list[i].value;
	return NULL;
}

const char *
cookie_find(struct arena *arena, const char *header, const char *name)
{
	static const char base64url[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
					"0123456789-_";
	const char *value = NULL;
	size_t name_length = strlen(name), length = 0;

	while (header != NULL && *header != '\0') {
		header += strspn(header, " \t;");
		if (strncmp(header, name, name_length) == 0 && header[name_length] == '=') {
			if (value != NULL)
				return NULL;
			value = header + name_length + 1;
			length = strcspn(value, ";");
		}
		header += strcspn(header, ";");
	}
	if (value == NULL)
		return NULL;
	while (length > 0 && (value[length - 1] == ' ' || value[length - 1] == '\t'))
		length--;
	return strspn(value, base64url) >= length ? arena_bytes(arena, value, length) : NULL;
}
