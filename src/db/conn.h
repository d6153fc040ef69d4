/* The connection, for the files of this folder that speak to it: db.c and copy.c. */
#ifndef DB_CONN_H
#define DB_CONN_H

#include <libpq-fe.h>

#include "db/db.h"

struct db {
	PGconn *conn;
	char *conninfo;
	bool prepared[STMT_MAX];
	bool open;                      /* in a transaction */
	bool noting, noted;             /* it has noted something in the audit trail; so has one that is committed */
	int peer;                       /* whoever waits for the answers; 0: not known */
	struct db_limits usual, limits; /* the connection's, and those of the transactions to come */
	struct answer *queue;           /* not yet read, in order */
	size_t queued, room;
};

/* An answer to come. */
struct answer {
	enum stmt stmt; /* of a statement of ours; STMT_MAX: BEGIN and the like */
	bool prepares;  /* it is the statement's preparation */
	struct arena *arena;
	struct rows *rows; /* where its rows go; NULL: nowhere */
};

/* Logs what libpq says of the connection; -1 with ERR_DB. */
int conn_fail(struct db *db, struct err *err);

/* Logs a failed answer and sets what its SQLSTATE means to the outside; -1. */
int conn_fail_statement(const PGresult *result, const char *name, struct err *err);

#endif
