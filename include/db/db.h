/*
 * PostgreSQL: one connection, statements by number, one transaction a request.
 * Everything is sent in libpq's pipeline mode: what is queued travels with the next query.
 */
#ifndef DB_DB_H
#define DB_DB_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/mem.h"
#include "db/stmt.h" /* made at build time from sql/queries/: enum stmt */

struct db;

/* The rows of an answer, in the arena; a cell that is SQL NULL is NULL. */
struct rows {
	size_t count, columns;
	const char *const *names;
	const char *const *cells;
};

/*
 * Connects; `conninfo` is libpq's, "" leaves everything to its environment. ERR_DB if the
 * database cannot be reached. The connection is kept and, when it has been lost, opened
 * again by db_begin.
 */
struct db *db_open(const char *conninfo, struct err *err);
void db_close(struct db *db);

/*
 * The same with limits, in whole seconds (0: none): how long a statement may take, and how long it may wait for what
 * somebody else holds. db_limit sets others for the transactions to come; db_usual are the connection's.
 */
struct db_limits {
	unsigned statement, lock;
};
/* Whether a connection to such a host needs no more: it is on this one, or has to prove that it is that one. */
bool db_guarded(const char *host, const char *address, const char *sslmode);
struct db *db_open_within(const char *conninfo, struct db_limits limits, struct err *err);
void db_limit(struct db *db, struct db_limits limits);
struct db_limits db_usual(const struct db *db);

/* What is asked from here on is given up when whoever waits for it closes this connection; 0: nobody does. */
void db_watch(struct db *db, int connection);

/* Whether it was there when it was last asked. */
bool db_there(const struct db *db);

/* Connects anew: nothing is prepared. After ERR_STALE, when the tables and functions have changed. */
int db_renew(struct db *db, struct err *err);

/*
 * Starts a transaction (queued, so it costs no round trip of its own). After an error only
 * db_rollback makes sense. db_commit returns -1 if the database did not confirm it.
 * Errors: ERR_DB, the connection is lost or cannot be had, nothing can be written, or it took longer than its limit;
 * ERR_BUSY, what is needed is held by somebody else for longer than that, or two waited for one another; ERR_STALE, the
 * database has other tables or functions; ERR_SYSTEM, a
 * statement failed (the details are logged, the text is fit for a reader); ERR_DENIED, row-level security
 * or a missing privilege refused it; ERR_CONFLICT, somebody else did the same at this moment; ERR_INPUT
 * and ERR_CONFLICT, a function in sql/ raised it on purpose with SQLSTATE MH400 or MH409, and its message
 * is the text; so ERR_DENIED with MH403, ERR_ABSENT with MH404, ERR_TURN with MH429, ERR_FULL with MH503. No text is the server's own.
 */
int db_begin(struct db *db, struct err *err);
/*
 * The same, and no other transaction of ours is under way while it lasts: those that have begun are waited for, and
 * those to come wait, for as long as their limits let them.
 */
int db_begin_alone(struct db *db, struct err *err);
int db_commit(struct db *db, struct err *err);
void db_rollback(struct db *db);

/* Whether a transaction that was committed has noted something in the audit trail since this was last asked. */
bool db_noted(struct db *db);

/*
 * Runs a statement with text parameters (NULL is SQL NULL), of which it takes the first as many as it
 * has. `rows` may be NULL.
 */
int db_query(struct db *db, enum stmt stmt, size_t count, const char *const params[], struct arena *arena,
	struct rows *rows, struct err *err);

/* The same, queued: it runs with the next db_query, db_flush or db_commit, and its rows are there when that has read the answers. */
int db_ask(struct db *db, enum stmt stmt, size_t count, const char *const params[], struct arena *arena,
	struct rows *rows, struct err *err);

/* Sends what is queued and reads the answers: one round trip. */
int db_flush(struct db *db, struct err *err);

/*
 * The parts of "-- parts: NAME" in sql/queries/, each a statement of its own with the same parameters.
 * db_ask_parts queues them; parts_rows gives the rows of one by its name (an unknown one aborts).
 */
struct parts {
	enum stmt_group of;
	struct rows *rows; /* one for each part */
};
int db_ask_parts(struct db *db, enum stmt_group of, size_t count, const char *const params[], struct arena *arena,
	struct parts *parts, struct err *err);
const struct rows *parts_rows(const struct parts *parts, const char *part);
/* Puts others in the place of a part's rows, in these parts alone. */
void parts_replace(struct arena *arena, struct parts *parts, const char *part, struct rows rows);
bool parts_have(const struct parts *parts, const char *part);

/*
 * For imports: begins the COPY … FROM STDIN that the statement is, in the open transaction, sends
 * its data as they come, any bytes at a time, and ends it. Nothing else may be asked meanwhile; once
 * begun it must be ended, also after an error of db_copy_data.
 */
int db_copy_begin(struct db *db, enum stmt stmt, struct err *err);
int db_copy_data(struct db *db, const char *bytes, size_t length, struct err *err);
int db_copy_end(struct db *db, enum stmt stmt, struct err *err);

/*
 * For migrations only: runs a script of several commands as it stands, outside the
 * pipeline, in the open transaction if there is one. `name` is for the message.
 */
int db_script(struct db *db, const char *name, const char *sql, struct err *err);

/* Parameters of db_query, written where they are used: DB_PARAMS(a, b). */
#define DB_PARAMS(...)                                                                                                 \
	sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *), (const char *const[])                       \
	{                                                                                                              \
		__VA_ARGS__                                                                                            \
	}
#define DB_NONE 0, NULL

/* A cell by row and column name; a column that is not there is a programming error: abort. */
const char *row_text(const struct rows *rows, size_t row, const char *column);
/* As row_text, but "" for NULL. */
const char *row_string(const struct rows *rows, size_t row, const char *column);
bool row_true(const struct rows *rows, size_t row, const char *column); /* SQL true */
/* A count or an identifier, not a figure: 0 for NULL. */
long row_integer(const struct rows *rows, size_t row, const char *column);

/*
 * Some of the rows, which stay where they are: those from `first` to `end`; those that have `value` in a column, which
 * must stand together. rows_next goes through the runs of rows that have the same in a column, and begins with an
 * empty run: for (struct rows run = {0}; rows_next(rows, "ref", &run);). rows_any: whether the column holds anything.
 */
struct rows rows_range(const struct rows *rows, size_t first, size_t end);
struct rows rows_where(const struct rows *rows, const char *column, const char *value);
bool rows_next(const struct rows *rows, const char *column, struct rows *run);
/* Those that have the value, wherever they stand: a copy. */
struct rows rows_having(struct arena *arena, const struct rows *rows, const char *column, const char *value);
bool rows_any(const struct rows *rows, const char *column);

/* Texts as the literal of a PostgreSQL text[]: for parameters like $1::text[]. NULL elements allowed. */
const char *array_literal(struct arena *arena, size_t count, const char *const items[]);

#endif
