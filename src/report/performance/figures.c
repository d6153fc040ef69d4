/* Every figure, long: one row an indicator, area, cohort and period, for whoever computes with them. */
#include "../address.h"
#include "../notes.h"
#include "../sift.h"
#include "../table.h"
#include "performance.h"

#define MEASURE(name, heading)                                                                                         \
	{                                                                                                              \
		.key = (name), .label = (heading), .kind = COLUMN_FIGURE, .optional = true                             \
	}

static int
build_figures(struct build *build, struct err *err)
{
	static const struct field fields[] = {
		{.key = "ref", .label = "Ref", .head = true, .link = link_indicator_period},
		{.key = "area", .label = "Area"}, {.key = "cohort", .label = "Pupils or children", .optional = true},
		{.key = "period", .label = "Period"}, {.key = "scope", .label = "Rated by"},
		{.key = "value", .label = "Figure", .kind = COLUMN_FIGURE, .kept = true},
		MEASURE("numerator", "Numerator"), MEASURE("denominator", "Denominator"),
		MEASURE("ytd", "Year to date"), MEASURE("previous_ytd", "Previous year to date"),
		MEASURE("rolling_12", "Rolling 12 months"), MEASURE("difference", "Difference"),
		MEASURE("difference_pct", "In per cent"),
		{.key = "trend", .label = "Trend over 13 months", .optional = true},
		{.key = "dot", .label = "Direction of travel", .from = "travel"},
		{.key = "rag", .label = "Rating", .from = "rating"},
		{.key = "status", .label = "Status", .from = "value_status"}};
	static const struct table_spec spec = {"figures", "Figures", FIELDS(fields), NULL, NULL};

	(void)err;
	mark_notes(build->doc, add_table(build->doc, &spec, build_part(build, "list")));
	return 0;
}

static const struct sift sift = {
	.part = "list",
	.table = "figures",
	.thing = "figure",
	.things = "figures",
	.rating = "rating_rag",
	.texts = {"ref", "cohort", "period"},
	.orders = {{"ref", "ref", ORDER_TEXT}, {"value", "value", ORDER_NUMBER}, {"ytd", "ytd", ORDER_NUMBER},
		{"previous_ytd", "previous_ytd", ORDER_NUMBER}, {"rolling_12", "rolling_12", ORDER_NUMBER},
		{"difference", "difference", ORDER_NUMBER}, {"difference_pct", "difference_pct", ORDER_NUMBER},
		{"dot", "travel_dot", ORDER_TRAVEL}, {"rag", "rating_rag", ORDER_RATING}},
};

const struct report figures_report = {
	.address = "performance/figures",
	.title = "Every figure",
	.permission = PERMIT_FIGURES,
	.door = DOOR_PERFORMANCE,
	.params = PARAM_AREA | PARAM_FROM | PARAM_TO | PARAM_REF | PARAM_SCOPE,
	.data = true,
	.sources = (const char *const[]){"indicators", "targets", "observations", "totals", "populations", NULL},
	.choices = "figures",
	.scope = STMT_FIGURES_SCOPE,
	.parts = GROUP_FIGURES,
	.build = build_figures,
	.sift = &sift,
};
