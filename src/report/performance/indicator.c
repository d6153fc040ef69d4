/*
 * One indicator, the answer first: how it stands, its chart beside what the service says, then what that rests on,
 * comparisons, what is linked, and last what it is. Its report card is the same page under another address.
 */
#include "../address.h"
#include "../linked.h"
#include "../notes.h"
#include "../resolved.h"
#include "../table.h"
#include "base/str.h"
#include "../paper/paper.h"
#include "performance.h"
#include "report/commentary.h"

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

/* --- how it stands --- */

/* The row of the series that is of the page's own period, or series->count. */
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

/* "above England, 2015/16 (60.0)"; NULL: nothing of others is held. */
static const char *
other_words(struct arena *arena, const struct rows *words)
{
	const char *kind = row_text(words, 0, "other_kind"), *period = row_text(words, 0, "other_period");
	const char *side = row_text(words, 0, "other_side");

	if (kind == NULL)
		return NULL;
	return arena_printf(arena, "%s %s%s%s (%s)", str_equal(side, "equal") ? "the same as" : side,
		benchmark_label(kind), period != NULL ? ", " : "", period != NULL ? period : "",
		row_text(words, 0, "other_shown"));
}

/* "66.3 per 10,000 people aged 0 to 17: Red (target <55), worse than December 2016 (65.5), above England (60.0)." */
static const char *
headline_sentence(const struct build *build, const struct cell *figure)
{
	const struct rows *words = build_part(build, "words");
	const char *worth = row_text(words, 0, "headline"), *other = other_words(build->arena, words);
	const char *measure = build_text(build, "measure");
	bool rate = str_equal(measure, "rate");

	if (figure->number == NULL)
		return with_reason(build->arena, figure->text, figure->why);
	return arena_printf(build->arena, "%s%s%s%s%s%s%s.", figure->text, rate ? " " : "",
		rate ? measure_unit(measure) : "", worth != NULL || other != NULL ? ": " : "",
		worth != NULL ? worth : "", worth != NULL && other != NULL ? ", " : "", other != NULL ? other : "");
}

/* The figure, large, and the sentence that says what it is worth: of several cohorts those of the first, as drawn. */
static void
add_headline(const struct build *build)
{
	const struct rows drawn = series_drawn(build_part(build, "series"));
	struct doc *doc = build->doc;
	size_t at = current_row(build, &drawn);
	struct tile *tile;

	if (at == drawn.count)
		return;
	tile = &doc_tiles(doc, 1)->tiles[0];
	tile->figure = cell_of(doc->arena, &drawn, at, NULL);
	tile->words = headline_sentence(build, &tile->figure);
	if (drawn.count > 2)
		tile->spark = chart_spark(doc,
			arena_printf(doc->arena, "%s, %zu periods", build_text(build, "name"), drawn.count), &drawn,
			"short");
}

/* --- what is said of it --- */

static int
add_texts(const struct build *build, const struct rows *texts, struct err *err)
{
	struct references **refs = arena_array(build->arena, texts->count, sizeof(*refs));
	struct doc *doc = build->doc;

	if (texts_resolve(build, texts, refs, err) != 0)
		return -1;
	for (size_t i = 0; i < texts->count; i++) {
		doc_heading(doc, 3, NULL, commentary_title(row_text(texts, i, "kind")));
		text_caveats(doc, texts, i);
		if (add_resolved(build->job, doc, row_text(texts, i, "text"), 3, false, refs[i], err) != 0)
			return err_context(err, "commentary of %s", build_text(build, "ref"));
	}
	return 0;
}

/* Beside the chart, if there is one. What was written for another period says so itself. */
static int
add_words(const struct build *build, struct err *err)
{
	const struct rows *texts = build_part(build, "commentary");
	struct doc *doc = build->doc;

	doc_heading(doc, 2, "commentary",
		rows_where(texts, "own", "t").count > 0
			? arena_printf(doc->arena, "What the service says, %s", doc->period_label)
			: "What the service says");
	if (texts->count == 0)
		doc_paragraph(doc, "No commentary has been written for this indicator.");
	else if (add_texts(build, texts, err) != 0)
		return -1;
	if (build_alone(build) && build_true(build, "writes"))
		add_link(doc, "Write or correct the commentary", link_commentary(doc, &build->scope, 0));
	return 0;
}

static int
add_picture(const struct build *build, struct err *err)
{
	struct doc *doc = build->doc;
	size_t before;

	doc_break(doc, BLOCK_COLUMNS);
	before = doc->count;
	add_series_chart(build);
	if (doc->count > before)
		doc_break(doc, BLOCK_NEXT_COLUMN);
	if (add_words(build, err) != 0)
		return -1;
	doc_break(doc, BLOCK_COLUMNS_END);
	return 0;
}

/* --- the figures beside it --- */

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

