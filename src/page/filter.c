/* A plain GET form: it works without script, and its address can be kept and sent on. It offers what holds figures. */
#include "filter.h"

#include <ctype.h>
#include <string.h>

#include "base/str.h"
#include "form.h"
#include "out/out.h"

static const struct {
	unsigned bit;
	const char *name, *label, *hint;
} texts[] = {
	{PARAM_PERIOD, "period", "Period", "Such as January 2017, 2016/17 Q3 or 2016/17"},
	{PARAM_FROM, "from", "From", "The first period, such as April 2016 or 2016/17"},
	{PARAM_TO, "to", "To", "The last period, such as January 2017"},
	{PARAM_REF, "ref", "Indicator", "Its reference, such as 7.2"},
	{PARAM_TEXT, "text", "Words", "Such as fostering, 7.2 or reserves"},
	{PARAM_SCOPE, "scope", "Rated by the rule of", "dashboard, summary or scorecard"},
};

static const struct {
	const char *kind, *plural;
} kinds[] = {{"month", "months"}, {"quarter", "quarters"}, {"term", "terms"}, {"financial_year", "financial years"},
	{"academic_year", "academic years"}, {"date", "days"}};

static const char *
kind_plural(const char *kind)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (str_equal(kinds[i].kind, kind))
			return kinds[i].plural;
	return kind;
}

/* The row of the period that is shown or, of one that cannot be, the nearest; NULL: there is none. */
static const char *
near(const struct filter *filter, const char *column)
{
	const struct rows *periods = &filter->choices->periods;

	for (size_t i = 0; i < periods->count; i++)
		if (row_true(periods, i, "near"))
			return row_text(periods, i, column);
	return NULL;
}

/* The field that the problem is about: an area that is not among those that hold figures, else a period. */
static const char *
problem_field(const struct visit *visit, const struct filter *filter)
{
	const struct report_choices *choices = filter->choices;
	const char *asked = visit->params.area, *asked_from = visit->params.from;
	const char *until = visit->params.period != NULL ? visit->params.period : visit->params.to;
	size_t i = 0;

	if (filter->problem == NULL)
		return NULL;
	while (i < choices->areas.count && !str_equal(row_text(&choices->areas, i, "area"), asked))
		i++;
	if ((visit->report->params & PARAM_AREA) != 0 &&
		(asked != NULL ? i == choices->areas.count : choices->periods.count == 0))
		return "area";
	if ((visit->report->params & PARAM_PERIOD) == 0)
		return visit->params.ref != NULL ? "ref" : visit->params.from != NULL ? "from" : "to";
	/* a period that holds figures is not what is wrong */
	return asked_from != NULL && (until == NULL || str_equal(until, near(filter, "period"))) ? "from" : "period";
}

/* What stands before a field's control: its name, and what is wrong with it. */
static void
field_begin(struct buf *out, const char *name, const char *label, const char *hint, const char *error)
{
	buf_printf(out, "<div class=\"field\"><label for=\"filter-%s\">%s</label>\n", name, label);
	if (hint != NULL)
		buf_printf(out, "<p class=\"hint\" id=\"filter-%s-hint\">%s</p>\n", name, hint);
	if (error != NULL) {
		buf_printf(out, "<p class=\"error\" id=\"filter-%s-error\"><span class=\"hidden-text\">Error: </span>",
			name);
		html_text(out, error);
		buf_text(out, "</p>\n");
	}
}

/* The attributes of its control. */
static void
control(struct buf *out, const char *name, const char *hint, const char *error)
{
	buf_printf(out, " id=\"filter-%s\" name=\"%s\"", name, name);
	if (hint != NULL || error != NULL) {
		buf_text(out, " aria-describedby=\"");
		if (hint != NULL)
			buf_printf(out, "filter-%s-hint%s", name, error != NULL ? " " : "");
		if (error != NULL)
			buf_printf(out, "filter-%s-error", name);
		buf_char(out, '"');
	}
	if (error != NULL)
		buf_text(out, " aria-invalid=\"true\"");
}

