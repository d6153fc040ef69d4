/* Bringing a database to this program's schema. */
#ifndef DB_MIGRATE_H
#define DB_MIGRATE_H

#include "db/db.h"

/*
 * Applies what is missing of sql/migrations/, then sql/objects/ where it has changed, in one
 * transaction; safe to run again. `say` hears of each file applied. It is alone while it works: what is under way
 * elsewhere is waited for, in short turns between which pages go on, for as long as the connection's limit for
 * locks lets it; `say` hears NULL of each turn. ERR_BUSY: somebody held on for longer. ERR_CONFLICT if a migration
 * that was applied has changed since, ERR_SYSTEM if one fails, ERR_DENIED if the connection's user may not do
 * what one does; what the server said of it is logged.
 */
int migrate(struct db *db, struct arena *arena, void (*say)(const char *name), struct err *err);

/*
 * How the database stands to this program, closed: its user is no member of moothall_owner. What cannot be told fits.
 * Ends a transaction that is open.
 */
enum schema_state { SCHEMA_FITS, SCHEMA_ABSENT, SCHEMA_OLDER, SCHEMA_NEWER, SCHEMA_CLOSED };
enum schema_state migrate_state(struct db *db, struct arena *arena);

#endif
