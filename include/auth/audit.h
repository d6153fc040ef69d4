/*
 * The audit trail: what is done, seen and refused. Most of it is noted by the functions of the database that do it;
 * here is what only a program knows: what it shows, and that it refuses. Who, from where and when are the
 * transaction's.
 */
#ifndef AUTH_AUDIT_H
#define AUTH_AUDIT_H

#include "db/db.h"

struct audit_fact {
	const char *name, *value; /* NULL: left out */
};

enum { AUDIT_FACTS = 6 };

/*
 * Notes something in the open transaction, with what comes next: what cannot be noted cannot be committed, and is not
 * shown. `about`: what somebody would search for; NULL.
 */
int audit_note(struct db *db, struct arena *arena, const char *event, const char *about,
	const struct audit_fact facts[AUDIT_FACTS], struct err *err);

/* The same of data that are taken away, if they have more rows than the council has set. */
int audit_export(struct db *db, struct arena *arena, const char *what, const char *face, size_t rows, struct err *err);

/* Notes a refusal (401, 403, or 404 of what may exist all the same), by the path of the address that was asked for. */
int audit_refused(
	struct db *db, struct arena *arena, unsigned status, const char *method, const char *path, struct err *err);

/*
 * After a commit: chains what has been noted, in a transaction of its own. Where nothing was noted it costs nothing.
 * What goes wrong is logged, and is made good by whoever comes next. audit_chain() chains whatever waits.
 */
void audit_settle(struct db *db);
void audit_chain(struct db *db);

#endif
