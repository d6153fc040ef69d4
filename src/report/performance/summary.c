/* The management summary: every indicator that the council reports monthly, and by part of the council. */
#include "../sift.h"
#include "performance.h"

static void
add_lines(const struct build *build)
{
	static const struct field fields[] = {FIELD_REF, FIELD_NAME("Indicator"),
		{.key = "section", .label = "Section", .from = "in_heading", .optional = true},
		{.key = "good", .label = "Good is", .words = good_is},
		{.key = "data", .label = "Data note", .words = data_note}, FIELD_PERIODS("Last four months"),
		{.key = "months", .label = "13 months", .from = "drawn", .line = true},
		{.key = "ytd", .label = "YTD", .group = "Current year", .kind = COLUMN_FIGURE},
		{.key = "target", .label = "Target", .group = "Current year", .kind = COLUMN_FIGURE},
		{.key = "dot", .label = "DOT", .from = "direction"},
		{.key = "rag", .label = "RAG", .from = "rating", .words = rating_word},
		{.key = "red", .label = "Red", .group = "Tolerances", .kind = COLUMN_FIGURE},
		{.key = "green", .label = "Green", .group = "Tolerances", .kind = COLUMN_FIGURE},
		FIGURE("previous_ytd", "Previous YTD"),
		{.key = "difference", .label = "Difference", .group = "From a year before", .kind = COLUMN_FIGURE},
		{.key = "difference_pct", .label = "In per cent", .group = "From a year before", .kind = COLUMN_FIGURE},
		{.key = "stat_neighbour_avg",
			.label = "Stat. neigh.",
			.group = "Latest benchmarking",
			.kind = COLUMN_FIGURE},
		{.key = "best_stat_neighbour",
			.label = "Best neigh.",
			.group = "Latest benchmarking",
			.kind = COLUMN_FIGURE},
		{.key = "national_avg", .label = "England", .group = "Latest benchmarking", .kind = COLUMN_FIGURE},
		{.key = "national_top_quartile",
			.label = "Top quartile",
			.group = "Latest benchmarking",
			.kind = COLUMN_FIGURE}};
	static const struct table_spec spec = {"summary", "Management summary", FIELDS(fields), NULL, "heading"};
	struct doc *doc = build->doc;
	const struct rows *lines = build_part(build, "lines");
	struct table *table = add_table(doc, &spec, lines);

	if (rows_any(lines, "missing"))
		table_note(doc->arena, table,
			arena_printf(
				doc->arena, "Nothing is held in these months for %s.", row_text(lines, 0, "missing")));
	table_note(doc->arena, table,
		"YTD: from 1 April to the month; a percentage of sums, never a mean of percentages. Blank where the figure "
		"stands at a moment; n/a, with how many months are held, where one is missing.");
	table_note(doc->arena, table,
		"DOT compares the month with the one before, as performance: ↑ better, ↓ worse, ↔ the same, - nothing to "
		"compare with or for information. RAG rates the month by the tolerances beside it; the dashboard has its own "
		"targets.");
	table_note(doc->arena, table,
		"Difference: year to date less previous year to date; of what has no year to date, the month less the same "
		"month a year before; in percentage points for percentages.");
	rated_by_note(doc, table, "summary");
	mark_notes(doc, table);
	difference_notes(doc, table, build_part(build, "differences"), name_of_figure);
}

static size_t
lines_of(const struct rows *rows)
{
	size_t lines = 0;

	for (struct rows line = {0}; rows_next(rows, "line", &line);)
		lines++;
	return lines;
}

static void
add_localities(const struct build *build)
{
	static const struct field fields[] = {
		FIELD_REF, FIELD_NAME_TO("Indicator", link_localities), FIELD_PERIODS(NULL)};
	const struct rows *rows = build_part(build, "localities");
	size_t all = lines_of(build_part(build, "lines")), lines = lines_of(rows);
	struct doc *doc = build->doc;
	const struct table_spec spec = {"localities", arena_printf(doc->arena, "By %s", build_text(build, "locality")),
		FIELDS(fields), NULL, "heading"};
	struct table *table = add_table_if(doc, &spec, rows);

	if (table == NULL)
		return;
	if (lines < all)
		table_note(doc->arena, table,
			arena_printf(doc->arena,
				"Not here: %zu of the %zu indicators, of which no figures of %s are held for this month.",
				all - lines, all, build_text(build, "localities")));
	rated_by_note(doc, table, "summary");
	mark_notes(doc, table);
}

static int
build_summary(struct build *build, struct err *err)
{
	(void)err;
	add_lines(build);
	add_localities(build);
	add_terms(build->doc, build_part(build, "terms"));
	return 0;
}

static const struct sift sift = {
	.part = "lines",
	.table = "summary",
	.thing = "indicator",
	.things = "indicators",
	.line = "line",
	.rating = "rating_rag",
	.lead = "lead",
	.section = "heading",
	.texts = {"ref", "name"},
	.ref = "ref",
	.also = {"localities", "differences"},
	.group = "heading",
	.in_group = "in_heading",
	.pivot = true,
	.orders = {{"ref", "ref", ORDER_TEXT}, {"name", "name", ORDER_TEXT}, {"ytd", "ytd", ORDER_NUMBER},
		{"dot", "direction_dot", ORDER_TRAVEL}, {"rag", "rating_rag", ORDER_RATING},
		{"previous_ytd", "previous_ytd", ORDER_NUMBER}, {"difference", "difference", ORDER_NUMBER},
		{"difference_pct", "difference_pct", ORDER_NUMBER}, {"national_avg", "national_avg", ORDER_NUMBER},
		{"stat_neighbour_avg", "stat_neighbour_avg", ORDER_NUMBER}},
};

const struct report summary_report = {
	.address = "performance/summary",
	.title = "Management summary",
	.permission = PERMIT_FIGURES,
	.door = DOOR_PERFORMANCE,
	.menu = "Summary",
	.listed = "Overview",
	.about = "Every indicator of the month: four months, year to date, target, tolerances, others",
	.params = PARAM_AREA | PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.sources = figure_sources,
	.choices = "summary",
	.scope = STMT_SUMMARY_SCOPE,
	.parts = GROUP_SUMMARY,
	.build = build_summary,
	.sift = &sift,
};
