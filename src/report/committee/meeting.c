/* A meeting: when and where, who sits, what is on the agenda, whom to ask. */
#include "committee.h"

#include "../address.h"
#include "../notes.h"
#include "../table.h"
#include "base/str.h"
#include "report/attachment.h"

void
see_exempt(struct doc *doc, const char *event, const char *edition, const char *meeting, const struct rows *agenda)
{
	const char *items = NULL;

	for (size_t i = 0; i < agenda->count; i++) {
		const char *item = row_text(agenda, i, "item");

		if (row_text(agenda, i, "exempt_paragraph") == NULL)
			continue;
		items = items == NULL ? arena_printf(doc->arena, "item %s", item)
				      : arena_printf(doc->arena, "%s, %s", items, item);
	}
	if (items != NULL)
		doc_see(doc, (struct sight){event, meeting, edition, items});
}

void
see_parts(struct doc *doc, const char *event, const char *edition, const char *meeting, const struct rows *agenda)
{
	const char *parts = NULL;

	for (size_t i = 0; i < agenda->count; i++) {
		const char *of = row_text(agenda, i, "parts");

		if (of != NULL)
			parts = arena_printf(doc->arena, "%s%sitem %s, part %s", parts != NULL ? parts : "",
				parts != NULL ? "; " : "", row_text(agenda, i, "item"), of);
	}
	if (parts != NULL)
		doc_see(doc, (struct sight){event, meeting, edition, parts});
}

bool
item_has_pages(const struct rows *agenda, size_t item)
{
	return row_true(agenda, item, "has_paper") || row_text(agenda, item, "attached") != NULL ||
		item_has_minutes(agenda, item);
}

bool
item_has_minutes(const struct rows *agenda, size_t item)
{
	return row_text(agenda, item, "minutes") != NULL && !row_true(agenda, item, "has_paper");
}

bool
item_is_to_follow(const struct rows *agenda, size_t item)
{
	return row_true(agenda, item, "needs_paper") && !item_has_pages(agenda, item);
}

const char *
to_follow_words(struct arena *arena, const struct rows *agenda, size_t item)
{
	const char *day = row_text(agenda, item, "follows");

	return day != NULL ? arena_printf(arena, "To follow, by %s", day) : "To follow";
}

bool
meeting_has_pack(const struct build *build)
{
	return build_true(build, "is_published") || build_true(build, "sees_drafts") ||
		build_part(build, "agenda")->count > 0;
}

const char *
attached_pages(struct arena *arena, const struct rows *agenda, size_t item)
{
	long pages = row_integer(agenda, item, "attached_pages");

	return arena_printf(arena, "%ld page%s", pages, pages == 1 ? "" : "s");
}

const char *
no_agenda_words(const struct rows *meeting)
{
	return row_true(meeting, 0, "is_published") || row_true(meeting, 0, "sees_drafts")
		? "No agenda has been entered."
		: "The agenda has not been published yet.";
}

/* "By link", "Cancelled: …": what a reader should know before where it is. */
static size_t
change_facts(const struct build *build, struct fact facts[2])
{
	size_t count = 0;

	if (build_text(build, "change") != NULL)
		facts[count++] = (struct fact){"Changed", doc_text(build->arena, build_text(build, "change"))};
	if (str_equal(build_text(build, "held"), "by link"))
		facts[count++] = (struct fact){"Held", doc_text(build->arena, "By link: nobody meets in a room")};
	return count;
}

size_t
sitting_facts(const struct build *build, struct fact facts[SITTING_FACTS])
{
	static const struct {
		const char *term, *column;
	} terms[] = {{"Date", "day"}, {"Time", "starts"}, {"Venue", "venue"}};
	const char *link = build_text(build, "link");
	size_t count = 0;

	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++)
		facts[count++] =
			(struct fact){terms[i].term, doc_text(build->arena, build_text(build, terms[i].column))};
	count += change_facts(build, facts + count);
	if (link != NULL) {
		facts[count] = (struct fact){"Online", doc_text(build->arena, link)};
		facts[count++].text.spans[0].href = link;
	}
	return count;
}

/* --- whom to ask --- */

static void
fact_linked(struct doc *doc, struct block *facts, const char *term, const char *text, const char *href)
{
	if (text == NULL)
		return;
	doc_fact(doc, facts, term, text);
	facts->facts[facts->count - 1].text.spans[0].href = href;
}

