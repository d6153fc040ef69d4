/* One indicator: what it is, how it stands, thirteen periods, its parts, and where it comes from. */
#include "report/build.h"

#include "linked.h"

#include <string.h>

#include "base/str.h"

int
indicator_load(const struct report_job *job, const char *ref, bool defined,
	struct indicator_data *data, struct err *err)
{
	const struct rows *whole = &data->indicator;

	if (db_query(job->db, STMT_INDICATOR_DATA,
		    DB_PARAMS(ref, job->params.area, job->params.period, job->params.to,
			    defined ? "t" : "f"),
		    job->arena, &data->indicator, err) != 0)
		return -1;
	if (whole->count == 0)
		return err_set(err, ERR_ABSENT, "there is no indicator \"%s\"", ref);
	data->series = row_part(whole, 0, "series", job->arena);
	data->rules = row_part(whole, 0, "rules", job->arena);
	data->benchmarks = row_part(whole, 0, "benchmarks", job->arena);
	data->process = row_part(whole, 0, "process", job->arena);
	data->commentary = row_part(whole, 0, "commentary", job->arena);
	data->terms = row_part(whole, 0, "terms", job->arena);
	return 0;
}

static const char *
words_for(const char *key)
{
	static const char *const words[][2] = {
		{"high", "Bigger is better"},
		{"low", "Smaller is better"},
		{"info", "For information: neither bigger nor smaller is better"},
		{"flow", "What happened in the period"},
		{"stock", "What stood at the period's end"},
		{"rolling_12", "Over the 12 months ending with the period"},
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i][0], key) == 0)
			return words[i][1];
	return key;
}

static void
fact_if(struct doc *doc, struct block *facts, const char *term, const char *text)
{
	if (!str_blank(text))
		doc_fact(doc, facts, term, text);
}

static void
add_definition(struct doc *doc, const struct indicator_data *data)
{
	const struct rows *i = &data->indicator;
	struct block *facts = doc_facts(doc, 10 + data->rules.count);

	doc_fact(doc, facts, "Section", row_text(i, 0, "section"));
	fact_if(doc, facts, "Definition", row_text(i, 0, "definition"));
	doc_fact(doc, facts, "Polarity", words_for(row_text(i, 0, "polarity")));
	doc_fact(doc, facts, "Measures", words_for(row_text(i, 0, "basis")));
	fact_if(doc, facts, "Computed from", row_text(i, 0, "numerator"));
	fact_if(doc, facts, "Divided by", row_text(i, 0, "denominator"));
	for (size_t r = 0; r < data->rules.count; r++)
		doc_fact(doc, facts,
			arena_printf(doc->arena, "Rule of the %s",
				scope_words(row_text(&data->rules, r, "scope"))),
			row_text(&data->rules, r, "words"));
	fact_if(doc, facts, "Lead officer", row_text(i, 0, "lead"));
	fact_if(doc, facts, "Data owner", row_text(i, 0, "data_owner"));
}

/* The last row of the series that is of the report's own period, or rows->count. */
static size_t
current_row(const struct indicator_data *data)
{
	const char *period = row_text(&data->indicator, 0, "period");

	for (size_t i = data->series.count; i-- > 0;)
		if (str_equal(row_text(&data->series, i, "period"), period))
			return i;
	return data->series.count;
}

static const char *
with_reason(struct arena *arena, const char *text, const char *why)
{
	return why != NULL ? arena_printf(arena, "%s: %s", text, why) : text;
}

static const char *
difference_words(struct arena *arena, const struct rows *s, size_t at)
{
	const char *difference = row_text(s, at, "difference"), *why = row_text(s, at, "difference_why");
	const char *percent = row_text(s, at, "difference_pct");

	if (difference == NULL || why != NULL)
		return with_reason(arena, difference, why);
	return arena_printf(arena, "%s (%s)", difference, percent != NULL ? percent : "n/a");
}

