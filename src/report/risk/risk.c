/* One risk: what it is, how it stands, every review that is held, and what hangs on it. */
#include "../builder.h"
#include "../charts.h"
#include "../linked.h"
#include "../notes.h"
#include "../resolved.h"
#include "base/str.h"
#include "risk.h"

static void
fact_if(struct doc *doc, struct block *facts, const char *term, const char *text)
{
	if (!str_blank(text))
		doc_fact(doc, facts, term, text);
}

static const char *
rated_score(struct arena *arena, const struct rows *rows, const char *name)
{
	struct cell cell = cell_of(arena, rows, 0, name);

	return arena_printf(arena, "%s, %s (%s)", cell.text, rag_word(cell.rag), cell.why);
}

static void
add_standing(struct doc *doc, const struct rows *reviews)
{
	const char *moved = risk_direction_words(doc->arena, reviews, 0);
	const char *due = row_text(reviews, 0, "due"), *reviewed = row_text(reviews, 0, "reviewed");
	struct block *facts = doc_facts(doc, 12);

	doc_fact(doc, facts, "Risk", row_text(reviews, 0, "description"));
	doc_fact(doc, facts, "Score", rated_score(doc->arena, reviews, "score"));
	doc_fact(doc, facts, "Target score", rated_score(doc->arena, reviews, "target_score"));
	fact_if(doc, facts, "Target date", row_text(reviews, 0, "target_date"));
	fact_if(doc, facts, "Prospects of meeting the target", risk_prospects_words(doc->arena, reviews, 0));
	doc_fact(doc, facts, "Direction since the last review",
		moved != NULL ? moved : row_text(reviews, 0, "direction_why"));
	fact_if(doc, facts, "Owner", row_text(reviews, 0, "owner"));
	fact_if(doc, facts, "Entered", row_text(reviews, 0, "entered"));
	doc_fact(doc, facts, "Reviewed", reviewed != NULL ? reviewed : "not dated");
	if (due != NULL)
		doc_fact(doc, facts, "Next review due",
			row_true(reviews, 0, "due_overdue")
				? arena_printf(doc->arena, "%s: overdue at %s", due, row_text(reviews, 0, "day"))
				: due);
	fact_if(doc, facts, "Tasks", row_text(reviews, 0, "tasks"));
	fact_if(doc, facts, "Progress", row_text(reviews, 0, "progress"));
}

/* The score over the reviews; one review is no line. */
static void
add_scores(const struct build *build)
{
	static const struct chart_spec spec = {.key = "scores",
		.title = "Score at each review",
		.unit = "score, of 25",
		.table_key = "reviews",
		.label = "short"};
	const struct rows *scores = build_part(build, "scores");
	struct chart *chart;

	if (scores->count < 2)
		return;
	chart = add_chart(build->doc, &spec, scores, 2);
	chart_dates(build->doc, chart, scores);
	chart_line(build->doc, chart, "Score", SERIES_VALUE, scores, 0, "score");
	chart_line(build->doc, chart, "Target score", SERIES_TARGET, scores, 0, "target_score");
	chart->alternative = row_text(build_part(build, "score_words"), 0, "words");
}

static const char *
reviewed_words(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *reviewed = row_text(rows, row, "reviewed");

	(void)arena;
	return reviewed != NULL ? reviewed : "not dated";
}

static void
add_reviews(struct doc *doc, const struct rows *reviews)
{
	static const struct field fields[] = {
		{.key = "reviewed", .label = "Reviewed", .words = reviewed_words, .kind = COLUMN_DATE, .head = true},
		{.key = "likelihood", .label = "Likelihood", .kind = COLUMN_FIGURE},
		{.key = "impact", .label = "Impact", .kind = COLUMN_FIGURE},
		{.key = "score", .label = "Score", .kind = COLUMN_FIGURE},
		{.key = "target_score", .label = "Target score", .kind = COLUMN_FIGURE},
		{.key = "direction", .label = "Direction since the review before", .words = risk_direction_words},
		{.key = "prospects", .label = "Prospects of meeting the target", .words = risk_prospects_words},
		{.key = "progress", .label = "Progress"}};
	static const struct table_spec spec = {"reviews", "Reviews", FIELDS(fields), NULL, NULL};

	mark_notes(doc, add_table(doc, &spec, reviews));
}

static int
build_risk(struct build *build, struct err *err)
{
	const struct rows *reviews = build_part(build, "reviews");

	(void)err;
	add_standing(build->doc, reviews);
	doc_heading(build->doc, 2, "history", "Over the reviews");
	add_scores(build);
	add_reviews(build->doc, reviews);
	add_resolutions(build->doc, build_part(build, "resolved"));
	add_risk_links(build->doc, build_part(build, "indicators"), build_part(build, "lines"));
	return 0;
}

const struct report risk_report = {
	.address = "risks/{number}",
	.subject = "risk",
	.permission = PERMIT_FIGURES,
	.door = DOOR_RISKS,
	.pdf = true,
	.data = true,
	.sources = (const char *const[]){"risks", "links", NULL},
	.scope = STMT_RISK_SCOPE,
	.parts = GROUP_RISK,
	.build = build_risk,
};
