/* The table behind enum stmt: for db.c and the test that prepares every statement. */
#ifndef DB_STMT_TEXT_H
#define DB_STMT_TEXT_H

#include "db/stmt.h"

struct stmt_text {
	const char *name;
	unsigned params; /* how many it takes */
	const char *sql;
};

extern const struct stmt_text stmt_text[STMT_MAX];

/* Statements that are asked together: `count` from `first` on, each named "NAME_part". */
struct stmt_group_text {
	const char *name;
	enum stmt first;
	unsigned count;
};

extern const struct stmt_group_text stmt_groups[GROUP_MAX];

#endif
