/* The parts of an answer to several queries at once: rows that came as JSON. */
#include "db/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * What the database itself wrote of rows: flat objects, those of a part with the same keys in the same
 * order. Read here and not by jansson, whose numbers would change digits.
 */
struct reader {
	struct arena *arena;
	const char *at;
};

static void
fail(const struct reader *in, const char *wanted)
{
	fprintf(stderr, "moothall: the rows of a part want %s at \"%.40s\"\n", wanted, in->at);
	abort();
}

static bool
taken(struct reader *in, char c)
{
	in->at += strspn(in->at, " \n");
	if (*in->at != c)
		return false;
	in->at++;
	return true;
}

static void
take(struct reader *in, char c)
{
	if (!taken(in, c))
		fail(in, (const char[]){c, '\0'});
}

/* After the backslash. Only control characters come as \u00XX: all else stands in UTF-8. */
static char
escaped(struct reader *in)
{
	static const char names[] = "bfnrt", meant[] = "\b\f\n\r\t";
	const char c = *in->at++, *name;
	char digits[5] = "";

	if (c == '"' || c == '\\' || c == '/')
		return c;
	name = strchr(names, c);
	if (c != '\0' && name != NULL)
		return meant[name - names];
	if (c != 'u' || strlen(in->at) < 4)
		fail(in, "an escape");
	memcpy(digits, in->at, 4);
	if (strtol(digits, NULL, 16) > 0x7F)
		fail(in, "a control character");
	in->at += 4;
	return (char)strtol(digits, NULL, 16);
}

/* Its first quotation mark has been taken. Decoding makes no text longer. */
static const char *
string(struct reader *in)
{
	const char *end = in->at;
	char *text, *to;

	while (*end != '\0' && *end != '"')
		end += *end == '\\' && end[1] != '\0' ? 2 : 1;
	to = text = arena_alloc(in->arena, (size_t)(end - in->at) + 1);
	while (in->at < end)
		if (*in->at == '\\') {
			in->at++;
			*to++ = escaped(in);
		} else {
			*to++ = *in->at++;
		}
	take(in, '"');
	return text;
}

/* As the text that the database would have sent by itself; NULL for null. */
static const char *
value(struct reader *in)
{
	const char *text;
	size_t length;

	if (taken(in, '"'))
		return string(in);
	length = strcspn(in->at, ",}[{ \n");
	if (length == 0)
		fail(in, "a text, a number or a word");
	text = arena_bytes(in->arena, in->at, length);
	in->at += length;
	if (strcmp(text, "null") == 0)
		return NULL;
	if (strcmp(text, "true") == 0)
		return "t";
	return strcmp(text, "false") == 0 ? "f" : text;
}

/* The keys of the first object name the columns. */
static void
read_names(struct reader in, struct rows *rows)
{
	const char **names = NULL;
	size_t room = 0;

	take(&in, '{');
	do {
		names = arena_grow(in.arena, names, rows->columns, &room, sizeof(*names));
		take(&in, '"');
		names[rows->columns++] = string(&in);
		take(&in, ':');
		value(&in);
	} while (taken(&in, ','));
	rows->names = names;
}

static void
read_cells(struct reader *in, size_t columns, const char **cells)
{
	take(in, '{');
	for (size_t c = 0; c < columns; c++) {
		if (c > 0)
			take(in, ',');
		take(in, '"');
		in->at += strcspn(in->at, "\"");
		take(in, '"');
		take(in, ':');
		cells[c] = value(in);
	}
	take(in, '}');
}

struct rows
row_part(const struct rows *rows, size_t row, const char *part, struct arena *arena)
{
	struct reader in = {arena, row_text(rows, row, part)};
	struct rows found = {0};
	const char **cells = NULL;
	size_t room = 0, count = 0;

	if (in.at == NULL)
		return found;
	take(&in, '[');
	read_names(in, &found);
	do {
		for (size_t c = 0; c < found.columns; c++)
			cells = arena_grow(arena, cells, count + c, &room, sizeof(*cells));
		read_cells(&in, found.columns, cells + count);
		count += found.columns;
		found.count++;
	} while (taken(&in, ','));
	take(&in, ']');
	found.cells = cells;
	return found;
}

struct rows
rows_part(struct arena *arena, const struct rows *rows, const char *part)
{
	struct rows found = {0};
	const char **cells = NULL;

	for (size_t i = 0; i < rows->count; i++) {
		struct reader in = {arena, row_text(rows, i, "cells")};

		if (strcmp(row_text(rows, i, "part"), part) != 0)
			continue;
		if (found.count == 0) {
			read_names(in, &found);
			cells = arena_array(
				arena, found.columns * (rows->count - i), sizeof(*cells));
		}
		read_cells(&in, found.columns, cells + found.count++ * found.columns);
	}
	found.cells = cells;
	return found;
}
