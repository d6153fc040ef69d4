/* One table of a document as CSV (RFC 4180), safe to open in a spreadsheet. */
#include "out/out.h"

#include <string.h>

#include "base/str.h"
#include "cell.h"

static void
write_field(struct buf *out, const char *text, bool words)
{
	bool quoted = strpbrk(text, "\",\r\n") != NULL;

	if (quoted)
		buf_char(out, '"');
	if (words && cell_would_run(text))
		buf_char(out, '\'');
	for (; *text != '\0'; text++) {
		if (*text == '"')
			buf_char(out, '"');
		buf_char(out, *text);
	}
	if (quoted)
		buf_char(out, '"');
}

static void
write_cell(struct buf *out, const struct column *column, const struct cell *cell)
{
	const char *shown = cell_shown(cell);

	if (column->kind == COLUMN_FIGURE && number_plain(cell->number)) {
		write_field(out, cell->number, false);
		return;
	}
	write_field(out, shown, !cell_bare_dash(column, cell));
}

void
csv_row(struct buf *out, size_t count, const char *const cells[])
{
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buf_char(out, ',');
		write_field(out, cells[i] != NULL ? cells[i] : "", true);
	}
	buf_text(out, "\r\n");
}

int
csv_file_rows(FILE *file, size_t rows, size_t columns, const char *const cells[], struct err *err)
{
	struct buf out;
	int rc = 0;

	buf_init(&out);
	for (size_t i = 0; i < rows; i++)
		csv_row(&out, columns, cells + i * columns);
	if (out.length > 0 && (fwrite(out.data, 1, out.length, file) != out.length || fflush(file) != 0))
		rc = err_set(err, ERR_SYSTEM, "there is no room for the file");
	buf_close(&out);
	return rc;
}

static void
write_table(struct buf *out, const struct table *table)
{
	for (size_t i = 0; i < table->column_count; i++) {
		if (i > 0)
			buf_char(out, ',');
		write_field(out, table->columns[i].key, true);
	}
	buf_text(out, "\r\n");
	for (size_t r = 0; r < table->row_count; r++) {
		for (size_t i = 0; i < table->column_count; i++) {
			if (i > 0)
				buf_char(out, ',');
			write_cell(out, &table->columns[i], &table->rows[r].cells[i]);
		}
		buf_text(out, "\r\n");
	}
}

/* The keys of the document's tables, for the sentence that says which there are. */
static void
name_tables(struct buf *names, const struct doc *doc)
{
	for (size_t i = 0; i < doc->count; i++) {
		if (doc->blocks[i].table == NULL)
			continue;
		if (names->length > 0)
			buf_text(names, ", ");
		buf_text(names, doc->blocks[i].table->key);
	}
}

int
csv_write(struct buf *out, const struct doc *doc, const char *key, struct err *err)
{
	const struct table *table = doc_find_table(doc, key);
	struct buf names;

	if (table != NULL) {
		write_table(out, table);
		return 0;
	}
	buf_init(&names);
	name_tables(&names, doc);
	if (names.length == 0)
		err_set(err, ERR_ABSENT, "\"%s\" has no tables", doc->report);
	else
		err_set(err, ERR_ABSENT, "\"%s\" has no table \"%s\", it has: %s", doc->report, key, names.data);
	buf_close(&names);
	return -1;
}
