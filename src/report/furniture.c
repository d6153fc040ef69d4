/*
 * What every page is furnished with: where its figures come from, the words of its charts, the areas
 * to choose from, names. Builders note what they want; one statement brings it when they have done.
 */
#include "report/build.h"

#include <string.h>

enum { FURNITURE_FIXED = 4 };	/* parameters before those of the lines */

struct said {
	struct chart *chart;
	const char *line[SAID_ARRAYS];	/* literals */
	const char *after;
};

struct furniture {
	bool taken;		/* sources, areas and names came along with figures */
	const char *const *kinds;
	size_t kind_count;
	struct said *said;
	size_t said_count, said_room;
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
furniture_say(const struct report_job *job, struct chart *chart, size_t count,
	const char *const *const line[SAID_ARRAYS], const char *after)
{
	struct furniture *f = job->furniture;
	struct said *said;

	f->said = arena_grow(job->arena, f->said, f->said_count, &f->said_room, sizeof(*f->said));
	said = &f->said[f->said_count++];
	*said = (struct said){.chart = chart, .after = after};
	for (size_t i = 0; i < SAID_ARRAYS; i++)
		said->line[i] = array_literal(job->arena, count, line[i]);
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

static void
say(const struct report_job *job, const struct rows *words)
{
	for (size_t i = 0; i < job->furniture->said_count; i++) {
		const struct said *said = &job->furniture->said[i];
		const char *text = i < words->count ? row_string(words, i, "words") : "";

		said->chart->alternative = arena_printf(job->arena, "%s%s%s", text,
			*text != '\0' && *said->after != '\0' ? " " : "", said->after);
	}
}

/* Whether anything is left to ask for. */
static bool
is_wanting(const struct report_job *job)
{
	const struct furniture *f = job->furniture;

	return f->said_count > 0 ||
		(!f->taken && (f->kind_count > 0 || job->areas != NULL || job->named));
}

int
furnish(const struct report_job *job, struct doc *doc, struct err *err)
{
	const struct furniture *f = job->furniture;
	const char **column = arena_array(job->arena, f->said_count, sizeof(*column));
	const char *params[FURNITURE_FIXED + SAID_ARRAYS] = {
		array_literal(job->arena, f->taken ? 0 : f->kind_count, f->kinds),
		f->taken ? "f" : furniture_areas(job), f->taken ? "f" : furniture_names(job),
		doc->area};
	struct rows rows, words;

	if (!is_wanting(job))
		return 0;
	for (size_t w = 0; w < SAID_ARRAYS; w++) {
		for (size_t i = 0; i < f->said_count; i++)
			column[i] = f->said[i].line[w];
		params[FURNITURE_FIXED + w] = array_literal(job->arena, f->said_count, column);
	}
	if (db_query(job->db, STMT_PAGE_FURNITURE, FURNITURE_FIXED + SAID_ARRAYS, params,
		    job->arena, &rows, err) != 0)
		return -1;
	if (!f->taken)
		furniture_take(job, doc, &rows);
	words = row_part(&rows, 0, "words", job->arena);
	say(job, &words);
	return 0;
}
