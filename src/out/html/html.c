/* A document as the inside of a page. */
#include "html.h"

#include <string.h>

#include "base/str.h"
#include "../chart/svg.h"

/*
 * A chart is laid out twice, as wide as the text column of a page and as narrow as a telephone:
 * scaled down its words would be too small. The style sheet shows one of the two.
 */
enum { CHART_WIDE = 640, CHART_NARROW = 300 };

/* The number of what has an id is the link to it: what others hide in a "#" at the margin. */
static void
write_number(struct html *html, const char *number, const char *id)
{
	if (number == NULL)
		return;
	if (id != NULL)
		buf_printf(html->out, "<a class=\"number\" href=\"#%s\">", id);
	else
		buf_text(html->out, "<span class=\"number\">");
	html_text(html->out, number);
	buf_text(html->out, id != NULL ? "</a> " : "</span> ");
}

/* The title is the page's h1, so what else calls itself the first level is of the second. */
static void
write_heading(struct html *html, const struct block *block, const char *id)
{
	unsigned level = block->level < 2 ? 2 : block->level > 6 ? 6 : block->level;

	buf_printf(html->out, "<h%u id=\"%s\">", level, id);
	write_number(html, block->number, id);
	html_spans(html, &block->text);
	buf_printf(html->out, "</h%u>\n", level);
	html->heading = id;
}

/* A link by itself, not in a sentence, is pressed with a finger: the style sheet gives it room. */
static bool
is_way(const struct text *text)
{
	return text->count == 1 && text->spans[0].href != NULL;
}

static void
write_paragraph(struct html *html, const struct block *block, const char *id)
{
	if (block->number != NULL)
		buf_printf(html->out, "<p class=\"numbered\" id=\"%s\">", id);
	else
		buf_text(html->out, is_way(&block->text) ? "<p class=\"way\">" : "<p>");
	write_number(html, block->number, id);
	html_spans(html, &block->text);
	buf_text(html->out, "</p>\n");
}

/* The lists that are open, one inside the other, and how deep their items say they are. */
enum { NESTED_MAX = 8 };
struct nested {
	const char *tag;
	unsigned depths[NESTED_MAX];
	unsigned open;
};

static void
list_close(struct buf *out, struct nested *lists)
{
	buf_printf(out, "</li>\n</%s>\n", lists->tag);
	lists->open--;
}

/* Begins the next item: beside the last one, in a list inside it, or further out. */
static void
list_item(struct buf *out, struct nested *lists, unsigned depth)
{
	while (lists->open > 0 && lists->depths[lists->open - 1] > depth)
		list_close(out, lists);
	if (lists->open > 0 && (lists->depths[lists->open - 1] == depth || lists->open == NESTED_MAX)) {
		buf_text(out, "</li>\n");
	} else {
		buf_printf(out, "%s<%s>\n", lists->open > 0 ? "\n" : "", lists->tag);
		lists->depths[lists->open++] = depth;
	}
	buf_text(out, "<li>");
}

static void
list_end(struct buf *out, struct nested *lists)
{
	while (lists->open > 0)
		list_close(out, lists);
}

static void
write_list(struct html *html, const struct block *block)
{
	struct nested lists = {.tag = block->ordered ? "ol" : "ul"};

	for (size_t i = 0; i < block->count; i++) {
		list_item(html->out, &lists, block->items[i].depth);
		html_spans(html, &block->items[i].text);
	}
	list_end(html->out, &lists);
}

static void
write_facts(struct html *html, const struct fact *facts, size_t count)
{
	if (count == 0)
		return;
	buf_text(html->out, "<dl class=\"facts\">\n");
	for (size_t i = 0; i < count; i++) {
		buf_text(html->out, "<div><dt>");
		html_text(html->out, facts[i].term);
		buf_text(html->out, "</dt><dd>");
		html_spans(html, &facts[i].text);
		buf_text(html->out, "</dd></div>\n");
	}
	buf_text(html->out, "</dl>\n");
}

void
html_line(struct html *html, const char *class, const char *text)
{
	if (str_blank(text))
		return;
	buf_printf(html->out, "<p class=\"%s\">", class);
	html_text(html->out, text);
	buf_text(html->out, "</p>\n");
}

