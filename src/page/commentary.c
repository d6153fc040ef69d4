/* The commentary of an indicator for a period: what is written, and the form that writes it. */
#include "visit.h"

#include <string.h>

#include "base/str.h"
#include "out/out.h"
#include "report/commentary.h"
#include "report/paper.h"

enum { PARTS = COMMENTARY_KINDS, TEXT_MOST = 20000 };

/* TEXT_MOST percent-encoded is 180,000 bytes at most (see body_limit_kb). */
const struct form_spec commentary_spec = {
	.page = commentary_form,
	.fields = {{.name = "kind", .kind = FIELD_HIDDEN}, {.name = "period", .kind = FIELD_HIDDEN},
		{.name = "since", .kind = FIELD_HIDDEN},
		{.name = "text",
			.kind = FIELD_LINES,
			.label = "The text",
			.missing = "Enter the text",
			.most = TEXT_MOST,
			.attributes = "rows=\"14\" spellcheck=\"true\""}},
	.buttons = {{"preview", "Preview"}, {"save", "Save"}},
};

/* What the page is made of. */
struct commentary {
	struct rows indicator, written;
	bool may;
	size_t part;         /* of the form; PARTS: none */
	struct doc *preview; /* NULL: not asked for */
};

static size_t
part_find(const char *kind)
{
	size_t i = 0;

	while (i < PARTS && !str_equal(commentary_kinds[i].kind, kind))
		i++;
	return i;
}

static int
load(struct visit *visit, struct commentary *c, const char *period)
{
	struct db *db = visit->site->db;
	const char *id;

	if (db_query(db, STMT_INDICATOR, DB_PARAMS(visit->subject, NULL, str_blank(period) ? NULL : period, NULL),
		    visit->arena, &c->indicator, &visit->err) != 0)
		return -1;
	if (c->indicator.count == 0)
		return err_set(&visit->err, ERR_ABSENT, "there is no indicator \"%s\"", visit->subject);
	id = row_text(&c->indicator, 0, "indicator_id");
	if (db_query(db, STMT_COMMENTARY_FOR, DB_PARAMS(id, row_text(&c->indicator, 0, "period_id")), visit->arena,
		    &c->written, &visit->err) != 0)
		return -1;
	c->may = row_true(&c->written, 0, "may");
	return 0;
}

/* Renders a text that was typed as the card will. Not an error: why it cannot be. */
static int
render(struct visit *visit, size_t part, const char *text, struct doc **doc, struct err *why)
{
	struct commentary_part one = {
		.name = arena_printf(visit->arena, "text-%s", commentary_kinds[part].kind), .text = text};

	if (commentary_render(visit->site->db, visit->arena, 1, &one, &visit->err) != 0)
		return -1;
	*doc = one.doc;
	*why = one.why;
	return 0;
}

/* The newest version of a part that is of the page's own period: its file, or "". */
static const char *
own_version(const struct commentary *c, size_t part)
{
	return row_true(&c->written, part, "own") ? row_string(&c->written, part, "file_id") : "";
}

static void
write_written(struct visit *visit, struct buf *out, const struct commentary *c, size_t part, const struct doc *doc)
{
	html_write(out, doc);
	buf_text(out, "<p class=\"hint\">");
	html_text(out,
		arena_printf(visit->arena, "For %s. Loaded by %s on %s. Released: %s. ",
			row_string(&c->written, part, "label"), row_string(&c->written, part, "loaded_by"),
			row_string(&c->written, part, "loaded"), row_string(&c->written, part, "released")));
	buf_text(out, " <a href=\"");
	buf_text(out, visit->request->path);
	buf_text(out, "/versions?period=");
	buf_url(out, row_string(&c->written, part, "period"));
	buf_printf(out, "&amp;kind=%s\">Versions<span class=\"hidden-text\"> of %s</span></a></p>\n",
		commentary_kinds[part].kind, commentary_kinds[part].title);
}

static void
write_part(struct visit *visit, struct buf *out, const struct commentary *c, size_t part,
	const struct commentary_part *shown)
{
	buf_printf(out, "<h2 id=\"%s\">%s</h2>\n", commentary_kinds[part].kind, commentary_kinds[part].title);
	if (shown->text == NULL) {
		buf_text(out, "<p>Nothing has been written yet.</p>\n");
	} else if (shown->doc == NULL) {
		buf_text(out, "<p class=\"error\">What was written cannot be shown: ");
		html_text(out, shown->why.text);
		buf_text(out, "</p>\n");
	} else {
		write_written(visit, out, c, part, shown->doc);
	}
	if (c->may && c->part == PARTS) {
		buf_text(out, "<p><a href=\"?period=");
		buf_url(out, row_text(&c->indicator, 0, "period"));
		buf_printf(out, "&amp;kind=%s\">Write<span class=\"hidden-text\">: %s</span></a></p>\n",
			commentary_kinds[part].kind, commentary_kinds[part].title);
	}
}

/* The parts from `first` on, what is written in them rendered together. */
static int
write_parts(struct visit *visit, struct buf *out, const struct commentary *c, size_t first, size_t count)
{
	struct commentary_part shown[PARTS] = {{0}};

	for (size_t i = first; i < first + count; i++) {
		shown[i].name = arena_printf(visit->arena, "text-%s", commentary_kinds[i].kind);
		shown[i].text = row_text(&c->written, i, "text");
	}
	if (commentary_render(visit->site->db, visit->arena, count, shown + first, &visit->err) != 0)
		return -1;
	for (size_t i = first; i < first + count; i++)
		write_part(visit, out, c, i, &shown[i]);
	return 0;
}