static void
add_standing(const struct build *build)
{
	const struct rows drawn = series_drawn(build_part(build, "series")), *s = &drawn;
	const struct rows *rules = build_part(build, "rules");
	struct doc *doc = build->doc;
	size_t at = current_row(build, s);
	struct block *facts;

	if (at == s->count)
		return;
	doc_heading(doc, 2, "standing", arena_printf(doc->arena, "%s, %s", doc->period_label, doc->area_label));
	facts = doc_facts(doc, 8 + rules->count);
	for (size_t r = 0; r < rules->count; r++)
		fact_if(doc, facts, arena_printf(doc->arena, "Rating, %s", scope_name(row_text(rules, r, "scope"))),
			rag_word(rag_read(row_text(rules, r, "rag"))));
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
	add_compare_link(build);
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
		"provenance", "Entered figures", FIELDS(fields), "Nothing is entered for this period.", NULL};

	doc_heading(build->doc, 2, "provenance-heading", "What the figure rests on");
	add_table(build->doc, &spec, build_part(build, "entered"));
}

/* --- what it is --- */

/* Each with the way to it. */
static void
fact_inputs(const struct build *build, struct block *facts, const char *term, const char *side)
{
	const struct rows inputs = rows_where(build_part(build, "inputs"), "side", side);
	struct span *spans = arena_array(build->arena, 2 * inputs.count, sizeof(*spans));
	struct doc *doc = build->doc;

	if (inputs.count == 0)
		return;
	for (size_t i = 0; i < inputs.count; i++) {
		spans[2 * i].text = i > 0 ? "; " : "";
		spans[2 * i + 1].text =
			arena_printf(doc->arena, "%s %s", row_text(&inputs, i, "ref"), row_text(&inputs, i, "name"));
		spans[2 * i + 1].href = link_indicator(doc, &inputs, i);
	}
	doc_fact(doc, facts, term, "");
	facts->facts[facts->count - 1].text = (struct text){.spans = spans, .count = 2 * inputs.count};
}

static void
add_definition(const struct build *build)
{
	const struct rows *rules = build_part(build, "rules");
	struct doc *doc = build->doc;
	struct block *facts;

	doc_heading(doc, 2, "definition", "Definition and rules");
	facts = doc_facts(doc, 8 + rules->count);
	doc_fact(doc, facts, "Section", build_text(build, "section"));
	fact_if(doc, facts, "Definition", build_text(build, "definition"));
	doc_fact(doc, facts, "Polarity", words_for(build_text(build, "polarity")));
	doc_fact(doc, facts, "Measures", words_for(build_text(build, "basis")));
	fact_inputs(build, facts, "Computed from", "numerator");
	fact_inputs(build, facts, "Divided by", "denominator");
	for (size_t r = 0; r < rules->count; r++)
		doc_fact(doc, facts,
			arena_printf(doc->arena, "Rule of the %s", scope_name(row_text(rules, r, "scope"))),
			row_text(rules, r, "words"));
	fact_if(doc, facts, "Lead officer", build_text(build, "lead"));
	fact_if(doc, facts, "Data owner", build_text(build, "data_owner"));
	add_terms(doc, build_part(build, "terms"));
	if (build_alone(build))
		add_link(doc, "What ratings, arrows and marks mean", address(doc->arena, "help", "figures"));
}

static int
build_indicator(struct build *build, struct err *err)
{
	add_headline(build);
	stale_findings(build);
	if (add_picture(build, err) != 0)
		return -1;
	add_standing(build);
	add_series(build);
	add_entered(build);
	add_comparisons(build);
	add_resolutions(build->doc, build_part(build, "resolved"));
	add_indicator_links(
		build->doc, build_part(build, "lines"), build_part(build, "risks"), build_part(build, "quotient"));
	add_definition(build);
	return 0;
}

static const char *const indicator_sources[] = {
	"indicators", "targets", "benchmarks", "observations", "totals", "populations", "commentary", NULL};

const struct report indicator_report = {
	.address = "performance/indicators/{ref}",
	.subject = "indicator",
	.permission = PERMIT_FIGURES,
	.door = DOOR_PERFORMANCE,
	.params = PARAM_AREA | PARAM_PERIOD | PARAM_FROM | PARAM_TO,
	.pdf = true,
	.data = true,
	.sources = indicator_sources,
	.choices = "indicators",
	.scope = STMT_INDICATOR_SCOPE,
	.parts = GROUP_INDICATOR,
	.build = build_indicator,
};

const struct report card_report = {
	.address = "performance/cards/{ref}",
	.subject = "indicator",
	.permission = PERMIT_FIGURES,
	.door = DOOR_PERFORMANCE,
	.params = PARAM_AREA | PARAM_PERIOD | PARAM_FROM,
	.pdf = true,
	.data = true,
	.sources = indicator_sources,
	.choices = "indicators",
	.scope = STMT_INDICATOR_SCOPE,
	.parts = GROUP_INDICATOR,
	.build = build_indicator,
};
