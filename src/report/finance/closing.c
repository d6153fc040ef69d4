/* That the period of a statement is closed, and what was changed of it all the same. */
#include "../builder.h"
#include "../table.h"
#include "base/str.h"
#include "money.h"

static bool
is_change(const struct rows *rows, size_t row)
{
	return str_equal(row_text(rows, row, "what"), "changed");
}

/* "Changed after the period was closed on 3 May 2017: a late invoice (import 14, Ana Lyst)." */
static const char *
sentence(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *label = row_text(rows, row, "label"), *closed = row_text(rows, row, "closed");
	const char *reopened = row_text(rows, row, "reopened"), *reason = row_text(rows, row, "reason");

	if (is_change(rows, row))
		return arena_printf(arena, "Changed after the period was closed on %s: %s (import %s, %s).", closed,
			reason, row_text(rows, row, "import_id"), row_text(rows, row, "changed_by"));
	if (reopened != NULL)
		return arena_printf(
			arena, "%s was closed on %s and opened again on %s: %s.", label, closed, reopened, reason);
	return arena_printf(arena, "%s was closed on %s.", label, closed);
}

void
closing_notes(const struct build *build, struct table *table)
{
	const struct rows *rows = build_part(build, "closing");

	for (size_t i = 0; i < rows->count; i++)
		table_note(build->arena, table, sentence(build->arena, rows, i));
}

static const char *
event(struct arena *arena, const struct rows *rows, size_t row)
{
	(void)arena;
	if (is_change(rows, row))
		return "Changed";
	return row_text(rows, row, "reopened") != NULL ? "Closed, and opened again" : "Closed";
}

/* Whether there is more to tell than that it is closed. */
static bool
was_touched(const struct rows *rows)
{
	for (size_t i = 0; i < rows->count; i++)
		if (is_change(rows, i) || row_text(rows, i, "reopened") != NULL)
			return true;
	return false;
}

/* What happened to the period, as data: a face of numbers has no notes. */
void
add_closing(const struct build *build)
{
	static const struct field fields[] = {{.key = "event", .label = "What", .words = event, .head = true},
		{.key = "period", .label = "Period", .from = "label"},
		{.key = "closed", .label = "Closed", .kind = COLUMN_DATE},
		{.key = "reopened", .label = "Opened again", .kind = COLUMN_DATE, .optional = true},
		{.key = "changed", .label = "Changed", .kind = COLUMN_DATE, .optional = true},
		{.key = "reason", .label = "Reason", .optional = true},
		{.key = "import", .label = "Import", .from = "import_id", .optional = true},
		{.key = "by", .label = "By", .from = "changed_by", .optional = true}};
	static const struct table_spec spec = {
		"closing", "Closing of the period and changes after it", FIELDS(fields), NULL, NULL};
	const struct rows *rows = build_part(build, "closing");

	if (was_touched(rows))
		add_table(build->doc, &spec, rows)->folded = true;
}
