/* The versions of a commentary: who wrote which when, what was changed between two, and taking one's own back. */
#include "visit.h"

#include <string.h>

#include "base/str.h"
#include "changes.h"
#include "out/out.h"
#include "report/commentary.h"

const struct form_spec versions_spec = {
	.fields = {{.name = "kind", .kind = FIELD_HIDDEN, .missing = "The form was not whole"},
		{.name = "period", .kind = FIELD_HIDDEN, .missing = "The form was not whole"},
		{.name = "since", .kind = FIELD_HIDDEN, .missing = "The form was not whole"}},
	.buttons = {{NULL, "Take back the newest version"}},
};

struct versions {
	struct rows indicator, list;
	const struct commentary_kind *kind;
};

static const struct commentary_kind *
kind_find(const char *name)
{
	for (size_t i = 0; i < COMMENTARY_KINDS; i++)
		if (str_equal(commentary_kinds[i].kind, name))
			return &commentary_kinds[i];
	return NULL;
}

static int
load(struct visit *visit, const struct fields *asked, struct versions *v)
{
	struct db *db = visit->site->db;
	const char *period = field_value(asked, "period");

	v->kind = kind_find(field_value(asked, "kind"));
	if (v->kind == NULL)
		return err_set(&visit->err, ERR_INPUT,
			"which commentary is meant is not said: kind is why, background, analysis, response, action or success");
	if (db_query(db, STMT_INDICATOR, DB_PARAMS(visit->subject, NULL, str_blank(period) ? NULL : period, NULL),
		    visit->arena, &v->indicator, &visit->err) != 0)
		return -1;
	if (v->indicator.count == 0)
		return err_set(&visit->err, ERR_ABSENT, "there is no indicator \"%s\"", visit->subject);
	return db_query(db, STMT_COMMENTARY_VERSIONS,
		DB_PARAMS(row_text(&v->indicator, 0, "indicator_id"), row_text(&v->indicator, 0, "period_id"),
			v->kind->kind),
		visit->arena, &v->list, &visit->err);
}

/* --- the list --- */

static const char *
released_words(struct arena *arena, const struct rows *list, size_t i)
{
	return row_true(list, i, "is_released") ? arena_printf(arena, "released %s", row_text(list, i, "released"))
						: "not released: members do not see it";
}

static void
address_of(struct buf *out, const struct visit *visit, const struct versions *v)
{
	html_attr(out, visit->request->path);
	buf_text(out, "?period=");
	buf_url(out, row_text(&v->indicator, 0, "period"));
	buf_printf(out, "&amp;kind=%s", v->kind->kind);
}

static void
line_write(struct visit *visit, struct buf *out, const struct versions *v, size_t i)
{
	buf_text(out, "<li>");
	html_text(out,
		arena_printf(visit->arena, "%s by %s, %s", row_text(&v->list, i, "loaded"),
			row_text(&v->list, i, "loaded_by"), released_words(visit->arena, &v->list, i)));
	if (*row_text(&v->list, i, "text") == '\0')
		buf_text(out, ": the text was taken back");
	if (i + 1 < v->list.count) {
		buf_text(out, ". <a href=\"");
		address_of(out, visit, v);
		buf_printf(out, "&amp;from=%s&amp;to=%s\">", row_text(&v->list, i + 1, "file_id"),
			row_text(&v->list, i, "file_id"));
		buf_printf(out, "What was changed<span class=\"hidden-text\"> in the version of %s</span></a>",
			row_text(&v->list, i, "loaded"));
	}
	buf_text(out, "</li>\n");
}

/* --- two of them --- */

/* The version of that file; `otherwise` where none is asked for. */
static size_t
version_find(struct visit *visit, const struct versions *v, const char *name, size_t otherwise)
{
	const char *asked = field_value(&visit->request->query, name);

	for (size_t i = 0; i < v->list.count; i++)
		if (str_equal(row_text(&v->list, i, "file_id"), asked))
			return i;
	if (!str_blank(asked))
		err_set(&visit->err, ERR_ABSENT, "there is no such version of this commentary");
	return otherwise;
}

static void
choice_write(struct visit *visit, struct buf *out, const struct versions *v, const char *name, const char *label,
	size_t chosen)
{
	buf_printf(out, "<div class=\"field\"><label for=\"%s\">%s</label>\n<select id=\"%s\" name=\"%s\">\n", name,
		label, name, name);
	for (size_t i = 0; i < v->list.count; i++) {
		buf_printf(out, "<option value=\"%s\"%s>", row_text(&v->list, i, "file_id"),
			i == chosen ? " selected" : "");
		html_text(out,
			arena_printf(visit->arena, "%s by %s", row_text(&v->list, i, "loaded"),
				row_text(&v->list, i, "loaded_by")));
		buf_text(out, "</option>\n");
	}
	buf_text(out, "</select></div>\n");
}

