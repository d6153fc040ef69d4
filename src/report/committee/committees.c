/* The committees, and what reports to them. */
#include "../address.h"
#include "../notes.h"
#include "../table.h"
#include "base/str.h"
#include "committee.h"

/* "13, 1 of them without a vote; 2 vacant". */
static const char *
seats_words(struct arena *arena, const struct rows *committees, size_t i)
{
	const char *seats = row_text(committees, i, "seats"), *silent = row_text(committees, i, "silent");
	const char *vacant = row_text(committees, i, "vacant");

	if (silent != NULL)
		seats = arena_printf(arena, "%s, %s of them without a vote", seats, silent);
	return vacant == NULL ? seats : arena_printf(arena, "%s; %s vacant", seats, vacant);
}

/* "Sub-committee of the Scrutiny Committee". */
static const char *
body_words(struct arena *arena, const struct rows *committees, size_t i)
{
	const char *parent = row_text(committees, i, "parent_name");

	if (str_equal(row_text(committees, i, "kind"), "committee") && parent == NULL)
		return NULL;
	return parent == NULL
		? capitalised(arena, row_text(committees, i, "kind"))
		: arena_printf(arena, "%s of the %s", capitalised(arena, row_text(committees, i, "kind")), parent);
}

/* The next meeting; where none is to come, the last. */
static const char *
meeting_words(struct arena *arena, const struct rows *committees, size_t i)
{
	const char *day = row_text(committees, i, "day");

	if (day == NULL)
		return "none has been entered";
	return row_true(committees, i, "to_come") ? day : arena_printf(arena, "none to come; the last was on %s", day);
}

static const char *
link_its_meeting(const struct doc *doc, const struct rows *committees, size_t i)
{
	return row_text(committees, i, "meeting") != NULL ? link_meeting(doc, committees, i) : NULL;
}

static int
build_committees(struct build *build, struct err *err)
{
	static const struct field fields[] = {{.key = "name", .label = "Name", .head = true, .link = link_committee},
		{.key = "body", .label = "What it is", .words = body_words, .optional = true},
		{.key = "seats", .label = "Seats today", .words = seats_words},
		{.key = "meeting", .label = "Next meeting", .words = meeting_words, .link = link_its_meeting}};
	static const struct table_spec spec = {"committees", "Committees", FIELDS(fields),
		"No committees are held: an import of committees fills this table.", NULL};

	(void)err;
	add_table(build->doc, &spec, build_part(build, "committees"));
	return 0;
}

const struct report committees_report = {
	.address = "committees",
	.title = "Committees",
	.permission = PERMIT_MEETINGS,
	.door = DOOR_MEETINGS,
	.menu = "Committees",
	.pdf = true,
	.data = true,
	.sources = (const char *const[]){"committees", "seats", "meetings", NULL},
	.scope = STMT_COMMITTEES_SCOPE,
	.parts = GROUP_COMMITTEES,
	.build = build_committees,
};
