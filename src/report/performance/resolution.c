/* A resolution, and the course since of the figure, the budget line and the risk that it names. */
#include "base/str.h"
#include "performance.h"

static void
fact_to(const struct build *build, struct block *facts, const char *term, const char *text, const char *href)
{
	if (text == NULL)
		return;
	doc_fact(build->doc, facts, term, text);
	facts->facts[facts->count - 1].text.spans[0].href = href;
}

static void
add_facts(const struct build *build)
{
	const char *meeting = build_text(build, "meeting");
	struct block *facts = doc_facts(build->doc, 5);

	fact_to(build, facts, "Meeting",
		arena_printf(
			build->arena, "%s, %s", build_text(build, "committee_name"), build_text(build, "meeting_day")),
		address(build->arena, "meetings", meeting));
	fact_to(build, facts, "Item",
		build_text(build, "item_title") == NULL ? build_text(build, "item")
							: arena_printf(build->arena, "%s %s", build_text(build, "item"),
								  build_text(build, "item_title")),
		NULL);
	fact_to(build, facts, "To", build_text(build, "to_body"), NULL);
	fact_to(build, facts, "By", build_text(build, "by_day"), NULL);
}

/* What it names, with a sentence on what became of it. */
static void
add_since(const struct build *build, const char *name, const char *words, const char *href)
{
	if (name == NULL)
		return;
	doc_heading(build->doc, 2, NULL, name);
	if (words != NULL)
		doc_paragraph(build->doc, words);
	if (href != NULL)
		add_link(build->doc, arena_printf(build->arena, "The page of %s", name), href);
}

static void
add_figure(const struct build *build)
{
	const char *ref = build_text(build, "ref"), *name = build_text(build, "name");

	if (ref == NULL)
		return;
	add_since(build, name == NULL ? ref : arena_printf(build->arena, "%s %s", ref, name),
		build_text(build, "figure_words"),
		name == NULL ? NULL : indicator_address(build->arena, ref, NULL, NULL, NULL));
	if (build_part(build, "series")->count == 0)
		return;
	add_series_chart(build);
	add_series_beside(build);
}

static int
build_resolution(struct build *build, struct err *err)
{
	const char *risk = build_text(build, "risk");

	(void)err;
	doc_paragraph(build->doc, arena_printf(build->arena, "Resolved to %s", build_text(build, "words")));
	add_facts(build);
	add_figure(build);
	add_since(build, build_text(build, "budget_line"), build_text(build, "line_words"), NULL);
	add_since(build, risk == NULL ? NULL : arena_printf(build->arena, "Risk %s", risk),
		build_text(build, "risk_words"),
		risk == NULL || build_text(build, "risk_words") == NULL ? NULL : address(build->arena, "risks", risk));
	return 0;
}

const struct report resolution_report = {
	.address = "resolutions/{resolution}",
	.subject = "resolution",
	.permission = PERMIT_MEETINGS,
	.door = DOOR_MEETINGS,
	.pdf = true,
	.data = true,
	.sources = (const char *const[]){"meetings", "resolutions", "observations", "indicators", NULL},
	.scope = STMT_RESOLUTION_SCOPE,
	.parts = GROUP_RESOLUTION,
	.build = build_resolution,
};
