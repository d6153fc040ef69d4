/* The forms in which minutes are written: a paragraph, a motion, a resolution, a declaration, who attended, the state. */
#include "minutes.h"

#include <string.h>

#include "base/str.h"
#include "out/out.h"

static const struct form_choice yes_no[] = {{"no", "No", NULL, NULL}, {"yes", "Yes", NULL, NULL}, {0}};

/* --- their fields, named as the columns of their kinds --- */

static const struct form_choice attended_as[] = {{"substitute", "Substitute", "In the place of a member", NULL},
	{"in attendance", "In attendance", "An officer or a guest", NULL},
	{"present", "Present", "A member who came later or left earlier", NULL}, {0}};

const struct form_spec minutes_attending_spec = {
	.page = minutes_form,
	.fields = {{.name = "person", .kind = FIELD_TEXT, .label = "Name", .missing = "Enter the name", .most = 200},
		{.name = "as",
			.kind = FIELD_RADIOS,
			.label = "As",
			.missing = "Choose as what",
			.choices = attended_as},
		{.name = "for", .kind = FIELD_SELECT, .label = "In whose place (of a substitute)"},
		{.name = "post", .kind = FIELD_TEXT, .label = "Post (optional)", .most = 200},
		{.name = "from_time",
			.kind = FIELD_TEXT,
			.label = "From (optional)",
			.hint = "Such as 10:45, if not from the beginning.",
			.most = 5},
		{.name = "to_time",
			.kind = FIELD_TEXT,
			.label = "Until (optional)",
			.hint = "Such as 12:05, if not to the end.",
			.most = 5},
		{.name = "since", .kind = FIELD_HIDDEN}},
	.buttons = {{"save", "Save"}, {"remove", "Take away"}},
};

static const struct form_choice interests[] = {{"other", "An other interest", "They may speak and vote", NULL},
	{"disclosable pecuniary", "A disclosable pecuniary interest", "They may neither speak nor vote on the item",
		NULL},
	{0}};

const struct form_spec minutes_declaration_spec = {
	.page = minutes_form,
	.fields = {{.name = "person", .kind = FIELD_SELECT, .label = "Who", .missing = "Choose who"},
		{.name = "item", .kind = FIELD_SELECT, .label = "In which item"},
		{.name = "interest",
			.kind = FIELD_RADIOS,
			.label = "Interest",
			.missing = "Choose the kind of interest",
			.choices = interests},
		{.name = "text",
			.kind = FIELD_LINES,
			.label = "What it is",
			.missing = "Enter what the interest is",
			.most = 2000,
			.attributes = "rows=\"3\" spellcheck=\"true\""},
		{.name = "left", .kind = FIELD_RADIOS, .label = "Did they leave the room for it?", .choices = yes_no},
		{.name = "since", .kind = FIELD_HIDDEN}},
	.buttons = {{"save", "Save"}, {"remove", "Take away"}},
};

/* TEXT_MOST thrice, percent-encoded, is more than a request may send: what is too long is refused before. */
enum { TEXT_MOST = 20000 };

const struct form_spec minutes_paragraph_spec = {
	.page = minutes_form,
	.fields = {{.name = "number",
			   .kind = FIELD_TEXT,
			   .label = "Number",
			   .hint = "Such as 7.2.1. The numbers are the order of the minutes: another number moves it. Of "
				   "the meeting’s own matters it is not printed, and says only where they stand.",
			   .missing = "Enter the number",
			   .most = 40},
		{.name = "item", .kind = FIELD_SELECT, .label = "Under which item"},
		{.name = "text",
			.kind = FIELD_LINES,
			.label = "Text",
			.hint = "A blank line begins a paragraph; lines that begin with a hyphen and a space are a list.",
			.missing = "Enter the text",
			.most = TEXT_MOST,
			.attributes = "rows=\"8\" spellcheck=\"true\""},
		{.name = "exempt",
			.kind = FIELD_RADIOS,
			.label = "Is it exempt?",
			.hint = "Of an exempt item all of it is.",
			.choices = yes_no},
		{.name = "summary",
			.kind = FIELD_LINES,
			.label = "Public summary, if it is exempt (optional)",
			.hint = "What everybody reads in its place: an exempt part has a fair summary.",
			.most = TEXT_MOST,
			.attributes = "rows=\"3\" spellcheck=\"true\""},
		{.name = "amended",
			.kind = FIELD_LINES,
			.label = "As amended on confirmation (optional)",
			.hint = "If the next meeting confirms the minutes subject to this being amended: how it is to read.",
			.most = TEXT_MOST,
			.attributes = "rows=\"3\" spellcheck=\"true\""},
		{.name = "since", .kind = FIELD_HIDDEN}},
	.buttons = {{"save", "Save"}, {"remove", "Take away"}},
};

