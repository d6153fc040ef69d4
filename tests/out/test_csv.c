/* A table as CSV: figures bare, hostile cells harmless, unknown tables named. */
#include "out/out.h"

#include "../check.h"
#include "sample.h"

static const char wanted[] = "ref,name,2016-12,2017-01,dot\r\n"
			     "Looked after children,,,,\r\n"
			     "7.2,'=1+1,1113,66.3,↓\r\n"
			     "\"<script>alert(\"\"1\"\")</script> & ]]> 'q'\",\"a \"\"b\"\", c\nd\",to come,n/a,\r\n"
			     "'@total,,24.0,-5821,-\r\n";

static void
check_field(struct arena *arena, enum column_kind kind, const char *text, const char *number, const char *line)
{
	const struct column column = {.key = "c", .label = "C", .kind = kind};
	struct doc *doc = doc_new(arena, "r", "R");
	struct table *table = doc_table(doc, "t", "T", 1, &column);
	struct buf out;

	table_row(arena, table, ROW_BODY)->cells[0] = (struct cell){.text = text, .number = number};
	buf_init(&out);
	CHECK(csv_write(&out, doc, "t", NULL) == 0);
	CHECK_TEXT(out.data + 3, line);
	buf_close(&out);
}

int
main(void)
{
	struct arena *arena = arena_new();
	struct err err = {0};
	struct buf out;

	buf_init(&out);
	CHECK(csv_write(&out, sample_doc(arena), NULL, &err) == 0);
	CHECK_TEXT(out.data, wanted);
	buf_clear(&out);
	CHECK(csv_write(&out, sample_doc(arena), "none", &err) == 0);
	CHECK_TEXT(out.data, "ref,name,2016-12,2017-01,dot\r\n");
	CHECK(csv_write(&out, sample_doc(arena), "yearly", &err) == -1);
	CHECK(err.code == ERR_ABSENT);
	CHECK_TEXT(err.text, "\"performance\" has no table \"yearly\", it has: monthly, none");
	check_field(arena, COLUMN_TEXT, "+44", NULL, "'+44\r\n");
	check_field(arena, COLUMN_TEXT, "-", NULL, "'-\r\n");
	check_field(arena, COLUMN_TEXT, "\tx", NULL, "'\tx\r\n");
	check_field(arena, COLUMN_TEXT, "\r=1", NULL, "\"'\r=1\"\r\n");
	check_field(arena, COLUMN_TEXT, "\r", NULL, "\"'\r\"\r\n");
	check_field(arena, COLUMN_TEXT, "＝1+1", NULL, "'＝1+1\r\n");
	check_field(arena, COLUMN_TEXT, "＋44", NULL, "'＋44\r\n");
	check_field(arena, COLUMN_TEXT, "－1", NULL, "'－1\r\n");
	check_field(arena, COLUMN_TEXT, "＠sum", NULL, "'＠sum\r\n");
	check_field(arena, COLUMN_TEXT, "﹦1", NULL, "'﹦1\r\n");
	check_field(arena, COLUMN_FIGURE, "－1|x", NULL, "'－1|x\r\n");
	/* what only looks like one of them, and a number below nothing */
	check_field(arena, COLUMN_TEXT, "＞1", NULL, "＞1\r\n");
	check_field(arena, COLUMN_TEXT, "1=1", NULL, "1=1\r\n");
	check_field(arena, COLUMN_TEXT, "–", NULL, "–\r\n");
	check_field(arena, COLUMN_FIGURE, "-5,821", "-5821", "-5821\r\n");
	check_field(arena, COLUMN_FIGURE, "-£0.380m", "-0.380", "-0.380\r\n");
	check_field(arena, COLUMN_FIGURE, "-", NULL, "-\r\n");
	check_field(arena, COLUMN_FIGURE, "-cmd|' /C calc'!A0", NULL, "'-cmd|' /C calc'!A0\r\n");
	check_field(arena, COLUMN_FIGURE, "1", "=1", "1\r\n");
	check_field(arena, COLUMN_FIGURE, "£0.380m", "0.380", "0.380\r\n");
	buf_close(&out);
	arena_free(arena);
	return check_done();
}
