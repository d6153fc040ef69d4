/* School balances, and reserves and provisions: what is left at the end of the year. */
#include "../builder.h"
#include "../charts.h"
#include "../table.h"
#include "base/str.h"
#include "money.h"

static int
build_balances(struct build *build, struct err *err)
{
	static const struct field fields[] = {
		{.key = "phase", .label = "Title/description", .from = "line_name", .head = true},
		MILLIONS("opening", "Opening balance"), MILLIONS_KEPT("forecast", "Forecast closing balance"),
		MILLIONS("in_year", "In-year variance"), MILLIONS("academies", "Schools becoming academies")};
	static const struct table_spec spec = {
		"balances", "Projected school balances by phase", FIELDS(fields), NULL, NULL};
	struct table *table = add_table(build->doc, &spec, build_part(build, "lines"));

	(void)err;
	table_note(build->arena, table,
		"Closing balance = opening balance + in-year variance + balances leaving with schools that become "
		"academies.");
	mark_notes(build->doc, table);
	closing_notes(build, table);
	difference_notes(build->doc, table, build_part(build, "differences"), name_of_statement);
	add_closing(build);
	return 0;
}

static const char *
reserve_name(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *kind = row_text(rows, row, "kind");

	if (str_equal(kind, "total"))
		return "Grand Total";
	return str_equal(kind, "subtotal") ? arena_printf(arena, "%s total", row_text(rows, row, "group_name"))
					   : row_text(rows, row, "line_name");
}

static void
add_reserves(const struct build *build)
{
	static const struct field fields[] = {
		{.key = "reserve", .label = "Title/description", .words = reserve_name, .head = true},
		MILLIONS("opening", "Opening balance"), MILLIONS("approved", "Approved use"),
		MILLIONS("recommended", "Further use recommended"), MILLIONS_KEPT("closing", "Closing balance"),
		{.key = "reason", .label = "Reason"}};
	static const struct table_spec spec = {"reserves", "Reserves and provisions", FIELDS(fields), NULL, NULL};
	struct table *table = add_table(build->doc, &spec, build_part(build, "lines"));

	table_note(build->arena, table,
		"Closing balance = opening balance + approved use + further use recommended; a use of reserves is "
		"negative.");
	mark_notes(build->doc, table);
	closing_notes(build, table);
	difference_notes(build->doc, table, build_part(build, "differences"), name_of_statement);
}

static int
build_reserves(struct build *build, struct err *err)
{
	static const struct chart_spec spec = {.key = "over-the-year",
		.title = "Reserves and provisions over the year",
		.kind = CHART_WATERFALL,
		.unit = "£m",
		.table_key = "reserves",
		.label = "label"};
	const struct rows *steps = build_part(build, "over_the_year");
	struct chart *chart;

	(void)err;
	add_reserves(build);
	if (steps->count > 0) {
		chart = add_chart(build->doc, &spec, steps, 1);
		chart_line(build->doc, chart, "Reserves and provisions", SERIES_VALUE, steps, 0, "value");
		chart->alternative = row_text(steps, 0, "words");
	}
	add_closing(build);
	return 0;
}

const struct report balances_report = {
	.address = "finance/balances",
	.title = "School balances",
	.permission = PERMIT_FIGURES,
	.door = DOOR_FINANCE,
	.menu = "Balances",
	.params = PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.sources = (const char *const[]){"balances", "published_finance", NULL},
	.choices = "balances",
	.scope = STMT_BALANCES_SCOPE,
	.parts = GROUP_BALANCES,
	.build = build_balances,
};

const struct report reserves_report = {
	.address = "finance/reserves",
	.title = "Reserves and provisions",
	.permission = PERMIT_FIGURES,
	.door = DOOR_FINANCE,
	.menu = "Reserves",
	.params = PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.sources = (const char *const[]){"reserves", "published_finance", NULL},
	.choices = "reserves",
	.scope = STMT_RESERVES_SCOPE,
	.parts = GROUP_RESERVES,
	.build = build_reserves,
};
