/* The education tables of the report's text: the latest figure here and in England, and a year before. */
#include "performance.h"

static void
add_lines(const struct build *build, const struct rows *rows, const char *title)
{
	struct doc *doc = build->doc;
	const struct field fields[] = {FIELD_REF, FIELD_NAME("Measure"), FIELD_COHORT("Pupils"),
		{.key = "period", .label = "Period"},
		{.key = "value", .label = doc->area_label, .kind = COLUMN_FIGURE, .own = true},
		{.key = "national", .label = "National", .from = "england", .kind = COLUMN_FIGURE, .blank = "-"},
		{.key = "gap", .label = "Gap", .kind = COLUMN_FIGURE, .blank = "-"},
		{.key = "before", .label = "A year before", .kind = COLUMN_FIGURE, .blank = "-"}};
	const struct table_spec spec = {row_text(rows, 0, "key"), title, FIELDS(fields), NULL, NULL};
	struct rows differences = rows_where(build_part(build, "differences"), "key", spec.key);
	struct table *table = add_table(doc, &spec, rows);

	rated_by_note(doc, table, "scorecard");
	mark_notes(doc, table);
	difference_notes(doc, table, &differences, name_of_figure);
}

static int
build_education(struct build *build, struct err *err)
{
	(void)err;
	for (struct rows of = {0}; rows_next(build_part(build, "lines"), "title", &of);)
		add_lines(build, &of, row_text(&of, 0, "title"));
	add_terms(build->doc, build_part(build, "terms"));
	return 0;
}

const struct report education_report = {
	.address = "performance/education",
	.title = "Education, NEET and exclusions",
	.permission = PERMIT_FIGURES,
	.door = DOOR_PERFORMANCE,
	.listed = "Other reports",
	.about = "Education, not in employment or training, and exclusions",
	.params = PARAM_AREA | PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.sources = figure_sources,
	.choices = "education",
	.scope = STMT_EDUCATION_SCOPE,
	.parts = GROUP_EDUCATION,
	.build = build_education,
};
