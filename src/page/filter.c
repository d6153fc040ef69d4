/* A plain GET form: it works without script, and its address can be kept and sent on. */
#include "filter.h"

#include <string.h>

#include "base/str.h"
#include "out/out.h"

static const struct {
	unsigned bit;
	const char *name, *label, *hint;
} texts[] = {
	{PARAM_PERIOD, "period", "Period", "Such as 2017-01, 2017/18 Q1 or 2016/17"},
	{PARAM_FROM, "from", "From", "The first period, such as 2016-04"},
	{PARAM_TO, "to", "To", "The last period, such as 2017-01"},
	{PARAM_REF, "ref", "Indicator", "Its reference, such as 7.2"},
	{PARAM_TEXT, "text", "Words", "Such as fostering, 7.2 or reserves"},
	{PARAM_SCOPE, "scope", "Rated by the rule of", "dashboard, summary or scorecard"},
};

static void
text_field(struct buf *out, size_t i, const char *value)
{
	const char *name = texts[i].name;

	buf_printf(out,
		"<div class=\"field\"><label for=\"filter-%s\">%s</label>\n"
		"<p class=\"hint\" id=\"filter-%s-hint\">%s</p>\n<input id=\"filter-%s\" name=\"%s\" value=\"",
		name, texts[i].label, name, texts[i].hint, name, name);
	html_attr(out, value);
	buf_printf(out,
		"\" aria-describedby=\"filter-%s-hint\" autocomplete=\"off\" spellcheck=\"false\">"
		"</div>\n",
		name);
}

/* The kinds of area ("district") come in runs, each a group of the list. */
static void
area_field(struct buf *out, const struct rows *areas, const char *chosen)
{
	const char *kind = NULL;

	buf_text(out,
		"<div class=\"field\"><label for=\"filter-area\">Area</label>\n"
		"<select id=\"filter-area\" name=\"area\">\n");
	for (size_t i = 0; i < areas->count; i++) {
		const char *area = row_string(areas, i, "area");

		if (!str_equal(kind, row_string(areas, i, "kind"))) {
			if (kind != NULL)
				buf_text(out, "</optgroup>\n");
			kind = row_string(areas, i, "kind");
			buf_text(out, "<optgroup label=\"");
			html_attr(out, kind);
			buf_text(out, "\">\n");
		}
		buf_text(out, "<option value=\"");
		html_attr(out, area);
		buf_printf(out, "\"%s>", str_equal(area, chosen) ? " selected" : "");
		html_text(out, row_string(areas, i, "name"));
		buf_text(out, "</option>\n");
	}
	buf_printf(out, "%s</select></div>\n", kind != NULL ? "</optgroup>\n" : "");
}

/* What the table was narrowed to stays so in another period. */
static void
kept_fields(const struct visit *visit, struct buf *out)
{
	const struct report_params *asked = &visit->params;
	const char *const kept[][2] = {{"rating", asked->rating}, {"lead", asked->lead}, {"section", asked->section},
		{"text", asked->text}, {"sort", asked->sort}};

	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++) {
		if (kept[i][1] == NULL)
			continue;
		buf_printf(out, "<input type=\"hidden\" name=\"%s\" value=\"", kept[i][0]);
		html_attr(out, kept[i][1]);
		buf_text(out, "\">\n");
	}
}

bool
filter_has_areas(const struct visit *visit)
{
	return visit->face == FACE_HTML && (visit->report->params & PARAM_AREA) != 0;
}

void
filter_write(const struct visit *visit, const struct doc *doc, const struct rows *areas, struct buf *out)
{
	const struct report_params *asked = &visit->params;
	const char *const values[] = {doc->period, asked->from, asked->to, asked->ref, asked->text, asked->scope};
	unsigned takes = visit->report->params;

	if ((takes & (PARAM_AREA | PARAM_PERIOD | PARAM_FROM | PARAM_TO | PARAM_TEXT)) == 0)
		return;
	buf_text(out, "<form class=\"filter\" method=\"get\">\n");
	if (filter_has_areas(visit))
		area_field(out, areas, doc->area);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		/* "to" beside "period" is for links: who fills in the form knows the period */
		if ((takes & texts[i].bit) != 0 && (texts[i].bit != PARAM_TO || (takes & PARAM_PERIOD) == 0))
			text_field(out, i, values[i]);
	kept_fields(visit, out);
	buf_text(out, "<button type=\"submit\">Show</button>\n</form>\n");
}
