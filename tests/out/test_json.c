/* The tables as JSON, read back with another program's parser. */
#include "out/out.h"

#include <jansson.h>
#include <stdlib.h>

#include "../check.h"
#include "sample.h"

static const char *
member(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

static void
check_document(const json_t *root)
{
	const json_t *source = json_array_get(json_object_get(root, "sources"), 0);

	CHECK_TEXT(member(root, "report"), "performance");
	CHECK_TEXT(member(root, "title"), "Performance dashboard");
	CHECK_TEXT(member(root, "area"), "norfolk");
	CHECK_TEXT(member(root, "period"), "2017-01");
	CHECK_TEXT(member(root, "as_of"), "2017-02-08");
	CHECK(json_array_size(json_object_get(root, "tables")) == 2);
	CHECK(json_integer_value(json_object_get(source, "import")) == 12);
	CHECK_TEXT(member(source, "file"), "observations.csv");
}

static void
check_rows(const json_t *table)
{
	const json_t *rows = json_object_get(table, "rows");
	const json_t *body = json_array_get(rows, 1), *cell = json_object_get(body, "2017-01");

	CHECK(json_array_size(rows) == 4);
	CHECK_TEXT(member(json_array_get(rows, 0), "row"), "group");
	CHECK(json_object_size(json_array_get(rows, 0)) == 2);
	CHECK(json_object_get(body, "row") == NULL);
	CHECK_TEXT(member(cell, "text"), "66.3%");
	CHECK_TEXT(member(cell, "rag"), "red");
	CHECK_TEXT(member(cell, "dot"), "down");
	CHECK_TEXT(member(cell, "status"), "provisional");
	CHECK_TEXT(member(cell, "why"), "above 65, \"low\" is good");
	CHECK(json_object_get(cell, "trend") == NULL);
	cell = json_object_get(body, "ref");
	CHECK(json_object_size(cell) == 1);
	CHECK_TEXT(member(cell, "text"), "7.2");
	CHECK_TEXT(member(json_array_get(rows, 2), "row"), "subtotal");
	cell = json_object_get(json_array_get(rows, 2), "2017-01");
	CHECK(json_is_null(json_object_get(cell, "value")));
	CHECK_TEXT(member(cell, "text"), "n/a");
	CHECK_TEXT(member(json_object_get(json_array_get(rows, 2), "2016-12"), "text"), "to come");
	CHECK_TEXT(member(json_object_get(json_array_get(rows, 2), "ref"), "text"), HOSTILE);
	CHECK_TEXT(member(json_array_get(rows, 3), "row"), "total");
}

/* A figure that jansson could not have carried arrives with its digits. */
static void
check_digits(const struct buf *out)
{
	CHECK(strstr(out->data, "{\"value\": 66.3, ") != NULL);
	CHECK(strstr(out->data, "{\"value\": 24.0, ") != NULL);
	CHECK(strstr(out->data, "{\"value\": -5821, ") != NULL);
}

static void
check_refused(struct arena *arena, const char *number, bool good)
{
	const struct column column = {.key = "value", .label = "Value", .kind = COLUMN_FIGURE};
	struct doc *doc = doc_new(arena, "r", "R");
	struct table *table = doc_table(doc, "t", "T", 1, &column);
	struct err err = {0};
	struct buf out;

	table_row(arena, table, ROW_BODY)->cells[0].number = number;
	buf_init(&out);
	CHECK((json_write(&out, doc, &err) == 0) == good);
	if (!good)
		CHECK(err.code == ERR_SYSTEM && strstr(err.text, "\"value\"") != NULL);
	buf_close(&out);
}

static void
check_key_clash(struct arena *arena)
{
	const struct column columns[] = {{.key = "row"}, {.key = "a"}, {.key = "a"}};
	struct doc *doc = doc_new(arena, "r", "R");
	struct err err = {0};
	struct buf out;

	buf_init(&out);
	doc_table(doc, "t", "T", 2, columns);
	CHECK(json_write(&out, doc, &err) == -1);
	doc = doc_new(arena, "r", "R");
	doc_table(doc, "t", "T", 2, columns + 1);
	CHECK(json_write(&out, doc, &err) == -1);
	buf_close(&out);
}

int
main(void)
{
	static const char *const bad[] = {"", "-", "+1", "01", "1.", ".5", "1e5", "NaN", "1,000", "1 ", "0x1", "--1"};
	struct arena *arena = arena_new();
	struct err err = {0};
	struct buf out;
	json_t *root;

	buf_init(&out);
	CHECK(json_write(&out, sample_doc(arena), &err) == 0);
	root = json_loadb(out.data, out.length, JSON_REJECT_DUPLICATES, NULL);
	CHECK(root != NULL);
	check_document(root);
	check_rows(json_array_get(json_object_get(root, "tables"), 0));
	check_digits(&out);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		check_refused(arena, bad[i], false);
	check_refused(arena, "-0.28", true);
	check_refused(arena, "0", true);
	check_key_clash(arena);
	json_decref(root);
	buf_close(&out);
	arena_free(arena);
	return check_done();
}
