/* A form on a page: it works without a script, and its address can be kept and sent on. */
#include "html.h"

#include "base/str.h"

static void
field_label(struct html *html, const struct query *query, const struct query_field *field)
{
	buf_printf(html->out, "<div class=\"field\"><label for=\"%s-%s\">", query->key, field->name);
	html_text(html->out, field->label);
	buf_text(html->out, "</label>\n");
	if (field->hint == NULL)
		return;
	buf_printf(html->out, "<p class=\"hint\" id=\"%s-%s-hint\">", query->key, field->name);
	html_text(html->out, field->hint);
	buf_text(html->out, "</p>\n");
}

static void
described_by(struct html *html, const struct query *query, const struct query_field *field)
{
	if (field->hint != NULL)
		buf_printf(html->out, " aria-describedby=\"%s-%s-hint\"", query->key, field->name);
}

static void
write_input(struct html *html, const struct query *query, const struct query_field *field)
{
	field_label(html, query, field);
	buf_printf(html->out, "<input id=\"%s-%s\" name=\"%s\" value=\"", query->key, field->name, field->name);
	html_attr(html->out, field->value != NULL ? field->value : "");
	buf_text(html->out, "\" autocomplete=\"off\"");
	described_by(html, query, field);
	buf_text(html->out, "></div>\n");
}

static void
write_hidden(struct html *html, const struct query_field *field)
{
	buf_printf(html->out, "<input type=\"hidden\" name=\"%s\" value=\"", field->name);
	html_attr(html->out, field->value != NULL ? field->value : "");
	buf_text(html->out, "\">\n");
}

static void
write_option(struct html *html, const struct query_choice *choice)
{
	buf_text(html->out, "<option value=\"");
	html_attr(html->out, choice->value);
	buf_printf(html->out, "\"%s>", choice->chosen ? " selected" : "");
	html_text(html->out, choice->label);
	buf_text(html->out, "</option>\n");
}

static void
write_select(struct html *html, const struct query *query, const struct query_field *field)
{
	const char *group = NULL;

	field_label(html, query, field);
	buf_printf(html->out, "<select id=\"%s-%s\" name=\"%s\"", query->key, field->name, field->name);
	described_by(html, query, field);
	buf_text(html->out, ">\n");
	for (size_t i = 0; i < field->count; i++) {
		const struct query_choice *choice = &field->choices[i];

		if (!str_equal(group, choice->group)) {
			buf_text(html->out, group != NULL ? "</optgroup>\n" : "");
			if (choice->group != NULL) {
				buf_text(html->out, "<optgroup label=\"");
				html_attr(html->out, choice->group);
				buf_text(html->out, "\">\n");
			}
			group = choice->group;
		}
		write_option(html, choice);
	}
	buf_printf(html->out, "%s</select></div>\n", group != NULL ? "</optgroup>\n" : "");
}

static void
write_check(struct html *html, const struct query *query, const struct query_field *field, size_t i)
{
	const struct query_choice *choice = &field->choices[i];

	buf_printf(html->out, "<div class=\"check\"><input type=\"checkbox\" id=\"%s-%s-%zu\" name=\"%s\" value=\"",
		query->key, field->name, i, field->name);
	html_attr(html->out, choice->value);
	buf_printf(html->out, "\"%s><label for=\"%s-%s-%zu\">", choice->chosen ? " checked" : "", query->key,
		field->name, i);
	html_text(html->out, choice->label);
	buf_text(html->out, "</label></div>\n");
}

/* Many choices are opened; those that are chosen are counted at the door. */
static void
write_checks(struct html *html, const struct query *query, const struct query_field *field)
{
	const char *group = NULL;
	size_t chosen = 0;

	for (size_t i = 0; i < field->count; i++)
		chosen += field->choices[i].chosen;
	if (field->folded) {
		buf_text(html->out, "<details class=\"choices\"><summary>");
		html_text(html->out, field->label);
		buf_printf(html->out, ": %zu chosen</summary>\n", chosen);
	}
	buf_text(html->out, "<fieldset><legend>");
	html_text(html->out, field->label);
	buf_text(html->out, "</legend>\n<div class=\"checks\">\n");
	for (size_t i = 0; i < field->count; i++) {
		const struct query_choice *choice = &field->choices[i];

		if (!str_equal(group, choice->group) && choice->group != NULL) {
			buf_text(html->out, "<p class=\"check-group\">");
			html_text(html->out, choice->group);
			buf_text(html->out, "</p>\n");
		}
		group = choice->group;
		write_check(html, query, field, i);
	}
	buf_printf(html->out, "</div>\n</fieldset>\n%s", field->folded ? "</details>\n" : "");
}

static void
write_problem(struct html *html, const struct query *query)
{
	if (query->problem == NULL)
		return;
	buf_printf(html->out,
		"<div class=\"error-summary\" role=\"alert\"><h2 id=\"%s-problem\">This cannot be shown</h2>\n<p>",
		query->key);
	html_text(html->out, query->problem);
	buf_text(html->out, "</p></div>\n");
}

void
html_query(struct html *html, const struct query *query)
{
	write_problem(html, query);
	buf_text(html->out, "<form class=\"filter find\" method=\"get\" action=\"");
	html_attr(html->out, query->action);
	buf_text(html->out, "\" aria-label=\"");
	html_attr(html->out, query->label);
	buf_text(html->out, "\">\n");
	for (size_t i = 0; i < query->count; i++) {
		const struct query_field *field = &query->fields[i];

		switch (field->kind) {
		case QUERY_HIDDEN:
			write_hidden(html, field);
			break;
		case QUERY_INPUT:
			write_input(html, query, field);
			break;
		case QUERY_SELECT:
			write_select(html, query, field);
			break;
		case QUERY_CHECKS:
			write_checks(html, query, field);
			break;
		}
	}
	buf_printf(html->out, "<button type=\"submit\">%s</button>\n</form>\n", query->button);
}
