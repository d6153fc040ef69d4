/*
 * How a report is made: its scope, in one round trip; then all of its parts together with what its page's
 * frame shows (sources, areas to choose from, names), in another; then its builder.
 */
#include "builder.h"

#include <string.h>

#include "asked.h"
#include "auth/audit.h"
#include "base/str.h"
#include "sift.h"

const struct rows *
build_part(const struct build *build, const char *part)
{
	return parts_rows(&build->parts, part);
}

const char *
build_text(const struct build *build, const char *column)
{
	return row_text(&build->scope, 0, column);
}

bool
build_true(const struct build *build, const char *column)
{
	return row_true(&build->scope, 0, column);
}

bool
build_alone(const struct build *build)
{
	return build->job->depth == 0;
}

/* A cell of the scope's row; NULL if it has no such column. */
static const char *
scope_cell(const struct build *build, const char *column)
{
	const struct rows *scope = &build->scope;

	for (size_t c = 0; scope->count > 0 && c < scope->columns; c++)
		if (strcmp(scope->names[c], column) == 0)
			return scope->cells[c];
	return NULL;
}

static const char *
list_literal(struct arena *arena, const struct report_list *list)
{
	return list->count > 0 ? array_literal(arena, list->count, list->items) : NULL;
}

static int
ask(struct build *build, struct err *err)
{
	const struct report *report = build->report;
	const struct report_job *job = build->job;
	const struct report_params *p = &job->params;
	const char *const told[] = {job->subject, p->area, p->period, p->from, p->to, p->ref, p->scope, p->page,
		job->day, p->edition, p->committee, p->text, list_literal(job->arena, &p->indicators),
		list_literal(job->arena, &p->areas), p->person, p->event, p->about, p->kind};
	const size_t count = sizeof(told) / sizeof(told[0]);

	if (report->scope != STMT_NONE &&
		db_query(job->db, report->scope, count, told, job->arena, &build->scope, err) != 0)
		return -1;
	if (report->scope != STMT_NONE && build->scope.count == 0)
		return err_set(err, ERR_ABSENT, "there is no %s \"%s\"", report->subject, job->subject);
	if (report->parts == GROUP_NONE)
		return 0;
	if (report->scope == STMT_NONE)
		return db_ask_parts(job->db, report->parts, count, told, job->arena, &build->parts, err);
	return db_ask_parts(
		job->db, report->parts, build->scope.columns, build->scope.cells, job->arena, &build->parts, err);
}

/* What a page says besides: asked for together with the parts. */
struct around {
	struct rows sources, names;
};

/* Of this area, around this period, and of these indicators, if they are known. */
static int
ask_choices(const struct report *report, const struct report_job *job, const char *area, const char *period,
	const char *ids, struct err *err)
{
	const char *const params[] = {NULL, area, report->choices, job->subject, ids, period};
	const size_t count = sizeof(params) / sizeof(params[0]);

	if (job->choices == NULL || report->choices == NULL)
		return 0;
	if ((report->params & PARAM_AREA) != 0 &&
		db_ask(job->db, STMT_FRAME_AREAS, count, params, job->arena, &job->choices->areas, err) != 0)
		return -1;
	if ((report->params & PARAM_PERIOD) == 0)
		return 0;
	return db_ask(job->db, STMT_FRAME_PERIODS, count, params, job->arena, &job->choices->periods, err);
}

static int
ask_around(const struct build *build, struct around *around, struct err *err)
{
	const struct report_job *job = build->job;
	size_t count = 0;
	const char *params[2];

	while (build->report->sources != NULL && build->report->sources[count] != NULL)
		count++;
	params[0] = array_literal(job->arena, count, build->report->sources);
	params[1] = scope_cell(build, "area");
	*around = (struct around){{0}, {0}};
	if (count > 0 && !parts_have(&build->parts, "sources") &&
		db_ask(job->db, STMT_FRAME_SOURCES, 2, params, job->arena, &around->sources, err) != 0)
		return -1;
	if (ask_choices(build->report, job, params[1], scope_cell(build, "period"), scope_cell(build, "ids"), err) != 0)
		return -1;
	return !job->named ? 0 : db_ask(job->db, STMT_FRAME_NAMES, 2, params, job->arena, &around->names, err);
}

static void
put_sources(struct doc *doc, const struct rows *sources)
{
	if (sources->count == 0)
		return;
	doc->sources = arena_array(doc->arena, sources->count, sizeof(*doc->sources));
	doc->source_count = sources->count;
	for (size_t i = 0; i < sources->count; i++)
		doc->sources[i] = (struct source){row_integer(sources, i, "import_id"), row_text(sources, i, "name")};
	doc->as_of = row_text(sources, 0, "as_of");
}

static void
put_around(const struct build *build, const struct around *around)
{
	struct doc *doc = build->doc;

	put_sources(doc, parts_have(&build->parts, "sources") ? build_part(build, "sources") : &around->sources);
	if (around->names.count == 0)
		return;
	if (doc->author == NULL)
		doc->author = row_text(&around->names, 0, "council");
	doc->header = row_text(&around->names, 0, "header");
	doc->footer = row_text(&around->names, 0, "footer");
	if (doc->area_label == NULL)
		doc->area_label = row_text(&around->names, 0, "area_name");
}