static const struct form_choice outcomes[] = {
	{"carried", "Carried", NULL, NULL}, {"lost", "Lost", NULL, NULL}, {"withdrawn", "Withdrawn", NULL, NULL}, {0}};
static const struct form_choice castings[] = {
	{"", "None", NULL, NULL}, {"for", "For", NULL, NULL}, {"against", "Against", NULL, NULL}, {0}};

const struct form_spec minutes_motion_spec = {
	.page = minutes_form,
	.fields = {{.name = "item", .kind = FIELD_SELECT, .label = "Under which item", .missing = "Choose the item"},
		{.name = "number",
			.kind = FIELD_TEXT,
			.label = "Number",
			.hint = "1, 2 … under its item.",
			.missing = "Enter the number",
			.most = 10},
		{.name = "text",
			.kind = FIELD_LINES,
			.label = "Motion",
			.missing = "Enter what was moved",
			.most = 4000,
			.attributes = "rows=\"4\" spellcheck=\"true\""},
		{.name = "amends",
			.kind = FIELD_TEXT,
			.label = "Amendment of motion (optional)",
			.hint = "The number of the motion that it would amend.",
			.most = 10},
		{.name = "proposer", .kind = FIELD_SELECT, .label = "Proposed by"},
		{.name = "seconder", .kind = FIELD_SELECT, .label = "Seconded by"},
		{.name = "for",
			.kind = FIELD_TEXT,
			.label = "Votes for (optional)",
			.most = 4,
			.attributes = "inputmode=\"numeric\""},
		{.name = "against",
			.kind = FIELD_TEXT,
			.label = "Votes against (optional)",
			.most = 4,
			.attributes = "inputmode=\"numeric\""},
		{.name = "abstained",
			.kind = FIELD_TEXT,
			.label = "Abstained (optional)",
			.most = 4,
			.attributes = "inputmode=\"numeric\""},
		{.name = "time",
			.kind = FIELD_TEXT,
			.label = "Time of the vote (optional)",
			.hint = "Such as 11:20. Who came later or had left before cannot have voted.",
			.most = 5},
		{.name = "outcome",
			.kind = FIELD_RADIOS,
			.label = "Outcome",
			.missing = "Choose the outcome",
			.choices = outcomes},
		{.name = "casting", .kind = FIELD_RADIOS, .label = "The chair’s casting vote", .choices = castings},
		{.name = "by_name", .kind = FIELD_RADIOS, .label = "Was the vote recorded by name?", .choices = yes_no},
		{.name = "since", .kind = FIELD_HIDDEN}},
	.buttons = {{"save", "Save"}, {"remove", "Take away"}},
};

static const struct form_choice verbs[] = {{"note", "note", NULL, NULL}, {"agree", "agree", NULL, NULL},
	{"endorse", "endorse", NULL, NULL}, {"approve", "approve", NULL, NULL}, {"adopt", "adopt", NULL, NULL},
	{"support", "support", NULL, NULL}, {"recommend", "recommend to …", NULL, NULL},
	{"refer", "refer to …", NULL, NULL}, {"other", "another verb, which the text has", NULL, NULL}, {0}};

