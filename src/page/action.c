/* An action that a committee asked for: its page, where its owner writes how far it is; entering and closing it. */
#include "visit.h"

#include "base/address.h"
#include "base/str.h"
#include "out/out.h"

enum { TEXT_MOST = 2000, PROGRESS_MOST = 4000 };

static const struct form_choice kinds[] = {
	{"no", "An action", NULL, NULL}, {"yes", "A report back to the committee", NULL, NULL}, {0}};

const struct form_spec action_spec = {
	.page = action_form,
	.fields = {{.name = "item",
			   .kind = FIELD_SELECT,
			   .label = "Item of the agenda",
			   .missing = "Choose the item under which it was asked for"},
		{.name = "text",
			.kind = FIELD_LINES,
			.label = "What is to be done",
			.missing = "Enter what is to be done",
			.most = TEXT_MOST,
			.attributes = "rows=\"4\" spellcheck=\"true\""},
		{.name = "report_back",
			.kind = FIELD_RADIOS,
			.label = "Kind",
			.missing = "Choose what it is",
			.choices = kinds},
		{.name = "owner",
			.label = "Owner",
			.hint = "As lists know them: it stands on the home page of the user who has this name.",
			.missing = "Enter who does it",
			.most = 200},
		{.name = "due",
			.kind = FIELD_DAY,
			.label = "Due (optional)",
			.hint = "Such as 31 March 2017 or 31/03/2017.",
			.attributes = "autocomplete=\"off\""},
		{.name = "indicator",
			.label = "Indicator that it is about (optional)",
			.hint = "Its reference, such as 7.2.",
			.most = 60},
		{.name = "budget_line", .label = "Budget line (optional)", .most = 200},
		{.name = "risk", .label = "Risk (optional)", .hint = "Its number, such as RM14147.", .most = 60},
		{.name = "since", .kind = FIELD_HIDDEN}},
	.buttons = {{NULL, "Save"}},
};

const struct form_spec action_closing_spec = {
	.page = action_closing_form,
	.fields = {{.name = "closed",
			   .kind = FIELD_DAY,
			   .label = "Closed on",
			   .hint = "Such as 14 March 2017 or 14/03/2017.",
			   .attributes = "autocomplete=\"off\""},
		{.name = "closed_by",
			.label = "By which minute or decision",
			.hint = "Such as minute 9.2, or the meeting as its address has it.",
			.most = 500},
		{.name = "since", .kind = FIELD_HIDDEN}},
	.buttons = {{"close", "Close it"}, {"reopen", "Leave it open, or open it again"}},
};

const struct form_spec action_progress_spec = {
	.page = action_answer,
	.fields = {{.name = "text",
		.kind = FIELD_LINES,
		.label = "How far it is",
		.hint = "It is added to what is there, with your name and the day. Whoever reads the action reads it.",
		.missing = "Enter how far it is",
		.most = PROGRESS_MOST,
		.attributes = "rows=\"4\" spellcheck=\"true\""}},
	.buttons = {{NULL, "Add"}},
};

/* Of "/meetings/M/actions/new" the meeting alone; of "/meetings/M/actions/ITEM/N…" all three. */
struct action_key {
	const char *meeting, *item, *number;
};

static struct action_key
key_of(const struct visit *visit)
{
	const char *meeting = visit_part(visit, 1), *item = visit_part(visit, 3);

	if (str_equal(item, "new") && str_ends(visit->request->path, "/new"))
		return (struct action_key){meeting, NULL, NULL};
	return (struct action_key){meeting, item, visit_part(visit, 4)};
}

static int
ask(struct visit *visit, enum stmt stmt, struct rows *rows)
{
	const struct action_key key = key_of(visit);

	return db_query(
		visit->site->db, stmt, DB_PARAMS(key.meeting, key.item, key.number), visit->arena, rows, &visit->err);
}

/* --- its page --- */

/* href: NULL, it leads nowhere */
static void
fact(struct doc *doc, struct block *facts, const char *term, const char *text, const char *href)
{
	if (text == NULL)
		return;
	doc_fact(doc, facts, term, text);
	facts->facts[facts->count - 1].text.spans[0].href = href;
}

