/*
 * All indicators as processes on one page, as in NHS England's "Making Data Count": how many of them vary in which way
 * and can be relied on to meet their target; then each with its two signs in words.
 */
#include "../sift.h"
#include "base/str.h"
#include "performance.h"

static const struct {
	const char *turn, *words;
} turns[] = {{"better", "Special cause, an improvement"}, {"common", "Common cause: no change"},
	{"worse", "Special cause, a concern"}, {"neither", "Special cause, neither better nor worse"}};

static const char *const assurances[] = {"pass", "either", "fail", NULL};

enum { TURNS = sizeof(turns) / sizeof(turns[0]), ASSURANCES = sizeof(assurances) / sizeof(assurances[0]) };

/* The references of those that are in this place of the matrix; of very many how many there are. */
static const char *
refs_in(const struct build *build, const struct rows *signs, const char *turn, const char *assurance)
{
	enum { MANY = 24 };
	const char *refs = NULL;
	size_t count = 0;

	for (size_t i = 0; i < signs->count; i++) {
		if (!str_equal(row_text(signs, i, "turn"), turn) ||
			!str_equal(row_text(signs, i, "assurance"), assurance))
			continue;
		refs = count++ == 0 ? row_text(signs, i, "ref")
				    : arena_printf(build->arena, "%s, %s", refs, row_text(signs, i, "ref"));
	}
	return count <= MANY ? refs : arena_printf(build->arena, "%zu indicators, listed below", count);
}

static void
add_matrix(const struct build *build)
{
	static const struct column columns[] = {{.key = "variation", .label = "Variation", .head = true},
		{.key = "pass", .label = "Consistently met", .group = "Assurance: the target is"},
		{.key = "either", .label = "Met or missed", .group = "Assurance: the target is"},
		{.key = "fail", .label = "Consistently missed", .group = "Assurance: the target is"},
		{.key = "none", .label = "No target"}};
	const struct rows *signs = sift_whole(build);
	struct table *table = doc_table(build->doc, "matrix", "Variation and assurance: which indicators are where",
		sizeof(columns) / sizeof(columns[0]), columns);

	for (size_t t = 0; t < TURNS; t++) {
		struct row *row = table_row(build->arena, table, ROW_BODY);

		row->cells[0] = cell_words(turns[t].words);
		for (size_t a = 0; a < ASSURANCES; a++)
			row->cells[1 + a] = cell_words(refs_in(build, signs, turns[t].turn, assurances[a]));
	}
	table_note(build->arena, table,
		"Variation: what the latest point of each process chart says. Assurance: whether the target lies beyond the "
		"limits within which the process varies, so that it is always met or never, or within them.");
}

static void
add_list_of_signs(const struct build *build)
{
	static const struct field fields[] = {FIELD_REF, FIELD_NAME("Indicator"),
		{.key = "section", .label = "Section"},
		{.key = "value", .label = "Latest", .kind = COLUMN_FIGURE, .own = true}, FIGURE("mean", "Mean"),
		{.key = "target", .label = "Target", .kind = COLUMN_FIGURE},
		{.key = "variation", .label = "Variation", .sign = true},
		{.key = "assurance", .label = "Assurance", .sign = true},
		{.key = "no_limits", .label = "Why there are no limits", .optional = true}};
	static const struct table_spec spec = {"signs", "Each indicator", FIELDS(fields), NULL, NULL};

	mark_notes(build->doc, add_table(build->doc, &spec, build_part(build, "signs")));
}

static int
build_processes(struct build *build, struct err *err)
{
	(void)err;
	add_matrix(build);
	add_list_of_signs(build);
	add_terms(build->doc, build_part(build, "terms"));
	return 0;
}

static const struct sift sift = {
	.part = "signs",
	.table = "signs",
	.thing = "indicator",
	.things = "indicators",
	.lead = "lead",
	.section = "section",
	.texts = {"ref", "name", "turn"},
	.orders = {{"ref", "ref", ORDER_TEXT}, {"name", "name", ORDER_TEXT}, {"section", "section", ORDER_TEXT},
		{"variation", "variation", ORDER_TEXT}, {"assurance", "assurance", ORDER_TEXT}},
};

const struct report processes_report = {
	.address = "performance/process",
	.title = "Indicators as processes",
	.about = "Which indicators change, and which can be relied on to meet their target",
	.permission = PERMIT_FIGURES,
	.door = DOOR_PERFORMANCE,
	.listed = "Overview",
	.params = PARAM_AREA | PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.sources = figure_sources,
	.scope = STMT_PROCESSES_SCOPE,
	.parts = GROUP_PROCESSES,
	.build = build_processes,
	.sift = &sift,
};
