/* Questions to a committee, for whoever receives them: what was asked and whether it is taken, and what was answered. */
#include "visit.h"

#include "base/address.h"
#include "base/str.h"
#include "out/out.h"

enum { TEXT_MOST = 8000 };

static const struct form_choice askers[] = {
	{"public", "A member of the public", NULL, NULL}, {"member", "A member of the council", NULL, NULL}};
/* The last is of a question that is there. */
static const struct form_choice decisions[] = {{"", "Not decided yet", NULL, NULL}, {"yes", "Accepted", NULL, NULL},
	{"no", "Refused", NULL, NULL}, {"remove", "Entered by mistake: take it away", NULL, NULL}};

enum { DECISIONS = sizeof(decisions) / sizeof(decisions[0]) };

const struct form_spec question_spec = {
	.page = question_form,
	.fields = {{.name = "as", .kind = FIELD_RADIOS, .label = "Asked by", .missing = "Choose who asks"},
		{.name = "asker", .label = "Name", .missing = "Enter who asks", .most = 200},
		{.name = "item", .kind = FIELD_SELECT, .label = "About an item of the agenda (optional)"},
		{.name = "text",
			.kind = FIELD_LINES,
			.label = "The question",
			.missing = "Enter the question",
			.most = TEXT_MOST,
			.attributes = "rows=\"6\" spellcheck=\"true\""},
		{.name = "received",
			.kind = FIELD_DAY,
			.label = "Received",
			.missing = "Enter the day on which it came",
			.attributes = "autocomplete=\"off\""},
		{.name = "accepted", .kind = FIELD_SELECT, .label = "Decision"},
		{.name = "reason",
			.label = "Reason (optional)",
			.hint = "Needed where it is refused, and where it is taken though it came late: it is printed.",
			.most = 1000},
		{.name = "since", .kind = FIELD_HIDDEN}},
	.buttons = {{NULL, "Save"}},
};

const struct form_spec question_answer_spec = {
	.page = question_answer_form,
	.fields = {{.name = "answered_by",
			   .label = "Answered by (optional)",
			   .hint = "As the minutes print it behind “Reply by”: the Chairman.",
			   .most = 200},
		{.name = "answer",
			.kind = FIELD_LINES,
			.label = "The answer (optional)",
			.hint = "Members read it from the day of the meeting on.",
			.most = TEXT_MOST,
			.attributes = "rows=\"10\" spellcheck=\"true\""},
		{.name = "supplementary",
			.kind = FIELD_LINES,
			.label = "Supplementary question (optional)",
			.most = TEXT_MOST,
			.attributes = "rows=\"4\" spellcheck=\"true\""},
		{.name = "supplementary_answer",
			.kind = FIELD_LINES,
			.label = "Its answer (optional)",
			.most = TEXT_MOST,
			.attributes = "rows=\"6\" spellcheck=\"true\""},
		{.name = "since", .kind = FIELD_HIDDEN}},
	.buttons = {{NULL, "Save"}},
};

/* "public-1" of the address; NULL: a new one. */
static const char *
question_of(const struct visit *visit)
{
	const char *question = visit_part(visit, 3);

	return str_equal(question, "new") ? NULL : question;
}

static int
load(struct visit *visit, struct rows *row)
{
	return db_query(visit->site->db, STMT_QUESTION_FORM, DB_PARAMS(visit_part(visit, 1), question_of(visit)),
		visit->arena, row, &visit->err);
}

/* What is known of it, unless the form comes back with what was typed. */
static void
fill(struct visit *visit, const struct form_spec *spec, const struct rows *row)
{
	if (visit->request->method == METHOD_POST)
		return;
	visit->filled.spec = spec;
	for (size_t i = 0; i + 1 < form_fields(spec); i++)
		form_set(&visit->filled, spec->fields[i].name, row_text(row, 0, spec->fields[i].name));
	form_set(&visit->filled, "since", row_text(row, 0, "entry"));
}

static const char *
list_address(struct visit *visit)
{
	return address(visit->arena, "meetings", visit_part(visit, 1), "questions");
}

static int
done(struct visit *visit, const char *code, const struct rows *said)
{
	return banner_go(visit, code, row_text(said, 0, "said"), list_address(visit));
}

/* --- what was asked --- */