static void
facts_write(struct visit *visit, const struct rows *row, struct buf *out)
{
	const char *closed = row_text(row, 0, "closed_words"), *owner = row_text(row, 0, "owner"),
		   *ref = row_text(row, 0, "ref"), *risk = row_text(row, 0, "risk"),
		   *at = row_text(row, 0, "closed_at");
	struct doc *doc = doc_new(visit->arena, "action", "Action");
	struct block *facts;

	doc_paragraph(doc, row_text(row, 0, "text"));
	facts = doc_facts(doc, 9);
	fact(doc, facts, "Kind", row_true(row, 0, "report_back") ? "Report back" : "Action", NULL);
	fact(doc, facts, "Owner",
		owner != NULL && row_true(row, 0, "nobody")
			? arena_printf(visit->arena, "%s (no user has this name)", owner)
			: owner,
		NULL);
	fact(doc, facts, "Due", row_text(row, 0, "due"), NULL);
	fact(doc, facts, "State", closed != NULL ? closed : row_text(row, 0, "state"),
		at != NULL ? address(visit->arena, "meetings", at) : NULL);
	fact(doc, facts, "Asked for",
		arena_printf(
			visit->arena, "%s, %s", row_text(row, 0, "committee_name"), row_text(row, 0, "meeting_day")),
		address(visit->arena, "meetings", row_text(row, 0, "meeting")));
	fact(doc, facts, "Item",
		arena_printf(visit->arena, "%s %s", row_text(row, 0, "item_number"), row_string(row, 0, "item_title")),
		NULL);
	fact(doc, facts, "Indicator", ref, address(visit->arena, "performance", "indicators", ref));
	fact(doc, facts, "Budget line", row_text(row, 0, "budget_line"), NULL);
	fact(doc, facts, "Risk", risk, address(visit->arena, "risks", risk));
	html_write(out, doc);
}

static void
progress_write(const struct rows *progress, struct buf *out)
{
	buf_text(out, "<h2 id=\"progress\">Progress</h2>\n");
	if (progress->count == 0)
		buf_text(out, "<p>Nothing has been written yet.</p>\n");
	for (size_t i = 0; i < progress->count; i++) {
		buf_text(out, "<h3>");
		html_text(out, row_text(progress, i, "written"));
		buf_text(out, ", ");
		html_text(out, row_text(progress, i, "author"));
		buf_text(out, "</h3>\n<p class=\"lines\">");
		html_text(out, row_text(progress, i, "text"));
		buf_text(out, "</p>\n");
	}
}

static const char *
action_address(struct visit *visit, const char *item, const char *number)
{
	return address(visit->arena, "meetings", visit_part(visit, 1), "actions", item, number);
}

/* The action's own address, whichever of its forms this is. */
static const char *
own_address(struct visit *visit)
{
	const struct action_key key = key_of(visit);

	return action_address(visit, key.item, key.number);
}

static void
forms_write(struct visit *visit, const struct rows *row, struct buf *out)
{
	const char *own = own_address(visit);

	if (row_true(row, 0, "writes")) {
		visit->filled.spec = &action_progress_spec;
		form_write(visit, out, &visit->filled, &(struct form_place){.action = own});
	}
	if (!row_true(row, 0, "assembles"))
		return;
	buf_text(out, "<p><a href=\"");
	html_attr(out, own);
	buf_text(out, "/closing\">");
	buf_text(out, row_text(row, 0, "closed_words") == NULL ? "Close it" : "Open it again");
	buf_text(out, "</a>, <a href=\"");
	html_attr(out, own);
	buf_text(out, "/change\">change it</a></p>\n");
}

int
action_answer(struct visit *visit)
{
	struct rows row, progress;
	struct buf main;

	if (ask(visit, STMT_ACTION_PAGE, &row) != 0)
		return -1;
	if (ask(visit, STMT_ACTION_PROGRESS_LIST, &progress) != 0)
		return -1;
	buf_init(&main);
	facts_write(visit, &row, &main);
	progress_write(&progress, &main);
	forms_write(visit, &row, &main);
	page_answer(visit,
		&(struct page){.title = row_true(&row, 0, "report_back") ? "Report back" : "Action",
			.subtitle = arena_printf(visit->arena, "%s, %s, item %s", row_text(&row, 0, "committee_name"),
				row_text(&row, 0, "meeting_day"), row_text(&row, 0, "item_number")),
			.main = &main});
	buf_close(&main);
	return 0;
}

static int
done(struct visit *visit, const char *code, const char *of)
{
	return banner_go(visit, code, of, own_address(visit));
}

