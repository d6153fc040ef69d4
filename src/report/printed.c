/* A walk through a pack's blocks: the cells of tables, tiles, facts, the points of charts, figures in sentences. */
#include "printed.h"

#include <string.h>

#include "base/str.h"

/* Where the walk is. */
struct walk {
	struct arena *arena;
	struct printed_list *list;
	const char *item;
};

static void
add(struct walk *walk, const char *what, const char *text)
{
	struct printed_list *list = walk->list;
	size_t room = list->room;

	if (str_blank(text) || str_blank(what))
		return;
	list->items = arena_grow(walk->arena, list->items, list->count, &room, sizeof(*list->items));
	room = list->room;
	list->what = arena_grow(walk->arena, list->what, list->count, &room, sizeof(*list->what));
	room = list->room;
	list->texts = arena_grow(walk->arena, list->texts, list->count, &room, sizeof(*list->texts));
	list->room = room;
	list->items[list->count] = walk->item;
	list->what[list->count] = what;
	list->texts[list->count++] = text;
}

/* "65.5 ↓ (Red)". */
static const char *
cell_said(struct arena *arena, const struct cell *cell)
{
	const char *text = cell->text, *dot = dot_sign(cell->dot), *rag = rag_word(cell->rag);

	if (!str_blank(dot) && !str_equal(dot, text))
		text = str_blank(text) ? dot : arena_printf(arena, "%s %s", text, dot);
	if (cell->marks != NULL && text != NULL)
		text = arena_printf(arena, "%s %s", text, cell->marks);
	if (!str_blank(rag))
		text = str_blank(text) ? rag : arena_printf(arena, "%s (%s)", text, rag);
	return text;
}

/* "7.2 No. Looked-After Children": the cells that head it; of a table without any, the first. */
static const char *
row_said(struct arena *arena, const struct table *table, const struct row *row)
{
	const char *said = "";

	for (size_t c = 0; c < table->column_count; c++)
		if (table->columns[c].head && !str_blank(row->cells[c].text))
			said = arena_printf(arena, "%s%s%s", said, *said != '\0' ? " " : "", row->cells[c].text);
	return *said == '\0' && table->column_count > 0 && row->cells[0].text != NULL ? row->cells[0].text : said;
}

static const char *
column_said(struct arena *arena, const struct column *column)
{
	return column->group != NULL ? arena_printf(arena, "%s %s", column->group, column->label) : column->label;
}

static void
add_row(struct walk *walk, const struct table *table, const struct row *row)
{
	const char *said = row_said(walk->arena, table, row);

	for (size_t c = 0; c < table->column_count; c++)
		if (!table->columns[c].head)
			add(walk,
				arena_printf(walk->arena, "%s: %s, %s", table->title, said,
					column_said(walk->arena, &table->columns[c])),
				cell_said(walk->arena, &row->cells[c]));
}

static void
add_table(struct walk *walk, const struct table *table)
{
	walk->list->rows += table->row_count;
	for (size_t r = 0; r < table->row_count; r++)
		if (table->rows[r].kind != ROW_GROUP)
			add_row(walk, table, &table->rows[r]);
}

/* One whose table is beside it says nothing that the table does not. */
static void
add_chart(struct walk *walk, const struct chart *chart)
{
	for (size_t s = 0; chart->table_key == NULL && s < chart->series_count; s++)
		for (size_t p = 0; p < chart->label_count; p++)
			add(walk,
				arena_printf(walk->arena, "%s: %s, %s", chart->title,
					chart->series[s].label != NULL ? chart->series[s].label : "", chart->labels[p]),
				chart->series[s].points[p].text);
	for (size_t i = 0; i < chart->level_count; i++)
		add(walk, arena_printf(walk->arena, "%s: %s", chart->title, chart->levels[i].label),
			chart->levels[i].text);
}

static void
add_block(struct walk *walk, const struct block *block)
{
	if (block->table != NULL)
		add_table(walk, block->table);
	if (block->chart != NULL)
		add_chart(walk, block->chart);
	for (size_t i = 0; block->kind == BLOCK_FACTS && i < block->count; i++)
		add(walk, block->facts[i].term, text_plain(walk->arena, &block->facts[i].text));
	for (size_t i = 0; block->kind == BLOCK_TILES && i < block->count; i++)
		add(walk, block->tiles[i].title, cell_said(walk->arena, &block->tiles[i].figure));
}

/* The item that a block begins, by the key that the pack gives it; NULL: none. */
static const char *
item_begun(const struct block *block)
{
	static const char prefix[] = "item-";

	return block->kind == BLOCK_HEADING && block->level == 2 && block->key != NULL && str_starts(block->key, prefix)
		? block->key + strlen(prefix)
		: NULL;
}

void
printed_find(const struct doc *doc, struct printed_list *list)
{
	struct walk walk = {doc->arena, list, ""};
	size_t next = 0;

	*list = (struct printed_list){0};
	for (size_t i = 0; i <= doc->count; i++) {
		for (; next < doc->printed_count && doc->printed[next].at <= i; next++)
			add(&walk, doc->printed[next].what, doc->printed[next].text);
		if (i == doc->count)
			break;
		if (item_begun(&doc->blocks[i]) != NULL)
			walk.item = item_begun(&doc->blocks[i]);
		if (doc->blocks[i].part == NULL)
			add_block(&walk, &doc->blocks[i]);
	}
}

void
printed_find_live(const struct doc *doc, struct printed_list *list)
{
	struct walk walk = {doc->arena, list, NULL};

	*list = (struct printed_list){0};
	for (size_t i = 0; i < doc->count; i++)
		if (doc->blocks[i].live) {
			walk.item = doc->blocks[i].part;
			add_block(&walk, &doc->blocks[i]);
		}
}
