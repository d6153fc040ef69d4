/* The risk register: scores now and at the target, rated, with what is being done. */
#include "report/build.h"

#include "base/str.h"

static struct cell
score_cell(struct arena *arena, const struct rows *rows, size_t row, const char *score,
	const char *rating, const char *likelihood, const char *impact)
{
	struct cell cell = cell_figure(row_text(rows, row, score), row_text(rows, row, score));

	cell.rag = rag_read(row_text(rows, row, rating));
	cell.why = arena_printf(arena, "likelihood %s × impact %s",
		row_text(rows, row, likelihood), row_text(rows, row, impact));
	return cell;
}

static struct cell
prospects_cell(const struct rows *rows, size_t row)
{
	const char *prospects = row_text(rows, row, "prospects");
	enum rag rag = rag_read(prospects);

	if (str_equal(prospects, "met"))
		return cell_words("Met");
	return (struct cell){.text = rag == RAG_NONE ? NULL : rag_word(rag), .rag = rag};
}

static void
add_register(struct doc *doc, const struct rows *rows)
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
	};
	struct table *table = doc_table(doc, "register", "Risk register",
		sizeof(columns) / sizeof(columns[0]), columns);

	table->columns[2].group = table->columns[3].group = "Now";
	for (size_t i = 0; i < rows->count; i++) {
		struct row *line = table_row(doc->arena, table, ROW_BODY);

		line->cells[0] = cell_words(row_text(rows, i, "number"));
		line->cells[1] = cell_words(row_text(rows, i, "name"));
		line->cells[2] = cell_figure(row_text(rows, i, "likelihood"),
			row_text(rows, i, "likelihood"));
		line->cells[3] = cell_figure(
			row_text(rows, i, "impact"), row_text(rows, i, "impact"));
		line->cells[4] = score_cell(
			doc->arena, rows, i, "score", "rating", "likelihood", "impact");
		line->cells[5] = score_cell(doc->arena, rows, i, "target_score",
			"target_rating", "target_likelihood", "target_impact");
		line->cells[6] = cell_words(row_text(rows, i, "target_date"));
		line->cells[7] = prospects_cell(rows, i);
		line->cells[8].dot = dot_read(row_text(rows, i, "direction"));
		if (line->cells[8].dot == DOT_ABSENT) {
			line->cells[8].dot = DOT_NONE;
			line->cells[8].why = "no earlier review is held";
		} else {
			line->cells[8].text = dot_word(line->cells[8].dot);
		}
		line->cells[9] = cell_words(row_text(rows, i, "owner"));
		line->cells[10] = cell_words(row_text(rows, i, "reviewed"));
		if (!row_true(rows, i, "released"))
			line->cells[0].marks = "[u]";
	}
	table_note(doc->arena, table, "Score = likelihood (1 to 5) × impact (1 to 5): 1 to 5 "
				      "Green, 6 to 15 Amber, 16 to 25 Red.");
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
	static const char *const kinds[] = {"risks"};
	struct rows rows;

	if (db_query(job->db, STMT_RISKS, DB_NONE, job->arena, &rows, err) != 0)
		return -1;
	*doc = doc_new(job->arena, job->name, "Risk register");
	add_register(*doc, &rows);
	add_details(*doc, &rows);
	return add_sources(job, *doc, 1, kinds, err);
}
