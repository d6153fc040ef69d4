/*
 * A table that is too wide for large print, as lists: its rows one below the other, each headed by its name, and below
 * that its columns' names and values, as many side by side as there is room for.
 */
#include "../ink/text.h"
#include "block.h"
#include "flow.h"
#include "table.h"

#include <math.h>

#define ITEM_PAD 0.2 /* at both sides of an item, in sizes of the type */

struct record {
	struct grid *grid;
	struct node *list;
	bool *is_head;  /* a column heads rows */
	bool *is_blank; /* no row has anything in a column */
	bool has_rows;  /* not only headings */
	struct slab **slabs;
	size_t count, room;
};

static void
add_span(struct text *text, const char *words, bool strong)
{
	text->spans[text->count++] = (struct span){.text = words, .strong = strong};
}

static void
add_text(struct text *text, const struct text *more, bool strong)
{
	for (size_t i = 0; i < more->count; i++) {
		text->spans[text->count] = more->spans[i];
		text->spans[text->count++].strong = strong;
	}
}

static bool
says_something(const struct text *text)
{
	for (size_t i = 0; i < text->count; i++)
		if (!str_blank(text->spans[i].text))
			return true;
	return false;
}

static const struct text *
text_at(const struct grid *grid, size_t row, size_t column)
{
	return &grid->texts[row * grid->count + column];
}

/* The row's name: what heads it, in the order of the columns. */
static struct text
name_of(const struct record *record, size_t row)
{
	const struct grid *grid = record->grid;
	struct text name = {0};
	size_t spans = 0;

	for (size_t c = 0; c < grid->count; c++)
		spans += text_at(grid, row, c)->count + 1;
	name.spans = arena_array(grid->pdf->arena, spans, sizeof(*name.spans));
	for (size_t c = 0; c < grid->count; c++) {
		if (!record->is_head[c] || !says_something(text_at(grid, row, c)))
			continue;
		if (name.count > 0)
			add_span(&name, " · ", true);
		add_text(&name, text_at(grid, row, c), true);
	}
	return name;
}

static void
add_label(const struct record *record, struct text *text, size_t c)
{
	const struct column *column = &record->grid->table->columns[c];
	const struct text label = label_text(record->grid, column);

	if (!str_blank(column->group)) {
		add_span(text, column->group, false);
		add_span(text, says_something(&label) ? ", " : "", false);
	}
	add_text(text, &label, false);
}

enum { LABEL_SPANS = 4 };

/* "All years, Share (£): 166,600" */
static struct text
item_of(const struct record *record, size_t row, size_t c)
{
	struct grid *grid = record->grid;
	const struct column *column = &grid->table->columns[c];
	const struct text *value = text_at(grid, row, c);
	struct text item = {0};

	item.spans = arena_array(grid->pdf->arena, LABEL_SPANS + value->count + 1, sizeof(*item.spans));
	add_label(record, &item, c);
	add_span(&item, ": ", false);
	add_text(&item, value, column->kind != COLUMN_TEXT);
	return item;
}

static void
collect(struct record *record, struct slab **slabs, size_t made)
{
	for (size_t i = 0; i < made; i++) {
		record->slabs = arena_grow(
			record->grid->pdf->arena, record->slabs, record->count, &record->room, sizeof(*record->slabs));
		record->slabs[record->count++] = slabs[i];
	}
}

static struct row_look
look(const struct record *record, int background)
{
	const double size = record->grid->size;

	return (struct row_look){.size = size,
		.pad_x = ITEM_PAD * size,
		.pad_y = size * 0.05,
		.width = flow_width(record->grid->pdf, false),
		.background = background};
}

/* The row's name, or a heading between rows, across the page; without a node, to be said again overleaf. */
static size_t
name_slabs(const struct record *record, const struct text *text, bool group, struct node *node, struct slab ***slabs)
{
	struct pdf *pdf = record->grid->pdf;
	const struct row_look looks = look(record, group ? COLOUR_BAND : COLOUR_ZEBRA);
	const struct row_cell cell = {.text = *text,
		.x = looks.pad_x,
		.width = looks.width - 2 * looks.pad_x,
		.tint = -1,
		.style = {.size = looks.size, .bold = true, .colour = group ? COLOUR_BRAND : COLOUR_TEXT},
		.node = node};

	return row_slabs(pdf, &cell, 1, &looks, flow_height(pdf, false) / 3, slabs);
}

