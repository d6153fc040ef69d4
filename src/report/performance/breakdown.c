/* Breakdowns of an indicator: cross-tables with their totals, and one dimension over its periods. */
#include "base/str.h"
#include "performance.h"

static const char *
row_name(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *name = row_text(rows, row, "row_name");

	(void)arena;
	return name != NULL ? name : "Total";
}

/* "Children in need by age and gender, January 2017": of a table, and of its charts. */
static const char *
title_of(const struct build *build, const struct rows *rows)
{
	struct arena *arena = build->arena;
	bool single = row_true(rows, 0, "single"), to_date = str_equal(row_text(rows, 0, "measure"), "ytd");

	return arena_printf(arena, "%s by %s%s%s, %s%s", build_text(build, "indicator"),
		row_text(rows, 0, "row_dimension"), single ? "" : " and ",
		single ? "" : row_text(rows, 0, "column_dimension"), to_date ? "year to " : "",
		row_text(rows, 0, "label"));
}

static void
add_notes(const struct build *build, struct table *table, const struct rows *notes)
{
	struct arena *arena = build->arena;
	const char *origin = row_string(notes, 0, "origin");

	if (row_text(notes, 0, "total_shown") != NULL)
		table_note(arena, table,
			arena_printf(arena, "The table's total is %s; %s is %s. The table shows its own.",
				row_text(notes, 0, "total_shown"), build_text(build, "heading"),
				row_text(notes, 0, "own_shown")));
	if (row_text(notes, 0, "undrawn") != NULL)
		table_note(arena, table, arena_printf(arena, "Not in the drawing: %s.", row_text(notes, 0, "undrawn")));
	if (row_true(notes, 0, "whole"))
		table_note(arena, table, arena_printf(arena, "Totals are the sums of the cells. %s", origin));
	else if (row_true(notes, 0, "counts"))
		table_note(arena, table,
			arena_printf(arena, "Who reaches a stage has passed those before it, so a row has no total. %s",
				origin));
	else
		table_note(arena, table, arena_printf(arena, "What is no count has no total and no share. %s", origin));
	mark_notes(build->doc, table);
}

static void
add_cells(const struct build *build, const struct rows *rows, const char *title)
{
	static const struct field sums[] = {FIGURE("total", "Total"), FIGURE("share", "% of total"),
		{.key = "to-date", .label = "Year to date", .from = "to_date", .kind = COLUMN_FIGURE},
		{.key = "share-to-date", .label = "% of year to date", .from = "share_to_date", .kind = COLUMN_FIGURE}};
	static const char *const texts[] = {"total_shown", "share_shown", "to_date_shown", "share_to_date_shown"};
	struct field fields[2 + sizeof(sums) / sizeof(sums[0])] = {
		{.key = "category",
			.label = capitalised(build->arena, row_text(rows, 0, "row_dimension")),
			.head = true,
			.words = row_name},
		{.kind = COLUMN_FIGURE, .pivot = true, .own = true, .blank = "-"}};
	struct table_spec spec = {row_text(rows, 0, "key"), title, fields, 2, NULL, NULL};
	struct rows notes = rows_where(build_part(build, "notes"), "t", row_text(rows, 0, "t"));

	for (size_t i = 0; i < sizeof(sums) / sizeof(sums[0]); i++)
		if (rows_any(rows, texts[i]))
			fields[spec.count++] = sums[i];
	add_notes(build, add_table(build->doc, &spec, rows), &notes);
}

static enum chart_kind
kind_of(const char *sort)
{
	static const struct {
		const char *sort;
		enum chart_kind kind;
	} kinds[] = {{"pyramid", CHART_PYRAMID}, {"ring", CHART_RING}, {"over_time", CHART_STACKED},
		{"side_by_side", CHART_ACROSS}, {"stacked", CHART_STACKED}, {"stacked_across", CHART_ACROSS_STACKED}};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (str_equal(kinds[i].sort, sort))
			return kinds[i].kind;
	return CHART_ACROSS;
}

/* What distinguishes the title of a second chart of a table. */
static const char *
title_suffix(const char *chart)
{
	if (str_equal(chart, "-to-date"))
		return ", year to date";
	return str_equal(chart, "-over-time") ? ", over time" : "";
}

static void
add_charts(const struct build *build, const struct rows *rows, const char *key, const char *title)
{
	struct rows points = rows_where(build_part(build, "points"), "t", row_text(rows, 0, "t"));
	struct doc *doc = build->doc;

	for (struct rows of = {0}; rows_next(&points, "chart", &of);) {
		const char *which = row_text(&of, 0, "chart"), *sort = row_text(&of, 0, "sort");
		const struct chart_spec spec = {.key = arena_printf(doc->arena, "chart-%s%s", key, which),
			.title = arena_printf(doc->arena, "%s%s", title, title_suffix(which)),
			.unit = measure_unit(build_text(build, "measure")),
			.table_key = key,
			.kind = kind_of(sort),
			.across = str_equal(sort, "pyramid") ? "Age" : NULL};

		add_points(doc, &spec, &of)->alternative = row_text(&of, 0, "words");
	}
}

static int
build_breakdown(struct build *build, struct err *err)
{
	(void)err;
	build->doc->title = arena_printf(build->arena, "%s, breakdowns", build_text(build, "heading"));
	for (struct rows of = {0}; rows_next(build_part(build, "lines"), "t", &of);) {
		const char *title = title_of(build, &of);

		add_cells(build, &of, title);
		add_charts(build, &of, row_text(&of, 0, "key"), title);
	}
	add_terms(build->doc, build_part(build, "terms"));
	add_indicator_link(build);
	return 0;
}

const struct report breakdown_report = {
	.address = "performance/breakdowns/{ref}",
	.subject = "breakdown of an indicator",
	.permission = PERMIT_FIGURES,
	.door = DOOR_PERFORMANCE,
	.params = PARAM_AREA | PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.sources = figure_sources,
	.choices = "breakdowns",
	.scope = STMT_BREAKDOWN_SCOPE,
	.parts = GROUP_BREAKDOWN,
	.build = build_breakdown,
};
