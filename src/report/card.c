/* The report card of an indicator: why it matters, its chart, what lies behind it, what is done. */
#include "report/build.h"

#include <string.h>

#include "base/str.h"

/* A comparator that stands for all periods is drawn as a level line. */
static void
add_level_series(struct arena *arena, struct chart *chart, const char *label,
	enum series_role role, const char *number, const char *text)
{
	struct series *series = &chart->series[chart->series_count++];

	series->label = label;
	series->role = role;
	series->points = arena_array(arena, chart->label_count, sizeof(*series->points));
	for (size_t i = 0; i < chart->label_count; i++)
		series->points[i] = (struct point){.number = number, .text = text};
}

static void
add_value_series(struct arena *arena, struct chart *chart, const struct rows *rows,
	const char *label)
{
	struct series *value = &chart->series[chart->series_count++];
	struct series target = {.label = "Target", .role = SERIES_TARGET};
	bool has_target = false;

	value->label = label;
	value->role = SERIES_VALUE;
	value->points = arena_array(arena, chart->label_count, sizeof(*value->points));
	target.points = arena_array(arena, chart->label_count, sizeof(*target.points));
	chart->steps = arena_array(arena, chart->label_count, sizeof(*chart->steps));
	for (size_t i = 0; i < chart->label_count; i++) {
		const char *goal = row_text(rows, i, "target");
		const char *change = row_text(rows, i, "break");

		if (change != NULL)
			chart->steps[chart->step_count++] =
				(struct step){.label = i, .text = change, .gap = true};
		chart->labels[i] = row_text(rows, i, "short");
		value->points[i] = (struct point){.number = row_text(rows, i, "number"),
			.text = row_text(rows, i, "text")};
		target.points[i] = (struct point){.number = goal, .text = goal};
		has_target = has_target || goal != NULL;
	}
	if (has_target)
		chart->series[chart->series_count++] = target;
}

const char *
chart_unit(const struct rows *indicator)
{
	const char *measure = row_text(indicator, 0, "measure");

	if (strcmp(measure, "percentage") == 0)
		return "%";
	if (strcmp(measure, "rate") == 0)
		return "per 10,000 people aged 0 to 17";
	if (strcmp(measure, "score") == 0)
		return "score";
	return "number";
}

/* The text alternative: what the database says of the series, then what it is compared with. */
static void
add_alternative(const struct report_job *job, struct chart *chart, const struct rows *rows,
	const struct rows *benchmarks)
{
	size_t count = chart->label_count;
	const char **labels = arena_array(job->arena, count, sizeof(*labels));
	const char **numbers = arena_array(job->arena, count, sizeof(*numbers));
	const char **texts = arena_array(job->arena, count, sizeof(*texts));
	const char **breaks = arena_array(job->arena, count, sizeof(*breaks));
	const char *after = "";

	for (size_t i = 0; i < count; i++) {
		labels[i] = row_text(rows, i, "label");
		numbers[i] = row_text(rows, i, "number");
		texts[i] = row_text(rows, i, "text");
		breaks[i] = row_text(rows, i, "break");
	}
	for (size_t i = 0; i < chart->series_count; i++)
		if (chart->series[i].role == SERIES_TARGET &&
			chart->series[i].points[count - 1].text != NULL)
			after = arena_printf(job->arena, "Target %s.",
				chart->series[i].points[count - 1].text);
	for (size_t i = 0; i < benchmarks->count; i++)
		after = arena_printf(job->arena, "%s%s%s %s.", after, *after != '\0' ? " " : "",
			row_text(benchmarks, i, "label"), row_text(benchmarks, i, "text"));
	furniture_say(job, chart, count, (const char *const *[]){labels, numbers, texts, breaks}, after);
}

/* How many rows of a series, from its first on, are of one cohort: those are drawn. */
static size_t
drawn_rows(const struct rows *series)
{
	size_t count = 0;

	while (count < series->count && str_equal(row_text(series, count, "cohort"),
						row_text(series, 0, "cohort")))
		count++;
	return count;
}

static bool
has_figures(const struct rows *series, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (row_text(series, i, "number") != NULL)
			return true;
	return false;
}

