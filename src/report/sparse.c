/* What a table leaves out because nothing is held of it, and the sentence that names it. */
#include "base/str.h"
#include "notes.h"

static bool
says_nothing(const struct cell *cell)
{
	return str_blank(cell->text) || str_equal(cell->text, "-");
}

static bool
column_says_nothing(const struct table *table, size_t column)
{
	for (size_t r = 0; r < table->row_count; r++)
		if (!says_nothing(&table->rows[r].cells[column]))
			return false;
	return true;
}

static bool
row_says_nothing(const struct table *table, size_t row)
{
	for (size_t c = 0; c < table->column_count; c++)
		if (table->columns[c].kind == COLUMN_FIGURE && !says_nothing(&table->rows[row].cells[c]))
			return false;
	return table->rows[row].kind == ROW_BODY;
}

/* The names that are left out, those that follow one another as "Jan-16 to May-16"; NULL: none. */
static const char *
names_left(struct arena *arena, size_t count, const char *const names[], const bool out[])
{
	const char *words = NULL;

	for (size_t i = 0, end; i < count; i = end) {
		end = i + 1;
		if (!out[i])
			continue;
		while (end < count && out[end])
			end++;
		words = arena_printf(arena, "%s%s%s%s%s", words != NULL ? words : "", words != NULL ? ", " : "",
			names[i],
			end > i + 2           ? " to "
				: end > i + 1 ? ", "
					      : "",
			end > i + 1 ? names[end - 1] : "");
	}
	return words;
}

/* Data have them all the same. */
static const char *
leave_columns(struct arena *arena, struct table *table)
{
	const size_t count = table->column_count;
	bool *out = arena_array(arena, count, sizeof(*out));
	const char **names = arena_array(arena, count, sizeof(*names));

	for (size_t c = 0; c < count; c++) {
		names[c] = table->columns[c].label;
		out[c] = table->columns[c].kind == COLUMN_FIGURE && column_says_nothing(table, c);
		table->columns[c].optional = table->columns[c].optional || out[c];
	}
	return names_left(arena, count, names, out);
}

static const char *
leave_rows(struct arena *arena, struct table *table)
{
	const size_t count = table->row_count;
	bool *out = arena_array(arena, count, sizeof(*out));
	const char **names = arena_array(arena, count, sizeof(*names)), *left;
	size_t kept = 0;

	for (size_t r = 0; r < count; r++) {
		names[r] = table->rows[r].cells[0].text;
		out[r] = row_says_nothing(table, r);
	}
	left = names_left(arena, count, names, out);
	for (size_t r = 0; r < count; r++)
		if (!out[r])
			table->rows[kept++] = table->rows[r];
	table->row_count = kept;
	return left;
}

void
leave_out_empty(struct doc *doc, struct table *table)
{
	struct arena *arena = doc->arena;
	const char *rows, *columns;
	size_t says = 0;

	for (size_t r = 0; r < table->row_count; r++)
		says += row_says_nothing(table, r) ? 0 : 1;
	if (says == 0)
		return; /* all of it is empty: the table itself says so */
	rows = leave_rows(arena, table);
	columns = leave_columns(arena, table);
	if (rows != NULL)
		table_note(arena, table, arena_printf(arena, "Nothing is held for %s.", rows));
	if (columns != NULL)
		table_note(arena, table, arena_printf(arena, "Nothing is held for %s.", columns));
}
