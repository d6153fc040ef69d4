/* The risk register: scores now and at the target, rated, with what is being done. */
#include "report/build.h"

static void
add_register(struct doc *doc, const struct rows *rows, const char *overdue)
{
	static const struct column columns[] = {
		{.key = "number", .label = "Number", .head = true},
		{.key = "name", .label = "Risk"},
		{.key = "likelihood", .label = "Likelihood", .kind = COLUMN_FIGURE},
		{.key = "impact", .label = "Impact", .kind = COLUMN_FIGURE},
		{.key = "score", .label = "Score", .group = "Now", .kind = COLUMN_FIGURE},
		{.key = "target_score", .label = "Score", .group = "Target",
			.kind = COLUMN_FIGURE},
		{.key = "target_date", .label = "Date", .group = "Target", .kind = COLUMN_DATE},
		{.key = "prospects", .label = "Prospects of meeting the target"},
		{.key = "direction", .label = "Direction since the last review"},
		{.key = "owner", .label = "Owner"},
		{.key = "reviewed", .label = "Reviewed", .kind = COLUMN_DATE},
		{.key = "due", .label = "Next review due", .kind = COLUMN_DATE},
	};
	struct table *table = doc_table(doc, "register", "Risk register",
		sizeof(columns) / sizeof(columns[0]), columns);

	table->columns[2].group = table->columns[3].group = "Now";
	for (size_t i = 0; i < rows->count; i++) {
		struct row *line = table_row(doc->arena, table, ROW_BODY);

		line->cells[0] = cell_words(row_text(rows, i, "number"));
		line->cells[0].href = risk_href(doc->arena, line->cells[0].text);
		line->cells[1] = cell_words(row_text(rows, i, "name"));
		line->cells[2] = cell_figure(row_text(rows, i, "likelihood"),
			row_text(rows, i, "likelihood"));
		line->cells[3] = cell_figure(
			row_text(rows, i, "impact"), row_text(rows, i, "impact"));
		line->cells[4] = risk_score(doc->arena, rows, i, "");
		line->cells[5] = risk_score(doc->arena, rows, i, "target_");
		line->cells[6] = cell_words(row_text(rows, i, "target_date"));
		line->cells[7] = risk_prospects(rows, i);
		line->cells[8] = risk_direction(rows, i);
		line->cells[9] = cell_words(row_text(rows, i, "owner"));
		line->cells[10] = cell_words(row_text(rows, i, "reviewed"));
		line->cells[11] = cell_words(row_text(rows, i, "due"));
		if (row_true(rows, i, "overdue"))
			line->cells[11].marks = "overdue";
		if (!row_true(rows, i, "released"))
			line->cells[0].marks = "[u]";
	}
	table_note(doc->arena, table, "Score = likelihood (1 to 5) × impact (1 to 5): 1 to 5 "
				      "Green, 6 to 15 Amber, 16 to 25 Red.");
	if (rows->count > 0)
		table_note(doc->arena, table, overdue);
	note_marks(doc->arena, table);
}

/* What a risk is and what is done about it: words that no table holds well. */
static void
add_details(struct doc *doc, const struct rows *rows)
{
	static const struct {
		const char *term, *column;
	} parts[] = {{"Risk", "description"}, {"Entered", "entered"}, {"Tasks", "tasks"},
		{"Progress", "progress"}};

	for (size_t i = 0; i < rows->count; i++) {
		const char *number = row_text(rows, i, "number");
		struct block *facts;

		doc_heading(doc, 2, arena_printf(doc->arena, "risk-%s", number),
			arena_printf(doc->arena, "%s: %s", number, row_text(rows, i, "name")))
			->unlisted = true;
		facts = doc_facts(doc, sizeof(parts) / sizeof(parts[0]));
		for (size_t p = 0; p < sizeof(parts) / sizeof(parts[0]); p++)
			if (row_text(rows, i, parts[p].column) != NULL)
				doc_fact(doc, facts, parts[p].term,
					row_text(rows, i, parts[p].column));
	}
}

int
report_risks(const struct report_job *job, struct doc **doc, struct err *err)
{
	struct rows page, risks, heat, heat_words, words, sources;

	if (db_query(job->db, STMT_RISKS_PAGE, DB_PARAMS(job->day), job->arena, &page, err) != 0)
		return -1;
	risks = rows_part(job->arena, &page, "risks");
	heat = rows_part(job->arena, &page, "heat");
	heat_words = rows_part(job->arena, &page, "heat-words");
	words = rows_part(job->arena, &page, "words");
	sources = rows_part(job->arena, &page, "sources");
	*doc = doc_new(job->arena, job->name, "Risk register");
	add_register(*doc, &risks, row_text(&words, 0, "overdue"));
	add_heat_map(*doc, &heat, &heat_words, false);
	add_heat_map(*doc, &heat, &heat_words, true);
	add_details(*doc, &risks);
	note_sources(*doc, &sources);
	return 0;
}