const struct form_spec minutes_resolution_spec = {
	.page = minutes_form,
	.fields = {{.name = "item", .kind = FIELD_SELECT, .label = "Under which item", .missing = "Choose the item"},
		{.name = "number",
			.kind = FIELD_TEXT,
			.label = "Clause (optional)",
			.hint = "a, b, b(i) …, if there are several.",
			.most = 20},
		{.name = "verb",
			.kind = FIELD_SELECT,
			.label = "Resolved to",
			.missing = "Choose the verb",
			.choices = verbs},
		{.name = "text",
			.kind = FIELD_LINES,
			.label = "What follows the verb",
			.missing = "Enter what was resolved",
			.most = 8000,
			.attributes = "rows=\"4\" spellcheck=\"true\""},
		{.name = "to",
			.kind = FIELD_TEXT,
			.label = "To which body, if it is recommended or referred",
			.most = 200},
		{.name = "by",
			.kind = FIELD_DAY,
			.label = "By which day (optional)",
			.hint = "When that body meets, or by when it is to be done.",
			.attributes = "autocomplete=\"off\""},
		{.name = "indicator",
			.kind = FIELD_TEXT,
			.label = "About the indicator (optional)",
			.hint = "Its reference, such as 7.2.",
			.most = 40},
		{.name = "budget_line", .kind = FIELD_TEXT, .label = "About the budget line (optional)", .most = 200},
		{.name = "risk",
			.kind = FIELD_TEXT,
			.label = "About the risk (optional)",
			.hint = "Its number.",
			.most = 40},
		{.name = "since", .kind = FIELD_HIDDEN}},
	.buttons = {{"save", "Save"}, {"remove", "Take away"}},
};

static const struct form_choice states[] = {
	{"draft", "Draft", "Committee officers and chief officers alone read them", NULL},
	{"circulated", "Circulated", "All who see meetings read them, and the next pack prints them", NULL},
	{"confirmed", "Confirmed", "They are left as they are; amendments stand in their place", NULL}, {0}};

const struct form_spec minutes_state_spec = {
	.page = minutes_form,
	.fields = {{.name = "state",
			   .kind = FIELD_RADIOS,
			   .label = "The minutes are",
			   .missing = "Choose the state",
			   .choices = states},
		{.name = "day",
			.kind = FIELD_DAY,
			.label = "Circulated on (optional)",
			.hint = "Such as 6 March 2017 or 06/03/2017.",
			.attributes = "autocomplete=\"off\""},
		{.name = "confirmed_at", .kind = FIELD_SELECT, .label = "Confirmed at the meeting of"},
		{.name = "signed_by", .kind = FIELD_SELECT, .label = "Signed by (optional)"},
		{.name = "since", .kind = FIELD_HIDDEN}},
	.buttons = {{"save", "Save"}},
};

const struct minutes_form minutes_forms[] = {{"attending", "attendance", "Who attended", "Who attended is saved",
						     "Who attended is taken away", &minutes_attending_spec},
	{"declaration", "declarations", "An interest declared", "The declaration is saved",
		"The declaration is taken away", &minutes_declaration_spec},
	{"paragraph", "minutes", "A paragraph of the minutes", "The paragraph is saved", "The paragraph is taken away",
		&minutes_paragraph_spec},
	{"motion", "motions", "A motion and its votes", "The motion is saved", "The motion is taken away",
		&minutes_motion_spec},
	{"resolution", "resolutions", "A resolution", "The resolution is saved", "The resolution is taken away",
		&minutes_resolution_spec},
	{"state", "minutes_states", "How the minutes stand", "How the minutes stand is saved", NULL,
		&minutes_state_spec},
	{"attendance", NULL, "Present and apologies", "Who was there is saved", NULL, &minutes_attendance_spec},
	{"votes", NULL, "Votes by name", "The votes are saved", NULL, &minutes_votes_spec}, {0}};

/* --- what stands in them --- */

