/* CSV: the fields of each record, and the line of the file that each begins on. */
#include "../../src/intake/records.h"

#include "../check.h"

static struct arena *arena;
static struct records records;

static void
read_text(const char *text)
{
	records_read(arena, text, strlen(text), &records);
}

static const char *
field(size_t record, size_t index)
{
	if (record >= records.count || index >= records.list[record].count)
		return NULL;
	return records.list[record].fields[index];
}

static unsigned
line(size_t record)
{
	return record < records.count ? records.list[record].line : 0;
}

static void
plain(void)
{
	read_text("a,b\r\n1,\"two, \"\"2\"\"\"\r\n,4\r\n");
	CHECK(records.count == 3 && records.broken_line == 0);
	CHECK_TEXT(field(1, 1), "two, \"2\"");
	CHECK_TEXT(field(2, 0), "");
	CHECK_TEXT(field(2, 1), "4");
	CHECK(line(0) == 1 && line(1) == 2 && line(2) == 3);
}

static void
lines(void)
{
	read_text("a,b\n\n\"one\ntwo\nthree\",x\n,\n\"four\r\nfive\",\"\n\"\nlast,row");
	CHECK(records.count == 4 && records.broken_line == 0);
	CHECK_TEXT(field(1, 0), "one\ntwo\nthree");
	CHECK(line(1) == 3);
	CHECK_TEXT(field(2, 0), "four\r\nfive");
	CHECK(line(2) == 7);
	CHECK_TEXT(field(3, 1), "row");
	CHECK(line(3) == 10);
	read_text("a\r1\r\r2");
	CHECK(records.count == 3 && line(1) == 2 && line(2) == 4);
}

static void
broken(void)
{
	read_text("a,b\n1,2\n3,\"4\n5,6\n");
	CHECK(records.broken_line == 3 && records.count == 2);
	read_text("a,b\n1,2\n3,4\"4\n5,6\n");
	CHECK(records.broken_line == 3 && records.count == 2);
	read_text("a,b\n\"x\"y,2\n");
	CHECK(records.broken_line == 2);
	read_text("");
	CHECK(records.count == 0 && records.broken_line == 0);
	read_text("\n\r\n,,\n");
	CHECK(records.count == 0 && records.broken_line == 0);
}

int
main(void)
{
	arena = arena_new();
	plain();
	lines();
	broken();
	arena_free(arena);
	return check_done();
}
