/* Reports that are not ported yet. */
#include "report/build.h"

const struct report home_row = {
	.address = "home",
	.permission = PERMIT_SIGNED_IN,
	.menu = "Home",
	.params = 0,
	.pdf = false,
	.data = true,
	.old = report_home,
};

const struct report dashboard_row = {
	.address = "performance",
	.permission = PERMIT_FIGURES,
	.menu = "Performance",
	.listed = "Overview",
	.params = PARAM_AREA | PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.old = report_dashboard,
};

const struct report summary_row = {
	.address = "performance/summary",
	.permission = PERMIT_FIGURES,
	.listed = "Overview",
	.params = PARAM_AREA | PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.old = report_summary,
};

const struct report exceptions_row = {
	.address = "performance/exceptions",
	.permission = PERMIT_FIGURES,
	.listed = "Overview",
	.params = PARAM_AREA | PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.old = report_exceptions,
};

const struct report commentary_due_row = {
	.address = "performance/commentary",
	.permission = PERMIT_FIGURES,
	.params = PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.old = report_commentary_due,
};

const struct report section_row = {
	.address = "performance/sections/{section}",
	.permission = PERMIT_FIGURES,
	.params = PARAM_AREA | PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.old = report_section,
};

const struct report scorecard_row = {
	.address = "performance/scorecards/{name}",
	.permission = PERMIT_FIGURES,
	.params = PARAM_AREA | PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.old = report_scorecard,
};

const struct report education_row = {
	.address = "performance/education",
	.permission = PERMIT_FIGURES,
	.params = PARAM_AREA | PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.old = report_education,
};

const struct report localities_row = {
	.address = "performance/localities/{ref}",
	.permission = PERMIT_FIGURES,
	.params = PARAM_AREA | PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.old = report_localities,
};

const struct report contacts_row = {
	.address = "performance/contacts-by-source",
	.permission = PERMIT_FIGURES,
	.params = PARAM_AREA | PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.old = report_contacts,
};

const struct report breakdown_row = {
	.address = "performance/breakdowns/{ref}",
	.permission = PERMIT_FIGURES,
	.params = PARAM_AREA | PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.old = report_breakdown,
};

const struct report early_help_row = {
	.address = "performance/early-help",
	.permission = PERMIT_FIGURES,
	.params = PARAM_AREA | PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.old = report_early_help,
};

const struct report quarterly_row = {
	.address = "performance/quarterly",
	.permission = PERMIT_FIGURES,
	.params = PARAM_AREA | PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.old = report_quarterly,
};

const struct report reports_row = {
	.address = "performance/reports",
	.permission = PERMIT_FIGURES,
	.params = 0,
	.pdf = true,
	.data = true,
	.old = report_reports,
};

const struct report meeting_row = {
	.address = "meetings/{meeting}",
	.permission = PERMIT_MEETINGS,
	.params = 0,
	.pdf = true,
	.data = true,
	.old = report_meeting,
};

const struct report pack_row = {
	.address = "meetings/{meeting}/pack",
	.permission = PERMIT_MEETINGS,
	.params = PARAM_EDITION,
	.pdf = true,
	.data = true,
	.old = report_pack,
};

const struct report preflight_row = {
	.address = "meetings/{meeting}/preflight",
	.permission = PERMIT_MEETINGS,
	.params = 0,
	.pdf = false,
	.data = true,
	.old = report_preflight,
};
