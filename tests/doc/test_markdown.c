/* Markdown as authors type it: tables, footnotes and definitions become blocks, and what cannot is refused by its line. */
#include "doc/markdown.h"

#include "../check.h"

static struct arena *arena;

static struct doc *
read(const char *text, struct err *err)
{
	struct doc *doc = doc_new(arena, "x", "Title");

	*err = (struct err){0};
	return markdown_read(doc, text, 0, NULL, err) == 0 ? doc : NULL;
}

static void
test_table(void)
{
	struct err err;
	struct doc *doc =
		read("## Where they live\n\nTable 2: Children looked after\n\n"
		     "| Placement | Dec-16 | Why |\n|---|--:|:--|\n"
		     "| Foster care | 1,113 | **more** [carers](https://example.org) |\n| Homes | 9 \\| 10 | |\n"
		     "| **All** | **1,122** | |\n\nAfter it.\n",
			&err);
	const struct table *table;

	if (!CHECK(doc != NULL && doc->count == 3 && doc->blocks[1].kind == BLOCK_TABLE))
		return;
	table = doc->blocks[1].table;
	CHECK_TEXT(table->title, "Table 2: Children looked after");
	CHECK_TEXT(table->key, "table-1");
	CHECK(table->column_count == 3 && table->row_count == 3);
	CHECK(table->columns[0].head && !table->columns[1].head);
	CHECK(table->columns[0].kind == COLUMN_TEXT && table->columns[1].kind == COLUMN_FIGURE);
	CHECK_TEXT(table->columns[1].label, "Dec-16");
	CHECK_TEXT(table->rows[0].cells[1].text, "1,113");
	CHECK_TEXT(table->rows[0].cells[2].text, "more carers");
	CHECK_TEXT(table->rows[0].cells[2].href, "https://example.org");
	CHECK_TEXT(table->rows[1].cells[1].text, "9 | 10");
	CHECK(table->rows[1].cells[2].text == NULL);
	CHECK(table->rows[1].kind == ROW_BODY && table->rows[2].kind == ROW_TOTAL);
	CHECK_TEXT(text_plain(arena, &doc->blocks[2].text), "After it.");
}

static void
test_names(void)
{
	struct err err;
	struct doc *doc = read("## Homes\n\n|A|B|\n|-|-|\n|1|2|\n\n|A|B|\n|-|-|\n|1|2|\n\n### Table 1\n", &err);

	if (!CHECK(doc != NULL && doc->count == 4))
		return;
	CHECK_TEXT(doc->blocks[1].table->title, "Homes");
	CHECK_TEXT(doc->blocks[1].table->key, "table-1");
	CHECK_TEXT(doc->blocks[2].table->key, "table-1-2");
	CHECK_TEXT(doc->blocks[3].key, "table-1-3");
}

static void
test_footnotes(void)
{
	struct err err;
	struct doc *doc =
		read("The rate[^rate] rose[^2], the rate[^rate] did.\n\n[^rate]: Per 10,000.\n[^2]: See 5.5.\n", &err);
	const struct span *spans;

	if (!CHECK(doc != NULL && doc->count == 4))
		return;
	spans = doc->blocks[0].text.spans;
	CHECK_TEXT(text_plain(arena, &doc->blocks[0].text), "The rate[1] rose[2], the rate[1] did.");
	CHECK_TEXT(spans[1].href, "#footnote-1");
	CHECK(doc->blocks[1].kind == BLOCK_HEADING && doc->blocks[1].unlisted);
	CHECK_TEXT(doc->blocks[2].number, "[1]");
	CHECK_TEXT(doc->blocks[2].key, "footnote-1");
	CHECK_TEXT(text_plain(arena, &doc->blocks[2].text), "Per 10,000.");
	CHECK_TEXT(doc->blocks[3].key, "footnote-2");
}

static void
test_definitions(void)
{
	struct err err;
	struct doc *doc = read(
		"LAC\n: a looked-after child,\nof any age\n\n*CIN*\n: a child in need\n\nNo: this is none.\n", &err);

	if (!CHECK(doc != NULL && doc->count == 2 && doc->blocks[0].kind == BLOCK_FACTS && doc->blocks[0].count == 2))
		return;
	CHECK_TEXT(doc->blocks[0].facts[0].term, "LAC");
	CHECK_TEXT(text_plain(arena, &doc->blocks[0].facts[0].text), "a looked-after child, of any age");
	CHECK_TEXT(doc->blocks[0].facts[1].term, "CIN");
	CHECK_TEXT(text_plain(arena, &doc->blocks[1].text), "No: this is none.");
}

static void
test_links(void)
{
	struct err err;
	struct doc *doc = read("A [link over\ntwo lines](https://example.org/) and\n[another](#one).\n", &err);
	const struct span *spans;

	if (!CHECK(doc != NULL && doc->count == 1 && doc->blocks[0].text.count > 4))
		return;
	spans = doc->blocks[0].text.spans;
	CHECK_TEXT(spans[1].text, "link over two lines");
	CHECK_TEXT(spans[1].href, "https://example.org/");
	CHECK(spans[2].href == NULL);
	CHECK_TEXT(spans[doc->blocks[0].text.count - 2].text, "@, page");
}

static void
refused(const char *text, const char *why)
{
	struct err err;

	CHECK(read(text, &err) == NULL && err.code == ERR_INPUT);
	CHECK_TEXT(err.text, why);
}

static void
test_refused(void)
{
	refused("One\n\nA note[^x].\n", "line 3: the footnote [^x] has no text");
	refused("One\n\n[^x]: Lost.\n", "line 3: nothing refers to the footnote [^x]");
	refused("A[^x].\n\n[^x]: One.\n\n    Two.\n", "line 3: a footnote is one paragraph");
	refused("|A|\n|-|\n|[b](#b)|\n", "line 3: a link within the paper cannot stand in a table");
	refused("|A|\n|-|\n|<b>b</b>|\n", "line 3: raw HTML is not allowed");
}

int
main(void)
{
	arena = arena_new();
	test_table();
	test_names();
	test_footnotes();
	test_definitions();
	test_links();
	test_refused();
	arena_free(arena);
	return check_done();
}
