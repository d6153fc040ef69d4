/* Stand-in until the reports are merged. */
#include "report/report.h"

#include <string.h>

#include "base/str.h"

static int
build(const struct report_job *job, struct doc **made, struct err *err)
{
	static const struct column columns[] = {{"ref", "Ref", NULL, NULL, COLUMN_TEXT, true},
		{"name", "Indicator", NULL, NULL, COLUMN_TEXT, false},
		{"2016-12", "Dec-16", NULL, NULL, COLUMN_FIGURE, false},
		{"2017-01", "Jan-17", NULL, NULL, COLUMN_FIGURE, false}};
	struct doc *doc = doc_new(job->arena, job->name, "Performance dashboard");
	struct table *table;

	if (str_equal(job->params.period, "bad"))
		return err_set(err, ERR_INPUT, "there is no period \"bad\"");
	doc->period = "2017-01";
	doc->period_label = "January 2017";
	doc->area = job->params.area != NULL ? job->params.area : "norfolk";
	for (int t = 0; t < 2; t++) {
		table = doc_table(doc, t == 0 ? "monthly" : "quarterly",
			t == 0 ? "Monthly" : "Quarterly", 4, columns);
		for (int i = 0; i < 12; i++) {
			struct row *row = table_row(job->arena, table, ROW_BODY);

			row->cells[0].text = arena_printf(job->arena, "7.%d", i + 1);
			row->cells[1].text = "Rate of looked after children per 10,000 & <more>";
			row->cells[2].text = "65.5";
			row->cells[2].rag = RAG_AMBER;
			row->cells[3].text = "66.3";
			row->cells[3].rag = RAG_RED;
			row->cells[3].dot = DOT_DOWN;
		}
		table_note(job->arena, table, "A note.");
	}
	*made = doc;
	return 0;
}

const struct report report_table[] = {
	{"home", 0, false, true, build},
	{"performance", PARAM_AREA | PARAM_PERIOD, false, true, build},
	{"meetings/{id}/pack", PARAM_EDITION, true, false, build},
	{NULL, 0, false, false, NULL},
};

const struct report *
report_find(struct arena *arena, const char *name, const char **subject)
{
	*subject = NULL;
	if (str_starts(name, "meetings/") && str_ends(name, "/pack")) {
		*subject = arena_string(arena, name);
		return &report_table[2];
	}
	for (int i = 0; i < 2; i++)
		if (strcmp(report_table[i].pattern, name) == 0)
			return &report_table[i];
	return NULL;
}

bool
report_param_set(struct report_params *params, const struct report *report, const char *name,
	const char *value)
{
	if (str_equal(name, "area") && report->params & PARAM_AREA)
		params->area = value;
	else if (str_equal(name, "period") && report->params & PARAM_PERIOD)
		params->period = value;
	else if (str_equal(name, "edition") && report->params & PARAM_EDITION)
		params->edition = value;
	else
		return false;
	return true;
}
