/* What a report's builder works on: what its scope found, the rows of its parts, the document to fill. */
#ifndef BUILDER_H
#define BUILDER_H

#include "report/report.h"

struct build {
	const struct report *report;
	const struct report_job *job;
	struct arena *arena; /* the job's */
	struct doc *doc;
	struct rows scope; /* its one row; none where the report has no scope */
	struct parts parts;
	struct sifted *sifted; /* what of its long table was left out; NULL: nothing was asked */
};

/* The rows of a part, by its name in sql/queries/. */
const struct rows *build_part(const struct build *build, const char *part);
/* A column of the scope's row; NULL for SQL NULL. */
const char *build_text(const struct build *build, const char *column);
bool build_true(const struct build *build, const char *column);

/* Whether the document stands by itself, and not in a paper, where a link to other pages leads nowhere. */
bool build_alone(const struct build *build);

/* Of rows with meeting, item and exempt: that whoever is shown those that are goes on record, as this event. */
void see_exempt_rows(struct doc *doc, const char *event, const struct rows *rows);

/* Builds a report into a document of its own, without what a page's frame shows: for papers. */
int report_build(const struct report *report, const struct report_job *job, struct doc **doc, struct err *err);

#endif
