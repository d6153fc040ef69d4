/* A line of a statement: what it says there, and for those who may see it, the ledger below it. */
#include "../address.h"
#include "../builder.h"
#include "../linked.h"
#include "../resolved.h"
#include "../table.h"
#include "money.h"

struct measure {
	const char *name, *label;
};

/* The figures of one row, a measure a row. */
static struct table *
add_measures(struct doc *doc, const char *key, const char *title, const char *unit, const struct rows *rows,
	size_t count, const struct measure measures[])
{
	const struct column columns[] = {{.key = "measure", .label = "Measure", .head = true},
		{.key = "value", .label = "Value", .unit = unit, .kind = COLUMN_FIGURE}};
	struct table *table = doc_table(doc, key, title, 2, columns);

	for (size_t i = 0; i < count; i++) {
		struct row *row = table_row(doc->arena, table, ROW_BODY);

		row->cells[0] = cell_words(measures[i].label);
		row->cells[1] = cell_of(doc->arena, rows, 0, measures[i].name);
	}
	return table;
}

static void
add_figures(const struct build *build)
{
	static const struct measure measures[] = {{"budget", "Approved budget"}, {"outturn", "Outturn"},
		{"variance", "Over (+) or under (-)"}, {"percent", "Over (+) or under (-) as % of budget"},
		{"movement", "Movement since last report"}};
	const struct rows *rows = build_part(build, "figures");
	struct doc *doc = build->doc;
	const char *reason;
	struct table *table;

	if (rows->count == 0)
		return;
	table = add_measures(doc, "line", "In the statement", "£m", rows, 5, measures);
	if (!row_true(rows, 0, "released"))
		table_note(doc->arena, table, "Not yet released: members do not see these figures.");
	closing_notes(build, table);
	reason = row_text(rows, 0, "reason");
	if (reason != NULL)
		doc_paragraph(doc, arena_printf(doc->arena, "Reason for the variance: %s", reason));
}

static void
add_ledger(const struct build *build)
{
	static const struct measure measures[] = {{"budget", "Budget for the year"},
		{"profiled", "Profiled budget to date"}, {"actual", "Actual to date"}, {"committed", "Committed"},
		{"computed", "Actual + the rest of the profiled budget"}, {"forecast", "Forecast for the year"}};
	const struct rows *rows = build_part(build, "ledger");
	struct doc *doc = build->doc;
	struct table *table;

	if (rows->count == 0)
		return;
	table = add_measures(doc, "ledger", "In the ledger", "£", rows, 6, measures);
	if (row_true(rows, 0, "is_manual"))
		table_note(doc->arena, table,
			arena_printf(doc->arena, "The forecast was entered: %s", row_string(rows, 0, "reason")));
	if (!build_true(build, "from_ledger"))
		table_note(doc->arena, table,
			"The statement of this period was entered; it does not come from the ledger.");
	closing_notes(build, table);
}

static int
build_line(struct build *build, struct err *err)
{
	struct doc *doc = build->doc;
	const struct rows *centres = build_part(build, "centres");

	(void)err;
	add_figures(build);
	add_ledger(build);
	if (centres->count > 0) {
		add_centres(doc, "cost-centres", "Cost centres of this line", centres);
		add_subjectives(doc, build_part(build, "subjectives"));
	}
	add_resolutions(doc, build_part(build, "resolved"));
	add_line_links(doc, build_part(build, "indicators"), build_part(build, "risks"));
	add_link(doc, arena_printf(doc->arena, "All lines of the statement of %s", doc->period_label),
		statement_address(doc->arena, build_text(build, "statement"), doc->period));
	add_closing(build);
	return 0;
}

static const char *const sources[] = {
	"revenue", "cost_centres", "ledger", "ledger_budgets", "profiles", "commitments", "forecasts", NULL};

const struct report revenue_line_report = {
	.address = "finance/revenue/{line}",
	.permission = PERMIT_FIGURES,
	.door = DOOR_FINANCE,
	.params = PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.sources = sources,
	.choices = "la line",
	.scope = STMT_REVENUE_LINE_SCOPE,
	.parts = GROUP_LINE,
	.build = build_line,
};

const struct report schools_line_report = {
	.address = "finance/schools/{line}",
	.permission = PERMIT_FIGURES,
	.door = DOOR_FINANCE,
	.params = PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.sources = sources,
	.choices = "schools line",
	.scope = STMT_SCHOOLS_LINE_SCOPE,
	.parts = GROUP_LINE,
	.build = build_line,
};
