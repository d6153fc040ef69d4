/* The meetings: a month of them as a calendar, those to come, those past. */
#include "../address.h"
#include "../notes.h"
#include "../table.h"
#include "base/str.h"
#include "committee.h"

const char no_meetings_to_come[] =
	"No meetings to come have been entered: one is made on the page of its committee, or by "
	"an import of meetings.";

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
add_meetings(const struct build *build, const char *part, const char *title, const char *empty)
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
		{.key = "change", .label = "Changed", .optional = true},
		{.key = "state", .label = "Agenda", .words = agenda_words},
		{.key = "pack", .label = "Pack", .words = pack_words, .link = link_made_pack},
		{.key = "preflight",
			.label = "Before publication",
			.words = preflight_words,
			.link = link_preflight,
			.optional = true}};
	const struct table_spec spec = {part, title, FIELDS(fields), empty, NULL};

	add_table(build->doc, &spec, build_part(build, part));
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

/* --- the calendar --- */

static const char *
meetings_address(const struct build *build, const char *month)
{
	return address_with(build->arena, address(build->arena, "meetings"), "period", month, "committee",
		build_text(build, "of_committee"));
}

static void
add_choice(const struct build *build)
{
	const struct rows *committees = build_part(build, "committees");
	struct query *query = arena_alloc(build->arena, sizeof(*query));
	struct query_field *field;
	const char *chosen = build_text(build, "of_committee");

	if (committees->count < 2)
		return;
	*query = (struct query){.key = "of",
		.label = "Choose a committee",
		.action = address(build->arena, "meetings"),
		.button = "Show"};
	field = query_add(build->arena, query, QUERY_SELECT, "committee",
		capitalised(build->arena, build_text(build, "committee")));
	query_choice(build->arena, field, "", "All", chosen == NULL);
	for (size_t i = 0; i < committees->count; i++) {
		const char *committee = row_text(committees, i, "committee");

		query_choice(
			build->arena, field, committee, row_text(committees, i, "name"), str_equal(committee, chosen));
	}
	doc_block(build->doc, BLOCK_QUERY)->query = query;
}

static const char *
link_its_meeting(const struct doc *doc, const struct rows *cells, size_t i)
{
	return row_text(cells, i, "meeting") != NULL ? link_meeting(doc, cells, i) : NULL;
}

/* The way to the months beside it in which there are meetings. */
static void
add_beside(const struct build *build)
{
	static const struct {
		const char *month, *label, *words;
	} ways[] = {{"earlier", "earlier_label", "Earlier"}, {"later", "later_label", "Later"}};

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++)
		if (build_text(build, ways[i].month) != NULL)
			add_link(build->doc,
				arena_printf(build->arena, "%s: %s", ways[i].words, build_text(build, ways[i].label)),
				meetings_address(build, build_text(build, ways[i].month)));
}

static void
add_calendar(const struct build *build)
{
	static const struct field fields[] = {{.key = "week", .label = "Week from", .head = true},
		{.key = "cell", .label = "Day", .pivot = true, .link = link_its_meeting}};
	const struct table_spec spec = {"calendar",
		arena_printf(build->arena, "Calendar of %s", build_text(build, "month_label")), FIELDS(fields), NULL,
		NULL};
	const char *committee = build_text(build, "of_committee");

	add_table(build->doc, &spec, build_part(build, "calendar"));
	if (!build_alone(build))
		return;
	add_beside(build);
	add_link(build->doc, "These meetings as a calendar file (iCalendar)",
		address_with(build->arena, "/calendar.ics", "committee", committee));
	add_link(build->doc, "What was published, as a feed (Atom)",
		address_with(build->arena, "/feed.atom", "committee", committee));
	add_link(build->doc, "In your own calendar program or feed reader: make an address for it in your account",
		"/account#calendar");
}

static int
build_meetings(struct build *build, struct err *err)
{
	(void)err;
	add_choice(build);
	add_meetings(build, "coming", "Meetings to come", no_meetings_to_come);
	add_calendar(build);
	add_meetings(build, "meetings",
		arena_printf(build->arena, "Past meetings, %s", build_text(build, "past_label")),
		"There were no meetings in these months.");
	if (build_text(build, "older") != NULL && build_alone(build))
		add_link(build->doc, arena_printf(build->arena, "Meetings before %s", build_text(build, "older_label")),
			meetings_address(build, build_text(build, "older")));
	return 0;
}

const struct report meetings_report = {
	.address = "meetings",
	.title = "Meetings",
	.permission = PERMIT_MEETINGS,
	.door = DOOR_MEETINGS,
	.menu = "Meetings",
	.params = PARAM_PERIOD | PARAM_COMMITTEE,
	.pdf = true,
	.data = true,
	.sources = (const char *const[]){"committees", "meetings", NULL},
	.scope = STMT_MEETINGS_SCOPE,
	.parts = GROUP_MEETINGS,
	.build = build_meetings,
};
