/* What the performance reports share. */
#ifndef PERFORMANCE_H
#define PERFORMANCE_H

#include "../address.h"
#include "../builder.h"
#include "../charts.h"
#include "../notes.h"
#include "../table.h"

/* The kinds of import that a report of many figures draws on. */
extern const char *const figure_sources[];

/* Columns that most tables begin with. */
#define FIELD_REF                                                                                                      \
	{                                                                                                              \
		.key = "ref", .label = "Ref"                                                                           \
	}
/* What a row is of, and the way to it: a name says more of where a link leads than a number. */
#define FIELD_NAME_TO(words, leads)                                                                                    \
	{                                                                                                              \
		.key = "name", .label = (words), .head = true, .link = (leads)                                         \
	}
#define FIELD_NAME(words) FIELD_NAME_TO(words, link_indicator)
#define FIELD_COHORT(words)                                                                                            \
	{                                                                                                              \
		.key = "cohort", .label = (words), .optional = true                                                    \
	}
/* A month or period a column: the row's own figure. */
#define FIELD_PERIODS(words)                                                                                           \
	{                                                                                                              \
		.group = (words), .kind = COLUMN_FIGURE, .pivot = true, .own = true, .blank = "-"                      \
	}
#define FIGURE(name, words)                                                                                            \
	{                                                                                                              \
		.key = (name), .label = (words), .kind = COLUMN_FIGURE                                                 \
	}

/* "High", of the column polarity; "Rolling average", of measure and basis; "Red", of rating_rag; a target, or that none is set. */
table_words good_is, data_note, rating_word, target_words;

/* A difference of a figure: by its short period where it is the value, else by the measure. */
name_figure name_of_figure;

/* The paragraph that leads from a report of one indicator to its page. */
void add_indicator_link(const struct build *build);
/* The paragraph that leads to the page that puts it beside other indicators and areas. */
void add_compare_link(const struct build *build);

/*
 * Commentary: rows with text, label (of its period), own (it is the page's) and is_released. texts_resolve gathers what
 * figures the texts name and resolves those of all together, into as many references; text_caveats says what readers must
 * know of one: that it was written for another period, or that members do not see it.
 * stale_findings: words of the part commentary that were written about an earlier period than the figures beside them.
 * add_commentary_texts: each text of the part commentary under the name of its indicator; `beside` adds what stands beside
 * the first, NULL: nothing.
 */
struct references;
int texts_resolve(const struct build *build, const struct rows *texts, struct references *refs[], struct err *err);
void text_caveats(struct doc *doc, const struct rows *texts, size_t row);
void stale_findings(const struct build *build);
int add_commentary_texts(
	const struct build *build, const char *heading, void (*beside)(const struct build *), struct err *err);

/* The glossary's terms in a column of rows that are costly to ask for twice: one statement more, when they have come. */
int add_terms_in(const struct build *build, const struct rows *rows, const char *column, struct err *err);

/* What a kind of benchmark is called, "England"; what a measure's numbers are, "%"; and what "ytd" is of a figure. */
const char *benchmark_label(const char *kind);
const char *measure_unit(const char *measure);
const char *side_label(const char *side);

/*
 * The rows of the first cohort, those of the chart; the chart of them with the target and with what others
 * achieve: parts series, words and benchmarks. Two points or more make a line.
 */
struct rows series_drawn(const struct rows *series);
void add_series_chart(const struct build *build);
/* Its data, narrow enough to stand beside a text, with the rules under it: part rules. */
void add_series_beside(const struct build *build);

/*
 * An indicator as a process, part process: what its last point says, for the facts that hold its rating (two at
 * most); and its chart with the table of its limits, where there are any.
 */
void add_process_facts(struct doc *doc, struct block *facts, const struct rows *process);
void add_process(const struct build *build);

#endif