static void
text_field(struct buf *out, size_t i, const char *value, const char *error)
{
	field_begin(out, texts[i].name, texts[i].label, texts[i].hint, error);
	buf_text(out, "<input");
	control(out, texts[i].name, texts[i].hint, error);
	buf_text(out, " value=\"");
	html_attr(out, value);
	buf_text(out, "\" autocomplete=\"off\" spellcheck=\"false\"></div>\n");
}

static void
option(struct buf *out, const char *value, const char *label, bool chosen)
{
	buf_text(out, "<option value=\"");
	html_attr(out, value);
	buf_printf(out, "\"%s>", chosen ? " selected" : "");
	html_text(out, label);
	buf_text(out, "</option>\n");
}

static void
group_begin(struct buf *out, const char *label)
{
	char first[2] = {(char)toupper((unsigned char)label[0]), '\0'};

	buf_text(out, "<optgroup label=\"");
	html_attr(out, first);
	html_attr(out, *label != '\0' ? label + 1 : "");
	buf_text(out, "\">\n");
}

/* The kinds of area ("district") come in runs, each a group of the list. */
static void
area_field(struct buf *out, const struct filter *filter, const char *error)
{
	const struct rows *areas = &filter->choices->areas;
	bool known = false;

	field_begin(out, "area", "Area", NULL, error);
	buf_text(out, "<select");
	control(out, "area", NULL, error);
	buf_text(out, ">\n");
	for (size_t i = 0; i < areas->count; i++)
		known = known || str_equal(row_text(areas, i, "area"), filter->area);
	if (!known && error != NULL)
		buf_text(out, "<option value=\"\" selected>Choose an area</option>\n");
	for (struct rows of = {0}; rows_next(areas, "kind", &of);) {
		group_begin(out, row_string(&of, 0, "kind"));
		for (size_t i = 0; i < of.count; i++)
			option(out, row_text(&of, i, "area"), row_text(&of, i, "name"),
				str_equal(row_text(&of, i, "area"), filter->area));
		buf_text(out, "</optgroup>\n");
	}
	buf_text(out, "</select></div>\n");
}

/* Those that hold figures, by kind if there are several; `chosen` beside them, if it is none of them. */
static void
period_options(struct buf *out, const struct rows *periods, const char *chosen, const char *label)
{
	bool several = !str_equal(row_text(periods, 0, "kind"), row_text(periods, periods->count - 1, "kind"));
	bool known = chosen == NULL;

	for (size_t i = 0; i < periods->count; i++)
		known = known || str_equal(row_text(periods, i, "period"), chosen);
	if (!known)
		option(out, chosen, label != NULL ? label : chosen, true);
	for (struct rows of = {0}; rows_next(periods, "kind", &of);) {
		if (several)
			group_begin(out, kind_plural(row_text(&of, 0, "kind")));
		for (size_t i = 0; i < of.count; i++)
			option(out, row_text(&of, i, "period"), row_text(&of, i, "label"),
				str_equal(row_text(&of, i, "period"), chosen));
		if (several)
			buf_text(out, "</optgroup>\n");
	}
}

/* What is asked for is the latest: its name is a choice of its own, so that an address can stay with it. */
static void
period_field(const struct visit *visit, struct buf *out, const struct filter *filter, const char *error)
{
	bool latest = filter->problem == NULL && visit->params.to == NULL &&
		(visit->params.period == NULL || str_equal(visit->params.period, "latest"));

	field_begin(out, "period", "Period", NULL, error);
	buf_text(out, "<select");
	control(out, "period", NULL, error);
	buf_text(out, ">\n");
	option(out, "latest",
		latest && filter->label != NULL ? arena_printf(visit->arena, "Latest: %s", filter->label) : "Latest",
		latest);
	period_options(out, &filter->choices->periods,
		latest                    ? NULL
			: filter->problem ? near(filter, "period")
					  : filter->period,
		filter->label);
	buf_text(out, "</select></div>\n");
}

