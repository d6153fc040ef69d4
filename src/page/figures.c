/* Reports: the page around one, and its other faces. */
#include "visit.h"

#include <string.h>

#include "base/str.h"
#include "faces.h"
#include "filter.h"
#include "kept.h"
#include "out/out.h"
#include "publication.h"

/* What the faces know beside the report's own parameters. */
static const char *
face_param(const struct visit *visit)
{
	switch (visit->face) {
	case FACE_CSV:
	case FACE_CSVW:
		return "table";
	case FACE_PDF:
		return "large-print";
	default:
		return NULL;
	}
}

static int
fail_param(struct visit *visit, const char *name)
{
	const char *known = report_param_names(visit->arena, visit->report);
	const char *more = face_param(visit);

	if (more != NULL)
		known = *known == '\0' ? more : arena_printf(visit->arena, "%s, %s", known, more);
	return err_set(&visit->err, ERR_INPUT, "there is no \"%s\" here: what is known is %s", name,
		*known != '\0' ? known : "none");
}

/* An empty value is a field of the form left empty: not said. */
static int
read_params(struct visit *visit)
{
	const struct fields *query = &visit->request->query;

	for (size_t i = 0; i < query->count; i++) {
		const struct field *field = &query->list[i];
		const char *value = str_blank(field->value) ? NULL : field->value;

		if (visit->face != FACE_PDF && str_equal(field->name, face_param(visit)))
			continue;
		if (!report_param_add(visit->arena, &visit->params, visit->report, field->name, value))
			return fail_param(visit, field->name);
	}
	return page_plan_find(visit->params.large_print, &visit->err) != NULL ? 0 : -1;
}

/*
 * A pack is read beside its PDF: where are its pages? What the PDF cannot print (it would say so)
 * is shown without.
 */
static const struct block_pages *
pages_of(const struct visit *visit, const struct doc *doc)
{
	struct block_pages *pages;

	if (!doc->pack)
		return NULL;
	pages = arena_array(visit->arena, doc->count, sizeof(*pages));
	return pdf_pages(doc, &page_plan_a4, pages, NULL) == 0 ? pages : NULL;
}

/* Whether the document has the form for what its report takes; where areas and periods are chosen the page has it. */
static bool
asks_itself(const struct visit *visit, const struct doc *doc)
{
	for (size_t i = 0; visit->report->choices == NULL && i < doc->count; i++)
		if (doc->blocks[i].kind == BLOCK_QUERY)
			return true;
	return false;
}

static const char *
face_name(enum face face)
{
	static const char *const names[] = {[FACE_HTML] = "html",
		[FACE_JSON] = "json",
		[FACE_CSV] = "csv",
		[FACE_CSVW] = "csvw",
		[FACE_XLSX] = "xlsx",
		[FACE_PDF] = "pdf"};

	return names[face];
}

static struct report_job
job_of(const struct visit *visit, struct report_choices *choices)
{
	return (struct report_job){.db = visit->site->db,
		.arena = visit->arena,
		.name = visit->name,
		.subject = visit->subject,
		.params = visit->params,
		.face = face_name(visit->face),
		.table = field_value(&visit->request->query, "table"),
		.paper = visit->face == FACE_PDF,
		.lay_out = pdf_check,
		.named = visit->face == FACE_XLSX || visit->face == FACE_CSVW || visit->face == FACE_PDF,
		.choices = filter_wanted(visit) ? choices : NULL};
}

/* What is exempt, whose reader goes on record, is made anew each time. */
static bool
is_kept(const struct doc *doc)
{
	return doc->sight_count == 0 && doc->problem == NULL;
}

static int
write_page(struct visit *visit, const struct report_choices *choices, const struct doc *doc)
{
	const struct filter filter = {
		.choices = choices, .area = doc->area, .period = doc->period, .label = doc->period_label};
	struct buf main;
	int rc = 0;

	buf_init(&main);
	if (doc->draft)
		buf_text(&main,
			"<p class=\"draft\"><strong>Draft.</strong> This is not published "
			"and may still change.</p>\n");
	face_links(visit, doc, &main);
	if (doc->pack)
		notes_way(visit, &main);
	if (!asks_itself(visit, doc))
		filter_write(visit, &filter, &main);
	html_write_paged(&main, doc, pages_of(visit, doc));
	if (str_equal(visit->report->address, "meetings/{meeting}"))
		rc = details_way(visit, &main) != 0 ? -1 : attachment_forms(visit, &main);
	else if (str_equal(visit->report->address, "committees/{committee}"))
		rc = committee_ways(visit, &main);
	else if (visit->report->permission == PERMIT_ERASURES)
		rc = erasure_forms(visit, &main);
	if (rc == 0) {
		if (is_kept(doc))
			kept_page(visit, doc->title, doc->period_label, &main);
		page_answer(visit, &(struct page){.title = doc->title, .subtitle = doc->period_label, .main = &main});
	}
	buf_close(&main);
	return rc;
}

