/* The council's mark to and from the database. */
#include "report/mark.h"

#include <stdlib.h>

#include "base64.h"

int
mark_set(struct db *db, struct arena *arena, const struct buf *png, unsigned width, unsigned height,
	const char *alternative, struct err *err)
{
	char *bytes = png != NULL ? base64_new(png) : NULL;
	int rc = db_query(db, STMT_COUNCIL_MARK_SET,
		DB_PARAMS(bytes, arena_printf(arena, "%u", width), arena_printf(arena, "%u", height), alternative),
		arena, NULL, err);

	free(bytes);
	return rc;
}

static int
take(struct arena *arena, const struct rows *rows, struct picture *mark, struct err *err)
{
	mark->length = (size_t)row_integer(rows, 0, "size");
	mark->bytes = base64_read(arena, row_string(rows, 0, "png"), mark->length);
	return mark->bytes != NULL ? 0 : err_set(err, ERR_SYSTEM, "the council's mark is not whole");
}

int
mark_load(struct db *db, struct arena *arena, struct picture *mark, struct err *err)
{
	struct rows rows;

	if (db_query(db, STMT_COUNCIL_MARK, DB_NONE, arena, &rows, err) != 0)
		return -1;
	if (rows.count == 0)
		return err_set(err, ERR_CONFLICT, "the council's mark has just been taken away: ask again");
	return take(arena, &rows, mark, err);
}

int
mark_find(struct db *db, struct arena *arena, const char *digest, struct picture *mark, struct err *err)
{
	struct rows rows;

	if (db_query(db, STMT_COUNCIL_MARK_SHOWN, DB_PARAMS(digest), arena, &rows, err) != 0)
		return -1;
	if (rows.count == 0)
		return err_set(err, ERR_ABSENT, "there is no such version of the council's mark");
	return take(arena, &rows, mark, err);
}
