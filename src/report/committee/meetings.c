/* All meetings that are held, the newest first. */
#include "../address.h"
#include "../notes.h"
#include "../table.h"
#include "committee.h"

const char *
meeting_when(struct arena *arena, const struct rows *meetings, size_t i)
{
	return arena_printf(arena, "%s, %s", row_text(meetings, i, "starts"), row_text(meetings, i, "venue"));
}

/* Who sees no drafts cannot know whether there is one. */
static const char *
agenda_words(struct arena *arena, const struct rows *meetings, size_t i)
{
	if (row_true(meetings, i, "is_published"))
		return arena_printf(arena, "Published %s", row_text(meetings, i, "published"));
	if (!row_true(meetings, i, "has_agenda"))
		return row_true(meetings, i, "sees_drafts") ? "None yet" : "Not yet published";
	return "Draft";
}

static const char *
pack_words(struct arena *arena, const struct rows *meetings, size_t i)
{
	if (row_true(meetings, i, "has_agenda"))
		return arena_printf(arena, "Pack of %s", row_text(meetings, i, "short_day"));
	if (row_true(meetings, i, "is_published"))
		return "no items";
	return row_true(meetings, i, "sees_drafts") ? "no agenda yet" : "not yet published";
}

static const char *
link_made_pack(const struct doc *doc, const struct rows *meetings, size_t i)
{
	return row_true(meetings, i, "has_agenda") ? link_pack(doc, meetings, i) : NULL;
}

/* What would stop it, for whoever puts it together. */
static const char *
preflight_words(struct arena *arena, const struct rows *meetings, size_t i)
{
	(void)arena;
	return row_true(meetings, i, "assembles") ? "What would stop it" : NULL;
}

static const char *
link_preflight(const struct doc *doc, const struct rows *meetings, size_t i)
{
	return row_true(meetings, i, "assembles")
		? address(doc->arena, "meetings", row_text(meetings, i, "meeting"), "preflight")
		: NULL;
}

void
add_meetings(const struct build *build)
{
	const struct field fields[] = {{.key = "date",
					       .label = "Date",
					       .from = "short_day",
					       .kind = COLUMN_DATE,
					       .head = true,
					       .link = link_meeting},
		{.key = "committee",
			.label = capitalised(build->arena, build_text(build, "committee")),
			.from = "committee_name",
			.link = link_committee},
		{.key = "venue", .label = "Venue", .words = meeting_when},
		{.key = "state", .label = "Agenda", .words = agenda_words},
		{.key = "pack", .label = "Pack", .words = pack_words, .link = link_made_pack},
		{.key = "preflight",
			.label = "Before publication",
			.words = preflight_words,
			.link = link_preflight,
			.optional = true}};
	const struct table_spec spec = {"meetings", "Meetings", FIELDS(fields),
		"No meetings are held: an import of meetings fills this table.", NULL};

	add_table(build->doc, &spec, build_part(build, "meetings"));
}

void
add_meeting_next(const struct build *build)
{
	const struct rows *meeting = build_part(build, "meeting");
	struct doc *doc = build->doc;
	struct block *facts;

	if (meeting->count == 0)
		return;
	doc_heading(doc, 2, "meeting", row_true(meeting, 0, "is_to_come") ? "Next meeting" : "Last meeting");
	facts = doc_facts(doc, 3);
	doc_fact(doc, facts, capitalised(build->arena, build_text(build, "committee")),
		row_text(meeting, 0, "committee_name"));
	facts->facts[0].text.spans[0].href = link_meeting(doc, meeting, 0);
	doc_fact(doc, facts, "When and where",
		arena_printf(doc->arena, "%s, %s, %s", row_text(meeting, 0, "day"), row_text(meeting, 0, "starts"),
			row_text(meeting, 0, "venue")));
	doc_fact(doc, facts, "Pack", capitalised(build->arena, pack_words(build->arena, meeting, 0)));
	facts->facts[2].text.spans[0].href = link_made_pack(doc, meeting, 0);
}

static int
build_meetings(struct build *build, struct err *err)
{
	(void)err;
	add_meetings(build);
	return 0;
}

const struct report meetings_report = {
	.address = "meetings",
	.title = "Meetings",
	.permission = PERMIT_MEETINGS,
	.door = DOOR_MEETINGS,
	.menu = "Meetings",
	.pdf = true,
	.data = true,
	.sources = (const char *const[]){"committees", "meetings", NULL},
	.scope = STMT_MEETINGS_SCOPE,
	.parts = GROUP_MEETINGS,
	.build = build_meetings,
};