/*
 * A choice that cannot be answered stays on its page: with the reason, the form as it was filled in, and what can be
 * shown. The database's answer has ended the transaction; a new one asks for the choices. A page that has none, or
 * that there is not, fails with the first reason.
 */
static int
stay(struct visit *visit)
{
	const struct err reason = visit->err;
	struct report_choices choices = {0};
	const struct report_job job = job_of(visit, &choices);
	const char *title = NULL;
	struct filter filter;
	struct buf main, problem;

	if (!filter_wanted(visit) || (reason.code != ERR_INPUT && reason.code != ERR_ABSENT))
		return -1;
	visit->err = (struct err){0};
	db_rollback(visit->site->db);
	if (visit_begin(visit) != 0 || report_choices(visit->report, &job, &title, &visit->err) != 0)
		return -1;
	visit->err = reason;
	if ((choices.areas.count == 0 && choices.periods.count == 0) ||
		(reason.code == ERR_ABSENT && problem_ask(visit, 404) != 0))
		return -1;
	filter = (struct filter){.choices = &choices,
		.area = visit->params.area,
		.period = visit->params.period,
		.problem = problem_detail(visit)};
	buf_init(&main);
	buf_init(&problem);
	filter_write_problem(visit, &filter, &problem);
	filter_write(visit, &filter, &main);
	filter_write_ways(visit, &filter, &main);
	page_answer(visit, &(struct page){.title = title, .problem = &problem, .main = &main});
	buf_close(&main);
	buf_close(&problem);
	visit->response->status = reason.code == ERR_INPUT ? 400 : 404;
	return 0;
}

static bool
has_face(const struct visit *visit)
{
	switch (visit->face) {
	case FACE_HTML:
		return true;
	case FACE_JSON:
	case FACE_CSV:
	case FACE_CSVW:
	case FACE_XLSX:
		return visit->report->data;
	case FACE_PDF:
		return visit->report->pdf;
	}
	return false;
}

/*
 * A pack that is made as it is asked for is what costs most: whoever has one under way waits for it, and so many at once
 * leave processes for all else. What is published is made already, and costs no turn.
 */
static int
take_turn(struct visit *visit)
{
	const char *address = visit->report->address;

	if (!str_equal(address, "meetings/{meeting}/pack") && !str_equal(address, "meetings/{meeting}/preflight"))
		return 0;
	return db_ask(visit->site->db, STMT_PACK_TURN, DB_PARAMS(conf_text(visit->site->conf, CONF_PACKS_AT_ONCE)),
		NULL, NULL, &visit->err);
}

/* The document, in its face. */
static int
make(struct visit *visit)
{
	struct report_choices choices = {0};
	const struct report_job job = job_of(visit, &choices);
	struct doc *doc;

	if (report_make(visit->report, &job, &doc, &visit->err) != 0)
		return stay(visit);
	if (visit->face == FACE_HTML) {
		if (doc->problem != NULL)
			visit->response->status = 400;
		return write_page(visit, &choices, doc);
	}
	if (doc->problem != NULL)
		return err_set(&visit->err, ERR_INPUT, "%s", doc->problem);
	if (face_write(visit, doc) != 0)
		return -1;
	if (is_kept(doc))
		kept_file(visit, report_rows_taken(&job, doc));
	return 0;
}

static int
make_in_turn(struct visit *visit)
{
	return take_turn(visit) != 0 ? -1 : make(visit);
}

int
report_answer(struct visit *visit)
{
	size_t rows;
	bool answered;
	int rc;

	if (!has_face(visit))
		return err_set(&visit->err, ERR_ABSENT, "this page does not come in that format");
	if (read_params(visit) != 0)
		return -1;
	if (kept_answer(visit, &rows)) {
		const struct report_job job = job_of(visit, NULL);

		rc = report_note_taken(&job, rows, &visit->err);
	} else if (str_equal(visit->report->address, "meetings/{meeting}/pack")) {
		rc = publication_answer(visit, &answered);
		if (rc == 0 && !answered)
			rc = make_in_turn(visit);
	} else {
		rc = make_in_turn(visit);
	}
	/*
	 * Papers may be exempt, the home page is personal, and whoever sees figures before their release may be shown
	 * some anywhere: those are not to be kept at all.
	 */
	if (rc == 0 && visit->report->permission == PERMIT_FIGURES &&
		!roles_permit(visit->visitor.roles, PERMIT_UNRELEASED))
		response_etag(visit->response, visit->request);
	return rc;
}

int
page_instead(struct visit *visit, const char *name)
{
	struct request *request = arena_alloc(visit->arena, sizeof(*request));

	*request = *visit->request;
	request->path = request->uri = arena_printf(visit->arena, "/%s", name);
	request->query = (struct fields){0};
	visit->request = request;
	visit->name = name;
	visit->report = report_find(visit->arena, name, &visit->subject);
	return report_answer(visit);
}
