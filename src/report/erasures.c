/* Erasures for data protection: what was asked for, by whom, and what became of it. */
#include "address.h"
#include "builder.h"
#include "table.h"

#include "base/str.h"

static const char *
link_erasure(const struct doc *doc, const struct rows *rows, size_t row)
{
	return address(doc->arena, "erasures", row_text(rows, row, "erasure_id"));
}

static const char *
state_words(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *state = row_text(rows, row, "state");

	if (row_text(rows, row, "decided") == NULL)
		return "Waits to be confirmed";
	return arena_printf(arena, "%s by %s, %s",
		str_equal(state, "confirmed")         ? "Confirmed"
			: str_equal(state, "refused") ? "Refused"
						      : "Withdrawn",
		row_text(rows, row, "decided_by"), row_text(rows, row, "decided"));
}

static int
build_erasures(struct build *build, struct err *err)
{
	static const struct field fields[] = {
		{.key = "erasure", .label = "Number", .from = "erasure_id", .head = true, .link = link_erasure},
		{.key = "what", .label = "What"}, {.key = "asked_by", .label = "Asked for by"},
		{.key = "asked", .label = "When", .kind = COLUMN_DATE},
		{.key = "state", .label = "What became of it", .words = state_words}};
	static const struct table_spec spec = {
		"erasures", "Erasures", FIELDS(fields), "No erasure has been asked for that you may see.", NULL};

	(void)err;
	doc_paragraph(build->doc,
		"What was imported or attached is destroyed for data protection if one person asks for it, with a reason, and "
		"another confirms it. Pages and packs that showed it then say that it was removed.");
	add_table(build->doc, &spec, build_part(build, "list"));
	return 0;
}

const struct report erasures_report = {
	.address = "erasures",
	.title = "Erasures for data protection",
	.permission = PERMIT_ERASURES,
	.door = DOOR_HELP,
	.menu = "Erasures",
	.data = true,
	.parts = GROUP_ERASURES,
	.build = build_erasures,
};