/* The periods of the kind that is shown: where a series begins. */
static void
from_field(const struct visit *visit, struct buf *out, const struct filter *filter, const char *error)
{
	const char *kind = near(filter, "kind"), *asked = visit->params.from;
	struct rows periods = rows_where(&filter->choices->periods, "kind", kind);

	field_begin(out, "from", "From", NULL, error);
	buf_text(out, "<select");
	control(out, "from", NULL, error);
	buf_text(out, ">\n");
	option(out, "", arena_printf(visit->arena, "The last 13 %s", kind_plural(kind)), asked == NULL);
	period_options(out, &periods, asked, NULL);
	buf_text(out, "</select></div>\n");
}

/* What a table was narrowed to stays so in another period. */
static void
kept_fields(const struct visit *visit, struct buf *out)
{
	struct report_param param;

	for (size_t n = 0; visit->report->sift != NULL && report_param(&visit->params, n, &param); n++) {
		if ((param.bit & PARAMS_OF_TABLE) == 0 || param.value == NULL)
			continue;
		buf_printf(out, "<input type=\"hidden\" name=\"%s\" value=\"", param.name);
		html_attr(out, param.value);
		buf_text(out, "\">\n");
	}
}

bool
filter_wanted(const struct visit *visit)
{
	return visit->face == FACE_HTML && visit->report->choices != NULL;
}

/* The address of this page with one choice changed; NULL: that choice left to the page. `area`: nothing else is kept. */
static void
link_write(const struct visit *visit, struct buf *out, const char *name, const char *value, const char *attributes)
{
	const bool alone = str_equal(name, "area"), series = str_equal(name, "period");
	struct buf address;

	buf_init(&address);
	buf_add(&address, visit->request->uri, strcspn(visit->request->uri, "?"));
	visit_query(visit, &address, alone ? NULL : (const char *const[]){name, "page", series ? "to" : NULL, NULL},
		name, value);
	buf_printf(out, "<li><a%s href=\"", attributes);
	html_attr(out, address.data);
	buf_text(out, "\">");
	buf_close(&address);
}

static void
link_end(struct buf *out, const char *before, const char *text, const char *after)
{
	buf_text(out, before);
	html_text(out, text);
	buf_printf(out, "%s</a></li>\n", after);
}

/* The periods before and after, and the latest. */
static void
steps_write(const struct visit *visit, struct buf *out, const struct filter *filter)
{
	static const char *const steps[][4] = {
		{"previous", " rel=\"prev\"", "<span aria-hidden=\"true\">←</span> ", ""},
		{"next", " rel=\"next\"", "", " <span aria-hidden=\"true\">→</span>"}};
	const struct rows *periods = &filter->choices->periods;
	bool later = false;

	buf_text(out, "<nav class=\"steps\" aria-label=\"Period\">\n<ul>\n");
	for (size_t s = 0; s < 2; s++)
		for (size_t i = 0; i < periods->count; i++) {
			if (!str_equal(row_text(periods, i, "step"), steps[s][0]))
				continue;
			later = later || s == 1;
			link_write(visit, out, "period", row_text(periods, i, "period"), steps[s][1]);
			link_end(out, steps[s][2], row_text(periods, i, "label"), steps[s][3]);
		}
	if (later) {
		link_write(visit, out, "period", NULL, "");
		link_end(out, "", "Latest", "");
	}
	buf_text(out, "</ul>\n</nav>\n");
}

/* How far back a series goes: thirteen periods, three years, or all of them. */
static void
ranges_write(const struct visit *visit, struct buf *out, const struct filter *filter)
{
	static const char here[] = " aria-current=\"true\"";
	const struct rows *periods = &filter->choices->periods;
	const char *from = visit->params.from;

	if (!rows_any(periods, "reach"))
		return;
	buf_text(out, "<nav class=\"steps\" aria-label=\"How far back\">\n<ul>\n");
	link_write(visit, out, "from", NULL, from == NULL ? here : "");
	link_end(out, "The last 13 ", kind_plural(near(filter, "kind")), "");
	for (size_t i = 0; i < periods->count; i++) {
		const char *reach = row_text(periods, i, "reach"), *period = row_text(periods, i, "period");

		if (reach == NULL)
			continue;
		link_write(visit, out, "from", period, str_equal(from, period) ? here : "");
		link_end(out, str_equal(reach, "all") ? "All, from " : "Three years, from ",
			row_text(periods, i, "label"), "");
	}
	buf_text(out, "</ul>\n</nav>\n");
}

