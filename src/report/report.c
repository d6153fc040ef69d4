/* The table of reports: which address is made by whom, and what it takes. */
#include "report/report.h"

#include <string.h>

#include "base/str.h"
#include "report/build.h"

const struct report report_table[] = {
	{"home", 0, false, true, report_home},
	{"performance", PARAM_AREA | PARAM_PERIOD, true, true, report_dashboard},
	{"performance/exceptions", PARAM_AREA | PARAM_PERIOD, true, true, report_exceptions},
	{"performance/figures", PARAM_AREA | PARAM_FROM | PARAM_TO | PARAM_REF | PARAM_SCOPE, false,
		true, report_figures},
	{"performance/indicators/{ref}", PARAM_AREA | PARAM_PERIOD | PARAM_TO, true, true,
		report_indicator},
	{"performance/indicators/{ref}/provenance", PARAM_AREA | PARAM_PERIOD, true, true,
		report_provenance},
	{"performance/commentary", PARAM_PERIOD, true, true, report_commentary_due},
	{"performance/cards/{ref}", PARAM_AREA | PARAM_PERIOD, true, true, report_card},
	{"performance/summary", PARAM_AREA | PARAM_PERIOD, true, true, report_summary},
	{"performance/sections/{section}", PARAM_AREA | PARAM_PERIOD, true, true, report_section},
	{"performance/scorecards/{name}", PARAM_AREA | PARAM_PERIOD, true, true, report_scorecard},
	{"performance/education", PARAM_AREA | PARAM_PERIOD, true, true, report_education},
	{"performance/localities/{ref}", PARAM_AREA | PARAM_PERIOD, true, true, report_localities},
	{"performance/contacts-by-source", PARAM_AREA | PARAM_PERIOD, true, true, report_contacts},
	{"performance/breakdowns/{ref}", PARAM_AREA | PARAM_PERIOD, true, true, report_breakdown},
	{"performance/early-help", PARAM_AREA | PARAM_PERIOD, true, true, report_early_help},
	{"performance/quarterly", PARAM_AREA | PARAM_PERIOD, true, true, report_quarterly},
	{"performance/reports", 0, true, true, report_reports},
	{"glossary", 0, true, true, report_glossary},
	{"finance/revenue", PARAM_PERIOD, true, true, report_revenue},
	{"finance/schools", PARAM_PERIOD, true, true, report_schools},
	{"finance/revenue/{line}", PARAM_PERIOD, true, true, report_revenue_line},
	{"finance/schools/{line}", PARAM_PERIOD, true, true, report_schools_line},
	{"finance/cost-centres", PARAM_PERIOD, true, true, report_cost_centres},
	{"finance/cost-centres/{code}", PARAM_PERIOD | PARAM_PAGE, true, true,
		report_cost_centre},
	{"finance/capital", PARAM_PERIOD, true, true, report_capital},
	{"finance/balances", PARAM_PERIOD, true, true, report_balances},
	{"finance/reserves", PARAM_PERIOD, true, true, report_reserves},
	{"finance/contributions", 0, true, true, report_contributions},
	{"finance/key-points", PARAM_PERIOD, true, true, report_key_points},
	{"risks", 0, true, true, report_risks},
	{"risks/{number}", 0, true, true, report_risk},
	{"meetings/{meeting}", 0, true, true, report_meeting},
	{"meetings/{meeting}/pack", PARAM_EDITION, true, true, report_pack},
	{"meetings/{meeting}/preflight", 0, false, true, report_preflight},
	{NULL, 0, false, false, NULL},
};

/* The name matches part by part; {…} takes one part, which is not empty. */
static bool
match(struct arena *arena, const char *pattern, const char *name, const char **subject)
{
	for (;;) {
		size_t of_pattern = strcspn(pattern, "/"), of_name = strcspn(name, "/");

		if (*pattern == '{') {
			if (of_name == 0)
				return false;
			*subject = arena_bytes(arena, name, of_name);
		} else if (of_pattern != of_name || memcmp(pattern, name, of_name) != 0) {
			return false;
		}
		pattern += of_pattern;
		name += of_name;
		if (*pattern == '\0' || *name == '\0')
			return *pattern == *name;
		pattern++;
		name++;
	}
}

const struct report *
report_find(struct arena *arena, const char *name, const char **subject)
{
	for (const struct report *report = report_table; report->pattern != NULL; report++) {
		*subject = NULL;
		if (match(arena, report->pattern, name, subject))
			return report;
	}
	return NULL;
}

int
report_make(const struct report *report, const struct report_job *asked, struct doc **doc,
	struct err *err)
{
	struct report_job job = furniture_begin(asked);

	if (report->build(&job, doc, err) != 0)
		return -1;
	return furnish(&job, *doc, err);
}

bool
report_param_set(struct report_params *params, const struct report *report, const char *name,
	const char *value)
{
	const struct {
		const char *name;
		unsigned bit;
		const char **place;
	} known[] = {
		{"area", PARAM_AREA, &params->area},
		{"period", PARAM_PERIOD, &params->period},
		{"from", PARAM_FROM, &params->from},
		{"to", PARAM_TO, &params->to},
		{"committee", PARAM_COMMITTEE, &params->committee},
		{"scope", PARAM_SCOPE, &params->scope},
		{"edition", PARAM_EDITION, &params->edition},
		{"large-print", PARAM_LARGE_PRINT, &params->large_print},
		{"ref", PARAM_REF, &params->ref},
		{"page", PARAM_PAGE, &params->page},
	};
	const unsigned taken = report->params | (report->pdf ? PARAM_LARGE_PRINT : 0);

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(known[i].name, name) == 0 && (taken & known[i].bit) != 0) {
			*known[i].place = value;
			return true;
		}
	return false;
}
