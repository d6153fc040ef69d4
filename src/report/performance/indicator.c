/* One indicator: what it is, how it stands, thirteen periods, its parts, and where it comes from. */
#include "../address.h"
#include "../linked.h"
#include "../notes.h"
#include "../table.h"
#include "base/str.h"
#include "performance.h"

static const char *
words_for(const char *key)
{
	static const char *const words[][2] = {
		{"high", "Bigger is better"},
		{"low", "Smaller is better"},
		{"info", "For information: neither bigger nor smaller is better"},
		{"flow", "Over the period"},
		{"stock", "At the end of the period"},
		{"rolling_12", "Over the 12 months ending with the period"},
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_equal(words[i][0], key))
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
add_definition(const struct build *build)
{
	const struct rows *rules = build_part(build, "rules");
	struct doc *doc = build->doc;
	struct block *facts = doc_facts(doc, 8 + rules->count);

	doc_fact(doc, facts, "Section", build_text(build, "section"));
	fact_if(doc, facts, "Definition", build_text(build, "definition"));
	doc_fact(doc, facts, "Polarity", words_for(build_text(build, "polarity")));
	doc_fact(doc, facts, "Measures", words_for(build_text(build, "basis")));
	fact_if(doc, facts, "Computed from", build_text(build, "numerator"));
	fact_if(doc, facts, "Divided by", build_text(build, "denominator"));
	for (size_t r = 0; r < rules->count; r++)
		doc_fact(doc, facts,
			arena_printf(doc->arena, "Rule of the %s", scope_name(row_text(rules, r, "scope"))),
			row_text(rules, r, "words"));
	fact_if(doc, facts, "Lead officer", build_text(build, "lead"));
	fact_if(doc, facts, "Data owner", build_text(build, "data_owner"));
	add_terms(doc, build_part(build, "terms"));
}

/* --- how it stands --- */

/* The last row of the series that is of the page's own period, or series->count. */
static size_t
current_row(const struct build *build, const struct rows *series)
{
	for (size_t i = series->count; i-- > 0;)
		if (str_equal(row_text(series, i, "period"), build->doc->period))
			return i;
	return series->count;
}

static const char *
with_reason(struct arena *arena, const char *text, const char *why)
{
	return why != NULL ? arena_printf(arena, "%s: %s", text, why) : text;
}

/* A figure beside the row's own, with the reason why there is none. */
static void
fact_of(struct doc *doc, struct block *facts, const char *term, const struct rows *series, size_t at, const char *name)
{
	struct cell cell = cell_of(doc->arena, series, at, name);

	fact_if(doc, facts, term, with_reason(doc->arena, cell.text, cell.why));
}

static const char *
difference_words(struct arena *arena, const struct rows *s, size_t at)
{
	const char *difference = row_text(s, at, "difference_shown");
	const char *percent = row_text(s, at, "difference_pct_shown"), *why = row_text(s, at, "difference_why");

	if (difference == NULL || why != NULL)
		return with_reason(arena, difference, why);
	return arena_printf(arena, "%s (%s)", difference, percent != NULL ? percent : "n/a");
}

/* The figure itself, what the rules say of it, and where it goes. */
static void
add_figure(struct doc *doc, struct block *facts, const struct cell *cell, const struct rows *rules)
{
	const char *shown =
		cell->marks == NULL ? cell->text : arena_printf(doc->arena, "%s %s", cell->text, cell->marks);

	doc_fact(doc, facts, "Figure", with_reason(doc->arena, shown, cell->why));
	for (size_t r = 0; r < rules->count; r++)
		fact_if(doc, facts, arena_printf(doc->arena, "Rating, %s", scope_name(row_text(rules, r, "scope"))),
			rag_word(rag_read(row_text(rules, r, "rag"))));
	doc_fact(doc, facts, "Direction of travel",
		arena_printf(doc->arena, "%s %s", dot_sign(cell->dot), cell_dot_word(cell)));
}

static void
add_standing(const struct build *build)
{
	const struct rows *s = build_part(build, "series"), *rules = build_part(build, "rules");
	struct doc *doc = build->doc;
	size_t at = current_row(build, s);
	struct block *facts;
	struct cell cell;

	if (at == s->count)
		return;
	doc_heading(doc, 2, "standing", arena_printf(doc->arena, "%s, %s", doc->period_label, doc->area_label));
	facts = doc_facts(doc, 9 + rules->count);
	cell = cell_of(doc->arena, s, at, NULL);
	add_figure(doc, facts, &cell, rules);
	add_process_facts(doc, facts, build_part(build, "process"));
	fact_of(doc, facts, "Year to date", s, at, "ytd");
	fact_of(doc, facts, "Previous year to date", s, at, "previous_ytd");
	fact_if(doc, facts, "Difference from a year before", difference_words(doc->arena, s, at));
	fact_of(doc, facts, "Rolling 12 months", s, at, "rolling_12");
	fact_if(doc, facts, "Trend over 13 months",
		with_reason(doc->arena, row_text(s, at, "trend"), row_text(s, at, "trend_why")));
}

/* --- over time --- */

/* "Jan-17, Girls": the period, and of whom. */
static struct figure_name
name_of_side(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *cohort = row_string(rows, row, "cohort");

	return (struct figure_name){
		.of = arena_printf(arena, "%s%s%s", row_text(rows, row, "short"), *cohort != '\0' ? ", " : "", cohort),
		.what = side_label(row_text(rows, row, "measure"))};
}

static void
add_series(const struct build *build)
{
	static const struct field fields[] = {{.key = "period", .label = "Period", .from = "short", .head = true},
		{.key = "cohort", .label = "Pupils or children", .optional = true},
		{.key = "value", .label = "Figure", .kind = COLUMN_FIGURE, .own = true, .link = link_provenance},
		{.key = "numerator", .label = "Numerator", .kind = COLUMN_FIGURE, .optional = true},
		{.key = "denominator", .label = "Denominator", .kind = COLUMN_FIGURE, .optional = true},
		{.key = "ytd", .label = "Year to date", .kind = COLUMN_FIGURE, .optional = true},
		{.key = "rolling_12", .label = "Rolling 12 months", .kind = COLUMN_FIGURE, .optional = true}};
	static const struct table_spec spec = {"series", "Over time", FIELDS(fields), NULL, NULL};
	const struct rows *series = build_part(build, "series");
	struct table *table;

	doc_heading(build->doc, 2, "over-time", "Over time");
	add_series_chart(build);
	table = add_table(build->doc, &spec, series);
	break_notes(build->doc, table, series);
	rated_notes(build->doc, table, series);
	mark_notes(build->doc, table);
	difference_notes(build->doc, table, build_part(build, "differences"), name_of_side);
	add_process(build);
}

/* --- comparisons --- */

static void
add_areas(struct doc *doc, const struct rows *areas)
{
	static const struct field fields[] = {{.key = "area", .label = "Area", .head = true},
		{.key = "cohort", .label = "Pupils or children", .optional = true},
		{.key = "value", .label = "Figure", .kind = COLUMN_FIGURE, .own = true}};
	static const struct table_spec spec = {"parts", "In the parts of the area", FIELDS(fields), NULL, NULL};
	struct table *table = add_table_if(doc, &spec, areas);

	if (table == NULL)
		return;
	rated_notes(doc, table, areas);
	mark_notes(doc, table);
}

static const char *
benchmark_kind(struct arena *arena, const struct rows *rows, size_t row)
{
	(void)arena;
	return benchmark_label(row_text(rows, row, "kind"));
}

static const char *
benchmark_period(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *period = row_text(rows, row, "period");

	(void)arena;
	return period != NULL ? period : "latest available";
}

static void
add_benchmarks(struct doc *doc, const struct rows *benchmarks)
{
	static const struct field fields[] = {
		{.key = "kind", .label = "Compared with", .head = true, .words = benchmark_kind},
		{.key = "value", .label = "Figure", .kind = COLUMN_FIGURE, .own = true},
		{.key = "period", .label = "Period", .words = benchmark_period}};
	static const struct table_spec spec = {"benchmarks", "Others", FIELDS(fields), NULL, NULL};

	add_table_if(doc, &spec, benchmarks);
}

static void
add_comparisons(const struct build *build)
{
	const struct rows *areas = build_part(build, "areas"), *benchmarks = build_part(build, "benchmarks");

	doc_heading(build->doc, 2, "comparisons", "Comparisons");
	add_areas(build->doc, areas);
	add_benchmarks(build->doc, benchmarks);
	if (areas->count == 0 && benchmarks->count == 0)
		doc_paragraph(build->doc, "No figures of parts of the area or of others are held.");
}

/* --- where it comes from --- */

static const char *
origin_words(struct arena *arena, const struct rows *rows, size_t row)
{
	return arena_printf(arena, "import %s, %s line %s, loaded by %s on %s%s", row_text(rows, row, "import_id"),
		row_text(rows, row, "file"), row_text(rows, row, "line"), row_text(rows, row, "loaded_by"),
		row_text(rows, row, "loaded"), row_true(rows, row, "is_released") ? "" : ", not yet released");
}

static void
add_entered(const struct build *build)
{
	static const struct field fields[] = {{.key = "ref", .label = "Ref", .head = true},
		{.key = "name", .label = "Indicator"},
		{.key = "cohort", .label = "Pupils or children", .optional = true},
		{.key = "value", .label = "Value", .kind = COLUMN_FIGURE},
		{.key = "numerator", .label = "Numerator", .kind = COLUMN_FIGURE, .optional = true},
		{.key = "denominator", .label = "Denominator", .kind = COLUMN_FIGURE, .optional = true},
		{.key = "note", .label = "Note", .optional = true},
		{.key = "origin", .label = "Origin", .words = origin_words}};
	static const struct table_spec spec = {
		"provenance", "What the figure rests on", FIELDS(fields), "Nothing is entered for this period.", NULL};

	doc_heading(build->doc, 2, "provenance-heading", "Where it comes from");
	add_table(build->doc, &spec, build_part(build, "entered"));
}

static int
build_indicator(struct build *build, struct err *err)
{
	(void)err;
	add_definition(build);
	add_standing(build);
	add_series(build);
	add_comparisons(build);
	add_indicator_links(
		build->doc, build_part(build, "lines"), build_part(build, "risks"), build_part(build, "quotient"));
	add_entered(build);
	return 0;
}

const struct report indicator_report = {
	.address = "performance/indicators/{ref}",
	.subject = "indicator",
	.permission = PERMIT_FIGURES,
	.door = DOOR_PERFORMANCE,
	.params = PARAM_AREA | PARAM_PERIOD | PARAM_TO,
	.pdf = true,
	.data = true,
	.sources = (const char *const[]){"indicators", "targets", "benchmarks", "observations", "totals", "populations",
		NULL},
	.scope = STMT_INDICATOR_SCOPE,
	.parts = GROUP_INDICATOR,
	.build = build_indicator,
};
