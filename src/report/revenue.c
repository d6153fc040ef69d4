/* The monitoring statements: the local authority's revenue, and the schools budget. */
#include "report/build.h"

#include <string.h>

static struct cell
movement_cell(struct arena *arena, const struct rows *rows, size_t row)
{
	struct cell cell = cell_amount(arena, row_text(rows, row, "movement"));
	long unknown = row_integer(rows, row, "unknown");

	if (unknown > 0) {
		cell.marks = "[i]";
		cell.why = arena_printf(arena, "without %ld line%s whose movement is not known",
			unknown, unknown == 1 ? "" : "s");
	}
	return cell;
}

static struct table *
add_lines(struct doc *doc, const struct rows *rows)
{
	static const struct column columns[] = {
		{.key = "line", .label = "Division of service", .head = true},
		{.key = "budget", .label = "Approved budget", .unit = "£m", .kind = COLUMN_FIGURE},
		{.key = "outturn", .label = "Outturn", .unit = "£m", .kind = COLUMN_FIGURE},
		{.key = "variance", .label = "+Over / -Underspend", .unit = "£m",
			.kind = COLUMN_FIGURE},
		{.key = "percent", .label = "+Over / -Underspend as % of budget",
			.kind = COLUMN_FIGURE},
		{.key = "movement", .label = "Movement since last report", .unit = "£m",
			.kind = COLUMN_FIGURE},
	};
	struct table *table = doc_table(doc, "lines", "Budget, outturn and variance",
		sizeof(columns) / sizeof(columns[0]), columns);
	struct arena *arena = doc->arena;
	bool blank = false;

	for (size_t i = 0; i < rows->count; i++) {
		struct row *line =
			table_row(arena, table, statement_row_kind(row_text(rows, i, "kind")));

		line->cells[0] = cell_words(row_text(rows, i, "line_name"));
		if (line->kind == ROW_GROUP)
			continue;
		if (line->kind == ROW_BODY)
			line->cells[0].href = arena_printf(arena, "/%s/%s?period=%s", doc->report,
				row_text(rows, i, "slug"), doc->period);
		line->cells[1] = cell_amount(arena, row_text(rows, i, "budget"));
		line->cells[2] = cell_amount(arena, row_text(rows, i, "outturn"));
		line->cells[3] = cell_amount(arena, row_text(rows, i, "variance"));
		line->cells[4] = cell_figure(
			row_text(rows, i, "percent"), row_text(rows, i, "percent_number"));
		line->cells[5] = movement_cell(arena, rows, i);
		blank = blank || row_integer(rows, i, "unknown") > 0;
		statement_mark(rows, i, line, 3);
	}
	table_note(arena, table, "Variance is outturn less budget: + over, - under. Income is a "
				 "negative budget.");
	if (blank)
		table_note(arena, table, "A blank movement is not known: its line cannot be "
					 "compared with the last report. [i] Incomplete: the sum "
					 "leaves such lines out.");
	note_marks(arena, table);
	return table;
}

/* Cost centres that no line has are missing from a statement out of the ledger. */
static void
note_shortfall(struct arena *arena, struct table *table, const struct rows *rows)
{
	if (rows->count == 0)
		return;
	table_note(arena, table, arena_printf(arena,
		"This statement is short by %s cost centre%s that no line has: budget £%s, actual "
		"to date £%s, forecast £%s, %s.",
		row_text(rows, 0, "centres"), row_integer(rows, 0, "centres") == 1 ? "" : "s",
		row_text(rows, 0, "budget"), row_text(rows, 0, "actual"),
		row_text(rows, 0, "forecast"), row_text(rows, 0, "variance")));
}

