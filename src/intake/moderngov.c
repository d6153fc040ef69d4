/*
 * Answers of Modern.gov's web service (GetCommittees, GetMeetings, GetMeeting), one a file, as rows of the kinds that
 * an import has. The shape is the one that public readers of the service know.
 */
#include "moderngov.h"

#include "base/str.h"

/* --- what it comes to --- */

enum { WIDTH_MOST = 8 };

static const struct {
	const char *kind;
	const char *columns[WIDTH_MOST + 1];
	struct origin_column elements[WIDTH_MOST + 1];
} shapes[TAKEN] = {
	[COMMITTEES] = {"committees", {"committee", "name"},
		{{"committee", "committeetitle"}, {"name", "committeetitle"}}},
	[SEATS] = {"seats", {"committee", "person", "capacity", "group", "from", "to"},
		{{"person", "attendee name"}, {"capacity", "attendee roledescription"},
			{"group", "attendee politicalparty"}}},
	[MEETINGS] = {"meetings", {"committee", "meeting", "date", "time", "venue", "late_reason"},
		{{"meeting", "meetingid"}, {"committee", "committeetitle"}, {"date", "meetingdate"},
			{"time", "meetingtime"}, {"venue", "meetinglocation"}}},
	[AGENDA] = {"agenda",
		{"meeting", "item", "title", "kind", "words", "exempt_paragraph", "exempt_reason", "order"},
		{{"meeting", "meetingid"}, {"item", "agendaitemnumber"}, {"title", "agendaitemtitle"},
			{"words", "agendatext"}}},
	[ATTENDANCE] = {"attendance", {"meeting", "person", "as", "post"},
		{{"person", "attendee name"}, {"as", "attendee attendance"}, {"post", "attendee roledescription"}}},
	[MINUTES] = {"minutes", {"meeting", "item", "number", "text", "exempt", "summary"},
		{{"number", "agendaitemnumber"}, {"item", "agendaitemnumber"}, {"text", "minutesnonemptyhtmlbody"}}},
	[RESOLUTIONS] = {"resolutions", {"meeting", "item", "number", "verb", "text"},
		{{"item", "agendaitemnumber"}, {"text", "decisionnonemptyhtmlbody"}}},
	[STATES] = {"minutes_states", {"meeting", "state"}, {{"state", "minutepublished"}}},
};

/* The values are as many as the kind has columns. */
void
row_add(struct take *take, enum taken taken, const char *file, unsigned line, const char *const *values)
{
	struct list *list = &take->lists[taken];
	struct record record = {.line = (unsigned)list->count + 1};

	while (shapes[taken].columns[record.count] != NULL)
		record.count++;
	record.fields = arena_array(take->arena, record.count, sizeof(*record.fields));
	for (size_t i = 0; i < record.count; i++)
		record.fields[i] = values[i] != NULL ? values[i] : "";
	list->records = arena_grow(take->arena, list->records, list->count, &list->room, sizeof(*list->records));
	list->origins = arena_grow(take->arena, list->origins, list->count, &list->origin_room, sizeof(*list->origins));
	list->origins[list->count] = (struct origin){file, line};
	list->records[list->count++] = record;
}

/* --- the whole --- */

static void
say_what_is_not_there(const struct take *take)
{
	if (take->cancelled > 0)
		warn(take->intake,
			arena_printf(take->arena, "%zu meeting%s that did not take place %s left out", take->cancelled,
				take->cancelled == 1 ? "" : "s", take->cancelled == 1 ? "is" : "are"));
	if (take->missing > 0)
		warn(take->intake,
			arena_printf(take->arena, "%zu document%s not beside the answers", take->missing,
				take->missing == 1 ? " is" : "s are"));
}

int
intake_moderngov(struct intake *intake, const char *folder, const struct rows *committees, struct err *err)
{
	struct take *take = arena_alloc(intake->arena, sizeof(*take));

	*take = (struct take){.intake = intake, .arena = intake->arena, .folder = folder, .known = committees};
	if (answers_read(take, err) != 0)
		return -1;
	sittings_find(take);
	committees_add(take);
	for (size_t i = 0; i < take->sitting_count; i++) {
		meeting_add(take, &take->sittings[i]);
		if (take->sittings[i].whole != NULL) {
			attendees_add(take, &take->sittings[i]);
			agenda_add(take, &take->sittings[i]);
		}
	}
	seats_add(take);
	for (size_t i = 0; i < TAKEN; i++) {
		const struct intake_part as = {.name = arena_printf(intake->arena, "%s of Modern.gov", shapes[i].kind),
			.origins = take->lists[i].origins,
			.origin_count = take->lists[i].count,
			.elements = shapes[i].elements};

		if (take->lists[i].count > 0)
			part_rows(intake, kind_find(shapes[i].kind), &as, shapes[i].columns, take->lists[i].records,
				take->lists[i].count);
	}
	say_what_is_not_there(take);
	return 0;
}
