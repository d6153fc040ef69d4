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

#endif
