/* The monitoring statements: the local authority's revenue, and the schools budget. */
#include "../address.h"
#include "../builder.h"
#include "../charts.h"
#include "../linked.h"
#include "../table.h"
#include "money.h"

/* A ring-fenced budget nets to nothing, its reserve included; if not, the statement says by how much. */
static void
net_note(struct doc *doc, struct table *table, const struct rows *net)
{
	static const char met[] =
		"The budget is ring-fenced; its variance is met from the Dedicated Schools Grant reserve, and the "
		"statement nets to 0.000.";

	if (net->count == 0)
		return;
	table_note(doc->arena, table,
		row_true(net, 0, "is_zero")
			? met
			: arena_printf(doc->arena,
				  "The budget is ring-fenced and should net to 0.000 with the line of the reserve; this "
				  "statement does not: %s remains.",
				  row_text(net, 0, "variance_shown")));
}

static bool
is_incomplete(const struct rows *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		if (row_true(lines, i, "movement_incomplete"))
			return true;
	return false;
}

static void
note_if(struct doc *doc, struct table *table, const char *words)
{
	if (words != NULL)
		table_note(doc->arena, table, words);
}

static void
add_lines(const struct build *build)
{
	static const struct field fields[] = {
		{.key = "line", .label = "Division of service", .from = "line_name", .head = true, .link = link_line},
		MILLIONS("budget", "Approved budget"), MILLIONS("outturn", "Outturn"),
		MILLIONS_KEPT("variance", "Over (+) or under (-)"),
		{.key = "percent", .label = "Over (+) or under (-) as % of budget", .kind = COLUMN_FIGURE},
		MILLIONS("movement", "Movement since last report")};
	static const struct table_spec spec = {"lines", "Budget, outturn and variance", FIELDS(fields), NULL, NULL};
	const struct rows *lines = build_part(build, "lines"), *words = build_part(build, "words");
	struct doc *doc = build->doc;
	struct table *table = add_table(doc, &spec, lines);

	table_note(doc->arena, table, "Variance is outturn less budget: + over, - under. Income is a negative budget.");
	if (is_incomplete(lines))
		table_note(doc->arena, table,
			"A blank movement is not known: its line cannot be compared with the last report. [i] "
			"Incomplete: the sum leaves such lines out.");
	mark_notes(doc, table);
	if (build_true(build, "from_ledger"))
		table_note(doc->arena, table,
			"Out of the ledger: the outturn is the forecast, as entered for the line, else actual + the "
			"rest of the profiled budget.");
	if (words->count > 0) {
		note_if(doc, table, row_text(words, 0, "vanished"));
		note_if(doc, table, row_text(words, 0, "shortfall"));
	}
	net_note(doc, table, build_part(build, "net"));
	closing_notes(build, table);
	difference_notes(doc, table, build_part(build, "differences"), name_of_statement);
}

static void
add_variances(const struct build *build)
{
	static const struct chart_spec spec = {.key = "variance",
		.title = "Variance by line",
		.kind = CHART_DIVERGING,
		.unit = "£m",
		.table_key = "lines",
		.label = "line_name",
		.below = "under budget",
		.above = "over budget"};
	const struct rows *rows = build_part(build, "variances");
	struct chart *chart;

	if (rows->count == 0)
		return;
	chart = add_chart(build->doc, &spec, rows, 1);
	chart_line(build->doc, chart, "Variance", SERIES_VALUE, rows, 0, "variance");
	chart->alternative = row_text(build_part(build, "words"), 0, "variances");
}

static void
add_reasons(const struct build *build)
{
	static const struct field fields[] = {
		{.key = "line", .label = "Division of service", .from = "line_name", .head = true},
		MILLIONS("variance", "Over (+) or under (-)"), {.key = "reason", .label = "Reason for the variance"}};
	static const struct table_spec spec = {"reasons", "Reasons for the variances", FIELDS(fields), NULL, NULL};

	struct table *table = add_table(build->doc, &spec, build_part(build, "reasons"));

	mark_notes(build->doc, table);
	closing_notes(build, table);
}

/* How the forecast has moved, where two reports of the year are held: the only one says it all itself. */
static void
add_history(const struct build *build)
{
	static const struct chart_spec drawn = {.key = "forecast",
		.title = "Forecast variance over the months",
		.kind = CHART_LINE,
		.unit = "£m",
		.table_key = "history",
		.label = "short"};
	static const struct field fields[] = {{.key = "period", .label = "Report", .from = "label", .head = true},
		MILLIONS("variance", "Total variance")};
	static const struct table_spec spec = {
		"history", "The forecast in the reports of the year", FIELDS(fields), NULL, NULL};
	const struct rows *rows = build_part(build, "history");
	struct chart *chart;

	if (rows->count < 2)
		return;
	chart = add_chart(build->doc, &drawn, rows, 1);
	chart_dates(build->doc, chart, rows);
	chart_line(build->doc, chart, "Total variance", SERIES_VALUE, rows, 0, "variance");
	chart->alternative = row_text(build_part(build, "history_words"), 0, "words");
	mark_notes(build->doc, add_table(build->doc, &spec, rows));
}

static int
build_statement(struct build *build, struct err *err)
{
	(void)err;
	add_lines(build);
	add_variances(build);
	add_reasons(build);
	add_history(build);
	add_statement_links(build->doc, build_part(build, "links"));
	add_closing(build);
	return 0;
}

const struct report revenue_report = {
	.address = "finance/revenue",
	.title = "Revenue: local authority budget",
	.permission = PERMIT_FIGURES,
	.door = DOOR_FINANCE,
	.menu = "Revenue",
	.params = PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.choices = "la",
	.scope = STMT_REVENUE_SCOPE,
	.parts = GROUP_REVENUE,
	.build = build_statement,
};

const struct report schools_report = {
	.address = "finance/schools",
	.title = "Revenue: schools budget",
	.permission = PERMIT_FIGURES,
	.door = DOOR_FINANCE,
	.menu = "Schools",
	.params = PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.choices = "schools",
	.scope = STMT_SCHOOLS_SCOPE,
	.parts = GROUP_REVENUE,
	.build = build_statement,
};
