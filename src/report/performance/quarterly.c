/* The quarterly exception report: two past years and the quarters of this one, beside what others achieve. */
#include "base/str.h"
#include "performance.h"

static const char *
line_name(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *name = row_text(rows, row, "name");

	return row_true(rows, row, "has_rate") ? arena_printf(arena, "%s (rate per 10,000)", name) : name;
}

static void
add_lines(const struct build *build)
{
	static const struct field fields[] = {
		{.key = "name", .label = "Indicator", .head = true, .words = line_name, .link = link_indicator},
		{.key = "better", .label = "Better to be", .words = good_is},
		{.kind = COLUMN_FIGURE, .pivot = true, .own = true},
		{.key = "target", .label = "Target", .kind = COLUMN_FIGURE, .words = target_words}};
	static const struct table_spec spec = {"exceptions", "Quarterly exception report", FIELDS(fields), NULL, NULL};
	struct doc *doc = build->doc;
	struct table *table = add_table(doc, &spec, build_part(build, "lines"));

	if (build_part(build, "others")->count == 0)
		table_note(doc->arena, table, "There are no comparator data for these indicators.");
	rated_by_note(doc, table, "summary");
	mark_notes(doc, table);
	difference_notes(doc, table, build_part(build, "differences"), name_of_figure);
}

static void
add_others(const struct build *build)
{
	struct doc *doc = build->doc;
	const struct field fields[] = {FIELD_NAME("Indicator"),
		{.key = "value",
			.label = arena_printf(doc->arena, "%s, %s", doc->area_label, build_text(build, "short")),
			.kind = COLUMN_FIGURE,
			.own = true,
			.blank = "-"},
		{.key = "stat_neighbour_avg",
			.label = benchmark_label("stat_neighbour_avg"),
			.kind = COLUMN_FIGURE,
			.optional = true},
		{.key = "region_avg", .label = benchmark_label("region_avg"), .kind = COLUMN_FIGURE, .optional = true},
		{.key = "national_avg",
			.label = benchmark_label("national_avg"),
			.kind = COLUMN_FIGURE,
			.optional = true}};
	const struct table_spec spec = {"others", "Compared with others", FIELDS(fields), NULL, NULL};
	struct table *table = add_table_if(doc, &spec, build_part(build, "others"));

	if (table == NULL)
		return;
	rated_by_note(doc, table, "summary");
	mark_notes(doc, table);
}

/* "England: 60.0 in 2015/16, 61.2 in Q1." */
static const char *
series_words(struct doc *doc, const struct chart *chart, const struct series *series)
{
	const char *words = NULL;

	for (size_t i = 0; i < chart->label_count; i++)
		if (series->points[i].text != NULL)
			words = arena_printf(doc->arena, "%s %s in %s",
				words == NULL ? arena_printf(doc->arena, "%s:", series->label)
					      : arena_printf(doc->arena, "%s,", words),
				series->points[i].text, chart->labels[i]);
	return words == NULL ? NULL : arena_printf(doc->arena, "%s.", words);
}

static const char *
level_words(struct doc *doc, const struct chart *chart)
{
	const char *words = NULL;

	for (size_t i = 0; i < chart->level_count; i++)
		words = arena_printf(doc->arena, "%s%s %s %s", words == NULL ? "For comparison" : words,
			words == NULL ? ":" : ",", chart->levels[i].label, chart->levels[i].text);
	return words == NULL ? NULL : arena_printf(doc->arena, "%s.", words);
}

/* The series came by kind: named here, the area's own after the area. */
static void
name_series(struct doc *doc, struct chart *chart)
{
	for (size_t i = 0; i < chart->series_count; i++) {
		struct series *series = &chart->series[i];
		bool own = str_equal(series->label, "value");

		series->label = own ? doc->area_label : benchmark_label(series->label);
		if (!own)
			chart_words(doc, chart, series_words(doc, chart, series));
	}
	for (size_t i = 0; i < chart->level_count; i++)
		chart->levels[i].label = benchmark_label(chart->levels[i].label);
	chart_words(doc, chart, level_words(doc, chart));
}

static void
add_charts(const struct build *build)
{
	struct doc *doc = build->doc;

	for (struct rows of = {0}; rows_next(build_part(build, "points"), "ref", &of);) {
		const struct chart_spec spec = {.key = arena_printf(doc->arena, "chart-%s", row_text(&of, 0, "key")),
			.title = row_text(&of, 0, "name"),
			.unit = measure_unit(row_text(&of, 0, "measure")),
			.table_key = "exceptions",
			.kind = CHART_BARS};
		struct chart *chart = add_points(doc, &spec, &of);

		chart->alternative = row_text(&of, 0, "words");
		name_series(doc, chart);
	}
}

static int
build_quarterly(struct build *build, struct err *err)
{
	add_lines(build);
	add_others(build);
	add_charts(build);
	add_terms(build->doc, build_part(build, "terms"));
	return add_commentary_texts(
		build, arena_printf(build->arena, "Response of %s", build_text(build, "services")), NULL, err);
}

const struct report quarterly_report = {
	.address = "performance/quarterly",
	.title = "Quarterly exception report",
	.permission = PERMIT_FIGURES,
	.door = DOOR_PERFORMANCE,
	.listed = "Other reports",
	.about = "The quarter against its targets, with the service's response",
	.params = PARAM_AREA | PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.sources = figure_sources,
	.choices = "quarterly",
	.scope = STMT_QUARTERLY_SCOPE,
	.parts = GROUP_QUARTERLY,
	.build = build_quarterly,
};
