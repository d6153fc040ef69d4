/* The directives of papers and commentary: figures in sentences, and cards, charts and reports between paragraphs. */
#include "paper.h"

#include <string.h>

#include "../builder.h"
#include "base/str.h"
#include "doc/markdown.h"
#include "report/paper.h"

enum { DEEPEST = 2 }; /* a paper may hold a card, whose commentary may hold a chart */

struct paper {
	const struct report_job *job;
	bool gathering;
	bool commentary; /* holds no reports: a card would stand in itself */
	unsigned level;  /* of the document's headings around the paper, */
	unsigned under;  /* ... and of the paper's own heading above what it includes */
	size_t own;      /* block from which on headings are the paper's own */
	struct doc *doc; /* what it becomes */
	/* Its blocks that are not its own words, from one to before the other. */
	struct inside {
		size_t from, to;
	} * insides;
	size_t inside_count, inside_room;
	struct references *references;
	/* The exempt part that is being read, from which of the document's blocks and printed figures on. */
	const char *part;
	size_t part_first, part_printed;
};

/* Refuses options that a directive does not know, so that a slip of the pen is not ignored. */
static int
check_options(const struct directive *d, size_t arguments_least, size_t arguments_most, const char *const known[],
	struct err *err)
{
	if (d->argument_count < arguments_least || d->argument_count > arguments_most)
		return err_set(err, ERR_INPUT, "{{%s}} takes %zu to %zu arguments, not %zu", d->name, arguments_least,
			arguments_most, d->argument_count);
	for (size_t i = 0; i < d->option_count; i++) {
		size_t k = 0;

		while (known[k] != NULL && strcmp(known[k], d->keys[i]) != 0)
			k++;
		if (known[k] == NULL)
			return err_set(err, ERR_INPUT, "{{%s}} has no option \"%s\"", d->name, d->keys[i]);
	}
	return 0;
}

/* --- in a sentence --- */

/* "7.2, 2017-01, dot": its fields that say something. */
static const char *
reference_name(struct arena *arena, enum reference kind, const char *const texts[])
{
	const char *name = "";

	for (size_t i = 0; i < reference_fields(kind); i++)
		if (!str_blank(texts[i]))
			name = arena_printf(arena, "%s%s%s", name, *name != '\0' ? ", " : "", texts[i]);
	return name;
}

/* What stands there in the end; while references are gathered, anything. */
static const char *
answer(const struct paper *paper, enum reference kind, const char *const texts[], struct err *err)
{
	const char *text;

	if (!paper->gathering) {
		text = reference_next(paper->references, kind, err);
		doc_print(paper->doc, reference_name(paper->job->arena, kind, texts), text);
		return text;
	}
	reference_add(paper->job->arena, paper->references, kind, texts, paper->part);
	return "-";
}

/* What is printed of an indicator (NULL: of all that a report shows), for whoever looks for faults among it. */
static void
note_printed(
	const struct paper *paper, const struct directive *d, const char *ref, const char *period, const char *report)
{
	if (paper->gathering)
		reference_add(paper->job->arena, paper->references, REFERENCE_PRINTED,
			(const char *[]){ref, directive_option(d, "area"), period, report}, paper->part);
}

/* {{figure REF PERIOD area= measure= scope=}} */
static const char *
answer_figure(const struct paper *paper, const struct directive *d, struct err *err)
{
	static const char *const options[] = {"period", "area", "measure", "scope", NULL};
	const char *period = directive_option(d, "period");

	if (check_options(d, 1, 2, options, err) != 0)
		return NULL;
	if (period == NULL && d->argument_count == 2)
		period = d->arguments[1];
	note_printed(paper, d, d->arguments[0], period, NULL);
	return answer(paper, REFERENCE_FIGURE,
		(const char *[]){d->arguments[0], directive_option(d, "area"), period, directive_option(d, "measure"),
			directive_option(d, "scope")},
		err);
}

/* {{finance STATEMENT LINE MEASURE period= group= as=}} */
static const char *
answer_finance(const struct paper *paper, const struct directive *d, struct err *err)
{
	static const char *const options[] = {"period", "group", "measure", "as", NULL};
	const char *measure = directive_option(d, "measure");
	size_t arguments = measure != NULL ? 2 : 3;

	if (check_options(d, arguments, arguments, options, err) != 0)
		return NULL;
	return answer(paper, REFERENCE_FINANCE,
		(const char *[]){d->arguments[0], d->arguments[1], measure != NULL ? measure : d->arguments[2],
			directive_option(d, "period"), directive_option(d, "group"), directive_option(d, "as")},
		err);
}