void
add_series_chart(const struct report_job *job, struct doc *doc, const struct indicator_data *data)
{
	const struct rows *indicator = &data->indicator, *series = &data->series;
	const struct rows *benchmarks = &data->benchmarks;
	size_t count = drawn_rows(series);
	struct chart *chart;

	if (count < 2 || !has_figures(series, count))
		return;	/* a point is no line; the table says it */
	chart = doc_chart(doc,
		arena_printf(job->arena, "chart-%s", row_text(indicator, 0, "ref")),
		arena_printf(job->arena, "%s, %s", row_text(indicator, 0, "name"),
			row_text(indicator, 0, "area_name")));
	chart->unit = chart_unit(indicator);
	chart->table_key = "series";
	chart->label_count = count;
	chart->labels = arena_array(job->arena, count, sizeof(*chart->labels));
	chart->series =
		arena_array(job->arena, 2 + benchmarks->count, sizeof(*chart->series));
	add_value_series(job->arena, chart, series, row_text(indicator, 0, "area_name"));
	for (size_t i = 0; i < benchmarks->count; i++) {
		const char *kind = row_text(benchmarks, i, "kind");

		if (strcmp(kind, "stat_neighbour_avg") == 0 || strcmp(kind, "national_avg") == 0)
			add_level_series(job->arena, chart, row_text(benchmarks, i, "label"),
				SERIES_COMPARATOR, row_text(benchmarks, i, "number"),
				row_text(benchmarks, i, "text"));
	}
	add_alternative(job, chart, series, benchmarks);
}

/* The data of the chart, one step away: a narrow table, so that it stands beside the text. */
static void
add_chart_table(struct doc *doc, const struct indicator_data *data)
{
	static const struct column columns[] = {
		{.key = "period", .label = "Period", .head = true},
		{.key = "value", .label = "Figure", .kind = COLUMN_FIGURE},
		{.key = "numerator", .label = "Numerator", .kind = COLUMN_FIGURE,
			.optional = true},
		{.key = "denominator", .label = "Denominator", .kind = COLUMN_FIGURE,
			.optional = true},
	};
	const struct rows *series = &data->series;
	size_t count = drawn_rows(series);
	struct table *table = doc_table(doc, "series",
		arena_printf(doc->arena, "%s, %s", row_text(&data->indicator, 0, "name"),
			row_text(&data->indicator, 0, "area_name")),
		sizeof(columns) / sizeof(columns[0]), columns);

	for (size_t i = 0; i < count; i++) {
		struct row *row = table_row(doc->arena, table, ROW_BODY);

		row->cells[0] = cell_words(row_text(series, i, "label"));
		row->cells[1] = cell_row(series, i);
		row->cells[2] = cell_amount(doc->arena, row_text(series, i, "numerator"));
		row->cells[3] = cell_amount(doc->arena, row_text(series, i, "denominator"));
	}
	note_breaks(doc->arena, table, series);
	note_rated(doc->arena, table, series);
	for (size_t r = 0; r < data->rules.count; r++)
		table_note(doc->arena, table,
			arena_printf(doc->arena, "Rule of the %s: %s.",
				scope_words(row_text(&data->rules, r, "scope")),
				row_text(&data->rules, r, "words")));
	note_marks(doc->arena, table);
}

/* What may stand on a card, in order, and what is written of it: a row of the commentary, or none. */
struct section {
	const char *kind, *title;
	size_t row;
	struct references *references;
};

enum { BEFORE = 1, SECTIONS = 6 };	/* before the figures, and in all */

/* Finds what is written, and resolves the figures in all of it. */
static int
sections_load(const struct report_job *job, const struct rows *commentary,
	struct section sections[SECTIONS], struct err *err)
{
	struct references *all[SECTIONS];
	size_t count = 0;

	for (size_t s = 0; s < SECTIONS; s++) {
		size_t row = 0;

		while (row < commentary->count &&
			!str_equal(row_text(commentary, row, "kind"), sections[s].kind))
			row++;
		sections[s].row = row;
		if (row == commentary->count)
			continue;
		all[count] = paper_gather(job, row_text(commentary, row, "text"), false, err);
		if (all[count] == NULL)
			return -1;
		sections[s].references = all[count++];
	}
	return references_resolve(job, count, all, err);
}

static int
add_sections(const struct report_job *job, struct doc *doc, const struct rows *commentary,
	const struct section sections[], size_t count, unsigned level, struct err *err)
{
	for (size_t s = 0; s < count; s++) {
		size_t row = sections[s].row;

		if (row == commentary->count)
			continue;
		doc_heading(doc, level, NULL, sections[s].title);
		if (!row_true(commentary, row, "released")) {
			doc_paragraph(doc, "[u] Not yet released: members do not see this.");
			doc->draft = true;
		}
		if (add_resolved(job, doc, row_text(commentary, row, "text"), level, false,
			    sections[s].references, err) != 0)
			return -1;
	}
	return 0;
}

/* Words that were written about an earlier period than the figures beside them. */
static void
find_stale(struct doc *doc, const struct indicator_data *data)
{
	const struct rows *commentary = &data->commentary;
	const char *label = row_text(&data->indicator, 0, "label");

	for (size_t i = 0; i < commentary->count; i++) {
		const char *written = row_text(commentary, i, "period");

		if (str_equal(written, label))
			continue;
		doc_finding(doc, SEVERITY_LOOK,
			arena_printf(doc->arena, "Report card %s",
				row_text(&data->indicator, 0, "ref")),
			arena_printf(doc->arena,
				"The commentary “%s” was written for %s; the figures are of %s.",
				row_text(commentary, i, "kind"), written, label),
			"Ask the lead to confirm it or to write it anew.");
	}
}

