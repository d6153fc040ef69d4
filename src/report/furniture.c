/*
 * What every page is furnished with: where its figures come from, the areas to choose from, names.
 * Builders note what they want; one statement brings it when they have done.
 */
#include "report/build.h"

#include <string.h>

struct furniture {
	bool taken;		/* sources, areas and names came along with figures */
	const char *const *kinds;
	size_t kind_count;
};

struct report_job
furniture_begin(const struct report_job *asked)
{
	struct report_job job = *asked;

	job.furniture = arena_alloc(job.arena, sizeof(*job.furniture));
	return job;
}

/* The mark of a figure that members do not see yet: what holds one is a draft. */
static bool
holds_unreleased(const struct doc *doc)
{
	for (size_t i = 0; i < doc->count; i++) {
		const struct table *table = doc->blocks[i].table;

		for (size_t r = 0; table != NULL && r < table->row_count; r++)
			for (size_t c = 0; c < table->column_count; c++) {
				const char *marks = table->rows[r].cells[c].marks;

				if (marks != NULL && strstr(marks, "[u]") != NULL)
					return true;
			}
	}
	return false;
}

void
add_sources(const struct report_job *job, struct doc *doc, size_t count, const char *const kinds[])
{
	doc->draft = doc->draft || holds_unreleased(doc);
	if (job->depth > 0)
		return;
	job->furniture->kinds = kinds;
	job->furniture->kind_count = count;
}

/* None take nothing away: a page of money has noted its own before names are asked for. */
static void
take_sources(struct doc *doc, const struct rows *sources)
{
	if (sources->count == 0)
		return;
	doc->sources = arena_array(doc->arena, sources->count, sizeof(*doc->sources));
	doc->source_count = sources->count;
	for (size_t i = 0; i < sources->count; i++)
		doc->sources[i] = (struct source){
			row_integer(sources, i, "import_id"), row_text(sources, i, "name")};
	doc->as_of = row_text(sources, 0, "as_of");
}

void
note_sources(struct doc *doc, const struct rows *sources)
{
	take_sources(doc, sources);
	doc->draft = doc->draft || holds_unreleased(doc);
}

void
furniture_take(const struct report_job *job, struct doc *doc, const struct rows *rows)
{
	struct rows sources = row_part(rows, 0, "sources", job->arena);

	if (job->depth > 0)
		return;	/* a report in a paper: the whole says where it comes from */
	job->furniture->taken = true;
	take_sources(doc, &sources);
	if (job->areas != NULL)
		*job->areas = row_part(rows, 0, "areas", job->arena);
	if (job->named && doc->author == NULL)
		doc->author = row_text(rows, 0, "council");
	if (job->named && doc->area_label == NULL && doc->area != NULL)
		doc->area_label = row_text(rows, 0, "area_name");
}

const char *
furniture_areas(const struct report_job *job)
{
	return job->areas != NULL && job->depth == 0 ? "t" : "f";
}

const char *
furniture_names(const struct report_job *job)
{
	return job->named && job->depth == 0 ? "t" : "f";
}

/* Whether anything is left to ask for. */
static bool
is_wanting(const struct report_job *job)
{
	const struct furniture *f = job->furniture;

	return !f->taken && (f->kind_count > 0 || job->areas != NULL || job->named);
}

int
furnish(const struct report_job *job, struct doc *doc, struct err *err)
{
	const struct furniture *f = job->furniture;
	struct rows rows;

	if (!is_wanting(job))
		return 0;
	if (db_query(job->db, STMT_PAGE_FURNITURE,
		    DB_PARAMS(array_literal(job->arena, f->kind_count, f->kinds), furniture_areas(job),
			    furniture_names(job), doc->area),
		    job->arena, &rows, err) != 0)
		return -1;
	furniture_take(job, doc, &rows);
	return 0;
}
