/* The record of a meeting as its clerk writes it: all of it on a page, with the way to a form for each part. */
#include "minutes.h"

#include <string.h>

#include "base/address.h"
#include "base/str.h"
#include "out/out.h"

/* --- shared --- */

const struct minutes_form *
minutes_form_find(const struct visit *visit)
{
	const char *name = visit_part(visit, 4);
	const struct minutes_form *form = minutes_forms;

	while (form->name != NULL && !str_equal(form->name, name))
		form++;
	return form->name != NULL ? form : NULL;
}

int
minutes_load(struct visit *visit, struct rows *meeting)
{
	if (db_query(visit->site->db, STMT_MINUTES_SCOPE, DB_PARAMS(visit->subject), visit->arena, meeting,
		    &visit->err) != 0)
		return -1;
	if (meeting->count == 0)
		return err_set(&visit->err, ERR_ABSENT, "there is no meeting \"%s\"", visit->subject);
	return 0;
}

static bool
is_offered(const struct rows *choices, size_t i, const char *what)
{
	return strstr(what, row_string(choices, i, "what")) != NULL;
}

void
minutes_offer(struct visit *visit, const struct rows *choices, const char *field, const char *what, const char *none)
{
	struct form_choice *list = arena_array(visit->arena, choices->count + 1, sizeof(*list));
	size_t count = 0;

	if (none != NULL)
		list[count++] = (struct form_choice){.value = "", .label = none};
	for (size_t i = 0; i < choices->count; i++)
		if (is_offered(choices, i, what))
			list[count++] = (struct form_choice){
				.value = row_text(choices, i, "value"), .label = row_text(choices, i, "label")};
	form_choices(&visit->filled, field, count, list);
}

const char *
minutes_number(const char *sent)
{
	if (str_blank(sent) || strlen(sent) > 18 || strspn(sent, "0123456789") != strlen(sent))
		return NULL;
	return sent;
}

static const char *
edit_address(const struct visit *visit)
{
	return address(visit->arena, "meetings", visit->subject, "minutes", "edit");
}

int
minutes_done(struct visit *visit, const char *said)
{
	return banner_go(visit, "minuted", said, edit_address(visit));
}

void
minutes_page(struct visit *visit, const struct rows *meeting, const char *title, struct buf *main)
{
	const struct form_place place = {.action = visit->request->path};

	form_write(visit, main, &visit->filled, &place);
	buf_text(main, "<p><a href=\"");
	html_attr(main, edit_address(visit));
	buf_text(main, "\">Back to the record, and change nothing</a></p>\n");
	page_answer(visit, &(struct page){.title = title, .subtitle = row_text(meeting, 0, "title"), .main = main});
}

/* --- all of it --- */

struct record {
	struct rows meeting, lines;
};

/* A way to a form; name and value: what it begins with; NULL. `of`: what a screen reader is told behind it; NULL. */
static void
way_write(const struct visit *visit, struct buf *out, const char *form, const char *query, const char *text,
	const char *of)
{
	buf_text(out, "<a href=\"");
	html_attr(out, edit_address(visit));
	buf_printf(out, "/%s%s\">", form, query);
	html_text(out, text);
	if (of != NULL) {
		buf_text(out, "<span class=\"hidden-text\"> ");
		html_text(out, of);
		buf_text(out, "</span>");
	}
	buf_text(out, "</a>");
}

/* The lines from `*at` on that belong to an item (NULL: before all items), each with the way to change it. */
static void
lines_write(const struct visit *visit, struct buf *out, const struct rows *lines, size_t *at, const char *kind)
{
	bool any = false;

	for (; *at < lines->count && row_text(lines, *at, "form") != NULL; (*at)++) {
		const char *label = row_string(lines, *at, "label"), *entry = row_string(lines, *at, "entry");

		if (kind != NULL && !str_equal(row_text(lines, *at, "kind"), kind))
			break;
		buf_text(out, any ? "" : "<ul class=\"record\">\n");
		any = true;
		buf_text(out, "<li><strong>");
		html_text(out, label);
		buf_text(out, "</strong> ");
		html_text(out, row_string(lines, *at, "words"));
		buf_text(out, " ");
		way_write(visit, out, row_string(lines, *at, "form"), arena_printf(visit->arena, "?entry=%s", entry),
			"Change", label);
		buf_text(out, "</li>\n");
	}
	buf_text(out, any ? "</ul>\n" : "");
}

