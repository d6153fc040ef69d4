/* Every statement of sql/queries/, prepared by a database that has been migrated. */
#include "db/db.h"
#include "db/migrate.h"
#include "db/stmt_text.h"

#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

#include "../check.h"

static int
bring_up(void)
{
	struct arena *arena = arena_new();
	struct err err = {0};
	struct db *db = db_open("", &err);
	int rc = -1;

	if (db != NULL)
		rc = migrate(db, arena, NULL, &err);
	if (rc != 0)
		printf("# %s\n", err.text);
	db_close(db);
	arena_free(arena);
	return rc;
}

/* A column, or a part, that has the name of another would never be read. */
static bool
columns_differ(PGconn *conn)
{
	PGresult *result = PQdescribePrepared(conn, "");
	int columns = PQnfields(result);
	bool differ = true;

	for (int c = 0; c < columns; c++)
		for (int d = c + 1; d < columns; d++)
			differ = differ && strcmp(PQfname(result, c), PQfname(result, d)) != 0;
	PQclear(result);
	return differ;
}

static void
prepare(PGconn *conn, const struct stmt_text *stmt)
{
	static const Oid types[] = {25, 25, 25, 25, 25, 25, 25, 25, 25, 25, 25, 25, 25, 25, 25, 25, 25, 25, 25, 25};
	PGresult *result = PQprepare(conn, "", stmt->sql, (int)stmt->params, types);
	bool good = PQresultStatus(result) == PGRES_COMMAND_OK;

	check_report(good && columns_differ(conn), __FILE__, __LINE__, stmt->name);
	if (!good)
		printf("# %s\n", PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
	PQclear(result);
}

/* A database on another host has to prove that it is that one; on this one nobody stands between. */
static void
test_guarded(void)
{
	CHECK(db_guarded("/run/postgresql", "", "prefer") && db_guarded("@moothall", "", ""));
	CHECK(db_guarded("localhost", "127.0.0.1", "prefer") && db_guarded("localhost", "::1", ""));
	CHECK(db_guarded("db.example", "192.0.2.7", "verify-full"));
	CHECK(!db_guarded("db.example", "192.0.2.7", "require") && !db_guarded("db.example", "192.0.2.7", "verify-ca"));
	CHECK(!db_guarded("db.example", "192.0.2.7", "prefer") && !db_guarded("", "", ""));
	CHECK(!db_guarded("127.example", "192.0.2.7", "prefer"));
}

int
main(void)
{
	PGconn *conn;

	test_guarded();
	CHECK(bring_up() == 0);
	/* the schemas that db_open names, and libpq's environment for the rest */
	conn = PQconnectdb("options='-c search_path=moothall_code,moothall,pg_temp'");
	CHECK(PQstatus(conn) == CONNECTION_OK);
	for (size_t i = STMT_NONE + 1; i < STMT_MAX; i++)
		prepare(conn, &stmt_text[i]);
	PQfinish(conn);
	return check_done();
}
