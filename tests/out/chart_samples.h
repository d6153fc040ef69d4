/* A chart of every kind, for the tests that measure them and the gallery that shows them. */
#ifndef TESTS_OUT_CHART_SAMPLES_H
#define TESTS_OUT_CHART_SAMPLES_H

#include "doc/doc.h"

/* Appends the chart of that kind to the document. */
struct chart *chart_sample(struct doc *doc, enum chart_kind kind);
const char *chart_kind_name(enum chart_kind kind);

/* Fills in a series: its numbers are its texts, "" is no figure. */
struct series *chart_series(
	struct doc *doc, struct chart *chart, const char *label, enum series_role role, const char *const numbers[]);
/* A chart with room for `series` series over these labels. */
struct chart *chart_over(struct doc *doc, enum chart_kind kind, const char *title, size_t count,
	const char *const labels[], size_t series);

#endif