static void
write_form(struct visit *visit, struct buf *out, const struct commentary *c)
{
	const struct form_place place = {.action = visit->request->path};
	struct form_filled *filled = &visit->filled;
	size_t text = form_field(&commentary_spec, "text");

	filled->fields[text].label = commentary_kinds[c->part].title;
	filled->fields[text].hint = arena_printf(visit->arena,
		"%s Markdown; a figure is written {{figure 7.2 2017-01}} and shows what is computed. What is saved is a "
		"new version: earlier ones stay, and members see it after its release. At most 20,000 characters.",
		commentary_kinds[c->part].hint);
	form_set(filled, "kind", commentary_kinds[c->part].kind);
	form_set(filled, "period", row_text(&c->indicator, 0, "period"));
	form_write(visit, out, filled, &place);
}

static int
answer(struct visit *visit, const struct commentary *c)
{
	const char *ref = row_text(&c->indicator, 0, "ref");
	struct buf main;
	int rc = 0;

	buf_init(&main);
	buf_text(&main, "<p><a href=\"/performance/cards/");
	buf_url(&main, ref);
	buf_text(&main, "?period=");
	buf_url(&main, row_text(&c->indicator, 0, "period"));
	buf_text(&main,
		"\">The report card</a>, <a href=\"/performance/commentary\">"
		"what is still to write</a></p>\n");
	if (c->part == PARTS) {
		rc = write_parts(visit, &main, c, 0, PARTS);
	} else {
		if (c->preview != NULL) {
			buf_text(&main,
				"<h2 id=\"preview\">Preview: not saved yet</h2>\n"
				"<div class=\"preview\">\n");
			html_write(&main, c->preview);
			buf_text(&main, "</div>\n");
		} else {
			rc = write_parts(visit, &main, c, c->part, 1);
		}
		write_form(visit, &main, c);
	}
	if (rc == 0)
		page_answer(visit,
			&(struct page){.title = arena_printf(visit->arena, "Commentary: %s %s", ref,
					       row_text(&c->indicator, 0, "name")),
				.subtitle = row_text(&c->indicator, 0, "label"),
				.main = &main});
	buf_close(&main);
	return rc;
}

static const char *
asked(const struct visit *visit, const char *name)
{
	bool sent = visit->request->method == METHOD_POST;

	return field_value(sent ? &visit->form : &visit->request->query, name);
}

static int
load_part(struct visit *visit, struct commentary *c)
{
	const char *kind = asked(visit, "kind");

	if (load(visit, c, asked(visit, "period")) != 0)
		return -1;
	c->part = part_find(kind);
	if (c->part == PARTS)
		return err_set(&visit->err, ERR_INPUT,
			"there is no kind \"%s\": there are why, background, analysis, response, "
			"action, success",
			kind != NULL ? kind : "");
	if (!c->may)
		return err_set(&visit->err, ERR_DENIED,
			"only who leads on this indicator, and analysts, may write its commentary");
	return 0;
}

/* What there is already of this very period is what one goes on writing. */
static void
begin_text(struct visit *visit, const struct commentary *c)
{
	const char *since = own_version(c, c->part);

	visit->filled.spec = &commentary_spec;
	form_set(&visit->filled, "since", since);
	form_set(&visit->filled, "text", *since != '\0' ? row_string(&c->written, c->part, "text") : "");
}

int
commentary_form(struct visit *visit)
{
	struct commentary c = {.part = PARTS};

	if (str_blank(asked(visit, "kind")) && visit->request->method != METHOD_POST)
		return load(visit, &c, asked(visit, "period")) != 0 ? -1 : answer(visit, &c);
	if (load_part(visit, &c) != 0)
		return -1;
	if (visit->request->method != METHOD_POST)
		begin_text(visit, &c);
	return answer(visit, &c);
}

static int
save(struct visit *visit, const struct commentary *c)
{
	struct db *db = visit->site->db;
	const char *since = form_value(&visit->filled, "since"), *own = own_version(c, c->part);
	struct buf location;

	/* A newer version than the writer has seen: theirs is shown, and what was typed stays. */
	if (!str_equal(since != NULL ? since : "", own)) {
		form_set(&visit->filled, "since", own);
		return form_refuse(visit, "text", 409,
			"somebody else has written this meanwhile: theirs is shown above the form; "
			"save again to put yours in its place");
	}
	if (db_query(db, STMT_COMMENTARY_WRITE,
		    DB_PARAMS(row_text(&c->indicator, 0, "indicator_id"), row_text(&c->indicator, 0, "period_id"),
			    commentary_kinds[c->part].kind, form_value(&visit->filled, "text"), since),
		    NULL, NULL, &visit->err) != 0)
		return -1;
	banner_leave(visit, "saved", NULL);
	buf_init(&location);
	buf_printf(&location, "%s?period=", visit->request->path);
	buf_url(&location, row_text(&c->indicator, 0, "period"));
	response_redirect(visit->response, location.data);
	buf_close(&location);
	return 0;
}

int
commentary_post(struct visit *visit)
{
	struct commentary c = {.part = PARTS};
	struct err why = {0};

	if (load_part(visit, &c) != 0 ||
		render(visit, c.part, form_value(&visit->filled, "text"), &c.preview, &why) != 0)
		return -1;
	if (why.code != ERR_NONE)
		return form_refuse(visit, "text", 422, why.text);
	return str_equal(field_value(&visit->form, "action"), "save") ? save(visit, &c) : answer(visit, &c);
}
