/*
 * The reports: each is a query and a function that turns its rows into a document. A report's
 * name is its address without the leading slash: "performance", "performance/cards/7.2".
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include <stdbool.h>

#include "base/err.h"
#include "base/mem.h"
#include "db/db.h"
#include "doc/doc.h"

/*
 * What may be asked of a report; NULL: not said. Which of them one takes is in its row; one that has
 * a PDF takes large-print.
 */
struct report_params {
	const char *area, *period, *from, *to, *committee, *scope, *edition, *ref, *page;
	const char *large_print;	/* "yes": the PDF in large print */
};

enum {
	PARAM_AREA = 1, PARAM_PERIOD = 2, PARAM_FROM = 4, PARAM_TO = 8, PARAM_COMMITTEE = 16,
	PARAM_SCOPE = 32, PARAM_EDITION = 64, PARAM_LARGE_PRINT = 128,
	PARAM_REF = 256, PARAM_PAGE = 512
};

/* What a report builder is given. The database is in a transaction that knows the person. */
struct report_job {
	struct db *db;
	struct arena *arena;
	const char *name;		/* as asked for: "performance/cards/7.2" */
	const char *subject;		/* what stood for {…} in its pattern: "7.2"; NULL */
	struct report_params params;
	unsigned depth;			/* 0, or how deep inside papers this report stands */
	const char *day;		/* ISO date of the meeting whose pack this is; NULL: today */
	bool paper;			/* it is for paper, which needs the bytes of attachments */
	void (*lay_out)(struct doc *doc);	/* finds what paper could not show; NULL: nobody does */
	bool named;			/* read by itself: the document must name council and area */
	struct rows *areas;		/* takes the areas to choose from (area, name, kind); NULL: not wanted */
	struct furniture *furniture;	/* for the builders: what to ask for last */
};

/*
 * Builds the document, without its furniture. ERR_INPUT: an unknown area or period, naming what is known; ERR_ABSENT:
 * no such indicator, card or meeting that this reader may see.
 */
typedef int report_builder(const struct report_job *job, struct doc **doc, struct err *err);

struct report {
	const char *pattern;	/* "performance/indicators/{ref}" */
	unsigned params;	/* PARAM_… that it takes */
	bool pdf;		/* has a PDF face of its own */
	bool data;		/* has tables, so JSON and CSV */
	report_builder *build;
};

/* The report of that name, and what stood for {…} in its pattern (or NULL); NULL: none. */
const struct report *report_find(struct arena *arena, const char *name, const char **subject);

/* All of them, ended by a NULL pattern: for help texts and tests. */
extern const struct report report_table[];

/* Builds the report and what its page is furnished with: what the site and the command line call. */
int report_make(const struct report *report, const struct report_job *job, struct doc **doc,
	struct err *err);

/* The value of one of a report's parameters by its name ("area", "period" …); false: no such. */
bool report_param_set(struct report_params *params, const struct report *report,
	const char *name, const char *value);

#endif
