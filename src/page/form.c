/* Forms: what was sent is checked against its rows, and shown again with what is wrong. */
#include "visit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "out/out.h"

static size_t
field_count(const struct form_spec *spec)
{
	size_t count = 0;

	while (count < FORM_FIELDS && spec->fields[count].name != NULL)
		count++;
	return count;
}

size_t
form_field(const struct form_spec *spec, const char *name)
{
	for (size_t i = 0; i < field_count(spec); i++)
		if (strcmp(spec->fields[i].name, name) == 0)
			return i;
	fprintf(stderr, "moothall: the form has no field \"%s\"\n", name);
	abort();
}

const char *
form_value(const struct form_filled *filled, const char *name)
{
	return filled->fields[form_field(filled->spec, name)].value;
}

void
form_set(struct form_filled *filled, const char *name, const char *value)
{
	filled->fields[form_field(filled->spec, name)].value = value;
}

static bool
has_kind(const struct form_spec *spec, enum field_kind kind)
{
	for (size_t i = 0; spec != NULL && i < field_count(spec); i++)
		if (spec->fields[i].kind == kind)
			return true;
	return false;
}

bool
form_has_file(const struct form_spec *spec)
{
	return has_kind(spec, FIELD_FILE);
}

bool
form_has_text(const struct form_spec *spec)
{
	return has_kind(spec, FIELD_LINES);
}

bool
form_has_errors(const struct form_filled *filled)
{
	for (size_t i = 0; filled->spec != NULL && i < FORM_FIELDS; i++)
		if (filled->fields[i].error != NULL)
			return true;
	return false;
}

/* --- what was sent --- */

/* Browsers send CR LF; texts are kept with LF. */
static const char *
without_returns(struct arena *arena, const char *sent)
{
	char *text = arena_string(arena, sent != NULL ? sent : ""), *to = text;

	for (const char *from = text; *from != '\0'; from++)
		if (*from != '\r')
			*to++ = *from;
	*to = '\0';
	return text;
}

void
form_take(struct visit *visit)
{
	const struct form_spec *spec = visit->route->form;
	struct form_filled *filled = &visit->filled;

	*filled = (struct form_filled){.spec = spec};
	for (size_t i = 0; i < field_count(spec); i++) {
		const char *sent = field_value(&visit->form, spec->fields[i].name);

		filled->fields[i].value =
			spec->fields[i].kind == FIELD_LINES ? without_returns(visit->arena, sent) : sent;
	}
}

static bool
is_missing(const struct visit *visit, size_t i)
{
	const struct form_field *field = &visit->filled.spec->fields[i];
	const char *value = visit->filled.fields[i].value;

	if (field->kind == FIELD_FILE)
		return !str_equal(visit->file.field, field->name) || str_blank(visit->file.name);
	/* A password may be of spaces. */
	return field->kind == FIELD_PASSWORD ? value == NULL || *value == '\0' : str_blank(value);
}

static bool
is_too_long(const struct form_field *field, const char *value)
{
	return field->most > 0 && value != NULL && utf8_length(value) > field->most;
}

/* 20,000: as a person writes it. */
static const char *
number_words(struct arena *arena, unsigned number)
{
	return number < 1000 ? arena_printf(arena, "%u", number)
			     : arena_printf(arena, "%u,%03u", number / 1000, number % 1000);
}

bool
form_check(struct visit *visit)
{
	struct form_filled *filled = &visit->filled;

	for (size_t i = 0; i < field_count(filled->spec); i++) {
		const struct form_field *field = &filled->spec->fields[i];

		if (field->missing != NULL && is_missing(visit, i))
			filled->fields[i].error = field->missing;
		else if (is_too_long(field, filled->fields[i].value))
			filled->fields[i].error = arena_printf(visit->arena, "%s must be %s characters or fewer",
				filled->fields[i].label != NULL ? filled->fields[i].label : field->label,
				number_words(visit->arena, field->most));
	}
	return !form_has_errors(filled);
}

int
form_show(struct visit *visit, unsigned status)
{
	visit->response->status = status;
	return visit->filled.spec->page(visit);
}

