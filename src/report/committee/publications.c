/* What was published of a meeting's pack, version by version, and what is known otherwise since. */
#include "../address.h"
#include "../notes.h"
#include "../table.h"
#include "committee.h"

const char *
link_publications(const struct doc *doc, const struct rows *rows, size_t row)
{
	return address(doc->arena, "meetings", row_text(rows, row, "meeting"), "publications");
}

static const char *
state_words(struct arena *arena, const struct rows *rows, size_t i)
{
	if (row_true(rows, i, "erased"))
		return "Destroyed for data protection";
	if (row_true(rows, i, "stands"))
		return "Stands";
	return arena_printf(
		arena, "Withdrawn %s by %s", row_text(rows, i, "withdrawn"), row_text(rows, i, "withdrawn_by"));
}

static void
add_list(const struct build *build)
{
	static const struct field fields[] = {{.key = "number", .label = "No", .from = "publication_id", .head = true},
		{.key = "published", .label = "Published"}, {.key = "by", .label = "By", .from = "published_by"},
		{.key = "state", .label = "State", .words = state_words},
		{.key = "why", .label = "Why it was withdrawn", .from = "withdrawn_reason", .optional = true},
		{.key = "despite", .label = "Published despite the preflight, because", .optional = true},
		{.key = "size", .label = "Size of the PDF"}, {.key = "sha256", .label = "SHA-256 of the PDF"}};
	static const struct table_spec spec = {"publications", "What was published", FIELDS(fields),
		"No pack of this meeting was published here.", NULL};

	add_table(build->doc, &spec, build_part(build, "list"));
}

static void
add_changes(const struct build *build)
{
	static const struct field fields[] = {{.key = "item", .label = "Item", .head = true},
		{.key = "what", .label = "What", .head = true}, {.key = "published", .label = "As published"},
		{.key = "now", .label = "As known now"},
		{.key = "import", .label = "Changed by import", .from = "import_id", .optional = true},
		{.key = "found", .label = "Found", .optional = true}};
	static const struct table_spec spec = {"changes", "What is known otherwise since", FIELDS(fields),
		"Nothing: what was published is what is known.", NULL};

	if (build_part(build, "list")->count > 0)
		table_note(build->arena, add_table(build->doc, &spec, build_part(build, "changes")),
			"Of the newest publication. Its figures are compared with what is released whenever something is.");
}

static void
add_ways(const struct build *build)
{
	const struct rows *list = build_part(build, "list");
	struct doc *doc = build->doc;
	const char *meeting = build_text(build, "meeting"), *pack = address(doc->arena, "meetings", meeting, "pack");
	const bool stands = list->count > 0 && row_true(list, 0, "stands");

	if (stands)
		add_link(doc, "The pack as it was published", pack);
	if (stands)
		add_link(doc, "The pack as it would be made now", address_with(doc->arena, pack, "edition", "now"));
	if (row_true(build_part(build, "may"), 0, "may")) {
		add_link(doc, stands ? "Publish another in its place" : "Publish the pack",
			address(doc->arena, "meetings", meeting, "publish"));
		if (stands)
			add_link(doc, "Withdraw it", address(doc->arena, "meetings", meeting, "withdraw"));
	}
	add_link(doc, "Back to the meeting", link_meeting(doc, &build->scope, 0));
}

static int
build_publications(struct build *build, struct err *err)
{
	(void)err;
	build->doc->title = arena_printf(build->arena, "Publications: %s", build->doc->title);
	add_ways(build);
	add_list(build);
	add_changes(build);
	return 0;
}

const struct report publications_report = {
	.address = "meetings/{meeting}/publications",
	.subject = "meeting",
	.permission = PERMIT_MEETINGS,
	.door = DOOR_MEETINGS,
	.data = true,
	.sources = (const char *const[]){"meetings", "agenda", NULL},
	.scope = STMT_MEETING_SCOPE,
	.parts = GROUP_PUBLICATIONS,
	.build = build_publications,
};
