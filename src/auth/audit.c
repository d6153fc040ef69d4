/* Noting what a program shows and refuses, and chaining what was noted. */
#include "auth/audit.h"

#include "base/log.h"

int
audit_note(struct db *db, struct arena *arena, const char *event, const char *about,
	const struct audit_fact facts[AUDIT_FACTS], struct err *err)
{
	const char *names[AUDIT_FACTS], *values[AUDIT_FACTS];
	size_t count = 0;

	for (; count < AUDIT_FACTS && facts[count].name != NULL; count++) {
		names[count] = facts[count].name;
		values[count] = facts[count].value;
	}
	return db_ask(db, STMT_AUDIT_NOTE,
		DB_PARAMS(event, about, array_literal(arena, count, names), array_literal(arena, count, values)), arena,
		NULL, err);
}

int
audit_export(struct db *db, struct arena *arena, const char *what, const char *face, size_t rows, struct err *err)
{
	return db_ask(db, STMT_AUDIT_EXPORT, DB_PARAMS(what, face, arena_printf(arena, "%zu", rows)), arena, NULL, err);
}

int
audit_refused(
	struct db *db, struct arena *arena, unsigned status, const char *method, const char *path, struct err *err)
{
	return db_ask(
		db, STMT_AUDIT_REFUSED, DB_PARAMS(arena_printf(arena, "%u", status), method, path), arena, NULL, err);
}

void
audit_chain(struct db *db)
{
	struct err err = {0};

	if (db_begin(db, &err) == 0 && db_ask(db, STMT_AUDIT_CHAIN, DB_NONE, NULL, NULL, &err) == 0 &&
		db_commit(db, &err) == 0)
		return;
	db_rollback(db);
	log_line("the audit trail is not chained yet: %s", err.text);
}

void
audit_settle(struct db *db)
{
	if (db != NULL && db_noted(db))
		audit_chain(db);
}
