/* The report card of an indicator in a paper: why it matters, its chart, what lies behind it, what is done. */
#include "../address.h"
#include "../notes.h"
#include "../paper/paper.h"
#include "../resolved.h"
#include "base/str.h"
#include "performance.h"
#include "report/commentary.h"

enum { LEVEL = 2 }; /* of its headings */

static int
add_texts(const struct build *build, const struct rows *texts, struct references *const refs[], size_t first,
	size_t end, struct err *err)
{
	struct doc *doc = build->doc;

	for (size_t i = first; i < end; i++) {
		doc_heading(doc, LEVEL, NULL, commentary_title(row_text(texts, i, "kind")));
		text_caveats(doc, texts, i);
		if (add_resolved(build->job, doc, row_text(texts, i, "text"), LEVEL, false, refs[i], err) != 0)
			return -1;
	}
	return 0;
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
	stale_findings(build);
	if (add_body(build, texts, refs, err) != 0)
		return err_context(err, "commentary of %s", build_text(build, "ref"));
	add_resolutions(doc, build_part(build, "resolved"));
	add_officers(build);
	return 0;
}

/* No report of its own: the indicator's page says it all, and papers this much. */
const struct report card_inside = {
	.subject = "indicator",
	.scope = STMT_INDICATOR_SCOPE,
	.parts = GROUP_CARD,
	.build = build_card,
};
