/* Any indicators, areas and periods side by side: what they come to, how they moved, and what to choose from. */
#include "base/str.h"
#include "performance.h"

/* Why what was asked for cannot be; NULL: it can. */
static const char *
problem_words(const struct build *build)
{
	static const struct {
		const char *code, *before, *after; /* what it is of; and how many are possible */
	} problems[] = {
		{"indicators", "", " indicators are too many to compare at once: choose up to "},
		{"areas", "", " areas are too many to compare at once: choose up to "},
		{"lines", "", " lines, an indicator in an area each, are too many to compare at once: choose up to "},
		{"indicator", "there is no indicator \"", "\""},
		{"area", "there is no area \"", "\""},
		{"period", "", ""},
		{"order", "the first period begins after the last one ends: ", ""},
		{"empty", "no figures of these indicators are held for ", ""},
	};
	const char *code = build_text(build, "problem"), *most = build_text(build, "most");

	for (size_t i = 0; i < sizeof(problems) / sizeof(problems[0]); i++)
		if (str_equal(problems[i].code, code))
			return arena_printf(build->arena, "%s%s%s%s", problems[i].before, build_text(build, "what"),
				problems[i].after, most != NULL ? most : "");
	return NULL;
}

/* --- what there is to choose from --- */

static bool
is_chosen(const struct report_list *list, const char *value)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_equal(list->items[i], value))
			return true;
	return false;
}

static void
add_choices(const struct build *build, struct query_field *field, const struct rows *rows, const char *const names[3],
	const struct report_list *chosen)
{
	for (size_t i = 0; i < rows->count; i++) {
		const char *value = row_text(rows, i, names[0]);
		/* who names no area sees the council */
		bool council = chosen->count == 0 && str_equal(row_optional(rows, i, "is_council"), "t");
		struct query_choice *choice = query_choice(
			build->arena, field, value, row_text(rows, i, names[1]), council || is_chosen(chosen, value));

		choice->group = capitalised(build->arena, row_text(rows, i, names[2]));
	}
}

static void
add_period(const struct build *build, struct query *query, const char *name, const char *label, const char *value)
{
	struct query_field *field = query_add(build->arena, query, QUERY_INPUT, name, label);

	field->value = value;
	field->hint = "Such as 2016-04 or 2016/17";
}

static void
add_query(const struct build *build)
{
	const struct report_params *asked = &build->job->params;
	struct query *query = arena_alloc(build->arena, sizeof(*query));
	struct query_field *field;

	query->key = "compare-what";
	query->label = "What to compare";
	query->action = "/compare";
	query->button = "Compare";
	if (build->doc->problem != NULL)
		query->problem = arena_printf(build->arena, "%s.", capitalised(build->arena, build->doc->problem));
	field = query_add(build->arena, query, QUERY_CHECKS, "indicator", "Indicators");
	field->folded = true;
	add_choices(build, field, build_part(build, "indicators"), (const char *const[]){"ref", "label", "section"},
		&asked->indicators);
	field = query_add(build->arena, query, QUERY_CHECKS, "area", "Areas");
	field->folded = true;
	add_choices(
		build, field, build_part(build, "areas"), (const char *const[]){"area", "name", "kind"}, &asked->areas);
	add_period(build, query, "from", "From", asked->from);
	add_period(build, query, "to", "To", asked->to);
	doc_block(build->doc, BLOCK_QUERY)->query = query;
}

/* --- what is compared --- */

static const char *
indicator_words(struct arena *arena, const struct rows *rows, size_t row)
{
	return arena_printf(arena, "%s %s", row_text(rows, row, "ref"), row_text(rows, row, "name"));
}

#define FIELDS_OF_LINE                                                                                                 \
	{.key = "indicator", .label = "Indicator", .head = true, .words = indicator_words, .link = link_indicator},    \
		FIELD_COHORT("Pupils or children"),                                                                    \
	{                                                                                                              \
		.key = "area", .label = "Area", .from = "area_name", .head = true                                      \
	}

