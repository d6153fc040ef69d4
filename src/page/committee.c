/*
 * What a committee officer keeps of a committee, on pages of their own: its seats, substitutes, terms of reference,
 * programme of work, training and cover texts. What stood in a form goes to the database by the names of its fields,
 * where the rules are.
 */
#include "visit.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "out/out.h"
#include "report/paper.h"

enum { TERMS_MOST = 20000, WORDS_MOST = 300, OFFERED = 2 };

static const struct form_choice vote_choices[] = {{"all", "All matters", NULL, NULL},
	{"education", "Education matters only", NULL, NULL}, {"none", "Nothing", NULL, NULL}, {0}};
static const struct form_choice yes_no[] = {
	{"", "Not said", NULL, NULL}, {"yes", "Yes", NULL, NULL}, {"no", "No", NULL, NULL}, {0}};
static const struct form_choice substitute_rules[] = {{"", "Not said", NULL, NULL},
	{"none", "Nobody may take a member's place", NULL, NULL}, {"any", "Any member of the council may", NULL, NULL},
	{"named", "Only named substitutes may", NULL, NULL}, {0}};
static const struct form_choice training_kinds[] = {{"training", "Training", NULL, NULL},
	{"briefing", "Briefing", NULL, NULL}, {"workshop", "Workshop", NULL, NULL}, {"visit", "Visit", NULL, NULL},
	{0}};
/* In the order in which a pack has them. */
static const struct form_choice cover_keys[] = {
	{"by_link", "What is said of a meeting that is held by link", NULL, NULL},
	{"joining", "What is said to members beside the public's stream", NULL, NULL},
	{"telephones", "Telephones", NULL, NULL}, {"filming", "Filming and recording", NULL, NULL},
	{"signatory", "Who signs the agenda", NULL, NULL},
	{"access", "Other formats and languages, with the numbers to call", NULL, NULL}, {0}};

#define DAYS_HINT "Such as 3 May 2017 or 03/05/2017."
#define DAY_ATTRIBUTES "autocomplete=\"off\""
#define NUMBER_ATTRIBUTES "inputmode=\"numeric\" autocomplete=\"off\""
#define PERSON_FIELDS                                                                                                  \
	{                                                                                                              \
		.name = "person", .label = "Name (optional)",                                                          \
		.hint = "As it is printed: “Mr R Smith”. Without a name the place is vacant.", .most = WORDS_MOST,     \
		.attributes = "autocomplete=\"off\""                                                                   \
	}
#define GROUP_FIELD                                                                                                    \
	{                                                                                                              \
		.name = "group", .label = "Political group (optional)", .most = WORDS_MOST,                            \
		.attributes = "autocomplete=\"off\""                                                                   \
	}
#define FROM_FIELD                                                                                                     \
	{                                                                                                              \
		.name = "from", .kind = FIELD_DAY, .label = "First day (optional)", .hint = DAYS_HINT,                 \
		.attributes = DAY_ATTRIBUTES                                                                           \
	}
#define TO_FIELD                                                                                                       \
	{                                                                                                              \
		.name = "to", .kind = FIELD_DAY, .label = "Last day (optional)", .hint = DAYS_HINT,                    \
		.attributes = DAY_ATTRIBUTES                                                                           \
	}

/* --- what these pages share --- */

/* What was entered, by the names of the fields; days as ISO 8601. To be freed. */
static char *
filled_json(const struct form_filled *filled)
{
	json_t *json = json_object();
	char *text;

	for (size_t i = 0; i < form_fields(filled->spec); i++) {
		const struct form_field *field = &filled->spec->fields[i];
		const char *value = field->kind == FIELD_DAY ? filled->fields[i].day : filled->fields[i].value;

		if (value != NULL)
			json_object_set_new(json, field->name, json_string(value));
	}
	text = json_dumps(json, JSON_COMPACT);
	json_decref(json);
	return text;
}

static int
save(struct visit *visit, enum stmt stmt, const char *of, const char *third)
{
	char *json = filled_json(&visit->filled);
	int rc = db_query(visit->site->db, stmt, DB_PARAMS(of, json, third), visit->arena, NULL, &visit->err);

	free(json);
	return rc;
}

