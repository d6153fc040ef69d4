/* A resolution, and the course since of the figure, the budget line and the risk that it names. */
#include <string.h>

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
	struct block *facts = doc_facts(build->doc, 2);

	fact_to(build, facts, "Meeting",
		arena_printf(
			build->arena, "%s, %s", build_text(build, "committee_name"), build_text(build, "meeting_day")),
		address(build->arena, "meetings", meeting));
	fact_to(build, facts, "Item",
		build_text(build, "item_title") == NULL ? build_text(build, "item")
							: arena_printf(build->arena, "%s %s", build_text(build, "item"),
								  build_text(build, "item_title")),
		NULL);
}

/* What it names, each with a sentence on what became of it. */
static const char *
link_named(const struct doc *doc, const struct rows *rows, size_t i)
{
	const char *what = row_text(rows, i, "what"), *name = row_text(rows, i, "name");

	if (row_text(rows, i, "words") == NULL)
		return NULL;
	if (str_equal(what, "Indicator"))
		return indicator_address(
			doc->arena, arena_bytes(doc->arena, name, strcspn(name, " ")), NULL, NULL, NULL);
	return str_equal(what, "Risk") ? address(doc->arena, "risks", name) : NULL;
}

static const char *
since_words(struct arena *arena, const struct rows *rows, size_t i)
{
	const char *words = row_text(rows, i, "words");

	(void)arena;
	return words != NULL ? words : "No figure of it is held.";
}

static void
add_since(const struct build *build)
{
	static const struct field fields[] = {{.key = "name", .label = "About", .head = true, .link = link_named},
		{.key = "what", .label = "Kind"}, {.key = "since", .label = "Since then", .words = since_words}};
	static const struct table_spec spec = {"since", "What it is about, and what became of it", FIELDS(fields),
		"It names no indicator, budget line or risk.", NULL};

	add_table(build->doc, &spec, build_part(build, "since"));
}

static int
build_resolution(struct build *build, struct err *err)
{
	(void)err;
	see_exempt_rows(build->doc, "minutes-read", &build->scope);
	doc_paragraph(build->doc, arena_printf(build->arena, "Resolved to %s", build_text(build, "words")));
	add_facts(build);
	add_since(build);
	if (build_part(build, "series")->count == 0)
		return 0;
	doc_heading(build->doc, 2, "course", "The figure since");
	add_series_chart(build);
	add_series_beside(build);
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
