/* An answer of several parts, taken apart. */
#include "db/db.h"

#include <string.h>

#include "../check.h"

int
main(void)
{
	static const char *const names[] = {"part", "cells"};
	static const char *const cells[] = {
		"scope", "{\"period\":\"2017-01\",\"period_id\":12345678901,\"entered\":true}",
		"lines", "{\"line\":\"A \\u00a3 \\\"x\\\"\",\"value\":\"-1.500\",\"new\":false}",
		"words", "{\"words\":\"said\"}",
		"lines", "{\"line\":\"B\",\"value\":null,\"new\":true}"};
	const struct rows answer = {4, 2, names, cells};
	struct arena *arena = arena_new();
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
	arena_free(arena);
	return check_done();
}
