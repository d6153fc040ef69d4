/* The capital programme: schemes against what was approved, and what pays for them. */
#include "report/build.h"

#include "base/str.h"

static struct table *
add_schemes(struct doc *doc, const struct rows *rows)
{
	static const struct column columns[] = {
		{.key = "scheme", .label = "Scheme", .head = true},
		{.key = "approved", .label = "Approved", .unit = "£m", .kind = COLUMN_FIGURE},
		{.key = "spent", .label = "Spent to date", .unit = "£m", .kind = COLUMN_FIGURE},
		{.key = "forecast", .label = "Forecast", .unit = "£m", .kind = COLUMN_FIGURE},
		{.key = "variance", .label = "Variance", .unit = "£m", .kind = COLUMN_FIGURE},
		{.key = "reprofiled", .label = "of it moved to a later year", .unit = "£m",
			.kind = COLUMN_FIGURE},
		{.key = "rest", .label = "of it +over / -under", .unit = "£m",
			.kind = COLUMN_FIGURE},
		{.key = "reason", .label = "Reason", .optional = true},
	};
	enum { FIGURES = 6 };
	struct table *table = doc_table(doc, "schemes", "Schemes",
		sizeof(columns) / sizeof(columns[0]), columns);

	for (size_t i = 0; i < rows->count; i++) {
		struct row *line = table_row(
			doc->arena, table, statement_row_kind(row_text(rows, i, "kind")));

		line->cells[0] = cell_words(row_text(rows, i, "scheme"));
		for (size_t c = 1; c <= FIGURES; c++)
			line->cells[c] =
				cell_amount(doc->arena, row_text(rows, i, columns[c].key));
		line->cells[FIGURES + 1] = cell_words(row_text(rows, i, "reason"));
		statement_mark(rows, i, line, 4);
	}
	table_note(doc->arena, table, "Variance is forecast less approved: + over, - under. What "
				      "is moved to a later year is a part of it.");
	note_marks(doc->arena, table);
	return table;
}

static struct table *
add_funding(struct doc *doc, const struct rows *rows)
{
	static const struct column columns[] = {
		{.key = "source", .label = "Source of funding", .head = true},
		{.key = "schemes", .label = "Schemes", .kind = COLUMN_FIGURE},
		{.key = "amount", .label = "Amount", .unit = "£m", .kind = COLUMN_FIGURE},
	};
	struct table *table = doc_table(doc, "funding", "Funding",
		sizeof(columns) / sizeof(columns[0]), columns);

	table->empty = "No funding has been entered.";
	for (size_t i = 0; i < rows->count; i++) {
		struct row *line = table_row(
			doc->arena, table, statement_row_kind(row_text(rows, i, "kind")));

		line->cells[0] = cell_words(row_text(rows, i, "source"));
		line->cells[1] = cell_amount(doc->arena, row_text(rows, i, "schemes"));
		line->cells[2] = cell_amount(doc->arena, row_text(rows, i, "amount"));
		statement_mark(rows, i, line, 2);
	}
	note_marks(doc->arena, table);
	return table;
}

/* Whether the funding is what will be spent: of the whole, then of each scheme where it is not. */
static void
note_balance(struct arena *arena, struct table *table, const struct rows *rows)
{
	for (size_t i = 0; i < rows->count; i++) {
		const char *scheme = row_text(rows, i, "scheme");
		const char *whose = *scheme != '\0' ? arena_printf(arena, "%s: the", scheme) : "The";
		long side = row_integer(rows, i, "side");

		if (side == 0)
			table_note(arena, table, arena_printf(arena,
				"%s funding comes to the forecast, £%sm.", whose,
				row_text(rows, i, "forecast")));
		else
			table_note(arena, table, arena_printf(arena,
				"%s funding of £%sm does not come to the forecast of £%sm: it is "
				"£%sm %s.", whose, row_text(rows, i, "funding"),
				row_text(rows, i, "forecast"), row_text(rows, i, "difference"),
				side < 0 ? "short" : "over"));
	}
}

int
report_capital(const struct report_job *job, struct doc **doc, struct err *err)
{
	struct arena *arena = job->arena;
	struct rows page, scope, rows, funding, balance, differences, sources;
	struct table *schemes;

	if (db_query(job->db, STMT_CAPITAL_PAGE, DB_PARAMS(job->params.period), arena, &page,
		    err) != 0)
		return -1;
	scope = rows_part(arena, &page, "scope");
	rows = rows_part(arena, &page, "schemes");
	funding = rows_part(arena, &page, "funding");
	balance = rows_part(arena, &page, "balance");
	differences = rows_part(arena, &page, "differences");
	sources = rows_part(arena, &page, "sources");
	*doc = report_doc(job, "Capital programme", &scope);
	schemes = add_schemes(*doc, &rows);
	note_differences(arena, schemes, statement_difference, &differences);
	note_balance(arena, add_funding(*doc, &funding), &balance);
	note_sources(*doc, &sources);
	return 0;
}
