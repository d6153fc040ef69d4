/*
 * Tables out of relations. A field says which of a relation's columns a column of the table shows; of a figure
 * NAME the relation may have beside it
 *   NAME            the number, as shown
 *   NAME_shown      the text; without it NAME itself is, and in a column of figures (a count) also the number
 *   NAME_rag, NAME_dot, NAME_dot_why, NAME_why, NAME_status, NAME_trend
 *   NAME_entered, NAME_released, NAME_impossible, NAME_above, NAME_superseded, NAME_overdue: what its marks say
 * A field with `own` shows the row's own figure, whose columns are number, shown, rag, dot, … without a name
 * before them. Of the row itself: kind (group, body, subtotal, total), anchor.
 */
#ifndef TABLE_H
#define TABLE_H

#include "db/db.h"
#include "doc/doc.h"

/* Where a cell leads; NULL: nowhere. */
typedef const char *table_link(const struct doc *doc, const struct rows *rows, size_t row);

/* What a cell says, where it is not a column's text; NULL: nothing. */
typedef const char *table_words(struct arena *arena, const struct rows *rows, size_t row);

struct field {
	const char *key; /* the column's key, and the relation's column unless `from` says another */
	const char *label, *unit, *group;
	const char *from;
	table_link *link;
	table_words *words;
	enum column_kind kind;
	bool head, optional;
	bool own;          /* the row's own figure */
	bool kept;         /* as in doc.h; an own figure is without saying so, of a pivot of periods the newest */
	bool line;         /* NAME is an array of numbers, NAME_words what a line through them says */
	bool sign;         /* NAME is a sign of process control */
	const char *blank; /* what stands for a figure that is not held: "-", "" */
	/* Stands for a column of each `column` of the relation, with its column_label and column_group. */
	bool pivot;
};

struct table_spec {
	const char *key, *title;
	const struct field *fields;
	size_t count;
	const char *empty; /* what is said when there are no rows; NULL: doc.h's */
	/*
	 * A column of the relation whose changes begin a new group of rows, headed by its text; NULL.
	 * With a pivot, rows of the same `line` are one row of the table.
	 */
	const char *group;
};

/* How many fields an array has. */
#define FIELDS(array) (array), sizeof(array) / sizeof((array)[0])

/*
 * Appends the table of these rows; notes are the caller's. What has no row has a table all the same, but
 * for add_table_if, which then appends nothing and returns NULL.
 */
struct table *add_table(struct doc *doc, const struct table_spec *spec, const struct rows *rows);
struct table *add_table_if(struct doc *doc, const struct table_spec *spec, const struct rows *rows);

/* One cell by itself: of the figure NAME, or, NULL, of the row's own. */
struct cell cell_of(struct arena *arena, const struct rows *rows, size_t row, const char *name);
/* Words without a number. */
struct cell cell_words(const char *text);
/* A column of the relation, or NULL where it has none of that name. */
const char *row_optional(const struct rows *rows, size_t row, const char *column);

#endif
