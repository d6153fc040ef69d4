/*
 * What the columns of a CSV are, beside it: metadata as of the W3C's "CSV on the Web"
 * (Metadata Vocabulary for Tabular Data).
 */
#include "out/out.h"

#include <string.h>

#include "base/str.h"
#include "cell.h"
#include "json.h"

/* `lead` is what stands before the member's name. */
static void
write_member(struct buf *out, const char *lead, const char *name, const char *text)
{
	if (text == NULL)
		return;
	buf_text(out, lead);
	json_quote(out, name);
	buf_text(out, ": ");
	json_quote(out, text);
}

/* A column's name there has letters, digits and "_" only, and begins with none of the last. */
static const char *
plain_name(struct arena *arena, const char *key)
{
	char *name = arena_printf(arena, "%s%s", *key == '_' || *key == '\0' ? "c" : "", key);

	for (char *c = name; *c != '\0'; c++)
		if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", *c) == NULL)
			*c = '_';
	return name;
}

static const char *
unlike(struct arena *arena, const char *const names[], size_t count, const char *key)
{
	const char *plain = plain_name(arena, key), *name = plain;

	for (size_t i = 0, n = 2; i < count; i++)
		if (strcmp(names[i], name) == 0) {
			name = arena_printf(arena, "%s_%zu", plain, n++);
			i = (size_t)-1;
		}
	return name;
}

/* What stands in the CSV instead of a number, each once: the words of cells without a figure. */
static void
write_nulls(struct buf *out, const struct doc *doc, const struct table *table, size_t column)
{
	const char **words = arena_array(doc->arena, table->row_count + 1, sizeof(*words));
	size_t count = 0;

	words[count++] = "";
	for (size_t r = 0; r < table->row_count; r++) {
		const struct cell *cell = &table->rows[r].cells[column];
		const char *shown = cell_shown(cell);
		size_t i = 0;

		if (number_plain(cell->number))
			continue;
		if (cell_would_run(shown) && !cell_bare_dash(&table->columns[column], cell))
			shown = arena_printf(doc->arena, "'%s", shown);
		while (i < count && strcmp(words[i], shown) != 0)
			i++;
		if (i == count)
			words[count++] = shown;
	}
	buf_text(out, ", \"null\": [");
	for (size_t i = 0; i < count; i++) {
		buf_text(out, i == 0 ? "" : ", ");
		json_quote(out, words[i]);
	}
	buf_char(out, ']');
}

/* The first title is the heading in the CSV, by which the two are matched. */
static void
write_column(struct buf *out, const struct doc *doc, const struct table *table, size_t index, const char *name)
{
	const struct column *column = &table->columns[index];
	bool figure = column->kind == COLUMN_FIGURE;

	write_member(out, "{", "name", name);
	buf_text(out, ", \"titles\": [");
	json_quote(out, cell_would_run(column->key) ? arena_printf(doc->arena, "'%s", column->key) : column->key);
	if (!str_blank(column->label) && !str_equal(column->label, column->key)) {
		buf_text(out, ", ");
		json_quote(out, column->label);
	}
	buf_char(out, ']');
	write_member(out, ", ", "dc:description", column->group);
	write_member(out, ", ", "schema:unitText", column->unit);
	write_member(out, ", ", "datatype", figure ? "decimal" : "string");
	if (figure)
		write_nulls(out, doc, table, index);
	buf_char(out, '}');
}

static void
write_columns(struct buf *out, const struct doc *doc, const struct table *table)
{
	const char **names = arena_array(doc->arena, table->column_count, sizeof(*names));

	buf_text(out, ",\n\"tableSchema\": {\"columns\": [");
	for (size_t i = 0; i < table->column_count; i++) {
		names[i] = unlike(doc->arena, names, i, table->columns[i].key);
		buf_text(out, i == 0 ? "\n" : ",\n");
		write_column(out, doc, table, i, names[i]);
	}
	buf_text(out, "]}");
}

static void
write_origin(struct buf *out, const struct doc *doc, const struct table *table)
{
	write_member(out, ",\n", "dc:title",
		str_equal(table->title, doc->title) ? table->title
						    : arena_printf(doc->arena, "%s: %s", doc->title, table->title));
	write_member(out, ",\n", "dc:created", doc->as_of);
	write_member(out, ",\n", "dc:publisher", doc->author);
	write_member(out, ",\n", "dc:spatial", doc->area_label);
	write_member(out, ",\n", "dc:temporal", doc->period);
	buf_text(out, ",\n\"dc:source\": [");
	for (size_t i = 0; i < doc->source_count; i++) {
		buf_text(out, i == 0 ? "" : ", ");
		json_quote(
			out, arena_printf(doc->arena, "Import %ld: %s", doc->sources[i].import, doc->sources[i].file));
	}
	buf_text(out, "],\n\"notes\": [");
	for (size_t i = 0; i < table->note_count; i++)
		write_member(out, i == 0 ? "{" : "}, {", "body", table->notes[i]);
	buf_text(out, table->note_count > 0 ? "}]" : "]");
}

int
csvw_write(struct buf *out, const struct doc *doc, const char *key, const char *url, struct err *err)
{
	const struct table *table = doc_find_table(doc, key);
	struct buf csv;
	int rc;

	/* what the CSV refuses is refused here, in the same words */
	buf_init(&csv);
	rc = table != NULL ? 0 : csv_write(&csv, doc, key, err);
	buf_close(&csv);
	if (rc != 0)
		return -1;
	buf_text(out, "{\"@context\": [\"http://www.w3.org/ns/csvw\", {\"@language\": \"en\"}]");
	write_member(out, ",\n", "url", url);
	write_origin(out, doc, table);
	write_columns(out, doc, table);
	buf_text(out, "}\n");
	return 0;
}
