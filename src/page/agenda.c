/* Making an agenda: a meeting of a committee, the items in their order, each with a page of its own. */
#include "paper.h"

#include <string.h>

#include "base/address.h"
#include "base/str.h"
#include "out/out.h"

static const char *
agenda_address(const struct visit *visit)
{
	return address(visit->arena, "meetings", visit_part(visit, 1), "agenda");
}

/* The agenda as it is being made, a row an item; one without an item if there is none. */
static int
load_agenda(struct visit *visit, struct rows *agenda)
{
	if (db_query(visit->site->db, STMT_AGENDA_MADE, DB_PARAMS(visit_part(visit, 1)), visit->arena, agenda,
		    &visit->err) != 0)
		return -1;
	if (agenda->count == 0)
		return err_set(&visit->err, ERR_ABSENT, "there is no meeting \"%s\"", visit_part(visit, 1));
	return 0;
}

static bool
has_items(const struct rows *agenda)
{
	return row_text(agenda, 0, "item") != NULL;
}

/* --- the agenda --- */

const struct form_spec agenda_spec = {
	.page = agenda_form,
	.fields = {{.name = "item", .kind = FIELD_HIDDEN, .missing = "The form was not whole"}},
	.buttons = {{"up", "Up"}, {"down", "Down"}},
};

static void
link_write(struct buf *out, const char *address, const char *tail, const char *words, const char *hidden)
{
	buf_text(out, "<a href=\"");
	html_attr(out, address);
	html_attr(out, tail);
	buf_printf(out, "\">%s<span class=\"hidden-text\">", words);
	html_text(out, hidden);
	buf_text(out, "</span></a>");
}

static void
facts_write(struct visit *visit, struct buf *out, const struct rows *agenda, size_t i)
{
	const char *lead = row_text(agenda, i, "lead"),
		   *facts[] = {row_text(agenda, i, "kind_label"),
			   lead != NULL ? arena_printf(visit->arena, "report by the %s", lead) : NULL,
			   row_text(agenda, i, "stands"), row_text(agenda, i, "exempt"),
			   row_text(agenda, i, "education"), row_text(agenda, i, "late")};
	bool first = true;

	buf_text(out, "<p class=\"hint\">");
	for (size_t n = 0; n < sizeof(facts) / sizeof(facts[0]); n++) {
		if (facts[n] == NULL)
			continue;
		buf_text(out, first ? "" : " · ");
		html_text(out, facts[n]);
		first = false;
	}
	buf_text(out, "</p>\n");
}

static void
item_write(struct visit *visit, struct buf *out, const struct rows *agenda, size_t i)
{
	const char *item = row_text(agenda, i, "item"), *number = row_text(agenda, i, "number");
	const char *own = address(visit->arena, "meetings", visit_part(visit, 1), "agenda", item);
	const char *of = arena_printf(visit->arena, " item %s", number);
	struct form_filled filled = {.spec = &agenda_spec, .prefix = arena_printf(visit->arena, "move-%zu", i)};

	buf_text(out, "<li><h3><span class=\"number\">");
	html_text(out, number);
	buf_text(out, "</span> ");
	html_text(out, row_text(agenda, i, "title"));
	buf_text(out, "</h3>\n");
	facts_write(visit, out, agenda, i);
	buf_text(out, "<p>");
	link_write(out, own, "", "Change", of);
	if (row_true(agenda, i, "may_move")) {
		buf_text(out, " ");
		link_write(out, own, "/removal", "Remove", of);
	}
	buf_text(out, "</p>\n");
	if (row_true(agenda, i, "may_move") && agenda->count > 1) {
		form_set(&filled, "item", item);
		form_write(visit, out, &filled,
			&(struct form_place){.action = agenda_address(visit),
				.of = arena_printf(visit->arena, ": item %s", number)});
	}
	buf_text(out, "</li>\n");
}

/* The kinds, in a form that asks for the page of a new item. */
static int
add_write(struct visit *visit, struct buf *out)
{
	struct rows kinds;

	if (db_query(visit->site->db, STMT_ITEM_KINDS, DB_PARAMS(NULL), visit->arena, &kinds, &visit->err) != 0)
		return -1;
	buf_text(out, "<h2>Add an item</h2>\n<form class=\"filter\" method=\"get\" action=\"/meetings/");
	buf_url(out, visit_part(visit, 1));
	buf_text(out,
		"/new-item\">\n<div class=\"field\"><label for=\"kind\">Kind of item</label>\n"
		"<select id=\"kind\" name=\"kind\">\n");
	for (size_t i = 0; i < kinds.count; i++) {
		const char *kind = row_text(&kinds, i, "kind");

		buf_text(out, "<option value=\"");
		html_attr(out, kind);
		buf_printf(out, "\"%s>", str_equal(kind, "report") ? " selected" : "");
		html_text(out, row_text(&kinds, i, "label"));
		buf_text(out, "</option>\n");
	}
	buf_text(out, "</select></div>\n<button type=\"submit\">Add an item</button>\n</form>\n");
	return 0;
}

