/* Reports that come as cells in long form: laid out here as tables and charts, whatever they mean. */
#include "report/build.h"

#include <string.h>

#include "base/str.h"

static bool
same(const struct rows *rows, size_t row, size_t other, const char *column)
{
	return str_equal(row_text(rows, row, column), row_text(rows, other, column));
}

static bool
is_kind(const struct rows *rows, size_t row, const char *kind)
{
	return str_equal(row_text(rows, row, "row_kind"), kind);
}

/* The rows of one table or chart, from `first` on, end here. */
static size_t
part_end(const struct rows *rows, size_t first)
{
	size_t end = first;

	while (end < rows->count && same(rows, end, first, "t") && same(rows, end, first, "tab"))
		end++;
	return end;
}

static struct column
column_of(const struct rows *rows, size_t row)
{
	const char *kind = row_string(rows, row, "kind");

	return (struct column){.key = row_text(rows, row, "col"),
		.label = row_string(rows, row, "label"),
		.group = row_text(rows, row, "grp"),
		.kind = str_starts(kind, "figure") ? COLUMN_FIGURE : COLUMN_TEXT,
		.head = strcmp(kind, "head") == 0,
		.optional = *kind != '\0' && kind[strlen(kind) - 1] == '?'};
}

/* A column for each c that stands in the part, with what its first cell says of it. */
static struct table *
part_table(struct doc *doc, const struct rows *rows, size_t first, size_t end)
{
	struct column *columns;
	size_t count = 0;

	for (size_t i = first; i < end; i++)
		if (!is_kind(rows, i, "note") && (size_t)row_integer(rows, i, "c") > count)
			count = (size_t)row_integer(rows, i, "c");
	columns = arena_array(doc->arena, count, sizeof(*columns));
	for (size_t i = first; i < end; i++) {
		size_t c = (size_t)row_integer(rows, i, "c");

		if (c > 0 && columns[c - 1].key == NULL)
			columns[c - 1] = column_of(rows, i);
	}
	return doc_table(doc, row_text(rows, first, "tab"), row_text(rows, first, "title"), count,
		columns);
}

/*
 * A link to an indicator keeps the report's area, unless the row has its own, and leads to the last
 * figure up to the report's period; one to its localities keeps both.
 */
static const char *
way_on(const struct doc *doc, const char *href)
{
	if (href == NULL)
		return NULL;
	if (str_starts(href, "/performance/indicators/"))
		return href_at(doc->arena, href, doc->area, "to", doc->period);
	if (str_starts(href, "/performance/localities/"))
		return href_at(doc->arena, href, doc->area, "period", doc->period);
	return href;
}

static void
add_table(struct doc *doc, const struct rows *rows, size_t first, size_t end, const char *scope)
{
	struct table *table = part_table(doc, rows, first, end);
	struct row *line = NULL;
	struct cell *cell;

	for (size_t i = first; i < end; i++) {
		if (is_kind(rows, i, "note"))
			continue;
		if (line == NULL || !same(rows, i, i - 1, "r"))
			line = table_row(doc->arena, table,
				statement_row_kind(row_text(rows, i, "row_kind")));
		cell = &line->cells[row_integer(rows, i, "c") - 1];
		*cell = cell_row(rows, i);
		cell->href = way_on(doc, row_text(rows, i, "href"));
		doc->draft |= cell->marks != NULL && strstr(cell->marks, "[u]") != NULL;
	}
	for (size_t i = first; i < end; i++)
		if (is_kind(rows, i, "note")) {
			table_note(doc->arena, table, row_text(rows, i, "text"));
			if (row_text(rows, i, "href") != NULL)
				link_differences(table);
		}
	if (scope != NULL)
		note_rated_by(doc->arena, table, scope);
	note_marks(doc->arena, table);
}

static enum series_role
role_of(const char *kind)
{
	if (str_equal(kind, "target"))
		return SERIES_TARGET;
	return str_equal(kind, "comparator") ? SERIES_COMPARATOR : SERIES_VALUE;
}

static enum chart_kind
chart_kind_of(const char *name)
{
	static const struct {
		const char *name;
		enum chart_kind kind;
	} known[] = {{"bars", CHART_BARS}, {"stacked", CHART_STACKED}, {"across", CHART_ACROSS},
		{"across_stacked", CHART_ACROSS_STACKED}, {"pyramid", CHART_PYRAMID},
		{"ring", CHART_RING}};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (str_equal(name, known[i].name))
			return known[i].kind;
	return CHART_LINE;
}

static size_t
series_end(const struct rows *rows, size_t first, size_t end)
{
	size_t row = first;

	while (row < end && same(rows, row, first, "r"))
		row++;
	return row;
}

static void
add_series(struct doc *doc, struct chart *chart, const struct rows *rows, size_t first)
{
	struct series *series = &chart->series[chart->series_count++];

	series->label = row_text(rows, first, "grp");
	series->role = role_of(row_text(rows, first, "kind"));
	series->points = arena_array(doc->arena, chart->label_count, sizeof(*series->points));
	for (size_t i = 0; i < chart->label_count; i++)
		series->points[i] = (struct point){.number = row_text(rows, first + i, "number"),
			.text = row_text(rows, first + i, "text"),
			.rag = rag_read(row_text(rows, first + i, "rag"))};
}

/*
 * Points come series by series, each with all labels in one order; what is a level for all
 * labels comes last, a point each.
 */
static void
add_points(struct doc *doc, const struct rows *rows, size_t first, size_t end)
{
	struct chart *chart =
		doc_chart(doc, row_text(rows, first, "tab"), row_text(rows, first, "title"));
	size_t row_end;

	chart->unit = row_text(rows, first, "why");
	chart->alternative = row_text(rows, first, "status");
	chart->kind = chart_kind_of(row_text(rows, first, "href"));
	if (chart->kind == CHART_PYRAMID)
		chart->across = "Age";
	chart->label_count = series_end(rows, first, end) - first;
	chart->labels = arena_array(doc->arena, chart->label_count, sizeof(*chart->labels));
	chart->series = arena_array(doc->arena, end - first, sizeof(*chart->series));
	chart->levels = arena_array(doc->arena, end - first, sizeof(*chart->levels));
	for (size_t i = 0; i < chart->label_count; i++)
		chart->labels[i] = row_text(rows, first + i, "label");
	for (size_t row = first; row < end; row = row_end) {
		row_end = series_end(rows, row, end);
		if (str_equal(row_text(rows, row, "kind"), "level"))
			chart->levels[chart->level_count++] =
				(struct level){.label = row_text(rows, row, "grp"),
					.number = row_text(rows, row, "number"),
					.text = row_text(rows, row, "text"),
					.role = SERIES_COMPARATOR};
		else if (row_end - row == chart->label_count)
			add_series(doc, chart, rows, row);
	}
}

void
add_grid(struct doc *doc, const struct rows *rows, const char *scope)
{
	size_t end;

	for (size_t first = 0; first < rows->count; first = end) {
		end = part_end(rows, first);
		if (is_kind(rows, first, "point"))
			add_points(doc, rows, first, end);
		else if (is_kind(rows, first, "term"))
			add_term_line(doc, rows, first, end, "text", "label", "col");
		else
			add_table(doc, rows, first, end, scope);
	}
}