static int
done(struct visit *visit, const char *page)
{
	struct buf location;

	banner_leave(visit, "entered", NULL);
	buf_init(&location);
	buf_text(&location, page);
	if (visit->subject != NULL)
		buf_url(&location, visit->subject);
	response_redirect(visit->response, location.data);
	buf_close(&location);
	return 0;
}

/* Saves what was entered by that statement, and goes back to the committee. */
static int
entered(struct visit *visit, enum stmt stmt)
{
	return save(visit, stmt, visit->subject, NULL) != 0 ? form_refused(visit) : done(visit, "/committees/");
}

/* The same of a form whose second button takes something away. */
static int
changed(struct visit *visit, enum stmt stmt)
{
	const bool takes_away = str_equal(field_value(&visit->form, "action"), "remove");

	return save(visit, stmt, visit->subject, takes_away ? "yes" : "no") != 0 ? form_refused(visit)
										 : done(visit, "/committees/");
}

/* The name of the committee; what was queued before comes with it. */
static int
committee_name(struct visit *visit, const char **name)
{
	struct rows rows;

	if (db_query(visit->site->db, STMT_COMMITTEE_ENTERING, DB_PARAMS(visit->subject), visit->arena, &rows,
		    &visit->err) != 0)
		return -1;
	*name = row_text(&rows, 0, "title");
	return 0;
}

/* The form's page: what stands before it, the form, and the way back. */
static int
form_page_after(struct visit *visit, const char *name, const char *title, const struct buf *before)
{
	struct buf main;

	buf_init(&main);
	if (before->length > 0)
		buf_add(&main, before->data, before->length);
	form_write(visit, &main, &visit->filled, &(struct form_place){.action = visit->request->path});
	buf_text(&main, "<p><a href=\"/committees/");
	buf_url(&main, visit->subject);
	buf_text(&main, "\">Change nothing</a></p>\n");
	page_answer(visit, &(struct page){.title = title, .subtitle = name, .main = &main});
	buf_close(&main);
	return 0;
}

/* Names the committee, and with it comes what was queued before: `offer` makes choices of it. NULL: nothing was. */
static int
form_page(struct visit *visit, const struct form_spec *spec, const char *title, const char *text,
	void (*offer)(struct visit *visit, const struct rows offered[OFFERED]), const struct rows offered[OFFERED])
{
	const char *name;
	struct buf before;
	int rc;

	visit->filled.spec = spec;
	if (committee_name(visit, &name) != 0)
		return -1;
	if (offer != NULL)
		offer(visit, offered);
	buf_init(&before);
	if (text != NULL)
		buf_printf(&before, "<p>%s</p>\n", text);
	rc = form_page_after(visit, name, title, &before);
	buf_close(&before);
	return rc;
}

/* Radios of what stands, each row an entry, its words and its days. */
static void
offer_standing(struct visit *visit, const struct rows offered[OFFERED])
{
	const struct rows *rows = &offered[0];
	struct form_choice *choices = arena_array(visit->arena, rows->count + 1, sizeof(*choices));

	for (size_t i = 0; i < rows->count; i++)
		choices[i] = (struct form_choice){.value = row_text(rows, i, "entry"),
			.label = row_text(rows, i, "words"),
			.hint = *row_string(rows, i, "days") != '\0' ? row_text(rows, i, "days") : NULL};
	form_choices(&visit->filled, "which", rows->count, choices);
}

static void
offer_meetings(struct visit *visit, const struct rows offered[OFFERED])
{
	const struct rows *rows = &offered[1];
	struct form_choice *choices = arena_array(visit->arena, rows->count + 1, sizeof(*choices));

	choices[0] = (struct form_choice){.value = "", .label = "Not fixed yet"};
	for (size_t i = 0; i < rows->count; i++)
		choices[i + 1] = (struct form_choice){
			.value = row_text(rows, i, "meeting"), .label = row_text(rows, i, "words")};
	form_choices(&visit->filled, "meeting", rows->count + 1, choices);
}