int
agenda_form(struct visit *visit)
{
	struct rows agenda;
	struct buf main;

	if (load_agenda(visit, &agenda) != 0)
		return -1;
	buf_init(&main);
	buf_text(&main,
		row_true(&agenda, 0, "is_published")
			? "<p>This agenda is published. What is added now is marked as late, and what stands keeps its place "
			  "and number.</p>\n"
			: "<p>This agenda is not published yet: items are numbered in their order.</p>\n");
	buf_text(&main,
		has_items(&agenda) ? "<h2>Items</h2>\n<ol class=\"items\">\n" : "<p>There are no items yet.</p>\n");
	for (size_t i = 0; has_items(&agenda) && i < agenda.count; i++)
		item_write(visit, &main, &agenda, i);
	buf_text(&main, has_items(&agenda) ? "</ol>\n" : "");
	if (add_write(visit, &main) != 0) {
		buf_close(&main);
		return -1;
	}
	buf_text(&main, "<p><a href=\"/meetings/");
	buf_url(&main, visit_part(visit, 1));
	buf_text(&main, "/preflight\">Preflight: what would stop its publication</a></p>\n<p><a href=\"/meetings/");
	buf_url(&main, visit_part(visit, 1));
	buf_text(&main, "\">The meeting</a></p>\n");
	page_answer(visit,
		&(struct page){
			.title = "Make the agenda", .subtitle = row_text(&agenda, 0, "meeting_title"), .main = &main});
	buf_close(&main);
	return 0;
}

int
agenda_post(struct visit *visit)
{
	const char *down = str_equal(field_value(&visit->form, "action"), "down") ? "true" : "false";
	struct rows said;

	if (db_query(visit->site->db, STMT_AGENDA_ITEM_MOVE,
		    DB_PARAMS(visit_part(visit, 1), form_value(&visit->filled, "item"), down), visit->arena, &said,
		    &visit->err) != 0)
		return form_refused(visit);
	return banner_go(visit, "moved", NULL, agenda_address(visit));
}

/* --- an item --- */

enum { TEXT_MOST = 10000 };

static const struct form_choice yes_no[] = {{"no", "No", NULL, NULL}, {"yes", "Yes", NULL, NULL}, {0}};

