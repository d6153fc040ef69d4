/*
 * A committee: what it is and how it stands against its terms of reference, its meetings and programme of work, who
 * sits, sat and will sit on it, and the terms themselves.
 */
#include "committee.h"

#include "../address.h"
#include "../notes.h"
#include "../table.h"
#include "base/str.h"
#include "doc/markdown.h"

/* --- what it is --- */

static void
add_fact(const struct build *build, struct block *facts, const char *term, const char *text, const char *href)
{
	if (text == NULL)
		return;
	doc_fact(build->doc, facts, term, text);
	facts->facts[facts->count - 1].text.spans[0].href = href;
}

/* What a column that is yes, no or not said means. */
static const char *
either(const struct build *build, const char *column, const char *yes, const char *no)
{
	return build_text(build, column) == NULL ? NULL : build_true(build, column) ? yes : no;
}

static const char *
numbered(const struct build *build, const char *column, const char *format_before, const char *behind)
{
	const char *number = build_text(build, column);

	return number == NULL ? NULL : arena_printf(build->arena, "%s%s%s", format_before, number, behind);
}

static void
add_facts(const struct build *build)
{
	const struct rows *children = build_part(build, "children");
	struct block *facts = doc_facts(build->doc, 9 + children->count);
	const char *parent = build_text(build, "parent");

	if (parent != NULL || !str_equal(build_text(build, "kind"), "committee"))
		add_fact(build, facts, "What it is", capitalised(build->arena, build_text(build, "kind")), NULL);
	if (parent != NULL)
		add_fact(build, facts, "It reports to",
			build_text(build, "parent_name") != NULL ? build_text(build, "parent_name") : parent,
			build_text(build, "parent_name") != NULL ? address(build->arena, "committees", parent) : NULL);
	for (size_t i = 0; i < children->count; i++)
		add_fact(build, facts, capitalised(build->arena, row_text(children, i, "kind")),
			row_text(children, i, "name"), link_committee(build->doc, children, i));
	add_fact(build, facts, "Powers",
		either(build, "decides", "It decides", "It makes recommendations and decides nothing itself"), NULL);
	add_fact(build, facts, "Minority views",
		either(build, "minority_views", "They are reported", "They are not reported"), NULL);
	add_fact(build, facts, "Annual report", either(build, "annual_report", "It reports once a year", "None"), NULL);
	add_fact(build, facts, "Questions",
		numbered(build, "question_days", "Received ", " working days before the meeting at the latest"), NULL);
	add_fact(build, facts, "Casting vote",
		either(build, "casting_vote", "The chair has one where votes are equal", "None"), NULL);
	add_fact(build, facts, "Recorded vote", numbered(build, "recorded_vote", "By name, if ", " members ask for it"),
		NULL);
	add_fact(build, facts, "Terms of reference", numbered(build, "terms_since", "Agreed ", ""), "#terms");
}

/* --- how it stands --- */

static const char *
state_words(struct arena *arena, const struct rows *checks, size_t i)
{
	(void)arena;
	return row_text(checks, i, "met") == NULL ? NULL
		: row_true(checks, i, "met")      ? "as it should be"
						  : "not as it should be";
}

static void
add_checks(const struct build *build)
{
	static const struct field fields[] = {{.key = "rule", .label = "What is checked", .head = true},
		{.key = "says", .label = "The terms of reference", .optional = true},
		{.key = "found", .label = "Found today"}, {.key = "state", .label = "So it is", .words = state_words}};
	static const struct table_spec spec = {"checks", "How it stands today", FIELDS(fields), NULL, NULL};

	add_table_if(build->doc, &spec, build_part(build, "checks"));
}

/* --- its year --- */

static const char *
agenda_words(struct arena *arena, const struct rows *meetings, size_t i)
{
	(void)arena;
	return row_true(meetings, i, "is_published") ? "published" : "not yet published";
}

static void
add_its_meetings(const struct build *build, const char *part, const char *title, const char *empty)
{
	static const struct field fields[] = {{.key = "date",
						      .label = "Date",
						      .from = "short_day",
						      .kind = COLUMN_DATE,
						      .head = true,
						      .link = link_meeting},
		{.key = "venue", .label = "Venue", .words = meeting_when},
		{.key = "change", .label = "Changed", .optional = true},
		{.key = "state", .label = "Agenda", .words = agenda_words}};
	const struct table_spec spec = {part, title, FIELDS(fields), empty, NULL};

	add_table(build->doc, &spec, build_part(build, part));
}

static const char *
link_its_meeting(const struct doc *doc, const struct rows *rows, size_t i)
{
	return row_text(rows, i, "meeting") != NULL ? link_meeting(doc, rows, i) : NULL;
}

static void
add_programme(const struct build *build)
{
	static const struct field fields[] = {{.key = "at", .label = "Meeting", .head = true, .link = link_its_meeting},
		{.key = "title", .label = "Item"}, {.key = "purpose", .label = "What for", .optional = true},
		{.key = "lead", .label = "Report by", .optional = true}};
	static const struct table_spec spec = {"programme", "Forward programme of work", FIELDS(fields), NULL, NULL};

	add_table_if(build->doc, &spec, build_part(build, "programme"));
}

