/* Bringing a database to this program's schema. */
#ifndef DB_MIGRATE_H
#define DB_MIGRATE_H

#include "db/db.h"

/*
 * Applies what is missing of sql/migrations/, then sql/objects/ where it has changed, in one
 * transaction; safe to run again. `say` hears of each file applied. ERR_CONFLICT if a migration
 * that was applied has changed since, ERR_SYSTEM with the server's words if one fails.
 */
int migrate(struct db *db, struct arena *arena, void (*say)(const char *name), struct err *err);

#endif
