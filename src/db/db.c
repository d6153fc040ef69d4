/* The connection: pipeline mode always on, statements prepared when first used. */
#include "db/db.h"

#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/str.h"
#include "db/stmt_text.h"

struct db {
	PGconn *conn;
	char *conninfo;
	bool prepared[STMT_MAX];
	bool open;		/* in a transaction */
	bool stale;		/* a statement failed: prepare all of them again */
	size_t queued;		/* answers not yet read */
};

static int
fail_connection(struct db *db, struct err *err)
{
	log_line("database: %s", PQerrorMessage(db->conn));
	return err_set(err, ERR_DB, "the database cannot be reached at the moment");
}

/* After connecting or reconnecting: nothing is prepared and nothing is under way. */
static int
start(struct db *db, struct err *err)
{
	memset(db->prepared, 0, sizeof(db->prepared));
	db->open = db->stale = false;
	db->queued = 0;
	if (PQstatus(db->conn) != CONNECTION_OK || PQenterPipelineMode(db->conn) != 1)
		return fail_connection(db, err);
	return 0;
}

/* Notices (a table exists already, a constraint was dropped) are of no use to a reader. */
static void
drop_notice(void *unused, const PGresult *result)
{
	(void)unused;
	(void)result;
}

struct db *
db_open(const char *conninfo, struct err *err)
{
	/* Later ones win: what the operator's string says goes before what is added here. */
	const char *const keys[] = {"dbname", "fallback_application_name", "client_encoding",
		"connect_timeout", "options", NULL};
	const char *const values[] = {conninfo, "moothall", "UTF8", "5",
		"-c search_path=moothall_code,moothall,pg_temp -c datestyle=ISO,DMY -c timezone=UTC", NULL};
	struct db *db = mem_array(1, sizeof(*db));

	db->conninfo = mem_string(conninfo);
	db->conn = PQconnectdbParams(keys, values, 1);
	if (db->conn == NULL || start(db, err) != 0) {
		db_close(db);
		return NULL;
	}
	PQsetNoticeReceiver(db->conn, drop_notice, NULL);
	return db;
}

void
db_close(struct db *db)
{
	if (db == NULL)
		return;
	PQfinish(db->conn);
	free(db->conninfo);
	free(db);
}

/* What SQLSTATE means to the outside; see db.h. */
static int
fail_statement(const PGresult *result, const char *name, struct err *err)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *text = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);

	if (state == NULL)
		state = "";
	if (strcmp(state, "MH400") == 0)
		return err_set(err, ERR_INPUT, "%s", text);
	if (strcmp(state, "MH404") == 0)
		return err_set(err, ERR_ABSENT, "%s", text);
	if (strcmp(state, "MH409") == 0)
		return err_set(err, ERR_CONFLICT, "%s", text);
	log_line("statement %s: %s %s", name, state, PQresultErrorMessage(result));
	if (strcmp(state, "42501") == 0)
		return err_set(err, ERR_DENIED, "you do not have the right to do this");
	/* 57P01 to 57P03: the server is stopping or starting; 53: it has no room. */
	if (str_starts(state, "57P") || str_starts(state, "53") || str_starts(state, "08"))
		return err_set(err, ERR_DB, "the database cannot be reached at the moment");
	return err_set(err, ERR_SYSTEM, "the database could not answer");
}

static int
send(struct db *db, int sent, struct err *err)
{
	if (sent != 1)
		return fail_connection(db, err);
	db->queued++;
	return 0;
}

static int
queue_text(struct db *db, const char *command, struct err *err)
{
	return send(db,
		PQsendQueryParams(db->conn, command, 0, NULL, NULL, NULL, NULL, 0), err);
}

int
db_queue(struct db *db, enum stmt stmt, size_t count, const char *const params[],
	struct err *err)
{
	const struct stmt_text *text = &stmt_text[stmt];

	if (PQstatus(db->conn) != CONNECTION_OK)
		return err_set(err, ERR_DB, "the database cannot be reached at the moment");
	if (!db->prepared[stmt]) {
		if (send(db, PQsendPrepare(db->conn, text->name, text->sql, 0, NULL), err) != 0)
			return -1;
		db->prepared[stmt] = true;
	}
	return send(db,
		PQsendQueryPrepared(db->conn, text->name, (int)count, params, NULL, NULL, 0),
		err);
}