static void
offer_both(struct visit *visit, const struct rows offered[OFFERED])
{
	offer_standing(visit, offered);
	offer_meetings(visit, offered);
}

static int
ask_offered(struct visit *visit, enum stmt stmt, struct rows *rows)
{
	return db_ask(visit->site->db, stmt, DB_PARAMS(visit->subject), visit->arena, rows, &visit->err);
}

/* --- seats --- */

const struct form_spec seat_spec = {
	.page = seat_form,
	.fields = {PERSON_FIELDS,
		{.name = "capacity",
			.label = "Capacity",
			.hint = "Chair, Vice-Chair or Member; or whom they come from: Church representative, Parent governor "
				"representative, Co-opted adviser: Schools Forum.",
			.missing = "Enter the capacity",
			.most = WORDS_MOST,
			.attributes = "autocomplete=\"off\""},
		GROUP_FIELD,
		{.name = "votes_on", .kind = FIELD_SELECT, .label = "May vote on", .choices = vote_choices}, FROM_FIELD,
		TO_FIELD},
	.buttons = {{NULL, "Add the seat"}},
};

int
seat_form(struct visit *visit)
{
	return form_page(visit, &seat_spec, "Add a seat",
		"Nobody has two seats of a committee on the same day, and one person chairs it: end first the seat that they "
		"have, or that of the chair before.",
		NULL, NULL);
}

int
seat_post(struct visit *visit)
{
	return entered(visit, STMT_SEAT_ADD);
}

const struct form_spec seat_end_spec = {
	.page = seat_end_form,
	.fields = {{.name = "which", .kind = FIELD_RADIOS, .label = "Seat", .missing = "Choose a seat"}, TO_FIELD},
	.buttons = {{"end", "End the seat"}, {"remove", "Take it away: it was a mistake"}},
};

int
seat_end_form(struct visit *visit)
{
	struct rows offered[OFFERED];

	if (ask_offered(visit, STMT_SEATS_STANDING, &offered[0]) != 0)
		return -1;
	return form_page(visit, &seat_end_spec, "End a seat",
		"Who sat on the committee up to that day stays on record. What is taken away was never true.",
		offer_standing, offered);
}

int
seat_end_post(struct visit *visit)
{
	return changed(visit, STMT_SEAT_END);
}

/* --- substitutes --- */

const struct form_spec substitute_spec = {
	.page = substitute_form,
	.fields = {PERSON_FIELDS,
		{.name = "group",
			.label = "For members of the group (optional)",
			.hint = "Without one for any member.",
			.most = WORDS_MOST,
			.attributes = "autocomplete=\"off\""},
		FROM_FIELD, TO_FIELD},
	.buttons = {{NULL, "Add the substitute"}},
};

int
substitute_form(struct visit *visit)
{
	return form_page(visit, &substitute_spec, "Add a named substitute",
		"Whoever sits on the committee is no substitute for it at the same time.", NULL, NULL);
}

int
substitute_post(struct visit *visit)
{
	return entered(visit, STMT_SUBSTITUTE_ADD);
}

const struct form_spec substitute_end_spec = {
	.page = substitute_end_form,
	.fields = {{.name = "which", .kind = FIELD_RADIOS, .label = "Substitute", .missing = "Choose a substitute"},
		TO_FIELD},
	.buttons = {{"end", "End it"}, {"remove", "Take it away: it was a mistake"}},
};

int
substitute_end_form(struct visit *visit)
{
	struct rows offered[OFFERED];

	if (ask_offered(visit, STMT_SUBSTITUTES_STANDING, &offered[0]) != 0)
		return -1;
	return form_page(visit, &substitute_end_spec, "End a named substitute", NULL, offer_standing, offered);
}

