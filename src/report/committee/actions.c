/* What committees asked for: actions and reports back, on a page of their own, on agendas and on their owners' home. */
#include "../address.h"
#include "../notes.h"
#include "../sift.h"
#include "../table.h"
#include "base/str.h"
#include "committee.h"

const char *
link_action(const struct doc *doc, const struct rows *actions, size_t i)
{
	return address(doc->arena, "meetings", row_text(actions, i, "meeting"), "actions", row_text(actions, i, "item"),
		row_text(actions, i, "number"));
}

const char *
action_kind(struct arena *arena, const struct rows *actions, size_t i)
{
	(void)arena;
	return row_true(actions, i, "report_back") ? "Report back" : "Action";
}

/* Overdue ones stand out by their word; of closed ones how they were. */
const char *
action_state(struct arena *arena, const struct rows *actions, size_t i)
{
	const char *closed = row_text(actions, i, "closed_words");

	(void)arena;
	return closed != NULL ? closed : row_text(actions, i, "state");
}

#define FIELD_ACTION                                                                                                   \
	{                                                                                                              \
		.key = "text", .label = "What", .head = true, .link = link_action                                      \
	}
#define FIELD_ASKED                                                                                                    \
	{                                                                                                              \
		.key = "asked", .label = "Asked for", .from = "meeting_day", .kind = COLUMN_DATE, .link = link_meeting \
	}
#define FIELD_KIND                                                                                                     \
	{                                                                                                              \
		.key = "kind", .label = "Kind", .words = action_kind                                                   \
	}
#define FIELD_DUE                                                                                                      \
	{                                                                                                              \
		.key = "due", .label = "Due", .kind = COLUMN_DATE                                                      \
	}
#define FIELD_PROGRESS                                                                                                 \
	{                                                                                                              \
		.key = "progress", .label = "Progress", .optional = true                                               \
	}

void
add_outstanding(struct doc *doc, const struct rows *matters, const char *title)
{
	static const struct field fields[] = {FIELD_ACTION, FIELD_KIND, FIELD_ASKED, {.key = "owner", .label = "Owner"},
		FIELD_DUE, {.key = "state", .label = "State", .words = action_state}, FIELD_PROGRESS};
	const struct table_spec spec = {"outstanding", title, FIELDS(fields), NULL, NULL};

	see_exempt_rows(doc, "actions-read", matters);
	add_table_if(doc, &spec, matters);
}

void
add_owned(const struct build *build)
{
	static const struct field fields[] = {FIELD_ACTION, FIELD_KIND,
		{.key = "committee", .label = "For", .from = "committee_name"}, FIELD_ASKED, FIELD_DUE,
		{.key = "state", .label = "State"}, FIELD_PROGRESS};
	static const struct table_spec spec = {"owned", "What committees asked of you", FIELDS(fields), NULL, NULL};

	see_exempt_rows(build->doc, "actions-read", build_part(build, "owned"));
	if (add_table_if(build->doc, &spec, build_part(build, "owned")) != NULL)
		add_link(build->doc, "All actions", "/actions");
}

/* --- the page --- */

static const char *
link_its_indicator(const struct doc *doc, const struct rows *actions, size_t i)
{
	const char *ref = row_text(actions, i, "ref");

	return ref == NULL ? NULL : indicator_address(doc->arena, ref, NULL, NULL, NULL);
}

/* Told to those who can enter another name. */
static const char *
home_words(struct arena *arena, const struct rows *actions, size_t i)
{
	(void)arena;
	return row_true(actions, i, "nobody") ? "nobody's" : NULL;
}

static int
build_actions(struct build *build, struct err *err)
{
	const struct field fields[] = {FIELD_ACTION, FIELD_KIND, {.key = "owner", .label = "Owner"}, FIELD_DUE,
		{.key = "state", .label = "State", .words = action_state},
		{.key = "committee",
			.label = capitalised(build->arena, row_text(build_part(build, "words"), 0, "committee")),
			.from = "committee_name"},
		FIELD_ASKED,
		{.key = "indicator", .label = "Indicator", .from = "ref", .link = link_its_indicator, .optional = true},
		{.key = "budget_line", .label = "Budget line", .optional = true},
		{.key = "risk", .label = "Risk", .optional = true}, FIELD_PROGRESS,
		{.key = "home", .label = "Home page", .words = home_words, .optional = true}};
	const struct table_spec spec = {"actions", "Actions and reports back", FIELDS(fields),
		"No action has been entered: committee officers enter them on the pages of meetings.", NULL};

	(void)err;
	see_exempt_rows(build->doc, "actions-read", build_part(build, "actions"));
	add_table(build->doc, &spec, build_part(build, "actions"));
	return 0;
}

static const struct sift sift = {
	.part = "actions",
	.table = "actions",
	.thing = "action",
	.things = "actions",
	.lead = "owner",
	.lead_word = "owner",
	.section = "committee_name",
	.section_word = "committee",
	.state = "state",
	.texts = {"text", "owner", "progress"},
	.orders = {{"text", "text", ORDER_TEXT}, {"owner", "owner", ORDER_TEXT}, {"due", "due_day", ORDER_TEXT},
		{"state", "state", ORDER_TEXT}, {"committee", "committee_name", ORDER_TEXT},
		{"asked", "meets", ORDER_TEXT}},
};

const struct report actions_report = {
	.address = "actions",
	.title = "Actions and reports back",
	.permission = PERMIT_MEETINGS,
	.door = DOOR_MEETINGS,
	.menu = "Actions",
	.pdf = true,
	.data = true,
	.sources = (const char *const[]){"committees", "meetings", "actions", NULL},
	.parts = GROUP_ACTIONS,
	.build = build_actions,
	.sift = &sift,
};
