/* Reports that are not ported yet. */
#include "report/build.h"

const struct report figures_row = {
	.address = "performance/figures",
	.permission = PERMIT_FIGURES,
	.params = PARAM_AREA | PARAM_FROM | PARAM_TO | PARAM_REF | PARAM_SCOPE,
	.pdf = false,
	.data = true,
	.old = report_figures,
};

const struct report indicator_row = {
	.address = "performance/indicators/{ref}",
	.permission = PERMIT_FIGURES,
	.params = PARAM_AREA | PARAM_PERIOD | PARAM_TO,
	.pdf = true,
	.data = true,
	.old = report_indicator,
};

const struct report provenance_row = {
	.address = "performance/indicators/{ref}/provenance",
	.permission = PERMIT_FIGURES,
	.params = PARAM_AREA | PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.old = report_provenance,
};

const struct report card_row = {
	.address = "performance/cards/{ref}",
	.permission = PERMIT_FIGURES,
	.params = PARAM_AREA | PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.old = report_card,
};

const struct report glossary_row = {
	.address = "glossary",
	.permission = PERMIT_MEETINGS,
	.params = 0,
	.pdf = true,
	.data = true,
	.old = report_glossary,
};