int
substitute_end_post(struct visit *visit)
{
	return changed(visit, STMT_SUBSTITUTE_END);
}

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
			.choices = yes_no},
		{.name = "minority_views",
			.kind = FIELD_SELECT,
			.label = "Minority views are reported",
			.choices = yes_no},
		{.name = "annual_report", .kind = FIELD_SELECT, .label = "It reports once a year", .choices = yes_no},
		{.name = "question_days",
			.label = "Working days before a meeting by which questions are received (optional)",
			.attributes = NUMBER_ATTRIBUTES},
		{.name = "casting_vote",
			.kind = FIELD_SELECT,
			.label = "The chair has a casting vote",
			.choices = yes_no},
		{.name = "recorded_vote",
			.label = "Members who may ask for a vote by name (optional)",
			.hint = "So many together.",
			.attributes = NUMBER_ATTRIBUTES},
		{.name = "since", .kind = FIELD_HIDDEN}},
	.buttons = {{NULL, "Save"}},
};

static const char *
column(const struct rows *rows, const char *name)
{
	for (size_t i = 0; i < rows->columns; i++)
		if (str_equal(rows->names[i], name))
			return rows->cells[i];
	return NULL;
}

/* What the database says of the fields of these names, where it says something; yes and no as the form has them. */
static void
fill(struct visit *visit, const struct rows *rows)
{
	struct form_filled *filled = &visit->filled;

	for (size_t i = 0; i < form_fields(filled->spec); i++) {
		const char *name = filled->spec->fields[i].name, *value = column(rows, name);

		if (filled->spec->fields[i].choices == yes_no && value != NULL)
			value = str_equal(value, "t") ? "yes" : "no";
		if (value == NULL && filled->spec->fields[i].choices != NULL)
			value = "";
		if (value != NULL)
			form_set(filled, name, value);
	}
}

/*
 * Of a form that was sent and came back: what is entered now, if that is not what it was filled from, so that nobody
 * overwrites what they have not seen. The next time it is sent it is in the place of this.
 */
static void
now_write(struct visit *visit, struct buf *out, const struct rows *rows)
{
	struct form_filled *filled = &visit->filled;
	const char *newest = column(rows, "since") != NULL ? column(rows, "since") : "";

	if (str_equal(form_value(filled, "since"), newest))
		return;
	form_set(filled, "since", newest);
	buf_text(out, "<h2>What is entered now</h2>\n<dl class=\"facts\">\n");
	for (size_t i = 0; i < form_fields(filled->spec); i++) {
		const char *value = column(rows, filled->spec->fields[i].name);

		if (filled->spec->fields[i].kind == FIELD_HIDDEN || value == NULL)
			continue;
		if (filled->spec->fields[i].choices == yes_no)
			value = str_equal(value, "t") ? "Yes" : "No";
		buf_printf(out, "<div><dt>%s</dt>\n<dd>", filled->spec->fields[i].label);
		html_text(out, value);
		buf_text(out, "</dd></div>\n");
	}
	buf_text(out, "</dl>\n");
}

int
terms_form(struct visit *visit)
{
	const char *name;
	struct rows rows;
	struct buf before;
	int rc;

	visit->filled.spec = &terms_spec;
	if (ask_offered(visit, STMT_TERMS_NEWEST, &rows) != 0 || committee_name(visit, &name) != 0)
		return -1;
	buf_init(&before);
	buf_text(&before,
		"<p>What is entered here is checked: how many seats there are, whether a quorum can be reached, who may take "
		"a member's place.</p>\n");
	if (visit->request->method != METHOD_POST) {
		fill(visit, &rows);
		form_set(&visit->filled, "since", row_string(&rows, 0, "since"));
	} else {
		now_write(visit, &before, &rows);
	}
	rc = form_page_after(visit, name, "Terms of reference", &before);
	buf_close(&before);
	return rc;
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
	return entered(visit, STMT_TERMS_SAVE);
}

/* --- programme of work, training --- */

#define MONTH_FIELD                                                                                                    \
	{                                                                                                              \
		.name = "month", .label = "Or the month, where the meeting is not fixed yet (optional)",               \
		.hint = "Such as 2017-03.", .most = 7, .attributes = "autocomplete=\"off\""                            \
	}

