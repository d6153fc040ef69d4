/* The committees, and one: its meetings, and who sits, sat and will sit on it. */
#include "../address.h"
#include "../notes.h"
#include "../table.h"
#include "committee.h"

/* "13, 1 of them without a vote". */
static const char *
seats_words(struct arena *arena, const struct rows *committees, size_t i)
{
	const char *seats = row_text(committees, i, "seats"), *silent = row_text(committees, i, "silent");

	return silent == NULL ? seats : arena_printf(arena, "%s, %s of them without a vote", seats, silent);
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

/* --- one --- */

static const char *
time_words(struct arena *arena, const struct rows *seats, size_t i)
{
	(void)arena;
	return row_true(seats, i, "is_past") ? "before" : "to come";
}

static const char *
state_words(struct arena *arena, const struct rows *meetings, size_t i)
{
	(void)arena;
	return row_true(meetings, i, "is_published") ? "published" : "not yet published";
}

static void
add_seats(const struct build *build)
{
	static const struct field now[] = {{.key = "person", .label = "Name", .head = true},
		{.key = "capacity", .label = "Capacity"}, {.key = "voting", .label = "Votes", .words = seat_votes},
		{.key = "since", .label = "Since", .optional = true},
		{.key = "until", .label = "Until", .optional = true}};
	static const struct field others[] = {{.key = "person", .label = "Name", .head = true},
		{.key = "capacity", .label = "Capacity"}, {.key = "when", .label = "When", .words = time_words},
		{.key = "since", .label = "From"}, {.key = "until", .label = "To"}};
	static const struct table_spec sitting = {
		"membership", "Membership today", FIELDS(now), "Nobody is known to sit on the committee today.", NULL};
	static const struct table_spec before = {"other-members", "Members of other times", FIELDS(others), NULL, NULL};

	add_table(build->doc, &sitting, build_part(build, "seats"));
	if (build_part(build, "others")->count > 0)
		add_table(build->doc, &before, build_part(build, "others"));
}

static int
build_committee(struct build *build, struct err *err)
{
	static const struct field fields[] = {{.key = "date",
						      .label = "Date",
						      .from = "short_day",
						      .kind = COLUMN_DATE,
						      .head = true,
						      .link = link_meeting},
		{.key = "venue", .label = "Venue", .words = meeting_when},
		{.key = "state", .label = "Agenda", .words = state_words}};
	static const struct table_spec spec = {"meetings", "Meetings", FIELDS(fields),
		"No meetings of it are held: an import of meetings fills this table.", NULL};

	(void)err;
	add_table(build->doc, &spec, build_part(build, "meetings"));
	add_seats(build);
	return 0;
}

const struct report committee_report = {
	.address = "committees/{committee}",
	.subject = "committee",
	.permission = PERMIT_MEETINGS,
	.door = DOOR_MEETINGS,
	.pdf = true,
	.data = true,
	.sources = (const char *const[]){"committees", "seats", "meetings", NULL},
	.scope = STMT_COMMITTEE_SCOPE,
	.parts = GROUP_COMMITTEE_PAGE,
	.build = build_committee,
};
