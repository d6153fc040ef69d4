/* Statements that travel together: the parts of a page. */
#include "db/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/stmt_text.h"

int
db_ask_parts(struct db *db, enum stmt_group of, size_t count, const char *const params[], struct arena *arena,
	struct parts *parts, struct err *err)
{
	const struct stmt_group_text *group = &stmt_groups[of];

	*parts = (struct parts){of, arena_array(arena, group->count, sizeof(*parts->rows))};
	for (unsigned i = 0; i < group->count; i++)
		if (db_ask(db, (enum stmt)(group->first + i), count, params, arena, &parts->rows[i], err) != 0)
			return -1;
	return 0;
}

/* The number of the part, or that of parts. */
static unsigned
find(const struct parts *parts, const char *part)
{
	const struct stmt_group_text *group = &stmt_groups[parts->of];
	size_t prefix = strlen(group->name) + 1;
	unsigned i = 0;

	while (i < group->count && strcmp(stmt_text[group->first + i].name + prefix, part) != 0)
		i++;
	return i;
}

bool
parts_have(const struct parts *parts, const char *part)
{
	return parts->rows != NULL && find(parts, part) < stmt_groups[parts->of].count;
}

void
parts_replace(struct arena *arena, struct parts *parts, const char *part, struct rows rows)
{
	const unsigned count = stmt_groups[parts->of].count;
	struct rows *own = arena_array(arena, count, sizeof(*own));

	for (unsigned i = 0; i < count; i++)
		own[i] = parts->rows[i];
	own[find(parts, part)] = rows;
	parts->rows = own;
}

const struct rows *
parts_rows(const struct parts *parts, const char *part)
{
	if (parts_have(parts, part))
		return &parts->rows[find(parts, part)];
	fprintf(stderr, "moothall: there is no part \"%s\"\n", part);
	abort();
}
