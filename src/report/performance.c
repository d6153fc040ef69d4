/* The performance reports that come as cells: which there are, and how their pages are put together. */
#include "report/build.h"

#include <string.h>

#include "base/str.h"

/* What is particular to a report: everything else is the same for all. */
struct sort {
	const char *name;	/* as report_indicators() in sql/objects/ knows it */
	const char *title;	/* the page's; NULL: what the subject is called */
	const char *suffix;	/* after the subject's name; NULL */
	const char *kind;	/* of period; NULL: any */
	const char *commentary;	/* the kind of commentary that stands before the tables; NULL: none */
	const char *heading;	/* over the commentary */
	bool after;		/* … which stands after the tables instead */
	enum stmt stmt;
	bool subject;		/* the statement asks for the subject too */
	const char *scope;	/* of the rules that its figures are rated by; NULL: it says so itself */
};

static int
add_commentary(const struct report_job *job, struct doc *doc, const struct sort *sort,
	const struct rows *start, struct err *err)
{
	const char *text = row_text(start, 0, "commentary");

	if (text == NULL)
		return 0;
	doc_heading(doc, 2, "commentary", sort->heading);
	return add_paper(job, doc, text, 1, err);
}

/* From a report on one indicator to its own page, where its figures come from. */
static void
add_way_back(struct doc *doc, const struct rows *start)
{
	const char *ref = row_text(start, 0, "ref");

	if (ref != NULL)
		doc_paragraph(doc, arena_printf(doc->arena, "Indicator %s and where it comes from", ref))
			->text.spans[0].href = indicator_href(doc->arena, ref, doc->area, "to", doc->period);
}

static int
build(const struct report_job *job, const struct sort *sort, struct doc **doc, struct err *err)
{
	static const char *const kinds[] = {"indicators", "targets", "benchmarks", "observations",
		"totals", "populations", "breakdowns", "commentary"};
	struct rows start, rows;
	const char *area, *period, *title = sort->title;

	if (db_query(job->db, STMT_REPORT_START,
		    DB_PARAMS(job->params.area, job->params.period, sort->kind,
			    array_literal(
				    job->arena, sizeof(kinds) / sizeof(kinds[0]), kinds),
			    sort->name, job->subject, sort->commentary,
			    furniture_areas(job), furniture_names(job)),
		    job->arena, &start, err) != 0)
		return -1;
	area = row_text(&start, 0, "area_id");
	period = row_text(&start, 0, "period_id");
	if (db_query(job->db, sort->stmt, sort->subject ? 3 : 2,
		    (const char *[]){area, period, job->subject}, job->arena, &rows, err) != 0)
		return -1;
	if (title == NULL)
		title = arena_printf(job->arena, "%s%s", row_string(&start, 0, "subject"),
			sort->suffix != NULL ? sort->suffix : "");
	*doc = report_doc(job, title, &start);
	(*doc)->area = row_text(&start, 0, "area");
	furniture_take(job, *doc, &start);
	if (!sort->after && add_commentary(job, *doc, sort, &start, err) != 0)
		return -1;
	add_grid(*doc, &rows, sort->scope);
	if (job->depth == 0)	/* in a paper it would lead nowhere */
		add_way_back(*doc, &start);
	return sort->after ? add_commentary(job, *doc, sort, &start, err) : 0;
}

int
report_summary(const struct report_job *job, struct doc **doc, struct err *err)
{
	static const struct sort sort = {.name = "summary",
		.title = "Management summary",
		.kind = "month",
		.scope = "summary",
		.stmt = STMT_REPORT_SUMMARY};

	return build(job, &sort, doc, err);
}

int
report_section(const struct report_job *job, struct doc **doc, struct err *err)
{
	static const struct sort sort = {.name = "sections",
		.kind = "month",
		.commentary = "analysis",
		.heading = "Analysis",
		.scope = "summary",
		.stmt = STMT_REPORT_SECTION,
		.subject = true};

	return build(job, &sort, doc, err);
}

int
report_scorecard(const struct report_job *job, struct doc **doc, struct err *err)
{
	static const struct sort sort = {.name = "scorecards",
		.suffix = " scorecard",
		.scope = "scorecard",
		.stmt = STMT_REPORT_SCORECARD,
		.subject = true};

	return build(job, &sort, doc, err);
}

int
report_education(const struct report_job *job, struct doc **doc, struct err *err)
{
	static const struct sort sort = {.name = "education",
		.title = "Education, NEET and exclusions",
		.scope = "scorecard",
		.stmt = STMT_REPORT_EDUCATION};

	return build(job, &sort, doc, err);
}

int
report_localities(const struct report_job *job, struct doc **doc, struct err *err)
{
	static const struct sort sort = {.name = "localities",
		.suffix = ", localities compared",
		.stmt = STMT_REPORT_LOCALITIES,
		.subject = true};

	return build(job, &sort, doc, err);
}

int
report_contacts(const struct report_job *job, struct doc **doc, struct err *err)
{
	static const struct sort sort = {.name = "contacts-by-source",
		.title = "Contacts by source",
		.kind = "month",
		.stmt = STMT_REPORT_SOURCES};

	return build(job, &sort, doc, err);
}

int
report_breakdown(const struct report_job *job, struct doc **doc, struct err *err)
{
	static const struct sort sort = {.name = "breakdowns",
		.suffix = ", breakdowns",
		.stmt = STMT_REPORT_BREAKDOWN,
		.subject = true};

	return build(job, &sort, doc, err);
}

int
report_early_help(const struct report_job *job, struct doc **doc, struct err *err)
{
	static const struct sort sort = {.name = "early-help",
		.title = "Early help dashboard",
		.kind = "month",
		.scope = "summary",
		.stmt = STMT_REPORT_EARLY_HELP};

	return build(job, &sort, doc, err);
}

int
report_quarterly(const struct report_job *job, struct doc **doc, struct err *err)
{
	static const struct sort sort = {.name = "quarterly",
		.title = "Quarterly exception report",
		.kind = "quarter",
		.commentary = "response",
		.heading = "The service's response",
		.after = true,
		.scope = "summary",
		.stmt = STMT_REPORT_QUARTERLY};

	return build(job, &sort, doc, err);
}

int
report_reports(const struct report_job *job, struct doc **doc, struct err *err)
{
	struct rows rows;

	if (db_query(job->db, STMT_REPORT_LIST, DB_NONE, job->arena, &rows, err) != 0)
		return -1;
	*doc = doc_new(job->arena, job->name, "Performance reports");
	add_grid(*doc, &rows, NULL);
	return 0;
}
