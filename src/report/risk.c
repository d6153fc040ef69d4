/* One risk: what it is, how it stands, every review that is held, and what hangs on it. */
#include "report/build.h"

#include "base/str.h"

static void
fact_if(struct doc *doc, struct block *facts, const char *term, const char *text)
{
	if (!str_blank(text))
		doc_fact(doc, facts, term, text);
}

static const char *
score_words(struct arena *arena, const struct rows *rows, size_t row, const char *prefix)
{
	struct cell cell = risk_score(arena, rows, row, prefix);

	return arena_printf(
		arena, "%s, %s (%s)", cell.text, rag_word(cell.rag), cell.why);
}

static void
add_standing(struct doc *doc, const struct rows *rows, const char *overdue)
{
	size_t now = rows->count - 1;
	struct cell prospects = risk_prospects(rows, now), moved = risk_direction(rows, now);
	struct block *facts = doc_facts(doc, 12);
	const char *due = row_text(rows, now, "due");

	doc_fact(doc, facts, "Risk", row_text(rows, now, "description"));
	doc_fact(doc, facts, "Score", score_words(doc->arena, rows, now, ""));
	doc_fact(doc, facts, "Target score", score_words(doc->arena, rows, now, "target_"));
	fact_if(doc, facts, "Target date", row_text(rows, now, "target_date"));
	fact_if(doc, facts, "Prospects of meeting the target", prospects.text);
	doc_fact(doc, facts, "Direction since the last review",
		moved.text != NULL ? moved.text : moved.why);
	fact_if(doc, facts, "Owner", row_text(rows, now, "owner"));
	fact_if(doc, facts, "Entered", row_text(rows, now, "entered"));
	doc_fact(doc, facts, "Reviewed", row_text(rows, now, "reviewed"));
	if (due != NULL)
		doc_fact(doc, facts, "Next review due",
			row_true(rows, now, "overdue")
				? arena_printf(doc->arena, "%s: overdue at %s", due, overdue)
				: due);
	fact_if(doc, facts, "Tasks", row_text(rows, now, "tasks"));
	fact_if(doc, facts, "Progress", row_text(rows, now, "progress"));
}

static void
fill_series(struct doc *doc, struct series *series, const char *label, enum series_role role,
	const struct rows *rows, const char *column)
{
	series->label = label;
	series->role = role;
	series->points = arena_array(doc->arena, rows->count, sizeof(*series->points));
	for (size_t i = 0; i < rows->count; i++)
		series->points[i] = (struct point){.number = row_text(rows, i, column),
			.text = row_text(rows, i, column)};
}

/* The score over the reviews; one review is no line. */
static void
add_score_chart(struct doc *doc, const struct rows *rows, const struct rows *words)
{
	struct chart *chart;

	if (rows->count < 2)
		return;
	chart = doc_chart(doc, "scores", "Score at each review");
	chart->unit = "score, of 25";
	chart->table_key = "reviews";
	chart->label_count = rows->count;
	chart->labels = arena_array(doc->arena, rows->count, sizeof(*chart->labels));
	for (size_t i = 0; i < rows->count; i++)
		chart->labels[i] = row_text(rows, i, "short");
	chart->series = arena_array(doc->arena, 2, sizeof(*chart->series));
	chart->series_count = 2;
	fill_series(doc, &chart->series[0], "Score", SERIES_VALUE, rows, "score");
	fill_series(doc, &chart->series[1], "Target score", SERIES_TARGET, rows, "target_score");
	chart->alternative = row_text(words, 0, "words");
}

static void
add_reviews(struct doc *doc, const struct rows *rows)
{
	static const struct column columns[] = {
		{.key = "reviewed", .label = "Reviewed", .kind = COLUMN_DATE, .head = true},
		{.key = "likelihood", .label = "Likelihood", .kind = COLUMN_FIGURE},
		{.key = "impact", .label = "Impact", .kind = COLUMN_FIGURE},
		{.key = "score", .label = "Score", .kind = COLUMN_FIGURE},
		{.key = "target_score", .label = "Target score", .kind = COLUMN_FIGURE},
		{.key = "direction", .label = "Direction since the review before"},
		{.key = "prospects", .label = "Prospects of meeting the target"},
		{.key = "progress", .label = "Progress"},
	};
	struct table *table = doc_table(doc, "reviews", "Reviews",
		sizeof(columns) / sizeof(columns[0]), columns);

	for (size_t i = rows->count; i-- > 0;) {
		struct row *line = table_row(doc->arena, table, ROW_BODY);

		line->cells[0] = cell_words(row_text(rows, i, "reviewed"));
		for (size_t c = 1; c < 3; c++)
			line->cells[c] = cell_figure(row_text(rows, i, columns[c].key),
				row_text(rows, i, columns[c].key));
		line->cells[3] = risk_score(doc->arena, rows, i, "");
		line->cells[4] = risk_score(doc->arena, rows, i, "target_");
		line->cells[5] = risk_direction(rows, i);
		line->cells[6] = risk_prospects(rows, i);
		line->cells[7] = cell_words(row_text(rows, i, "progress"));
		if (!row_true(rows, i, "released"))
			line->cells[3].marks = "[u]";
	}
	note_marks(doc->arena, table);
}

int
report_risk(const struct report_job *job, struct doc **doc, struct err *err)
{
	struct rows page, reviews, words, indicators, lines, sources;

	if (db_query(job->db, STMT_RISK_PAGE, DB_PARAMS(job->day, job->subject), job->arena, &page,
		    err) != 0)
		return -1;
	reviews = rows_part(job->arena, &page, "reviews");
	if (reviews.count == 0)
		return err_set(err, ERR_ABSENT, "there is no risk \"%s\"", job->subject);
	words = rows_part(job->arena, &page, "score-words");
	indicators = rows_part(job->arena, &page, "indicators");
	lines = rows_part(job->arena, &page, "lines");
	sources = rows_part(job->arena, &page, "sources");
	*doc = doc_new(job->arena, job->name,
		arena_printf(job->arena, "%s %s", job->subject,
			row_text(&reviews, reviews.count - 1, "name")));
	add_standing(*doc, &reviews, row_text(&reviews, 0, "day"));
	doc_heading(*doc, 2, "history", "Over the reviews");
	add_score_chart(*doc, &reviews, &words);
	add_reviews(*doc, &reviews);
	add_risk_links(*doc, &indicators, &lines, 2);
	note_sources(*doc, &sources);
	return 0;
}
