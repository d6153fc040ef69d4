/* What commentary is still to write for the next meeting. */
#include "report/build.h"

static void
add_list(struct doc *doc, const struct rows *rows)
{
	static const struct column columns[] = {
		{.key = "ref", .label = "Ref"},
		{.key = "name", .label = "Indicator", .head = true},
		{.key = "period", .label = "Period"},
		{.key = "value", .label = "Figure", .kind = COLUMN_FIGURE},
		{.key = "reason", .label = "Because"},
		{.key = "lead", .label = "Lead officer", .optional = true},
		{.key = "missing", .label = "Still to write"},
		{.key = "written", .label = "Written"},
	};
	struct table *table = doc_table(doc, "due", "Commentary for the period",
		sizeof(columns) / sizeof(columns[0]), columns);

	table->empty = "No indicator needs commentary for this period.";
	for (size_t i = 0; i < rows->count; i++) {
		struct row *line = table_row(doc->arena, table, ROW_BODY);

		line->cells[0] = cell_words(row_text(rows, i, "ref"));
		line->cells[1] = cell_words(row_text(rows, i, "name"));
		line->cells[2] = cell_words(row_text(rows, i, "label"));
		line->cells[3] = cell_row(rows, i);
		if (line->cells[3].text == NULL) {
			line->cells[3].text = "n/a";
			line->cells[3].why = "no figure is held for this period";
		} else {
			line->cells[0].href = href_at(doc->arena,
				arena_printf(doc->arena,
					"/performance/indicators/%s/commentary",
					row_text(rows, i, "ref")),
				NULL, "period", row_text(rows, i, "period"));
		}
		line->cells[4] = cell_words(row_text(rows, i, "reason"));
		line->cells[5] = cell_words(row_text(rows, i, "lead"));
		line->cells[6] = cell_words(row_text(rows, i, "missing"));
		if (line->cells[6].text == NULL)
			line->cells[6].text = "nothing";
		line->cells[7] = cell_words(row_text(rows, i, "written"));
	}
	table_note(doc->arena, table,
		"Listed: the vital signs, and every indicator that meets a criterion of an exception. "
		"Background, analysis, action and success are written for each period of an indicator.");
	note_rated_by(doc->arena, table, "dashboard");
	note_marks(doc->arena, table);
}

int
report_commentary_due(const struct report_job *job, struct doc **doc, struct err *err)
{
	static const char *const kinds[] = {"indicators", "targets", "observations", "totals",
		"populations", "links", "revenue", "risks", "commentary", "meetings"};
	struct rows scope, page, rows, meeting, terms;
	const char *area, *period;

	if (db_query(job->db, STMT_DASHBOARD_SCOPE, DB_PARAMS(NULL, job->params.period),
		    job->arena, &scope, err) != 0)
		return -1;
	area = row_text(&scope, 0, "area_id");
	period = row_text(&scope, 0, "period_id");
	if (db_query(job->db, STMT_COMMENTARY_DUE, DB_PARAMS(area, period), job->arena, &page,
		    err) != 0)
		return -1;
	rows = row_part(&page, 0, "due", job->arena);
	meeting = row_part(&page, 0, "meeting", job->arena);
	*doc = report_doc(job, "Commentary still to write", &scope);
	if (meeting.count > 0) {
		struct block *block = doc_paragraph(*doc,
			arena_printf(job->arena, "For the meeting: %s",
				row_text(&meeting, 0, "words")));

		block->text.spans[0].href = arena_printf(
			job->arena, "/meetings/%s", row_text(&meeting, 0, "meeting"));
	} else {
		doc_paragraph(*doc, "No meeting after this period has been entered.");
	}
	add_list(*doc, &rows);
	terms = row_part(&page, 0, "terms", job->arena);
	add_terms_used(*doc, &terms);
	add_sources(job, *doc, sizeof(kinds) / sizeof(kinds[0]), kinds);
	return 0;
}
