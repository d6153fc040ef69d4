/* What a committee is for and what it has before it: terms of reference, programme of work, training. */
#include "committee.h"

#include "base/str.h"
#include "out/out.h"
#include "report/paper.h"

enum { TERMS_MOST = 20000 };

#define NUMBER_ATTRIBUTES "inputmode=\"numeric\" autocomplete=\"off\""

static const struct form_choice substitute_rules[] = {{"", "Not said", NULL, NULL},
	{"none", "Nobody may take a member's place", NULL, NULL}, {"any", "Any member of the council may", NULL, NULL},
	{"named", "Only named substitutes may", NULL, NULL}, {0}};
static const struct form_choice training_kinds[] = {{"training", "Training", NULL, NULL},
	{"briefing", "Briefing", NULL, NULL}, {"workshop", "Workshop", NULL, NULL}, {"visit", "Visit", NULL, NULL},
	{0}};

/* --- terms of reference --- */

const struct form_spec terms_spec = {
	.page = terms_form,
	.fields = {{.name = "from",
			   .kind = FIELD_DAY,
			   .label = "Agreed on",
			   .hint = DAYS_HINT
			   " Terms of an earlier day stay for what was done under them; those of the same day "
			   "are replaced.",
			   .missing = "Enter the day on which they were agreed",
			   .attributes = DAY_ATTRIBUTES},
		{.name = "text",
			.kind = FIELD_LINES,
			.label = "Their words (optional)",
			.hint = "Markdown: ## before a heading, - before each point. At most 20,000 characters.",
			.most = TERMS_MOST,
			.attributes = "rows=\"14\" spellcheck=\"true\""},
		{.name = "size", .label = "Members of the council on it (optional)", .attributes = NUMBER_ATTRIBUTES},
		{.name = "quorum", .label = "Quorum (optional)", .attributes = NUMBER_ATTRIBUTES},
		{.name = "substitutes", .kind = FIELD_SELECT, .label = "Substitutes", .choices = substitute_rules},
		{.name = "meetings_a_year",
			.label = "Meetings a year, at least (optional)",
			.attributes = NUMBER_ATTRIBUTES},
		{.name = "decides",
			.kind = FIELD_SELECT,
			.label = "It decides",
			.hint = "Otherwise it makes recommendations.",
			.choices = entry_yes_no},
		{.name = "minority_views",
			.kind = FIELD_SELECT,
			.label = "Minority views are reported",
			.choices = entry_yes_no},
		{.name = "annual_report",
			.kind = FIELD_SELECT,
			.label = "It reports once a year",
			.choices = entry_yes_no},
		{.name = "question_days",
			.label = "Working days before a meeting by which questions are received (optional)",
			.attributes = NUMBER_ATTRIBUTES},
		{.name = "casting_vote",
			.kind = FIELD_SELECT,
			.label = "The chair has a casting vote",
			.choices = entry_yes_no},
		{.name = "recorded_vote",
			.label = "Members who may ask for a vote by name (optional)",
			.hint = "So many together.",
			.attributes = NUMBER_ATTRIBUTES},
		{.name = "since", .kind = FIELD_HIDDEN}},
	.buttons = {{NULL, "Save"}},
};

int
terms_form(struct visit *visit)
{
	const char *name;
	struct rows rows;
	struct buf main;

	visit->filled.spec = &terms_spec;
	if (committee_ask(visit, STMT_TERMS_NEWEST, &rows) != 0 || committee_name(visit, &name) != 0)
		return -1;
	buf_init(&main);
	buf_text(&main,
		"<p>What is entered here is checked: how many seats there are, whether a quorum can be reached, who may take "
		"a member's place.</p>\n");
	if (visit->request->method != METHOD_POST) {
		entry_fill(visit, &rows);
		form_set(&visit->filled, "since", row_string(&rows, 0, "since"));
	} else {
		entry_now_write(visit, &main, &rows);
	}
	form_page(visit, "Terms of reference", name, &main, committee_back(visit));
	buf_close(&main);
	return 0;
}

int
terms_post(struct visit *visit)
{
	const char *text = form_value(&visit->filled, "text");

	if (!str_blank(text) && paper_check(visit->site->db, visit->arena, "text", text, &visit->err) != 0) {
		const char *said = arena_string(visit->arena, visit->err.text);

		if (visit->err.code != ERR_INPUT)
			return -1;
		visit->err = (struct err){0};
		return form_refuse(visit, "text", 422, said);
	}
	return committee_entered(visit, STMT_TERMS_SAVE);
}