/* Item and number, as parameters of an address. */
static const char *
begun_with(struct arena *arena, const char *item, const char *number)
{
	struct buf query;
	const char *text;

	buf_init(&query);
	buf_text(&query, "?item=");
	buf_url(&query, item);
	if (number != NULL) {
		buf_text(&query, "&amp;number=");
		buf_url(&query, number);
	}
	text = arena_bytes(arena, query.data, query.length);
	buf_close(&query);
	return text;
}

static void
item_ways(const struct visit *visit, struct buf *out, const struct rows *lines, size_t i)
{
	const char *item = row_string(lines, i, "item"), *next = row_text(lines, i, "next");
	const char *of = *item == '\0' ? "of the meeting itself"
				       : arena_printf(visit->arena, "under item %s", row_string(lines, i, "label"));

	buf_text(out, "<p class=\"ways\">");
	way_write(visit, out, "paragraph", begun_with(visit->arena, item, next), "Add a paragraph", of);
	if (*item != '\0') {
		buf_text(out, " · ");
		way_write(visit, out, "motion", begun_with(visit->arena, item, NULL), "Add a motion", of);
		buf_text(out, " · ");
		way_write(visit, out, "resolution", begun_with(visit->arena, item, NULL), "Add a resolution", of);
	}
	buf_text(out, "</p>\n");
}

static void
items_write(const struct visit *visit, struct buf *out, const struct rows *lines, size_t at)
{
	while (at < lines->count) {
		const size_t item = at++;
		const char *title = row_text(lines, item, "title");

		buf_text(out, "<h3>");
		html_text(out,
			title == NULL ? "The meeting itself: order, adjournments, its end"
				      : arena_printf(visit->arena, "%s %s", row_string(lines, item, "label"), title));
		buf_text(out, "</h3>\n");
		lines_write(visit, out, lines, &at, NULL);
		item_ways(visit, out, lines, item);
	}
}

static const char *
state_words(struct arena *arena, const struct rows *meeting)
{
	const char *state = row_text(meeting, 0, "state"), *day = row_text(meeting, 0, "confirmed");

	if (str_equal(state, "confirmed"))
		return arena_printf(
			arena, "They were confirmed on %s, and are left as they are.", day != NULL ? day : "");
	return str_equal(state, "circulated")
		? "They are circulated: everybody who sees meetings reads them, and the pack of the next meeting prints "
		  "them."
		: "They are a draft: committee officers and chief officers alone read them.";
}

static void
record_write(const struct visit *visit, struct buf *out, const struct record *r)
{
	size_t at = 0;

	buf_text(out, "<p>");
	html_text(out, state_words(visit->arena, &r->meeting));
	buf_text(out, " ");
	way_write(visit, out, "state", "", "Circulate, confirm or take back", NULL);
	buf_text(out, "</p>\n<p><a href=\"/meetings/");
	buf_url(out, visit->subject);
	buf_text(out, "/minutes\">The minutes as they are read</a></p>\n<h2>Who was there</h2>\n");
	lines_write(visit, out, &r->lines, &at, "attending");
	buf_text(out, "<p class=\"ways\">");
	way_write(visit, out, "attendance", "", "Present and apologies", NULL);
	buf_text(out, " · ");
	way_write(visit, out, "attending", "", "Add a substitute, or somebody in attendance", NULL);
	buf_text(out, "</p>\n<h2>Interests declared</h2>\n");
	lines_write(visit, out, &r->lines, &at, "declaration");
	buf_text(out, "<p class=\"ways\">");
	way_write(visit, out, "declaration", "", "Add a declaration", NULL);
	buf_text(out, "</p>\n<h2>Minutes</h2>\n");
	items_write(visit, out, &r->lines, at);
}

int
minutes_record(struct visit *visit)
{
	struct record r;
	struct buf main;

	if (minutes_load(visit, &r.meeting) != 0 ||
		db_query(visit->site->db, STMT_MINUTES_RECORD, DB_PARAMS(visit->subject), visit->arena, &r.lines,
			&visit->err) != 0)
		return -1;
	buf_init(&main);
	record_write(visit, &main, &r);
	page_answer(visit,
		&(struct page){
			.title = "Write the minutes", .subtitle = row_text(&r.meeting, 0, "title"), .main = &main});
	buf_close(&main);
	return 0;
}
