/* Charts out of relations: the rows along its labels, or long, a row a point. */
#ifndef CHARTS_H
#define CHARTS_H

#include "db/db.h"
#include "doc/doc.h"

struct chart_spec {
	const char *key, *title;
	const char *unit;
	const char *table_key; /* the table of the same data; NULL */
	const char *label;     /* the column of its labels */
	const char *across, *below, *above;
	enum chart_kind kind;
};

/* Appends a chart with a label for each of these rows, and room for `series` of them. */
struct chart *add_chart(struct doc *doc, const struct chart_spec *spec, const struct rows *rows, size_t series);
/*
 * Adds a series of the figure NAME (table.h) of these rows, from `first` on as many as the chart has labels;
 * points of role VALUE have the sense of the column sense, if the relation has one. chart_steps marks where the
 * column says that something changed; `gap`: what is before does not compare with what follows.
 */
struct series *chart_line(struct doc *doc, struct chart *chart, const char *label, enum series_role role,
	const struct rows *rows, size_t first, const char *name);
void chart_steps(struct doc *doc, struct chart *chart, const struct rows *rows, const char *column, bool gap);
/* Labels stand by the column last_day, if each has one. */
void chart_dates(struct doc *doc, struct chart *chart, const struct rows *rows);
/* A series without figures yet; and a line straight through all of the chart. */
struct series *chart_series(struct doc *doc, struct chart *chart, const char *label, enum series_role role);
void chart_level(struct doc *doc, struct chart *chart, const char *label, enum series_role role, struct cell figure);

/*
 * Appends a chart of points in long form, of these rows: series, role (value, target, comparator;
 * level: a line through all), label, and the row's own figure. Series by series, each with all labels in one
 * order; by last_day and broken by the column break, where the relation has them.
 */
struct chart *add_points(struct doc *doc, const struct chart_spec *spec, const struct rows *rows);

/* The shape of the row's own figure over these rows, with gaps at column break, in a chart that is no block of its own: for a tile. */
struct chart *chart_spark(struct doc *doc, const char *title, const struct rows *rows, const char *label);

/* Appends to the words of a chart, with a blank between. */
void chart_words(struct doc *doc, struct chart *chart, const char *words);

#endif
