/* Reports inside papers: {{card}}, {{chart}} and {{glossary}}. */
#include "paper.h"

/* A report of its own subject, period and area, a step deeper. */
static int
build_inside(const struct report *report, const struct report_job *job, const char *ref, const char *period,
	const char *area, struct doc **inside, struct err *err)
{
	struct report_job inner = *job;

	/* What papers ask for twice is told apart by name: see asked.c. */
	inner.name = ref != NULL ? ref : job->name;
	inner.subject = ref;
	inner.depth++;
	inner.params = (struct report_params){.period = period, .area = area};
	return report_build(report, &inner, inside, err);
}

/* Appends it, its headings `deeper` levels down and its keys led by the indicator's reference. */
static void
append_inside(struct doc *doc, const struct doc *inside, const char *ref, unsigned deeper)
{
	size_t first = doc->count;

	doc_append(doc, inside, deeper);
	doc_see_through(doc, inside);
	doc->draft = doc->draft || inside->draft;
	prefix_keys(doc, first, ref);
}

int
add_card(const struct report_job *job, struct doc *doc, const char *ref, const char *period, const char *area,
	unsigned level, struct err *err)
{
	struct doc *card;

	if (build_inside(&card_inside, job, ref, period, area, &card, err) != 0)
		return -1;
	doc_heading(doc, level, arena_printf(doc->arena, "%s-card", ref), card->title);
	append_inside(doc, card, ref, level - 1);
	return 0;
}

int
add_indicator_chart(const struct report_job *job, struct doc *doc, const char *ref, const char *period,
	const char *area, struct err *err)
{
	struct doc *chart;

	if (build_inside(&chart_inside, job, ref, period, area, &chart, err) != 0)
		return -1;
	append_inside(doc, chart, ref, 0);
	return 0;
}

int
add_glossary(const struct report_job *job, struct doc *doc, struct err *err)
{
	struct doc *glossary;

	if (build_inside(&glossary_report, job, NULL, NULL, NULL, &glossary, err) != 0)
		return -1;
	doc_append(doc, glossary, 0);
	return 0;
}
