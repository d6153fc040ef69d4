/* What reports inside papers have asked the database for. */
#include "asked.h"

#include "base/str.h"

struct kept {
	struct build build;
	struct report_job job; /* a copy: the one it was asked with may be gone */
	struct kept *next;
};

struct asked {
	struct kept *first;
};

struct asked *
asked_new(struct arena *arena)
{
	return arena_alloc(arena, sizeof(struct asked));
}

/* The name holds the subject; every parameter that the database is told counts. */
static bool
is_same(const struct report_job *a, const struct report_job *b)
{
	const struct report_params *p = &a->params, *q = &b->params;

	return str_equal(a->name, b->name) && str_equal(a->day, b->day) && str_equal(p->area, q->area) &&
		str_equal(p->period, q->period) && str_equal(p->from, q->from) && str_equal(p->to, q->to) &&
		str_equal(p->committee, q->committee) && str_equal(p->text, q->text) && str_equal(p->scope, q->scope) &&
		str_equal(p->edition, q->edition) && str_equal(p->ref, q->ref) && str_equal(p->page, q->page);
}

struct build *
asked_find(const struct report *report, const struct report_job *job)
{
	struct kept *kept = job->asked != NULL ? job->asked->first : NULL;

	while (kept != NULL && (kept->build.report != report || !is_same(&kept->job, job)))
		kept = kept->next;
	return kept != NULL ? &kept->build : NULL;
}

void
asked_keep(const struct build *build)
{
	struct asked *asked = build->job->asked;
	struct kept *kept;

	if (asked == NULL)
		return;
	kept = arena_alloc(build->arena, sizeof(*kept));
	*kept = (struct kept){*build, *build->job, asked->first};
	asked->first = kept;
}