static bool
has_field(const struct form_spec *spec, const char *name)
{
	for (size_t i = 0; i < form_fields(spec); i++)
		if (str_equal(spec->fields[i].name, name))
			return true;
	return false;
}

static int
offer(struct visit *visit)
{
	static const struct {
		const char *field, *what, *none;
	} offers[] = {{"for", "seat", "nobody’s"}, {"person", "voter present", "choose"},
		{"item", "item", "none: the meeting itself"}, {"proposer", "voter present", "not recorded"},
		{"seconder", "voter present", "nobody"}, {"confirmed_at", "later", "not confirmed"},
		{"signed_by", "seat", "not recorded"}};
	const struct form_spec *spec = visit->filled.spec;
	struct rows choices;

	if (db_query(visit->site->db, STMT_MINUTES_CHOICES, DB_PARAMS(visit->subject), visit->arena, &choices,
		    &visit->err) != 0)
		return -1;
	for (size_t i = 0; i < sizeof(offers) / sizeof(offers[0]); i++)
		if (has_field(spec, offers[i].field) &&
			spec->fields[form_field(spec, offers[i].field)].kind == FIELD_SELECT)
			minutes_offer(visit, &choices, offers[i].field, offers[i].what, offers[i].none);
	return 0;
}

static const char *
held_value(const struct rows *held, const char *field)
{
	for (size_t i = 0; i < held->count; i++)
		if (str_equal(row_text(held, i, "field"), field))
			return row_text(held, i, "value");
	return NULL;
}

/* What is most likely of something new. */
static const char *
begun(const struct form_field *field, const struct form_spec *spec)
{
	if (field->choices == yes_no)
		return "no";
	return spec == &minutes_motion_spec && str_equal(field->name, "number") ? "1" : "";
}

/* Of something new what the address begins it with. */
static void
begin(struct visit *visit, const struct rows *held)
{
	struct form_filled *filled = &visit->filled;

	for (size_t i = 0; i < form_fields(filled->spec); i++) {
		const char *name = filled->spec->fields[i].name, *value = held_value(held, name);

		if (held->count == 0)
			value = field_value(&visit->request->query, name);
		if (value == NULL && held->count == 0)
			value = begun(&filled->spec->fields[i], filled->spec);
		filled->fields[i].value = value != NULL ? value : "";
	}
}

/* What there is now, where somebody else was faster; from here on the form is of that. */
static void
theirs_write(struct visit *visit, struct buf *out, const struct rows *held)
{
	struct form_filled *filled = &visit->filled;
	const char *since = held_value(held, "since");

	if (str_equal(since, form_value(filled, "since")) || (since == NULL && str_blank(form_value(filled, "since"))))
		return;
	buf_text(out, "<h2>What there is now</h2>\n");
	if (since == NULL) {
		buf_text(out, "<p>It was taken away meanwhile.</p>\n");
	} else {
		buf_text(out, "<dl class=\"facts\">\n");
		for (size_t i = 0; i < form_fields(filled->spec); i++) {
			const struct form_field *field = &filled->spec->fields[i];
			const char *value = held_value(held, field->name);

			if (value == NULL || field->kind == FIELD_HIDDEN)
				continue;
			buf_text(out, "<dt>");
			html_text(out, field->label);
			buf_text(out, "</dt><dd>");
			html_text(out, value);
			buf_text(out, "</dd>\n");
		}
		buf_text(out, "</dl>\n");
	}
	form_set(filled, "since", since);
}

/* Without the button that takes away what there is not yet. */
static const struct form_spec *
as_new(struct arena *arena, const struct form_spec *spec)
{
	struct form_spec *copy = arena_alloc(arena, sizeof(*copy));

	*copy = *spec;
	copy->buttons[1] = (struct form_button){0};
	return copy;
}

static int
load_held(struct visit *visit, const struct minutes_form *form, const char *entry, struct rows *held)
{
	*held = (struct rows){0};
	if (entry == NULL)
		return 0;
	return db_query(visit->site->db, STMT_MINUTES_ROW, DB_PARAMS(form->kind, visit->subject, entry), visit->arena,
		held, &visit->err);
}