static bool
is_list(const struct filter *filter, unsigned takes, unsigned bit)
{
	return filter->choices->periods.count > 0 &&
		(bit == PARAM_PERIOD || (bit == PARAM_FROM && (takes & PARAM_PERIOD) != 0));
}

void
filter_write(const struct visit *visit, const struct filter *filter, struct buf *out)
{
	const struct report_params *asked = &visit->params;
	const char *const values[] = {filter->problem != NULL ? asked->period : filter->period, asked->from, asked->to,
		asked->ref, asked->text, asked->scope};
	unsigned takes = visit->report->params;
	const char *wrong = problem_field(visit, filter);

	if ((takes & (PARAM_INDICATORS | PARAM_EVENT)) != 0) /* a form of its own asks for them together */
		return;
	if ((takes & (PARAM_AREA | PARAM_PERIOD | PARAM_FROM | PARAM_TO | PARAM_TEXT)) == 0)
		return;
	buf_text(out, "<div class=\"picker\">\n<form class=\"filter\" method=\"get\">\n");
	if ((takes & PARAM_AREA) != 0 && filter->choices->areas.count > 0)
		area_field(out, filter, str_equal(wrong, "area") ? filter->problem : NULL);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		const char *error = str_equal(wrong, texts[i].name) ? filter->problem : NULL;

		/* "to" beside "period" is for links: who fills in the form knows the period */
		if ((takes & texts[i].bit) == 0 || (texts[i].bit == PARAM_TO && (takes & PARAM_PERIOD) != 0))
			continue;
		/* of an area of which nothing is held there is no period to choose */
		if (texts[i].bit == PARAM_PERIOD && str_equal(wrong, "area") && filter->choices->periods.count == 0)
			continue;
		if (!is_list(filter, takes, texts[i].bit))
			text_field(out, i, values[i], error);
		else if (texts[i].bit == PARAM_PERIOD)
			period_field(visit, out, filter, error);
		else
			from_field(visit, out, filter, error);
	}
	kept_fields(visit, out);
	buf_text(out, "<button type=\"submit\">Show</button>\n</form>\n");
	if (filter->problem == NULL && rows_any(&filter->choices->periods, "step"))
		steps_write(visit, out, filter);
	if (filter->problem == NULL && (takes & PARAM_FROM) != 0)
		ranges_write(visit, out, filter);
	buf_text(out, "</div>\n");
}

void
filter_write_problem(const struct visit *visit, const struct filter *filter, struct buf *out)
{
	error_summary_begin(out, "This cannot be shown");
	buf_printf(out, "<li><a href=\"#filter-%s\">", problem_field(visit, filter));
	html_text(out, filter->problem);
	buf_text(out, "</a></li>\n");
	error_summary_end(out);
}

void
filter_write_ways(const struct visit *visit, const struct filter *filter, struct buf *out)
{
	enum { AREAS_MOST = 8 };
	const struct rows *areas = &filter->choices->areas, *periods = &filter->choices->periods;
	const char *field = problem_field(visit, filter);
	size_t most = areas->count <= AREAS_MOST ? areas->count : 1;

	buf_text(out, "<h2>What can be shown</h2>\n<ul>\n");
	for (size_t i = 0; str_equal(field, "area") && i < most; i++) {
		link_write(visit, out, "area", row_text(areas, i, "area"), "");
		link_end(out, "", row_text(areas, i, "name"), "");
	}
	if (!str_equal(field, "area") && periods->count > 0) {
		link_write(visit, out, "period", near(filter, "period"), "");
		link_end(out, "", near(filter, "label"), "");
	}
	if (!str_equal(field, "area")) {
		link_write(visit, out, str_equal(field, "period") ? "period" : field, NULL, "");
		link_end(out, "", "The latest figures", "");
	}
	buf_text(out, "</ul>\n");
}