int
form_refuse(struct visit *visit, const char *name, unsigned status, const char *error)
{
	char *text = arena_string(visit->arena, error);

	if (*text >= 'a' && *text <= 'z')
		*text = (char)(*text - 'a' + 'A');
	visit->filled.fields[form_field(visit->filled.spec, name)].error = text;
	return form_show(visit, status);
}

int
form_refuse_all(struct visit *visit, unsigned status, const char *error)
{
	const struct form_spec *spec = visit->filled.spec;
	size_t i = 0;

	while (spec->fields[i].kind == FIELD_HIDDEN)
		i++;
	return form_refuse(visit, spec->fields[i].name, status, error);
}

/* --- as HTML --- */

static void
id_write(struct buf *out, const struct form_filled *filled, size_t i)
{
	if (filled->prefix != NULL)
		buf_printf(out, "%s-", filled->prefix);
	buf_text(out, filled->spec->fields[i].name);
}

static void
named_paragraph(struct buf *out, const struct form_filled *filled, size_t i, const char *what, const char *before,
	const char *text)
{
	buf_printf(out, "<p class=\"%s\" id=\"", what);
	id_write(out, filled, i);
	buf_printf(out, "-%s\">%s", what, before);
	html_text(out, text);
	buf_text(out, "</p>\n");
}

static void
described_write(struct buf *out, const struct form_filled *filled, size_t i, bool hint)
{
	bool wrong = filled->fields[i].error != NULL;

	if (filled->spec->fields[i].attributes != NULL)
		buf_printf(out, " %s", filled->spec->fields[i].attributes);
	if (!wrong && !hint)
		return;
	buf_text(out, " aria-describedby=\"");
	if (wrong) {
		id_write(out, filled, i);
		buf_printf(out, "-error%s", hint ? " " : "");
	}
	if (hint) {
		id_write(out, filled, i);
		buf_text(out, "-hint");
	}
	buf_printf(out, "\"%s", wrong ? " aria-invalid=\"true\"" : "");
}

static void
control_write(struct buf *out, const struct form_filled *filled, size_t i, bool hint)
{
	static const char *const types[] = {
		[FIELD_TEXT] = "text", [FIELD_PASSWORD] = "password", [FIELD_FILE] = "file"};
	const struct form_field *field = &filled->spec->fields[i];
	bool lines = field->kind == FIELD_LINES;

	buf_printf(out, "<%s id=\"", lines ? "textarea" : "input");
	id_write(out, filled, i);
	buf_printf(out, "\" name=\"%s\"", field->name);
	if (!lines)
		buf_printf(out, " type=\"%s\"", types[field->kind]);
	/* A password is not sent back, and a browser takes no file. */
	if (field->kind == FIELD_TEXT) {
		buf_text(out, " value=\"");
		html_attr(out, filled->fields[i].value);
		buf_char(out, '"');
	}
	described_write(out, filled, i, hint);
	buf_text(out, ">\n");
	if (lines) {
		html_text(out, filled->fields[i].value);
		buf_text(out, "</textarea>\n");
	}
}

static void
field_write(struct buf *out, const struct form_filled *filled, size_t i)
{
	const struct form_field *field = &filled->spec->fields[i];
	const char *label = filled->fields[i].label != NULL ? filled->fields[i].label : field->label;
	const char *hint = filled->fields[i].hint != NULL ? filled->fields[i].hint : field->hint;

	buf_printf(out, "<div class=\"field%s\">\n<label for=\"", filled->fields[i].error != NULL ? " wrong" : "");
	id_write(out, filled, i);
	buf_text(out, "\">");
	html_text(out, label);
	buf_text(out, "</label>\n");
	if (hint != NULL)
		named_paragraph(out, filled, i, "hint", "", hint);
	if (filled->fields[i].error != NULL)
		named_paragraph(
			out, filled, i, "error", "<span class=\"hidden-text\">Error: </span>", filled->fields[i].error);
	control_write(out, filled, i, hint != NULL);
	buf_text(out, "</div>\n");
}

static void
hidden_write(struct buf *out, const char *name, const char *value)
{
	buf_printf(out, "<input type=\"hidden\" name=\"%s\" value=\"", name);
	html_attr(out, value);
	buf_text(out, "\">\n");
}

