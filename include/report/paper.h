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
int paper_check(struct db *db, struct arena *arena, const char *name, const char *text,
	struct err *err);

/*
 * A commentary as its card shows it, in a document of its own. ERR_INPUT as above; beside papers
 * it may hold figures and charts, but no cards and reports. `name` stands before its keys, so that
 * several may stand on one page.
 */
int commentary_render(struct db *db, struct arena *arena, const char *name, const char *text,
	struct doc **doc, struct err *err);

#endif