static double
width_of(const struct grid *grid, const struct text *text)
{
	const struct style style = {.size = grid->size};
	double width = text_width(grid->pdf, text, &style, NULL);

	arena_reset(grid->pdf->scratch);
	return width;
}

/* A line of items. */
struct shelf {
	struct row_cell *cells;
	size_t count;
	double used;
	double step; /* an item's room is a multiple of it, so that lines stand in columns; 0: of nothing */
};

static void
shelf_write(struct record *record, struct shelf *shelf)
{
	struct pdf *pdf = record->grid->pdf;
	const struct row_look looks = look(record, -1);
	struct slab **slabs;
	size_t made;

	if (shelf->count > 0) {
		made = row_slabs(pdf, shelf->cells, shelf->count, &looks, flow_height(pdf, false) / 3, &slabs);
		collect(record, slabs, made);
	}
	shelf->count = 0;
	shelf->used = 0;
}

static void
shelf_add(struct record *record, struct shelf *shelf, const struct text *item, double width, int tint)
{
	struct pdf *pdf = record->grid->pdf;
	const double room = flow_width(pdf, false), pad = ITEM_PAD * record->grid->size;

	if (shelf->step > 0)
		width = ceil(width / shelf->step) * shelf->step;
	width = width > room ? room : width;
	if (shelf->used + width > room + 0.1)
		shelf_write(record, shelf);
	shelf->cells[shelf->count++] = (struct row_cell){.text = *item,
		.x = shelf->used + pad,
		.width = width - 2 * pad,
		.tint = tint,
		.style = {.size = record->grid->size},
		.node = node_new(pdf, node_new(pdf, record->list, "LI"), "LBody")};
	shelf->used += width;
}

/* In sixths of the page, if most items are short, as thirteen months are. */
static double
step_for(const struct record *record, const double widths[], size_t count)
{
	const double room = flow_width(record->grid->pdf, false);
	size_t fit = 0;

	for (size_t i = 0; i < count; i++)
		fit += widths[i] <= room / 2;
	return fit * 4 >= count * 3 ? room / 6 : 0;
}

static void
add_items(struct record *record, size_t row)
{
	struct grid *grid = record->grid;
	struct arena *arena = grid->pdf->arena;
	struct text *items = arena_array(arena, grid->count, sizeof(*items));
	double *widths = arena_array(arena, grid->count, sizeof(*widths));
	int *tints = arena_array(arena, grid->count, sizeof(*tints));
	struct shelf shelf = {.cells = arena_array(arena, grid->count, sizeof(*shelf.cells))};
	size_t count = 0;

	for (size_t c = 0; c < grid->count; c++) {
		if (record->is_head[c] || !(record->is_blank[c] || says_something(text_at(grid, row, c))))
			continue;
		items[count] = item_of(record, row, c);
		tints[count] = tint_of(grid->table->rows[row].cells[c].rag);
		widths[count] = width_of(grid, &items[count]) + 2 * ITEM_PAD * grid->size + 0.1;
		count++;
	}
	record->list = node_new(grid->pdf, grid->pdf->tags.root, "L");
	shelf.step = step_for(record, widths, count);
	for (size_t i = 0; i < count; i++)
		shelf_add(record, &shelf, &items[i], widths[i], tints[i]);
	shelf_write(record, &shelf);
}

/* What overleaf says again: the row's name. */
static const struct repeat *
repeat_name(const struct record *record, const struct text *name)
{
	struct repeat *repeat = arena_alloc(record->grid->pdf->arena, sizeof(*repeat));

	repeat->count = name_slabs(record, name, false, NULL, &repeat->slabs);
	repeat->height = slabs_height(repeat->slabs, repeat->count);
	return repeat;
}

/* A short one is not parted; of a longer one two lines stay together at either end. */
static void
record_flow(struct record *record, size_t names, const struct repeat *repeat, bool keep)
{
	struct pdf *pdf = record->grid->pdf;
	bool whole = slabs_height(record->slabs, record->count) < flow_height(pdf, false) / 6;

	for (size_t i = 0; i < record->count; i++) {
		bool last = i + 1 == record->count;

		record->slabs[i]->keep = last ? keep : whole || i < 2 || i + 3 >= record->count;
		record->slabs[i]->repeat = i < names ? NULL : repeat;
		flow_slab(pdf, record->slabs[i]);
	}
}