static void
write_note(struct html *html, const struct block *block)
{
	buf_text(html->out, "<div class=\"note\"><p>");
	html_spans(html, &block->text);
	buf_text(html->out, "</p></div>\n");
}

static void
write_cover(struct html *html, const struct cover *cover)
{
	buf_text(html->out, "<div class=\"cover\">\n");
	html_line(html, "cover-body", cover->body);
	html_line(html, "cover-committee", cover->committee);
	if (!str_equal(cover->title, html->doc->title))
		html_line(html, "cover-title", cover->title);
	write_facts(html, cover->facts, cover->fact_count);
	html_line(html, "cover-notice", cover->notice);
	buf_text(html->out, "</div>\n");
}

static void
write_contents(struct html *html, unsigned level)
{
	struct nested lists = {.tag = "ul"};

	buf_text(html->out, "<nav class=\"contents\" aria-label=\"Contents\">\n");
	for (size_t i = 0; i < html->doc->count; i++) {
		const struct block *block = &html->doc->blocks[i];

		if (block->kind != BLOCK_HEADING || block->level > level || block->unlisted ||
			html_is_title(html, block))
			continue;
		list_item(html->out, &lists, block->level);
		buf_printf(html->out, "<a href=\"#%s\">", html->ids[i]);
		write_number(html, block->number, NULL);
		html_text(html->out, text_plain(html->doc->arena, &block->text));
		buf_text(html->out, "</a>");
		if (html_page(html, block) > 0)
			buf_printf(html->out, " <span class=\"page\">page %s</span>",
				html->pages->labels[html_page(html, block)]);
	}
	list_end(html->out, &lists);
	buf_text(html->out, "</nav>\n");
}

/* The same figures in words and numbers, for those to whom a picture says little. */
static void
write_table_link(struct html *html, const struct chart *chart)
{
	for (size_t i = 0; i < html->doc->count; i++) {
		const struct table *table = html->doc->blocks[i].table;

		if (table == NULL || !str_equal(table->key, chart->table_key))
			continue;
		buf_printf(html->out, "<p class=\"chart-table\"><a href=\"#%s\">Table: ", html->ids[i]);
		html_text(html->out, table->title);
		buf_text(html->out, "</a></p>\n");
		return;
	}
}

/* One field of a line of data-values. */
static void
write_value(struct buf *out, const char *text)
{
	char piece[2] = "";

	for (; text != NULL && *text != '\0'; text++) {
		*piece = *text == '\n' || *text == '\t' ? ' ' : *text;
		html_attr(out, piece);
	}
}

static bool
has_values(const struct chart *chart)
{
	return chart->label_count > 0 && chart->kind != CHART_SPARK && chart->kind != CHART_HEAT &&
		chart->kind != CHART_SIGNS;
}

/* What is drawn, in words, for static/moothall.js. */
static void
write_values(struct buf *out, const struct chart *chart)
{
	buf_text(out, " data-values=\"");
	for (size_t s = 0; s < chart->series_count; s++) {
		buf_text(out, "\t");
		write_value(out, chart->series[s].label);
	}
	for (size_t i = 0; i < chart->level_count; i++) {
		buf_text(out, "\t");
		write_value(out, chart->levels[i].label);
	}
	for (size_t i = 0; i < chart->label_count; i++) {
		buf_text(out, "\n");
		write_value(out, chart->labels[i]);
		for (size_t s = 0; s < chart->series_count; s++) {
			buf_text(out, "\t");
			write_value(out, chart->series[s].points[i].text);
		}
		for (size_t n = 0; n < chart->level_count; n++) {
			buf_text(out, "\t");
			write_value(out, chart->levels[n].text);
		}
	}
	buf_text(out, "\"");
}

static void
write_chart(struct html *html, const struct chart *chart, const char *id)
{
	buf_printf(html->out, "<figure class=\"chart\" id=\"%s\"", id);
	if (has_values(chart))
		write_values(html->out, chart);
	buf_text(html->out, ">\n<figcaption>");
	html_text(html->out, chart->title);
	buf_text(html->out, "</figcaption>\n");
	svg_write(html->out, chart, CHART_WIDE, "chart-wide");
	svg_write(html->out, chart, CHART_NARROW, "chart-narrow");
	if (chart->table_key != NULL)
		write_table_link(html, chart);
	buf_text(html->out, "</figure>\n");
}

