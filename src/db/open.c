/* The connection: with its limits, again after it was lost, and for whom it works. */
#include "conn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

/* After connecting or reconnecting: nothing is prepared and nothing is under way. */
static int
start(struct db *db, struct err *err)
{
	memset(db->prepared, 0, sizeof(db->prepared));
	db->open = false;
	db->queued = 0;
	if (PQstatus(db->conn) != CONNECTION_OK || PQenterPipelineMode(db->conn) != 1)
		return conn_fail(db, err);
	return 0;
}

/* Of what the server says by the way only one thing is of use: that something was noted in the audit trail. */
static void
take_notice(void *context, const PGresult *result)
{
	struct db *db = context;
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);

	db->noting = db->noting || (state != NULL && strcmp(state, "MH200") == 0);
}

/* Why there is no connection, to whoever starts a program: which server it is, and whether it is there. */
static int
fail_open(const struct db *db, PGPing ping, struct err *err)
{
	const char *host = db->conn != NULL ? PQhost(db->conn) : NULL, *name, *user;

	if (str_blank(host) || ping == PQPING_NO_ATTEMPT)
		return err_set(err, ERR_DB, "the database cannot be reached: its settings make no sense");
	if (ping == PQPING_NO_RESPONSE)
		return err_set(err, ERR_DB,
			"the database cannot be reached at the moment: no server answers at %s, port %s", host,
			PQport(db->conn));
	if (ping == PQPING_REJECT)
		return err_set(err, ERR_DB,
			"the database cannot be reached at the moment: the server at %s is starting or stopping", host);
	name = PQdb(db->conn);
	user = PQuser(db->conn);
	return err_set(err, ERR_DB,
		"the database cannot be reached: the server at %s does not let the user \"%s\" into the database \"%s\"; one "
		"of them is not there, the password is wrong or missing, or there is no room",
		host, user != NULL ? user : "", name != NULL ? name : "");
}

bool
db_guarded(const char *host, const char *address, const char *sslmode)
{
	if (host[0] == '/' || host[0] == '@' || str_starts(address, "127.") || str_equal(address, "::1"))
		return true;
	return str_equal(sslmode, "verify-full");
}

/* What goes over a network is read and changed by whoever is on it, unless TLS says who answers. */
static int
check_guarded(const struct db *db, struct err *err)
{
	PQconninfoOption *options = PQconninfo(db->conn);
	const char *host = PQhost(db->conn), *address = PQhostaddr(db->conn), *sslmode = "";
	int rc = 0;

	for (size_t i = 0; options != NULL && options[i].keyword != NULL; i++)
		if (str_equal(options[i].keyword, "sslmode") && options[i].val != NULL)
			sslmode = options[i].val;
	if (!PQgssEncInUse(db->conn) && !db_guarded(host != NULL ? host : "", address != NULL ? address : "", sslmode))
		rc = err_set(err, ERR_DB,
			"the database is on another host, %s, and nothing proves that it is that one: add sslmode=verify-full "
			"and sslrootcert to the setting database (or set PGSSLMODE and PGSSLROOTCERT)",
			host != NULL ? host : "");
	PQconninfoFree(options);
	return rc;
}

struct db *
db_open(const char *conninfo, struct err *err)
{
	return db_open_within(conninfo, (struct db_limits){0}, err);
}

struct db *
db_open_within(const char *conninfo, struct db_limits limits, struct err *err)
{
	char options[300];
	/* Later ones win: what the operator's string says goes before what is added here. */
	const char *const keys[] = {
		"dbname", "fallback_application_name", "client_encoding", "connect_timeout", "options", NULL};
	/*
	 * No JIT: compiling one of these statements takes longer than a hundred runs of it. Imports wait
	 * for one another and must then see what the other has done: read committed.
	 */
	const char *const values[] = {conninfo, "moothall", "UTF8", "5", options, NULL};
	struct db *db = mem_array(1, sizeof(*db));

	snprintf(options, sizeof(options),
		"-c search_path=moothall_code,moothall,pg_temp -c datestyle=ISO,DMY -c timezone=UTC "
		"-c jit=off -c default_transaction_isolation=read\\ committed -c client_min_messages=notice "
		"-c statement_timeout=%us -c lock_timeout=%us",
		limits.statement, limits.lock);
	db->usual = db->limits = limits;

	db->conninfo = mem_string(conninfo);
	db->conn = PQconnectdbParams(keys, values, 1);
	if (db->conn == NULL || start(db, NULL) != 0) {
		fail_open(db, PQpingParams(keys, values, 1), err);
		db_close(db);
		return NULL;
	}
	if (check_guarded(db, err) != 0) {
		db_close(db);
		return NULL;
	}
	PQsetNoticeReceiver(db->conn, take_notice, db);
	return db;
}

void
db_close(struct db *db)
{
	if (db == NULL)
		return;
	PQfinish(db->conn);
	free(db->queue);
	free(db->conninfo);
	free(db);
}

int
db_renew(struct db *db, struct err *err)
{
	PQreset(db->conn);
	return start(db, err);
}

void
db_limit(struct db *db, struct db_limits limits)
{
	db->limits = limits;
}

struct db_limits
db_usual(const struct db *db)
{
	return db->usual;
}

void
db_watch(struct db *db, int connection)
{
	db->peer = connection;
}

bool
db_there(const struct db *db)
{
	return PQstatus(db->conn) == CONNECTION_OK;
}
