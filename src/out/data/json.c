/*
 * The document's tables as JSON. The text is written here and not by jansson: its reals are
 * doubles, which print 66.3 as 66.299999999999997 and lose the 0 of 24.0, and a figure must
 * arrive with the digits that PostgreSQL gave it.
 */
#include "out/out.h"

#include <string.h>

#include "base/str.h"
#include "cell.h"
#include "json.h"

void
json_quote(struct buf *out, const char *text)
{
	const char *end, *next;

	if (text == NULL) {
		buf_text(out, "null");
		return;
	}
	buf_char(out, '"');
	for (end = text + strlen(text); text < end; text = next) {
		int32_t code;

		next = text;
		code = utf8_next(&next, end);
		if (code < 0)
			buf_text(out, "\\ufffd");
		else if (code == '"' || code == '\\')
			buf_printf(out, "\\%c", (char)code);
		else if (code < 0x20 || code == 0x7F)
			buf_printf(out, "\\u%04x", (unsigned)code);
		else
			buf_add(out, text, (size_t)(next - text));
	}
	buf_char(out, '"');
}

/* `lead` is what stands before the member's name: "{" or ", ". */
static void
write_member(struct buf *out, const char *lead, const char *name, const char *text)
{
	buf_text(out, lead);
	json_quote(out, name);
	buf_text(out, ": ");
	json_quote(out, text);
}

static void
write_known(struct buf *out, const char *name, const char *text)
{
	if (text != NULL)
		write_member(out, ", ", name, text);
}

static int
write_cell(struct buf *out, const struct column *column, const struct cell *cell, struct err *err)
{
	const char *lead = "{";

	if (cell->number != NULL && !number_plain(cell->number))
		return err_set(
			err, ERR_SYSTEM, "\"%s\" in column \"%s\" is not a plain number", cell->number, column->key);
	if (cell->number != NULL || column->kind == COLUMN_FIGURE) {
		buf_printf(out, "{\"value\": %s", cell->number != NULL ? cell->number : "null");
		lead = ", ";
	}
	write_member(out, lead, "text", cell_shown(cell));
	write_known(out, "rag", rag_name(cell->rag));
	write_known(out, "dot", dot_name(cell->dot));
	if (cell->dot == DOT_NONE)
		write_known(out, "dot_why", cell->dot_why);
	write_known(out, "trend", cell->trend);
	write_known(out, "status", cell->status);
	write_known(out, "marks", cell->marks);
	write_known(out, "why", cell->why);
	buf_char(out, '}');
	return 0;
}

static int
write_row(struct buf *out, const struct table *table, const struct row *row, struct err *err)
{
	static const char *const kinds[] = {[ROW_GROUP] = "group", [ROW_SUBTOTAL] = "subtotal", [ROW_TOTAL] = "total"};
	size_t count = row->kind == ROW_GROUP ? 1 : table->column_count;

	buf_char(out, '{');
	if (row->kind != ROW_BODY)
		buf_printf(out, "\"row\": \"%s\", ", kinds[row->kind]);
	for (size_t i = 0; i < count && i < table->column_count; i++) {
		/* a group's heading stands in the first column whatever that column's kind */
		struct column column = table->columns[i];

		if (row->kind == ROW_GROUP)
			column.kind = COLUMN_TEXT;
		if (i > 0)
			buf_text(out, ", ");
		json_quote(out, column.key);
		buf_text(out, ": ");
		if (write_cell(out, &column, &row->cells[i], err) != 0)
			return -1;
	}
	buf_char(out, '}');
	return 0;
}

/* A row is an object: two columns of one key, or one called "row", would hide one another. */
static int
check_keys(const struct table *table, struct err *err)
{
	for (size_t i = 0; i < table->column_count; i++) {
		const char *key = table->columns[i].key;

		if (str_equal(key, "row"))
			return err_set(err, ERR_SYSTEM,
				"table \"%s\" has a column \"row\", which JSON uses for the row's "
				"kind",
				table->key);
		for (size_t j = 0; j < i; j++)
			if (str_equal(key, table->columns[j].key))
				return err_set(err, ERR_SYSTEM, "table \"%s\" has two columns \"%s\"", table->key, key);
	}
	return 0;
}

static void
write_columns(struct buf *out, const struct table *table)
{
	static const char *const kinds[] = {[COLUMN_TEXT] = "text", [COLUMN_FIGURE] = "figure", [COLUMN_DATE] = "date"};

	buf_text(out, ", \"columns\": [");
	for (size_t i = 0; i < table->column_count; i++) {
		const struct column *column = &table->columns[i];

		write_member(out, i == 0 ? "{" : ", {", "key", column->key);
		write_member(out, ", ", "label", column->label);
		write_member(out, ", ", "kind", kinds[column->kind]);
		write_known(out, "unit", column->unit);
		write_known(out, "group", column->group);
		buf_char(out, '}');
	}
	buf_char(out, ']');
}

static int
write_table(struct buf *out, const struct table *table, struct err *err)
{
	if (check_keys(table, err) != 0)
		return -1;
	write_member(out, "{", "key", table->key);
	write_member(out, ", ", "title", table->title);
	write_columns(out, table);
	buf_text(out, ", \"rows\": [");
	for (size_t i = 0; i < table->row_count; i++) {
		buf_text(out, i == 0 ? "\n" : ",\n");
		if (write_row(out, table, &table->rows[i], err) != 0)
			return -1;
	}
	buf_text(out, "], \"notes\": [");
	if (table->said != NULL)
		json_quote(out, table->said);
	for (size_t i = 0; i < table->note_count; i++) {
		buf_text(out, i == 0 && table->said == NULL ? "" : ", ");
		json_quote(out, table->notes[i]);
	}
	buf_text(out, "]}");
	return 0;
}

int
json_write(struct buf *out, const struct doc *doc, struct err *err)
{
	bool first = true;

	write_member(out, "{", "report", doc->report);
	write_member(out, ", ", "title", doc->title);
	write_member(out, ", ", "area", doc->area);
	write_member(out, ", ", "period", doc->period);
	buf_text(out, ",\n\"tables\": [");
	for (size_t i = 0; i < doc->count; i++) {
		if (doc->blocks[i].table == NULL)
			continue;
		buf_text(out, first ? "" : ",\n");
		first = false;
		if (write_table(out, doc->blocks[i].table, err) != 0)
			return -1;
	}
	buf_char(out, ']');
	write_member(out, ",\n", "as_of", doc->as_of);
	buf_text(out, ", \"sources\": [");
	for (size_t i = 0; i < doc->source_count; i++) {
		buf_printf(out, "%s{\"import\": %ld", i == 0 ? "" : ", ", doc->sources[i].import);
		write_member(out, ", ", "file", doc->sources[i].file);
		buf_char(out, '}');
	}
	buf_text(out, "]}\n");
	return 0;
}
