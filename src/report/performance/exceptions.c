/* The exceptions: which indicators meet which criterion, with the figures that show it. */
#include "../sift.h"
#include "criteria.h"
#include "performance.h"

static const char *const exception_sources[] = {
	"indicators", "targets", "observations", "totals", "populations", "links", "revenue", "risks", NULL};

const struct criterion criteria[CRITERIA] = {{"Off target", "off target"},
	{"Three periods of deterioration", "three periods of deterioration"},
	{"Budget line overspent", "budget line overspent"}, {"Risk above its target", "risk above its target"}};

static const char *const notes[] = {
	"Off target: rated Red by the dashboard's rule, or its target is missed by 5% of it or more.",
	"Three periods of deterioration: three worsening steps in a row, no period missing between.",
	"Budget line overspent: a budget line linked to the indicator is over budget.",
	"Risk above its target: a risk linked to the indicator scores more than its target.",
	"The list is a proposal: the author of a paper chooses which report cards it prints.",
};

static const char *
criterion_words(struct arena *arena, const struct rows *rows, size_t row)
{
	long criterion = row_integer(rows, row, "criterion");

	return arena_printf(arena, "%ld. %s", criterion, criteria[criterion - 1].name);
}

/* How many indicators are on the list: the rows of one stand together. */
static const char *
title_of(struct arena *arena, const struct rows *rows)
{
	size_t indicators = 0;

	for (struct rows of = {0}; rows_next(rows, "ref", &of);)
		indicators++;
	if (indicators == 0)
		return "No indicator met a criterion";
	return arena_printf(arena, "%zu indicator%s met a criterion", indicators, indicators == 1 ? "" : "s");
}

static int
build_exceptions(struct build *build, struct err *err)
{
	static const struct field fields[] = {FIELD_REF, FIELD_NAME_TO("Indicator", link_indicator_period),
		{.key = "criterion", .label = "Criterion", .words = criterion_words},
		{.key = "proof", .label = "What shows it", .from = "words"},
		{.key = "period", .label = "Period", .from = "label"},
		{.key = "value", .label = "Figure", .kind = COLUMN_FIGURE, .own = true},
		{.key = "target", .label = "Target", .kind = COLUMN_FIGURE, .optional = true}};
	const struct rows *rows = build_part(build, "lines");
	const struct table_spec spec = {
		"exceptions", title_of(build->arena, sift_whole(build)), FIELDS(fields), NULL, NULL};
	struct doc *doc = build->doc;
	struct table *table = add_table(doc, &spec, rows);

	for (size_t i = 0; i < sizeof(notes) / sizeof(notes[0]); i++)
		table_note(doc->arena, table, notes[i]);
	rated_by_note(doc, table, "dashboard");
	mark_notes(doc, table);
	return add_terms_in(build, rows, "name", err);
}

static const struct sift sift = {
	.part = "lines",
	.table = "exceptions",
	.thing = "exception",
	.things = "exceptions",
	.rating = "rag",
	.texts = {"ref", "name", "words"},
	.orders = {{"ref", "ref", ORDER_TEXT}, {"name", "name", ORDER_TEXT}, {"criterion", "criterion", ORDER_NUMBER},
		{"value", "number", ORDER_NUMBER}},
};

const struct report exceptions_report = {
	.address = "performance/exceptions",
	.title = "Performance exceptions",
	.permission = PERMIT_FIGURES,
	.door = DOOR_PERFORMANCE,
	.menu = "Exceptions",
	.listed = "Overview",
	.about = "The indicators that meet a criterion of an exception, and the figures that prove it",
	.params = PARAM_AREA | PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.sources = exception_sources,
	.choices = "dashboard",
	.scope = STMT_DASHBOARD_SCOPE,
	.parts = GROUP_EXCEPTIONS,
	.build = build_exceptions,
	.sift = &sift,
};
