/* Rows that stand in a cell as JSON: the texts must be those that the database would have sent. */
#include "db/db.h"

#include <string.h>

#include "../check.h"

static struct rows
part(struct arena *arena, const char *json)
{
	const char *const names[] = {"id", "lines"};
	const char *const cells[] = {"1", json};
	const struct rows rows = {.count = 1, .columns = 2, .names = names, .cells = cells};

	return row_part(&rows, 0, "lines", arena);
}

static void
values(struct arena *arena)
{
	struct rows rows = part(arena,
		"[{\"name\":\"Norwich\",\"number\":66.30,\"held\":true,\"why\":null}, \n "
		"{\"name\":\"\",\"number\":-0.000000000000000000001234567890,\"held\":false,\"why\":\"none\"}]");

	CHECK(rows.count == 2);
	CHECK(rows.columns == 4);
	CHECK(strcmp(row_text(&rows, 0, "name"), "Norwich") == 0);
	CHECK(strcmp(row_text(&rows, 0, "number"), "66.30") == 0);
	CHECK(row_true(&rows, 0, "held"));
	CHECK(row_text(&rows, 0, "why") == NULL);
	CHECK(*row_text(&rows, 1, "name") == '\0');
	CHECK(strcmp(row_text(&rows, 1, "number"), "-0.000000000000000000001234567890") == 0);
	CHECK(!row_true(&rows, 1, "held"));
	CHECK(strcmp(row_text(&rows, 1, "held"), "f") == 0);
	CHECK(strcmp(row_text(&rows, 1, "why"), "none") == 0);
}

static void
texts(struct arena *arena)
{
	struct rows rows = part(arena,
		"[{\"a\":\" two  blanks, a }, a ] and a \\\"quotation\\\" \",\"b\":\"a\\\\\\nb\\tc\\u0007\"},"
		"{\"a\":\"£ – ↑\",\"b\":\"{\\\"a\\\":1}\"}]");

	CHECK(rows.count == 2);
	CHECK(strcmp(row_text(&rows, 0, "a"), " two  blanks, a }, a ] and a \"quotation\" ") == 0);
	CHECK(strcmp(row_text(&rows, 0, "b"), "a\\\nb\tc\a") == 0);
	CHECK(strcmp(row_text(&rows, 1, "a"), "£ – ↑") == 0);
	CHECK(strcmp(row_text(&rows, 1, "b"), "{\"a\":1}") == 0);
}

/* A row says which part it is of. */
static void
rows_of_parts(struct arena *arena)
{
	static const char *const names[] = {"part", "cells"};
	static const char *const cells[] = {
		"scope", "{\"period\":\"2017-01\",\"period_id\":12345678901,\"entered\":true}",
		"lines", "{\"line\":\"A £ \\\"x\\\"\",\"value\":\"-1.500\",\"new\":false}",
		"words", "{\"words\":\"said\"}",
		"lines", "{\"line\":\"B\",\"value\":null,\"new\":true}"};
	const struct rows answer = {.count = 4, .columns = 2, .names = names, .cells = cells};
	struct rows scope = rows_part(arena, &answer, "scope");
	struct rows lines = rows_part(arena, &answer, "lines");
	struct rows nothing = rows_part(arena, &answer, "line");

	CHECK(scope.count == 1 && scope.columns == 3);
	CHECK(strcmp(row_text(&scope, 0, "period"), "2017-01") == 0);
	CHECK(strcmp(row_text(&scope, 0, "period_id"), "12345678901") == 0);
	CHECK(row_true(&scope, 0, "entered"));
	CHECK(lines.count == 2 && lines.columns == 3);
	CHECK(strcmp(row_text(&lines, 0, "line"), "A £ \"x\"") == 0);
	CHECK(strcmp(row_text(&lines, 0, "value"), "-1.500") == 0);
	CHECK(!row_true(&lines, 0, "new"));
	CHECK(strcmp(row_text(&lines, 1, "line"), "B") == 0);
	CHECK(row_text(&lines, 1, "value") == NULL);
	CHECK(row_true(&lines, 1, "new"));
	CHECK(nothing.count == 0);
}

int
main(void)
{
	struct arena *arena = arena_new();

	CHECK(part(arena, NULL).count == 0);
	values(arena);
	texts(arena);
	rows_of_parts(arena);
	arena_free(arena);
	return check_done();
}