static void
copy_rows(const PGresult *result, struct arena *arena, struct rows *rows)
{
	size_t count = (size_t)PQntuples(result), columns = (size_t)PQnfields(result);
	const char **names = arena_array(arena, columns + 1, sizeof(*names));
	const char **cells = arena_array(arena, count * columns + 1, sizeof(*cells));

	for (size_t c = 0; c < columns; c++)
		names[c] = arena_string(arena, PQfname(result, (int)c));
	for (size_t r = 0; r < count; r++)
		for (size_t c = 0; c < columns; c++)
			if (!PQgetisnull(result, (int)r, (int)c))
				cells[r * columns + c] = arena_bytes(arena,
					PQgetvalue(result, (int)r, (int)c),
					(size_t)PQgetlength(result, (int)r, (int)c));
	*rows = (struct rows){count, columns, names, cells};
}

/*
 * Sends what is queued and reads every answer; the last one with rows goes to `rows`. The
 * first error is kept, and the pipeline is left in step whatever happens, unless the
 * connection is lost.
 */
static int
drain(struct db *db, const char *name, struct arena *arena, struct rows *rows,
	struct err *err)
{
	bool synced = false;
	int rc = 0;

	if (PQpipelineSync(db->conn) != 1)
		return fail_connection(db, err);
	while (!synced) {
		PGresult *result = PQgetResult(db->conn);

		if (result == NULL) {
			if (PQstatus(db->conn) != CONNECTION_OK)
				return fail_connection(db, err);
			continue;
		}
		switch (PQresultStatus(result)) {
		case PGRES_PIPELINE_SYNC:
			synced = true;
			break;
		case PGRES_TUPLES_OK:
			if (rows != NULL)
				copy_rows(result, arena, rows);
			break;
		case PGRES_COMMAND_OK:
		case PGRES_EMPTY_QUERY:
			break;
		case PGRES_PIPELINE_ABORTED:
			rc = -1;
			break;
		default:
			rc = fail_statement(result, name, err);
			db->stale = true;
			break;
		}
		PQclear(result);
	}
	db->queued = 0;
	if (rc != 0)
		err_set(err, ERR_SYSTEM, "the database could not answer");
	return rc;
}

int
db_query(struct db *db, enum stmt stmt, size_t count, const char *const params[],
	struct arena *arena, struct rows *rows, struct err *err)
{
	if (rows != NULL)
		*rows = (struct rows){0};
	if (db_queue(db, stmt, count, params, err) != 0)
		return -1;
	return drain(db, stmt_text[stmt].name, arena, rows, err);
}

int
db_begin(struct db *db, struct err *err)
{
	if (db->open)
		db_rollback(db);
	if (PQstatus(db->conn) == CONNECTION_OK)
		PQconsumeInput(db->conn);	/* notices that the server has closed it */
	if (PQstatus(db->conn) != CONNECTION_OK) {
		PQreset(db->conn);
		if (start(db, err) != 0)
			return -1;
	}
	/*
	 * After a failure nobody knows which preparations succeeded, and a migration may have
	 * replaced what the statements stand on.
	 */
	if (db->stale) {
		if (queue_text(db, "DEALLOCATE ALL", err) != 0)
			return -1;
		memset(db->prepared, 0, sizeof(db->prepared));
		db->stale = false;
	}
	if (queue_text(db, "BEGIN", err) != 0)
		return -1;
	db->open = true;
	return 0;
}

static int
finish(struct db *db, const char *command, struct err *err)
{
	db->open = false;
	if (PQstatus(db->conn) != CONNECTION_OK)
		return err_set(err, ERR_DB, "the database cannot be reached at the moment");
	if (queue_text(db, command, err) != 0)
		return -1;
	return drain(db, command, NULL, NULL, err);
}

int
db_commit(struct db *db, struct err *err)
{
	return finish(db, "COMMIT", err);
}

void
db_rollback(struct db *db)
{
	if (db->open)
		finish(db, "ROLLBACK", NULL);
}

int
db_script(struct db *db, const char *name, const char *sql, struct err *err)
{
	PGresult *result;
	int rc = 0;

	if (db->queued > 0 && drain(db, name, NULL, NULL, err) != 0)
		return -1;
	if (PQexitPipelineMode(db->conn) != 1)
		return fail_connection(db, err);
	result = PQexec(db->conn, sql);
	if (PQresultStatus(result) != PGRES_COMMAND_OK &&
		PQresultStatus(result) != PGRES_TUPLES_OK)
		rc = err_set(err, PQstatus(db->conn) == CONNECTION_OK ? ERR_SYSTEM : ERR_DB,
			"%s: %s", name, PQresultErrorMessage(result));
	PQclear(result);
	if (PQstatus(db->conn) == CONNECTION_OK)
		PQenterPipelineMode(db->conn);
	return rc;
}
