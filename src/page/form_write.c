/* Forms as HTML. */
#include "visit.h"

#include <string.h>

#include "base/str.h"
#include "out/out.h"

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
		[FIELD_TEXT] = "text", [FIELD_DAY] = "text", [FIELD_PASSWORD] = "password", [FIELD_FILE] = "file"};
	const struct form_field *field = &filled->spec->fields[i];
	bool lines = field->kind == FIELD_LINES;

	buf_printf(out, "<%s id=\"", lines ? "textarea" : "input");
	id_write(out, filled, i);
	buf_printf(out, "\" name=\"%s\"", field->name);
	if (!lines)
		buf_printf(out, " type=\"%s\"", types[field->kind]);
	/* A password is not sent back, and a browser takes no file. */
	if (field->kind == FIELD_TEXT || field->kind == FIELD_DAY) {
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

/* --- fields that choose --- */

/* What the row has, or else what the page has given. */
static const struct form_choice *
choices_of(const struct form_filled *filled, size_t i, size_t *count)
{
	const struct form_choice *choices = filled->spec->fields[i].choices;

	*count = filled->fields[i].choice_count;
	if (choices == NULL || filled->fields[i].choices != NULL)
		return filled->fields[i].choices;
	for (*count = 0; choices[*count].label != NULL;)
		(*count)++;
	return choices;
}

static bool
is_chosen(const struct form_filled *filled, size_t i, const char *value)
{
	if (filled->spec->fields[i].kind != FIELD_CHECKS)
		return str_equal(filled->fields[i].value, value);
	for (size_t v = 0; v < filled->fields[i].count; v++)
		if (str_equal(filled->fields[i].values[v], value))
			return true;
	return false;
}

static void
select_write(struct buf *out, const struct form_filled *filled, size_t i, bool hint)
{
	const char *group = NULL;
	size_t count;
	const struct form_choice *choices = choices_of(filled, i, &count);

	buf_text(out, "<select id=\"");
	id_write(out, filled, i);
	buf_printf(out, "\" name=\"%s\"", filled->spec->fields[i].name);
	described_write(out, filled, i, hint);
	buf_text(out, ">\n");
	for (size_t c = 0; c < count; c++) {
		if (!str_equal(group, choices[c].group)) {
			buf_text(out, group != NULL ? "</optgroup>\n" : "");
			buf_text(out, choices[c].group != NULL ? "<optgroup label=\"" : "");
			html_attr(out, choices[c].group);
			buf_text(out, choices[c].group != NULL ? "\">\n" : "");
			group = choices[c].group;
		}
		buf_text(out, "<option value=\"");
		html_attr(out, choices[c].value);
		buf_printf(out, "\"%s>", is_chosen(filled, i, choices[c].value) ? " selected" : "");
		html_text(out, choices[c].label);
		buf_text(out, "</option>\n");
	}
	buf_printf(out, "%s</select>\n", group != NULL ? "</optgroup>\n" : "");
}

/* The first has the field's own id: what is wrong leads there. */
static void
choice_id_write(struct buf *out, const struct form_filled *filled, size_t i, size_t c)
{
	id_write(out, filled, i);
	if (c > 0)
		buf_printf(out, "-%zu", c + 1);
}

static void
choice_write(struct buf *out, const struct form_filled *filled, size_t i, const struct form_choice *choices, size_t c)
{
	const struct form_field *field = &filled->spec->fields[i];

	buf_printf(out, "<div class=\"check\"><input type=\"%s\" id=\"",
		field->kind == FIELD_CHECKS ? "checkbox" : "radio");
	choice_id_write(out, filled, i, c);
	buf_printf(out, "\" name=\"%s\" value=\"", field->name);
	html_attr(out, choices[c].value);
	buf_printf(out, "\"%s", is_chosen(filled, i, choices[c].value) ? " checked" : "");
	if (choices[c].hint != NULL) {
		buf_text(out, " aria-describedby=\"");
		choice_id_write(out, filled, i, c);
		buf_text(out, "-hint\"");
	}
	buf_text(out, "><div><label for=\"");
	choice_id_write(out, filled, i, c);
	buf_text(out, "\">");
	html_text(out, choices[c].label);
	buf_text(out, "</label>\n");
	if (choices[c].hint != NULL) {
		buf_text(out, "<p class=\"hint\" id=\"");
		choice_id_write(out, filled, i, c);
		buf_text(out, "-hint\">");
		html_text(out, choices[c].hint);
		buf_text(out, "</p>\n");
	}
	buf_text(out, "</div></div>\n");
}

static void
choices_write(struct buf *out, const struct form_filled *filled, size_t i)
{
	const char *group = NULL;
	size_t count;
	const struct form_choice *choices = choices_of(filled, i, &count);

	buf_text(out, "<div class=\"checks\">\n");
	for (size_t c = 0; c < count; c++) {
		if (choices[c].group != NULL && !str_equal(group, choices[c].group)) {
			buf_text(out, "<p class=\"check-group\">");
			html_text(out, choices[c].group);
			buf_text(out, "</p>\n");
		}
		group = choices[c].group;
		choice_write(out, filled, i, choices, c);
	}
	buf_text(out, "</div>\n");
}

/* A label heads one control, a legend several. */
static bool
is_set(const struct form_filled *filled, size_t i)
{
	enum field_kind kind = filled->spec->fields[i].kind;

	return kind == FIELD_RADIOS || kind == FIELD_CHECKS;
}

static void
label_write(struct buf *out, const struct form_filled *filled, size_t i, bool hint)
{
	const char *label = filled->fields[i].label != NULL ? filled->fields[i].label : filled->spec->fields[i].label;

	buf_printf(out, "<div class=\"field%s\">\n", filled->fields[i].error != NULL ? " wrong" : "");
	if (is_set(filled, i)) {
		buf_text(out, "<fieldset");
		described_write(out, filled, i, hint);
		buf_text(out, ">\n<legend>");
	} else {
		buf_text(out, "<label for=\"");
		id_write(out, filled, i);
		buf_text(out, "\">");
	}
	html_text(out, label);
	buf_printf(out, "</%s>\n", is_set(filled, i) ? "legend" : "label");
}

static void
field_write(struct buf *out, const struct form_filled *filled, size_t i)
{
	const struct form_field *field = &filled->spec->fields[i];
	const char *hint = filled->fields[i].hint != NULL ? filled->fields[i].hint : field->hint;

	label_write(out, filled, i, hint != NULL);
	if (hint != NULL)
		named_paragraph(out, filled, i, "hint", "", hint);
	if (filled->fields[i].error != NULL)
		named_paragraph(
			out, filled, i, "error", "<span class=\"hidden-text\">Error: </span>", filled->fields[i].error);
	if (is_set(filled, i))
		choices_write(out, filled, i);
	else if (field->kind == FIELD_SELECT)
		select_write(out, filled, i, hint != NULL);
	else
		control_write(out, filled, i, hint != NULL);
	buf_printf(out, "%s</div>\n", is_set(filled, i) ? "</fieldset>\n" : "");
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
	for (size_t i = 0; i < form_fields(filled->spec); i++)
		if (filled->spec->fields[i].kind != FIELD_HIDDEN && !filled->fields[i].absent)
			field_write(out, filled, i);
}

void
form_hidden_write(struct buf *out, const struct form_filled *filled)
{
	for (size_t i = 0; i < form_fields(filled->spec); i++) {
		const struct form_field *field = &filled->spec->fields[i];

		if (field->kind == FIELD_PASSWORD || field->kind == FIELD_FILE)
			field_write(out, filled, i);
		else if (field->kind != FIELD_CHECKS)
			hidden_write(out, field->name, filled->fields[i].value);
		for (size_t v = 0; v < filled->fields[i].count; v++)
			hidden_write(out, field->name, filled->fields[i].values[v]);
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
	for (size_t i = 0; i < form_fields(spec); i++)
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
	if (filled->error != NULL) {
		buf_text(out, "<li>");
		html_text(out, filled->error);
		buf_text(out, "</li>\n");
	}
	for (size_t i = 0; i < form_fields(filled->spec); i++) {
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

void
form_page(struct visit *visit, const char *title, const char *subtitle, struct buf *main, const char *back)
{
	form_write(visit, main, &visit->filled, &(struct form_place){.action = visit->request->path});
	buf_text(main, "<p><a href=\"");
	html_attr(main, back);
	buf_text(main, "\">Change nothing</a></p>\n");
	page_answer(visit, &(struct page){.title = title, .subtitle = subtitle, .main = main});
}

void
shown_once_write(struct buf *out, const struct shown_once *shown)
{
	buf_printf(out,
		"<div class=\"field\"><label for=\"%s\">%s</label>\n<p class=\"hint\" id=\"%s-hint\">It is shown here and now, and "
		"never again. %s</p>\n<input class=\"wide\" id=\"%s\" readonly aria-describedby=\"%s-hint\" value=\"",
		shown->id, shown->label, shown->id, shown->hint, shown->id, shown->id);
	html_attr(out, shown->site != NULL ? shown->site : "");
	html_attr(out, shown->path);
	html_attr(out, shown->token);
	buf_text(out, "\"></div>\n");
	if (shown->site == NULL)
		buf_text(out,
			"<p>Before it belongs the address of this site, which the setting <code>site_address</code> would "
			"put there.</p>\n");
}
