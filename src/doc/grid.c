/* A table as it is typed in Markdown. Nothing in it is computed: it is what its author wrote. */
#include <cmark-gfm-core-extensions.h>
#include <string.h>

#include "base/str.h"
#include "reader.h"

/* A cell's only link; one within the paper would have to say its page, for which a cell has no room. */
static int
take_link(struct reader *r, const struct text *text, struct cell *cell)
{
	for (size_t i = 0; i < text->count; i++) {
		const char *href = text->spans[i].href;

		if (href == NULL || str_starts(href, "#footnote-"))
			continue;
		if (*href == '#')
			return reader_refuse(r, "a link within the paper cannot stand in a table");
		cell->href = href;
	}
	return 0;
}

/* Whether everything in it is bold. */
static bool
is_strong(const struct text *text)
{
	for (size_t i = 0; i < text->count; i++)
		if (!text->spans[i].strong)
			return false;
	return text->count > 0;
}

/* A row whose cells are all bold is a total, as printed tables have it. */
static int
add_row(struct reader *r, cmark_node *node, struct table *table)
{
	struct row *row = table_row(r->doc->arena, table, ROW_BODY);
	cmark_node *child = cmark_node_first_child(node);
	bool strong = child != NULL;

	r->line = (unsigned)cmark_node_get_start_line(node);
	for (size_t c = 0; child != NULL && c < table->column_count; child = cmark_node_next(child), c++) {
		struct text text;

		if (reader_text(r, child, &text) != 0 || take_link(r, &text, &row->cells[c]) != 0)
			return -1;
		row->cells[c].text = text.count > 0 ? text_plain(r->doc->arena, &text) : NULL;
		strong = strong && (is_strong(&text) || text.count == 0);
	}
	if (strong)
		row->kind = ROW_TOTAL;
	return 0;
}

/* The first column heads the rows; one that is set to the right holds figures. */
static int
read_columns(struct reader *r, cmark_node *table, cmark_node *head, struct column *columns, size_t count)
{
	const uint8_t *sides = cmark_gfm_extensions_get_table_alignments(table);
	cmark_node *child = cmark_node_first_child(head);

	for (size_t c = 0; c < count; c++) {
		struct text text = {0};
		const char *key;

		if (child != NULL && reader_text(r, child, &text) != 0)
			return -1;
		columns[c].label = text_plain(r->doc->arena, &text);
		columns[c].head = c == 0;
		columns[c].kind = sides[c] == 'r' ? COLUMN_FIGURE : COLUMN_TEXT;
		key = words_key(r->doc->arena, columns[c].label);
		columns[c].key = arena_printf(r->doc->arena, *key != '\0' ? "%zu-%s" : "%zu", c + 1, key);
		child = child != NULL ? cmark_node_next(child) : NULL;
	}
	return 0;
}

/* What a table without a caption is called: as the heading above it. */
static const char *
heading_above(const struct reader *r)
{
	for (size_t i = r->doc->count; i > r->first; i--)
		if (r->doc->blocks[i - 1].kind == BLOCK_HEADING)
			return text_plain(r->doc->arena, &r->doc->blocks[i - 1].text);
	return "Table";
}

int
reader_table(struct reader *r, cmark_node *node, const char *caption)
{
	size_t count = cmark_gfm_extensions_get_table_columns(node);
	struct column *columns = arena_array(r->doc->arena, count, sizeof(*columns));
	cmark_node *head = cmark_node_first_child(node);
	struct table *table;

	if (read_columns(r, node, head, columns, count) != 0)
		return -1;
	if (caption == NULL)
		caption = heading_above(r);
	table = doc_table(r->doc, reader_key(r, "table-1"), caption, count, columns);
	for (cmark_node *row = cmark_node_next(head); row != NULL; row = cmark_node_next(row))
		if (add_row(r, row, table) != 0)
			return -1;
	return 0;
}
