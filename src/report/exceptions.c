/* The exceptions: which indicators meet which criterion, with the figures that show it. */
#include "report/build.h"

static const char *const notes[] = {
	"Off target: rated Red by the dashboard's rule, or its target is missed by 5% of it or more.",
	"Three periods of deterioration: three worsening steps in a row, no period missing between.",
	"Budget line overspent: a budget line linked to the indicator is over budget.",
	"Risk above its target: a risk linked to the indicator scores more than its target.",
	"The list is a proposal: the author of a paper chooses which report cards it prints.",
};

static void
add_list(struct doc *doc, const struct rows *rows, const char *title)
{
	static const struct column columns[] = {
		{.key = "ref", .label = "Ref"},
		{.key = "name", .label = "Indicator", .head = true},
		{.key = "criterion", .label = "Criterion"},
		{.key = "proof", .label = "What shows it"},
		{.key = "period", .label = "Period"},
		{.key = "value", .label = "Figure", .kind = COLUMN_FIGURE},
		{.key = "target", .label = "Target", .kind = COLUMN_FIGURE, .optional = true},
	};
	struct table *table = doc_table(
		doc, "exceptions", title, sizeof(columns) / sizeof(columns[0]), columns);

	for (size_t i = 0; i < rows->count; i++) {
		struct row *line = table_row(doc->arena, table, ROW_BODY);

		line->cells[0] = cell_words(row_text(rows, i, "ref"));
		line->cells[0].href = indicator_href(doc->arena, line->cells[0].text, doc->area,
			"period", row_text(rows, i, "period"));
		line->cells[1] = cell_words(row_text(rows, i, "name"));
		line->cells[2] = cell_words(arena_printf(doc->arena, "%s. %s",
			row_text(rows, i, "criterion"), row_text(rows, i, "criterion_name")));
		line->cells[3] = cell_words(row_text(rows, i, "words"));
		line->cells[4] = cell_words(row_text(rows, i, "label"));
		line->cells[5] = cell_row(rows, i);
		line->cells[6] = cell_words(row_text(rows, i, "target"));
	}
	for (size_t i = 0; i < sizeof(notes) / sizeof(notes[0]); i++)
		table_note(doc->arena, table, notes[i]);
	note_rated_by(doc->arena, table, "dashboard");
	note_marks(doc->arena, table);
}

int
report_exceptions(const struct report_job *job, struct doc **doc, struct err *err)
{
	static const char *const kinds[] = {"indicators", "targets", "observations", "totals",
		"populations", "links", "revenue", "risks"};
	struct rows scope, page, rows, terms;

	if (db_query(job->db, STMT_DASHBOARD_SCOPE,
		    DB_PARAMS(job->params.area, job->params.period), job->arena, &scope, err) != 0 ||
		db_query(job->db, STMT_EXCEPTIONS,
			DB_PARAMS(row_text(&scope, 0, "area_id"), row_text(&scope, 0, "period_id")),
			job->arena, &page, err) != 0)
		return -1;
	rows = row_part(&page, 0, "list", job->arena);
	*doc = report_doc(job, "Performance exceptions", &scope);
	(*doc)->area = row_text(&scope, 0, "area");
	add_list(*doc, &rows, row_text(&page, 0, "words"));
	terms = row_part(&page, 0, "terms", job->arena);
	add_terms_used(*doc, &terms);
	add_sources(job, *doc, sizeof(kinds) / sizeof(kinds[0]), kinds);
	return 0;
}
