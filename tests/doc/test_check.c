/* What a look at a document finds, and what it leaves alone. */
#include "doc/doc.h"

#include "../check.h"

static struct arena *arena;

static const struct finding *
found(const struct doc *doc, const char *part)
{
	for (size_t i = 0; i < doc->finding_count; i++)
		if (strstr(doc->findings[i].problem, part) != NULL)
			return &doc->findings[i];
	return NULL;
}

static struct table *
add_table(struct doc *doc, const char *title, bool head, const char *label)
{
	const struct column columns[] = {{.key = "a", .label = "A", .head = head}, {.key = "b", .label = label}};
	struct table *table = doc_table(doc, "t", title, 2, columns);

	table_row(arena, table, ROW_BODY)->cells[1].text = "1";
	return table;
}

static void
test_good(void)
{
	struct doc *doc = doc_new(arena, "x", "Title");

	doc_heading(doc, 2, "a", "First");
	doc_heading(doc, 3, "b", "Second");
	doc_heading(doc, 4, "c", "Third");
	doc_heading(doc, 2, "d", "Back up again");
	add_table(doc, "Good", true, "B");
	doc_chart(doc, "k", "Chart")->alternative = "It rises.";
	doc_paragraph(doc, "66.3 per 10,000");
	doc_check(doc);
	CHECK(doc->finding_count == 0);
}

static void
test_faults(void)
{
	struct doc *doc = doc_new(arena, "x", "Title"), *outer = doc_new(arena, "y", "Outer");
	struct table *table;

	doc_heading(doc, 2, "a", "First");
	doc_heading(doc, 4, "b", "Deep");
	doc_heading(doc, 5, "c", " ");
	add_table(doc, "", true, "B");
	add_table(doc, "Headless", false, "B");
	table = add_table(doc, "Unnamed", true, " ");
	table->rows[0].cells[1].marks = "[p] [u]";
	doc_chart(doc, "k", "Silent");
	doc_paragraph(doc, "The rate was 66.3 [e] in January");
	doc_check(doc);
	CHECK(found(doc, "of level 4 and stands below one of level 2") != NULL);
	CHECK(found(doc, "It is empty") != NULL);
	CHECK(found(doc, "It has no title") != NULL);
	CHECK_TEXT(found(doc, "No column heads the rows")->where, "Table “Headless”");
	CHECK_TEXT(found(doc, "A column has no heading")->where, "Table “Unnamed”");
	CHECK_TEXT(found(doc, "It has no text alternative")->where, "Chart “Silent”");
	CHECK(found(doc, "not released")->severity == SEVERITY_FAILS);
	CHECK_TEXT(found(doc, "not released")->problem, "1 figure is marked [u]: not released: members do not see it.");
	CHECK(found(doc, "provisional")->severity == SEVERITY_LOOK);
	CHECK_TEXT(found(doc, "as entered")->where, "Text “The rate was 66.3 [e]”");
	CHECK(doc->finding_count == 9);
	doc_append(outer, doc, 1);
	CHECK(outer->finding_count == 9);
}

int
main(void)
{
	arena = arena_new();
	test_good();
	test_faults();
	arena_free(arena);
	return check_done();
}
