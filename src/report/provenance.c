/* From a figure back: its formula with the numbers in it, and every row that it rests on. */
#include "report/build.h"

#include <string.h>

static const char superseded_note[] =
	"[r] Superseded: a later import replaced this row, and the figure does not use it.";

static void
add_formula(struct doc *doc, const struct rows *rows)
{
	static const struct column columns[] = {
		{.key = "cohort", .label = "Pupils or children", .optional = true},
		{.key = "value", .label = "Figure", .kind = COLUMN_FIGURE, .head = true},
		{.key = "formula", .label = "Formula"},
		{.key = "numbers", .label = "With the numbers"},
	};
	struct table *table = doc_table(doc, "formula", "How it is computed",
		sizeof(columns) / sizeof(columns[0]), columns);

	table->empty = "No figure is held for this period and area.";
	for (size_t i = 0; i < rows->count; i++) {
		struct row *line = table_row(doc->arena, table, ROW_BODY);

		line->cells[0] = cell_words(row_text(rows, i, "cohort"));
		line->cells[1] = cell_row(rows, i);
		line->cells[2] = cell_words(row_text(rows, i, "formula"));
		line->cells[3] = cell_words(row_text(rows, i, "numbers"));
	}
	table_note(doc->arena, table,
		"Computed from unrounded inputs and rounded once, half away from zero.");
	note_marks(doc->arena, table);
}

/* The cells by the columns' keys; true: the row is superseded. */
static bool
fill_row(struct row *line, const struct table *table, const struct rows *rows, size_t row)
{
	for (size_t c = 0; c < table->column_count; c++) {
		const char *text = row_text(rows, row, table->columns[c].key);

		line->cells[c] = table->columns[c].kind == COLUMN_FIGURE ? cell_figure(text, text)
									: cell_words(text);
	}
	return row_true(rows, row, "superseded");
}

/* Where a row came from: the same columns in both tables. */
#define ORIGIN_COLUMNS \
	{.key = "file", .label = "File"}, {.key = "line", .label = "Line", .kind = COLUMN_FIGURE}, \
		{.key = "import_id", .label = "Import", .kind = COLUMN_FIGURE}, \
		{.key = "loaded_by", .label = "Loaded by"}, \
		{.key = "loaded", .label = "Loaded", .kind = COLUMN_DATE}, \
		{.key = "released", .label = "Released"}

/* A row that is superseded has its mark in the column `marked`, explained under the table. */
static void
fill_table(struct doc *doc, struct table *table, const struct rows *rows, size_t marked)
{
	bool any = false;

	for (size_t i = 0; i < rows->count; i++) {
		struct row *line = table_row(doc->arena, table, ROW_BODY);

		if (!fill_row(line, table, rows, i))
			continue;
		line->cells[marked].marks = "[r]";
		any = true;
	}
	if (any)
		table_note(doc->arena, table, superseded_note);
}

static void
add_inputs(struct doc *doc, const struct rows *rows)
{
	static const struct column columns[] = {
		{.key = "ref", .label = "Ref", .head = true},
		{.key = "name", .label = "Indicator"},
		{.key = "short", .label = "Period"},
		{.key = "cohort", .label = "Pupils or children", .optional = true},
		{.key = "measure", .label = "Measure"},
		{.key = "value", .label = "Value", .kind = COLUMN_FIGURE},
		{.key = "numerator", .label = "Numerator", .kind = COLUMN_FIGURE,
			.optional = true},
		{.key = "denominator", .label = "Denominator", .kind = COLUMN_FIGURE,
			.optional = true},
		{.key = "status", .label = "Status", .optional = true},
		{.key = "note", .label = "Note", .optional = true},
		ORIGIN_COLUMNS,
	};
	struct table *table = doc_table(doc, "inputs", "The rows that it rests on",
		sizeof(columns) / sizeof(columns[0]), columns);

	table->empty = "Nothing is entered for this period.";
	fill_table(doc, table, rows, 5);
}

static void
add_basis(struct doc *doc, const struct rows *rows)
{
	static const struct column columns[] = {
		{.key = "kind", .label = "What", .head = true},
		{.key = "words", .label = "As entered"},
		ORIGIN_COLUMNS,
	};
	struct table *table = doc_table(doc, "basis", "Definition, population and rules",
		sizeof(columns) / sizeof(columns[0]), columns);

	fill_table(doc, table, rows, 1);
}

int
report_provenance(const struct report_job *job, struct doc **doc, struct err *err)
{
	static const char *const kinds[] = {
		"indicators", "targets", "observations", "totals", "populations"};
	struct rows indicator, page, formula, inputs, basis;
	const char *id, *area, *period;
	struct block *back;

	if (db_query(job->db, STMT_INDICATOR,
		    DB_PARAMS(job->subject, job->params.area, job->params.period, NULL),
		    job->arena, &indicator, err) != 0)
		return -1;
	if (indicator.count == 0)
		return err_set(err, ERR_ABSENT, "there is no indicator \"%s\"", job->subject);
	id = row_text(&indicator, 0, "indicator_id");
	area = row_text(&indicator, 0, "area_id");
	period = row_text(&indicator, 0, "period_id");
	if (db_query(job->db, STMT_FIGURE_PROVENANCE, DB_PARAMS(id, area, period), job->arena,
		    &page, err) != 0)
		return -1;
	formula = row_part(&page, 0, "formula", job->arena);
	inputs = row_part(&page, 0, "inputs", job->arena);
	basis = row_part(&page, 0, "basis", job->arena);
	*doc = report_doc(job,
		arena_printf(job->arena, "Where it comes from: %s %s", job->subject,
			row_text(&indicator, 0, "name")),
		&indicator);
	(*doc)->area = row_text(&indicator, 0, "area");
	(*doc)->area_label = row_text(&indicator, 0, "area_name");
	back = doc_paragraph(*doc,
		arena_printf(job->arena, "Indicator %s %s", job->subject,
			row_text(&indicator, 0, "name")));
	back->text.spans[0].href = indicator_href(job->arena, job->subject,
		row_text(&indicator, 0, "area"), "period", row_text(&indicator, 0, "period"));
	add_formula(*doc, &formula);
	add_inputs(*doc, &inputs);
	add_basis(*doc, &basis);
	add_sources(job, *doc, sizeof(kinds) / sizeof(kinds[0]), kinds);
	return 0;
}
