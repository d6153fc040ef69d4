/* Reading the rows of an answer. */
#include "db/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"

const char *
row_text(const struct rows *rows, size_t row, const char *column)
{
	for (size_t c = 0; c < rows->columns; c++)
		if (strcmp(rows->names[c], column) == 0 && row < rows->count)
			return rows->cells[row * rows->columns + c];
	fprintf(stderr, "moothall: no column \"%s\" in row %zu of %zu\n", column, row, rows->count);
	abort();
}

const char *
row_string(const struct rows *rows, size_t row, const char *column)
{
	const char *text = row_text(rows, row, column);

	return text != NULL ? text : "";
}

bool
row_true(const struct rows *rows, size_t row, const char *column)
{
	return strcmp(row_string(rows, row, column), "t") == 0;
}

long
row_integer(const struct rows *rows, size_t row, const char *column)
{
	return strtol(row_string(rows, row, column), NULL, 10);
}

struct rows
rows_range(const struct rows *rows, size_t first, size_t end)
{
	struct rows some = *rows;

	some.count = end - first;
	some.cells = rows->cells + first * rows->columns;
	return some;
}

struct rows
rows_where(const struct rows *rows, const char *column, const char *value)
{
	size_t first = 0, end;

	while (first < rows->count && !str_equal(row_text(rows, first, column), value))
		first++;
	end = first;
	while (end < rows->count && str_equal(row_text(rows, end, column), value))
		end++;
	return rows_range(rows, first, end);
}

bool
rows_next(const struct rows *rows, const char *column, struct rows *run)
{
	size_t first = run->count > 0 ? (size_t)(run->cells - rows->cells) / rows->columns + run->count : 0;
	size_t end = first;

	while (end < rows->count && str_equal(row_text(rows, end, column), row_text(rows, first, column)))
		end++;
	if (end > first)
		*run = rows_range(rows, first, end);
	return end > first;
}

struct rows
rows_having(struct arena *arena, const struct rows *rows, const char *column, const char *value)
{
	const char **cells = arena_array(arena, (rows->count + 1) * rows->columns, sizeof(*cells));
	struct rows found = *rows;

	found.count = 0;
	for (size_t i = 0; i < rows->count; i++)
		if (str_equal(row_text(rows, i, column), value))
			memcpy(cells + found.count++ * rows->columns, rows->cells + i * rows->columns,
				rows->columns * sizeof(*cells));
	found.cells = cells;
	return found;
}

bool
rows_any(const struct rows *rows, const char *column)
{
	for (size_t i = 0; i < rows->count; i++)
		if (row_text(rows, i, column) != NULL)
			return true;
	return false;
}

const char *
array_literal(struct arena *arena, size_t count, const char *const items[])
{
	struct buf buf;
	const char *literal;

	buf_init(&buf);
	buf_char(&buf, '{');
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buf_char(&buf, ',');
		if (items[i] == NULL) {
			buf_text(&buf, "NULL");
			continue;
		}
		buf_char(&buf, '"');
		for (const char *c = items[i]; *c != '\0'; c++) {
			if (*c == '"' || *c == '\\')
				buf_char(&buf, '\\');
			buf_char(&buf, *c);
		}
		buf_char(&buf, '"');
	}
	buf_char(&buf, '}');
	literal = arena_bytes(arena, buf.data, buf.length);
	buf_close(&buf);
	return literal;
}