const struct form_spec programme_spec = {
	.page = programme_form,
	.fields = {{.name = "title", .label = "Item", .missing = "Enter the item", .most = WORDS_MOST},
		{.name = "meeting", .kind = FIELD_SELECT, .label = "Meeting"}, MONTH_FIELD,
		{.name = "purpose",
			.kind = FIELD_LINES,
			.label = "What for (optional)",
			.most = 2000,
			.attributes = "rows=\"3\" spellcheck=\"true\""},
		{.name = "lead", .label = "Report by (optional)", .most = WORDS_MOST}},
	.buttons = {{NULL, "Add it to the programme"}},
};

int
programme_form(struct visit *visit)
{
	struct rows offered[OFFERED];

	if (ask_offered(visit, STMT_MEETINGS_OFFERED, &offered[1]) != 0)
		return -1;
	return form_page(visit, &programme_spec, "Add to the programme of work", NULL, offer_meetings, offered);
}

int
programme_post(struct visit *visit)
{
	return entered(visit, STMT_PROGRAMME_ADD);
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
	struct rows offered[OFFERED];

	if (ask_offered(visit, STMT_PROGRAMME_STANDING, &offered[0]) != 0 ||
		ask_offered(visit, STMT_MEETINGS_OFFERED, &offered[1]) != 0)
		return -1;
	return form_page(visit, &programme_move_spec, "Change the programme of work", NULL, offer_both, offered);
}

int
programme_move_post(struct visit *visit)
{
	return changed(visit, STMT_PROGRAMME_MOVE);
}

