/* The chart of an indicator's series: its first cohort, the target, and what others achieve. */
#include <string.h>

#include "../charts.h"
#include "../notes.h"
#include "../table.h"
#include "base/str.h"
#include "performance.h"

struct rows
series_drawn(const struct rows *series)
{
	return rows_where(series, "drawn", "t");
}

/* "England, 2015/16": whose, and of when, if that is known. */
static const char *
benchmark_name(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *label = benchmark_label(row_text(rows, row, "kind"));
	const char *period = row_text(rows, row, "period");

	return period == NULL ? label : arena_printf(arena, "%s, %s", label, period);
}

/* Averages are drawn, and only what is drawn is named; the table has the best of others. */
static bool
is_drawn(const char *kind)
{
	return str_equal(kind, "stat_neighbour_avg") || str_equal(kind, "national_avg");
}

/* Does what others achieved in this row's period hold on that day? Days as the database writes them sort as text. */
static bool
holds_on(const struct rows *rows, size_t row, const char *day)
{
	const char *from = row_text(rows, row, "from_day"), *until = row_text(rows, row, "until_day");

	return from != NULL && day != NULL && strcmp(from, day) <= 0 && (until == NULL || strcmp(day, until) < 0);
}

/* How many of these rows, which are of one kind, hold at some point of the line. */
static size_t
held_along(const struct rows *rows, const struct rows *drawn)
{
	size_t count = 0;

	for (size_t i = 0; i < rows->count; i++)
		for (size_t p = 0; p < drawn->count; p++)
			if (holds_on(rows, i, row_text(drawn, p, "last_day"))) {
				count++;
				break;
			}
	return count;
}

/* One line of others, period by period. */
static void
add_others(struct doc *doc, struct chart *chart, const struct rows *rows, const struct rows *drawn)
{
	struct series *series = chart_series(doc, chart, benchmark_label(row_text(rows, 0, "kind")), SERIES_COMPARATOR);

	for (size_t i = 0; i < rows->count; i++) {
		struct cell cell = cell_of(doc->arena, rows, i, NULL);
		bool any = false;

		for (size_t p = 0; p < drawn->count; p++)
			if (holds_on(rows, i, row_text(drawn, p, "last_day"))) {
				series->points[p] = (struct point){.number = cell.number, .text = cell.text};
				any = true;
			}
		if (any)
			chart_words(doc, chart,
				arena_printf(doc->arena, "%s %s.", benchmark_name(doc->arena, rows, i), cell.text));
	}
}

/* Of each kind that is drawn a line by period where several are held, else the newest as a level line. */
static void
add_benchmarks(struct doc *doc, struct chart *chart, const struct rows *rows, const struct rows *drawn)
{
	for (struct rows kind = {0}; rows_next(rows, "kind", &kind);) {
		if (!is_drawn(row_text(&kind, 0, "kind")))
			continue;
		if (held_along(&kind, drawn) > 1) {
			add_others(doc, chart, &kind, drawn);
			continue;
		}
		for (size_t i = 0; i < kind.count; i++) {
			const char *name = benchmark_name(doc->arena, &kind, i);
			struct cell cell = cell_of(doc->arena, &kind, i, NULL);

			if (!row_true(&kind, i, "newest"))
				continue;
			chart_level(doc, chart, name, SERIES_COMPARATOR, cell);
			chart_words(doc, chart, arena_printf(doc->arena, "%s %s.", name, cell.text));
		}
	}
}

static void
add_target(struct doc *doc, struct chart *chart, const struct rows *drawn)
{
	const char *last = row_text(drawn, drawn->count - 1, "target");

	if (!rows_any(drawn, "target"))
		return;
	chart_line(doc, chart, "Target", SERIES_TARGET, drawn, 0, "target");
	if (last != NULL)
		chart_words(doc, chart, arena_printf(doc->arena, "Target %s.", last));
}

static const char *
series_title(const struct build *build)
{
	return arena_printf(build->arena, "%s, %s", build_text(build, "name"), build_text(build, "area_name"));
}

void
add_series_chart(const struct build *build)
{
	const struct rows drawn = series_drawn(build_part(build, "series"));
	const struct rows *benchmarks = build_part(build, "benchmarks");
	const struct chart_spec spec = {.key = arena_printf(build->arena, "chart-%s", build_text(build, "ref")),
		.title = series_title(build),
		.unit = measure_unit(build_text(build, "measure")),
		.table_key = "series",
		.label = "short"};
	struct chart *chart;

	if (drawn.count < 2 || !rows_any(&drawn, "number"))
		return; /* a point is no line; the table says it */
	chart = add_chart(build->doc, &spec, &drawn, 2 + benchmarks->count);
	chart->alternative = row_text(build_part(build, "words"), 0, "series");
	chart_line(build->doc, chart, build_text(build, "area_name"), SERIES_VALUE, &drawn, 0, NULL);
	chart_dates(build->doc, chart, &drawn);
	chart_steps(build->doc, chart, &drawn, "break", true);
	chart_steps(build->doc, chart, &drawn, "event", false);
	add_target(build->doc, chart, &drawn);
	add_benchmarks(build->doc, chart, benchmarks, &drawn);
}

static void
rule_notes(struct doc *doc, struct table *table, const struct rows *rules)
{
	for (size_t i = 0; i < rules->count; i++)
		table_note(doc->arena, table,
			arena_printf(doc->arena, "Rule of the %s: %s.", scope_name(row_text(rules, i, "scope")),
				row_text(rules, i, "words")));
}

void
add_series_beside(const struct build *build)
{
	static const struct field fields[] = {{.key = "period", .label = "Period", .from = "label", .head = true},
		{.key = "value", .label = "Figure", .kind = COLUMN_FIGURE, .own = true},
		{.key = "numerator", .label = "Numerator", .kind = COLUMN_FIGURE, .optional = true},
		{.key = "denominator", .label = "Denominator", .kind = COLUMN_FIGURE, .optional = true}};
	const struct table_spec spec = {"series", series_title(build), FIELDS(fields), NULL, NULL};
	const struct rows drawn = series_drawn(build_part(build, "series"));
	struct table *table = add_table(build->doc, &spec, &drawn);

	break_notes(build->doc, table, &drawn);
	rated_notes(build->doc, table, &drawn);
	rule_notes(build->doc, table, build_part(build, "rules"));
	mark_notes(build->doc, table);
}

/* --- for papers --- */

static int
build_chart(struct build *build, struct err *err)
{
	(void)err;
	add_series_chart(build);
	add_series_beside(build);
	return 0;
}

/* No report of its own: only papers have it. */
const struct report chart_inside = {
	.subject = "indicator",
	.scope = STMT_INDICATOR_SCOPE,
	.parts = GROUP_CHART,
	.build = build_chart,
};
