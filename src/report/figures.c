/* Every figure, long: one row an indicator, area, cohort and period, for whoever computes with them. */
#include "report/build.h"

#include "base/str.h"

/* A measure and the column of its plain number. */
static struct cell
measure_cell(const struct rows *rows, size_t row, const char *text, const char *number)
{
	return cell_figure(row_text(rows, row, text), row_text(rows, row, number));
}

static void
fill_row(struct arena *arena, struct cell *cells, const struct rows *rows, size_t row)
{
	static const char *const words[] = {"ref", "area", "cohort", "period", "scope"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		cells[i] = cell_words(row_text(rows, row, words[i]));
	cells[0].href = indicator_href(arena, cells[0].text, cells[1].text, "period", cells[3].text);
	cells[5] = (struct cell){.text = row_text(rows, row, "text"),
		.number = row_text(rows, row, "number"),
		.status = row_text(rows, row, "status"),
		.marks = row_text(rows, row, "marks"), .why = row_text(rows, row, "why")};
	cells[6] = measure_cell(rows, row, "numerator", "numerator");
	cells[7] = measure_cell(rows, row, "denominator", "denominator");
	cells[8] = measure_cell(rows, row, "ytd", "ytd_number");
	cells[9] = measure_cell(rows, row, "previous_ytd", "previous_ytd_number");
	cells[10] = measure_cell(rows, row, "rolling_12", "rolling_12_number");
	cells[11] = measure_cell(rows, row, "difference", "difference_number");
	cells[12] = measure_cell(rows, row, "difference_pct", "difference_pct_number");
	cells[13] = cell_words(row_text(rows, row, "trend"));
	cells[14].dot = dot_read(row_text(rows, row, "dot"));
	cells[15].rag = rag_read(row_text(rows, row, "rag"));
	cells[15].why = row_text(rows, row, "rag_note");
	cells[16] = cell_words(row_text(rows, row, "status"));
}

int
report_figures(const struct report_job *job, struct doc **doc, struct err *err)
{
	static const char *const kinds[] = {
		"indicators", "targets", "observations", "totals", "populations"};
	static const struct column columns[] = {
		{.key = "ref", .label = "Ref", .head = true},
		{.key = "area", .label = "Area"},
		{.key = "cohort", .label = "Pupils or children", .optional = true},
		{.key = "period", .label = "Period"},
		{.key = "scope", .label = "Rated by"},
		{.key = "value", .label = "Figure", .kind = COLUMN_FIGURE},
		{.key = "numerator", .label = "Numerator", .kind = COLUMN_FIGURE, .optional = true},
		{.key = "denominator", .label = "Denominator", .kind = COLUMN_FIGURE,
			.optional = true},
		{.key = "ytd", .label = "Year to date", .kind = COLUMN_FIGURE, .optional = true},
		{.key = "previous_ytd", .label = "Previous year to date", .kind = COLUMN_FIGURE,
			.optional = true},
		{.key = "rolling_12", .label = "Rolling 12 months", .kind = COLUMN_FIGURE,
			.optional = true},
		{.key = "difference", .label = "Difference", .kind = COLUMN_FIGURE,
			.optional = true},
		{.key = "difference_pct", .label = "In per cent", .kind = COLUMN_FIGURE,
			.optional = true},
		{.key = "trend", .label = "Trend over 13 months", .optional = true},
		{.key = "dot", .label = "Direction of travel"},
		{.key = "rag", .label = "Rating"},
		{.key = "status", .label = "Status"},
	};
	struct rows rows;
	struct table *table;

	if (db_query(job->db, STMT_FIGURES_LONG,
		    DB_PARAMS(job->params.area, job->params.from, job->params.to, job->params.ref,
			    job->params.scope),
		    job->arena, &rows, err) != 0)
		return -1;
	*doc = doc_new(job->arena, job->name, "Every figure");
	if (rows.count > 0)
		(*doc)->area = row_text(&rows, 0, "area");
	table = doc_table(*doc, "figures", "Figures", sizeof(columns) / sizeof(columns[0]), columns);
	for (size_t i = 0; i < rows.count; i++)
		fill_row(job->arena, table_row(job->arena, table, ROW_BODY)->cells, &rows, i);
	note_marks(job->arena, table);
	add_sources(job, *doc, sizeof(kinds) / sizeof(kinds[0]), kinds);
	return 0;
}