const struct form_spec training_spec = {
	.page = training_form,
	.fields = {{.name = "date",
			   .kind = FIELD_DAY,
			   .label = "Day",
			   .hint = DAYS_HINT,
			   .missing = "Enter the day",
			   .attributes = DAY_ATTRIBUTES},
		{.name = "title", .label = "What it is about", .missing = "Enter what it is about", .most = WORDS_MOST},
		{.name = "kind", .kind = FIELD_SELECT, .label = "Kind", .choices = training_kinds},
		{.name = "place", .label = "Where (optional)", .most = WORDS_MOST},
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
	return form_page(visit, &training_spec, "Training and briefings", NULL, NULL, NULL);
}

int
training_post(struct visit *visit)
{
	return entered(visit, STMT_TRAINING_ADD);
}

/* --- cover texts --- */

const struct form_spec cover_spec = {
	.page = cover_form,
	.fields = {{.name = "key", .kind = FIELD_HIDDEN, .missing = "The form was not whole"},
		{.name = "text",
			.kind = FIELD_LINES,
			.label = "The text",
			.most = 4000,
			.attributes = "rows=\"6\" spellcheck=\"true\""},
		{.name = "from",
			.kind = FIELD_DAY,
			.label = "From",
			.hint = "Packs of meetings on this day and later have it; those of earlier ones keep theirs.",
			.missing = "Enter the first day",
			.attributes = DAY_ATTRIBUTES},
		{.name = "since", .kind = FIELD_HIDDEN}},
	.buttons = {{NULL, "Save"}},
};

static const struct form_choice *
cover_key(const char *key)
{
	for (const struct form_choice *choice = cover_keys; choice->label != NULL; choice++)
		if (str_equal(choice->value, key))
			return choice;
	return NULL;
}

static void
cover_version_write(const struct visit *visit, struct buf *out, const struct rows *rows, size_t i)
{
	const char *text = str_blank(row_text(rows, i, "text")) ? "No text" : row_text(rows, i, "text");

	buf_text(out, "<p>");
	while (*text != '\0') {
		const size_t length = strcspn(text, "\n");

		html_text(out, arena_bytes(visit->arena, text, length));
		text += length;
		text += strspn(text, "\n");
		buf_text(out, *text != '\0' ? "<br>\n" : "");
	}
	buf_text(out, "</p>\n<p class=\"hint\">From ");
	html_text(out, row_text(rows, i, "since"));
	buf_text(out, "</p>\n");
}

/* Every text with its versions, the newest first, and the way to change it. */
static void
covers_write(struct visit *visit, struct buf *out, const struct rows *rows)
{
	for (const struct form_choice *key = cover_keys; key->label != NULL; key++) {
		bool written = false;

		buf_printf(out, "<h2 id=\"%s\">%s</h2>\n", key->value, key->label);
		for (size_t i = 0; i < rows->count; i++)
			if (str_equal(row_text(rows, i, "key"), key->value)) {
				cover_version_write(visit, out, rows, i);
				written = true;
			}
		if (!written)
			buf_text(out,
				visit->subject == NULL ? "<p>None has been entered.</p>\n"
						       : "<p>The council's is printed.</p>\n");
		buf_printf(out, "<p><a href=\"?key=%s\">Write another<span class=\"hidden-text\">: %s</span></a></p>\n",
			key->value, key->label);
	}
}

static void
cover_form_write(struct visit *visit, struct buf *out, const struct form_choice *key, const struct rows *rows)
{
	visit->filled.spec = &cover_spec;
	if (visit->request->method != METHOD_POST) {
		form_set(&visit->filled, "text", row_string(rows, 0, "text"));
		form_set(&visit->filled, "since", row_string(rows, 0, "since"));
	} else {
		now_write(visit, out, rows);
	}
	form_set(&visit->filled, "key", key->value);
	visit->filled.fields[form_field(&cover_spec, "text")].label = key->label;
	form_write(visit, out, &visit->filled, &(struct form_place){.action = visit->request->path});
	buf_text(out, "<p><a href=\"?\">Change nothing</a></p>\n");
}

int
cover_form(struct visit *visit)
{
	const bool sent = visit->request->method == METHOD_POST;
	const char *asked = field_value(sent ? &visit->form : &visit->request->query, "key"), *name = NULL;
	const char *committee = visit->subject != NULL ? visit->subject : "";
	const struct form_choice *key = cover_key(asked);
	struct rows rows;
	struct buf main;

	if (!str_blank(asked) && key == NULL)
		return err_set(&visit->err, ERR_INPUT, "there is no text \"%s\"", asked);
	if (db_ask(visit->site->db, key != NULL ? STMT_COVER_TEXT_NEWEST : STMT_COVER_TEXT_VERSIONS,
		    DB_PARAMS(committee, key != NULL ? key->value : NULL), visit->arena, &rows, &visit->err) != 0)
		return -1;
	if (visit->subject != NULL ? committee_name(visit, &name) != 0 : db_flush(visit->site->db, &visit->err) != 0)
		return -1;
	buf_init(&main);
	if (key != NULL)
		cover_form_write(visit, &main, key, &rows);
	else
		covers_write(visit, &main, &rows);
	page_answer(visit,
		&(struct page){.title = "What packs say beside their agenda",
			.subtitle = name != NULL ? name : "Of all committees that say nothing else",
			.main = &main});
	buf_close(&main);
	return 0;
}

int
cover_post(struct visit *visit)
{
	if (save(visit, STMT_COVER_TEXT_SAVE, visit->subject != NULL ? visit->subject : "", NULL) != 0)
		return form_refused(visit);
	banner_leave(visit, "entered", NULL);
	response_redirect(visit->response, visit->request->path);
	return 0;
}

/* --- on the page of the committee --- */

int
committee_ways(struct visit *visit, struct buf *out)
{
	static const struct {
		const char *page, *words;
	} ways[] = {{"meetings/new", "Make a meeting"}, {"seats", "Add a seat"}, {"seats/ending", "End a seat"},
		{"substitutes", "Add a named substitute"}, {"substitutes/ending", "End a named substitute"},
		{"terms", "Terms of reference"}, {"programme", "Add to the programme of work"},
		{"programme/changes", "Change the programme of work"}, {"training", "Enter training or a briefing"},
		{"cover-texts", "What its packs say beside their agenda"}};

	if (!roles_permit(visit->visitor.roles, PERMIT_ASSEMBLE))
		return 0;
	buf_text(out,
		"<section class=\"assemble\" aria-labelledby=\"assemble\">\n"
		"<h2 id=\"assemble\">Looking after this committee</h2>\n<ul>\n");
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		buf_text(out, "<li><a href=\"/committees/");
		buf_url(out, visit->subject);
		buf_printf(out, "/%s\">%s</a></li>\n", ways[i].page, ways[i].words);
	}
	buf_text(out,
		"</ul>\n<p><a href=\"/cover-texts\">What packs of all committees say beside their agenda</a></p>\n"
		"</section>\n");
	return 0;
}

