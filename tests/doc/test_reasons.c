/* Why figures are missing: one sentence for what is shown alike, which says where. */
#include "doc/doc.h"

#include "../check.h"

static struct arena *arena;

static struct table *
table_of(void)
{
	static const struct column columns[] = {{.key = "ref", .label = "Ref", .head = true},
		{.key = "a", .label = "Jan", .kind = COLUMN_FIGURE},
		{.key = "b", .label = "Feb", .kind = COLUMN_FIGURE},
		{.key = "c", .label = "Mar", .kind = COLUMN_FIGURE},
		{.key = "d", .label = "Ratio", .group = "Year", .kind = COLUMN_FIGURE}};

	return doc_table(doc_new(arena, "x", "Title"), "t", "Table", 5, columns);
}

/* A row whose figures are missing for these reasons; NULL: the figure is there. */
static void
add_row(struct table *table, const char *ref, const char *a, const char *b, const char *c, const char *d)
{
	const char *const why[] = {a, b, c, d};
	struct row *row = table_row(arena, table, ROW_BODY);

	row->cells[0].text = ref;
	for (size_t i = 0; i < 4; i++)
		row->cells[i + 1] = why[i] != NULL ? (struct cell){.text = "n/a", .why = why[i]}
						   : (struct cell){.text = "1", .number = "1"};
}

static void
test_grouped(void)
{
	struct table *table = table_of();

	table_note(arena, table, "A note.");
	add_row(table, "2.1", "9 of 10 months", "9 of 10 months", "9 of 10 months", NULL);
	add_row(table, "2.2", NULL, NULL, NULL, NULL);
	add_row(table, "2.3", NULL, "suppressed", NULL, "9 of 10 months");
	add_row(table, "2.4", NULL, "suppressed", NULL, NULL);
	add_row(table, "2.5", NULL, "suppressed", NULL, NULL);
	add_row(table, "2.6", "suppressed", "suppressed", NULL, "suppressed");
	table->rows[4].cells[2].text = "x";
	table->rows[3].cells[2].text = "x";
	table->rows[2].cells[2].text = "x";

	CHECK(table_reasoned(arena, table)->note_count == 3);
	CHECK_TEXT(table_reasoned(arena, table)->notes[0], "A note.");
	CHECK_TEXT(table_reasoned(arena, table)->notes[1],
		"n/a: 9 of 10 months (2.1: Jan to Mar; 2.3: Year, Ratio); suppressed (2.6: Jan, Feb, Year, Ratio).");
	CHECK_TEXT(table_reasoned(arena, table)->notes[2], "x: suppressed (2.3 to 2.5: Feb).");
	CHECK(table->note_count == 1);
}

/* What has a figure needs no reason on paper, unless it cannot be true. */
static void
test_left_alone(void)
{
	struct table *table = table_of();

	add_row(table, "2.1", NULL, NULL, NULL, NULL);
	table->rows[0].cells[1].why = "rated against England, 2015";
	CHECK(table_reasoned(arena, table)->note_count == 0);
	table->rows[0].cells[1].flags = MARK_IMPOSSIBLE;
	table->rows[0].cells[1].why = "12 of 10";
	CHECK_TEXT(table_reasoned(arena, table)->notes[0], "[!]: 12 of 10 (2.1: Jan).");
}

/* Of notes that belong together paper has three, but of more only what they are; what stands around them stays. */
static void
test_chapter(void)
{
	struct table *table = table_of();

	table_note(arena, table, "Before.");
	table->chapter = table->note_count;
	table_note(arena, table, "Printed otherwise.");
	for (table->chapter_count = 0; table->chapter_count < 3; table->chapter_count++)
		table_note(arena, table, "One.");
	table_note(arena, table, "After.");
	CHECK(table_reasoned(arena, table)->note_count == 6);
	table->notes[5] = "One.";
	table->chapter_count = 4;
	table_note(arena, table, "After.");
	CHECK(table_reasoned(arena, table)->note_count == 3);
	CHECK_TEXT(table_reasoned(arena, table)->notes[1], "Printed otherwise.");
	CHECK_TEXT(table_reasoned(arena, table)->notes[2], "After.");
}

int
main(void)
{
	arena = arena_new();
	test_grouped();
	test_left_alone();
	test_chapter();
	arena_free(arena);
	return check_done();
}
