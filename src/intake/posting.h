/* One posting: a record of the ledger's file into the bytes that COPY takes. */
#ifndef INTAKE_POSTING_H
#define INTAKE_POSTING_H

#include <stdint.h>

#include "base/buf.h"
#include "base/mem.h"
#include "db/db.h"

/* The columns of the kind, in its order. */
enum posting_column {
	POSTING_NUMBER,
	POSTING_DATE,
	POSTING_COST_CENTRE,
	POSTING_SUBJECTIVE,
	POSTING_AMOUNT,
	POSTING_DESCRIPTION,
	POSTING_COLUMNS
};

/* What postings are checked against; a check without a database knows every cost centre. */
struct posting_rules {
	struct arena *scratch;       /* emptied after every record that needs it */
	struct centre *centres;      /* a hash table */
	size_t slots;                /* a power of two; 0: not known */
	int32_t first_day, last_day; /* of all financial years; days since 2000-01-01 */
	const char *calendar;        /* the same in words */
	/* The date read last, which most rows share with the one before; its day and its month's first. */
	char last_date[11];
	int32_t day, month;
};

/* The rules of a database; `rows` are those of ledger_open. */
void posting_rules_load(struct posting_rules *rules, struct arena *arena, const struct rows *rows);

/* A value that is wrong: what was expected of which column. */
struct posting_fault {
	enum posting_column column;
	bool blank;
	const char *expected;
};

/*
 * Appends the record to `out` as a row of binary COPY. Otherwise appends nothing and returns how
 * many faults there are, at most one a column. `fields` has a field for each column, or NULL.
 */
size_t posting_write(struct posting_rules *rules, struct buf *out, unsigned line,
	const char *const fields[POSTING_COLUMNS], struct posting_fault faults[POSTING_COLUMNS]);

/* What stands before and after the rows. */
void posting_begin(struct buf *out);
void posting_end(struct buf *out);

#endif
