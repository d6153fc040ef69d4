/* What the statements of money share. */
#ifndef MONEY_H
#define MONEY_H

#include "../builder.h"
#include "../notes.h"

/* Which figure of a statement a difference is of: "Total, movement". */
name_figure name_of_statement;

/* The column of a figure in £m. */
#define MILLIONS(name, words)                                                                                          \
	{                                                                                                              \
		.key = (name), .label = (words), .unit = "£m", .kind = COLUMN_FIGURE                                   \
	}
/* The same, in view where the table is wider than its window. */
#define MILLIONS_KEPT(name, words)                                                                                     \
	{                                                                                                              \
		.key = (name), .label = (words), .unit = "£m", .kind = COLUMN_FIGURE, .kept = true                     \
	}

/*
 * Columns of the ledger's figures in £ (ledger_shown in SQL): budget, profiled budget, actual, committed,
 * forecast and variance.
 */
#define LEDGER_FIELDS                                                                                                  \
	{.key = "budget", .label = "Budget for the year", .unit = "£", .kind = COLUMN_FIGURE},                         \
		{.key = "profiled", .label = "Profiled budget to date", .unit = "£", .kind = COLUMN_FIGURE},           \
		{.key = "actual", .label = "Actual to date", .unit = "£", .kind = COLUMN_FIGURE},                      \
		{.key = "committed", .label = "Committed", .unit = "£", .kind = COLUMN_FIGURE},                        \
		{.key = "forecast", .label = "Forecast for the year", .unit = "£", .kind = COLUMN_FIGURE},             \
	{                                                                                                              \
		.key = "variance", .label = "Over (+) or under (-)", .unit = "£", .kind = COLUMN_FIGURE, .kept = true  \
	}

/* Cost centres, with the way to each; figures by subjective. */
struct table *add_centres(struct doc *doc, const char *key, const char *title, const struct rows *rows);
struct table *add_subjectives(struct doc *doc, const struct rows *rows);

/*
 * Of the part closing: a note under a table whose figures it is about, and at the end all of it as a table of its
 * own, for the faces that are data; on a page that is folded away, and paper has the notes.
 */
void closing_notes(const struct build *build, struct table *table);
void add_closing(const struct build *build);

/* What a statement is called, by its name in imports ("la", "schools", "balances" …); NULL: "none". */
const char *statement_title(const char *statement);

#endif
