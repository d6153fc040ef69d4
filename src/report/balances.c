/* School balances, and reserves and provisions: what is left at the end of the year. */
#include "report/build.h"

int
report_balances(const struct report_job *job, struct doc **doc, struct err *err)
{
	static const struct column columns[] = {
		{.key = "phase", .label = "Title/description", .head = true},
		{.key = "opening", .label = "Opening balance", .unit = "£m",
			.kind = COLUMN_FIGURE},
		{.key = "forecast", .label = "Forecast closing balance", .unit = "£m",
			.kind = COLUMN_FIGURE},
		{.key = "in_year", .label = "In-year variance", .unit = "£m",
			.kind = COLUMN_FIGURE},
		{.key = "academies", .label = "Schools becoming academies", .unit = "£m",
			.kind = COLUMN_FIGURE},
	};
	struct rows page, scope, rows, differences, sources;
	struct table *table;

	if (db_query(job->db, STMT_BALANCES_PAGE, DB_PARAMS(job->params.period), job->arena, &page,
		    err) != 0)
		return -1;
	scope = rows_part(job->arena, &page, "scope");
	rows = rows_part(job->arena, &page, "lines");
	differences = rows_part(job->arena, &page, "differences");
	*doc = report_doc(job, "School balances", &scope);
	table = doc_table(*doc, "balances", "Projected school balances by phase",
		sizeof(columns) / sizeof(columns[0]), columns);
	for (size_t i = 0; i < rows.count; i++) {
		struct row *line =
			table_row(job->arena, table, statement_row_kind(row_text(&rows, i, "kind")));

		line->cells[0] = cell_words(row_text(&rows, i, "line_name"));
		for (size_t c = 1; c < table->column_count; c++)
			line->cells[c] = cell_amount(job->arena,
				row_text(&rows, i, c == 2 ? "closing" : columns[c].key));
		statement_mark(&rows, i, line, 2);
	}
	table_note(job->arena, table, "Closing balance = opening balance + in-year variance + "
				      "balances leaving with schools that become academies.");
	note_marks(job->arena, table);
	note_differences(job->arena, table, statement_difference, &differences);
	sources = rows_part(job->arena, &page, "sources");
	note_sources(*doc, &sources);
	return 0;
}

int
report_reserves(const struct report_job *job, struct doc **doc, struct err *err)
{
	static const struct column columns[] = {
		{.key = "reserve", .label = "Title/description", .head = true},
		{.key = "opening", .label = "Opening balance", .unit = "£m",
			.kind = COLUMN_FIGURE},
		{.key = "approved", .label = "Approved use", .unit = "£m", .kind = COLUMN_FIGURE},
		{.key = "recommended", .label = "Further use recommended", .unit = "£m",
			.kind = COLUMN_FIGURE},
		{.key = "closing", .label = "Closing balance", .unit = "£m",
			.kind = COLUMN_FIGURE},
		{.key = "reason", .label = "Reason"},
	};
	struct rows page, scope, rows, differences, words, sources;
	struct table *table;

	if (db_query(job->db, STMT_RESERVES_PAGE, DB_PARAMS(job->params.period), job->arena, &page,
		    err) != 0)
		return -1;
	scope = rows_part(job->arena, &page, "scope");
	rows = rows_part(job->arena, &page, "lines");
	differences = rows_part(job->arena, &page, "differences");
	*doc = report_doc(job, "Reserves and provisions", &scope);
	table = doc_table(*doc, "reserves", "Reserves and provisions",
		sizeof(columns) / sizeof(columns[0]), columns);
	for (size_t i = 0; i < rows.count; i++) {
		enum row_kind kind = statement_row_kind(row_text(&rows, i, "kind"));
		struct row *line;

		/* The subtotal of a group of one line would say the line again. */
		if (kind == ROW_SUBTOTAL && row_integer(&rows, i, "lines") < 2)
			continue;
		line = table_row(job->arena, table, kind);
		line->cells[0] = cell_words(kind == ROW_TOTAL ? "Grand Total"
				: kind == ROW_SUBTOTAL
				? arena_printf(job->arena, "%s total",
					  row_text(&rows, i, "group_name"))
				: row_text(&rows, i, "line_name"));
		if (kind == ROW_GROUP)
			continue;
		for (size_t c = 1; c < table->column_count - 1; c++)
			line->cells[c] = cell_amount(
				job->arena, row_text(&rows, i, columns[c].key));
		line->cells[5] = cell_words(row_text(&rows, i, "reason"));
		statement_mark(&rows, i, line, 4);
	}
	table_note(job->arena, table, "Closing balance = opening balance + approved use + further "
				      "use recommended; a use of reserves is negative.");
	note_marks(job->arena, table);
	note_differences(job->arena, table, statement_difference, &differences);
	words = rows_part(job->arena, &page, "words");
	add_reserves_chart(*doc, &rows, &words);
	sources = rows_part(job->arena, &page, "sources");
	note_sources(*doc, &sources);
	return 0;
}
