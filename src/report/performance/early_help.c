/* The early help dashboard: each measure by team over thirteen months; the claims of a programme that pays by results. */
#include "performance.h"

static void
end_table(const struct build *build, struct table *table)
{
	struct rows differences = rows_where(build_part(build, "differences"), "key", table->key);

	leave_out_empty(build->doc, table);
	rated_by_note(build->doc, table, "summary");
	mark_notes(build->doc, table);
	difference_notes(build->doc, table, &differences, name_of_figure);
}

static void
add_whole(const struct build *build, const struct rows *rows)
{
	static const struct field fields[] = {
		{.key = "measure", .label = "Measure", .from = "name", .head = true, .link = link_indicator},
		{.kind = COLUMN_FIGURE, .pivot = true, .own = true}};
	struct doc *doc = build->doc;
	const struct table_spec spec = {
		"whole", arena_printf(doc->arena, "Early help, %s", doc->area_label), FIELDS(fields), NULL, NULL};
	struct table *table = add_table_if(doc, &spec, rows);

	if (table != NULL)
		end_table(build, table);
}

static void
add_teams(const struct build *build, const struct rows *rows)
{
	static const struct field fields[] = {
		{.key = "team", .label = "Team", .from = "area_name", .head = true, .link = link_indicator},
		{.kind = COLUMN_FIGURE, .pivot = true, .own = true}};
	const struct table_spec spec = {
		row_text(rows, 0, "key"), row_text(rows, 0, "name"), FIELDS(fields), NULL, NULL};

	end_table(build, add_table(build->doc, &spec, rows));
}

static void
add_claims(const struct build *build)
{
	static const struct field fields[] = {
		{.key = "measure", .label = "Measure", .from = "name", .head = true, .link = link_indicator},
		{.key = "period", .label = "Period", .from = "label", .blank = "-"},
		{.key = "value", .label = "Families", .kind = COLUMN_FIGURE, .own = true, .blank = "-"},
		{.key = "target", .label = "Target", .kind = COLUMN_FIGURE, .words = target_words}};
	const struct rows *rows = build_part(build, "claims");
	const struct table_spec spec = {
		"claims", rows->count > 0 ? row_text(rows, 0, "title") : NULL, FIELDS(fields), NULL, NULL};

	if (rows->count > 0)
		end_table(build, add_table(build->doc, &spec, rows));
}

static int
build_early_help(struct build *build, struct err *err)
{
	const struct rows *lines = build_part(build, "lines");
	struct rows whole = rows_where(lines, "alone", "t"), by_team = rows_where(lines, "alone", "f");

	(void)err;
	add_whole(build, &whole);
	for (struct rows of = {0}; rows_next(&by_team, "ref", &of);)
		add_teams(build, &of);
	add_claims(build);
	add_terms(build->doc, build_part(build, "terms"));
	return 0;
}

const struct report early_help_report = {
	.address = "performance/early-help",
	.title = "Early help dashboard",
	.permission = PERMIT_FIGURES,
	.door = DOOR_PERFORMANCE,
	.listed = "Other reports",
	.about = "Early help, month by month",
	.params = PARAM_AREA | PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.sources = figure_sources,
	.choices = "early-help",
	.scope = STMT_EARLY_HELP_SCOPE,
	.parts = GROUP_EARLY_HELP,
	.build = build_early_help,
};