static int
add_body(const struct report_job *job, struct doc *doc, const struct indicator_data *data,
	unsigned level, struct err *err)
{
	struct section sections[SECTIONS] = {{.kind = "why", .title = "Why is this important?"},
		{.kind = "background", .title = "What is the background to current performance?"},
		{.kind = "analysis", .title = "Analysis"},
		{.kind = "response", .title = "The service's response"},
		{.kind = "action", .title = "Action required"},
		{.kind = "success", .title = "What will success look like?"}};
	const struct rows *commentary = &data->commentary;
	const char *lead = row_text(&data->indicator, 0, "lead");
	const char *owner = row_text(&data->indicator, 0, "data_owner");
	struct block *facts;

	if (sections_load(job, commentary, sections, err) != 0)
		return err_context(err, "commentary of %s", job->subject);
	find_stale(doc, data);
	if (add_sections(job, doc, commentary, sections, BEFORE, level, err) != 0)
		return err_context(err, "commentary of %s", job->subject);
	doc_heading(doc, level, NULL, "Performance");
	add_series_chart(job, doc, data);
	add_chart_table(doc, data);
	if (data->process.count > 0)
		add_process_facts(doc, doc_facts(doc, 2), &data->process);
	add_process(doc, &data->indicator, &data->process);
	add_terms_used(doc, &data->terms);
	if (commentary->count == 0)
		doc_paragraph(doc, "No commentary has been written for this indicator.");
	if (add_sections(job, doc, commentary, sections + BEFORE, SECTIONS - BEFORE, level, err) !=
		0)
		return err_context(err, "commentary of %s", job->subject);
	doc_heading(doc, level, NULL, "Responsible officers");
	facts = doc_facts(doc, 2);
	doc_fact(doc, facts, "Lead", str_blank(lead) ? "not named" : lead);
	doc_fact(doc, facts, "Data", str_blank(owner) ? "not named" : owner);
	return 0;
}

int
report_card(const struct report_job *job, struct doc **doc, struct err *err)
{
	static const char *const kinds[] = {"indicators", "targets", "benchmarks", "observations",
		"totals", "populations", "commentary"};
	struct indicator_data data;
	struct block *link;

	if (indicator_load(job, job->subject, false, &data, err) != 0)
		return -1;
	*doc = report_doc(job,
		arena_printf(job->arena, "Report card: %s", row_text(&data.indicator, 0, "name")),
		&data.indicator);
	(*doc)->area = row_text(&data.indicator, 0, "area");
	(*doc)->area_label = row_text(&data.indicator, 0, "area_name");
	if (add_body(job, *doc, &data, 2, err) != 0)
		return -1;
	link = doc_paragraph(*doc, "The commentary, kind by kind, and who wrote it");
	link->text.spans[0].href = arena_printf(job->arena,
		"/performance/indicators/%s/commentary", row_text(&data.indicator, 0, "ref"));
	link = doc_paragraph(*doc, "The indicator, and where its figures come from");
	link->text.spans[0].href = indicator_href(job->arena,
		row_text(&data.indicator, 0, "ref"), (*doc)->area, "period", (*doc)->period);
	add_sources(job, *doc, sizeof(kinds) / sizeof(kinds[0]), kinds);
	return 0;
}

/* The job of a report inside another document: the same reader, its own subject and period. */
static struct report_job
inner_job(const struct report_job *job, const char *ref, const char *period, const char *area)
{
	struct report_job inner = *job;

	inner.subject = ref;
	inner.depth++;
	inner.params = (struct report_params){.period = period, .area = area};
	return inner;
}

int
add_card(const struct report_job *job, struct doc *doc, const char *ref, const char *period,
	const char *area, unsigned level, struct err *err)
{
	struct report_job inner = inner_job(job, ref, period, area);
	size_t first = doc->count;
	struct indicator_data data;

	if (indicator_load(&inner, ref, false, &data, err) != 0)
		return -1;
	doc_heading(doc, level, "card",
		arena_printf(job->arena, "Report card: %s", row_text(&data.indicator, 0, "name")));
	if (add_body(&inner, doc, &data, level < 6 ? level + 1 : 6, err) != 0)
		return -1;
	prefix_keys(doc, first, ref);
	return 0;
}

int
add_indicator_chart(const struct report_job *job, struct doc *doc, const char *ref, const char *period,
	const char *area, struct err *err)
{
	struct report_job inner = inner_job(job, ref, period, area);
	size_t first = doc->count;
	struct indicator_data data;

	if (indicator_load(&inner, ref, false, &data, err) != 0)
		return -1;
	add_series_chart(&inner, doc, &data);
	add_chart_table(doc, &data);
	prefix_keys(doc, first, ref);
	return 0;
}