int
action_progress_post(struct visit *visit)
{
	const struct action_key key = key_of(visit);

	if (db_query(visit->site->db, STMT_ACTION_PROGRESS_ADD,
		    DB_PARAMS(key.meeting, key.item, key.number, form_value(&visit->filled, "text")), NULL, NULL,
		    &visit->err) != 0)
		return form_refused(visit);
	return done(visit, "action-progress", NULL);
}

/* --- entering and changing it --- */

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

/* Of one that is there its own item alone: it is a part of what it is called. */
static int
item_choices(struct visit *visit, const char *own)
{
	struct form_choice *choices;
	size_t count = 0;
	struct rows items;

	if (db_query(visit->site->db, STMT_QUESTION_ITEMS, DB_PARAMS(visit_part(visit, 1)), visit->arena, &items,
		    &visit->err) != 0)
		return -1;
	choices = arena_array(visit->arena, items.count + 1, sizeof(*choices));
	if (own == NULL)
		choices[count++] = (struct form_choice){.value = "", .label = "Choose"};
	for (size_t i = 0; i < items.count; i++)
		if (own == NULL || str_equal(own, row_text(&items, i, "item")))
			choices[count++] = (struct form_choice){
				.value = row_text(&items, i, "item"), .label = row_text(&items, i, "label")};
	form_choices(&visit->filled, "item", count, choices);
	return 0;
}

int
action_form(struct visit *visit)
{
	const struct action_key key = key_of(visit);
	struct rows row;
	struct buf main;

	if (ask(visit, STMT_ACTION_FORM, &row) != 0)
		return -1;
	fill(visit, &action_spec, &row);
	if (item_choices(visit, key.item) != 0)
		return -1;
	buf_init(&main);
	form_page(visit, key.number == NULL ? "Enter an action" : "Change the action", row_text(&row, 0, "title"),
		&main, key.number == NULL ? address(visit->arena, "meetings", key.meeting) : own_address(visit));
	buf_close(&main);
	return 0;
}

int
action_post(struct visit *visit)
{
	const struct form_filled *filled = &visit->filled;
	const struct action_key key = key_of(visit);
	const char *since = form_value(filled, "since"), *owner = form_value(filled, "owner");
	struct rows said;

	if (db_query(visit->site->db, STMT_ACTION_PUT,
		    DB_PARAMS(key.meeting, key.item, key.number, str_blank(since) ? NULL : since,
			    form_value(filled, "item"), form_value(filled, "text"), owner, form_day(filled, "due"),
			    form_value(filled, "report_back"), form_value(filled, "indicator"),
			    form_value(filled, "budget_line"), form_value(filled, "risk")),
		    visit->arena, &said, &visit->err) != 0)
		return form_refused(visit);
	return banner_go(visit, row_true(&said, 0, "nobody") ? "action-nobody" : "action",
		row_true(&said, 0, "nobody") ? owner : NULL,
		action_address(visit, row_text(&said, 0, "item"), row_text(&said, 0, "number")));
}

/* --- closing it --- */

int
action_closing_form(struct visit *visit)
{
	struct rows row;
	struct buf main;

	if (ask(visit, STMT_ACTION_FORM, &row) != 0)
		return -1;
	fill(visit, &action_closing_spec, &row);
	buf_init(&main);
	buf_text(&main, "<p>");
	html_text(&main, row_text(&row, 0, "text"));
	buf_text(&main, "</p>\n");
	form_page(visit, "Close the action", row_text(&row, 0, "title"), &main, own_address(visit));
	buf_close(&main);
	return 0;
}

int
action_closing_post(struct visit *visit)
{
	const struct form_filled *filled = &visit->filled;
	const struct action_key key = key_of(visit);
	const bool reopens = str_equal(field_value(&visit->form, "action"), "reopen");
	const char *day = form_day(filled, "closed");

	if (!reopens && day == NULL)
		return form_refuse(visit, "closed", 422, "Enter the day on which it was closed");
	if (db_query(visit->site->db, STMT_ACTION_CLOSE,
		    DB_PARAMS(key.meeting, key.item, key.number, form_value(filled, "since"), reopens ? NULL : day,
			    reopens ? NULL : form_value(filled, "closed_by")),
		    NULL, NULL, &visit->err) != 0)
		return form_refused(visit);
	return done(visit, reopens ? "action-reopened" : "action-closed", NULL);
}
