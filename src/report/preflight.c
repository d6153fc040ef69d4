/*
 * The preflight of a pack: what readers would go without if it were published as it is. Each paper
 * is built and laid out by itself, so that one that cannot be built does not hide another's faults,
 * and then the pack as a whole.
 */
#include "report/build.h"

#include <string.h>

#include "base/str.h"

static void
add_finding(struct table *table, struct arena *arena, const char *item, const struct finding *finding)
{
	struct row *row = table_row(arena, table, ROW_BODY);

	row->cells[0] = cell_words(item);
	row->cells[1] = cell_words(finding->severity == SEVERITY_FAILS ? "would fail" : "to check");
	row->cells[2] = cell_words(finding->where);
	row->cells[3] = cell_words(finding->problem);
	row->cells[4] = cell_words(finding->advice);
}

/* What is missing or cannot be read, before any paper is opened. */
static void
check_agenda(struct table *table, struct arena *arena, const struct rows *agenda, size_t i)
{
	const char *item = row_text(agenda, i, "item"), *title = row_text(agenda, i, "attached");
	const char *where = title != NULL ? arena_printf(arena, "Attachment “%s”", title) : "Agenda";

	if (row_true(agenda, i, "needs_paper") && !item_has_pages(agenda, i))
		add_finding(table, arena, item, &(struct finding){SEVERITY_LOOK, where,
			"Its paper is to follow.", "Import the paper, or attach it."});
	if (title != NULL && !row_true(agenda, i, "attached_tagged"))
		add_finding(table, arena, item, &(struct finding){SEVERITY_FAILS, where,
			"It has no tags that a pack can take over: a screen reader cannot tell its "
			"headings and tables, and the pack cannot say that it is PDF/UA.",
			"Ask its author for a tagged PDF, saved from the program that wrote it."});
	else if (title != NULL && !row_true(agenda, i, "attached_pdfua"))
		add_finding(table, arena, item, &(struct finding){SEVERITY_LOOK, where,
			"It is tagged, but does not say that it is PDF/UA, and so the pack cannot.",
			"Ask its author for a PDF/UA file."});
}

/*
 * Builds something in a part of the transaction of its own. 1: it could not be built, `why` says
 * so, and what comes after it is looked at all the same; -1: a fault of the database's or ours.
 */
static int
try_build(const struct report_job *job, int (*build)(const struct report_job *job, struct doc *doc,
	const char *text, struct err *err), struct doc *doc, const char *text, struct err *why,
	struct err *err)
{
	if (db_query(job->db, STMT_PREFLIGHT_MARK, DB_NONE, job->arena, NULL, err) != 0)
		return -1;
	if (build(job, doc, text, why) == 0)
		return 0;
	if (why->code == ERR_DB || why->code == ERR_SYSTEM)
		return err_set(err, why->code, "%s", why->text);
	return db_query(job->db, STMT_PREFLIGHT_BACK, DB_NONE, job->arena, NULL, err) != 0 ? -1 : 1;
}

static int
build_paper(const struct report_job *asked, struct doc *doc, const char *text, struct err *err)
{
	const struct report_job job = furniture_begin(asked);

	if (add_paper(&job, doc, text, 1, err) != 0)
		return -1;
	return furnish(&job, doc, err);
}

/* Links from one paper to another are known only where all of them are. */
static int
build_pack(const struct report_job *asked, struct doc *doc, const char *text, struct err *err)
{
	const struct report_job job = furniture_begin(asked);
	struct doc *pack;

	(void)doc, (void)text;
	return report_pack(&job, &pack, err);
}

/* The paper as the pack will print it. Returns 1 if it cannot be. */
static int
check_paper(const struct report_job *job, struct table *table, const struct rows *agenda, size_t i,
	struct err *err)
{
	const char *item = row_text(agenda, i, "item");
	struct doc *doc = doc_new(job->arena, job->name, row_text(agenda, i, "title"));
	struct report_job paper = *job;
	struct err why = {0};
	int rc;

	paper.params = (struct report_params){0};
	doc_heading(doc, 2, "item", row_text(agenda, i, "title"));
	rc = try_build(&paper, build_paper, doc, row_text(agenda, i, "paper_text"), &why, err);
	if (rc < 0)
		return -1;
	if (rc > 0)
		doc_finding(doc, SEVERITY_FAILS,
			arena_printf(job->arena, "Paper %s", row_string(agenda, i, "paper")),
			arena_printf(job->arena, "The pack cannot be made: %s.", why.text),
			"Correct the paper and import it again.");
	else
		doc_check(doc);
	if (rc == 0 && job->lay_out != NULL)
		job->lay_out(doc);
	for (size_t f = 0; f < doc->finding_count; f++)
		add_finding(table, job->arena, item, &doc->findings[f]);
	return rc;
}

static int
check_pack(const struct report_job *job, struct table *table, struct err *err)
{
	struct report_job pack = *job;
	struct err why = {0};
	int rc;

	pack.params = (struct report_params){0};
	rc = try_build(&pack, build_pack, NULL, NULL, &why, err);
	if (rc > 0)
		add_finding(table, job->arena, NULL, &(struct finding){SEVERITY_FAILS, "The pack",
			arena_printf(job->arena, "It cannot be made: %s.", why.text),
			"Correct the paper and import it again."});
	return rc;
}

static struct table *
add_table(struct doc *doc)
{
	static const struct column columns[] = {
		{.key = "item", .label = "Item", .head = true},
		{.key = "severity", .label = "Severity"},
		{.key = "where", .label = "Where"},
		{.key = "problem", .label = "Problem"},
		{.key = "advice", .label = "What to do"},
	};
	struct table *table = doc_table(doc, "findings", "What was found",
		sizeof(columns) / sizeof(columns[0]), columns);

	table->empty = "Nothing was found: the pack is ready to be published.";
	table_note(doc->arena, table,
		"“would fail”: a reader would go without something, or the pack cannot be made. "
		"“to check”: it may be as it should be.");
	return table;
}

int
report_preflight(const struct report_job *job, struct doc **doc, struct err *err)
{
	static const char *const kinds[] = {"meetings", "agenda", "papers"};
	struct meeting_data data;
	struct block *back;
	struct table *table;
	bool whole = true;

	if (db_query(job->db, STMT_PREFLIGHT_ALLOWED, DB_NONE, job->arena, NULL, err) != 0 ||
		db_query(job->db, STMT_PACK_BEGIN, DB_NONE, job->arena, NULL, err) != 0 ||
		meeting_load(job, &data, err) != 0)
		return -1;
	*doc = doc_new(job->arena, job->name,
		arena_printf(job->arena, "Preflight: %s, %s",
			row_text(&data.meeting, 0, "committee_name"),
			row_text(&data.meeting, 0, "short_day")));
	back = doc_paragraph(*doc, "Back to the meeting");
	back->text.spans[0].href = arena_printf(job->arena, "/meetings/%s", job->subject);
	table = add_table(*doc);
	for (size_t i = 0; i < data.agenda.count; i++) {
		int rc = 0;

		check_agenda(table, job->arena, &data.agenda, i);
		if (row_text(&data.agenda, i, "paper_text") != NULL)
			rc = check_paper(job, table, &data.agenda, i, err);
		if (rc < 0)
			return -1;
		whole = whole && rc == 0;
	}
	/* A paper that cannot be built has been named already. */
	if (whole && check_pack(job, table, err) < 0)
		return -1;
	add_sources(job, *doc, sizeof(kinds) / sizeof(kinds[0]), kinds);
	return 0;
}
