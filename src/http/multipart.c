/* Each part is looked for once, from where the last one ended; nothing is copied but fields. */
#include "http/multipart.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"

enum { BOUNDARY_MOST = 70 };

struct reader {
	struct arena *arena;
	const char *at, *end;
	char line[BOUNDARY_MOST + 5]; /* CR LF and the line that parts the parts, without its end */
	size_t line_length;
	struct field *list;
	struct fields *fields;
	struct upload *file;
	size_t parts;
	struct err *err;
};

/* One part's headers, as far as they matter. */
struct head {
	const char *name, *file; /* in the arena; `file` NULL: it is a field */
	bool disposed;
};

static int
refuse(struct err *err, const char *what)
{
	return err_set(err, ERR_INPUT, "the form was not sent whole: %s", what);
}

/* RFC 2046's characters, in quotation marks or not; nothing may follow. */
static int
read_boundary(const char *type, char boundary[BOUNDARY_MOST + 1])
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789'()+_,-./:=?";
	static const char before[] = "multipart/form-data";
	size_t length;
	bool quoted;

	if (strncasecmp(type, before, sizeof(before) - 1) != 0)
		return -1;
	type += sizeof(before) - 1;
	type += strspn(type, " \t");
	if (*type++ != ';')
		return -1;
	type += strspn(type, " \t");
	if (strncasecmp(type, "boundary=", 9) != 0)
		return -1;
	type += 9;
	quoted = *type == '"';
	type += quoted;
	length = strspn(type, letters);
	if (length == 0 || length > BOUNDARY_MOST || strcmp(type + length, quoted ? "\"" : "") != 0)
		return -1;
	memcpy(boundary, type, length);
	boundary[length] = '\0';
	return 0;
}

static bool
take(struct reader *r, const char *text, size_t length)
{
	if ((size_t)(r->end - r->at) < length || memcmp(r->at, text, length) != 0)
		return false;
	r->at += length;
	return true;
}

/*
 * A value in quotation marks; browsers write a quotation mark inside it as %22, and a backslash
 * as it is (Windows' folders), so neither is an escape here.
 */
static const char *
read_quoted(struct arena *arena, const char **at)
{
	const char *start = *at + 1, *end;

	if (**at != '"' || (end = strchr(start, '"')) == NULL)
		return NULL;
	*at = end + 1;
	return arena_bytes(arena, start, (size_t)(end - start));
}

/* form-data; name="x"; filename="y": these two, each once, and no other. */
static int
read_disposition(struct reader *r, const char *at, struct head *head)
{
	if (head->disposed || strncasecmp(at, "form-data", 9) != 0)
		return refuse(r->err, "a part of it is no part of a form");
	head->disposed = true;
	at += 9;
	while (*at != '\0') {
		const char **value = NULL;

		if (*at++ != ';')
			return refuse(r->err, "a part has a malformed heading");
		at += strspn(at, " \t");
		if (strncasecmp(at, "name=", 5) == 0) {
			value = &head->name;
			at += 5;
		} else if (strncasecmp(at, "filename=", 9) == 0) {
			value = &head->file;
			at += 9;
		}
		if (value == NULL || *value != NULL || (*value = read_quoted(r->arena, &at)) == NULL)
			return refuse(r->err, "a part has a malformed heading");
		at += strspn(at, " \t");
	}
	return head->name != NULL ? 0 : refuse(r->err, "a part has no name");
}

static int
read_header(struct reader *r, const char *line, struct head *head)
{
	static const char disposition[] = "content-disposition:", type[] = "content-type:";

	if (strncasecmp(line, disposition, sizeof(disposition) - 1) == 0) {
		line += sizeof(disposition) - 1;
		return read_disposition(r, line + strspn(line, " \t"), head);
	}
	/* What the browser thinks it is does not matter: the bytes are looked at. */
	if (strncasecmp(line, type, sizeof(type) - 1) == 0)
		return 0;
	return refuse(r->err, "a part has an unknown heading");
}

