/* Checking a paper before it is kept. */
#ifndef REPORT_PAPER_H
#define REPORT_PAPER_H

#include "base/err.h"
#include "base/mem.h"
#include "db/db.h"
#include "doc/doc.h"

/*
 * Whether the Markdown of a paper or commentary can be printed: every reference in it resolves
 * for whoever is asking. ERR_INPUT names the line and what is wrong.
 */
int paper_check(struct db *db, struct arena *arena, const char *name, const char *text, struct err *err);

/*
 * Parts of a commentary as their card shows them, each in a document of its own, the references of all
 * resolved at once. Beside papers a commentary may hold figures and charts, but no cards and reports.
 * A part that cannot be printed has no document, and `why` names the line and what is wrong.
 */
struct commentary_part {
	const char *name; /* stands before its keys: several may stand on one page */
	const char *text; /* NULL: nothing is written */
	struct doc *doc;
	struct err why;
};
int commentary_render(
	struct db *db, struct arena *arena, size_t count, struct commentary_part parts[], struct err *err);

/* A live figure, and what it shows. */
struct paper_figure {
	const char *reference; /* "7.2 2017-01 measure=ytd"; in a report its table, row and column */
	const char *shown;
	bool open;        /* known to be released */
	bool in_report;   /* not in a sentence */
	const char *part; /* the exempt part that it stands in; NULL: in none */
};

/*
 * A paper as its own page shows it, below a heading of level 2, with what its preflight would find. One that cannot be
 * printed has no document, and `why` names the line and what is wrong.
 */
struct paper_shown {
	struct doc *doc; /* its keys begin with "paper-"; what is found: its findings */
	struct err why;
	struct paper_figure *figures;
	size_t figure_count;
};
/* `day`: of its meeting. `sections`: those that it must have (section, headings). -1: a fault. */
int paper_render(struct db *db, struct arena *arena, const char *text, const char *day, const struct rows *sections,
	struct paper_shown *shown, struct err *err);
/* Puts on record that a reader was shown what in the reports inside it is exempt or names people. */
int paper_see(struct db *db, struct arena *arena, const struct doc *doc, struct err *err);

/* The addresses of a paper's pages: `page` NULL, "edit", "versions" … */
const char *paper_address(struct arena *arena, const char *name, const char *page);

#endif
