/* An indicator as a process: its chart with limits and special causes and the table of it, or why it has none. */
#include "../charts.h"
#include "../notes.h"
#include "../table.h"
#include "base/str.h"
#include "performance.h"

/* Says of each special cause where it is, for whoever does not see the chart. */
static const char *
causes_words(struct arena *arena, const struct rows *rows)
{
	const char *words = NULL;

	for (size_t i = 0; i < rows->count; i++)
		if (row_text(rows, i, "sense") != NULL)
			words = arena_printf(arena, "%s%s %s, %s, %s", words == NULL ? "Special causes:" : words,
				words == NULL ? "" : ";", row_text(rows, i, "label"), row_text(rows, i, "shown"),
				row_text(rows, i, "cause"));
	return words == NULL ? NULL : arena_printf(arena, "%s.", words);
}

static void
add_process_chart(const struct build *build, const struct rows *rows)
{
	const struct chart_spec spec = {.key = arena_printf(build->arena, "process-%s", build_text(build, "ref")),
		.title = arena_printf(build->arena, "%s, %s: as a process", build_text(build, "name"),
			build_text(build, "area_name")),
		.kind = CHART_SPC,
		.unit = measure_unit(build_text(build, "measure")),
		.table_key = "process",
		.label = "short"};
	struct doc *doc = build->doc;
	struct chart *chart = add_chart(doc, &spec, rows, 5);
	size_t last = rows->count - 1;

	chart_line(doc, chart, build_text(build, "area_name"), SERIES_VALUE, rows, 0, NULL);
	chart_line(doc, chart, "Mean", SERIES_MEAN, rows, 0, "mean");
	chart_line(doc, chart, "Upper limit", SERIES_LIMIT, rows, 0, "upl");
	chart_line(doc, chart, "Lower limit", SERIES_LIMIT, rows, 0, "lpl");
	if (row_text(rows, last, "target") != NULL)
		chart_line(doc, chart, "Target", SERIES_TARGET, rows, 0, "target");
	chart_dates(doc, chart, rows);
	chart_steps(doc, chart, rows, "change", true);
	chart->variation = spc_read(row_text(rows, last, "variation"));
	chart->assurance = spc_read(row_text(rows, last, "assurance"));
	chart->note = row_text(rows, last, "note");
	chart->alternative = chart->note;
	chart_words(doc, chart, causes_words(doc->arena, rows));
}

static const char *
says(struct arena *arena, const struct rows *rows, size_t row)
{
	(void)arena;
	return sense_word(sense_read(row_text(rows, row, "sense")));
}

/* What the chart draws, folded away on a page, where the chart shows it, and not printed. */
static void
add_process_table(const struct build *build, const struct rows *rows)
{
	static const struct field fields[] = {{.key = "period", .label = "Period", .from = "short", .head = true},
		{.key = "value", .label = "Figure", .kind = COLUMN_FIGURE, .own = true},
		{.key = "mean", .label = "Mean", .kind = COLUMN_FIGURE},
		{.key = "lower", .label = "Lower limit", .from = "lpl", .kind = COLUMN_FIGURE},
		{.key = "upper", .label = "Upper limit", .from = "upl", .kind = COLUMN_FIGURE},
		{.key = "target", .label = "Target", .kind = COLUMN_FIGURE, .optional = true},
		{.key = "cause", .label = "Cause"},
		{.key = "says", .label = "What it says", .words = says, .optional = true},
		{.key = "change", .label = "Limits begin again", .optional = true}};
	const struct table_spec spec = {"process", "As a process: limits and causes", FIELDS(fields), NULL, NULL};
	struct table *table = add_table(build->doc, &spec, rows);

	table->folded = true;
	table_note(build->arena, table, row_text(rows, rows->count - 1, "note"));
	mark_notes(build->doc, table);
}

void
add_process_facts(struct doc *doc, struct block *facts, const struct rows *process)
{
	size_t last = process->count - 1;
	const char *none;

	if (process->count == 0)
		return;
	none = row_text(process, last, "no_limits");
	doc_fact(doc, facts, "Variation", none != NULL ? none : row_text(process, last, "variation_words"));
	if (row_text(process, last, "assurance_words") != NULL)
		doc_fact(doc, facts, "Assurance", row_text(process, last, "assurance_words"));
}

void
add_process(const struct build *build)
{
	const struct rows *rows = build_part(build, "process");

	if (rows->count == 0 || row_text(rows, rows->count - 1, "no_limits") != NULL)
		return;
	add_process_chart(build, rows);
	add_process_table(build, rows);
}
