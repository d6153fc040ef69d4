/* Asking: pipeline mode always on, statements prepared when first used. */
#include "conn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/peer.h"
#include "base/str.h"
#include "db/stmt_text.h"

enum { TEXT_OID = 25, PARAMS_MOST = 20 }; /* text in pg_type, the same in every PostgreSQL */

/* Notes an answer to come. */
static int
expect(struct db *db, int sent, struct answer answer, struct err *err)
{
	if (sent != 1)
		return conn_fail(db, err);
	if (db->queued == db->room) {
		db->room = db->room * 2 + 16;
		db->queue = mem_resize(db->queue, db->room, sizeof(*db->queue));
	}
	db->queue[db->queued++] = answer;
	return 0;
}

static int
queue_text(struct db *db, const char *command, struct err *err)
{
	return expect(db, PQsendQueryParams(db->conn, command, 0, NULL, NULL, NULL, NULL, 0),
		(struct answer){.stmt = STMT_MAX}, err);
}

/* All parameters are declared as texts: parts of a page take the same ones, used by each or not. */
static int
prepare(struct db *db, enum stmt stmt, struct err *err)
{
	static const Oid types[PARAMS_MOST] = {TEXT_OID, TEXT_OID, TEXT_OID, TEXT_OID, TEXT_OID, TEXT_OID, TEXT_OID,
		TEXT_OID, TEXT_OID, TEXT_OID, TEXT_OID, TEXT_OID, TEXT_OID, TEXT_OID, TEXT_OID, TEXT_OID, TEXT_OID,
		TEXT_OID, TEXT_OID, TEXT_OID};
	const struct stmt_text *text = &stmt_text[stmt];

	if (db->prepared[stmt])
		return 0;
	db->prepared[stmt] = true;
	return expect(db, PQsendPrepare(db->conn, text->name, text->sql, (int)text->params, types),
		(struct answer){.stmt = stmt, .prepares = true}, err);
}

int
db_ask(struct db *db, enum stmt stmt, size_t count, const char *const params[], struct arena *arena, struct rows *rows,
	struct err *err)
{
	const struct stmt_text *text = &stmt_text[stmt];

	if (rows != NULL)
		*rows = (struct rows){0};
	if (text->params > count || text->params > PARAMS_MOST) {
		log_line("statement %s: %zu parameters for %u", text->name, count, text->params);
		return err_set(err, ERR_SYSTEM, "the database could not be asked");
	}
	if (PQstatus(db->conn) != CONNECTION_OK)
		return err_set(err, ERR_DB, "the database cannot be reached at the moment");
	if (prepare(db, stmt, err) != 0)
		return -1;
	return expect(db, PQsendQueryPrepared(db->conn, text->name, (int)text->params, params, NULL, NULL, 0),
		(struct answer){.stmt = stmt, .arena = arena, .rows = rows}, err);
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
				cells[r * columns + c] = arena_bytes(arena, PQgetvalue(result, (int)r, (int)c),
					(size_t)PQgetlength(result, (int)r, (int)c));
	*rows = (struct rows){count, columns, names, cells};
}

/*
 * Reads one answer of the pipeline; -1 if it is an error. A statement that was not prepared, because it
 * or one before it failed, is prepared when it is next used.
 */
static int
take(struct db *db, const PGresult *result, const struct answer *answer, struct err *err)
{
	const char *name = answer->stmt != STMT_MAX ? stmt_text[answer->stmt].name : "transaction";

	switch (PQresultStatus(result)) {
	case PGRES_TUPLES_OK:
		if (answer->rows != NULL)
			copy_rows(result, answer->arena, answer->rows);
		return 0;
	case PGRES_COMMAND_OK:
	case PGRES_EMPTY_QUERY:
		return 0;
	case PGRES_PIPELINE_ABORTED:
		break;
	default:
		conn_fail_statement(result, name, err);
	}
	if (answer->prepares)
		db->prepared[answer->stmt] = false;
	return -1;
}

/* The statement under way ends with an error, which is read like any other. */
static void
give_up(struct db *db)
{
	PGcancel *cancel = PQgetCancel(db->conn);
	char text[256];

	log_line("given up: the reader has gone");
	db->peer = 0;
	if (cancel != NULL)
		PQcancel(cancel, text, sizeof(text));
	PQfreeCancel(cancel);
}

/* Until there is something to read, or for as long as somebody waits for it. */
static void
await(struct db *db)
{
	while (PQstatus(db->conn) == CONNECTION_OK && PQisBusy(db->conn)) {
		if (peer_wait(PQsocket(db->conn), db->peer) != 0)
			give_up(db);
		else if (PQconsumeInput(db->conn) != 1)
			return;
	}
}

/*
 * Sends what is queued and reads every answer. The first error is kept, and the pipeline is left in
 * step whatever happens, unless the connection is lost.
 */