/* The file itself: its pages are the paper's, not this page's. */
static void
write_attachment(struct html *html, const struct attachment *attachment)
{
	buf_text(html->out, "<p class=\"attachment\">");
	if (html_link_open(html, attachment->href)) {
		html_text(html->out, attachment->title);
		buf_text(html->out, " (PDF)");
		html_link_close(html);
	} else {
		html_text(html->out, attachment->title);
	}
	buf_printf(html->out, ", %u page%s, ", attachment->pages, attachment->pages == 1 ? "" : "s");
	html_text(html->out, attachment->size);
	buf_text(html->out, "</p>\n");
}

static void
end_columns(struct html *html)
{
	buf_text(html->out, html->columns ? "</div>\n</div>\n" : "");
	html->columns = false;
}

static void
write_block(struct html *html, const struct block *block, const char *id)
{
	switch (block->kind) {
	case BLOCK_HEADING:
		write_heading(html, block, id);
		break;
	case BLOCK_PARAGRAPH:
		write_paragraph(html, block, id);
		break;
	case BLOCK_LIST:
		write_list(html, block);
		break;
	case BLOCK_TILES:
		html_tiles(html, block);
		break;
	case BLOCK_FACTS:
		write_facts(html, block->facts, block->count);
		break;
	case BLOCK_TABLE:
		html_table(html, block->table, id);
		break;
	case BLOCK_CHART:
		write_chart(html, block->chart, id);
		break;
	case BLOCK_NOTE:
		write_note(html, block);
		break;
	case BLOCK_COVER:
		write_cover(html, block->cover);
		break;
	case BLOCK_CONTENTS:
		write_contents(html, block->level);
		break;
	case BLOCK_QUERY:
		html_query(html, block->query);
		break;
	case BLOCK_ATTACHMENT:
		write_attachment(html, block->attachment);
		break;
	case BLOCK_COLUMNS:
		buf_text(html->out, html->columns ? "" : "<div class=\"columns\">\n<div>\n");
		html->columns = true;
		break;
	case BLOCK_NEXT_COLUMN:
		buf_text(html->out, html->columns ? "</div>\n<div>\n" : "");
		break;
	case BLOCK_COLUMNS_END:
		end_columns(html);
		break;
	case BLOCK_PAGE:
	case BLOCK_LANDSCAPE:
	case BLOCK_PORTRAIT:
		break; /* a page on the screen has no sheets */
	}
}

static const char *
kind_word(enum block_kind kind)
{
	switch (kind) {
	case BLOCK_TABLE:
		return "table";
	case BLOCK_LIST:
		return "list";
	case BLOCK_CONTENTS:
		return "contents";
	case BLOCK_PARAGRAPH:
		return "paragraph";
	default:
		return "part";
	}
}

/* Says before a block which pages of the PDF begin with it, and which within it. */
static void
mark_pages(struct html *html, size_t i)
{
	const struct block_pages *pages = &html->pages[i];
	const char *lead = "<p class=\"page-mark\">";

	if (html->page >= pages->last)
		return;
	while (html->page < pages->last) {
		html->page++;
		buf_printf(html->out, "%s<a id=\"page-%u\" href=\"#page-%u\">Page %s</a>", lead, html->page, html->page,
			html->pages->labels[html->page]);
		if (html->page > pages->first)
			buf_printf(html->out, " begins in the %s below", kind_word(html->doc->blocks[i].kind));
		lead = "; ";
	}
	buf_text(html->out, "</p>\n");
}

void
html_write_paged(struct buf *out, const struct doc *doc, const struct block_pages pages[])
{
	struct html html = {.out = out, .doc = doc, .pages = pages};

	html_ids(&html);
	for (size_t i = 0; i < doc->count; i++) {
		/* a page begins above all the columns, not in the first */
		bool columns = doc->blocks[i].kind == BLOCK_COLUMNS && i + 1 < doc->count;

		if (pages != NULL)
			mark_pages(&html, columns ? i + 1 : i);
		if (!html_is_title(&html, &doc->blocks[i]))
			write_block(&html, &doc->blocks[i], html.ids[i]);
	}
	end_columns(&html);
}

void
html_write(struct buf *out, const struct doc *doc)
{
	html_write_paged(out, doc, NULL);
}
