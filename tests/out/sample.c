/* The document that the tests of the faces share. */
#include "sample.h"

static const struct column columns[] = {
	{.key = "ref", .label = "Ref", .kind = COLUMN_TEXT, .head = true},
	{.key = "name", .label = HOSTILE, .kind = COLUMN_TEXT},
	{.key = "2016-12", .label = "Dec-16", .group = "Months", .kind = COLUMN_FIGURE},
	{.key = "2017-01", .label = "Jan-17", .unit = "%", .group = "Months", .kind = COLUMN_FIGURE, .kept = true},
	{.key = "dot", .label = "DOT", .kind = COLUMN_TEXT},
};

static void
add_table(struct doc *doc)
{
	struct table *table = doc_table(doc, "monthly", "Monthly", sizeof(columns) / sizeof(columns[0]), columns);
	struct row *row = table_row(doc->arena, table, ROW_GROUP);

	row->cells[0] = (struct cell){.text = "Looked after children"};
	row = table_row(doc->arena, table, ROW_BODY);
	row->cells[0] = (struct cell){.text = "7.2", .href = "/performance/indicators/7.2"};
	row->cells[1] = (struct cell){.text = "=1+1", .href = "javascript:alert(1)"};
	row->cells[2] = (struct cell){.text = "1,113", .number = "1113", .rag = RAG_AMBER};
	row->cells[3] = (struct cell){.text = "66.3%",
		.number = "66.3",
		.rag = RAG_RED,
		.dot = DOT_DOWN,
		.status = "provisional",
		.marks = "[p]",
		.why = "above 65, \"low\" is good"};
	row->cells[4] = (struct cell){.text = "↓", .dot = DOT_DOWN};
	row = table_row(doc->arena, table, ROW_SUBTOTAL);
	row->cells[0] = (struct cell){.text = HOSTILE};
	row->cells[1] = (struct cell){.text = "a \"b\", c\nd"};
	row->cells[2] = (struct cell){.rag = RAG_WHITE};
	row->cells[3] = (struct cell){.text = "n/a", .why = "9 of 10 months"};
	row = table_row(doc->arena, table, ROW_TOTAL);
	row->cells[0] = (struct cell){.text = "@total"};
	row->cells[2] = (struct cell){.text = "24.0", .number = "24.0"};
	row->cells[3] = (struct cell){.text = "-5,821", .number = "-5821"};
	row->cells[4] = (struct cell){.dot = DOT_NONE};
	table_note(doc->arena, table, "Note " HOSTILE);
}

struct chart *
sample_chart(struct doc *doc, enum chart_kind kind)
{
	static const char *labels[] = {"Jan-16", "Feb-16", "Mar-16", "Apr-16", "May-16", "Jun-16", "Jul-16", "Aug-16",
		"Sep-16", "Oct-16", "Nov-16", "Dec-16", "Jan-17"};
	static const char *const numbers[] = {
		"62.4", "61.9", "61.5", "62.0", "62.9", "63.3", NULL, "64.0", "64.8", "65.2", "65.5", "65.9", "66.3"};
	static struct point values[13], targets[13], neighbours[13];
	static struct series series[] = {{.label = "Norfolk", .role = SERIES_VALUE, .points = values},
		{.label = "Target", .role = SERIES_TARGET, .points = targets},
		{.label = "Statistical neighbours " HOSTILE, .role = SERIES_COMPARATOR, .points = neighbours}};
	struct chart *chart = doc_chart(doc, "rate", "Looked after children, rate");

	for (size_t i = 0; i < 13; i++) {
		values[i] = (struct point){.number = numbers[i], .text = numbers[i] != NULL ? numbers[i] : "n/a"};
		targets[i] = (struct point){.number = "55", .text = "55"};
		neighbours[i] = (struct point){.number = i < 3 ? "58.1" : i < 9 ? "59.9" : NULL};
	}
	chart->kind = kind;
	chart->unit = "per 10,000 aged 0 to 17";
	chart->alternative = "From 62.4 in January 2016 to 66.3 in January 2017. " HOSTILE;
	chart->table_key = "monthly";
	chart->labels = labels;
	chart->label_count = 13;
	chart->series = series;
	chart->series_count = 3;
	return chart;
}

static void
add_list(struct doc *doc)
{
	static struct span one = {.text = "one"}, two = {.text = "two"}, far = {.text = "far"}, more = {.text = "more"},
			   last = {.text = "last"};
	static struct item items[] = {{{&one, 1}, 0}, {{&two, 1}, 2}, {{&far, 1}, 2}, {{&more, 1}, 1}, {{&last, 1}, 0}};
	struct block *block = doc_block(doc, BLOCK_LIST);

	block->items = items;
	block->count = sizeof(items) / sizeof(items[0]);
}

static void
add_links(struct doc *doc)
{
	static struct span spans[] = {{.text = "table", .href = "#monthly", .strong = true}, {.text = " and "},
		{.text = "@page", .href = "#item 8"}, {.text = "nowhere", .href = "#nowhere"},
		{.text = "@page", .href = "#nowhere"}, {.text = "bad", .href = "javascript:alert(1)"},
		{.text = "away", .href = "//evil.example/"}, {.text = "tab", .href = "/\t/evil"},
		{.text = "out", .href = "https://example.org/?a=1&b=\"2\"", .emphasis = true}};
	struct block *block = doc_block(doc, BLOCK_PARAGRAPH);

	block->number = "5.5.1";
	block->text = (struct text){spans, sizeof(spans) / sizeof(spans[0])};
}

struct doc *
sample_doc(struct arena *arena)
{
	static struct source sources[] = {{12, "observations.csv"}};
	struct doc *doc = doc_new(arena, "performance", "Performance dashboard");
	static struct fact cover_facts[1];
	struct cover *cover;
	struct block *block;

	doc->area = "norfolk";
	doc->period = "2017-01";
	doc->as_of = "2017-02-08";
	doc->sources = sources;
	doc->source_count = 1;
	doc_heading(doc, 1, "title", "Performance dashboard");
	cover = doc_cover(doc);
	cover->body = "Norfolk County Council";
	cover_facts[0] = (struct fact){"Date", doc_text(arena, "14 March 2017")};
	cover->facts = cover_facts;
	cover->fact_count = 1;
	doc_break(doc, BLOCK_CONTENTS)->level = 3;
	block = doc_heading(doc, 2, "item 8", HOSTILE);
	block->number = "8";
	doc_heading(doc, 4, "monthly", "Too deep for the contents");
	add_links(doc);
	add_table(doc);
	sample_chart(doc, CHART_LINE);
	doc_heading(doc, 2, "item 8", "The same key again");
	doc_heading(doc, 3, "main", "A key that the page uses");
	add_list(doc);
	doc_note(doc, "Not yet released");
	block = doc_facts(doc, 1);
	doc_fact(doc, block, "Officer", HOSTILE);
	doc_break(doc, BLOCK_LANDSCAPE);
	doc_table(doc, "none", "Empty", 5, columns)->empty = "No lines yet.";
	return doc;
}