static const char *
answer_text(void *context, const struct directive *d, struct err *err)
{
	if (strcmp(d->name, "figure") == 0)
		return answer_figure(context, d, err);
	if (strcmp(d->name, "finance") == 0)
		return answer_finance(context, d, err);
	err_set(err, ERR_INPUT, "there is no directive {{%s}} for a sentence", d->name);
	return NULL;
}

/* --- a report inside a paper --- */

/* "finance/revenue" of 2016/17 as "finance-revenue-2016-17". */
static const char *
key_of(struct arena *arena, const char *name, const char *period)
{
	char *key = arena_printf(arena, "%s%s%s", name, period != NULL ? "-" : "", period != NULL ? period : "");

	for (char *c = key; *c != '\0'; c++)
		if (strchr("/ ", *c) != NULL)
			*c = '-';
	return key;
}

/* Appends one table or chart of a report; ERR_INPUT if it has none of that key. */
static int
include_part(
	struct doc *doc, const struct doc *other, const char *name, const char *part, const char *key, struct err *err)
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

/* The blocks of a report, or one table or chart if named. */
static int
include(const struct paper *paper, struct doc *doc, const struct doc *other, const char *name,
	const struct directive *d, struct err *err)
{
	const char *table = directive_option(d, "table"), *chart = directive_option(d, "chart");

	if (table == NULL && chart == NULL)
		doc_append(doc, other, paper->under - 1); /* a report's own begin at 2 */
	if (chart != NULL && include_part(doc, other, name, "chart", chart, err) != 0)
		return -1;
	return table != NULL ? include_part(doc, other, name, "table", table, err) : 0;
}

static int
set_params(struct report_job *job, const struct report *report, const struct directive *d, struct err *err)
{
	static const char *const options[] = {"area", "period", "from", "to", "scope", "committee", "ref", "rating",
		"lead", "section", "state", "text", "sort"};

	job->params = (struct report_params){0};
	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++) {
		const char *value = directive_option(d, options[i]);

		if (value != NULL && !report_param_set(&job->params, report, options[i], value))
			return err_set(err, ERR_INPUT, "the report %s has no option \"%s\"", job->name, options[i]);
	}
	return 0;
}

static void
mark_live(struct doc *doc, size_t first)
{
	for (size_t i = first; i < doc->count; i++)
		doc->blocks[i].live = true;
}

static int
include_report(const struct paper *paper, struct doc *doc, const char *name, const struct directive *d, struct err *err)
{
	struct report_job job = *paper->job;
	const struct report *report = report_find(job.arena, name, &job.subject);
	size_t first = doc->count;
	struct doc *other;

	if (str_equal(name, "papers") || str_starts(name, "papers/") || str_starts(name, "meetings/"))
		return err_set(err, ERR_INPUT,
			"a paper holds no other paper, no pack and no meeting, for in the end it would hold itself");
	if (report == NULL)
		return err_set(err, ERR_INPUT, "there is no report \"%s\"", name);
	job.name = name;
	job.depth++;
	if (set_params(&job, report, d, err) != 0 || report_build(report, &job, &other, err) != 0 ||
		include(paper, doc, other, name, d, err) != 0)
		return -1;
	doc_see_through(doc, other);
	/* What is for fewer readers than figures are is not for all who see what was kept. */
	if (report->permission == PERMIT_FIGURES)
		mark_live(doc, first);
	prefix_keys(doc, first, key_of(job.arena, name, job.params.period));
	return 0;
}

/* --- between paragraphs --- */

static int
add_report_block(const struct paper *paper, struct doc *doc, const struct directive *d, struct err *err)
{
	const char *name = d->arguments[0], *subject;

	if (!paper->gathering)
		return include_report(paper, doc, name, d, err);
	if (str_starts(name, "performance") && report_find(paper->job->arena, name, &subject) != NULL)
		note_printed(paper, d,
			str_starts(name, "performance/indicators/") || str_starts(name, "performance/cards/") ? subject
													      : NULL,
			directive_option(d, "period"), name);
	return 0;
}

static int
add_risks_block(const struct paper *paper, struct doc *doc, const struct directive *d, struct err *err)
{
	return paper->gathering ? 0 : include_report(paper, doc, "risks", d, err);
}

static int
add_card_block(const struct paper *paper, struct doc *doc, const struct directive *d, struct err *err)
{
	const char *period = directive_option(d, "period");
	const size_t first = doc->count;

	note_printed(paper, d, d->arguments[0], period, NULL);
	if (paper->gathering)
		return 0;
	if (add_card(paper->job, doc, d->arguments[0], period, directive_option(d, "area"), paper->level + 3, err) != 0)
		return -1;
	mark_live(doc, first);
	return 0;
}

