/* What the reports share: for src/report/ alone. */
#ifndef REPORT_BUILD_H
#define REPORT_BUILD_H

#include "report/report.h"

typedef int old_builder(const struct report_job *job, struct doc **doc, struct err *err);

/* The builders, one a file; see their rows in old.c. */
old_builder report_card, report_figures, report_glossary, report_indicator, report_provenance;

/*
 * What a page wants of the database beside its figures is noted, and asked for in one statement when the
 * document is built: furniture.c. furniture_begin gives a job a place for that; report_make does it for
 * reports. furniture_take takes sources, areas and names from a row that has them already (columns council
 * and area_name, parts sources and areas).
 */
struct report_job furniture_begin(const struct report_job *asked);
void furniture_take(const struct report_job *job, struct doc *doc, const struct rows *rows);
/* For the parameters of such a statement: whether areas and names are wanted. */
const char *furniture_areas(const struct report_job *job);
const char *furniture_names(const struct report_job *job);
int furnish(const struct report_job *job, struct doc *doc, struct err *err);

/*
 * Of a line: its labels, numbers and texts, one after the other, of which the database makes words;
 * these and `after` become the chart's text alternative.
 */
enum { SAID_ARRAYS = 4 };
void furniture_say(const struct report_job *job, struct chart *chart, size_t count,
	const char *const *const line[SAID_ARRAYS], const char *after);

/*
 * The imports that a report of these kinds of data (kept, not copied) draws on go to doc->sources and
 * as_of. Called when the document is built: one that holds unreleased figures becomes a draft.
 */
void add_sources(const struct report_job *job, struct doc *doc, size_t count,
	const char *const kinds[]);
/* The same of a page that came in one answer: its part "sources". */
void note_sources(struct doc *doc, const struct rows *sources);

/* A cell of words; of a figure, with its plain number; of money in £m (text as the database made it). */
struct cell cell_words(const char *text);
struct cell cell_figure(const char *text, const char *number);
struct cell cell_amount(struct arena *arena, const char *text);

/* The row's columns text, number, rag, dot, status, marks, why and trend, where it has them. */
struct cell cell_row(const struct rows *rows, size_t row);

/* What a scope of rules (dashboard, summary, scorecard) is called in a sentence. */
const char *scope_words(const char *scope);

/*
 * Says under a table whose rule rates its figures, if any is rated: of one scope, or, row by row, of those
 * in the columns rag and rag_scope.
 */
void note_rated_by(struct arena *arena, struct table *table, const char *scope);
void note_rated(struct arena *arena, struct table *table, const struct rows *rows);

/* The breaks of a series (column break), each a sentence under its table. */
void note_breaks(struct arena *arena, struct table *table, const struct rows *series);

/* Sentences that explain the marks behind figures: one for each mark that stands in the table. */
void note_marks(struct arena *arena, struct table *table);

/* The sentences under a table that name each published figure that differs from the computed one. */
void note_differences(struct arena *arena, struct table *table,
	const char *(*sentence)(struct arena *arena, const struct rows *rows, size_t row),
	const struct rows *rows);

/*
 * An address of ours with area and period (either may be NULL): `name` is "period", or "to" for the
 * last one up to it, where the report's period may not be one of the indicator's.
 */
const char *href_at(struct arena *arena, const char *href, const char *area, const char *name,
	const char *period);
const char *indicator_href(struct arena *arena, const char *ref, const char *area,
	const char *name, const char *period);

/* Links such a table to the page that explains. */
void link_differences(struct table *table);

/* What is said before such sentences. */
const char *differences_intro(struct arena *arena, size_t count);

enum row_kind statement_row_kind(const char *kind);

/* An empty document of this name, for the period of `scope` (columns period and label). */
struct doc *report_doc(const struct report_job *job, const char *title, const struct rows *scope);

/* What the numbers of its charts are, in words. */
const char *chart_unit(const struct rows *indicator);

/*
 * An indicator as a process (sql/objects/spc.sql): its points; what they say, for the facts that
 * hold its rating (two at most); and the chart, where there are limits.
 */
void add_process_facts(struct doc *doc, struct block *facts, const struct rows *process);
void add_process(struct doc *doc, const struct rows *indicator, const struct rows *process);

/* Appends the whole glossary, for {{glossary}}. */
int add_glossary(const struct report_job *job, struct doc *doc, struct err *err);
/*
 * A line with a link to each of these terms of the glossary, if there are any: rows with the columns term,
 * short and anchor; or of any rows those from `first` to `end`, with the columns named here.
 */
void add_terms_used(struct doc *doc, const struct rows *terms);
void add_term_line(struct doc *doc, const struct rows *rows, size_t first, size_t end,
	const char *term, const char *meaning, const char *anchor);

/*
 * Everything that a page or a card says of an indicator, loaded in one go. The terms of the glossary are
 * those in its name; `defined`: and in its definition.
 */
struct indicator_data {
	struct rows indicator, series, rules, benchmarks, process, commentary, terms;
};
int indicator_load(const struct report_job *job, const char *ref, bool defined,
	struct indicator_data *data, struct err *err);

/* The chart of an indicator's series: the values of a blank cohort (or the first), the target and the comparators. */
void add_series_chart(const struct report_job *job, struct doc *doc, const struct indicator_data *data);

/* Appends a paper or a commentary: Markdown whose figures are live. `deeper` as in markdown.h. */
int add_paper(const struct report_job *job, struct doc *doc, const char *text, unsigned deeper,
	struct err *err);

/*
 * The same in steps, so that several texts of a page can share the one statement: paper_gather reads
 * the references of a text (NULL: what is wrong with it), references_resolve brings the answers to those
 * of all texts, add_resolved appends a text. `commentary` may hold no cards and reports.
 */
struct references *paper_gather(
	const struct report_job *job, const char *text, bool commentary, struct err *err);
int references_resolve(const struct report_job *job, size_t count, struct references *const refs[],
	struct err *err);
int add_resolved(const struct report_job *job, struct doc *doc, const char *text, unsigned deeper,
	bool commentary, struct references *refs, struct err *err);

/*
 * A document may hold the same report twice: the keys from block `first` on, and the links among
 * these blocks, get "prefix-" before them.
 */
void prefix_keys(struct doc *doc, size_t first, const char *prefix);

/* Appends a card or a chart of an indicator, for {{card}}, {{chart}} and packs. */
int add_card(const struct report_job *job, struct doc *doc, const char *ref, const char *period,
	const char *area, unsigned level, struct err *err);
int add_indicator_chart(const struct report_job *job, struct doc *doc, const char *ref, const char *period,
	const char *area, struct err *err);

#endif