/* --- who sits on it --- */

static void
add_seats(const struct build *build)
{
	static const struct field now[] = {{.key = "person", .label = "Name", .head = true},
		{.key = "capacity", .label = "Capacity"},
		{.key = "group", .label = "Group", .from = "group_name", .optional = true},
		{.key = "voting", .label = "Votes", .words = seat_votes},
		{.key = "since", .label = "Since", .optional = true},
		{.key = "until", .label = "Until", .optional = true}};
	static const struct table_spec sitting = {
		"membership", "Membership today", FIELDS(now), "Nobody is known to sit on the committee today.", NULL};

	add_table(build->doc, &sitting, build_part(build, "seats"));
}

static void
add_its_substitutes(const struct build *build)
{
	static const struct field fields[] = {{.key = "person", .label = "Name", .head = true},
		{.key = "group", .label = "For members of the group", .from = "group_name", .optional = true},
		{.key = "since", .label = "Since", .optional = true},
		{.key = "until", .label = "Until", .optional = true}};
	static const struct table_spec spec = {"substitutes", "Named substitutes", FIELDS(fields), NULL, NULL};

	add_table_if(build->doc, &spec, build_part(build, "substitutes"));
}

static const char *
time_words(struct arena *arena, const struct rows *seats, size_t i)
{
	(void)arena;
	return row_true(seats, i, "is_past") ? "before" : "to come";
}

static void
add_others(const struct build *build)
{
	static const struct field fields[] = {{.key = "person", .label = "Name", .head = true},
		{.key = "capacity", .label = "Capacity"},
		{.key = "group", .label = "Group", .from = "group_name", .optional = true},
		{.key = "when", .label = "When", .words = time_words}, {.key = "since", .label = "From"},
		{.key = "until", .label = "To"}};
	static const struct table_spec spec = {"other-members", "Members of other times", FIELDS(fields), NULL, NULL};

	add_table_if(build->doc, &spec, build_part(build, "others"));
}

static void
add_training(const struct build *build)
{
	static const struct field fields[] = {{.key = "day", .label = "Date", .kind = COLUMN_DATE, .head = true},
		{.key = "title", .label = "What"}, {.key = "kind", .label = "Kind", .optional = true},
		{.key = "place", .label = "Where", .optional = true},
		{.key = "people", .label = "Who came", .optional = true}};
	static const struct table_spec spec = {"training", "Training and briefings", FIELDS(fields), NULL, NULL};

	add_table_if(build->doc, &spec, build_part(build, "training"));
}

/* --- its terms --- */

static const char *
version_words(struct arena *arena, const struct rows *versions, size_t i)
{
	const char *until = row_text(versions, i, "until");

	return until != NULL ? until : arena_string(arena, "until they are changed");
}

static const char *
link_version(const struct doc *doc, const struct rows *versions, size_t i)
{
	return arena_printf(doc->arena, "?edition=%s#terms", row_text(versions, i, "iso_day"));
}

static int
add_terms_of_reference(const struct build *build, struct err *err)
{
	static const struct field fields[] = {{.key = "since", .label = "From", .head = true, .link = link_version},
		{.key = "until", .label = "To", .words = version_words}};
	static const struct table_spec spec = {
		"versions", "Versions of the terms of reference", FIELDS(fields), NULL, NULL};
	const char *since = build_text(build, "terms_since"), *text = build_text(build, "terms");

	if (build_part(build, "versions")->count == 0)
		return 0;
	doc_heading(build->doc, 2, "terms",
		since == NULL ? "Terms of reference"
			      : arena_printf(build->arena, "Terms of reference, agreed %s", since));
	if (text == NULL)
		doc_paragraph(
			build->doc, since != NULL ? "Their words are not held." : "None were agreed yet on that day.");
	else if (markdown_read(build->doc, text, 2, &(struct directive_handler){0}, err) != 0)
		return err_context(err, "terms of reference");
	if (build_part(build, "versions")->count > 1)
		add_table(build->doc, &spec, build_part(build, "versions"));
	return 0;
}

static int
build_committee(struct build *build, struct err *err)
{
	add_facts(build);
	add_checks(build);
	add_its_meetings(build, "coming", "Meetings to come", no_meetings_to_come);
	add_programme(build);
	add_seats(build);
	add_its_substitutes(build);
	if (add_terms_of_reference(build, err) != 0)
		return -1;
	add_training(build);
	add_its_meetings(build, "meetings", "Last meetings", "No meetings of it are held.");
	if (build_alone(build))
		add_link(build->doc, "All its meetings",
			address_with(build->arena, address(build->arena, "meetings"), "committee",
				build_text(build, "committee")));
	add_others(build);
	return 0;
}

const struct report committee_report = {
	.address = "committees/{committee}",
	.subject = "committee",
	.permission = PERMIT_MEETINGS,
	.door = DOOR_MEETINGS,
	.params = PARAM_EDITION,
	.pdf = true,
	.data = true,
	.sources = (const char *const[]){"committees", "seats", "terms", "meetings", NULL},
	.scope = STMT_COMMITTEE_SCOPE,
	.parts = GROUP_COMMITTEE_PAGE,
	.build = build_committee,
};
