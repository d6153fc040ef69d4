/*
 * The preflight of a pack: what readers would go without if it were published as it is. Each paper
 * is built and laid out by itself, so that one that cannot be built does not hide another's faults,
 * and then the pack as a whole.
 */
#include "committee.h"

#include "../address.h"
#include "../asked.h"
#include "../notes.h"
#include "../paper/paper.h"
#include "../table.h"
#include "base/str.h"

/* What is looked at, and where findings go. */
struct preflight {
	struct report_job job; /* for papers and the pack: without parameters of the page's own */
	const struct rows *agenda, *papers, *sections;
	struct table *table;
	bool whole; /* every paper could be built */
};

static void
add_finding(struct preflight *p, const char *item, const struct finding *finding)
{
	const char *const texts[] = {item, finding->severity == SEVERITY_FAILS ? "would fail" : "to check",
		finding->where, finding->problem, finding->advice};
	struct row *row = table_row(p->job.arena, p->table, ROW_BODY);

	for (size_t c = 0; c < sizeof(texts) / sizeof(texts[0]); c++)
		row->cells[c] = cell_words(texts[c]);
}

/* --- the agenda --- */

static void
check_attachment(struct preflight *p, size_t i)
{
	const char *item = row_text(p->agenda, i, "number"), *title = row_text(p->agenda, i, "attached");
	const char *where = arena_printf(p->job.arena, "Attachment “%s”", title);

	if (!row_true(p->agenda, i, "attached_tagged"))
		add_finding(p, item,
			&(struct finding){SEVERITY_FAILS, where,
				"It has no tags that a pack can take over: a screen reader cannot tell its "
				"headings and tables, and the pack cannot say that it is PDF/UA.",
				"Ask its author for a tagged PDF, saved from the program that wrote it."});
	else if (!row_true(p->agenda, i, "attached_pdfua"))
		add_finding(p, item,
			&(struct finding){SEVERITY_LOOK, where,
				"It is tagged, but does not say that it is PDF/UA, and so the pack cannot.",
				"Ask its author for a PDF/UA file."});
}

/* What is missing or cannot be read, before any paper is opened. */
static void
check_item(struct preflight *p, size_t i)
{
	if (item_is_to_follow(p->agenda, i))
		add_finding(p, row_text(p->agenda, i, "number"),
			&(struct finding){
				SEVERITY_LOOK, "Agenda", "Its paper is to follow.", "Import the paper, or attach it."});
	if (row_text(p->agenda, i, "paper_import") != NULL)
		add_finding(p, row_text(p->agenda, i, "number"),
			&(struct finding){SEVERITY_LOOK,
				arena_printf(p->job.arena, "Paper %s", row_text(p->agenda, i, "paper")),
				arena_printf(p->job.arena,
					"Its text came with import %s, which is not released: a pack that is published now has "
					"the text before, or none.",
					row_text(p->agenda, i, "paper_import")),
				"Ask whoever imported it to release it."});
	if (row_text(p->agenda, i, "attached") != NULL)
		check_attachment(p, i);
}

static void
check_agenda(struct preflight *p)
{
	if (p->agenda->count == 0)
		add_finding(p, NULL,
			&(struct finding){SEVERITY_FAILS, "Agenda",
				"No agenda has been entered: the pack would hold no papers.",
				"Import the agenda of this meeting."});
}

/* --- papers --- */

/*
 * Builds something in a part of the transaction of its own. 1: it could not be built, `why` says
 * so, and what comes after it is looked at all the same; -1: a fault of the database's or ours.
 */
static int
try_build(const struct report_job *job,
	int (*build)(const struct report_job *job, struct doc *doc, const char *text, struct err *err), struct doc *doc,
	const char *text, struct err *why, struct err *err)
{
	if (db_query(job->db, STMT_PREFLIGHT_MARK, DB_NONE, job->arena, NULL, err) != 0)
		return -1;
	if (build(job, doc, text, why) == 0)
		return 0;
	if (why->code == ERR_DB || why->code == ERR_BUSY || why->code == ERR_STALE || why->code == ERR_SYSTEM)
		return err_set(err, why->code, "%s", why->text);
	return db_query(job->db, STMT_PREFLIGHT_BACK, DB_NONE, job->arena, NULL, err) != 0 ? -1 : 1;
}