static void
add_standing(struct doc *doc, const struct indicator_data *data)
{
	const struct rows *s = &data->series;
	size_t at = current_row(data);
	struct block *facts;

	if (at == s->count)
		return;
	doc_heading(doc, 2, "standing",
		arena_printf(doc->arena, "%s, %s", row_text(&data->indicator, 0, "label"),
			row_text(&data->indicator, 0, "area_name")));
	facts = doc_facts(doc, 9 + data->rules.count);
	doc_fact(doc, facts, "Figure",
		with_reason(doc->arena,
			arena_printf(doc->arena, "%s%s%s", row_text(s, at, "text"),
				row_text(s, at, "marks") != NULL ? " " : "",
				row_string(s, at, "marks")),
			row_text(s, at, "why")));
	for (size_t r = 0; r < data->rules.count; r++)
		fact_if(doc, facts,
			arena_printf(doc->arena, "Rating, %s",
				scope_words(row_text(&data->rules, r, "scope"))),
			rag_word(rag_read(row_text(&data->rules, r, "rag"))));
	doc_fact(doc, facts, "Direction of travel",
		arena_printf(doc->arena, "%s %s", row_text(s, at, "dot"),
			cell_dot_word(&(struct cell){.dot = dot_read(row_text(s, at, "dot")),
				.dot_why = row_text(s, at, "dot_why")})));
	add_process_facts(doc, facts, &data->process);
	fact_if(doc, facts, "Year to date",
		with_reason(doc->arena, row_text(s, at, "ytd"), row_text(s, at, "ytd_why")));
	fact_if(doc, facts, "Previous year to date",
		with_reason(doc->arena, row_text(s, at, "previous_ytd"),
			row_text(s, at, "previous_ytd_why")));
	fact_if(doc, facts, "Difference from a year before", difference_words(doc->arena, s, at));
	fact_if(doc, facts, "Rolling 12 months",
		with_reason(doc->arena, row_text(s, at, "rolling_12"), row_text(s, at, "rolling_12_why")));
	fact_if(doc, facts, "Trend over 13 months",
		with_reason(doc->arena, row_text(s, at, "trend"), row_text(s, at, "trend_why")));
}

static const char *
difference_sentence(struct arena *arena, const struct rows *rows, size_t row)
{
	return arena_printf(arena, "%s%s%s, %s: published %s, computed %s (%s).",
		row_text(rows, row, "short"),
		*row_string(rows, row, "cohort") != '\0' ? ", " : "",
		row_string(rows, row, "cohort"), row_text(rows, row, "measure"),
		row_text(rows, row, "printed"), row_text(rows, row, "computed"),
		row_text(rows, row, "documents"));
}

static const char *
provenance_href(struct doc *doc, const struct indicator_data *data, const char *period)
{
	return href_at(doc->arena,
		arena_printf(doc->arena, "/performance/indicators/%s/provenance",
			row_text(&data->indicator, 0, "ref")),
		row_text(&data->indicator, 0, "area"), "period", period);
}

static struct table *
add_series_table(struct doc *doc, const struct indicator_data *data)
{
	static const struct column columns[] = {
		{.key = "period", .label = "Period", .head = true},
		{.key = "cohort", .label = "Pupils or children", .optional = true},
		{.key = "value", .label = "Figure", .kind = COLUMN_FIGURE},
		{.key = "numerator", .label = "Numerator", .kind = COLUMN_FIGURE,
			.optional = true},
		{.key = "denominator", .label = "Denominator", .kind = COLUMN_FIGURE,
			.optional = true},
		{.key = "ytd", .label = "Year to date", .kind = COLUMN_FIGURE,
			.optional = true},
		{.key = "rolling_12", .label = "Rolling 12 months", .kind = COLUMN_FIGURE,
			.optional = true},
	};
	struct table *table = doc_table(doc, "series", "Over time",
		sizeof(columns) / sizeof(columns[0]), columns);
	const struct rows *s = &data->series;

	for (size_t i = 0; i < s->count; i++) {
		struct row *line = table_row(doc->arena, table, ROW_BODY);

		line->cells[0] = cell_words(row_text(s, i, "short"));
		line->cells[1] = cell_words(row_text(s, i, "cohort"));
		line->cells[2] = cell_row(s, i);
		line->cells[2].href = provenance_href(doc, data, row_text(s, i, "period"));
		line->cells[3] = cell_amount(doc->arena, row_text(s, i, "numerator"));
		line->cells[4] = cell_amount(doc->arena, row_text(s, i, "denominator"));
		line->cells[5] =
			cell_figure(row_text(s, i, "ytd"), row_text(s, i, "ytd_number"));
		line->cells[5].why = row_text(s, i, "ytd_why");
		line->cells[6] = cell_figure(
			row_text(s, i, "rolling_12"), row_text(s, i, "rolling_12_number"));
		line->cells[6].why = row_text(s, i, "rolling_12_why");
	}
	note_breaks(doc->arena, table, s);
	note_rated(doc->arena, table, s);
	note_marks(doc->arena, table);
	return table;
}

static void
add_parts(struct doc *doc, const struct rows *parts)
{
	static const struct column columns[] = {
		{.key = "area", .label = "Area", .head = true},
		{.key = "cohort", .label = "Pupils or children", .optional = true},
		{.key = "value", .label = "Figure", .kind = COLUMN_FIGURE},
	};
	struct table *table;

	if (parts->count == 0)
		return;
	table = doc_table(doc, "parts", "In the parts of the area",
		sizeof(columns) / sizeof(columns[0]), columns);
	for (size_t i = 0; i < parts->count; i++) {
		struct row *line = table_row(doc->arena, table, ROW_BODY);

		line->cells[0] = cell_words(row_text(parts, i, "name"));
		line->cells[1] = cell_words(row_text(parts, i, "cohort"));
		line->cells[2] = cell_row(parts, i);
	}
	note_rated(doc->arena, table, parts);
	note_marks(doc->arena, table);
}