#define ITEM_FIELDS                                                                                                    \
	{.name = "title", .label = "Title", .missing = "Enter the title", .most = 500},                                \
		{.name = "kind", .kind = FIELD_SELECT, .label = "Kind of item", .missing = "Choose what kind it is"},  \
		{.name = "lead",                                                                                       \
			.label = "Report by (optional)",                                                               \
			.hint = "The post, such as Executive Director of Children's Services.",                        \
			.most = 300},                                                                                  \
		{.name = "words",                                                                                      \
			.kind = FIELD_LINES,                                                                           \
			.label = "Words under it (optional)",                                                          \
			.hint = "Printed in the agenda: guidance, deadlines, where to send questions.",                \
			.most = TEXT_MOST,                                                                             \
			.attributes = "rows=\"4\" spellcheck=\"true\""},                                               \
		{.name = "recommendations",                                                                            \
			.kind = FIELD_LINES,                                                                           \
			.label = "Recommendations (optional)",                                                         \
			.hint = "What the committee is asked to resolve.",                                             \
			.most = TEXT_MOST,                                                                             \
			.attributes = "rows=\"4\" spellcheck=\"true\""},                                               \
		{.name = "report", .kind = FIELD_SELECT, .label = "Paper"},                                            \
		{.name = "follows",                                                                                    \
			.kind = FIELD_DAY,                                                                             \
			.label = "The paper is to follow by (optional)",                                               \
			.hint = "Such as 8 March 2017.",                                                               \
			.attributes = "autocomplete=\"off\""},                                                         \
		{.name = "late_reason",                                                                                \
			.kind = FIELD_LINES,                                                                           \
			.label = "Why it is late (optional)",                                                          \
			.hint = "Needed where it comes later than the notice that the law asks for; the agenda "       \
				"prints it.",                                                                          \
			.most = 2000,                                                                                  \
			.attributes = "rows=\"2\" spellcheck=\"true\""},                                               \
		{.name = "education",                                                                                  \
			.kind = FIELD_RADIOS,                                                                          \
			.label = "Is it an education matter?",                                                         \
			.hint = "On one that is, church and parent-governor representatives may vote.",                \
			.choices = yes_no},                                                                            \
		{.name = "exempt_paragraph",                                                                           \
			.kind = FIELD_SELECT,                                                                          \
			.label = "Exempt under paragraph (Schedule 12A)",                                              \
			.choices = exempt_paragraphs},                                                                 \
		{.name = "exempt_reason",                                                                              \
			.kind = FIELD_LINES,                                                                           \
			.label = "What in it is exempt",                                                               \
			.hint = "Only of an exempt item. Public: name nobody.",                                        \
			.most = 2000,                                                                                  \
			.attributes = "rows=\"2\" spellcheck=\"true\""},                                               \
		{.name = "public_interest",                                                                            \
			.kind = FIELD_LINES,                                                                           \
			.label = "Why that outweighs the public interest in it",                                       \
			.hint = "Only of an exempt item.",                                                             \
			.most = 2000,                                                                                  \
			.attributes = "rows=\"2\" spellcheck=\"true\""},                                               \
		{.name = "audience",                                                                                   \
			.kind = FIELD_SELECT,                                                                          \
			.label = EXEMPT_AUDIENCE_LABEL ", if it is exempt",                                            \
			.hint = EXEMPT_AUDIENCE_HINT},                                                                 \
		{.name = "audience_names",                                                                             \
			.kind = FIELD_LINES,                                                                           \
			.label = "Their names, if named persons may read it",                                          \
			.hint = EXEMPT_NAMES_HINT,                                                                     \
			.most = 2000,                                                                                  \
			.attributes = "rows=\"2\""},                                                                   \
		{.name = "approved_by", .label = "Exemption approved by", .most = 300},                                \
		{.name = "review",                                                                                     \
			.kind = FIELD_DAY,                                                                             \
			.label = "Exemption reviewed on",                                                              \
			.attributes = "autocomplete=\"off\""},                                                         \
	{                                                                                                              \
		.name = "since", .kind = FIELD_HIDDEN                                                                  \
	}

const struct form_spec agenda_item_spec = {
	.page = agenda_item_form,
	.fields = {ITEM_FIELDS},
	.buttons = {{NULL, "Save"}},
};
const struct form_spec agenda_new_spec = {
	.page = agenda_new_form,
	.fields = {ITEM_FIELDS, {.name = "after", .kind = FIELD_SELECT, .label = "Where it stands"}},
	.buttons = {{NULL, "Add it"}},
};

/* What the page of an item is made of. */
struct item_page {
	struct rows agenda, held, kinds, papers, audiences;
};

/* All that the page needs, at once; item NULL: a new one of a kind. */
static int
item_load(struct visit *visit, const char *item, const char *kind, struct item_page *page)
{
	struct db *db = visit->site->db;

	if (audiences_ask(visit, &page->audiences) != 0 ||
		db_ask(db, STMT_ITEM_KINDS, DB_PARAMS(NULL), visit->arena, &page->kinds, &visit->err) != 0 ||
		db_ask(db, STMT_PAPERS_NAMED, DB_PARAMS(NULL), visit->arena, &page->papers, &visit->err) != 0 ||
		db_ask(db, STMT_AGENDA_ITEM_FILLED, DB_PARAMS(visit_part(visit, 1), item, kind), visit->arena,
			&page->held, &visit->err) != 0 ||
		load_agenda(visit, &page->agenda) != 0)
		return -1;
	audiences_offer(visit, &page->audiences);
	if (page->held.count > 0)
		return 0;
	return item != NULL ? err_set(&visit->err, ERR_ABSENT, "the agenda of \"%s\" has no item \"%s\"",
				      visit_part(visit, 1), item)
			    : err_set(&visit->err, ERR_INPUT, "there is no kind of item \"%s\"", kind);
}

/* The rows' values, after one that is none. */
static void
choose(struct visit *visit, const char *name, const struct rows *rows, const char *value, const char *label,
	const char *none)
{
	struct form_choice *choices = arena_array(visit->arena, rows->count + 1, sizeof(*choices));
	size_t count = 0;

	if (none != NULL)
		choices[count++] = (struct form_choice){.value = "", .label = none};
	for (size_t i = 0; i < rows->count && row_text(rows, i, value) != NULL; i++)
		choices[count++] =
			(struct form_choice){.value = row_text(rows, i, value), .label = row_text(rows, i, label)};
	form_choices(&visit->filled, name, count, choices);
}

