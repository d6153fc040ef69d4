/* A section of the monthly report: what the service says beside a chart, thirteen months, sums and trend, more charts. */
#include "base/str.h"
#include "performance.h"

static void
add_months(const struct build *build)
{
	static const struct field fields[] = {
		FIELD_REF, FIELD_NAME("Measure"), FIELD_COHORT("Pupils or children"), FIELD_PERIODS(NULL)};
	static const struct table_spec spec = {"months", "Thirteen months", FIELDS(fields), NULL, NULL};
	struct rows differences = rows_where(build_part(build, "differences"), "of_year", "f");
	struct table *table = add_table(build->doc, &spec, build_part(build, "months"));

	rated_by_note(build->doc, table, "summary");
	mark_notes(build->doc, table);
	difference_notes(build->doc, table, &differences, name_of_figure);
}

static void
add_year(const struct build *build)
{
	const struct rows *rows = build_part(build, "year");
	struct doc *doc = build->doc;
	const char *over = rows->count == 0 ? "Difference"
					    : arena_printf(doc->arena, "Difference (%s to %s)",
						      row_text(rows, 0, "from_month"), row_text(rows, 0, "to_month"));
	const struct field fields[] = {FIELD_REF, FIELD_NAME("Measure"), FIELD_COHORT("Pupils or children"),
		{.key = "value", .label = "Month", .kind = COLUMN_FIGURE, .own = true, .blank = "-"},
		FIGURE("ytd", "YTD"), FIGURE("previous_ytd", "Previous YTD"), FIGURE("difference", "Difference"),
		FIGURE("rolling_12", "Rolling 12"), {.key = "trend", .label = "13-month trend"},
		{.key = "first_to_last", .label = over, .kind = COLUMN_FIGURE, .blank = "-"}};
	const struct table_spec spec = {"year", "Year to date, twelve months, trend", FIELDS(fields), NULL, NULL};
	struct rows differences = rows_where(build_part(build, "differences"), "of_year", "t");
	struct table *table = add_table(doc, &spec, rows);

	table_note(doc->arena, table,
		"Difference: of what happens in a month, the year to date less that of the year before; of what stands at its "
		"end, the month less the same month a year before. The trend says what the value does over thirteen months, "
		"not whether that is good.");
	rated_by_note(doc, table, "summary");
	mark_notes(doc, table);
	difference_notes(doc, table, &differences, name_of_figure);
}

static void
add_benchmarks(const struct build *build)
{
	const struct field fields[] = {FIELD_REF, FIELD_NAME("Measure"), FIELD_COHORT("Pupils or children"),
		{.key = "value", .label = build_text(build, "short"), .kind = COLUMN_FIGURE, .own = true, .blank = "-"},
		FIGURE("target", "Target"), FIGURE("national_avg", benchmark_label("national_avg")),
		FIGURE("stat_neighbour_avg", benchmark_label("stat_neighbour_avg")),
		FIGURE("best_stat_neighbour", benchmark_label("best_stat_neighbour")),
		FIGURE("national_top_quartile", benchmark_label("national_top_quartile")),
		{.key = "region_avg", .label = benchmark_label("region_avg"), .kind = COLUMN_FIGURE, .optional = true}};
	const struct table_spec spec = {"benchmarks", "Compared with others", FIELDS(fields), NULL, NULL};
	struct table *table = add_table(build->doc, &spec, build_part(build, "year"));

	rated_by_note(build->doc, table, "summary");
	mark_notes(build->doc, table);
}

static void
add_definitions(const struct build *build)
{
	static const struct field fields[] = {FIELD_REF, FIELD_NAME("Measure"),
		{.key = "definition", .label = "Definition"}, {.key = "good", .label = "Good is", .words = good_is},
		{.key = "data", .label = "Data note", .words = data_note}};
	static const struct table_spec spec = {"definitions", "Definitions", FIELDS(fields), NULL, NULL};

	add_table(build->doc, &spec, build_part(build, "definitions"));
}

/* What is drawn together has one unit. */
static const char *const sorts[][2] = {{"rate", "rates"}, {"percentage", "percentages"}, {"count", "numbers"},
	{"average", "averages"}, {"maximum", "maxima"}, {"score", "scores"}};
enum { SORTS = sizeof(sorts) / sizeof(sorts[0]) };

/* Shares have one scale, numbers may be of unlike size. */
static void
add_sort(const struct build *build, size_t i)
{
	const struct rows of = rows_where(build_part(build, "points"), "measure", sorts[i][0]);
	struct doc *doc = build->doc;
	const struct chart_spec spec = {.key = arena_printf(doc->arena, "chart-%s", sorts[i][0]),
		.title = arena_printf(doc->arena, "%s, %s", doc->title, sorts[i][1]),
		.unit = measure_unit(sorts[i][0]),
		.table_key = "months",
		.kind = CHART_LINE};
	struct chart *chart;

	if (of.count == 0)
		return;
	chart = add_points(doc, &spec, &of);
	chart->alternative = row_text(&of, 0, "words");
	chart->own_scales = !str_equal(sorts[i][0], "percentage");
}

/* The first of the charts that half of a page's width is enough for: one of so few lines. SORTS: none is. */
static size_t
narrow_sort(const struct build *build)
{
	enum { LINES = 4, MONTHS = 13 };
	size_t i = 0;

	for (; i < SORTS; i++) {
		const struct rows of = rows_where(build_part(build, "points"), "measure", sorts[i][0]);

		if (of.count > 0 && of.count <= (size_t)LINES * MONTHS)
			break;
	}
	return i;
}

static void
add_narrow(const struct build *build)
{
	add_sort(build, narrow_sort(build));
}

/*
 * What the service says, its first text beside one of the charts; *drawn: which that is. SORTS: none, as in a paper, where
 * what comes before would part the two.
 */
static int
add_analysis(const struct build *build, size_t *drawn, struct err *err)
{
	*drawn = build->job->depth == 0 && build_part(build, "commentary")->count > 0 ? narrow_sort(build) : SORTS;
	return add_commentary_texts(build, "Analysis", *drawn < SORTS ? add_narrow : NULL, err);
}

static int
build_section(struct build *build, struct err *err)
{
	size_t drawn;

	if (add_analysis(build, &drawn, err) != 0)
		return -1;
	add_months(build);
	add_year(build);
	add_benchmarks(build);
	add_definitions(build);
	for (size_t i = 0; i < SORTS; i++)
		if (i != drawn)
			add_sort(build, i);
	add_terms(build->doc, build_part(build, "terms"));
	return 0;
}

const struct report section_report = {
	.address = "performance/sections/{section}",
	.subject = "section",
	.permission = PERMIT_FIGURES,
	.door = DOOR_PERFORMANCE,
	.params = PARAM_AREA | PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.sources = figure_sources,
	.choices = "sections",
	.scope = STMT_SECTION_SCOPE,
	.parts = GROUP_SECTION,
	.build = build_section,
};
