/* The table behind enum stmt: for db.c and the test that prepares every statement. */
#ifndef DB_STMT_TEXT_H
#define DB_STMT_TEXT_H

#include "db/stmt.h"

struct stmt_text {
	const char *name;
	const char *sql;
};

extern const struct stmt_text stmt_text[STMT_MAX];

#endif
