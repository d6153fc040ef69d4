/*
 * Papers and commentary: Markdown whose {{figures}} are references. The text is read twice: once
 * to gather its references, which are then resolved by one statement, and once to build the document
 * with the answers in the order of asking.
 */
#include "report/build.h"

#include "builder.h"
#include "performance/performance.h"

#include <string.h>

#include "base/str.h"
#include "doc/markdown.h"
#include "report/paper.h"

enum { DEEPEST = 2 };	/* a paper may hold a card, whose commentary may hold a chart */

struct paper {
	const struct report_job *job;
	bool gathering;
	bool commentary;		/* holds no reports: a card would stand in itself */
	unsigned level;			/* of the document's headings around the paper */
	struct references *references;
};

/* Refuses options that a directive does not know, so that a slip of the pen is not ignored. */
static int
check_options(const struct directive *d, size_t arguments_least, size_t arguments_most,
	const char *const known[], struct err *err)
{
	if (d->argument_count < arguments_least || d->argument_count > arguments_most)
		return err_set(err, ERR_INPUT, "{{%s}} takes %zu to %zu arguments, not %zu",
			d->name, arguments_least, arguments_most, d->argument_count);
	for (size_t i = 0; i < d->option_count; i++) {
		size_t k = 0;

		while (known[k] != NULL && strcmp(known[k], d->keys[i]) != 0)
			k++;
		if (known[k] == NULL)
			return err_set(err, ERR_INPUT, "{{%s}} has no option \"%s\"", d->name,
				d->keys[i]);
	}
	return 0;
}

/* {{figure REF PERIOD area= measure= scope=}} and {{finance STATEMENT LINE MEASURE period= group= as=}} */
static const char *
answer_text(void *context, const struct directive *d, struct err *err)
{
	static const char *const figure_options[] = {"period", "area", "measure", "scope", NULL};
	static const char *const finance_options[] = {
		"period", "group", "measure", "as", NULL};
	struct paper *paper = context;
	struct references *refs = paper->references;
	const char *period = directive_option(d, "period");
	const char *measure = directive_option(d, "measure");

	if (strcmp(d->name, "figure") == 0) {
		if (check_options(d, 1, 2, figure_options, err) != 0)
			return NULL;
		if (period == NULL && d->argument_count == 2)
			period = d->arguments[1];
		if (!paper->gathering)
			return reference_next(refs, REFERENCE_FIGURE, err);
		reference_add(paper->job->arena, refs, REFERENCE_FIGURE,
			(const char *[]){d->arguments[0], directive_option(d, "area"), period,
				measure, directive_option(d, "scope")});
		return "-";
	}
	if (strcmp(d->name, "finance") == 0) {
		if (check_options(d, measure != NULL ? 2 : 3, measure != NULL ? 2 : 3,
			    finance_options, err) != 0)
			return NULL;
		if (!paper->gathering)
			return reference_next(refs, REFERENCE_FINANCE, err);
		reference_add(paper->job->arena, refs, REFERENCE_FINANCE,
			(const char *[]){d->arguments[0], d->arguments[1],
				measure != NULL ? measure : d->arguments[2], period,
				directive_option(d, "group"), directive_option(d, "as")});
		return "-";
	}
	err_set(err, ERR_INPUT, "there is no directive {{%s}} for a sentence", d->name);
	return NULL;
}

/* "finance/revenue" of 2016/17 as "finance-revenue-2016-17". */
static const char *
key_of(struct arena *arena, const char *name, const char *period)
{
	char *key = arena_printf(
		arena, "%s%s%s", name, period != NULL ? "-" : "", period != NULL ? period : "");

	for (char *c = key; *c != '\0'; c++)
		if (strchr("/ ", *c) != NULL)
			*c = '-';
	return key;
}

/* Appends one table or chart of a report; ERR_INPUT if it has none of that key. */
static int
include_part(struct doc *doc, const struct doc *other, const char *name, const char *part,
	const char *key, struct err *err)
{
	bool chart = strcmp(part, "chart") == 0;

	for (size_t i = 0; i < other->count; i++) {
		const struct block *block = &other->blocks[i];

		if (chart ? block->chart != NULL && str_equal(block->chart->key, key)
			  : block->table != NULL && str_equal(block->table->key, key)) {
			*doc_block(doc, block->kind) = *block;
			return 0;
		}
	}
	return err_set(err, ERR_INPUT, "the report %s has no %s \"%s\"", name, part, key);
}