/* Who asked is a part of what a question is called, and stays. */
static void
asker_choices(struct visit *visit, const struct rows *row)
{
	const char *as = row_text(row, 0, "as");

	if (as == NULL)
		form_choices(&visit->filled, "as", 2, askers);
	else
		form_choices(&visit->filled, "as", 1, &askers[str_equal(as, askers[1].value)]);
}

static int
item_choices(struct visit *visit)
{
	struct form_choice *choices;
	struct rows items;

	if (db_query(visit->site->db, STMT_QUESTION_ITEMS, DB_PARAMS(visit_part(visit, 1)), visit->arena, &items,
		    &visit->err) != 0)
		return -1;
	choices = arena_array(visit->arena, items.count + 1, sizeof(*choices));
	choices[0] = (struct form_choice){.value = "", .label = "None"};
	for (size_t i = 0; i < items.count; i++)
		choices[i + 1] = (struct form_choice){
			.value = row_text(&items, i, "item"), .label = row_text(&items, i, "label")};
	form_choices(&visit->filled, "item", items.count + 1, choices);
	return 0;
}

int
question_form(struct visit *visit)
{
	const char *question = question_of(visit);
	struct rows row;
	struct buf main;

	if (load(visit, &row) != 0)
		return -1;
	fill(visit, &question_spec, &row);
	asker_choices(visit, &row);
	form_choices(&visit->filled, "accepted", question == NULL ? DECISIONS - 1 : DECISIONS, decisions);
	visit->filled.fields[form_field(&question_spec, "received")].hint = arena_printf(
		visit->arena, "The last day is %s. Such as 8 March 2017 or 08/03/2017.", row_text(&row, 0, "deadline"));
	if (item_choices(visit) != 0)
		return -1;
	buf_init(&main);
	form_page(visit, question == NULL ? "Enter a question" : row_text(&row, 0, "said"), row_text(&row, 0, "title"),
		&main, list_address(visit));
	buf_close(&main);
	return 0;
}

int
question_post(struct visit *visit)
{
	const struct form_filled *filled = &visit->filled;
	const char *meeting = visit_part(visit, 1), *question = question_of(visit),
		   *since = form_value(filled, "since"), *accepted = form_value(filled, "accepted");
	const bool removes = question != NULL && str_equal(accepted, "remove");
	struct rows said;
	int rc;

	since = str_blank(since) ? NULL : since;
	if (removes)
		rc = db_query(visit->site->db, STMT_QUESTION_TAKE_AWAY, DB_PARAMS(meeting, question, since),
			visit->arena, &said, &visit->err);
	else
		rc = db_query(visit->site->db, STMT_QUESTION_PUT,
			DB_PARAMS(meeting, question, since, form_value(filled, "as"), form_value(filled, "asker"),
				form_value(filled, "item"), form_value(filled, "text"), form_day(filled, "received"),
				accepted, form_value(filled, "reason")),
			visit->arena, &said, &visit->err);
	return rc != 0 ? form_refused(visit) : done(visit, removes ? "question-removed" : "question", &said);
}

/* --- what was answered --- */

int
question_answer_form(struct visit *visit)
{
	struct rows row;
	struct buf main;

	if (load(visit, &row) != 0)
		return -1;
	fill(visit, &question_answer_spec, &row);
	buf_init(&main);
	buf_text(&main, "<blockquote>\n<p>");
	html_text(&main, row_text(&row, 0, "text"));
	buf_text(&main, "</p>\n</blockquote>\n<p>Asked by ");
	html_text(&main, row_text(&row, 0, "asker"));
	buf_text(&main, ".</p>\n");
	form_page(visit, arena_printf(visit->arena, "Answer: %s", row_text(&row, 0, "said")),
		row_text(&row, 0, "title"), &main, list_address(visit));
	buf_close(&main);
	return 0;
}

int
question_answer_post(struct visit *visit)
{
	const struct form_filled *filled = &visit->filled;
	struct rows said;

	if (db_query(visit->site->db, STMT_QUESTION_ANSWER,
		    DB_PARAMS(visit_part(visit, 1), visit_part(visit, 3), form_value(filled, "since"),
			    form_value(filled, "answered_by"), form_value(filled, "answer"),
			    form_value(filled, "supplementary"), form_value(filled, "supplementary_answer")),
		    visit->arena, &said, &visit->err) != 0)
		return form_refused(visit);
	return done(visit, "question-answered", &said);
}