static void
find_columns(struct record *record)
{
	const struct grid *grid = record->grid;
	bool any = false;

	record->is_blank = arena_array(grid->pdf->arena, grid->count, sizeof(bool));
	for (size_t c = 0; c < grid->count; c++) {
		record->is_blank[c] = true;
		for (size_t r = 0; r < grid->table->row_count && record->is_blank[c]; r++)
			record->is_blank[c] =
				grid->table->rows[r].kind == ROW_GROUP || !says_something(text_at(grid, r, c));
	}
	for (size_t r = 0; r < grid->table->row_count; r++)
		record->has_rows = record->has_rows || grid->table->rows[r].kind != ROW_GROUP;

	record->is_head = arena_array(grid->pdf->arena, grid->count, sizeof(bool));
	for (size_t c = 0; c < grid->count; c++)
		any = (record->is_head[c] = grid->table->columns[c].head) || any;
	record->is_head[0] = record->is_head[0] || !any;
}

/* What the names of the rows are: "Ref · Indicator". Where there are no rows, what all columns are. */
static struct text
heads_of(const struct record *record)
{
	const struct grid *grid = record->grid;
	struct text heads = {0};

	heads.spans = arena_array(grid->pdf->arena, grid->count * (LABEL_SPANS + 1), sizeof(*heads.spans));
	for (size_t c = 0; c < grid->count; c++) {
		if (record->has_rows && !record->is_head[c])
			continue;
		if (heads.count > 0)
			add_span(&heads, " · ", false);
		add_label(record, &heads, c);
	}
	return heads;
}

static void
caption(const struct record *record)
{
	struct grid *grid = record->grid;
	struct pdf *pdf = grid->pdf;
	const double size = pdf->plan->size;
	const struct setting setting = {
		.style = {.size = size, .bold = true}, .before = size, .keep = true, .key = grid->table->key};
	const struct setting below = {.style = {.size = size, .colour = COLOUR_MUTED}, .keep = true};
	struct text title = text_of(pdf, grid->table->title), heads = heads_of(record);

	if (!str_blank(grid->table->title))
		text_flow(pdf, &title, &setting, node_new(pdf, pdf->tags.root, "P"));
	if (says_something(&heads))
		text_flow(pdf, &heads, &below, node_new(pdf, pdf->tags.root, "P"));
}

/* How many lines the row takes as a table's, and as a list: about, for words do not fill their lines. */
static void
row_lines(const struct record *record, const struct part *part, size_t row, double *table, double *list)
{
	const struct grid *grid = record->grid;
	const double room = flow_width(grid->pdf, false);
	double most = 1, all = 0;

	for (size_t i = 0; i < part->count; i++) {
		const double width = width_of(grid, text_at(grid, row, part->columns[i]));
		const double lines = ceil(width * 1.1 / part->widths[i]);
		const struct text item = item_of(record, row, part->columns[i]);

		most = lines > most ? lines : most;
		if (!record->is_head[part->columns[i]])
			all += width_of(grid, &item) * 1.1 / room;
	}
	*table += most + 0.4; /* what stands between two rows */
	*list += 1.3 + ceil(all);
}

bool
records_shorter(struct grid *grid, const struct part *part)
{
	struct record record = {.grid = grid};
	double table = 0, list = 0;

	find_columns(&record);
	for (size_t r = 0; r < grid->table->row_count; r++)
		if (grid->table->rows[r].kind != ROW_GROUP)
			row_lines(&record, part, r, &table, &list);
	return list < table;
}

void
records_write(struct grid *grid)
{
	const struct table *table = grid->table;
	struct record record = {.grid = grid};

	find_columns(&record);
	caption(&record);
	for (size_t r = 0; r < table->row_count; r++) {
		bool group = table->rows[r].kind == ROW_GROUP;
		const struct text name = group ? *text_at(grid, r, 0) : name_of(&record, r);

		struct node *node = node_new(grid->pdf, grid->pdf->tags.root, "P");
		struct slab **slabs;
		size_t made = name_slabs(&record, &name, group, node, &slabs);

		record.count = 0;
		collect(&record, slabs, made);
		record.slabs[0]->before = grid->size * (r == 0 ? 0 : group ? 0.6 : 0.35);
		if (!group)
			add_items(&record, r);
		record_flow(&record, made, group ? NULL : repeat_name(&record, &name),
			r + 1 < table->row_count ? group : table->note_count > 0);
	}
}
