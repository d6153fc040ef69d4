/* The connection, for the files of this folder that speak to it: db.c and copy.c. */
#ifndef DB_CONN_H
#define DB_CONN_H

#include <libpq-fe.h>

#include "db/db.h"

struct db {
	PGconn *conn;
	char *conninfo;
	bool prepared[STMT_MAX];
	bool open;		/* in a transaction */
	enum stmt *queue;	/* answers not yet read: what they prepare, or STMT_MAX */
	size_t queued, room;
};

/* Logs what libpq says of the connection; -1 with ERR_DB. */
int conn_fail(struct db *db, struct err *err);

/* Logs a failed answer and sets what its SQLSTATE means to the outside; -1. */
int conn_fail_statement(const PGresult *result, const char *name, struct err *err);

/* Sends what is queued, if anything is, and reads the answers. */
int conn_settle(struct db *db, const char *name, struct err *err);

#endif