static void
add_contact(struct doc *doc, const struct rows *contacts, size_t i)
{
	const char *email = row_text(contacts, i, "email");
	struct block *facts = doc_facts(doc, 4);

	fact_linked(doc, facts, "Name", row_text(contacts, i, "name"), NULL);
	fact_linked(doc, facts, "Post", row_text(contacts, i, "post"), NULL);
	fact_linked(doc, facts, "Telephone", row_text(contacts, i, "phone"), NULL);
	fact_linked(doc, facts, "Email", email, email != NULL ? arena_printf(doc->arena, "mailto:%s", email) : NULL);
}

void
add_contacts(struct doc *doc, const struct rows *contacts, const char *item, unsigned level)
{
	bool headed = false;

	for (size_t i = 0; i < contacts->count; i++) {
		if (!str_equal(row_string(contacts, i, "item"), item))
			continue;
		if (!headed)
			doc_heading(doc, level, NULL, *item == '\0' ? "Committee officer" : "Officer contact")
				->unlisted = true;
		headed = true;
		add_contact(doc, contacts, i);
	}
}

/* --- its tables --- */

static const char *
paper_words(struct arena *arena, const struct rows *agenda, size_t i)
{
	if (row_true(agenda, i, "has_paper"))
		return arena_printf(arena, "Paper of item %s", row_text(agenda, i, "number"));
	if (item_has_minutes(agenda, i))
		return arena_printf(arena, "Minutes, item %s", row_text(agenda, i, "number"));
	return item_is_to_follow(agenda, i) ? to_follow_words(arena, agenda, i) : NULL;
}

static const char *
link_paper(const struct doc *doc, const struct rows *agenda, size_t i)
{
	if (!row_true(agenda, i, "has_paper") && !item_has_minutes(agenda, i))
		return NULL;
	return arena_printf(doc->arena, "%s#item-%s", link_pack(doc, agenda, i), row_text(agenda, i, "item"));
}

static const char *
attachment_words(struct arena *arena, const struct rows *agenda, size_t i)
{
	if (row_text(agenda, i, "attached") == NULL)
		return NULL;
	return arena_printf(arena, "Attachment of item %s (PDF, %s, %s)", row_text(agenda, i, "number"),
		attached_pages(arena, agenda, i), row_text(agenda, i, "attached_size"));
}

static const char *
link_attachment(const struct doc *doc, const struct rows *agenda, size_t i)
{
	return attachment_address(doc->arena, row_text(agenda, i, "meeting"), row_text(agenda, i, "item"));
}

static void
add_agenda(const struct build *build)
{
	static const struct field fields[] = {{.key = "item", .label = "Item", .from = "number", .head = true},
		{.key = "title", .label = "Title"}, {.key = "lead", .label = "Report by"},
		{.key = "late", .label = "Late", .optional = true},
		{.key = "paper", .label = "Paper", .words = paper_words, .link = link_paper},
		{.key = "attachment",
			.label = "Attachment",
			.words = attachment_words,
			.link = link_attachment,
			.optional = true}};
	const struct table_spec spec = {"agenda", "Agenda", FIELDS(fields), no_agenda_words(&build->scope), NULL};

	add_table(build->doc, &spec, build_part(build, "agenda"));
}

static void
add_seats(const struct build *build)
{
	static const struct field fields[] = {{.key = "person", .label = "Name", .head = true},
		{.key = "capacity", .label = "Capacity"},
		{.key = "group", .label = "Group", .from = "group_name", .optional = true},
		{.key = "voting", .label = "Voting", .words = seat_votes}};
	static const struct table_spec spec = {"membership", "Membership", FIELDS(fields),
		"Nobody is known to sit on the committee on this day.", NULL};

	add_table(build->doc, &spec, build_part(build, "seats"));
	add_substitutes(build->doc, build_part(build, "substitutes"), 2);
}

/* For those alone whom the database shows it. */
static void
add_joining(const struct build *build, struct block *facts)
{
	const char *joining = build_text(build, "joining");

	if (joining != NULL)
		fact_linked(build->doc, facts, "Members and officers join by",
			arena_printf(
				build->arena, "%s (do not pass it on: the public follows the meeting online)", joining),
			joining);
}

/* --- the page --- */

