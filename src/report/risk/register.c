/* The risk register: scores now and at the target, rated, with what is being done. */
#include "../address.h"
#include "../builder.h"
#include "../charts.h"
#include "../notes.h"
#include "../sift.h"
#include "base/str.h"
#include "risk.h"

const char *
risk_direction_words(struct arena *arena, const struct rows *rows, size_t row)
{
	enum dot dot = dot_read(row_text(rows, row, "direction_dot"));

	(void)arena;
	return dot == DOT_ABSENT || dot == DOT_NONE ? NULL : dot_word(dot);
}

/* Rated, or "Met". */
const char *
risk_prospects_words(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *prospects = row_text(rows, row, "prospects");

	(void)arena;
	if (str_equal(prospects, "met"))
		return "Met";
	return rag_read(prospects) == RAG_NONE ? NULL : rag_word(rag_read(prospects));
}

static void
add_register(const struct build *build, const struct rows *risks)
{
	static const struct field fields[] = {{.key = "number", .label = "Number", .head = true, .link = link_risk},
		{.key = "name", .label = "Risk"},
		{.key = "likelihood", .label = "Likelihood", .group = "Now", .kind = COLUMN_FIGURE},
		{.key = "impact", .label = "Impact", .group = "Now", .kind = COLUMN_FIGURE},
		{.key = "score", .label = "Score", .group = "Now", .kind = COLUMN_FIGURE},
		{.key = "target_score", .label = "Score", .group = "Target", .kind = COLUMN_FIGURE},
		{.key = "target_date", .label = "Date", .group = "Target", .kind = COLUMN_DATE},
		{.key = "prospects", .label = "Prospects of meeting the target", .words = risk_prospects_words},
		{.key = "direction", .label = "Direction since the last review", .words = risk_direction_words},
		{.key = "owner", .label = "Owner"}, {.key = "reviewed", .label = "Reviewed", .kind = COLUMN_DATE},
		{.key = "due", .label = "Next review due", .kind = COLUMN_DATE}};
	static const struct table_spec spec = {"register", "Risk register", FIELDS(fields),
		"No risks are held: an import of risks fills this page.", NULL};
	struct table *table = add_table(build->doc, &spec, risks);

	table_note(build->arena, table,
		"Score = likelihood (1 to 5) × impact (1 to 5): 1 to 5 Green, 6 to 15 Amber, 16 to 25 Red.");
	if (risks->count > 0)
		table_note(build->arena, table, row_text(build_part(build, "words"), 0, "overdue"));
	mark_notes(build->doc, table);
}

/* The 5 × 5 grid as chart and table, of now or at the targets. */
static void
add_heat(const struct build *build, bool at_target)
{
	static const struct field fields[] = {{.key = "likelihood", .label = "Likelihood", .head = true},
		{.key = "cell", .group = "Impact", .own = true, .pivot = true}};
	const char *title =
		at_target ? "Risks at their targets, by likelihood and impact" : "Risks now, by likelihood and impact";
	const struct table_spec spec = {at_target ? "heat-target" : "heat", title, FIELDS(fields), NULL, NULL};
	const struct chart_spec drawn = {.key = at_target ? "heat-target-chart" : "heat-chart",
		.title = title,
		.kind = CHART_HEAT,
		.unit = "Likelihood",
		.across = "Impact",
		.table_key = spec.key};
	const char *which = at_target ? "t" : "f";
	const struct rows heat = rows_where(build_part(build, "heat"), "at_target", which);
	const struct rows points = rows_where(build_part(build, "heat_points"), "at_target", which);
	const struct rows words = rows_where(build_part(build, "heat_words"), "at_target", which);

	struct table *table;

	add_points(build->doc, &drawn, &points)->alternative = row_text(&words, 0, "words");
	table = add_table(build->doc, &spec, &heat);
	table->folded = true;
	table_note(build->arena, table,
		"Each cell is a score, likelihood × impact, and the numbers of the risks that have it.");
}

/* What a risk is and what is done about it: words that no table holds well. */
static void
add_details(struct doc *doc, const struct rows *risks)
{
	static const struct {
		const char *term, *column;
	} parts[] = {{"Risk", "description"}, {"Entered", "entered"}, {"Tasks", "tasks"}, {"Progress", "progress"}};

	for (size_t i = 0; i < risks->count; i++) {
		const char *number = row_text(risks, i, "number");
		struct block *facts;

		doc_heading(doc, 2, arena_printf(doc->arena, "risk-%s", number),
			arena_printf(doc->arena, "%s: %s", number, row_text(risks, i, "name")))
			->unlisted = true;
		facts = doc_facts(doc, sizeof(parts) / sizeof(parts[0]));
		for (size_t p = 0; p < sizeof(parts) / sizeof(parts[0]); p++)
			if (row_text(risks, i, parts[p].column) != NULL)
				doc_fact(doc, facts, parts[p].term, row_text(risks, i, parts[p].column));
	}
}

static int
build_register(struct build *build, struct err *err)
{
	const struct rows *risks = build_part(build, "register");

	(void)err;
	add_register(build, risks);
	if (risks->count == 0)
		return 0;
	doc_break(build->doc, BLOCK_COLUMNS);
	add_heat(build, false);
	doc_break(build->doc, BLOCK_NEXT_COLUMN);
	add_heat(build, true);
	doc_break(build->doc, BLOCK_COLUMNS_END);
	add_details(build->doc, risks);
	return 0;
}

static const struct sift sift = {
	.part = "register",
	.table = "register",
	.thing = "risk",
	.things = "risks",
	.rating = "score_rag",
	.texts = {"number", "name", "owner"},
	.orders = {{"number", "number", ORDER_TEXT}, {"name", "name", ORDER_TEXT},
		{"likelihood", "likelihood", ORDER_NUMBER}, {"impact", "impact", ORDER_NUMBER},
		{"score", "score", ORDER_NUMBER}, {"target_score", "target_score", ORDER_NUMBER},
		{"owner", "owner", ORDER_TEXT}, {"reviewed", "reviewed_day", ORDER_TEXT}},
};

const struct report risks_report = {
	.address = "risks",
	.title = "Risk register",
	.permission = PERMIT_FIGURES,
	.door = DOOR_RISKS,
	.menu = "Register",
	.pdf = true,
	.data = true,
	.sources = (const char *const[]){"risks", NULL},
	.parts = GROUP_RISKS,
	.build = build_register,
	.sift = &sift,
};