static int
add_chart_block(const struct paper *paper, struct doc *doc, const struct directive *d, struct err *err)
{
	const char *period = directive_option(d, "period");
	const size_t first = doc->count;

	note_printed(paper, d, d->arguments[0], period, NULL);
	if (paper->gathering)
		return 0;
	if (add_indicator_chart(paper->job, doc, d->arguments[0], period, directive_option(d, "area"), err) != 0)
		return -1;
	mark_live(doc, first);
	return 0;
}

static int
add_glossary_block(const struct paper *paper, struct doc *doc, const struct directive *d, struct err *err)
{
	(void)d;
	return paper->gathering ? 0 : add_glossary(paper->job, doc, err);
}

static const char *const no_options[] = {NULL};
static const char *const indicator_options[] = {"period", "area", NULL};
static const char *const report_options[] = {"period", "area", "from", "to", "scope", "committee", "ref", "rating",
	"lead", "section", "state", "text", "sort", "table", "chart", NULL};

static const struct inclusion {
	const char *name;
	size_t arguments;
	const char *const *options;
	int (*add)(const struct paper *paper, struct doc *doc, const struct directive *d, struct err *err);
	bool in_commentary;
} inclusions[] = {
	{"report", 1, report_options, add_report_block, false},
	{"risks", 0, report_options, add_risks_block, false},
	{"card", 1, indicator_options, add_card_block, false},
	{"chart", 1, indicator_options, add_chart_block, true},
	{"glossary", 0, no_options, add_glossary_block, false},
};

static const struct {
	const char *name;
	enum block_kind kind;
} breaks[] = {{"page-break", BLOCK_PAGE}, {"landscape", BLOCK_LANDSCAPE}, {"portrait", BLOCK_PORTRAIT},
	{"columns", BLOCK_COLUMNS}, {"next-column", BLOCK_NEXT_COLUMN}, {"end-columns", BLOCK_COLUMNS_END}};

static bool
add_break(struct doc *doc, const struct directive *d)
{
	for (size_t i = 0; i < sizeof(breaks) / sizeof(breaks[0]); i++)
		if (strcmp(d->name, breaks[i].name) == 0) {
			doc_break(doc, breaks[i].kind);
			return true;
		}
	return false;
}

/* --- what is exempt --- */

const char *
exempt_words(struct arena *arena, const char *what, const char *paragraph, const char *reason)
{
	return arena_printf(arena, "%sxempt under %s%s%sSchedule 12A to the Local Government Act 1972.%s%s", what,
		paragraph != NULL ? "paragraph " : "", paragraph != NULL ? paragraph : "",
		paragraph != NULL ? " of " : "", reason != NULL ? " " : "", reason != NULL ? reason : "");
}

/* {{exempt NAME}}; the database adds paragraph= and reason= for whoever reads, and leaves out what is not for them. */
static int
begin_part(struct paper *paper, struct doc *doc, const struct directive *d, struct err *err)
{
	static const char *const options[] = {"paragraph", "reason", NULL};

	if (check_options(d, 1, 1, options, err) != 0)
		return -1;
	if (paper->commentary)
		return err_set(err, ERR_INPUT, "commentary holds no {{exempt}}");
	if (paper->part != NULL)
		return err_set(
			err, ERR_INPUT, "an exempt part begins inside the part \"%s\": end that first", paper->part);
	doc_note(doc,
		exempt_words(doc->arena, "This part of the paper is not for publication: e",
			directive_option(d, "paragraph"), directive_option(d, "reason")));
	paper->part = d->arguments[0];
	paper->part_first = doc->count;
	paper->part_printed = doc->printed_count;
	return 0;
}

/*
 * What stands in it has keys of its own, so that those of the rest are the same for all readers, and its figures are
 * not compared with later ones: who is told of differences need not be who reads the part.
 */
static int
end_part(struct paper *paper, struct doc *doc, const struct directive *d, struct err *err)
{
	if (check_options(d, 0, 0, no_options, err) != 0)
		return -1;
	if (paper->part == NULL)
		return err_set(err, ERR_INPUT, "{{end-exempt}} ends no part: there is no {{exempt NAME}} before it");
	if (doc->count > paper->part_first) {
		prefix_keys(doc, paper->part_first, paper->part);
		for (size_t i = paper->part_first; i < doc->count; i++)
			doc->blocks[i].part = paper->part;
		doc_note(doc, "Here the part that is not for publication ends.");
	}
	doc->printed_count = paper->part_printed;
	paper->part = NULL;
	return 0;
}

static const struct inclusion *
inclusion_find(const struct directive *d)
{
	for (size_t i = 0; i < sizeof(inclusions) / sizeof(inclusions[0]); i++)
		if (strcmp(d->name, inclusions[i].name) == 0)
			return &inclusions[i];
	return NULL;
}

/* What is included stands below the paper's heading above it, and has headings of its own. */
static void
look_up(struct paper *paper, const struct doc *doc)
{
	for (size_t i = doc->count; i-- > paper->own;)
		if (doc->blocks[i].kind == BLOCK_HEADING) {
			paper->under = doc->blocks[i].level;
			break;
		}
}

