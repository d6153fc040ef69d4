/* The performance dashboard: every vital sign over 13 months or quarters, each cell rated. */
#include "performance.h"

#include "base/str.h"

static const char *const dashboard_sources[] = {
	"indicators", "targets", "observations", "totals", "populations", "published", NULL};

static const char by_target[] =
	"Green: the target is met. Amber: it is missed by up to 10% of the target (not percentage "
	"points). Red: it is missed by more.";
static const char *const notes[] = {
	"White, “to come”: the figure will become available. Grey, “not expected”: no figure is "
	"expected for this period.",
	"An arrow compares a figure with the one before it: ↑ better, ↓ worse, ↔ the same, - "
	"nothing to compare with.",
};

static const char *
better_is(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *polarity = row_text(rows, row, "polarity");

	(void)arena;
	if (str_equal(polarity, "high"))
		return "Bigger";
	return str_equal(polarity, "low") ? "Smaller" : "-";
}

/* How the rows are rated: by their targets, or each as its own rule says. */
static void
rule_notes(struct doc *doc, struct table *table, const struct rows *rows)
{
	bool said = false;

	for (struct rows of = {0}; rows_next(rows, "ref", &of);) {
		const char *ref = row_text(&of, 0, "ref"), *rule = row_text(&of, 0, "rag_rule");

		if (str_equal(rule, "target") && !said)
			table_note(doc->arena, table, by_target);
		else if (rule != NULL && !str_equal(rule, "target") && !str_equal(rule, "none"))
			table_note(
				doc->arena, table, arena_printf(doc->arena, "%s: %s.", ref, row_text(&of, 0, "rule")));
		said = said || str_equal(rule, "target");
	}
}

static void
add_block(const struct build *build, const struct rows *rows, const char *block)
{
	static const struct field fields[] = {FIELD_REF, FIELD_NAME("Indicator"),
		{.key = "polarity", .label = "Better is", .words = better_is},
		{.kind = COLUMN_FIGURE, .pivot = true, .own = true},
		{.key = "target", .label = "Target", .kind = COLUMN_FIGURE}};
	static const struct table_spec monthly = {"monthly", "Monthly", FIELDS(fields), NULL, NULL};
	static const struct table_spec quarterly = {"quarterly", "Quarterly and termly", FIELDS(fields), NULL, NULL};
	struct rows differences = rows_where(build_part(build, "differences"), "block", block);
	bool by_month = str_equal(block, "monthly");
	struct doc *doc = build->doc;
	struct table *table = add_table(doc, by_month ? &monthly : &quarterly, rows);

	rule_notes(doc, table, rows);
	for (size_t i = 0; i < sizeof(notes) / sizeof(notes[0]); i++)
		table_note(doc->arena, table, notes[i]);
	if (!by_month)
		table_note(doc->arena, table,
			"A quarter shows the last month of the quarter; its arrow compares it with "
			"the quarter before it that has a figure.");
	rated_by_note(doc, table, "dashboard");
	mark_notes(doc, table);
	difference_notes(doc, table, &differences, name_of_figure);
}

static int
build_dashboard(struct build *build, struct err *err)
{
	(void)err;
	for (struct rows block = {0}; rows_next(build_part(build, "lines"), "block", &block);)
		add_block(build, &block, row_text(&block, 0, "block"));
	add_terms(build->doc, build_part(build, "terms"));
	if (build_alone(build))
		add_link(build->doc, "All performance reports", "/performance/reports");
	return 0;
}

const struct report dashboard_report = {
	.address = "performance",
	.title = "Performance dashboard",
	.permission = PERMIT_FIGURES,
	.door = DOOR_PERFORMANCE,
	.menu = "Dashboard",
	.listed = "Overview",
	.about = "The vital signs over thirteen months and thirteen quarters, rated",
	.params = PARAM_AREA | PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.sources = dashboard_sources,
	.choices = "dashboard",
	.scope = STMT_DASHBOARD_SCOPE,
	.parts = GROUP_DASHBOARD,
	.build = build_dashboard,
};