static int
drain(struct db *db, struct err *err)
{
	static const struct answer none = {.stmt = STMT_MAX};
	bool synced = false;
	size_t answers = 0;
	int rc = 0;

	if (PQpipelineSync(db->conn) != 1)
		return conn_fail(db, err);
	while (!synced) {
		PGresult *result;

		await(db);
		result = PQgetResult(db->conn);
		if (result == NULL) {
			if (PQstatus(db->conn) != CONNECTION_OK)
				return conn_fail(db, err);
			continue;
		}
		synced = PQresultStatus(result) == PGRES_PIPELINE_SYNC;
		if (!synced && take(db, result, answers < db->queued ? &db->queue[answers] : &none, err) != 0)
			rc = -1;
		answers++;
		PQclear(result);
	}
	db->queued = 0;
	if (rc != 0)
		err_set(err, ERR_SYSTEM, "the database could not answer");
	return rc;
}

int
db_flush(struct db *db, struct err *err)
{
	return db->queued > 0 ? drain(db, err) : 0;
}

int
db_query(struct db *db, enum stmt stmt, size_t count, const char *const params[], struct arena *arena,
	struct rows *rows, struct err *err)
{
	if (db_ask(db, stmt, count, params, arena, rows, err) != 0)
		return -1;
	return drain(db, err);
}

/* In seconds, as the server takes them. */
static int
set_limits(struct db *db, struct err *err)
{
	char statement[16], lock[16];

	if (db->limits.statement == db->usual.statement && db->limits.lock == db->usual.lock)
		return 0;
	snprintf(statement, sizeof(statement), "%us", db->limits.statement);
	snprintf(lock, sizeof(lock), "%us", db->limits.lock);
	return db_ask(db, STMT_LIMITS, DB_PARAMS(statement, lock), NULL, NULL, err);
}

static int
begin(struct db *db, enum stmt gate, struct err *err)
{
	if (db->open)
		db_rollback(db);
	if (PQstatus(db->conn) == CONNECTION_OK)
		PQconsumeInput(db->conn); /* notices that the server has closed it */
	if (PQstatus(db->conn) != CONNECTION_OK && db_renew(db, err) != 0)
		return -1;
	if (queue_text(db, "BEGIN", err) != 0)
		return -1;
	db->open = true;
	if (set_limits(db, err) != 0)
		return -1;
	if (db_ask(db, gate, DB_NONE, NULL, NULL, err) != 0)
		return -1;
	return db_ask(db, STMT_GATE_PASSED, DB_NONE, NULL, NULL, err);
}

int
db_begin(struct db *db, struct err *err)
{
	return begin(db, STMT_GATE_PASS, err);
}

int
db_begin_alone(struct db *db, struct err *err)
{
	if (begin(db, STMT_GATE_CLOSE, err) != 0)
		return -1;
	return db_flush(db, err);
}

static int
finish(struct db *db, const char *command, struct err *err)
{
	db->open = false;
	if (PQstatus(db->conn) != CONNECTION_OK)
		return err_set(err, ERR_DB, "the database cannot be reached at the moment");
	if (queue_text(db, command, err) == 0 && drain(db, err) == 0)
		return 0;
	/* What was queued before it failed, and so it was never reached: there is still something to roll back. */
	db->open = PQstatus(db->conn) == CONNECTION_OK && PQtransactionStatus(db->conn) != PQTRANS_IDLE;
	return -1;
}

int
db_commit(struct db *db, struct err *err)
{
	int rc = finish(db, "COMMIT", err);

	db->noted = db->noted || db->noting;
	db->noting = false;
	return rc;
}

void
db_rollback(struct db *db)
{
	if (db->open)
		finish(db, "ROLLBACK", NULL);
	db->noting = false;
}

bool
db_noted(struct db *db)
{
	bool noted = db->noted;

	db->noted = false;
	return noted;
}

/* What the script says to its reader it says as a statement does. */
static int
fail_script(const struct db *db, const PGresult *result, const char *name, struct err *err)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	struct err why = {0};

	conn_fail_statement(result, name, &why);
	if (state != NULL && str_starts(state, "MH4"))
		return err_set(err, why.code, "%s", why.text);
	if (PQstatus(db->conn) != CONNECTION_OK)
		return err_set(err, ERR_DB, "the connection to the database was lost while %s was applied", name);
	if (why.code == ERR_DENIED)
		return err_set(err, ERR_DENIED, "the database user \"%s\" may not do all that %s does",
			PQuser(db->conn), name);
	if (why.code == ERR_SYSTEM || why.code == ERR_STALE)
		return err_set(err, ERR_SYSTEM, "%s could not be applied, and nothing was changed", name);
	return err_set(err, why.code, "%s", why.text);
}

int
db_script(struct db *db, const char *name, const char *sql, struct err *err)
{
	PGresult *result;
	int rc = 0;

	if (db_flush(db, err) != 0)
		return -1;
	if (PQexitPipelineMode(db->conn) != 1)
		return conn_fail(db, err);
	result = PQexec(db->conn, sql);
	if (PQresultStatus(result) != PGRES_COMMAND_OK && PQresultStatus(result) != PGRES_TUPLES_OK)
		rc = fail_script(db, result, name, err);
	PQclear(result);
	if (PQstatus(db->conn) == CONNECTION_OK)
		PQenterPipelineMode(db->conn);
	return rc;
}
