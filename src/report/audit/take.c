/* All that a search of the audit trail finds: pieces of the chain up to where it was at the beginning. */
#include "report/trail.h"

#include "auth/audit.h"
#include "base/str.h"

enum { PIECE = 5000 }; /* rows of audit_export_rows */

/* What was asked for, in the order of their parameters. */
static const char *const names[] = {"person", "event", "about", "from_day", "to_day"};

enum { NAMES = sizeof(names) / sizeof(names[0]) };

static int
begin(struct db *db, struct arena *arena, const struct trail_search *search, struct rows *scope, struct err *err)
{
	const char *const asked[] = {search->person, search->event, search->about, search->from, search->to};

	if (db_query(db, STMT_AUDIT_EXPORT_BEGIN, NAMES, asked, arena, scope, err) != 0)
		return -1;
	if (row_text(scope, 0, "problem") != NULL)
		return err_set(err, ERR_INPUT, "%s", row_text(scope, 0, "problem"));
	return 0;
}

static int
note(struct db *db, struct arena *arena, const struct rows *scope, size_t count, struct err *err)
{
	struct audit_fact facts[AUDIT_FACTS] = {{"rows", arena_printf(arena, "%zu", count)}};

	for (size_t i = 0; i + 1 < NAMES; i++) {
		const char *value = row_text(scope, 0, names[i + 1]);

		facts[i + 1] = (struct audit_fact){names[i + 1], str_blank(value) ? NULL : value};
	}
	return audit_note(db, arena, "audit-exported", row_text(scope, 0, "person"), facts, err);
}

/* The next piece behind the last entry, whose number is kept outside its arena. Returns how many rows; -1: failed. */
static long
take_piece(struct db *db, const struct rows *scope, bool first, long *last, trail_taker *take, void *context,
	struct err *err)
{
	struct arena *arena = arena_new();
	const char *params[NAMES + 2];
	long count = -1;
	struct rows rows;

	for (size_t i = 0; i < NAMES; i++)
		params[i] = row_text(scope, 0, names[i]);
	params[NAMES] = arena_printf(arena, "%ld", *last);
	params[NAMES + 1] = row_text(scope, 0, "upto");
	if (db_query(db, STMT_AUDIT_EXPORT_ROWS, NAMES + 2, params, arena, &rows, err) == 0 &&
		(!first || take(context, 1, rows.columns, rows.names, err) == 0) &&
		take(context, rows.count, rows.columns, rows.cells, err) == 0)
		count = (long)rows.count;
	if (count > 0)
		*last = row_integer(&rows, rows.count - 1, "seq");
	arena_free(arena);
	return count;
}

int
trail_take(struct db *db, struct arena *arena, const struct trail_search *search, trail_taker *take, void *context,
	struct err *err)
{
	size_t count = 0;
	struct rows scope;
	long last = search->after, taken;

	if (begin(db, arena, search, &scope, err) != 0)
		return -1;
	do {
		taken = take_piece(db, &scope, count == 0, &last, take, context, err);
		if (taken < 0)
			return -1;
		count += (size_t)taken;
	} while (taken == PIECE);
	return note(db, arena, &scope, count, err);
}
