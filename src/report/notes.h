/* What is said under a table, and the lines of links to the glossary. */
#ifndef NOTES_H
#define NOTES_H

#include "db/db.h"
#include "doc/doc.h"

/* A sentence for each mark that stands in the table. */
void mark_notes(struct doc *doc, struct table *table);

/* Leaves out the rows that hold no figure and, of page and paper, the columns; and names them in a note. */
void leave_out_empty(struct doc *doc, struct table *table);

/*
 * Every figure that was published otherwise, and the way to the page that explains. The rows have printed,
 * computed (NULL: nothing could be), and where they say it why (then) and documents. `name` says which figure
 * it is; those that follow one another and are `of` the same share a sentence.
 */
struct figure_name {
	const char *of, *what; /* "7.2, Norwich", "year to date"; what may be NULL */
};
typedef struct figure_name name_figure(struct arena *arena, const struct rows *rows, size_t row);
void difference_notes(struct doc *doc, struct table *table, const struct rows *rows, name_figure *name);

/* The breaks of a series (column break), each a sentence. */
void break_notes(struct doc *doc, struct table *table, const struct rows *rows);

/*
 * Whose rule rates the figures of the table, if any is rated: of one scope of rules (dashboard, summary,
 * scorecard), or row by row of those in the columns rag and rag_scope.
 */
void rated_by_note(struct doc *doc, struct table *table, const char *scope);
void rated_notes(struct doc *doc, struct table *table, const struct rows *rows);
/* What a scope of rules is called. */
const char *scope_name(const char *scope);

/* A paragraph that leads to each of these terms of the glossary (term, short, anchor), if there are any. */
void add_terms(struct doc *doc, const struct rows *terms);

/* The text with a capital letter. */
const char *capitalised(struct arena *arena, const char *text);

/* A paragraph that is one link. */
void add_link(struct doc *doc, const char *text, const char *href);

#endif