static void
buttons_write(struct buf *out, const struct form_spec *spec, const char *of)
{
	buf_text(out, "<p class=\"buttons\">");
	for (size_t i = 0; i < FORM_BUTTONS && spec->buttons[i].label != NULL; i++) {
		buf_text(out, "<button type=\"submit\"");
		if (spec->buttons[i].value != NULL)
			buf_printf(out, " name=\"action\" value=\"%s\"", spec->buttons[i].value);
		buf_printf(out, ">%s", spec->buttons[i].label);
		if (of != NULL) {
			buf_text(out, "<span class=\"hidden-text\">");
			html_text(out, of);
			buf_text(out, "</span>");
		}
		buf_text(out, "</button>\n");
	}
	buf_text(out, "</p>\n");
}

void
form_fields_write(struct buf *out, const struct form_filled *filled)
{
	for (size_t i = 0; i < field_count(filled->spec); i++)
		if (filled->spec->fields[i].kind != FIELD_HIDDEN && !filled->fields[i].absent)
			field_write(out, filled, i);
}

void
form_hidden_write(struct buf *out, const struct form_filled *filled)
{
	for (size_t i = 0; i < field_count(filled->spec); i++) {
		const struct form_field *field = &filled->spec->fields[i];

		if (field->kind == FIELD_PASSWORD || field->kind == FIELD_FILE)
			field_write(out, filled, i);
		else
			hidden_write(out, field->name, filled->fields[i].value);
	}
}

void
form_write(const struct visit *visit, struct buf *out, const struct form_filled *filled, const struct form_place *place)
{
	const struct form_spec *spec = filled->spec;

	/* novalidate: the browser's own bubbles go away by themselves and name no field */
	buf_text(out, "<form class=\"form\" method=\"post\" action=\"");
	html_attr(out, place->action);
	buf_printf(out, "\"%s novalidate>\n", form_has_file(spec) ? " enctype=\"multipart/form-data\"" : "");
	visit_token_field(visit, out);
	for (size_t i = 0; i < field_count(spec); i++)
		if (spec->fields[i].kind == FIELD_HIDDEN)
			hidden_write(out, spec->fields[i].name, filled->fields[i].value);
	form_fields_write(out, filled);
	buttons_write(out, spec, place->of);
	buf_text(out, "</form>\n");
}

void
error_summary_begin(struct buf *out, const char *title)
{
	buf_printf(out,
		"<div class=\"error-summary\" role=\"alert\" tabindex=\"-1\" autofocus aria-labelledby=\"error-title\">\n"
		"<h2 id=\"error-title\">%s</h2>\n<ul>\n",
		title);
}

void
error_summary_end(struct buf *out)
{
	buf_text(out, "</ul>\n</div>\n");
}

void
form_summary(const struct form_filled *filled, struct buf *out)
{
	if (!form_has_errors(filled))
		return;
	error_summary_begin(out, "There is a problem");
	for (size_t i = 0; i < field_count(filled->spec); i++) {
		if (filled->fields[i].error == NULL)
			continue;
		buf_text(out, "<li><a href=\"#");
		id_write(out, filled, i);
		buf_text(out, "\">");
		html_text(out, filled->fields[i].error);
		buf_text(out, "</a></li>\n");
	}
	error_summary_end(out);
}

int
form_keep(struct visit *visit)
{
	const struct form_place place = {.action = visit->request->path};
	struct form_filled *filled = &visit->filled;
	struct buf main;

	form_take(visit);
	buf_init(&main);
	buf_text(&main,
		"<p>Nothing is lost: what you wrote stands below.</p>\n<ol>\n"
		"<li><a href=\"/sign-in\" target=\"_blank\" rel=\"noopener\">Sign in (opens in a new tab)</a></li>\n"
		"<li>Come back to this tab, and send the form again.</li>\n</ol>\n");
	form_write(visit, &main, filled, &place);
	page_answer(visit, &(struct page){.title = "You have been signed out", .main = &main});
	buf_close(&main);
	visit->response->status = 401;
	return 0;
}