/* Lines up to an empty one. */
static int
read_head(struct reader *r, struct head *head)
{
	const char *limit = r->end - r->at > PART_HEADERS_MOST ? r->at + PART_HEADERS_MOST : r->end;

	*head = (struct head){0};
	for (;;) {
		const char *stop = memchr(r->at, '\r', (size_t)(limit - r->at)), *line;

		if (stop == NULL || limit - stop < 2 || stop[1] != '\n')
			return refuse(r->err, "the heading of a part does not end");
		line = arena_bytes(r->arena, r->at, (size_t)(stop - r->at));
		if (strlen(line) != (size_t)(stop - r->at) || !utf8_valid(line, strlen(line)))
			return refuse(r->err, "the heading of a part is not proper text");
		r->at = stop + 2;
		if (*line == '\0')
			break;
		if (read_header(r, line, head) != 0)
			return -1;
	}
	return head->disposed ? 0 : refuse(r->err, "a part has no name");
}

/* Up to the line that ends the part, which is passed over. */
static const char *
read_body(struct reader *r, size_t *length)
{
	const char *start = r->at, *at = start;

	while ((at = memchr(at, '\r', (size_t)(r->end - at))) != NULL) {
		if ((size_t)(r->end - at) < r->line_length)
			break;
		if (memcmp(at, r->line, r->line_length) == 0) {
			*length = (size_t)(at - start);
			r->at = at + r->line_length;
			return start;
		}
		at++;
	}
	refuse(r->err, "its last part does not end");
	return NULL;
}

/* Without folders, which some browsers send, and without what no name of a file has. */
static const char *
file_name(struct arena *arena, const char *name)
{
	const char *last = name;
	char *clean, *to;

	for (const char *c = name; *c != '\0'; c++)
		if (*c == '/' || *c == '\\')
			last = c + 1;
	clean = to = arena_string(arena, last);
	for (; *last != '\0' && to - clean < FILE_NAME_MOST; last++)
		if ((unsigned char)*last >= ' ' && *last != 0x7F)
			*to++ = *last;
	/* a cut must not leave half a character */
	*to = '\0';
	while (!utf8_valid(clean, strlen(clean)))
		*--to = '\0';
	return clean;
}

static int
keep_file(struct reader *r, const struct head *head, const char *bytes, size_t length)
{
	if (r->file->field != NULL)
		return refuse(r->err, "more than one file was sent");
	*r->file = (struct upload){head->name, file_name(r->arena, head->file), bytes, length};
	return field_check_name(head->name, r->err);
}

static int
keep_field(struct reader *r, const struct head *head, const char *bytes, size_t length)
{
	const char *value = arena_bytes(r->arena, bytes, length);

	if (field_value(r->fields, head->name) != NULL)
		return err_set(r->err, ERR_INPUT, "\"%.64s\" was sent twice", head->name);
	if (field_check(head->name, value, length, FIELD_VALUE_MOST, r->err) != 0)
		return -1;
	r->list[r->fields->count++] = (struct field){head->name, value};
	return 0;
}

static int
read_part(struct reader *r)
{
	struct head head;
	const char *bytes;
	size_t length;

	if (++r->parts > PARTS_MOST)
		return refuse(r->err, "it has too many parts");
	if (read_head(r, &head) != 0 || (bytes = read_body(r, &length)) == NULL)
		return -1;
	return head.file != NULL ? keep_file(r, &head, bytes, length) : keep_field(r, &head, bytes, length);
}

int
multipart_read(struct arena *arena, const char *type, const char *body, size_t length, struct fields *fields,
	struct upload *file, struct err *err)
{
	struct reader r = {
		.arena = arena, .at = body, .end = body + length, .fields = fields, .file = file, .err = err};

	r.list = arena_array(arena, PARTS_MOST, sizeof(*r.list));
	*fields = (struct fields){r.list, 0, NULL};
	*file = (struct upload){0};
	memcpy(r.line, "\r\n--", 4);
	if (read_boundary(type, r.line + 4) != 0)
		return refuse(err, "it does not name the boundary between its parts");
	r.line_length = strlen(r.line);
	if (!take(&r, r.line + 2, r.line_length - 2))
		return refuse(err, "it does not begin with a part");
	while (take(&r, "\r\n", 2))
		if (read_part(&r) != 0)
			return -1;
	if (!take(&r, "--", 2))
		return refuse(err, "a part does not end as it should");
	take(&r, "\r\n", 2);
	return r.at == r.end ? 0 : refuse(err, "something follows its end");
}
