/* A document as HTML: structure that a screen reader needs, and nothing that gets out. */
#include "out/out.h"

#include <stdlib.h>

#include "../check.h"
#include "sample.h"

static bool
has(const struct buf *page, const char *text)
{
	return strstr(page->data, text) != NULL;
}

static size_t
times(const struct buf *page, const char *text)
{
	size_t count = 0;

	for (const char *at = page->data; (at = strstr(at, text)) != NULL; at++)
		count++;
	return count;
}

static void
check_headings(const struct buf *page)
{
	CHECK(!has(page, "<h1"));
	CHECK(has(page, "<h2 id=\"item-8\"><a class=\"number\" href=\"#item-8\">8</a> &lt;script&gt;"));
	CHECK(has(page, "<h2 id=\"item-8-2\">The same key again</h2>"));
	CHECK(has(page, "<h3 id=\"main-2\">"));
	CHECK(has(page, "<nav class=\"contents\" aria-label=\"Contents\">"));
	CHECK(has(page,
		"<a href=\"#item-8-2\">The same key again</a>\n<ul>\n<li>"
		"<a href=\"#main-2\">"));
	CHECK(!has(page, "Too deep for the contents</a>"));
	CHECK(!has(page, "href=\"#title\""));
}

static void
check_table(const struct buf *page)
{
	/* the heading "monthly" came first, so the table has the next id */
	CHECK(has(page,
		"<div class=\"scroll\" role=\"region\" aria-labelledby=\"monthly-2-caption\" "
		"tabindex=\"0\">"));
	CHECK(has(page, "<caption id=\"monthly-2-caption\">Monthly</caption>"));
	CHECK(has(page, "<th scope=\"colgroup\" colspan=\"2\">Months</th>"));
	CHECK(has(page, "<th scope=\"col\" class=\"text head\" rowspan=\"2\">Ref</th>"));
	CHECK(has(page, "<th scope=\"rowgroup\" colspan=\"5\"><span>Looked after children</span></th>"));
	CHECK(has(page,
		"<th scope=\"row\" class=\"text\"><a href=\"/performance/indicators/7.2\">"
		"7.2</a></th>"));
	CHECK(has(page,
		"<td class=\"figure kept rag rag-red\">66.3% <span class=\"rag-shape\" "
		"aria-hidden=\"true\">▲</span> <span class=\"rag-word\">Red</span>"));
	CHECK(has(page,
		"<span class=\"hidden-text\">worse</span></span> "
		"<span class=\"marks\">[p]</span></td>"));
	CHECK(has(page, "<td class=\"figure rag rag-white\"> to come</td>"));
	CHECK(times(page, "↓") == 2);
	CHECK(has(page, "<tr class=\"subtotal\">"));
	CHECK(has(page, "<tr class=\"total\">"));
	CHECK(has(page, "7.2 Months, Jan-17: 66.3% – above 65, \"low\" is good</li>"));
	CHECK(has(page, "Jan-17: n/a – 9 of 10 months</li>"));
	CHECK(has(page, "<ul class=\"notes\">\n<li>Note &lt;script&gt;"));
	CHECK(has(page, "<p class=\"empty\" id=\"none\">No lines yet.</p>"));
	CHECK(!has(page, "title="));
}

static void
check_links(const struct buf *page)
{
	CHECK(has(page,
		"<p class=\"numbered\" id=\"para-5-5-1\"><a class=\"number\" "
		"href=\"#para-5-5-1\">5.5.1</a>"));
	CHECK(has(page, "<a href=\"#monthly\"><strong>table</strong></a>"));
	CHECK(has(page, "<a href=\"#item-8\">Read<span class=\"hidden-text\"> &lt;script&gt;"));
	CHECK(!has(page, "nowhere\""));
	CHECK(!has(page, "@page"));
	CHECK(!has(page, "javascript"));
	CHECK(!has(page, "evil"));
	CHECK(has(page, "<a href=\"https://example.org/?a=1&amp;b=&quot;2&quot;\"><em>out</em></a>"));
}

static void
check_blocks(const struct buf *page)
{
	CHECK(has(page,
		"<ul>\n<li>one\n<ul>\n<li>two</li>\n<li>far</li>\n</ul>\n\n<ul>\n"
		"<li>more</li>\n</ul>\n</li>\n<li>last</li>\n</ul>"));
	CHECK(has(page, "<div class=\"note\"><p>Not yet released</p></div>"));
	CHECK(has(page, "<div><dt>Officer</dt><dd>&lt;script&gt;"));
	CHECK(has(page, "<div><dt>Date</dt><dd>14 March 2017</dd></div>"));
	CHECK(has(page, "<figcaption>Looked after children, rate</figcaption>"));
	CHECK(has(page, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\""));
	CHECK(has(page, "<p class=\"chart-table\"><a href=\"#monthly-2\">Table: Monthly</a>"));
	CHECK(!has(page, "<script"));
	CHECK(!has(page, " style="));
	CHECK(times(page, "<ul") == times(page, "</ul>"));
	CHECK(times(page, "<li") == times(page, "</li>"));
	CHECK(times(page, "<tbody") == times(page, "</tbody>"));
}

/* Two tables of one title, each under its own heading: two regions with different names. */
static void
check_regions(struct arena *arena)
{
	const struct column column = {.key = "c", .label = "C"};
	struct doc *doc = doc_new(arena, "r", "R");
	struct buf page;

	for (size_t i = 0; i < 2; i++) {
		doc_heading(doc, 2, i == 0 ? "one" : "two", "Heading");
		table_row(arena, doc_table(doc, "t", "Lines", 1, &column), ROW_BODY);
	}
	buf_init(&page);
	html_write(&page, doc);
	CHECK(has(&page, "aria-labelledby=\"one t-caption\""));
	CHECK(has(&page, "aria-labelledby=\"two t-2-caption\""));
	buf_close(&page);
}

