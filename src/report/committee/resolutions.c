/* What committees resolved, all of it. */
#include "../resolved.h"
#include "../address.h"
#include "../notes.h"
#include "../sift.h"
#include "../table.h"
#include "committee.h"

static const char *
link_its_indicator(const struct doc *doc, const struct rows *rows, size_t i)
{
	const char *ref = row_text(rows, i, "ref");

	return ref == NULL ? NULL : indicator_address(doc->arena, ref, NULL, NULL, NULL);
}

static int
build_resolutions(struct build *build, struct err *err)
{
	const struct field fields[] = {{.key = "words", .label = "Resolved to", .head = true, .link = link_resolution},
		{.key = "day", .label = "On", .from = "meeting_day", .kind = COLUMN_DATE, .link = link_meeting},
		{.key = "committee",
			.label = capitalised(build->arena, row_text(build_part(build, "words"), 0, "committee")),
			.from = "committee_name"},
		{.key = "item", .label = "Item"}, {.key = "verb", .label = "Kind"},
		{.key = "to", .label = "To", .from = "to_body", .optional = true},
		{.key = "by", .label = "By", .from = "by_day", .kind = COLUMN_DATE, .optional = true},
		{.key = "indicator", .label = "Indicator", .from = "ref", .link = link_its_indicator, .optional = true},
		{.key = "budget_line", .label = "Budget line", .optional = true},
		{.key = "risk", .label = "Risk", .optional = true}};
	const struct table_spec spec = {"resolutions", "Resolutions", FIELDS(fields),
		"No resolution is open: they are with the minutes of meetings.", NULL};

	(void)err;
	add_table(build->doc, &spec, build_part(build, "resolutions"));
	see_exempt_rows(build->doc, "minutes-read", build_part(build, "resolutions"));
	return 0;
}

static const struct sift sift = {
	.part = "resolutions",
	.table = "resolutions",
	.thing = "resolution",
	.things = "resolutions",
	.section = "committee_name",
	.section_word = "committee",
	.state = "verb",
	.state_word = "kind",
	.texts = {"words", "ref", "budget_line"},
	.orders = {{"words", "words", ORDER_TEXT}, {"day", "meets", ORDER_TEXT},
		{"committee", "committee_name", ORDER_TEXT}, {"verb", "verb", ORDER_TEXT},
		{"indicator", "ref", ORDER_TEXT}},
};

const struct report resolutions_report = {
	.address = "resolutions",
	.title = "Resolutions",
	.permission = PERMIT_MEETINGS,
	.door = DOOR_MEETINGS,
	.menu = "Resolutions",
	.pdf = true,
	.data = true,
	.sources = (const char *const[]){"committees", "meetings", "resolutions", NULL},
	.parts = GROUP_RESOLUTIONS,
	.build = build_resolutions,
	.sift = &sift,
};
