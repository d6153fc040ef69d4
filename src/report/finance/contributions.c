/* What partners pay towards programmes over the years: totals, shares, in kind and in cash. */
#include "../builder.h"
#include "../table.h"
#include "base/str.h"
#include "money.h"

#define POUNDS(name, words, over)                                                                                      \
	{                                                                                                              \
		.key = (name), .label = (words), .unit = "£", .group = (over), .kind = COLUMN_FIGURE                   \
	}

static void
add_years(const struct build *build)
{
	static const char each[] = "Each partner";
	static const struct field fields[] = {{.key = "line_name", .label = "Year", .head = true},
		POUNDS("total", "Total", NULL), {.key = "partners", .label = "Partners", .kind = COLUMN_FIGURE},
		POUNDS("share", "Share", each), POUNDS("in_kind", "In kind (maximum)", each),
		POUNDS("cash", "In cash (minimum)", each),
		{.key = "left_over", .label = "Partners who pay £1 more", .kind = COLUMN_FIGURE, .optional = true},
		{.key = "pct", .label = "Part that may be in kind", .kind = COLUMN_FIGURE}};
	static const struct table_spec spec = {"years", "Totals and shares", FIELDS(fields), NULL, NULL};
	struct table *table = add_table(build->doc, &spec, build_part(build, "years"));

	table_note(build->arena, table,
		"Share = total ÷ partners, rounded down to whole pounds; the pounds left over go to the first "
		"partners in order.");
	mark_notes(build->doc, table);
	closing_notes(build, table);
}

static const char *
partner_name(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *partner = row_text(rows, row, "partner");

	return partner == NULL ? "All partners" : arena_printf(arena, "Partner %s", partner);
}

static void
add_partners(const struct build *build)
{
	static const char all[] = "All years";
	static const struct field fields[] = {
		{.key = "partner", .label = "Partner", .words = partner_name, .head = true},
		{.key = "year_share", .unit = "£", .kind = COLUMN_FIGURE, .pivot = true}, POUNDS("share", "Share", all),
		POUNDS("in_kind", "In kind (maximum)", all), POUNDS("cash", "In cash (minimum)", all)};
	static const struct table_spec spec = {"partners", "Share of each partner", FIELDS(fields), NULL, "programme"};

	closing_notes(build, add_table(build->doc, &spec, build_part(build, "partners")));
}

static int
build_contributions(struct build *build, struct err *err)
{
	if (build_part(build, "years")->count == 0)
		return err_set(
			err, ERR_ABSENT, "no contributions are held: an import of contributions fills this page");
	add_years(build);
	add_partners(build);
	add_closing(build);
	return 0;
}

const struct report contributions_report = {
	.address = "finance/contributions",
	.title = "Contributions over the years",
	.permission = PERMIT_FIGURES,
	.door = DOOR_FINANCE,
	.menu = "Contributions",
	.pdf = true,
	.data = true,
	.sources = (const char *const[]){"contributions", NULL},
	.parts = GROUP_CONTRIBUTIONS,
	.build = build_contributions,
};
