/* Indicators A to Z, or those that some words are about. */
#include "performance.h"

static int
build_indicators(struct build *build, struct err *err)
{
	static const struct field fields[] = {
		{.key = "name", .label = "Indicator", .head = true, .link = link_indicator},
		{.key = "ref", .label = "Ref"}, {.key = "section", .label = "Topic"},
		{.key = "definition", .label = "What it counts", .optional = true},
		{.key = "lead", .label = "Lead officer", .optional = true}};
	static const struct table_spec spec = {"indicators", "Indicators", FIELDS(fields),
		"No indicator has these words. Try fewer words, or a shorter one.", "letter"};

	(void)err;
	add_table(build->doc, &spec, build_part(build, "lines"));
	return 0;
}

const struct report indicators_report = {
	.address = "performance/indicators",
	.title = "Indicators A to Z",
	.about = "Every indicator by its name: what it counts and who leads on it.",
	.permission = PERMIT_FIGURES,
	.door = DOOR_PERFORMANCE,
	.menu = "Indicators A to Z",
	.listed = "Overview",
	.params = PARAM_TEXT,
	.pdf = true,
	.data = true,
	.sources = (const char *const[]){"indicators", NULL},
	.parts = GROUP_INDICATORS,
	.build = build_indicators,
};
