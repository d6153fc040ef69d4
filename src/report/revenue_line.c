/* A line of a statement: what it says there, and for those who may see it, the ledger below it. */
#include "report/build.h"

#include <string.h>

#include "base/str.h"

static void
add_figures(struct doc *doc, const struct rows *rows)
{
	static const struct column columns[] = {
		{.key = "measure", .label = "Measure", .head = true},
		{.key = "value", .label = "Value", .unit = "£m", .kind = COLUMN_FIGURE},
	};
	static const struct {
		const char *column, *label;
	} measures[] = {
		{"budget", "Approved budget"}, {"outturn", "Outturn"},
		{"variance", "+Over / -Underspend"},
		{"percent", "+Over / -Underspend as % of budget"},
		{"movement", "Movement since last report"},
	};
	struct table *table = doc_table(doc, "line", "In the statement",
		sizeof(columns) / sizeof(columns[0]), columns);

	for (size_t i = 0; i < sizeof(measures) / sizeof(measures[0]); i++) {
		struct row *row = table_row(doc->arena, table, ROW_BODY);

		row->cells[0] = cell_words(measures[i].label);
		row->cells[1] = cell_amount(doc->arena, row_text(rows, 0, measures[i].column));
	}
	if (!row_true(rows, 0, "released"))
		table_note(doc->arena, table,
			"Not yet released: members do not see these figures.");
}

static void
add_ledger(struct doc *doc, const struct rows *rows, bool from_ledger)
{
	static const struct {
		const char *column, *label;
	} measures[] = {
		{"ledger_budget", "Budget for the year"}, {"profiled", "Profiled budget to date"},
		{"actual", "Actual to date"}, {"committed", "Committed"},
		{"computed", "Actual + the rest of the profiled budget"},
		{"forecast", "Forecast for the year"},
	};
	static const struct column columns[] = {
		{.key = "measure", .label = "Measure", .head = true},
		{.key = "value", .label = "Value", .unit = "£", .kind = COLUMN_FIGURE},
	};
	struct table *table = doc_table(doc, "ledger", "In the ledger",
		sizeof(columns) / sizeof(columns[0]), columns);

	for (size_t i = 0; i < sizeof(measures) / sizeof(measures[0]); i++) {
		struct row *row = table_row(doc->arena, table, ROW_BODY);

		row->cells[0] = cell_words(measures[i].label);
		row->cells[1] = cell_amount(doc->arena, row_text(rows, 0, measures[i].column));
	}
	if (row_true(rows, 0, "is_manual"))
		table_note(doc->arena, table,
			arena_printf(doc->arena, "The forecast was entered: %s",
				row_string(rows, 0, "forecast_reason")));
	if (!from_ledger)
		table_note(doc->arena, table, "The statement of this period was entered; it does "
					      "not come from the ledger.");
}

/* Whoever came here by a link wants to see the other lines. */
static void
add_way_back(struct doc *doc, const char *href)
{
	struct block *block = doc_paragraph(doc, "");
	struct span *span = arena_array(doc->arena, 1, sizeof(*span));

	*span = (struct span){.text = arena_printf(doc->arena,
		"All lines of the statement of %s", doc->period_label), .href = href};
	block->text = (struct text){span, 1};
}

static int
line(const struct report_job *job, const char *statement, struct doc **doc, struct err *err)
{
	struct arena *arena = job->arena;
	struct rows page, scope, rows, centres, subjectives, indicators, risks, sources;

	if (db_query(job->db, STMT_LINE_PAGE,
		    DB_PARAMS(statement, job->params.period, job->subject, job->day), arena, &page,
		    err) != 0)
		return -1;
	scope = rows_part(arena, &page, "scope");
	rows = rows_part(arena, &page, "line");
	if (rows.count == 0)
		return err_set(err, ERR_ABSENT, "the statement of %s has no line \"%s\"",
			row_text(&scope, 0, "period"), job->subject);
	*doc = report_doc(job, row_text(&rows, 0, "line_name"), &scope);
	if (row_text(&rows, 0, "budget") != NULL)
		add_figures(*doc, &rows);
	if (row_text(&rows, 0, "reason") != NULL)
		doc_paragraph(*doc, arena_printf(arena, "Reason for the variance: %s",
					    row_text(&rows, 0, "reason")));
	if (row_text(&rows, 0, "forecast") != NULL)
		add_ledger(*doc, &rows, row_true(&scope, 0, "from_ledger"));
	centres = rows_part(arena, &page, "centres");
	if (centres.count > 0) {
		add_centres(*doc, "cost-centres", "Cost centres of this line", &centres);
		subjectives = rows_part(arena, &page, "subjectives");
		add_subjectives(*doc, &subjectives);
	}
	indicators = rows_part(arena, &page, "indicators");
	risks = rows_part(arena, &page, "risks");
	add_line_links(*doc, &indicators, &risks, 2);
	add_way_back(*doc, row_text(&scope, 0, "href"));
	sources = rows_part(arena, &page, "sources");
	note_sources(*doc, &sources);
	return 0;
}

int
report_revenue_line(const struct report_job *job, struct doc **doc, struct err *err)
{
	return line(job, "la", doc, err);
}

int
report_schools_line(const struct report_job *job, struct doc **doc, struct err *err)
{
	return line(job, "schools", doc, err);
}