/* The entry that the form is of: of the state there is one at most. */
static const char *
entry_asked(struct visit *visit, bool sent)
{
	return minutes_number(
		sent ? form_value(&visit->filled, "since") : field_value(&visit->request->query, "entry"));
}

static int
record_form(struct visit *visit, const struct minutes_form *form, const struct rows *meeting)
{
	const bool sent = visit->request->method == METHOD_POST;
	const char *entry;
	struct rows held;
	struct buf main;

	visit->filled.spec = form->spec;
	entry = entry_asked(visit, sent);
	if (str_equal(form->name, "state") && entry == NULL)
		entry = row_text(meeting, 0, "entry");
	if (load_held(visit, form, entry, &held) != 0)
		return -1;
	if (!sent && entry != NULL && held.count == 0)
		return err_set(&visit->err, ERR_ABSENT, "this was taken away meanwhile, or never was there");
	if (!sent)
		begin(visit, &held);
	buf_init(&main);
	if (sent && entry != NULL)
		theirs_write(visit, &main, &held);
	if (held.count == 0)
		visit->filled.spec = as_new(visit->arena, form->spec);
	if (offer(visit) != 0) {
		buf_close(&main);
		return -1;
	}
	if (str_equal(form->name, "motion") && held.count > 0) {
		buf_text(&main, "<p><a href=\"votes?item=");
		buf_url(&main, held_value(&held, "item"));
		buf_text(&main, "&amp;number=");
		buf_url(&main, held_value(&held, "number"));
		buf_text(&main, "\">Who voted how, by name</a></p>\n");
	}
	minutes_page(visit, meeting, form->title, &main);
	buf_close(&main);
	return 0;
}

int
minutes_form(struct visit *visit)
{
	const struct minutes_form *form = minutes_form_find(visit);
	struct rows meeting;

	if (form == NULL)
		return err_set(&visit->err, ERR_ABSENT, "there is nothing at this address");
	if (minutes_load(visit, &meeting) != 0)
		return -1;
	return form->kind != NULL ? record_form(visit, form, &meeting) : minutes_lists(visit, form, &meeting);
}

/* --- saving --- */

/* The names and values of what was entered, for minutes_enter(). */
static void
entered(struct visit *visit, const char **names, const char **values)
{
	const struct form_filled *filled = &visit->filled;
	const char *all[FORM_FIELDS], *texts[FORM_FIELDS];
	size_t count = 0;

	for (size_t i = 0; i < form_fields(filled->spec); i++) {
		const struct form_field *field = &filled->spec->fields[i];
		const char *value = field->kind == FIELD_DAY ? filled->fields[i].day : filled->fields[i].value;

		if (field->kind == FIELD_HIDDEN || str_blank(value))
			continue;
		all[count] = field->name;
		texts[count++] = value;
	}
	*names = array_literal(visit->arena, count, all);
	*values = array_literal(visit->arena, count, texts);
}

int
minutes_post(struct visit *visit)
{
	const struct minutes_form *form = minutes_form_find(visit);
	const bool taken = str_equal(field_value(&visit->form, "action"), "remove");
	const char *since = minutes_number(form_value(&visit->filled, "since"));
	const char *names, *values;
	struct rows meeting;

	if (minutes_load(visit, &meeting) != 0)
		return -1;
	if (form->kind == NULL)
		return minutes_lists_post(visit, form);
	if (taken && since == NULL)
		return form_refuse_all(visit, 422, "There is nothing to take away yet");
	entered(visit, &names, &values);
	if (db_query(visit->site->db, STMT_MINUTES_ENTER,
		    DB_PARAMS(form->kind, visit->subject, since, names, values, taken ? "t" : "f"), NULL, NULL,
		    &visit->err) != 0)
		return form_refused(visit);
	return minutes_done(visit, taken ? form->taken : form->saved);
}