/* Drawn from the same lines, so the two tables cannot differ. */
static void
add_reasons(struct doc *doc, const struct rows *rows)
{
	static const struct column columns[] = {
		{.key = "line", .label = "Division of service", .head = true},
		{.key = "variance", .label = "+Over / -Underspend", .unit = "£m",
			.kind = COLUMN_FIGURE},
		{.key = "reason", .label = "Reason for the variance"},
	};
	struct table *table = doc_table(doc, "reasons", "Reasons for the variances",
		sizeof(columns) / sizeof(columns[0]), columns);

	for (size_t i = 0; i < rows->count; i++) {
		enum row_kind kind = statement_row_kind(row_text(rows, i, "kind"));
		struct row *line;

		if (kind != ROW_BODY && kind != ROW_GROUP)
			continue;
		line = table_row(doc->arena, table, kind);
		line->cells[0] = cell_words(row_text(rows, i, "line_name"));
		if (kind == ROW_GROUP)
			continue;
		line->cells[1] = cell_amount(doc->arena, row_text(rows, i, "variance"));
		line->cells[2] = cell_words(row_text(rows, i, "reason"));
		statement_mark(rows, i, line, 1);
	}
	note_marks(doc->arena, table);
}

/* A ring-fenced budget nets to nothing, its reserve included; if not, the statement says by how much. */
static void
note_net(struct doc *doc, struct table *table, const struct rows *rows)
{
	for (size_t i = 0; i < rows->count; i++) {
		const char *net;

		if (statement_row_kind(row_text(rows, i, "kind")) != ROW_TOTAL)
			continue;
		net = row_text(rows, i, "variance");
		table_note(doc->arena, table,
			strcmp(net, "0.000") == 0
				? "The budget is ring-fenced; its variance is met from the Dedicated "
				  "Schools Grant reserve, and the statement nets to 0.000."
				: arena_printf(doc->arena,
					  "The budget is ring-fenced and should net to 0.000 with "
					  "the line of the reserve; this statement does not: "
					  "%s remains.",
					  net));
	}
}

static int
statement(const struct report_job *job, const char *name, const char *title, struct doc **doc,
	struct err *err)
{
	struct arena *arena = job->arena;
	struct rows page, scope, rows, vanished, shortfall, differences, words, history, links, sources;
	struct table *lines;

	if (db_query(job->db, STMT_REVENUE_PAGE, DB_PARAMS(name, job->params.period, job->day),
		    arena, &page, err) != 0)
		return -1;
	scope = rows_part(arena, &page, "scope");
	rows = rows_part(arena, &page, "lines");
	vanished = rows_part(arena, &page, "vanished");
	shortfall = rows_part(arena, &page, "shortfall");
	differences = rows_part(arena, &page, "differences");
	*doc = report_doc(job, title, &scope);
	lines = add_lines(*doc, &rows);
	if (row_true(&scope, 0, "from_ledger"))
		table_note(arena, lines, "Out of the ledger: the outturn is the forecast, as "
					 "entered for the line, else actual + the rest of the "
					 "profiled budget.");
	if (vanished.count > 0)
		table_note(arena, lines, row_text(&vanished, 0, "words"));
	note_shortfall(arena, lines, &shortfall);
	if (strcmp(name, "schools") == 0)
		note_net(*doc, lines, &rows);
	note_differences(arena, lines, statement_difference, &differences);
	words = rows_part(arena, &page, "variance-words");
	add_variance_chart(*doc, &rows, &words);
	add_reasons(*doc, &rows);
	history = rows_part(arena, &page, "history");
	words = rows_part(arena, &page, "history-words");
	add_history(*doc, &history, &words);
	links = rows_part(arena, &page, "links");
	add_statement_links(*doc, &links);
	sources = rows_part(arena, &page, "sources");
	note_sources(*doc, &sources);
	return 0;
}

int
report_revenue(const struct report_job *job, struct doc **doc, struct err *err)
{
	return statement(job, "la", "Revenue: local authority budget", doc, err);
}

int
report_schools(const struct report_job *job, struct doc **doc, struct err *err)
{
	return statement(job, "schools", "Revenue: schools budget", doc, err);
}
