/* All that a search of the audit trail finds, piece by piece: there may be millions of events. */
#ifndef REPORT_TRAIL_H
#define REPORT_TRAIL_H

#include "base/err.h"
#include "db/db.h"

/* What is asked for; NULL or blank: any. The days are as they were typed. */
struct trail_search {
	const char *person, *event, *about, *from, *to;
	long after; /* entries of the chain behind this one; 0: all */
};

/* Takes rows, cells row by row; the first call has the names of the columns alone, as a row. */
typedef int trail_taker(void *context, size_t rows, size_t columns, const char *const cells[], struct err *err);

/*
 * Gives them to the taker in the order of the chain, as they are at this moment, whatever arrives meanwhile, and puts it
 * on record in the open transaction, which is to be committed before anybody is given them.
 */
int trail_take(struct db *db, struct arena *arena, const struct trail_search *search, trail_taker *take, void *context,
	struct err *err);

#endif