/* What holds a figure that members do not see yet is a draft. */
static bool
holds_unreleased(const struct doc *doc)
{
	for (size_t i = 0; i < doc->count; i++) {
		const struct table *table = doc->blocks[i].table;

		for (size_t r = 0; table != NULL && r < table->row_count; r++)
			for (size_t c = 0; c < table->column_count; c++)
				if ((table->rows[r].cells[c].flags & MARK_UNRELEASED) != 0)
					return true;
	}
	return false;
}

static int
fill(struct build *build, struct err *err)
{
	const struct report *report = build->report;
	const char *title = report->title != NULL ? report->title : scope_cell(build, "title");

	build->doc = doc_new(build->arena, build->job->name, title);
	build->doc->area = scope_cell(build, "area");
	build->doc->area_label = scope_cell(build, "area_name");
	build->doc->period = scope_cell(build, "period");
	build->doc->period_label = scope_cell(build, "label");
	if (report->sift != NULL)
		sift_rows(build);
	if (report->build(build, err) != 0)
		return -1;
	if (report->sift != NULL)
		sift_finish(build);
	build->doc->draft = build->doc->draft || holds_unreleased(build->doc);
	return 0;
}

int
report_build(const struct report *report, const struct report_job *job, struct doc **doc, struct err *err)
{
	const struct build *asked = asked_find(report, job);
	struct build build = {.report = report, .job = job, .arena = job->arena};

	if (asked != NULL) {
		build.scope = asked->scope;
		build.parts = asked->parts;
	} else {
		if (ask(&build, err) != 0 || db_flush(job->db, err) != 0)
			return -1;
		asked_keep(&build);
	}
	if (fill(&build, err) != 0)
		return -1;
	if (build.doc->problem != NULL)
		return err_set(err, ERR_INPUT, "%s", build.doc->problem);
	*doc = build.doc;
	return 0;
}

void
see_exempt_rows(struct doc *doc, const char *event, const struct rows *rows)
{
	for (size_t i = 0; i < rows->count; i++)
		if (row_true(rows, i, "exempt"))
			doc_see(doc,
				(struct sight){event, row_text(rows, i, "meeting"), NULL,
					arena_printf(doc->arena, "item %s", row_text(rows, i, "item"))});
}

size_t
report_rows_taken(const struct report_job *job, const struct doc *doc)
{
	size_t rows = 0;

	if (str_equal(job->face, "html") || str_equal(job->face, "text") || str_equal(job->face, "csvw"))
		return 0;
	if (str_equal(job->face, "csv")) {
		const struct table *table = doc_find_table(doc, job->table);

		return table != NULL ? table->row_count : 0;
	}
	for (size_t i = 0; i < doc->count; i++)
		rows += doc->blocks[i].table != NULL ? doc->blocks[i].table->row_count : 0;
	return rows;
}

int
report_note_taken(const struct report_job *job, size_t rows, struct err *err)
{
	return rows == 0 ? 0 : audit_export(job->db, job->arena, job->name, job->face, rows, err);
}

/* What goes on record of the reader who is shown it. */
static int
note_sights(const struct report_job *job, const struct doc *doc, struct err *err)
{
	if (job->face == NULL)
		return 0;
	for (size_t i = 0; i < doc->sight_count; i++) {
		const struct sight *sight = &doc->sights[i];
		const struct audit_fact facts[AUDIT_FACTS] = {
			{"edition", sight->edition}, {"what", sight->what}, {"face", job->face}};

		if (audit_note(job->db, job->arena, sight->event, sight->about, facts, err) != 0)
			return -1;
	}
	return report_note_taken(job, report_rows_taken(job, doc), err);
}

int
report_make(const struct report *report, const struct report_job *job, struct doc **doc, struct err *err)
{
	struct build build = {.report = report, .job = job, .arena = job->arena};
	struct around around;

	if (ask(&build, err) != 0 || ask_around(&build, &around, err) != 0 || db_flush(job->db, err) != 0 ||
		fill(&build, err) != 0)
		return -1;
	*doc = build.doc;
	put_around(&build, &around);
	return note_sights(job, *doc, err);
}

int
report_choices(const struct report *report, const struct report_job *job, const char **title, struct err *err)
{
	const struct report_params *p = &job->params;
	const char *const params[] = {report->choices, job->subject};
	struct rows titles = {0};

	if (ask_choices(report, job, p->area, p->period != NULL ? p->period : p->to, NULL, err) != 0 ||
		(report->title == NULL &&
			db_ask(job->db, STMT_CHOICES_TITLE, 2, params, job->arena, &titles, err) != 0) ||
		db_flush(job->db, err) != 0)
		return -1;
	*title = report->title != NULL ? report->title : titles.count > 0 ? row_text(&titles, 0, "title") : NULL;
	return 0;
}
