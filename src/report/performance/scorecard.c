/* Scorecards: areas and cohorts over the years against England, or the measures of a month by area. */
#include "base/str.h"
#include "performance.h"

static void
gap_notes(struct doc *doc, struct table *table, const struct rows *rows)
{
	static const char gap[] =
		"The gap is to England's figure for the same children and period, else the latest before.";
	static const char rated[] =
		"Green: in line with England or better, + above England. Amber: below England by no more "
		"than the threshold. Red: further below. ";

	if (rows_any(rows, "gap"))
		table_note(
			doc->arena, table, rows_any(rows, "rag") ? arena_printf(doc->arena, "%s%s", rated, gap) : gap);
	table_note(doc->arena, table,
		"An arrow compares with the same area and children a year before (an Ofsted outcome with the one before it): "
		"↑ better, ↓ worse, ↔ the same.");
}

static void
spread_notes(struct doc *doc, struct table *table, const struct rows *spread)
{
	for (size_t i = 0; i < spread->count; i++) {
		const char *cohort = row_text(spread, i, "cohort");

		table_note(doc->arena, table,
			arena_printf(doc->arena, "%s%s%s, %s: the parts of the area range from %s to %s, %s apart.",
				row_text(spread, i, "name"), cohort != NULL ? ", " : "", cohort != NULL ? cohort : "",
				row_text(spread, i, "short"), row_text(spread, i, "low_shown"),
				row_text(spread, i, "high_shown"), row_text(spread, i, "apart_shown")));
	}
}

/* A table a heading: a group a measure, a line an area and cohort. */
static void
add_years(const struct build *build, const struct rows *rows, const char *heading)
{
	static const struct field fields[] = {
		{.key = "measure", .label = "Measure and area", .from = "area_name", .head = true},
		{.key = "ref", .label = "Ref", .link = link_indicator}, FIELD_COHORT("Pupils or children"),
		{.kind = COLUMN_FIGURE, .pivot = true, .own = true, .blank = ""},
		{.key = "gap", .label = "Gap to England", .kind = COLUMN_FIGURE, .optional = true}};
	struct doc *doc = build->doc;
	const struct table_spec spec = {row_text(rows, 0, "key"), heading, FIELDS(fields), NULL, "name"};
	struct rows spread = rows_where(build_part(build, "spread"), "heading", heading);
	struct rows differences = rows_where(build_part(build, "differences"), "heading", heading);
	struct table *table = add_table(doc, &spec, rows);

	gap_notes(doc, table, rows);
	spread_notes(doc, table, &spread);
	rated_by_note(doc, table, "scorecard");
	mark_notes(doc, table);
	difference_notes(doc, table, &differences, name_of_figure);
}

/* The columns of a change on the month before stand together. */
static void
group_changes(struct table *table)
{
	for (size_t c = 0; c < table->column_count; c++)
		if (str_starts(table->columns[c].key, "change-"))
			table->columns[c].group = "Change on the previous month";
}

static void
add_month(const struct build *build, const struct rows *rows)
{
	static const struct field fields[] = {
		FIELD_REF, FIELD_NAME("Measure"), FIGURE("target", "Target"), FIELD_PERIODS(NULL)};
	const struct rows *late = build_part(build, "late");
	struct doc *doc = build->doc;
	const struct table_spec spec = {"measures", build_text(build, "name"), FIELDS(fields), NULL, NULL};
	struct table *table = add_table(doc, &spec, rows);

	group_changes(table);
	table_note(doc->arena, table,
		"The change is in percentage points; its arrow says what it means: ↑ better, ↓ worse, ↔ the same.");
	for (size_t i = 0; i < late->count; i++)
		table_note(doc->arena, table,
			arena_printf(doc->arena, "%s: %s, the latest available.", row_text(late, i, "area_name"),
				row_text(late, i, "late")));
	rated_by_note(doc, table, "scorecard");
	mark_notes(doc, table);
	difference_notes(doc, table, build_part(build, "differences"), name_of_figure);
}

static int
build_scorecard(struct build *build, struct err *err)
{
	const struct rows *months = build_part(build, "months");

	(void)err;
	build->doc->title = arena_printf(build->arena, "%s scorecard", build_text(build, "name"));
	for (struct rows of = {0}; rows_next(build_part(build, "years"), "heading", &of);)
		add_years(build, &of, row_text(&of, 0, "heading"));
	if (months->count > 0)
		add_month(build, months);
	add_terms(build->doc, build_part(build, "terms"));
	return 0;
}

const struct report scorecard_report = {
	.address = "performance/scorecards/{name}",
	.subject = "scorecard",
	.permission = PERMIT_FIGURES,
	.door = DOOR_PERFORMANCE,
	.params = PARAM_AREA | PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.sources = figure_sources,
	.choices = "scorecards",
	.scope = STMT_SCORECARD_SCOPE,
	.parts = GROUP_SCORECARD,
	.build = build_scorecard,
};