static int
build_paper(const struct report_job *job, struct doc *doc, const char *text, struct err *err)
{
	return add_paper(job, doc, text, 1, err);
}

/* Links from one paper to another are known only where all of them are. */
static int
build_pack(const struct report_job *job, struct doc *doc, const char *text, struct err *err)
{
	struct doc *pack;

	(void)doc, (void)text;
	return report_build(&pack_report, job, &pack, err);
}

/* What of a paper that can be built is to be looked at. */
static int
review_paper(struct preflight *p, struct doc *doc, size_t i, struct err *err)
{
	const struct rows sections = rows_having(p->job.arena, p->sections, "item", row_text(p->agenda, i, "item"));
	const char *paper = row_text(p->agenda, i, "paper");

	doc_check(doc);
	if (paper != NULL &&
		paper_review(&p->job, doc, arena_printf(doc->arena, "Paper %s", paper),
			row_text(p->agenda, i, "paper_text"), &sections, err) != 0)
		return -1;
	if (p->job.lay_out != NULL)
		p->job.lay_out(doc);
	return 0;
}

static void
add_findings_of(struct preflight *p, size_t i, const struct doc *doc)
{
	for (size_t f = 0; f < doc->finding_count; f++)
		add_finding(p, row_text(p->agenda, i, "number"), &doc->findings[f]);
}

/* That a newer version is on its way. */
static void
check_written(struct preflight *p, size_t i)
{
	struct doc *doc = doc_new(p->job.arena, p->job.name, "Paper");

	paper_stands(doc, p->papers, row_text(p->agenda, i, "item"));
	add_findings_of(p, i, doc);
}

/* The paper as the pack will print it; p->whole is false if it cannot be. */
static int
check_paper(struct preflight *p, size_t i, struct err *err)
{
	const char *title = row_text(p->agenda, i, "title"), *text = row_text(p->agenda, i, "paper_text");
	struct doc *doc = doc_new(p->job.arena, p->job.name, title);
	struct err why = {0};
	int rc;

	if (text == NULL)
		return 0;
	doc_heading(doc, 2, "item", title);
	rc = try_build(&p->job, build_paper, doc, text, &why, err);
	if (rc < 0)
		return -1;
	if (rc > 0) {
		p->whole = false;
		doc_finding(doc, SEVERITY_FAILS,
			arena_printf(doc->arena, "Paper %s", row_string(p->agenda, i, "paper")),
			arena_printf(doc->arena, "The pack cannot be made: %s.", why.text),
			"Correct the paper and import it again.");
	} else if (review_paper(p, doc, i, err) != 0) {
		return -1;
	}
	add_findings_of(p, i, doc);
	return 0;
}

/* A paper that cannot be built has been named already. */
static int
check_pack(struct preflight *p, struct err *err)
{
	struct err why = {0};
	int rc = p->whole ? try_build(&p->job, build_pack, NULL, NULL, &why, err) : 0;

	if (rc > 0)
		add_finding(p, NULL,
			&(struct finding){SEVERITY_FAILS, "The pack",
				arena_printf(p->job.arena, "It cannot be made: %s.", why.text),
				"Correct the paper and import it again."});
	return rc < 0 ? -1 : 0;
}

/* --- figures --- */

static void
add_fault(struct preflight *p, const struct rows *faults, size_t i)
{
	const char *cohort = row_text(faults, i, "cohort");
	const bool whole = str_blank(cohort);

	add_finding(p, NULL,
		&(struct finding){SEVERITY_LOOK,
			arena_printf(p->job.arena, "%s %s, %s%s%s, %s", row_text(faults, i, "ref"),
				row_text(faults, i, "name"), row_text(faults, i, "area_name"), whole ? "" : ", ",
				whole ? "" : cohort, row_text(faults, i, "label")),
			arena_printf(p->job.arena, "Its figures disagree: %s.", row_text(faults, i, "words")),
			"Find out which of them is wrong, and import it again."});
}