static void
add_benchmarks(struct doc *doc, const struct rows *benchmarks)
{
	static const struct column columns[] = {
		{.key = "kind", .label = "Compared with", .head = true},
		{.key = "value", .label = "Figure", .kind = COLUMN_FIGURE},
		{.key = "period", .label = "Period"},
	};
	struct table *table;

	if (benchmarks->count == 0)
		return;
	table = doc_table(doc, "benchmarks", "Others", sizeof(columns) / sizeof(columns[0]),
		columns);
	for (size_t i = 0; i < benchmarks->count; i++) {
		struct row *line = table_row(doc->arena, table, ROW_BODY);

		line->cells[0] = cell_words(row_text(benchmarks, i, "label"));
		line->cells[1] = cell_row(benchmarks, i);
		line->cells[2] = cell_words(row_text(benchmarks, i, "period"));
		if (line->cells[2].text == NULL)
			line->cells[2].text = "latest published";
	}
}

static void
add_provenance(struct doc *doc, const struct rows *rows)
{
	static const struct column columns[] = {
		{.key = "ref", .label = "Ref", .head = true},
		{.key = "name", .label = "Indicator"},
		{.key = "cohort", .label = "Pupils or children", .optional = true},
		{.key = "value", .label = "Value", .kind = COLUMN_FIGURE},
		{.key = "numerator", .label = "Numerator", .kind = COLUMN_FIGURE,
			.optional = true},
		{.key = "denominator", .label = "Denominator", .kind = COLUMN_FIGURE,
			.optional = true},
		{.key = "note", .label = "Note", .optional = true},
		{.key = "origin", .label = "Origin"},
	};
	struct table *table = doc_table(doc, "provenance", "What the figure rests on",
		sizeof(columns) / sizeof(columns[0]), columns);

	table->empty = "Nothing is entered for this period.";
	for (size_t i = 0; i < rows->count; i++) {
		struct row *line = table_row(doc->arena, table, ROW_BODY);

		for (size_t c = 0; c < 7; c++) {
			const char *text = row_text(rows, i, columns[c].key);

			line->cells[c] = columns[c].kind == COLUMN_FIGURE
				? cell_figure(text, text)
				: cell_words(text);
		}
		line->cells[7] = cell_words(arena_printf(doc->arena,
			"import %s, %s line %s, loaded by %s on %s%s",
			row_text(rows, i, "import_id"), row_text(rows, i, "file"),
			row_text(rows, i, "line"), row_text(rows, i, "loaded_by"),
			row_text(rows, i, "loaded"),
			row_true(rows, i, "released") ? "" : ", not yet released"));
	}
}

int
report_indicator(const struct report_job *job, struct doc **doc, struct err *err)
{
	static const char *const kinds[] = {
		"indicators", "targets", "benchmarks", "observations", "totals", "populations"};
	struct rows page, parts, differences, provenance, lines, risks, quotient;
	struct indicator_data data;
	struct table *series;

	if (indicator_load(job, job->subject, true, &data, err) != 0 ||
		db_query(job->db, STMT_INDICATOR_PAGE,
			DB_PARAMS(row_text(&data.indicator, 0, "indicator_id"),
				row_text(&data.indicator, 0, "area_id"),
				row_text(&data.indicator, 0, "period_id"), job->day),
			job->arena, &page, err) != 0)
		return -1;
	parts = row_part(&page, 0, "parts", job->arena);
	differences = row_part(&page, 0, "differences", job->arena);
	provenance = row_part(&page, 0, "provenance", job->arena);
	*doc = report_doc(job,
		arena_printf(job->arena, "%s %s", job->subject,
			row_text(&data.indicator, 0, "name")),
		&data.indicator);
	(*doc)->area = row_text(&data.indicator, 0, "area");
	(*doc)->area_label = row_text(&data.indicator, 0, "area_name");
	add_definition(*doc, &data);
	add_terms_used(*doc, &data.terms);
	add_standing(*doc, &data);
	doc_heading(*doc, 2, "over-time", "Over time");
	add_series_chart(job, *doc, &data);
	series = add_series_table(*doc, &data);
	note_differences(job->arena, series, difference_sentence, &differences);
	add_process(*doc, &data.indicator, &data.process);
	doc_heading(*doc, 2, "comparisons", "Comparisons");
	add_parts(*doc, &parts);
	add_benchmarks(*doc, &data.benchmarks);
	if (parts.count == 0 && data.benchmarks.count == 0)
		doc_paragraph(*doc, "No figures of parts of the area or of others are held.");
	lines = row_part(&page, 0, "lines", job->arena);
	risks = row_part(&page, 0, "risks", job->arena);
	quotient = row_part(&page, 0, "quotient", job->arena);
	add_indicator_links(*doc, &lines, &risks, &quotient);
	doc_heading(*doc, 2, "provenance-heading", "Where it comes from");
	add_provenance(*doc, &provenance);
	add_sources(job, *doc, sizeof(kinds) / sizeof(kinds[0]), kinds);
	return 0;
}