/* As it stands, unless something was typed; what it was filled from is known again when it is sent. */
static void
item_fill(struct visit *visit, const struct item_page *page)
{
	static const char *const names[] = {"title", "kind", "lead", "words", "recommendations", "report", "follows",
		"exempt_paragraph", "exempt_reason", "public_interest", "audience", "audience_names", "approved_by",
		"review", "late_reason", "education"};

	choose(visit, "kind", &page->kinds, "kind", "label", NULL);
	choose(visit, "report", &page->papers, "paper", "paper", "None yet");
	form_set(&visit->filled, "since", row_text(&page->held, 0, "version"));
	if (visit->request->method == METHOD_POST)
		return;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		form_set(&visit->filled, names[i], row_text(&page->held, 0, names[i]));
}

static void
item_page(struct visit *visit, const char *title, const struct item_page *page)
{
	struct buf main;

	buf_init(&main);
	form_page(visit, title, row_text(&page->agenda, 0, "meeting_title"), &main, agenda_address(visit));
	buf_close(&main);
}

int
agenda_new_form(struct visit *visit)
{
	const bool sent = visit->request->method == METHOD_POST;
	const char *kind = field_value(sent ? &visit->form : &visit->request->query, "kind");
	struct item_page page;

	visit->filled.spec = &agenda_new_spec;
	if (item_load(visit, NULL, str_blank(kind) ? "report" : kind, &page) != 0)
		return -1;
	item_fill(visit, &page);
	choose(visit, "after", &page.agenda, "item", "after", "At the end");
	item_page(visit, "Add an item", &page);
	return 0;
}

int
agenda_item_form(struct visit *visit)
{
	struct item_page page;

	visit->filled.spec = &agenda_item_spec;
	if (item_load(visit, visit_part(visit, 3), NULL, &page) != 0)
		return -1;
	item_fill(visit, &page);
	item_page(visit, "Change an item", &page);
	return 0;
}

/* item: NULL, a new one */
static int
item_save(struct visit *visit, const char *item, const char *after)
{
	const struct form_filled *f = &visit->filled;
	struct rows saved;

	if (db_query(visit->site->db, STMT_AGENDA_ITEM_SAVE,
		    DB_PARAMS(visit_part(visit, 1), item, form_value(f, "since"), str_blank(after) ? NULL : after,
			    form_value(f, "title"), form_value(f, "kind"), form_value(f, "lead"),
			    form_value(f, "words"), form_value(f, "recommendations"), form_value(f, "report"),
			    form_day(f, "follows"), form_value(f, "exempt_paragraph"), form_value(f, "exempt_reason"),
			    form_value(f, "public_interest"), form_value(f, "approved_by"), form_day(f, "review"),
			    form_value(f, "late_reason"), form_value(f, "education"), form_value(f, "audience"),
			    form_value(f, "audience_names")),
		    visit->arena, &saved, &visit->err) != 0)
		return form_refused(visit);
	return banner_go(visit, "item-saved", row_text(&saved, 0, "number"), agenda_address(visit));
}

int
agenda_new_post(struct visit *visit)
{
	return item_save(visit, NULL, form_value(&visit->filled, "after"));
}

int
agenda_item_post(struct visit *visit)
{
	return item_save(visit, visit_part(visit, 3), NULL);
}

const struct form_spec agenda_removal_spec = {
	.page = agenda_removal_form,
	.buttons = {{NULL, "Remove it"}},
};

int
agenda_removal_form(struct visit *visit)
{
	struct rows held;
	struct buf main;

	if (db_query(visit->site->db, STMT_AGENDA_ITEM_FILLED,
		    DB_PARAMS(visit_part(visit, 1), visit_part(visit, 3), NULL), visit->arena, &held, &visit->err) != 0)
		return -1;
	if (held.count == 0)
		return err_set(&visit->err, ERR_ABSENT, "the agenda of \"%s\" has no item \"%s\"", visit_part(visit, 1),
			visit_part(visit, 3));
	visit->filled.spec = &agenda_removal_spec;
	buf_init(&main);
	buf_text(&main, "<p>The item is taken off the agenda, and those after it move up. Its paper is kept.</p>\n");
	form_page(visit, "Remove this item?", row_text(&held, 0, "title"), &main, agenda_address(visit));
	buf_close(&main);
	return 0;
}

int
agenda_removal_post(struct visit *visit)
{
	struct rows said;

	if (db_query(visit->site->db, STMT_AGENDA_ITEM_REMOVE, DB_PARAMS(visit_part(visit, 1), visit_part(visit, 3)),
		    visit->arena, &said, &visit->err) != 0)
		return form_refused(visit);
	return banner_go(visit, "item-removed", NULL, agenda_address(visit));
}
