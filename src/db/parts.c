/* Answers of several parts in one: a row says which part it is of, and is an object by the names of its cells. */
#include "db/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

/* As the database would have sent the cell by itself. A figure comes as text: a fraction would lose digits here. */
static const char *
cell_of(struct arena *arena, const char *name, const json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_STRING:
		return arena_string(arena, json_string_value(value));
	case JSON_INTEGER:
		return arena_printf(arena, "%lld", (long long)json_integer_value(value));
	case JSON_TRUE:
		return "t";
	case JSON_FALSE:
		return "f";
	case JSON_NULL:
		return NULL;
	case JSON_REAL:
	case JSON_ARRAY:
	case JSON_OBJECT:
		break;
	}
	fprintf(stderr, "moothall: the cell \"%s\" of a part is not text\n", name);
	abort();
}

/* The names come from the first row; all rows of a part have the same. */
static void
read_row(struct arena *arena, const char *text, const char **names, const char **cells)
{
	json_t *object = json_loads(text, 0, NULL), *value;
	const char *name;
	size_t c = 0;

	if (!json_is_object(object)) {
		fprintf(stderr, "moothall: a row of a part is no object: %s\n", text);
		abort();
	}
	json_object_foreach(object, name, value) {
		if (names != NULL)
			names[c] = arena_string(arena, name);
		cells[c++] = cell_of(arena, name, value);
	}
	json_decref(object);
}

static size_t
width_of(const char *text)
{
	json_t *object = json_loads(text, 0, NULL);
	size_t width = json_object_size(object);

	json_decref(object);
	return width;
}

struct rows
rows_part(struct arena *arena, const struct rows *rows, const char *part)
{
	struct rows found = {0};
	const char **names = NULL, **cells = NULL;

	for (size_t i = 0; i < rows->count; i++) {
		const char *text = row_text(rows, i, "cells");

		if (strcmp(row_text(rows, i, "part"), part) != 0)
			continue;
		if (found.count == 0) {
			found.columns = width_of(text);
			names = arena_array(arena, found.columns, sizeof(*names));
			cells = arena_array(
				arena, found.columns * (rows->count - i), sizeof(*cells));
		}
		read_row(arena, text, found.count == 0 ? names : NULL,
			cells + found.count * found.columns);
		found.count++;
	}
	found.names = names;
	found.cells = cells;
	return found;
}
