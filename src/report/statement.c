/* What the statements of money share. */
#include "report/build.h"

#include <string.h>

#include "base/str.h"

enum row_kind
statement_row_kind(const char *kind)
{
	if (strcmp(kind, "group") == 0)
		return ROW_GROUP;
	if (strcmp(kind, "subtotal") == 0)
		return ROW_SUBTOTAL;
	return strcmp(kind, "total") == 0 ? ROW_TOTAL : ROW_BODY;
}

const char *
statement_difference(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *group = row_string(rows, row, "group_name");
	bool in_group = *group != '\0' && str_equal(row_text(rows, row, "line_name"), "Sub Total");

	return arena_printf(arena, "%s%s%s%s, %s: published %s, computed %s (%s).",
		row_text(rows, row, "line_name"), in_group ? " (" : "", in_group ? group : "",
		in_group ? ")" : "", row_text(rows, row, "measure"),
		row_text(rows, row, "printed"), row_text(rows, row, "computed"),
		row_text(rows, row, "documents"));
}

void
statement_mark(const struct rows *rows, size_t row, struct row *line, size_t column)
{
	if (!row_true(rows, row, "released"))
		line->cells[column].marks = "[u]";
}
