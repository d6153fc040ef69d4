/* An indicator as a process: its chart with limits and special causes, or why it has none. */
#include "report/build.h"

#include <string.h>

#include "base/str.h"

static struct series *
series_add(struct arena *arena, struct chart *chart, const char *label, enum series_role role)
{
	struct series *series = &chart->series[chart->series_count++];

	series->label = label;
	series->role = role;
	series->points = arena_array(arena, chart->label_count, sizeof(*series->points));
	return series;
}

static void
add_line(struct arena *arena, struct chart *chart, const struct rows *rows, const char *label,
	enum series_role role, const char *number, const char *text)
{
	struct series *series = series_add(arena, chart, label, role);

	for (size_t i = 0; i < rows->count; i++)
		series->points[i] = (struct point){
			.number = row_text(rows, i, number), .text = row_text(rows, i, text)};
}

static void
add_points(struct arena *arena, struct chart *chart, const struct rows *rows, const char *label)
{
	struct series *series = series_add(arena, chart, label, SERIES_VALUE);

	chart->steps = arena_array(arena, rows->count, sizeof(*chart->steps));
	for (size_t i = 0; i < rows->count; i++) {
		const char *change = row_text(rows, i, "change");

		chart->labels[i] = row_text(rows, i, "short");
		series->points[i] = (struct point){.number = row_text(rows, i, "number"),
			.text = row_text(rows, i, "text"),
			.sense = sense_read(row_text(rows, i, "sense"))};
		if (change != NULL)
			chart->steps[chart->step_count++] = (struct step){.label = i, .text = change, .gap = true};
	}
}

/* Says of each special cause where it is, for whoever does not see the chart. */
static const char *
causes_words(struct arena *arena, const struct rows *rows)
{
	const char *words = "";

	for (size_t i = 0; i < rows->count; i++)
		if (row_text(rows, i, "sense") != NULL)
			words = arena_printf(arena, "%s%s %s, %s, %s", words,
				*words == '\0' ? " Special causes:" : ";", row_text(rows, i, "label"),
				row_text(rows, i, "text"), row_text(rows, i, "cause"));
	return *words == '\0' ? "" : arena_printf(arena, "%s.", words);
}

static void
add_process_chart(struct doc *doc, const struct rows *indicator, const struct rows *rows)
{
	size_t last = rows->count - 1;
	struct arena *arena = doc->arena;
	struct chart *chart = doc_chart(doc,
		arena_printf(arena, "process-%s", row_text(indicator, 0, "ref")),
		arena_printf(arena, "%s, %s: as a process", row_text(indicator, 0, "name"),
			row_text(indicator, 0, "area_name")));

	chart->kind = CHART_SPC;
	chart->unit = chart_unit(indicator);
	chart->label_count = rows->count;
	chart->labels = arena_array(arena, rows->count, sizeof(*chart->labels));
	chart->series = arena_array(arena, 5, sizeof(*chart->series));
	add_points(arena, chart, rows, row_text(indicator, 0, "area_name"));
	add_line(arena, chart, rows, "Mean", SERIES_MEAN, "mean", "mean_text");
	add_line(arena, chart, rows, "Upper limit", SERIES_LIMIT, "upl", "upl_text");
	add_line(arena, chart, rows, "Lower limit", SERIES_LIMIT, "lpl", "lpl_text");
	if (row_text(rows, last, "target") != NULL)
		add_line(arena, chart, rows, "Target", SERIES_TARGET, "target", "target_text");
	chart->variation = spc_read(row_text(rows, last, "variation"));
	chart->assurance = spc_read(row_text(rows, last, "assurance"));
	chart->note = row_text(rows, last, "note");
	chart->alternative = arena_printf(arena, "%s%s", row_string(rows, last, "note"),
		causes_words(arena, rows));
}

void
add_process_facts(struct doc *doc, struct block *facts, const struct rows *process)
{
	size_t last = process->count - 1;

	if (process->count == 0)
		return;
	doc_fact(doc, facts, "Variation",
		row_text(process, last, "why") != NULL
			? row_text(process, last, "why")
			: row_text(process, last, "variation_words"));
	if (row_text(process, last, "assurance_words") != NULL)
		doc_fact(doc, facts, "Assurance", row_text(process, last, "assurance_words"));
}

void
add_process(struct doc *doc, const struct rows *indicator, const struct rows *process)
{
	size_t last = process->count - 1;

	if (process->count > 0 && row_text(process, last, "why") == NULL)
		add_process_chart(doc, indicator, process);
}
