/* Charts: which figure stands where; the figures and the words are the database's. */
#include "charts.h"

#include "base/str.h"
#include "table.h"

static struct chart *
begin(struct doc *doc, const struct chart_spec *spec, size_t labels, size_t series)
{
	struct chart *chart = doc_chart(doc, spec->key, spec->title);

	chart->kind = spec->kind;
	chart->unit = spec->unit;
	chart->table_key = spec->table_key;
	chart->across = spec->across;
	chart->below = spec->below;
	chart->above = spec->above;
	chart->label_count = labels;
	chart->labels = arena_array(doc->arena, labels, sizeof(*chart->labels));
	chart->series = arena_array(doc->arena, series, sizeof(*chart->series));
	return chart;
}

struct chart *
add_chart(struct doc *doc, const struct chart_spec *spec, const struct rows *rows, size_t series)
{
	struct chart *chart = begin(doc, spec, rows->count, series);

	for (size_t i = 0; i < rows->count; i++)
		chart->labels[i] = row_text(rows, i, spec->label);
	return chart;
}

struct series *
chart_series(struct doc *doc, struct chart *chart, const char *label, enum series_role role)
{
	struct series *series = &chart->series[chart->series_count++];

	series->label = label;
	series->role = role;
	series->points = arena_array(doc->arena, chart->label_count, sizeof(*series->points));
	return series;
}

static struct point
point_of(struct arena *arena, const struct rows *rows, size_t row, const char *name)
{
	struct cell cell = cell_of(arena, rows, row, name);

	return (struct point){.number = cell.number, .text = cell.text, .rag = cell.rag};
}

struct series *
chart_line(struct doc *doc, struct chart *chart, const char *label, enum series_role role, const struct rows *rows,
	size_t first, const char *name)
{
	struct series *series = chart_series(doc, chart, label, role);

	for (size_t i = 0; i < chart->label_count; i++) {
		series->points[i] = point_of(doc->arena, rows, first + i, name);
		if (role == SERIES_VALUE)
			series->points[i].sense = sense_read(row_optional(rows, first + i, "sense"));
	}
	return series;
}

/* Room for more of them than there are. */
static void
steps_grow(struct doc *doc, struct chart *chart, size_t more)
{
	struct step *steps = arena_array(doc->arena, chart->step_count + more, sizeof(*steps));

	for (size_t i = 0; i < chart->step_count; i++)
		steps[i] = chart->steps[i];
	chart->steps = steps;
}

static void
steps_add(struct chart *chart, const struct rows *rows, const char *column, bool gap, size_t series)
{
	for (size_t i = 0; i < chart->label_count; i++) {
		const char *words = row_optional(rows, i, column);

		if (words != NULL)
			chart->steps[chart->step_count++] =
				(struct step){.label = i, .text = words, .gap = gap, .series = series};
	}
}

void
chart_steps(struct doc *doc, struct chart *chart, const struct rows *rows, const char *column, bool gap)
{
	steps_grow(doc, chart, chart->label_count);
	steps_add(chart, rows, column, gap, 0);
}

void
chart_dates(struct doc *doc, struct chart *chart, const struct rows *rows)
{
	const char **days = arena_array(doc->arena, chart->label_count, sizeof(*days));

	for (size_t i = 0; i < chart->label_count; i++)
		days[i] = row_optional(rows, i, "last_day");
	chart->days = days;
}

void
chart_level(struct doc *doc, struct chart *chart, const char *label, enum series_role role, struct cell figure)
{
	struct level *levels = arena_array(doc->arena, chart->level_count + 1, sizeof(*levels));

	for (size_t i = 0; i < chart->level_count; i++)
		levels[i] = chart->levels[i];
	levels[chart->level_count++] =
		(struct level){.label = label, .number = figure.number, .text = figure.text, .role = role};
	chart->levels = levels;
}

static enum series_role
role_read(const char *role)
{
	if (str_equal(role, "target"))
		return SERIES_TARGET;
	return str_equal(role, "comparator") ? SERIES_COMPARATOR : SERIES_VALUE;
}

struct chart *
add_points(struct doc *doc, const struct chart_spec *spec, const struct rows *rows)
{
	struct chart *chart = NULL;

	for (struct rows line = {0}; rows_next(rows, "series", &line);) {
		if (chart == NULL) {
			chart = begin(doc, spec, line.count, rows->count);
			for (size_t i = 0; i < line.count; i++)
				chart->labels[i] = row_text(&line, i, "label");
			steps_grow(doc, chart, rows->count);
			chart_dates(doc, chart, &line);
		}
		if (str_equal(row_optional(&line, 0, "role"), "level"))
			chart_level(doc, chart, row_text(&line, 0, "series"), SERIES_COMPARATOR,
				cell_of(doc->arena, &line, 0, NULL));
		else if (line.count == chart->label_count) {
			chart_line(doc, chart, row_text(&line, 0, "series"), role_read(row_optional(&line, 0, "role")),
				&line, 0, NULL);
			steps_add(chart, &line, "break", true, chart->series_count);
		}
	}
	return chart;
}

void
chart_words(struct doc *doc, struct chart *chart, const char *words)
{
	if (words == NULL || *words == '\0')
		return;
	chart->alternative =
		chart->alternative == NULL ? words : arena_printf(doc->arena, "%s %s", chart->alternative, words);
}

struct chart *
chart_spark(struct doc *doc, const char *title, const struct rows *rows, const char *label)
{
	struct chart *chart = arena_alloc(doc->arena, sizeof(*chart));

	*chart = (struct chart){.title = title, .kind = CHART_SPARK, .label_count = rows->count};
	chart->labels = arena_array(doc->arena, rows->count, sizeof(*chart->labels));
	chart->series = arena_array(doc->arena, 1, sizeof(*chart->series));
	for (size_t i = 0; i < rows->count; i++)
		chart->labels[i] = row_text(rows, i, label);
	chart_line(doc, chart, title, SERIES_VALUE, rows, 0, NULL);
	chart_steps(doc, chart, rows, "break", true);
	return chart;
}