static const char *
publication(const struct build *build)
{
	const char *day = build_text(build, "published");

	if (build_true(build, "is_published"))
		return arena_printf(build->arena, "published %s, %s", day, build_text(build, "notice"));
	return day == NULL ? "draft, not yet published" : arena_printf(build->arena, "draft, to be published %s", day);
}

/* When it was; no row: it was never published here. */
static void
fact_publication(const struct build *build, struct block *facts)
{
	const struct rows *state = build_part(build, "publication");

	if (state->count > 0)
		fact_linked(build->doc, facts, "Pack published",
			row_text(state, 0, "withdrawn") != NULL
				? arena_printf(build->arena, "Withdrawn %s", row_text(state, 0, "withdrawn"))
				: row_text(state, 0, "published"),
			link_publications(build->doc, &build->scope, 0));
}

/* Told to those whom it concerns. */
static void
add_differences(const struct build *build)
{
	const struct rows *state = build_part(build, "publication");

	if (state->count > 0 && row_text(state, 0, "figures") != NULL)
		add_link(build->doc,
			arena_printf(build->arena, "What the published pack prints and is known otherwise now: %s",
				row_text(state, 0, "figures")),
			link_publications(build->doc, &build->scope, 0));
}

static void
add_pack_links(const struct build *build, struct block *facts)
{
	const char *meeting = build_text(build, "meeting");

	fact_linked(build->doc, facts, "Pack", "Read the pack as a page",
		address(build->arena, "meetings", meeting, "pack"));
	add_link(build->doc, "Download the pack (PDF)", address(build->arena, "meetings", meeting, "pack.pdf"));
}

/* To the minutes that there are for this reader, or, for whoever writes them, to where they are written. */
static void
add_minutes_link(const struct build *build, struct block *facts)
{
	const struct rows *minutes = build_part(build, "minutes");
	const char *href = address(build->arena, "meetings", build_text(build, "meeting"), "minutes");

	if (minutes->count > 0 && row_true(minutes, 0, "is_held"))
		fact_linked(build->doc, facts, "Minutes",
			str_equal(row_text(minutes, 0, "state"), "draft") ? "Draft of the minutes"
									  : "Minutes of this meeting",
			href);
	else if (minutes->count > 0 && row_true(minutes, 0, "to_write"))
		fact_linked(build->doc, facts, "Minutes", "Write the minutes",
			address(build->arena, "meetings", build_text(build, "meeting"), "minutes", "edit"));
}

static int
build_meeting(struct build *build, struct err *err)
{
	struct block *facts = doc_facts(build->doc, SITTING_FACTS + 8);

	(void)err;
	see_exempt(build->doc, "agenda-read", NULL, build_text(build, "meeting"), build_part(build, "agenda"));
	fact_linked(build->doc, facts, capitalised(build->arena, build_text(build, "committee_word")),
		build_text(build, "committee_name"), link_committee(build->doc, &build->scope, 0));
	facts->count += sitting_facts(build, facts->facts + facts->count);
	add_joining(build, facts);
	doc_fact(build->doc, facts, "Agenda", publication(build));
	if (build_text(build, "late_reason") != NULL)
		doc_fact(build->doc, facts, "Why it is late", build_text(build, "late_reason"));
	fact_publication(build, facts);
	add_minutes_link(build, facts);
	fact_linked(build->doc, facts, "Questions", "Questions from the public and from members",
		address(build->arena, "meetings", build_text(build, "meeting"), "questions"));
	if (meeting_has_pack(build))
		add_pack_links(build, facts);
	add_differences(build);
	add_agenda(build);
	add_group_meetings(build->doc, build_part(build, "groups"));
	add_outstanding(build->doc, build_part(build, "outstanding"), "Matters outstanding from earlier meetings");
	add_seats(build);
	add_contacts(build->doc, build_part(build, "contacts"), "", 2);
	return 0;
}

const struct report meeting_report = {
	.address = "meetings/{meeting}",
	.subject = "meeting",
	.permission = PERMIT_MEETINGS,
	.door = DOOR_MEETINGS,
	.pdf = true,
	.data = true,
	.sources = (const char *const[]){"committees", "seats", "bank_holidays", "meetings", "agenda", NULL},
	.scope = STMT_MEETING_SCOPE,
	.parts = GROUP_MEETING,
	.build = build_meeting,
};
