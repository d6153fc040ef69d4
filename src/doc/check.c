/* What can be seen of a document before it is published: what readers would go without. */
#include <string.h>

#include "base/str.h"
#include "doc/doc.h"

/* Marks behind figures, and what they mean for whoever publishes them. */
static const struct {
	const char *mark;
	enum severity severity;
	const char *problem, *advice;
} marks[] = {
	{"[u]", SEVERITY_FAILS, "not released: members do not see it", "Release the import, or leave the figure out."},
	{"[p]", SEVERITY_LOOK, "provisional", "Check whether the final figure has come."},
	{"[e]", SEVERITY_LOOK, "as entered, without what it is computed from",
		"Import the figures that it is computed from."},
	{"[i]", SEVERITY_LOOK, "an incomplete sum", "Import the figures that are missing."},
};

enum { MARKS = sizeof(marks) / sizeof(marks[0]) };

static const char *
table_name(struct doc *doc, const struct table *table)
{
	return arena_printf(doc->arena, "Table “%s”", table->title != NULL ? table->title : "");
}

static void
check_heading(struct doc *doc, const struct block *block, unsigned *last)
{
	const char *text = text_plain(doc->arena, &block->text);
	const char *where = arena_printf(doc->arena, "Heading “%s”", text);

	if (str_blank(text))
		doc_finding(doc, SEVERITY_FAILS, "A heading", "It is empty.", "Give it words, or take it out.");
	if (*last > 0 && block->level > *last + 1)
		doc_finding(doc, SEVERITY_FAILS, where,
			arena_printf(doc->arena,
				"It skips a level: it is of level %u and stands below one of level %u.", block->level,
				*last),
			"Use the level between, or a higher one.");
	*last = block->level;
}

static void
check_marks(struct doc *doc, const struct table *table)
{
	for (size_t m = 0; m < MARKS; m++) {
		size_t count = 0;

		for (size_t r = 0; r < table->row_count; r++)
			for (size_t c = 0; c < table->column_count; c++) {
				const char *own = table->rows[r].cells[c].marks;

				count += own != NULL && strstr(own, marks[m].mark) != NULL;
			}
		if (count > 0)
			doc_finding(doc, marks[m].severity, table_name(doc, table),
				arena_printf(doc->arena, "%zu figure%s marked %s: %s.", count,
					count == 1 ? " is" : "s are", marks[m].mark, marks[m].problem),
				marks[m].advice);
	}
}

static void
check_table(struct doc *doc, const struct table *table)
{
	bool unnamed = false, heads = false;

	for (size_t c = 0; c < table->column_count; c++) {
		unnamed = unnamed || str_blank(table->columns[c].label);
		heads = heads || table->columns[c].head;
	}
	if (str_blank(table->title))
		doc_finding(doc, SEVERITY_FAILS, "A table", "It has no title.", "Give it one.");
	if (unnamed)
		doc_finding(doc, SEVERITY_FAILS, table_name(doc, table), "A column has no heading.",
			"Give every column a heading.");
	if (!heads)
		doc_finding(doc, SEVERITY_FAILS, table_name(doc, table), "No column heads the rows.",
			"Say which column does.");
	check_marks(doc, table);
}

static void
check_chart(struct doc *doc, const struct chart *chart)
{
	if (str_blank(chart->alternative))
		doc_finding(doc, SEVERITY_FAILS,
			arena_printf(doc->arena, "Chart “%s”", chart->title != NULL ? chart->title : ""),
			"It has no text alternative.", "Say in words what it shows.");
}

/* A figure in a sentence brings its mark along. */
static void
check_text(struct doc *doc, const struct text *text)
{
	enum { SHOWN = 60 };
	const char *plain = text_plain(doc->arena, text), *cut;

	for (size_t m = 0; m < MARKS; m++) {
		const char *mark = strstr(plain, marks[m].mark);

		if (mark == NULL)
			continue;
		for (cut = mark; cut > plain && mark - cut < SHOWN; cut--)
			continue;
		while (cut < mark && ((unsigned char)*cut & 0xC0) == 0x80)
			cut++;
		doc_finding(doc, marks[m].severity,
			arena_printf(doc->arena, "Text “%s%.*s”", cut > plain ? "…" : "",
				(int)(mark - cut + (int)strlen(marks[m].mark)), cut),
			arena_printf(doc->arena, "A figure is marked %s: %s.", marks[m].mark, marks[m].problem),
			marks[m].advice);
	}
}

static void
check_block(struct doc *doc, const struct block *block, unsigned *last)
{
	switch (block->kind) {
	case BLOCK_HEADING:
		check_heading(doc, block, last);
		break;
	case BLOCK_TABLE:
		check_table(doc, block->table);
		break;
	case BLOCK_CHART:
		check_chart(doc, block->chart);
		break;
	case BLOCK_LIST:
		for (size_t i = 0; i < block->count; i++)
			check_text(doc, &block->items[i].text);
		break;
	case BLOCK_FACTS:
		for (size_t i = 0; i < block->count; i++)
			check_text(doc, &block->facts[i].text);
		break;
	case BLOCK_PARAGRAPH:
	case BLOCK_NOTE:
		check_text(doc, &block->text);
		break;
	default:
		break;
	}
}

void
doc_check(struct doc *doc)
{
	unsigned last = 0;

	for (size_t i = 0; i < doc->count; i++)
		check_block(doc, &doc->blocks[i], &last);
}
