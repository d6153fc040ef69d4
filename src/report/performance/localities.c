/* One indicator across the parts of an area, with its rating and rank, against the area itself and others. */
#include "base/str.h"
#include "performance.h"

/* A part's name; of a benchmark what it is called. */
static const char *
line_name(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *benchmark = row_text(rows, row, "benchmark");

	(void)arena;
	return benchmark != NULL ? benchmark_label(benchmark) : row_text(rows, row, "area_name");
}

static struct table *
add_lines(const struct build *build, const char *title)
{
	const struct field fields[] = {
		{.key = "area", .label = "Area", .head = true, .words = line_name, .link = link_indicator},
		{.key = "value", .label = build_text(build, "short"), .kind = COLUMN_FIGURE, .own = true},
		{.key = "count", .label = "Number", .kind = COLUMN_FIGURE, .optional = true},
		{.key = "population", .label = "Aged 0 to 17", .kind = COLUMN_FIGURE, .optional = true},
		{.key = "rate", .label = "Rate per 10,000", .kind = COLUMN_FIGURE, .optional = true},
		{.key = "rag", .label = "RAG", .from = "rating", .words = rating_word}, FIGURE("rank", "Rank")};
	const struct table_spec spec = {"localities", title, FIELDS(fields), NULL, NULL};

	return add_table(build->doc, &spec, build_part(build, "lines"));
}

/* Where it is the whole alone, what would bring its parts. */
static void
parts_note(const struct build *build, struct table *table)
{
	const struct rows *lines = build_part(build, "lines");

	for (size_t i = 0; i < lines->count; i++)
		if (str_equal(row_text(lines, i, "kind"), "body") && row_text(lines, i, "benchmark") == NULL)
			return;
	table_note(build->arena, table,
		arena_printf(build->arena,
			"No figures of %s are held: an import of observations with those of each fills this table.",
			build_text(build, "localities")));
}

/* The area itself and others as levels: but for a count, of which a part is always smaller. */
static void
add_levels(const struct build *build, struct chart *chart, const struct rows *lines)
{
	struct arena *arena = build->arena;

	if (str_equal(build_text(build, "measure"), "count"))
		return;
	chart->levels = arena_array(arena, lines->count, sizeof(*chart->levels));
	for (size_t i = 0; i < lines->count; i++) {
		bool part = str_equal(row_text(lines, i, "kind"), "body") && row_text(lines, i, "benchmark") == NULL;

		if (!part && row_text(lines, i, "number") != NULL)
			chart->levels[chart->level_count++] = (struct level){.label = line_name(arena, lines, i),
				.number = row_text(lines, i, "number"),
				.text = row_text(lines, i, "shown"),
				.role = SERIES_COMPARATOR};
	}
}

static void
add_drawing(const struct build *build, const char *title)
{
	const struct rows *lines = build_part(build, "lines"), *words = build_part(build, "words");
	const struct chart_spec spec = {.key = "chart-localities",
		.title = title,
		.unit = measure_unit(build_text(build, "measure")),
		.table_key = "localities",
		.label = "area_name",
		.kind = CHART_ACROSS};
	struct rows parts = rows_where(lines, "kind", "body");
	struct chart *chart;

	if (words->count == 0)
		return;
	chart = add_chart(build->doc, &spec, &parts, 1);
	chart_line(build->doc, chart, build_text(build, "short"), SERIES_VALUE, &parts, 0, NULL);
	chart->alternative = row_text(words, 0, "words");
	add_levels(build, chart, lines);
}

