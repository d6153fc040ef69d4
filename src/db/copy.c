/* COPY: rows by the million, past the pipeline, which cannot carry them. */
#include "conn.h"

#include "db/stmt_text.h"

int
db_copy_begin(struct db *db, enum stmt stmt, struct err *err)
{
	PGresult *result;
	int rc = 0;

	if (db_flush(db, err) != 0)
		return -1;
	if (PQexitPipelineMode(db->conn) != 1)
		return conn_fail(db, err);
	result = PQexec(db->conn, stmt_text[stmt].sql);
	if (PQresultStatus(result) != PGRES_COPY_IN) {
		rc = conn_fail_statement(result, stmt_text[stmt].name, err);
		if (PQstatus(db->conn) == CONNECTION_OK)
			PQenterPipelineMode(db->conn);
	}
	PQclear(result);
	return rc;
}

int
db_copy_data(struct db *db, const char *bytes, size_t length, struct err *err)
{
	if (PQputCopyData(db->conn, bytes, (int)length) == 1)
		return 0;
	return conn_fail(db, err);
}

int
db_copy_end(struct db *db, enum stmt stmt, struct err *err)
{
	PGresult *result;
	int rc = 0;

	if (PQputCopyEnd(db->conn, NULL) != 1)
		return conn_fail(db, err);
	while ((result = PQgetResult(db->conn)) != NULL) {
		if (PQresultStatus(result) != PGRES_COMMAND_OK)
			rc = conn_fail_statement(result, stmt_text[stmt].name, err);
		PQclear(result);
	}
	if (PQstatus(db->conn) != CONNECTION_OK || PQenterPipelineMode(db->conn) != 1)
		return conn_fail(db, err);
	return rc;
}
