/* The commentary of an indicator for a period: what is written, and the form that writes it. */
#include "visit.h"

#include <string.h>

#include "base/str.h"
#include "out/out.h"
#include "report/commentary.h"
#include "report/paper.h"
#include "template.h"

/* TEXT_MOST as the form promises it; percent-encoded it is 180,000 bytes at most (see body_limit_kb). */
enum { PARTS = COMMENTARY_KINDS, TEXT_MOST = 20000 };

/* What the page is made of; `typed` and what follows only where the form is shown. */
struct commentary {
	struct rows indicator, written;
	bool may;
	size_t part;         /* of the form; PARTS: none */
	const char *typed;   /* what stands in it */
	const char *since;   /* the file of the version that its writer has seen; "" */
	const char *error;   /* NULL: nothing is wrong */
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
		arena_printf(visit->arena, "For %s. Loaded by %s on %s. Released: %s.",
			row_string(&c->written, part, "label"), row_string(&c->written, part, "loaded_by"),
			row_string(&c->written, part, "loaded"), row_string(&c->written, part, "released")));
	buf_text(out, "</p>\n");
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
write_error(struct buf *out, const struct commentary *c)
{
	if (c->error == NULL)
		return;
	buf_text(out,
		"<div class=\"error-summary\" role=\"alert\" aria-labelledby=\"error-title\">\n"
		"<h2 id=\"error-title\">There is a problem</h2>\n<ul>\n<li><a href=\"#text\">");
	html_text(out, c->error);
	buf_text(out, "</a></li>\n</ul>\n</div>\n");
}

static void
write_form(struct visit *visit, struct buf *out, const struct commentary *c)
{
	struct buf token, error;

	buf_init(&token);
	buf_init(&error);
	visit_token_field(visit, &token);
	if (c->error != NULL) {
		buf_text(&error,
			"<p class=\"error\" id=\"text-error\"><span class=\"hidden-text\">"
			"Error: </span>");
		html_text(&error, c->error);
		buf_text(&error, "</p>\n");
	}
	template_write(out, "commentary.html",
		TEMPLATE_SLOTS({"action", visit->request->path}, {"token", token.data},
			{"kind", commentary_kinds[c->part].kind}, {"title", commentary_kinds[c->part].title},
			{"hint", commentary_kinds[c->part].hint}, {"period", row_text(&c->indicator, 0, "period")},
			{"since", c->since}, {"error", error.data}, {"text", c->typed},
			{"described", c->error != NULL ? " aria-invalid=\"true\"" : ""},
			{"describedby", c->error != NULL ? "text-error text-hint" : "text-hint"}));
	buf_close(&token);
	buf_close(&error);
}

static int
answer(struct visit *visit, const struct commentary *c)
{
	const char *ref = row_text(&c->indicator, 0, "ref");
	struct buf main;
	int rc = 0;

	buf_init(&main);
	write_error(&main, c);
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
				.main = &main,
				.problem = c->error != NULL ? "Error: " : NULL});
	buf_close(&main);
	return rc;
}

int
commentary_form(struct visit *visit)
{
	const char *kind = field_value(&visit->request->query, "kind");
	struct commentary c = {.part = PARTS, .since = "", .typed = ""};

	if (load(visit, &c, field_value(&visit->request->query, "period")) != 0)
		return -1;
	if (str_blank(kind))
		return answer(visit, &c);
	c.part = part_find(kind);
	if (c.part == PARTS)
		return err_set(&visit->err, ERR_INPUT,
			"there is no kind \"%s\": there are why, background, analysis, response, "
			"action, success",
			kind);
	if (!c.may)
		return err_set(&visit->err, ERR_DENIED,
			"only who leads on this indicator, and analysts, may write its commentary");
	c.since = own_version(&c, c.part);
	if (*c.since != '\0')
		c.typed = row_string(&c.written, c.part, "text");
	return answer(visit, &c);
}

static int
refuse(struct visit *visit, struct commentary *c, unsigned status, const char *error)
{
	char *text = arena_string(visit->arena, error);

	if (*text >= 'a' && *text <= 'z')
		*text = (char)(*text - 'a' + 'A');
	c->error = text;
	visit->response->status = status;
	return answer(visit, c);
}

/* Browsers send CR LF; Markdown is kept with LF. */
static const char *
text_read(struct visit *visit)
{
	const char *sent = field_value(&visit->form, "text");
	char *text = arena_string(visit->arena, sent != NULL ? sent : ""), *to = text;

	for (const char *from = text; *from != '\0'; from++)
		if (*from != '\r')
			*to++ = *from;
	*to = '\0';
	return text;
}

static int
save(struct visit *visit, struct commentary *c)
{
	struct db *db = visit->site->db;
	struct buf location;

	/* A newer version than the writer has seen: theirs is shown, and what was typed stays. */
	if (!str_equal(c->since, own_version(c, c->part))) {
		c->since = own_version(c, c->part);
		c->preview = NULL;
		return refuse(visit, c, 409,
			"somebody else has written this meanwhile: theirs is shown above the form; "
			"save again to put yours in its place");
	}
	if (db_query(db, STMT_COMMENTARY_WRITE,
		    DB_PARAMS(row_text(&c->indicator, 0, "indicator_id"), row_text(&c->indicator, 0, "period_id"),
			    commentary_kinds[c->part].kind, c->typed, c->since),
		    NULL, NULL, &visit->err) != 0)
		return -1;
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
	const char *action = field_value(&visit->form, "action");
	const char *since = field_value(&visit->form, "since");
	struct commentary c = {.since = since != NULL ? since : "", .typed = text_read(visit)};
	struct err why = {0};

	if (load(visit, &c, field_value(&visit->form, "period")) != 0)
		return -1;
	c.part = part_find(field_value(&visit->form, "kind"));
	if (c.part == PARTS || (!str_equal(action, "save") && !str_equal(action, "preview")))
		return err_set(&visit->err, ERR_INPUT, "the form was not whole");
	if (!c.may)
		return err_set(&visit->err, ERR_DENIED,
			"only who leads on this indicator, and analysts, may write its commentary");
	if (str_blank(c.typed))
		return refuse(visit, &c, 422, "enter the text");
	if (utf8_length(c.typed) > TEXT_MOST)
		return refuse(visit, &c, 422, "the text is longer than 20,000 characters");
	if (render(visit, c.part, c.typed, &c.preview, &why) != 0)
		return -1;
	if (why.code != ERR_NONE) {
		c.preview = NULL;
		return refuse(visit, &c, 422, why.text);
	}
	return str_equal(action, "save") ? save(visit, &c) : answer(visit, &c);
}