static void
add_latest(const struct build *build, const struct rows *lines)
{
	static const struct field fields[] = {FIELDS_OF_LINE,
		{.key = "period", .label = "Latest", .from = "column_label"},
		{.key = "value", .label = "Figure", .kind = COLUMN_FIGURE, .own = true},
		{.key = "rank", .label = "Rank", .kind = COLUMN_FIGURE, .optional = true},
		{.key = "change", .label = "Change", .kind = COLUMN_FIGURE},
		{.key = "since", .label = "Since", .from = "from_label"}};
	static const struct table_spec spec = {"compared", "Side by side", FIELDS(fields),
		"Nothing is chosen yet: choose the indicators and areas to put side by side.", NULL};
	const struct rows latest = rows_having(build->arena, lines, "is_last", "t");
	struct table *table = add_table(build->doc, &spec, &latest);

	if (latest.count == 0)
		return;
	if (rows_any(&latest, "rank"))
		table_note(build->arena, table,
			"Rank: 1 is best among the areas compared; equal figures share the better rank. Counts are not ranked: "
			"larger areas have more.");
	table_note(build->arena, table,
		"Change: from the first figure shown to the last; in percentage points for percentages.");
	rated_notes(build->doc, table, &latest);
	mark_notes(build->doc, table);
}

static const char *
kind_title(const char *kind)
{
	static const char *const titles[][2] = {{"month", "Month by month"}, {"quarter", "Quarter by quarter"},
		{"term", "Term by term"}, {"financial_year", "Financial years"}, {"academic_year", "Academic years"},
		{"date", "By date"}};

	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
		if (str_equal(titles[i][0], kind))
			return titles[i][1];
	return kind;
}

static const char *
table_key(const struct build *build, const char *kind)
{
	return arena_printf(build->arena, "figures-%s", kind);
}

static void
add_figures(const struct build *build, const struct rows *of_kind)
{
	static const struct field fields[] = {FIELDS_OF_LINE, FIELD_PERIODS(NULL)};
	const char *kind = row_text(of_kind, 0, "kind");
	const struct table_spec spec = {table_key(build, kind), kind_title(kind), FIELDS(fields), NULL, NULL};
	struct table *table = add_table(build->doc, &spec, of_kind);

	for (size_t i = 0; i < of_kind->count; i++)
		if (row_text(of_kind, i, "break") != NULL)
			table_note(build->arena, table,
				arena_printf(build->arena, "%s, %s: %s.", row_text(of_kind, i, "ref"),
					row_text(of_kind, i, "area_name"), row_text(of_kind, i, "break")));
	rated_notes(build->doc, table, of_kind);
	mark_notes(build->doc, table);
}

/* --- charts: one for each measure, whose numbers have an axis in common --- */

static bool
one_value(const struct rows *rows, const char *column)
{
	for (size_t i = 1; i < rows->count; i++)
		if (!str_equal(row_text(rows, i, column), row_text(rows, 0, column)))
			return false;
	return true;
}

/* The shortest that tells the lines apart. */
static const char *
line_label(const struct build *build, const struct rows *plot, const struct rows *line)
{
	if (one_value(plot, "ref"))
		return row_text(line, 0, "area_name");
	if (one_value(plot, "area"))
		return arena_printf(build->arena, "%s %s", row_text(line, 0, "ref"), row_text(line, 0, "name"));
	return arena_printf(build->arena, "%s, %s", row_text(line, 0, "ref"), row_text(line, 0, "area_name"));
}

static const char *
plot_title(const struct build *build, const struct rows *plot, const char *measure)
{
	static const char *const titles[][2] = {{"percentage", "Percentages"}, {"rate", "Rates per 10,000"},
		{"count", "Numbers"}, {"average", "Averages"}, {"maximum", "Maxima"}, {"score", "Scores"}};
	const char *title = measure;

	if (one_value(plot, "ref"))
		return arena_printf(build->arena, "%s %s", row_text(plot, 0, "ref"), row_text(plot, 0, "name"));
	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
		if (str_equal(titles[i][0], measure))
			title = titles[i][1];
	return one_value(plot, "area") ? arena_printf(build->arena, "%s, %s", title, row_text(plot, 0, "area_name"))
				       : title;
}

