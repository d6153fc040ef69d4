/* The capital programme: schemes against what was approved, and what pays for them. */
#include "../builder.h"
#include "../table.h"
#include "money.h"

static void
add_schemes(const struct build *build)
{
	static const struct field fields[] = {{.key = "scheme", .label = "Scheme", .head = true},
		MILLIONS("approved", "Approved"), MILLIONS("spent", "Spent to date"), MILLIONS("forecast", "Forecast"),
		MILLIONS_KEPT("variance", "Variance"), MILLIONS("reprofiled", "Of which moved to a later year"),
		MILLIONS("rest", "of it +over / -under"), {.key = "reason", .label = "Reason", .optional = true}};
	static const struct table_spec spec = {"schemes", "Schemes", FIELDS(fields), NULL, NULL};
	struct table *table = add_table(build->doc, &spec, build_part(build, "schemes"));

	table_note(build->arena, table,
		"Variance is forecast less approved: + over, - under. What is moved to a later year is a part of it.");
	mark_notes(build->doc, table);
	closing_notes(build, table);
	difference_notes(build->doc, table, build_part(build, "differences"), name_of_statement);
}

/* Whether the funding is what will be spent: of the whole, then of each scheme where it is not. */
static void
balance_notes(struct arena *arena, struct table *table, const struct rows *rows)
{
	for (size_t i = 0; i < rows->count; i++) {
		const char *scheme = row_text(rows, i, "scheme");
		const char *whose = *scheme != '\0' ? arena_printf(arena, "%s: the", scheme) : "The";
		long side = row_integer(rows, i, "side");

		table_note(arena, table,
			side == 0 ? arena_printf(arena, "%s funding comes to the forecast, £%sm.", whose,
					    row_text(rows, i, "forecast"))
				  : arena_printf(arena,
					    "%s funding of £%sm does not come to the forecast of £%sm: it is £%sm %s.",
					    whose, row_text(rows, i, "funding"), row_text(rows, i, "forecast"),
					    row_text(rows, i, "difference"), side < 0 ? "short" : "over"));
	}
}

static void
add_funding(const struct build *build)
{
	static const struct field fields[] = {{.key = "source", .label = "Source of funding", .head = true},
		{.key = "schemes", .label = "Schemes", .kind = COLUMN_FIGURE}, MILLIONS("amount", "Amount")};
	static const struct table_spec spec = {
		"funding", "Funding", FIELDS(fields), "No funding has been entered.", NULL};
	struct table *table = add_table(build->doc, &spec, build_part(build, "funding"));

	mark_notes(build->doc, table);
	balance_notes(build->arena, table, build_part(build, "balance"));
	closing_notes(build, table);
}

static int
build_capital(struct build *build, struct err *err)
{
	(void)err;
	add_schemes(build);
	add_funding(build);
	add_closing(build);
	return 0;
}

const struct report capital_report = {
	.address = "finance/capital",
	.title = "Capital programme",
	.permission = PERMIT_FIGURES,
	.door = DOOR_FINANCE,
	.menu = "Capital",
	.params = PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.sources = (const char *const[]){"capital", "capital_funding", "published_finance", NULL},
	.choices = "capital",
	.scope = STMT_CAPITAL_SCOPE,
	.parts = GROUP_CAPITAL,
	.build = build_capital,
};
