/* From a figure back: its formula with the numbers in it, and every row that it rests on. */
#include "../address.h"
#include "../notes.h"
#include "../table.h"
#include "base/str.h"
#include "performance.h"

static void
add_formula(const struct build *build)
{
	static const struct field fields[] = {{.key = "cohort", .label = "Pupils or children", .optional = true},
		{.key = "value", .label = "Figure", .kind = COLUMN_FIGURE, .head = true, .own = true},
		{.key = "formula", .label = "Formula"}, {.key = "numbers", .label = "With the numbers"}};
	static const struct table_spec spec = {
		"formula", "How it is computed", FIELDS(fields), "No figure is held for this period and area.", NULL};
	struct table *table = add_table(build->doc, &spec, build_part(build, "formula"));

	table_note(build->arena, table, "Computed from unrounded inputs and rounded once, half away from zero.");
	mark_notes(build->doc, table);
}

/* Where a row came from: the same columns in both tables. */
#define ORIGIN_FIELDS                                                                                                  \
	{.key = "file", .label = "File"}, {.key = "line", .label = "Line", .kind = COLUMN_FIGURE},                     \
		{.key = "import_id", .label = "Import", .kind = COLUMN_FIGURE},                                        \
		{.key = "loaded_by", .label = "Loaded by"}, {.key = "loaded", .label = "Loaded", .kind = COLUMN_DATE}, \
	{                                                                                                              \
		.key = "released", .label = "Released"                                                                 \
	}

static void
add_inputs(const struct build *build)
{
	static const struct field fields[] = {{.key = "ref", .label = "Ref", .head = true},
		{.key = "name", .label = "Indicator"}, {.key = "short", .label = "Period"},
		{.key = "cohort", .label = "Pupils or children", .optional = true},
		{.key = "measure", .label = "Measure"}, {.key = "value", .label = "Value", .kind = COLUMN_FIGURE},
		{.key = "numerator", .label = "Numerator", .kind = COLUMN_FIGURE, .optional = true},
		{.key = "denominator", .label = "Denominator", .kind = COLUMN_FIGURE, .optional = true},
		{.key = "status", .label = "Status", .optional = true},
		{.key = "note", .label = "Note", .optional = true}, ORIGIN_FIELDS};
	static const struct table_spec spec = {
		"inputs", "The rows that it rests on", FIELDS(fields), "Nothing is entered for this period.", NULL};

	mark_notes(build->doc, add_table(build->doc, &spec, build_part(build, "inputs")));
}

/* "Definition", "Rule of the dashboard". */
static const char *
basis_name(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *what = row_text(rows, row, "what"), *scope = row_text(rows, row, "scope");

	if (scope != NULL)
		return arena_printf(arena, "Rule of the %s", scope_name(scope));
	return str_equal(what, "population") ? "Population" : "Definition";
}

static void
add_basis(const struct build *build)
{
	static const struct field fields[] = {{.key = "kind", .label = "What", .head = true, .words = basis_name},
		{.key = "words", .label = "As entered"}, ORIGIN_FIELDS};
	static const struct table_spec spec = {"basis", "Definition, population and rules", FIELDS(fields), NULL, NULL};

	mark_notes(build->doc, add_table(build->doc, &spec, build_part(build, "basis")));
}

static int
build_provenance(struct build *build, struct err *err)
{
	const char *indicator = build_text(build, "title");
	struct doc *doc = build->doc;

	(void)err;
	doc->title = arena_printf(build->arena, "Where it comes from: %s", indicator);
	add_link(doc, arena_printf(build->arena, "Indicator %s", indicator),
		link_indicator_period(doc, &build->scope, 0));
	add_formula(build);
	add_inputs(build);
	add_basis(build);
	return 0;
}

const struct report provenance_report = {
	.address = "performance/indicators/{ref}/provenance",
	.subject = "indicator",
	.permission = PERMIT_FIGURES,
	.door = DOOR_PERFORMANCE,
	.params = PARAM_AREA | PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.sources = (const char *const[]){"indicators", "targets", "observations", "totals", "populations", NULL},
	.choices = "indicators",
	.scope = STMT_INDICATOR_SCOPE,
	.parts = GROUP_PROVENANCE,
	.build = build_provenance,
};