/* --- programme of work, training --- */

#define MONTH_FIELD                                                                                                    \
	{                                                                                                              \
		.name = "month", .label = "Or the month, where the meeting is not fixed yet (optional)",               \
		.hint = "Such as 2017-03.", .most = 7, .attributes = "autocomplete=\"off\""                            \
	}

const struct form_spec programme_spec = {
	.page = programme_form,
	.fields = {{.name = "title", .label = "Item", .missing = "Enter the item", .most = ENTRY_WORDS_MOST},
		{.name = "meeting", .kind = FIELD_SELECT, .label = "Meeting"}, MONTH_FIELD,
		{.name = "purpose",
			.kind = FIELD_LINES,
			.label = "What for (optional)",
			.most = 2000,
			.attributes = "rows=\"3\" spellcheck=\"true\""},
		{.name = "lead", .label = "Report by (optional)", .most = ENTRY_WORDS_MOST}},
	.buttons = {{NULL, "Add it to the programme"}},
};

static void
offer_meetings(struct visit *visit, const struct rows *rows)
{
	struct form_choice *choices = arena_array(visit->arena, rows->count + 1, sizeof(*choices));

	choices[0] = (struct form_choice){.value = "", .label = "Not fixed yet"};
	for (size_t i = 0; i < rows->count; i++)
		choices[i + 1] = (struct form_choice){
			.value = row_text(rows, i, "meeting"), .label = row_text(rows, i, "words")};
	form_choices(&visit->filled, "meeting", rows->count + 1, choices);
}

int
programme_form(struct visit *visit)
{
	const char *name;
	struct rows meetings;

	visit->filled.spec = &programme_spec;
	if (committee_ask(visit, STMT_MEETINGS_OFFERED, &meetings) != 0 || committee_name(visit, &name) != 0)
		return -1;
	offer_meetings(visit, &meetings);
	committee_page(visit, name, "Add to the programme of work", NULL);
	return 0;
}

int
programme_post(struct visit *visit)
{
	return committee_entered(visit, STMT_PROGRAMME_ADD);
}

const struct form_spec programme_move_spec = {
	.page = programme_move_form,
	.fields = {{.name = "which", .kind = FIELD_RADIOS, .label = "Item", .missing = "Choose an item"},
		{.name = "meeting", .kind = FIELD_SELECT, .label = "To the meeting"}, MONTH_FIELD},
	.buttons = {{"move", "Move it"}, {"remove", "Take it off the programme"}},
};

int
programme_move_form(struct visit *visit)
{
	const char *name;
	struct rows standing, meetings;

	visit->filled.spec = &programme_move_spec;
	if (committee_ask(visit, STMT_PROGRAMME_STANDING, &standing) != 0 ||
		committee_ask(visit, STMT_MEETINGS_OFFERED, &meetings) != 0 || committee_name(visit, &name) != 0)
		return -1;
	committee_standing(visit, &standing);
	offer_meetings(visit, &meetings);
	committee_page(visit, name, "Change the programme of work", NULL);
	return 0;
}

int
programme_move_post(struct visit *visit)
{
	return committee_changed(visit, STMT_PROGRAMME_MOVE);
}

const struct form_spec training_spec = {
	.page = training_form,
	.fields = {{.name = "date",
			   .kind = FIELD_DAY,
			   .label = "Day",
			   .hint = DAYS_HINT,
			   .missing = "Enter the day",
			   .attributes = DAY_ATTRIBUTES},
		{.name = "title",
			.label = "What it is about",
			.missing = "Enter what it is about",
			.most = ENTRY_WORDS_MOST},
		{.name = "kind", .kind = FIELD_SELECT, .label = "Kind", .choices = training_kinds},
		{.name = "place", .label = "Where (optional)", .most = ENTRY_WORDS_MOST},
		{.name = "people",
			.kind = FIELD_LINES,
			.label = "Who came (optional)",
			.hint = "A name a line, as lists have it. It can be added later: enter the same day and subject again.",
			.most = 6000,
			.attributes = "rows=\"6\" spellcheck=\"false\""}},
	.buttons = {{NULL, "Save"}},
};

int
training_form(struct visit *visit)
{
	return committee_plain(visit, &training_spec, "Training and briefings", NULL);
}

int
training_post(struct visit *visit)
{
	return committee_entered(visit, STMT_TRAINING_ADD);
}