static void
choice_form(struct visit *visit, struct buf *out, const struct versions *v, size_t from, size_t to)
{
	buf_text(out, "<form class=\"filter\" method=\"get\">\n<input type=\"hidden\" name=\"period\" value=\"");
	html_attr(out, row_text(&v->indicator, 0, "period"));
	buf_printf(out, "\">\n<input type=\"hidden\" name=\"kind\" value=\"%s\">\n", v->kind->kind);
	choice_write(visit, out, v, "from", "From the version of", from);
	choice_write(visit, out, v, "to", "to the version of", to);
	buf_text(out, "<button type=\"submit\">Compare</button>\n</form>\n");
}

static void
compare_write(struct visit *visit, struct buf *out, const struct versions *v, size_t from, size_t to)
{
	const char *before = row_text(&v->list, from, "text"), *after = row_text(&v->list, to, "text");

	buf_text(out, "<h2 id=\"changes\">What was changed</h2>\n");
	choice_form(visit, out, v, from, to);
	if (str_equal(before, after)) {
		buf_text(out, "<p>Both have the same words.</p>\n");
	} else {
		buf_text(out,
			"<p class=\"hint\">What is new is underlined, what is gone is struck through.</p>\n"
			"<div class=\"changes\">");
		changes_write(out, visit->arena, before, after);
		buf_text(out, "</div>\n");
	}
}

/* --- the page --- */

static void
take_back_write(struct visit *visit, struct buf *out, const struct versions *v)
{
	const struct form_place place = {.action = visit->request->path};
	bool first = v->list.count == 1 || *row_text(&v->list, 1, "text") == '\0';

	if (!row_true(&v->list, 0, "may_take_back"))
		return;
	visit->filled.spec = &versions_spec;
	form_set(&visit->filled, "kind", v->kind->kind);
	form_set(&visit->filled, "period", row_text(&v->indicator, 0, "period"));
	form_set(&visit->filled, "since", row_text(&v->list, 0, "file_id"));
	buf_text(out, "<h2 id=\"take-back\">Take it back</h2>\n<p>");
	buf_text(out,
		first ? "The newest version is yours and is not released. If you take it back, nothing is written; what "
			"you wrote stays in this list."
		      : "The newest version is yours and is not released. If you take it back, the words of the one "
			"before it hold again, as a new version; what you wrote stays in this list.");
	buf_text(out, "</p>\n");
	form_write(visit, out, &visit->filled, &place);
}

static void
single_write(struct buf *out, const struct versions *v)
{
	buf_text(out, "<h2 id=\"text\">Its text</h2>\n<div class=\"changes\">");
	html_text(out, row_text(&v->list, 0, "text"));
	buf_text(out, "</div>\n");
}

static void
list_write(struct visit *visit, struct buf *out, const struct versions *v, size_t from, size_t to)
{
	if (v->list.count == 0) {
		buf_text(out, "<p>Nothing has been written for this period.</p>\n");
		return;
	}
	buf_text(out, "<ol class=\"versions\" reversed>\n");
	for (size_t i = 0; i < v->list.count; i++)
		line_write(visit, out, v, i);
	buf_text(out, "</ol>\n");
	if (v->list.count == 1)
		single_write(out, v);
	else
		compare_write(visit, out, v, from, to);
	take_back_write(visit, out, v);
}

int
versions_answer(struct visit *visit)
{
	struct versions v;
	struct buf main;
	size_t from, to;

	if (load(visit, &visit->request->query, &v) != 0)
		return -1;
	to = version_find(visit, &v, "to", 0);
	from = version_find(visit, &v, "from", v.list.count > to + 1 ? to + 1 : to);
	if (visit->err.code != ERR_NONE)
		return -1;
	buf_init(&main);
	buf_text(&main, "<p><a href=\"/performance/indicators/");
	buf_url(&main, row_text(&v.indicator, 0, "ref"));
	buf_text(&main, "/commentary?period=");
	buf_url(&main, row_text(&v.indicator, 0, "period"));
	buf_text(&main, "\">The commentary</a></p>\n");
	list_write(visit, &main, &v, from, to);
	page_answer(visit,
		&(struct page){.title = arena_printf(visit->arena, "Versions of %s: %s %s", v.kind->title,
				       row_text(&v.indicator, 0, "ref"), row_text(&v.indicator, 0, "name")),
			.subtitle = row_text(&v.indicator, 0, "label"),
			.main = &main});
	buf_close(&main);
	return 0;
}

int
versions_post(struct visit *visit)
{
	struct versions v;
	struct buf location;

	if (load(visit, &visit->form, &v) != 0)
		return -1;
	if (db_query(visit->site->db, STMT_COMMENTARY_TAKE_BACK,
		    DB_PARAMS(row_text(&v.indicator, 0, "indicator_id"), row_text(&v.indicator, 0, "period_id"),
			    v.kind->kind, form_value(&visit->filled, "since")),
		    NULL, NULL, &visit->err) != 0)
		return -1;
	banner_leave(visit, "taken-back", NULL);
	buf_init(&location);
	buf_printf(&location, "%s?kind=%s&period=", visit->request->path, v.kind->kind);
	buf_url(&location, row_text(&v.indicator, 0, "period"));
	response_redirect(visit->response, location.data);
	buf_close(&location);
	return 0;
}
