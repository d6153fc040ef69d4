/* The charts of the statements of money: variance by line, reserves over the year, the forecast. */
#include "report/build.h"

#include <string.h>

/* One series over `count` labels, empty. */
static struct chart *
chart_of(struct doc *doc, const char *key, const char *title, enum chart_kind kind,
	const char *label, size_t count)
{
	struct chart *chart = doc_chart(doc, key, title);

	chart->kind = kind;
	chart->unit = "£m";
	chart->label_count = count;
	chart->labels = arena_array(doc->arena, count, sizeof(*chart->labels));
	chart->series = arena_array(doc->arena, 1, sizeof(*chart->series));
	chart->series[0] = (struct series){.label = label,
		.points = arena_array(doc->arena, count, sizeof(*chart->series->points))};
	chart->series_count = 1;
	return chart;
}

static void
place(struct doc *doc, struct chart *chart, size_t i, const char *label, const char *text,
	enum sense sense)
{
	struct cell cell = cell_amount(doc->arena, text);

	chart->labels[i] = label;
	chart->series[0].points[i] =
		(struct point){.number = cell.number, .text = cell.text, .sense = sense};
}

/* The words that a chart came with. */
static void
say(struct chart *chart, const struct rows *words)
{
	if (words->count > 0)
		chart->alternative = row_text(words, 0, "words");
}

void
add_variance_chart(struct doc *doc, const struct rows *rows, const struct rows *words)
{
	size_t count = 0;
	struct chart *chart;

	for (size_t i = 0; i < rows->count; i++)
		count += statement_row_kind(row_text(rows, i, "kind")) == ROW_BODY;
	if (count == 0)
		return;
	chart = chart_of(
		doc, "variance", "Variance by line", CHART_DIVERGING, "Variance", count);
	chart->below = "under budget";
	chart->above = "over budget";
	chart->table_key = "lines";
	for (size_t i = 0, at = 0; i < rows->count; i++) {
		const char *variance = row_text(rows, i, "variance");

		if (statement_row_kind(row_text(rows, i, "kind")) != ROW_BODY)
			continue;
		place(doc, chart, at++, row_text(rows, i, "line_name"), variance,
			*variance == '+'         ? SENSE_BAD
				: *variance == '-' ? SENSE_GOOD
						   : SENSE_NONE);
	}
	say(chart, words);
}

void
add_reserves_chart(struct doc *doc, const struct rows *rows, const struct rows *words)
{
	static const struct {
		const char *label, *column;
		enum sense sense;
	} parts[] = {
		{"Opening balance", "opening", SENSE_TOTAL},
		{"Approved use", "approved", SENSE_NONE},
		{"Further use recommended", "recommended", SENSE_NONE},
		{"Closing balance", "closing", SENSE_TOTAL},
	};
	const size_t count = sizeof(parts) / sizeof(parts[0]);
	size_t total = 0;
	struct chart *chart;

	while (total < rows->count &&
		statement_row_kind(row_text(rows, total, "kind")) != ROW_TOTAL)
		total++;
	if (total == rows->count)
		return;
	chart = chart_of(doc, "over-the-year", "Reserves and provisions over the year",
		CHART_WATERFALL, "Reserves and provisions", count);
	chart->table_key = "reserves";
	for (size_t i = 0; i < count; i++)
		place(doc, chart, i, parts[i].label, row_text(rows, total, parts[i].column),
			parts[i].sense);
	say(chart, words);
}

static void
add_forecast_chart(struct doc *doc, const struct rows *rows, const struct rows *words)
{
	struct chart *chart = chart_of(doc, "forecast", "Forecast variance over the months",
		CHART_LINE, "Total variance", rows->count);

	chart->table_key = "history";
	for (size_t i = 0; i < rows->count; i++)
		place(doc, chart, i, row_text(rows, i, "short"), row_text(rows, i, "variance"),
			SENSE_NONE);
	say(chart, words);
}

void
add_history(struct doc *doc, const struct rows *rows, const struct rows *words)
{
	static const struct column columns[] = {
		{.key = "period", .label = "Report", .head = true},
		{.key = "variance", .label = "Total variance", .unit = "£m",
			.kind = COLUMN_FIGURE},
	};
	struct table *table;

	if (rows->count < 2)
		return;		/* the year's only report: its table says it all */
	add_forecast_chart(doc, rows, words);
	table = doc_table(doc, "history", "The forecast in the reports of the year",
		sizeof(columns) / sizeof(columns[0]), columns);
	for (size_t i = 0; i < rows->count; i++) {
		struct row *line = table_row(doc->arena, table, ROW_BODY);

		line->cells[0] = cell_words(row_text(rows, i, "label"));
		line->cells[1] = cell_amount(doc->arena, row_text(rows, i, "variance"));
		statement_mark(rows, i, line, 1);
	}
	note_marks(doc->arena, table);
}