/* A small plot for each part, all on one scale, with the area itself in each. */
static void
add_over_time(const struct build *build, const char *title)
{
	const struct rows *points = build_part(build, "points");
	const struct chart_spec spec = {.key = "chart-over-time",
		.title = arena_printf(build->arena, "%s, over time", title),
		.unit = measure_unit(build_text(build, "measure")),
		.table_key = "over-time",
		.kind = CHART_LINE};
	static const struct field fields[] = {
		{.key = "area", .label = "Area", .from = "series", .head = true}, FIELD_PERIODS(NULL)};
	const struct table_spec beside = {"over-time", spec.title, FIELDS(fields), NULL, NULL};
	struct chart *chart;
	struct table *table;

	if (points->count == 0)
		return;
	chart = add_points(build->doc, &spec, points);
	chart->apart = true;
	chart->alternative = row_text(points, 0, "words");
	table = add_table(build->doc, &beside, points);
	table->folded = true;
	mark_notes(build->doc, table);
}

/* The area asked for among its sisters. */
static void
add_own_place(const struct build *build)
{
	const struct rows *lines = build_part(build, "lines");
	size_t ranked = 0, own = lines->count;

	for (size_t i = 0; i < lines->count; i++) {
		ranked += row_text(lines, i, "rank") != NULL;
		if (str_equal(row_text(lines, i, "area"), build->doc->area))
			own = i;
	}
	if (!build_true(build, "among_sisters") || own == lines->count || row_text(lines, own, "rank") == NULL)
		return;
	doc_paragraph(build->doc,
		arena_printf(build->arena, "%s: %s, rank %s of the %zu %s with a figure.",
			row_text(lines, own, "area_name"), row_text(lines, own, "shown"),
			row_text(lines, own, "rank_shown"), ranked, build_text(build, "localities")));
}

/* The area among its statistical neighbours; where they are not held by name, their average is in the table above. */
static void
add_neighbours(const struct build *build)
{
	static const struct field fields[] = {{.key = "area", .label = "Area", .from = "area_name", .head = true},
		{.key = "value", .label = "Figure", .kind = COLUMN_FIGURE, .own = true}, FIGURE("rank", "Rank"),
		FIGURE("quartile", "Quartile")};
	static const struct table_spec spec = {
		"neighbours", "Among its statistical neighbours", FIELDS(fields), NULL, NULL};
	const struct rows *rows = build_part(build, "neighbours");
	struct table *table = add_table_if(build->doc, &spec, rows);

	if (table == NULL) {
		doc_paragraph(build->doc,
			"The statistical neighbours are not held by name, or not their figures: their averages above are all "
			"there is of them.");
		return;
	}
	table_note(build->arena, table,
		"Rank 1 is best; the first quartile is the best fourth of those with a figure. Counts are not ranked: larger "
		"areas have more.");
	mark_notes(build->doc, table);
}

static int
build_localities(struct build *build, struct err *err)
{
	struct doc *doc = build->doc;
	const char *locality = build_text(build, "locality");
	const char *title = arena_printf(doc->arena, "%s, by %s", build_text(build, "indicator"), locality);
	struct table *table;

	(void)err;
	doc->title = arena_printf(
		doc->arena, "%s, %s compared", build_text(build, "heading"), build_text(build, "localities"));
	add_own_place(build);
	table = add_lines(build, title);
	parts_note(build, table);
	table_note(doc->arena, table,
		arena_printf(doc->arena,
			"Rank 1 is best; equal figures share the better rank. A rate is by the %s's own population; the whole is "
			"not the sum of its parts where cases have no %s.",
			locality, locality));
	rated_notes(doc, table, build_part(build, "lines"));
	mark_notes(doc, table);
	difference_notes(doc, table, build_part(build, "differences"), name_of_figure);
	add_drawing(build, title);
	add_over_time(build, title);
	add_neighbours(build);
	add_terms(doc, build_part(build, "terms"));
	add_indicator_link(build);
	return 0;
}

const struct report localities_report = {
	.address = "performance/localities/{ref}",
	.subject = "indicator",
	.permission = PERMIT_FIGURES,
	.door = DOOR_PERFORMANCE,
	.params = PARAM_AREA | PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.sources = figure_sources,
	.choices = "localities",
	.scope = STMT_LOCALITIES_SCOPE,
	.parts = GROUP_LOCALITIES,
	.build = build_localities,
};
