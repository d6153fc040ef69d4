/* What a workbook can hold of texts and numbers, and that it is whole or not written at all. */
#include "../../src/out/xlsx/xlsx.h"

#include <stdlib.h>
#include <string.h>

#include "../check.h"
#include "base/str.h"
#include "sample.h"

static void
check_patterns(struct arena *arena)
{
	static const struct {
		const char *text, *number, *pattern;
	} cases[] = {
		{"66.3", "66.3", "#,##0.0;\"-\"#,##0.0"},
		{"66.3%", "66.3", "#,##0.0\"%\";\"-\"#,##0.0\"%\""},
		{"1,113", "1113", "#,##0;\"-\"#,##0"},
		{"2017", "2017", "0;\"-\"0"},
		{"-5,821", "-5821", "#,##0;\"-\"#,##0"},
		{"+0.380", "0.380", "\"+\"#,##0.000;\"-\"#,##0.000;#,##0.000"},
		{"-£0.380m", "-0.380", "\"£\"#,##0.000\"m\";\"-\"\"£\"#,##0.000\"m\""},
		{"-5,821 (-17.1%)", "-5821", "#,##0\" (-17.1%)\";\"-\"#,##0\" (-17.1%)\""},
		{"123456789012345", "123456789012345", "0;\"-\"0"},
		{"1234567890123456", "1234567890123456", NULL},
		{"66", "66.3", NULL},
		{"66.35", "66.3", NULL},
		{"-66.3", "66.3", NULL},
		{"66.3", "-66.3", NULL},
		{"66.3\"", "66.3", NULL},
		{"n/a", "66.3", NULL},
		{"", "66.3", NULL},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		CHECK_TEXT(xlsx_pattern(arena, cases[i].text, cases[i].number), cases[i].pattern);
}

static void
check_texts_kept(struct arena *arena)
{
	static const char *const names[] = {"Notes", "One table", "a name of thirty-one characters"};

	CHECK_TEXT(xlsx_text(arena, "a\x01 _x0041_ _xyz_\n\xFF\xEF\xBF\xBF"),
		"a _x005F_x0041_ _xyz_\n\xEF\xBF\xBD\xEF\xBF\xBD");
	CHECK_TEXT(xlsx_line(arena, "  one\n\t two  ", 31), "one two");
	CHECK_TEXT(xlsx_line(arena, "Llŷr and others", 5), "Llŷr");
	CHECK_TEXT(xlsx_unlike(arena, names, 3, "NOTES", 31), "NOTES 2");
	CHECK_TEXT(xlsx_unlike(arena, names, 3, "a name of thirty-one characters and more", 31),
		"a name of thirty-one characte 2");
}

static void
check_whole(const struct buf *out)
{
	char *broken = mem_alloc(out->length);

	CHECK(xlsx_whole(out->data, out->length));
	CHECK(!xlsx_whole(out->data, out->length - 1));
	CHECK(!xlsx_whole(out->data, 0));
	CHECK(!xlsx_whole("PK\5\6", 4));
	for (size_t i = 0; i < out->length; i += 97) { /* any byte may be wrong: nothing is read beyond */
		memcpy(broken, out->data, out->length);
		broken[i] = (char)(broken[i] ^ 0xFF);
		xlsx_whole(broken, out->length);
	}
	memcpy(broken, out->data, out->length);
	broken[60] = (char)(broken[60] ^ 0xFF); /* inside the first part */
	CHECK(!xlsx_whole(broken, out->length));
	free(broken);
}

static int
write_cell(struct arena *arena, struct buf *out, const char *text, struct err *err)
{
	const struct column column = {.key = "c", .label = "C", .kind = COLUMN_TEXT};
	struct doc *doc = doc_new(arena, "r", "R");

	table_row(arena, doc_table(doc, "t", "T", 1, &column), ROW_BODY)->cells[0].text = text;
	return xlsx_write(out, doc, NULL, err);
}

static void
check_refused(struct arena *arena)
{
	struct err err = {0};
	struct buf out;
	char *large = mem_alloc(32769);

	buf_init(&out);
	buf_text(&out, "before");
	memset(large, 'x', 32768);
	large[32768] = '\0';
	CHECK(write_cell(arena, &out, large + 1, &err) == 0);
	buf_clear(&out);
	buf_text(&out, "before");
	CHECK(write_cell(arena, &out, large, &err) == -1 && err.code == ERR_INPUT);
	CHECK(strstr(err.text, "32,767 characters") != NULL);
	CHECK_TEXT(out.data, "before");
	err = (struct err){0};
	CHECK(xlsx_write(&out, doc_new(arena, "r", "R"), NULL, &err) == -1);
	CHECK(err.code == ERR_ABSENT);
	err = (struct err){0};
	setenv("TMPDIR", "/nowhere", 1);
	CHECK(write_cell(arena, &out, "x", &err) == -1 && err.code == ERR_SYSTEM);
	CHECK(strstr(err.text, "/nowhere/moothall-") != NULL);
	CHECK_TEXT(out.data, "before");
	unsetenv("TMPDIR");
	free(large);
	buf_close(&out);
}

int
main(void)
{
	struct arena *arena = arena_new();
	struct buf one, two;

	buf_init(&one);
	buf_init(&two);
	check_patterns(arena);
	check_texts_kept(arena);
	CHECK(xlsx_write(&one, sample_doc(arena), NULL, NULL) == 0);
	CHECK(xlsx_write(&two, sample_doc(arena), NULL, NULL) == 0);
	CHECK(one.length == two.length && memcmp(one.data, two.data, one.length) == 0);
	check_whole(&one);
	check_refused(arena);
	buf_close(&one);
	buf_close(&two);
	arena_free(arena);
	return check_done();
}
