/* Forward steps once, in order; objects again whenever their files change. */
#include "db/migrate.h"

#include <string.h>
#include <time.h>

#include "base/digest.h"
#include "base/embedded.h"
#include "base/str.h"
#include "config.h"

enum { WAIT_SECONDS = 3 };

static const char *
applied_digest(const struct rows *applied, const char *name)
{
	for (size_t i = 0; i < applied->count; i++)
		if (str_equal(row_text(applied, i, "name"), name))
			return row_text(applied, i, "sha256");
	return NULL;
}

/* The roles first, and on as moothall_owner: the script says why. */
static int
take_role(struct db *db, struct err *err)
{
	return db_script(db, "roles.sql", (const char *)embedded_roles[0].data, err);
}

static bool
is_known(const char *name)
{
	if (str_starts(name, "objects/"))
		return true; /* a file that a later program has no more */
	for (const struct embedded *file = embedded_migrations; file->name != NULL; file++)
		if (str_equal(file->name, name))
			return true;
	return false;
}

/*
 * A database that a later program has upgraded is not taken back: by a migration that is not known here,
 * or, where only views and functions have changed, by the version of what applied them.
 */
static int
refuse_newer(struct db *db, struct arena *arena, const struct rows *applied, struct err *err)
{
	struct rows newest;

	for (size_t i = 0; i < applied->count; i++)
		if (!is_known(row_text(applied, i, "name")))
			return err_set(err, ERR_CONFLICT,
				"the database is newer than this program (%s), which does not know its migration "
				"%s: use the program that made it",
				PACKAGE_VERSION, row_text(applied, i, "name"));
	if (applied->count == 0)
		return 0;
	if (db_query(db, STMT_MIGRATION_NEWEST, DB_PARAMS(PACKAGE_VERSION), arena, &newest, err) != 0)
		return -1;
	if (newest.count == 0)
		return 0;
	return err_set(err, ERR_CONFLICT,
		"the database is newer than this program: it is of version %s, and this is %s",
		row_text(&newest, 0, "version"), PACKAGE_VERSION);
}

static int
apply(struct db *db, const struct embedded *file, const char *name, const char *sha256, void (*say)(const char *name),
	struct err *err)
{
	if (say != NULL)
		say(name);
	if (db_script(db, name, (const char *)file->data, err) != 0)
		return -1;
	return db_query(db, STMT_MIGRATION_ADD, DB_PARAMS(name, sha256, PACKAGE_VERSION), NULL, NULL, err);
}

static int
apply_migrations(
	struct db *db, struct arena *arena, const struct rows *applied, void (*say)(const char *name), struct err *err)
{
	/*
	 * What a migration makes belongs to moothall. On an upgrade moothall_code exists and stands
	 * first in the connection's path, and what is made there goes with its next renewal.
	 */
	if (db_script(db, "search path", "SET LOCAL search_path = moothall, pg_temp", err) != 0)
		return -1;
	for (const struct embedded *file = embedded_migrations; file->name != NULL; file++) {
		const char *before = applied_digest(applied, file->name);
		const char *sha256 = digest_hex(arena, file->data, file->size);

		if (before == NULL) {
			if (apply(db, file, arena_string(arena, file->name), sha256, say, err) != 0)
				return -1;
		} else if (strcmp(before, sha256) != 0) {
			return err_set(err, ERR_CONFLICT,
				"the migration %s was applied in another version: this "
				"program does not fit the database",
				file->name);
		}
	}
	return 0;
}

/* Whether all of these files, by their names with `prefix` before them, were applied as they are. */
static bool
are_applied(struct arena *arena, const struct embedded files[], const char *prefix, const struct rows *applied)
{
	for (const struct embedded *file = files; file->name != NULL; file++) {
		const char *sha256 = digest_hex(arena, file->data, file->size);

		if (!str_equal(applied_digest(applied, arena_printf(arena, "%s%s", prefix, file->name)), sha256))
			return false;
	}
	return true;
}

/* Objects depend on one another in the order of the list: one changed, all are applied. */
static int
apply_objects(
	struct db *db, struct arena *arena, const struct rows *applied, void (*say)(const char *name), struct err *err)
{
	if (are_applied(arena, embedded_objects, "objects/", applied))
		return 0;
	for (const struct embedded *file = embedded_objects; file->name != NULL; file++) {
		const char *name = arena_printf(arena, "objects/%s", file->name);
		const char *sha256 = digest_hex(arena, file->data, file->size);

		if (apply(db, file, name, sha256, say, err) != 0)
			return -1;
	}
	return 0;
}

static int
migrate_once(struct db *db, struct arena *arena, void (*say)(const char *name), struct err *err)
{
	struct rows present, applied = {0};

	if (db_begin_alone(db, err) != 0 || take_role(db, err) != 0 ||
		db_query(db, STMT_MIGRATION_TABLE, DB_NONE, arena, &present, err) != 0)
		goto out;
	if (row_true(&present, 0, "present") && db_query(db, STMT_MIGRATION_LIST, DB_NONE, arena, &applied, err) != 0)
		goto out;
	if (refuse_newer(db, arena, &applied, err) != 0 || apply_migrations(db, arena, &applied, say, err) != 0 ||
		apply_objects(db, arena, &applied, say, err) != 0)
		goto out;
	return db_commit(db, err);
out:
	db_rollback(db);
	return -1;
}

int
migrate(struct db *db, struct arena *arena, void (*say)(const char *name), struct err *err)
{
	static const struct timespec pause = {0, 500000000};
	const struct db_limits usual = db_usual(db);
	struct err why = {0};
	int rc;

	/*
	 * Pages wait while this waits, so it waits a little and often: an import under way, or somebody's own query,
	 * may take long.
	 */
	db_limit(db, (struct db_limits){.lock = WAIT_SECONDS});
	for (unsigned waited = 0;; waited += WAIT_SECONDS) {
		why = (struct err){0};
		rc = migrate_once(db, arena, say, &why);
		if (rc == 0 || why.code != ERR_BUSY || (usual.lock > 0 && waited >= usual.lock))
			break;
		if (say != NULL)
			say(NULL);
		nanosleep(&pause, NULL);
	}
	db_limit(db, usual);
	return rc == 0 ? 0 : err_set(err, why.code, "%s", why.text);
}

static enum schema_state
find_state(struct db *db, struct arena *arena)
{
	struct rows present, applied;
	struct err err = {0};

	if (db_begin(db, NULL) != 0 || db_query(db, STMT_MIGRATION_TABLE, DB_NONE, arena, &present, NULL) != 0)
		return SCHEMA_FITS;
	if (!row_true(&present, 0, "present"))
		return SCHEMA_ABSENT;
	if (row_true(&present, 0, "closed"))
		return SCHEMA_CLOSED;
	if (db_query(db, STMT_MIGRATION_LIST, DB_NONE, arena, &applied, NULL) != 0)
		return SCHEMA_FITS;
	if (refuse_newer(db, arena, &applied, &err) != 0)
		return err.code == ERR_CONFLICT ? SCHEMA_NEWER : SCHEMA_FITS;
	return are_applied(arena, embedded_migrations, "", &applied) &&
			are_applied(arena, embedded_objects, "objects/", &applied)
		? SCHEMA_FITS
		: SCHEMA_OLDER;
}

enum schema_state
migrate_state(struct db *db, struct arena *arena)
{
	enum schema_state state = find_state(db, arena);

	db_rollback(db);
	return state;
}