/* A report inside a paper: its blocks below the paper's headings, or one table or chart if named. */
static int
include_report(const struct paper *paper, struct doc *doc, const char *name,
	const struct directive *d, struct err *err)
{
	static const char *const options[] = {
		"area", "period", "from", "to", "scope", "committee", "ref"};
	struct report_job job = *paper->job;
	size_t first = doc->count;
	const char *table = directive_option(d, "table"), *chart = directive_option(d, "chart");
	const struct report *report = report_find(job.arena, name, &job.subject);
	struct doc *other;

	if (report == NULL || str_starts(name, "meetings/"))
		return err_set(err, ERR_INPUT, "there is no report \"%s\"", name);
	job.name = name;
	job.depth++;
	job.params = (struct report_params){0};
	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++) {
		const char *value = directive_option(d, options[i]);

		if (value != NULL && !report_param_set(&job.params, report, options[i], value))
			return err_set(err, ERR_INPUT, "the report %s has no option \"%s\"", name,
				options[i]);
	}
	if (report_build(report, &job, &other, err) != 0)
		return -1;
	if (table == NULL && chart == NULL)
		doc_append(doc, other, paper->level);
	if (chart != NULL && include_part(doc, other, name, "chart", chart, err) != 0)
		return -1;
	if (table != NULL && include_part(doc, other, name, "table", table, err) != 0)
		return -1;
	prefix_keys(doc, first, key_of(job.arena, name, job.params.period));
	return 0;
}

static int
answer_block(void *context, struct doc *doc, const struct directive *d, struct err *err)
{
	static const char *const one_indicator[] = {"period", "area", NULL};
	static const char *const none[] = {NULL};
	static const char *const any_report[] = {
		"period", "area", "from", "to", "scope", "committee", "ref", "table", "chart", NULL};
	static const struct {
		const char *name;
		enum block_kind kind;
	} breaks[] = {{"page-break", BLOCK_PAGE}, {"landscape", BLOCK_LANDSCAPE},
		{"portrait", BLOCK_PORTRAIT}, {"columns", BLOCK_COLUMNS},
		{"next-column", BLOCK_NEXT_COLUMN}, {"end-columns", BLOCK_COLUMNS_END}};
	struct paper *paper = context;
	bool card = strcmp(d->name, "card") == 0, chart = strcmp(d->name, "chart") == 0;
	bool report = strcmp(d->name, "report") == 0, risks = strcmp(d->name, "risks") == 0;
	bool glossary = strcmp(d->name, "glossary") == 0;

	for (size_t i = 0; i < sizeof(breaks) / sizeof(breaks[0]); i++)
		if (strcmp(d->name, breaks[i].name) == 0) {
			doc_break(doc, breaks[i].kind);
			return 0;
		}
	if (!card && !chart && !report && !risks && !glossary)
		return 1;
	if (check_options(d, risks || glossary ? 0 : 1, risks || glossary ? 0 : 1,
		    card || chart ? one_indicator : glossary ? none : any_report, err) != 0)
		return -1;
	if (paper->commentary && !chart)
		return err_set(err, ERR_INPUT, "commentary holds no {{%s}}", d->name);
	if (paper->job->depth >= DEEPEST)
		return err_set(err, ERR_INPUT, "reports stand inside one another too deeply");
	references_note_report(paper->references);
	if (paper->gathering)
		return 0;
	if (glossary)
		return add_glossary(paper->job, doc, err);
	if (card)
		return add_card(paper->job, doc, d->arguments[0], directive_option(d, "period"),
			directive_option(d, "area"), paper->level + 2, err);
	if (chart)
		return add_indicator_chart(paper->job, doc, d->arguments[0], directive_option(d, "period"),
			directive_option(d, "area"), err);
	return include_report(paper, doc, risks ? "risks" : d->arguments[0], d, err);
}

static int
read_text(const struct report_job *job, struct doc *doc, const char *text, unsigned deeper,
	bool commentary, struct references *refs, bool gathering, struct err *err)
{
	struct paper paper = {.job = job, .gathering = gathering, .commentary = commentary,
		.level = deeper, .references = refs};
	const struct directive_handler handler = {&paper, answer_text, answer_block};

	return markdown_read(doc, text, deeper, &handler, err);
}

struct references *
paper_gather(const struct report_job *job, const char *text, bool commentary, struct err *err)
{
	struct references *refs = references_new(job->arena);
	struct doc *draft = doc_new(job->arena, job->name, job->name);

	return read_text(job, draft, text, 1, commentary, refs, true, err) == 0 ? refs : NULL;
}

int
add_resolved(const struct report_job *job, struct doc *doc, const char *text, unsigned deeper,
	bool commentary, struct references *refs, struct err *err)
{
	const size_t first = doc->count;

	if (read_text(job, doc, text, deeper, commentary, refs, false, err) != 0)
		return -1;
	return paper_links(doc, first, err);
}

int
add_paper(const struct report_job *job, struct doc *doc, const char *text, unsigned deeper,
	struct err *err)
{
	struct references *refs = paper_gather(job, text, false, err);

	if (refs == NULL || references_resolve(job, 1, &refs, err) != 0)
		return -1;
	return add_resolved(job, doc, text, deeper, false, refs, err);
}

int
paper_check(struct db *db, struct arena *arena, const char *name, const char *text,
	struct err *err)
{
	/* Its furniture is not asked for: nobody sees the document. */
	const struct report_job job = furniture_begin(
		&(struct report_job){.db = db, .arena = arena, .name = name});

	return add_paper(&job, doc_new(arena, name, name), text, 1, err);
}