/*
 * What a narrow window keeps in view: the newest period, and what is said to be; a table of long texts, or of many
 * columns of which none is kept, is blocks whose lines have the names of the columns.
 */
static void
check_narrow(struct arena *arena)
{
	static const char long_text[] = "A text that no window of a telephone has room for beside figures";
	const struct column months[] = {{.key = "name", .label = "Name", .head = true},
		{.key = "2016-12", .label = "Dec-16", .kind = COLUMN_FIGURE},
		{.key = "2017-01", .label = "Jan-17", .kind = COLUMN_FIGURE, .kept = true}};
	const struct column money[] = {{.key = "item", .label = "Item", .head = true},
		{.key = "variance",
			.label = "Variance",
			.unit = "£m",
			.group = "Now",
			.kind = COLUMN_FIGURE,
			.kept = true},
		{.key = "reason", .label = "Reason"}};
	struct doc *doc = doc_new(arena, "r", "R");
	struct row *row = table_row(arena, doc_table(doc, "months", "Months", 3, months), ROW_BODY);
	struct buf page;

	row->cells[0].text = long_text;
	row->cells[1].text = "1";
	row->cells[2].text = "2";
	row = table_row(arena, doc_table(doc, "money", "Money", 3, money), ROW_BODY);
	row->cells[0].text = "7";
	row->cells[1].text = "+1.803";
	row->cells[2].text = long_text;
	buf_init(&page);
	html_write(&page, doc);
	CHECK(key_is_period("2017-01") && key_is_period("2016/17 Q3") && key_is_period("AY2015/16"));
	CHECK(!key_is_period("breckland") && !key_is_period("change-2017-01") && !key_is_period("2017") &&
		!key_is_period(NULL));
	CHECK(has(&page, "<table id=\"months\">"));
	CHECK(has(&page, "<th scope=\"col\" class=\"figure short\">Dec-16</th>"));
	CHECK(has(&page, "<th scope=\"col\" class=\"figure kept newest short\">Jan-17</th>"));
	CHECK(has(&page, "<td class=\"figure\">1</td><td class=\"figure kept\">2</td>"));
	CHECK(has(&page, "<table id=\"money\" class=\"cards\">"));
	CHECK(has(&page, "<th scope=\"row\" class=\"text\" data-label=\"Item\">7</th>"));
	CHECK(has(&page, "<td class=\"figure kept\" data-label=\"Now: Variance (£m)\">+1.803</td>"));
	CHECK(has(&page, "<td class=\"text long\" data-label=\"Reason\">A text"));
	buf_close(&page);
}

/* The data of a chart: there, and out of the way until it is opened. */
static void
check_folded(struct arena *arena)
{
	const struct column column = {.key = "a", .label = "A", .head = true};
	struct doc *doc = doc_new(arena, "t", "Title");
	struct table *table = doc_table(doc, "limits", "Limits", 1, &column);
	struct buf page;

	table_row(arena, table, ROW_BODY)->cells[0].text = "Jan-17";
	table->folded = true;
	buf_init(&page);
	html_write(&page, doc);
	CHECK(has(&page, "<details class=\"folded\"><summary>Table: Limits</summary>\n<div class=\"scroll\""));
	CHECK(has(&page, "</table>\n</div>\n</details>"));
	buf_close(&page);
}

/* The twin of a PDF: marks, numbers in the contents, and links to the marks. */
static void
check_twin(struct arena *arena)
{
	struct doc *doc = sample_doc(arena);
	struct block_pages *pages = arena_array(arena, doc->count, sizeof(*pages));
	static const char *const labels[] = {NULL, "1", "2", "3", "4"};
	struct buf page;

	/* the cover on page 1; heading 8 and what follows on page 2; the table runs on to page 4 */
	for (size_t i = 0; i < doc->count; i++) {
		if (i > 0)
			pages[i].first = pages[i].last = i < 3 ? 1 : doc->blocks[i - 1].table ? 4 : pages[i - 1].last;
		if (i == 3)
			pages[i].first = pages[i].last = 2;
		if (doc->blocks[i].table != NULL && pages[i].first == 2)
			pages[i].last = 4;
		pages[i].labels = labels;
	}
	buf_init(&page);
	html_write_paged(&page, doc, pages);
	CHECK(has(&page,
		"<p class=\"page-mark\"><a id=\"page-1\" href=\"#page-1\">Page 1</a></p>\n"
		"<div class=\"cover\">"));
	CHECK(has(&page,
		"<p class=\"page-mark\"><a id=\"page-3\" href=\"#page-3\">Page 3</a> begins in "
		"the table below; <a id=\"page-4\" href=\"#page-4\">Page 4</a> begins in the "
		"table below</p>\n<div class=\"scroll\""));
	CHECK(times(&page, "class=\"page-mark\"") == 3);
	CHECK(has(&page, "</a> <span class=\"page\">page 2</span>"));
	CHECK(has(&page, "<a href=\"#page-2\">Page 2</a>"));
	CHECK(!has(&page, ">Read<"));
	buf_close(&page);
}

int
main(void)
{
	struct arena *arena = arena_new();
	struct buf page;

	check_regions(arena);
	check_twin(arena);
	check_narrow(arena);
	check_folded(arena);
	buf_init(&page);
	html_write(&page, sample_doc(arena));
	check_headings(&page);
	check_table(&page);
	check_links(&page);
	check_blocks(&page);
	buf_close(&page);
	arena_free(arena);
	return check_done();
}