/* Facts that cannot both hold, among the figures that the papers print. */
static int
check_figures(struct preflight *p, struct err *err)
{
	struct references **refs = arena_array(p->job.arena, p->agenda->count, sizeof(*refs));
	const char *params[PRINTED_FIELDS];
	struct rows faults;
	size_t count = 0;

	for (size_t i = 0; i < p->agenda->count; i++) {
		const char *text = row_text(p->agenda, i, "paper_text");
		struct err why = {0}; /* has been said of the paper */

		refs[count] = text != NULL ? paper_gather(&p->job, text, false, &why) : NULL;
		count += refs[count] != NULL;
	}
	references_printed(p->job.arena, count, refs, params);
	if (db_query(p->job.db, STMT_PREFLIGHT_FAULTS, PRINTED_FIELDS, params, p->job.arena, &faults, err) != 0)
		return -1;
	for (size_t i = 0; i < faults.count; i++)
		add_fault(p, &faults, i);
	return 0;
}

/* --- notice --- */

static void
check_notice(struct preflight *p, const struct rows *notice)
{
	for (size_t i = 0; i < notice->count; i++)
		add_finding(p, row_text(notice, i, "item"),
			&(struct finding){row_true(notice, i, "fails") ? SEVERITY_FAILS : SEVERITY_LOOK, "Notice",
				row_text(notice, i, "problem"), row_text(notice, i, "advice")});
}

/* --- what is exempt --- */

/* Of exempt parts what is not said, or does not fit. */
static void
check_exempt(struct preflight *p, const struct rows *parts)
{
	for (size_t i = 0; i < parts->count; i++)
		add_finding(p, row_text(parts, i, "number"),
			&(struct finding){row_true(parts, i, "fails") ? SEVERITY_FAILS : SEVERITY_LOOK,
				arena_printf(p->job.arena, "Paper %s", row_text(parts, i, "paper")),
				row_text(parts, i, "problem"), row_text(parts, i, "advice")});
}

/* --- the page --- */

static struct table *
add_findings(struct doc *doc)
{
	static const struct column columns[] = {
		{.key = "item", .label = "Item", .head = true},
		{.key = "severity", .label = "Severity"},
		{.key = "where", .label = "Where"},
		{.key = "problem", .label = "Problem"},
		{.key = "advice", .label = "What to do"},
	};
	struct table *table =
		doc_table(doc, "findings", "What was found", sizeof(columns) / sizeof(columns[0]), columns);

	table->empty = "Nothing was found: the pack is ready to be published.";
	table_note(doc->arena, table,
		"“would fail”: a reader would go without something, or the pack cannot be made. "
		"“to check”: it may be as it should be.");
	return table;
}

static int
build_preflight(struct build *build, struct err *err)
{
	struct preflight p = {.job = *build->job,
		.agenda = build_part(build, "agenda"),
		.papers = build_part(build, "papers"),
		.sections = build_part(build, "sections"),
		.whole = true};

	p.job.params = (struct report_params){0};
	p.job.day = build_text(build, "iso_day");
	/* Who publishes may ask for the same once more. */
	if (p.job.asked == NULL)
		p.job.asked = asked_new(build->arena);
	see_exempt(build->doc, "pack-checked", "members", build_text(build, "meeting"), p.agenda);
	see_parts(build->doc, "pack-checked", "members", build_text(build, "meeting"), p.agenda);
	build->doc->title = arena_printf(build->arena, "Preflight: %s", build->doc->title);
	add_link(build->doc, "Back to the meeting", link_meeting(build->doc, &build->scope, 0));
	p.table = add_findings(build->doc);
	check_agenda(&p);
	check_notice(&p, build_part(build, "notice"));
	check_exempt(&p, build_part(build, "exempt"));
	for (size_t i = 0; i < p.agenda->count; i++) {
		check_item(&p, i);
		check_written(&p, i);
		if (check_paper(&p, i, err) != 0)
			return -1;
	}
	return check_pack(&p, err) != 0 ? -1 : check_figures(&p, err);
}

const struct report preflight_report = {
	.address = "meetings/{meeting}/preflight",
	.subject = "meeting",
	.permission = PERMIT_MEETINGS,
	.door = DOOR_MEETINGS,
	.data = true,
	.sources = (const char *const[]){"bank_holidays", "meetings", "agenda", "papers", NULL},
	.scope = STMT_PREFLIGHT_SCOPE,
	.parts = GROUP_PREFLIGHT,
	.build = build_preflight,
};
