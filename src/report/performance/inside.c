/* Reports of performance inside papers. */
#include "performance.h"
#include "../paper/paper.h"

int
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

void
append_inside(struct doc *doc, const struct doc *inside, const char *ref, unsigned deeper)
{
	size_t first = doc->count;

	doc_append(doc, inside, deeper);
	doc->draft = doc->draft || inside->draft;
	prefix_keys(doc, first, ref);
}
