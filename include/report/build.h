/* What the reports share: for src/report/ alone. */
#ifndef REPORT_BUILD_H
#define REPORT_BUILD_H

#include "report/report.h"

/* The builders, one a file; see their rows in report.c. */
report_builder report_balances, report_capital, report_card, report_commentary_due,
	report_contributions, report_cost_centre, report_cost_centres, report_dashboard, report_exceptions,
	report_figures, report_glossary, report_home, report_indicator, report_key_points, report_meeting,
	report_pack, report_preflight, report_provenance, report_reserves, report_revenue, report_revenue_line, report_risk,
	report_risks, report_schools, report_schools_line;

/* Those that come as cells: performance.c. */
report_builder report_breakdown, report_contacts, report_early_help, report_education,
	report_localities, report_quarterly, report_reports, report_scorecard, report_section,
	report_summary;

/* Lays out cells in long form (grid_cell in sql/objects/reports_grid.sql) as tables and charts. */
void add_grid(struct doc *doc, const struct rows *rows);

/*
 * The imports that a report of these kinds of data draws on go to doc->sources and as_of. Called
 * when the document is built: one that holds unreleased figures becomes a draft.
 */
int add_sources(const struct report_job *job, struct doc *doc, size_t count,
	const char *const kinds[], struct err *err);

/* A cell of words; of a figure, with its plain number; of money in £m (text as the database made it). */
struct cell cell_words(const char *text);
struct cell cell_figure(const char *text, const char *number);
struct cell cell_amount(struct arena *arena, const char *text);

/* The row's columns text, number, rag, dot, status, marks, why and trend, where it has them. */
struct cell cell_row(const struct rows *rows, size_t row);

/*
 * A figure of an indicator's series, rated by the dashboard's rule where there is one, else by
 * the management summary's: one rule for the whole series, so that its colours compare.
 */
bool rated_by_dashboard(const struct rows *rules);
struct cell cell_rated(const struct rows *series, size_t row, bool by_dashboard);

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

/* For the statements of money: a row's kind, its difference as a sentence, its mark before release. */
enum row_kind statement_row_kind(const char *kind);
const char *statement_difference(struct arena *arena, const struct rows *rows, size_t row);
void statement_mark(const struct rows *rows, size_t row, struct row *line, size_t column);

/*
 * Charts of a statement's rows: variance by line, and reserves over the year; nothing where there
 * are no rows. The forecast over the months, with its table, where two reports of a year are held.
 */
int add_variance_chart(const struct report_job *job, struct doc *doc, const struct rows *rows,
	struct err *err);
int add_reserves_chart(const struct report_job *job, struct doc *doc, const struct rows *rows,
	struct err *err);
int add_history(const struct report_job *job, struct doc *doc, const char *statement,
	const char *period, struct err *err);

/*
 * What hangs together, with its figures: under a statement; on the page of a budget line ("la" or
 * "schools" lines by name; `day`: the statement's last), of an indicator and of a risk. `level` is
 * that of the heading above; nothing is added where nothing is linked.
 */
int add_statement_links(const struct report_job *job, struct doc *doc, const char *statement,
	const char *period, struct err *err);
int add_line_links(const struct report_job *job, struct doc *doc, const char *line,
	const char *day, unsigned level, struct err *err);
int add_indicator_links(const struct report_job *job, struct doc *doc,
	const struct rows *indicator, unsigned level, struct err *err);
int add_risk_links(const struct report_job *job, struct doc *doc, const char *number,
	unsigned level, struct err *err);

/* Of risks: a score with its rating, likelihood and impact (columns with `prefix` before them). */
struct cell risk_score(struct arena *arena, const struct rows *rows, size_t row,
	const char *prefix);
struct cell risk_direction(const struct rows *rows, size_t row);
struct cell risk_prospects(const struct rows *rows, size_t row);
const char *risk_href(struct arena *arena, const char *number);
/* The 5 × 5 grid as chart and table, now or at the target. */
int add_heat_map(const struct report_job *job, struct doc *doc, const struct rows *heat,
	bool at_target, struct err *err);

