/* prepare NAME ROLES…: brings the test database to the schema and adds a user per pair of
 * arguments, each with the password "correct horse". */
#include <stdio.h>

#include "auth/password.h"
#include "db/migrate.h"

static int
add(struct db *db, struct arena *arena, const char *name, const char *roles, struct err *err)
{
	const struct password_cost cost = {2, 19UL * 1024 * 1024};
	char hash[PASSWORD_HASH_SIZE];

	if (password_hash(hash, "correct horse", &cost, err) != 0)
		return -1;
	return db_script(db, name,
		arena_printf(arena,
			"SELECT set_config('moothall.person', 'operator', false), "
			"person_add('%s', '%s <&\" Test', '%s', NULL, '{%s}')",
			name, name, hash, roles),
		err);
}

int
main(int argc, char **argv)
{
	struct err err = {0};
	struct arena *arena = arena_new();
	struct db *db = db_open("", &err);
	int rc = db != NULL ? migrate(db, arena, NULL, &err) : -1;

	for (int i = 1; rc == 0 && i + 1 < argc; i += 2)
		rc = add(db, arena, argv[i], argv[i + 1], &err);
	if (rc != 0)
		fprintf(stderr, "prepare: %s\n", err.text);
	db_close(db);
	arena_free(arena);
	return rc == 0 ? 0 : 1;
}