static void
add_breaks(const struct rows *line, struct chart *chart)
{
	for (size_t i = 0; i < line->count; i++)
		if (row_text(line, i, "break") != NULL)
			chart->steps[chart->step_count++] = (struct step){.label = i,
				.text = row_text(line, i, "break"),
				.gap = true,
				.series = chart->series_count};
}

/* Where there is no figure the line ends, and its name with it. */
static void
add_line(const struct build *build, struct chart *chart, const char *label, const struct rows *line)
{
	struct series *series = chart_line(build->doc, chart, label, SERIES_VALUE, line, 0, NULL);

	for (size_t i = 0; i < line->count; i++)
		if (series->points[i].number == NULL)
			series->points[i].text = NULL;
}

static void
add_plot(const struct build *build, const struct rows *plot, size_t number)
{
	const char *measure = row_text(plot, 0, "measure");
	const struct chart_spec spec = {.key = arena_printf(build->arena, "plot-%zu", number),
		.title = plot_title(build, plot, measure),
		.unit = measure_unit(measure),
		.table_key = table_key(build, row_text(plot, 0, "kind")),
		.label = "column_label",
		.kind = CHART_LINE};
	struct rows line = {0};
	struct chart *chart = NULL;

	while (rows_next(plot, "line", &line)) {
		if (line.count < 2 || !rows_any(&line, "number"))
			continue;
		if (chart == NULL) {
			chart = add_chart(build->doc, &spec, &line, plot->count);
			chart->steps = arena_array(build->arena, plot->count, sizeof(*chart->steps));
			chart_dates(build->doc, chart, &line); /* there need not be a figure for every month */
		}
		add_line(build, chart, line_label(build, plot, &line), &line);
		add_breaks(&line, chart);
		chart_words(build->doc, chart,
			arena_printf(
				build->arena, "%s: %s", row_text(&line, 0, "series"), row_text(&line, 0, "words")));
	}
}

/* Lines of one plot need not stand together. */
static void
add_plots(const struct build *build, const struct rows *lines)
{
	size_t count = 0;

	for (struct rows of = {0}; rows_next(lines, "line", &of);) {
		const char *plot = row_text(&of, 0, "plot");
		const struct rows before = rows_range(lines, 0, (size_t)(of.cells - lines->cells) / lines->columns);
		const struct rows earlier = rows_having(build->arena, &before, "plot", plot);
		const struct rows all = rows_having(build->arena, lines, "plot", plot);

		if (earlier.count == 0)
			add_plot(build, &all, ++count);
	}
	if (count > 1)
		doc_paragraph(build->doc,
			"What is measured differently, such as a rate and a count, has no axis in common: each has a chart of "
			"its own.");
}

static int
build_compare(struct build *build, struct err *err)
{
	const struct rows *lines = build_part(build, "lines");
	const char *without = build_text(build, "without");
	struct doc *doc = build->doc;

	(void)err;
	doc->problem = problem_words(build);
	if (build_alone(build))
		add_query(build);
	if (doc->problem == NULL && without != NULL)
		doc_note(doc,
			arena_printf(doc->arena,
				"Left out, because no figures of these indicators are held for it: %s.", without));
	add_latest(build, lines);
	add_plots(build, lines);
	for (struct rows of = {0}; rows_next(lines, "kind", &of);)
		add_figures(build, &of);
	add_terms(doc, build_part(build, "terms"));
	return 0;
}

const struct report compare_report = {
	.address = "compare",
	.title = "Compare",
	.permission = PERMIT_FIGURES,
	.door = DOOR_PERFORMANCE,
	.menu = "Compare",
	.listed = "Overview",
	.about = "Any indicators, areas and periods side by side",
	.params = PARAM_INDICATORS | PARAM_AREAS | PARAM_FROM | PARAM_TO,
	.pdf = true,
	.data = true,
	.sources = figure_sources,
	.scope = STMT_COMPARE_SCOPE,
	.parts = GROUP_COMPARE,
	.build = build_compare,
};