/* --- a meeting's day --- */

static const struct form_choice held_choices[] = {{"in person", "In person", NULL, NULL},
	{"by link", "By link", "Only where a law allowed it on that day", NULL}, {0}};
static const struct form_choice change_choices[] = {{"", "As it was called", NULL, NULL},
	{"moved", "Moved to another day, time or place", NULL, NULL}, {"cancelled", "Cancelled", NULL, NULL}, {0}};

const struct form_spec details_spec = {
	.page = details_form,
	.fields = {{.name = "date",
			   .kind = FIELD_DAY,
			   .label = "Date",
			   .hint = DAYS_HINT,
			   .missing = "Enter the date",
			   .attributes = DAY_ATTRIBUTES},
		{.name = "time",
			.label = "Time",
			.hint = "Such as 10:00 or 14:30.",
			.missing = "Enter the time",
			.most = 10,
			.attributes = "autocomplete=\"off\""},
		{.name = "venue", .label = "Venue", .missing = "Enter the venue", .most = WORDS_MOST},
		{.name = "held", .kind = FIELD_RADIOS, .label = "Held", .choices = held_choices},
		{.name = "link",
			.label = "The public's stream (optional)",
			.hint = "Where everybody can watch: it is printed.",
			.most = 500,
			.attributes = "inputmode=\"url\" autocomplete=\"off\" spellcheck=\"false\""},
		{.name = "joining",
			.label = "By which members and officers join (optional)",
			.hint = "Shown to the members and substitutes of the committee and to committee officers alone, "
				"and never printed.",
			.most = 500,
			.attributes = "inputmode=\"url\" autocomplete=\"off\" spellcheck=\"false\""},
		{.name = "groups",
			.kind = FIELD_LINES,
			.label = "Group meetings before it (optional)",
			.hint = "One a line: group, time, room, as in “Conservative, 9:00, Conservative Group Room”.",
			.most = 2000,
			.attributes = "rows=\"5\" spellcheck=\"false\""},
		{.name = "change", .kind = FIELD_RADIOS, .label = "Cancelled or moved", .choices = change_choices},
		{.name = "change_reason",
			.label = "Why, where it is cancelled or moved",
			.hint = "It is printed.",
			.most = WORDS_MOST},
		{.name = "since", .kind = FIELD_HIDDEN}},
	.buttons = {{NULL, "Save"}},
};

int
details_form(struct visit *visit)
{
	struct rows rows;
	struct buf main;

	visit->filled.spec = &details_spec;
	if (db_query(visit->site->db, STMT_MEETING_DETAILS, DB_PARAMS(visit->subject), visit->arena, &rows,
		    &visit->err) != 0)
		return -1;
	if (rows.count == 0)
		return err_set(&visit->err, ERR_ABSENT, "there is no meeting \"%s\"", visit->subject);
	buf_init(&main);
	if (visit->request->method != METHOD_POST)
		fill(visit, &rows);
	else
		now_write(visit, &main, &rows);
	form_write(visit, &main, &visit->filled, &(struct form_place){.action = visit->request->path});
	buf_text(&main, "<p><a href=\"/meetings/");
	buf_url(&main, visit->subject);
	buf_text(&main, "\">Change nothing</a></p>\n");
	page_answer(visit,
		&(struct page){
			.title = "Day, place and links", .subtitle = row_text(&rows, 0, "title"), .main = &main});
	buf_close(&main);
	return 0;
}

int
details_post(struct visit *visit)
{
	return save(visit, STMT_MEETING_DETAILS_SAVE, visit->subject, NULL) != 0 ? form_refused(visit)
										 : done(visit, "/meetings/");
}

int
details_way(struct visit *visit, struct buf *out)
{
	if (!roles_permit(visit->visitor.roles, PERMIT_ASSEMBLE))
		return 0;
	buf_text(out, "<p><a href=\"/meetings/");
	buf_url(out, visit->subject);
	buf_text(out, "/details\">Day, place, links and group meetings</a></p>\n");
	return 0;
}
