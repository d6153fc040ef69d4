/* The scale of a chart's numbers: round steps, and what is on it. */
#ifndef SRC_OUT_CHART_AXIS_H
#define SRC_OUT_CHART_AXIS_H

#include <stdbool.h>
#include <stddef.h>

#include "doc/doc.h"

struct axis {
	double step;      /* between two ticks: 1, 2, 2.5 or 5 × a power of ten */
	long first, last; /* the ticks are first × step … last × step */
	int decimals;     /* of their labels */
	bool from_zero;   /* 0 is on the axis */
};

/*
 * A plain number as a place on paper: the one use of floating point. False: there is none, or
 * nothing that could be drawn.
 */
bool number_value(const char *number, double *value);
bool point_value(const struct point *point, double *value);

/*
 * An axis that holds every value of the series that are measured on it (`second`: those with
 * `right`), of about `ticks` steps; false: there is nothing to draw.
 */
bool axis_fit(struct axis *axis, const struct chart *chart, bool second, unsigned ticks);
/* Two axes of one drawing: both begin and end at the same ticks, so that one grid serves both. */
void axis_match(struct axis *one, struct axis *other);

double axis_bottom(const struct axis *axis);
double axis_top(const struct axis *axis);

/* The words beside tick number `tick`: "1,250", "-0.5". */
void axis_label(const struct axis *axis, long tick, char *text, size_t size);

#endif
