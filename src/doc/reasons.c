/* Why figures are missing, in few words: what paper says under a table and a page folds away. */
#include <string.h>

#include "base/str.h"
#include "doc/doc.h"

enum { FEW = 3 }; /* notes that belong together and that paper prints all the same */

/* A figure that is missing, or one that cannot be true: a reason for a rating can be read off the rule. */
static bool
wants_reason(const struct table *table, size_t row, size_t column)
{
	const struct cell *cell = &table->rows[row].cells[column];

	if (table->rows[row].kind == ROW_GROUP || str_blank(cell->why))
		return false;
	return (cell->flags & MARK_IMPOSSIBLE) != 0 ||
		(table->columns[column].kind == COLUMN_FIGURE && cell->number == NULL);
}

/* What is shown where there is no figure: "n/a", "x". */
static const char *
shown(const struct cell *cell)
{
	if ((cell->flags & MARK_IMPOSSIBLE) != 0)
		return "[!]";
	return str_blank(cell->text) ? "blank" : cell->text;
}

/* A reason, and what is shown for it; NULL: any reason. */
struct reason {
	const struct table *table;
	const char *shown, *why;
};

static bool
is_of(const struct reason *reason, size_t row, size_t column)
{
	const struct cell *cell = &reason->table->rows[row].cells[column];

	return wants_reason(reason->table, row, column) && str_equal(shown(cell), reason->shown) &&
		(reason->why == NULL || str_equal(cell->why, reason->why));
}

/* Whether a cell before this one, row by row, has the same; `why` NULL: shows the same, whatever its reason. */
static bool
is_said(const struct reason *reason, size_t row, size_t column)
{
	for (size_t r = 0; r <= row; r++)
		for (size_t c = 0; c < (r == row ? column : reason->table->column_count); c++)
			if (is_of(reason, r, c))
				return true;
	return false;
}

/* "A", "A, B"; of three and more in one piece "A to D". `before` is what stands already, or NULL. */
static const char *
run_words(struct arena *arena, const char *before, const char *first, const char *last, size_t count)
{
	const char *lead = before != NULL ? before : "", *between = before != NULL ? ", " : "";

	if (count == 1)
		return arena_printf(arena, "%s%s%s", lead, between, first);
	return arena_printf(arena, "%s%s%s%s%s", lead, between, first, count == 2 ? ", " : " to ", last);
}

static const char *
column_name(struct arena *arena, const struct column *column)
{
	const char *label = str_blank(column->label) ? column->key : column->label;

	return str_blank(column->group) ? label : arena_printf(arena, "%s, %s", column->group, label);
}

/* The columns of a row that have the reason; NULL: none. */
static const char *
columns_words(struct arena *arena, const struct reason *reason, size_t row)
{
	const struct column *columns = reason->table->columns;
	const char *words = NULL;

	for (size_t c = 0, end; c < reason->table->column_count; c = end + 1) {
		for (end = c; end < reason->table->column_count && is_of(reason, row, end);)
			end++;
		if (end > c)
			words = run_words(arena, words, column_name(arena, &columns[c]),
				column_name(arena, &columns[end - 1]), end - c);
	}
	return words;
}

/* What heads the row, as it is read out before its figures. */
static const char *
row_name(struct arena *arena, const struct table *table, size_t row)
{
	const char *name = NULL;

	for (size_t c = 0; c < table->column_count; c++) {
		const char *text = table->rows[row].cells[c].text;

		if (table->columns[c].head && !str_blank(text))
			name = name == NULL ? text : arena_printf(arena, "%s %s", name, text);
	}
	return name != NULL ? name : "";
}

/* A reason and its places: rows that follow one another and have it in the same columns are said together. */
static const char *
reason_words(struct arena *arena, const struct reason *reason)
{
	const struct table *table = reason->table;
	const char *words = reason->why, *between = " (";

	for (size_t r = 0, end; r < table->row_count; r = end) {
		const char *columns = columns_words(arena, reason, r);

		for (end = r + 1; columns != NULL && end < table->row_count &&
			str_equal(columns_words(arena, reason, end), columns);)
			end++;
		if (columns == NULL)
			continue;
		words = arena_printf(arena, "%s%s%s: %s", words, between,
			run_words(arena, NULL, row_name(arena, table, r), row_name(arena, table, end - 1), end - r),
			columns);
		between = "; ";
	}
	return arena_printf(arena, "%s)", words);
}

/* "n/a: 9 of 10 months (2.1: YTD); the denominator is 0 (2.4: Jan to Mar).": all reasons of what is shown alike. */
static const char *
sentence(struct arena *arena, const struct reason *any)
{
	const struct table *table = any->table;
	const char *words = any->shown, *between = ": ";

	for (size_t r = 0; r < table->row_count; r++)
		for (size_t c = 0; c < table->column_count; c++) {
			const struct reason reason = {table, any->shown, table->rows[r].cells[c].why};

			if (!is_of(any, r, c) || is_said(&reason, r, c))
				continue;
			words = arena_printf(arena, "%s%s%s", words, between, reason_words(arena, &reason));
			between = "; ";
		}
	return arena_printf(arena, "%s.", words);
}

/* Of many notes that belong together paper has the one that says what they are. */
static bool
is_left_out(const struct table *table, size_t note)
{
	return table->chapter_count > FEW && note > table->chapter && note <= table->chapter + table->chapter_count;
}

const struct table *
table_reasoned(struct arena *arena, const struct table *table)
{
	struct table *reasoned = arena_alloc(arena, sizeof(*reasoned));

	*reasoned = *table;
	reasoned->notes = NULL;
	reasoned->note_count = reasoned->note_room = 0;
	for (size_t i = 0; i < table->note_count; i++)
		if (!is_left_out(table, i))
			table_note(arena, reasoned, table->notes[i]);
	for (size_t r = 0; r < table->row_count; r++)
		for (size_t c = 0; c < table->column_count; c++) {
			const struct reason any = {table, shown(&table->rows[r].cells[c]), NULL};

			if (is_of(&any, r, c) && !is_said(&any, r, c))
				table_note(arena, reasoned, sentence(arena, &any));
		}
	return reasoned;
}
