/* The form above a report that asks for another area or period, and the ways to the periods beside. */
#ifndef FILTER_H
#define FILTER_H

#include "visit.h"

struct filter {
	const struct report_choices *choices;
	const char *area;   /* that is shown; NULL: none */
	const char *period; /* likewise, and what a person calls it */
	const char *label;
	const char *problem; /* why the choice that was made could not be answered, as a sentence; NULL: it was */
};

/* Whether the page has choices, which then have to be loaded. */
bool filter_wanted(const struct visit *visit);

/* Writes it, if the report takes any of its fields. */
void filter_write(const struct visit *visit, const struct filter *filter, struct buf *out);

/* What a choice that cannot be answered says above the form, and, below it, where to go on. */
void filter_write_problem(const struct visit *visit, const struct filter *filter, struct buf *out);
void filter_write_ways(const struct visit *visit, const struct filter *filter, struct buf *out);

#endif
