/* What the reports share: for src/report/ alone. */
#ifndef REPORT_BUILD_H
#define REPORT_BUILD_H

#include "report/report.h"

typedef int old_builder(const struct report_job *job, struct doc **doc, struct err *err);

/* The builders, one a file; see their rows in old.c. */
old_builder report_commentary_due, report_dashboard, report_exceptions, report_home, report_meeting,
	report_pack, report_preflight;

/* Those that come as cells: performance.c. */
old_builder report_breakdown, report_contacts, report_early_help, report_education,
	report_localities, report_quarterly, report_reports, report_scorecard, report_section,
	report_summary;

/*
 * Lays out cells in long form (grid_cell in sql/objects/reports_grid.sql) as tables and charts; `scope` is that
 * of the rules that rate them, NULL where the cells say so themselves.
 */
void add_grid(struct doc *doc, const struct rows *rows, const char *scope);

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

/* Sentences that explain the marks behind figures: one for each mark that stands in the table. */
void note_marks(struct arena *arena, struct table *table);

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

/*
 * A line with a link to each of these terms of the glossary, if there are any: rows with the columns term,
 * short and anchor; or of any rows those from `first` to `end`, with the columns named here.
 */
void add_terms_used(struct doc *doc, const struct rows *terms);
void add_term_line(struct doc *doc, const struct rows *rows, size_t first, size_t end,
	const char *term, const char *meaning, const char *anchor);

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

/* For paper.c: references as they are met, with the texts of their sort's columns; and the answers. */
enum reference { REFERENCE_FIGURE, REFERENCE_FINANCE };
struct references *references_new(struct arena *arena);
void reference_add(struct arena *arena, struct references *refs, enum reference sort,
	const char *const texts[]);
const char *reference_next(struct references *refs, enum reference sort, struct err *err);
/* Whether the text holds charts, cards or reports: those ask for themselves. */
void references_note_report(struct references *refs);
bool references_hold_report(const struct references *refs);

/*
 * Whether the links of a paper, whose blocks begin at `first`, lead somewhere: to a key of its own,
 * or to "#agenda", "#item-8" and the like, which are the pack's to find. ERR_INPUT names the line.
 */
int paper_links(struct doc *doc, size_t first, struct err *err);
/* The links to keys of these blocks, for prefix_keys. */
void prefix_links(struct doc *doc, size_t first, const char *prefix);
/* Whether every link to "#key" leads somewhere now; those to an item without paper lead to the agenda. */
int pack_links(struct doc *doc, const struct rows *agenda, struct err *err);

/*
 * A document may hold the same report twice: the keys from block `first` on, and the links among
 * these blocks, get "prefix-" before them.
 */
void prefix_keys(struct doc *doc, size_t first, const char *prefix);

/* The parts of a meeting that its page and its pack share. */
struct meeting_data {
	struct rows meeting, seats, agenda, contacts;
};
/* Whether an item of the agenda has a place in the pack: by a paper, or an attachment. */
bool item_has_pages(const struct rows *agenda, size_t i);
int meeting_load(const struct report_job *job, struct meeting_data *data, struct err *err);
/* Whether there is a pack for this reader: before publication only for those who prepare it. */
bool meeting_has_pack(const struct meeting_data *data);
void add_membership(struct doc *doc, const struct rows *seats, unsigned level);
void add_contacts(struct doc *doc, const struct rows *contacts, const char *item, unsigned level);

#endif
