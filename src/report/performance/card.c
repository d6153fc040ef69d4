/* The report card of an indicator: why it matters, its chart, what lies behind it, what is done. */
#include "../address.h"
#include "../notes.h"
#include "../paper/paper.h"
#include "base/str.h"
#include "performance.h"
#include "report/commentary.h"

enum { LEVEL = 2 }; /* of its headings */

static const char *
section_title(const char *kind)
{
	for (size_t i = 0; i < COMMENTARY_KINDS; i++)
		if (str_equal(commentary_kinds[i].kind, kind))
			return commentary_kinds[i].title;
	return kind;
}

static int
add_texts(const struct build *build, const struct rows *texts, struct references *const refs[], size_t first,
	size_t end, struct err *err)
{
	struct doc *doc = build->doc;

	for (size_t i = first; i < end; i++) {
		doc_heading(doc, LEVEL, NULL, section_title(row_text(texts, i, "kind")));
		text_caveats(doc, texts, i);
		if (add_resolved(build->job, doc, row_text(texts, i, "text"), LEVEL, false, refs[i], err) != 0)
			return -1;
	}
	return 0;
}

/* Words that were written about an earlier period than the figures beside them. */
static void
find_stale(const struct build *build, const struct rows *texts)
{
	struct doc *doc = build->doc;

	for (size_t i = 0; i < texts->count; i++)
		if (!row_true(texts, i, "own"))
			doc_finding(doc, SEVERITY_LOOK,
				arena_printf(doc->arena, "Report card %s", build_text(build, "ref")),
				arena_printf(doc->arena,
					"The commentary “%s” was written for %s; the figures are of %s.",
					row_text(texts, i, "kind"), row_text(texts, i, "label"),
					build_text(build, "label")),
				"Ask the lead to confirm it or to write it anew.");
}

static void
add_performance(const struct build *build)
{
	const struct rows *process = build_part(build, "process");
	struct doc *doc = build->doc;

	doc_heading(doc, LEVEL, NULL, "Performance");
	add_series_chart(build);
	add_series_beside(build);
	if (process->count > 0)
		add_process_facts(doc, doc_facts(doc, 2), process);
	add_process(build);
	add_terms(doc, build_part(build, "terms"));
}

static const char *
named(const char *officer)
{
	return str_blank(officer) ? "not named" : officer;
}

static void
add_officers(const struct build *build)
{
	struct block *facts;

	doc_heading(build->doc, LEVEL, NULL, "Responsible officers");
	facts = doc_facts(build->doc, 2);
	doc_fact(build->doc, facts, "Lead", named(build_text(build, "lead")));
	doc_fact(build->doc, facts, "Data", named(build_text(build, "data_owner")));
}

/* Why it matters stands before the figures, all else after them. */
static int
add_body(const struct build *build, const struct rows *texts, struct references *refs[], struct err *err)
{
	size_t before = texts->count > 0 && str_equal(row_text(texts, 0, "kind"), "why");

	if (texts_resolve(build, texts, refs, err) != 0 || add_texts(build, texts, refs, 0, before, err) != 0)
		return -1;
	add_performance(build);
	if (texts->count == 0)
		doc_paragraph(build->doc, "No commentary has been written for this indicator.");
	return add_texts(build, texts, refs, before, texts->count, err);
}

static int
build_card(struct build *build, struct err *err)
{
	const struct rows *texts = build_part(build, "commentary");
	struct references **refs = arena_array(build->arena, texts->count, sizeof(struct references *));
	struct doc *doc = build->doc;

	doc->title = arena_printf(build->arena, "Report card: %s", build_text(build, "name"));
	find_stale(build, texts);
	if (add_body(build, texts, refs, err) != 0)
		return err_context(err, "commentary of %s", build_text(build, "ref"));
	add_officers(build);
	if (!build_alone(build))
		return 0;
	add_link(doc, "The commentary, kind by kind, and who wrote it", link_commentary(doc, &build->scope, 0));
	add_link(doc, "The indicator, and where its figures come from", link_indicator_period(doc, &build->scope, 0));
	return 0;
}

const struct report card_report = {
	.address = "performance/cards/{ref}",
	.subject = "indicator",
	.permission = PERMIT_FIGURES,
	.door = DOOR_PERFORMANCE,
	.params = PARAM_AREA | PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.sources = (const char *const[]){"indicators", "targets", "benchmarks", "observations", "totals", "populations",
		"commentary", NULL},
	.scope = STMT_INDICATOR_SCOPE,
	.parts = GROUP_CARD,
	.build = build_card,
};