static int
answer_block(void *context, struct doc *doc, const struct directive *d, struct err *err)
{
	const struct inclusion *found = inclusion_find(d);
	struct paper *paper = context;

	if (str_equal(d->name, "exempt"))
		return begin_part(paper, doc, d, err);
	if (str_equal(d->name, "end-exempt"))
		return end_part(paper, doc, d, err);
	if (add_break(doc, d))
		return 0;
	if (found == NULL)
		return 1;
	if (check_options(d, found->arguments, found->arguments, found->options, err) != 0)
		return -1;
	if (paper->commentary && !found->in_commentary)
		return err_set(err, ERR_INPUT, "commentary holds no {{%s}}", d->name);
	if (paper->job->depth >= DEEPEST)
		return err_set(err, ERR_INPUT, "reports stand inside one another too deeply");
	references_note_report(paper->references);
	look_up(paper, doc);
	paper->insides = arena_grow(
		doc->arena, paper->insides, paper->inside_count, &paper->inside_room, sizeof(*paper->insides));
	paper->insides[paper->inside_count].from = doc->count;
	if (found->add(paper, doc, d, err) != 0)
		return -1;
	paper->insides[paper->inside_count++].to = doc->count;
	paper->own = doc->count;
	return 0;
}

/* --- a text --- */

/* "See 6.5" leads there: what the paper's own words refer to, among its own headings and paragraphs. */
static void
refer(const struct paper *paper, size_t first)
{
	struct doc *doc = paper->doc, *outline = doc_new(doc->arena, doc->report, doc->title);
	size_t *places = arena_array(doc->arena, doc->count + 1, sizeof(*places)), inside = 0;

	for (size_t i = first; i < doc->count; i++) {
		while (inside < paper->inside_count && paper->insides[inside].to <= i)
			inside++;
		if (inside < paper->inside_count && paper->insides[inside].from <= i)
			continue;
		/* not into an exempt part, which not every reader has, nor out of one */
		if (doc->blocks[i].part != NULL)
			continue;
		places[outline->count] = i;
		*doc_block(outline, doc->blocks[i].kind) = doc->blocks[i];
	}
	for (size_t i = 0; i < outline->count; i++)
		paper_refer(outline, &doc->blocks[places[i]]);
}

static int
read_text(const struct report_job *job, struct doc *doc, const char *text, unsigned deeper, bool commentary,
	struct references *refs, bool gathering, struct err *err)
{
	struct paper paper = {.job = job,
		.gathering = gathering,
		.commentary = commentary,
		.level = deeper,
		.under = deeper + 1,
		.own = doc->count,
		.doc = doc,
		.references = refs};
	const struct directive_handler handler = {&paper, answer_text, answer_block};

	const size_t first = doc->count;

	if (markdown_read(doc, text, deeper, &handler, err) != 0)
		return -1;
	if (paper.part != NULL)
		return err_set(
			err, ERR_INPUT, "the exempt part \"%s\" is not ended by a line {{end-exempt}}", paper.part);
	if (!gathering && !commentary)
		refer(&paper, first);
	return 0;
}

struct references *
paper_gather(const struct report_job *job, const char *text, bool commentary, struct err *err)
{
	struct references *refs = references_new(job->arena);
	struct doc *draft = doc_new(job->arena, job->name, job->name);

	return read_text(job, draft, text, 1, commentary, refs, true, err) == 0 ? refs : NULL;
}

struct doc *
paper_outline(const struct report_job *job, const char *text, struct err *err)
{
	struct doc *doc = doc_new(job->arena, job->name, job->name);

	return read_text(job, doc, text, 1, false, references_new(job->arena), true, err) == 0 ? doc : NULL;
}

int
add_resolved(const struct report_job *job, struct doc *doc, const char *text, unsigned deeper, bool commentary,
	struct references *refs, struct err *err)
{
	const size_t first = doc->count;

	if (read_text(job, doc, text, deeper, commentary, refs, false, err) != 0)
		return -1;
	return paper_links(doc, first, err);
}

int
add_paper(const struct report_job *job, struct doc *doc, const char *text, unsigned deeper, struct err *err)
{
	struct references *refs = paper_gather(job, text, false, err);

	if (refs == NULL || references_resolve(job, 1, &refs, err) != 0)
		return -1;
	return add_resolved(job, doc, text, deeper, false, refs, err);
}

int
paper_check(struct db *db, struct arena *arena, const char *name, const char *text, struct err *err)
{
	const struct report_job job = {.db = db, .arena = arena, .name = name};

	return add_paper(&job, doc_new(arena, name, name), text, 1, err);
}