/*
 * For the ledger: columns of budget, profiled budget, actual, committed, forecast and variance in £ after
 * `head` columns of the table's own, and their cells from a row that has them by these names.
 */
enum { LEDGER_COLUMNS = 6 };
extern const struct column ledger_columns[LEDGER_COLUMNS];
void ledger_cells(struct arena *arena, const struct rows *rows, size_t row, struct cell *cells);
struct table *ledger_table(struct doc *doc, const char *key, const char *title, size_t head_count,
	const struct column head[]);
/* Cost centres, with the way to each; figures by subjective. */
struct table *add_centres(struct doc *doc, const char *key, const char *title,
	const struct rows *rows);
struct table *add_subjectives(struct doc *doc, const struct rows *rows);

/* An empty document of this name, for the period of `scope` (columns period and label). */
struct doc *report_doc(const struct report_job *job, const char *title, const struct rows *scope);

/* The chart of an indicator's series: the values of a blank cohort (or the first), the target and the comparators. */
int add_series_chart(const struct report_job *job, struct doc *doc, const struct rows *indicator,
	const struct rows *series, const struct rows *benchmarks, struct err *err);

/*
 * Sets the chart's text alternative from all that is in it, in the database's words: one statement.
 * A report that computes its words along with its figures (sql/objects/words.sql) needs it not.
 */
int chart_say(const struct report_job *job, struct chart *chart, struct err *err);

/* What the numbers of its charts are, in words. */
const char *chart_unit(const struct rows *indicator);

/*
 * An indicator as a process (sql/objects/spc.sql): its points; what they say, for the facts that
 * hold its rating (two at most); and the chart, where there are limits.
 */
int process_load(const struct report_job *job, const struct rows *indicator, struct rows *process,
	struct err *err);
void add_process_facts(struct doc *doc, struct block *facts, const struct rows *process);
void add_process(struct doc *doc, const struct rows *indicator, const struct rows *process);

/* Appends the whole glossary, for {{glossary}}. */
int add_glossary(const struct report_job *job, struct doc *doc, struct err *err);
/*
 * A line with a link to each term of the glossary: of the rows from `first` to `end`, whose columns are
 * named here; of those that stand in the texts, if any does.
 */
void add_term_line(struct doc *doc, const struct rows *rows, size_t first, size_t end,
	const char *term, const char *meaning, const char *anchor);
int add_terms_used(const struct report_job *job, struct doc *doc, size_t count,
	const char *const texts[], struct err *err);

/* Everything that a page or a card says of an indicator, loaded in one go. */
struct indicator_data {
	struct rows indicator, series, rules, benchmarks, process;
};
int indicator_load(const struct report_job *job, const char *ref, struct indicator_data *data,
	struct err *err);

/* Appends a paper or a commentary: Markdown whose figures are live. `deeper` as in markdown.h. */
int add_paper(const struct report_job *job, struct doc *doc, const char *text, unsigned deeper,
	struct err *err);

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

/* Appends a card or a chart of an indicator, for {{card}}, {{chart}} and packs. */
int add_card(const struct report_job *job, struct doc *doc, const char *ref, const char *period,
	const char *area, unsigned level, struct err *err);
int add_chart(const struct report_job *job, struct doc *doc, const char *ref, const char *period,
	const char *area, struct err *err);

/* The parts of a meeting that its page and its pack share. */
struct meeting_data {
	struct rows meeting, seats, agenda, contacts;
};
/* Whether an item of the agenda has a place in the pack: by a paper, or an attachment. */
bool item_has_pages(const struct rows *agenda, size_t i);
int meeting_load(const struct report_job *job, struct meeting_data *data, struct err *err);
void add_membership(struct doc *doc, const struct rows *seats, unsigned level);
void add_contacts(struct doc *doc, const struct rows *contacts, const char *item, unsigned level);

#endif
