/* Tables: caption, head, rows and notes of each part. */
#include "../ink/text.h"
#include "block.h"
#include "flow.h"
#include "table.h"

static enum align
alignment(const struct column *column)
{
	return column->kind == COLUMN_FIGURE ? ALIGN_RIGHT : ALIGN_LEFT;
}

int
tint_of(enum rag rag)
{
	static const int tints[] = {
		[RAG_NONE] = -1,
		[RAG_RED] = COLOUR_RED,
		[RAG_AMBER] = COLOUR_AMBER,
		[RAG_GREEN] = COLOUR_GREEN,
		[RAG_WHITE] = -1,
		[RAG_GREY] = COLOUR_GREY,
	};

	return tints[rag];
}

/* A head of rows that stands in the middle is printed at the left of a part; its place is the middle. */
static struct node *
cell_node(struct grid *grid, struct node *row, size_t column, bool heads, const char *attributes)
{
	struct node *node;

	if (row == NULL)
		return NULL;
	node = node_new(grid->pdf, row, heads ? "TH" : "TD");
	node->attributes = attributes;
	node->order = (uint16_t)(column + 1);
	return node;
}

static const char *
span_attributes(struct grid *grid, const char *scope, size_t columns, size_t rows)
{
	return arena_printf(grid->pdf->arena, "/O/Table/Scope/%s/ColSpan %zu/RowSpan %zu", scope, columns, rows);
}

static struct row_look
look(const struct grid *grid, int background)
{
	return (struct row_look){.size = grid->size,
		.pad_x = PAD * grid->size,
		.pad_y = grid->size * 0.25,
		.width = flow_width(grid->pdf, grid->pdf->landscape),
		.background = background};
}

/* How many columns of a part, from `first`, stand under the same heading. */
static size_t
group_span(const struct grid *grid, const struct part *part, size_t first)
{
	const struct column *columns = grid->table->columns;
	const char *group = columns[part->columns[first]].group;
	size_t last = first + 1;

	if (!str_blank(group))
		while (last < part->count && (first >= part->repeated || last < part->repeated) &&
			str_equal(columns[part->columns[last]].group, group))
			last++;
	return last - first;
}

/*
 * How many columns of the table stand under the heading that begins here; 0: it began before, in
 * another part, and what this part prints of it is repeated.
 */
static size_t
heading_span(const struct grid *grid, size_t column)
{
	const struct column *columns = grid->table->columns;
	const char *group = columns[column].group;
	size_t last = column + 1;

	if (column > 0 && str_equal(columns[column - 1].group, group))
		return 0;
	while (last < grid->count && str_equal(columns[last].group, group))
		last++;
	return last - column;
}

static double
span_width(const struct part *part, size_t first, size_t span)
{
	size_t last = first + span - 1;

	return part->x[last] + part->widths[last] - part->x[first];
}

static void
head_cell(
	struct grid *grid, const struct part *part, struct row_cell *cell, size_t first, size_t span, enum align align)
{
	*cell = (struct row_cell){.x = part->x[first],
		.width = span_width(part, first, span),
		.tint = -1,
		.style = {.size = grid->size, .bold = true, .colour = COLOUR_BRAND, .align = align}};
}

/*
 * The head's rows: headings over columns, then labels. A column without heading has its cell
 * in the first row, for both, and its label at the foot of the second.
 */
static void
head_slabs(struct grid *grid, const struct part *part, bool repeated, double room, struct slab **slabs[2],
	size_t counts[2])
{
	struct arena *arena = grid->pdf->arena;
	struct row_cell *top = arena_array(arena, part->count, sizeof(*top));
	struct row_cell *low = arena_array(arena, part->count, sizeof(*low));
	struct row_look looks = look(grid, COLOUR_BAND);
	size_t tops = 0;

	for (size_t i = 0; i < part->count; i++) {
		const struct column *column = &grid->table->columns[part->columns[i]];
		bool grouped = grid->groups && !str_blank(column->group);
		bool said = repeated || i < part->repeated;
		size_t span = group_span(grid, part, i), whole;
		bool begins = !grouped || i == 0 || i == part->repeated ||
			!str_equal(grid->table->columns[part->columns[i - 1]].group, column->group);

		head_cell(grid, part, &low[i], i, 1, alignment(column));
		low[i].text = label_text(grid, column);
		low[i].node = cell_node(grid, said ? NULL : grid->head[grouped], part->columns[i], true,
			grid->groups && !grouped ? span_attributes(grid, "Column", 1, 2) : "/O/Table/Scope/Column");
		if (!grid->groups || !begins)
			continue;
		head_cell(grid, part, &top[tops], i, span, ALIGN_CENTRE);
		if (grouped) {
			top[tops].text = text_of(grid->pdf, column->group);
			top[tops].ruled = true;
			whole = heading_span(grid, part->columns[i]);
			top[tops].node = cell_node(grid, said || whole == 0 ? NULL : grid->head[0], part->columns[i],
				true, span_attributes(grid, "Column", whole, 1));
		} else {
			top[tops].node = low[i].node;
			top[tops].waits = true;
		}
		tops++;
	}
	counts[0] = 0;
	if (grid->groups)
		counts[0] = row_slabs(grid->pdf, top, tops, &looks, room, &slabs[0]);
	looks.rule_below = 1;
	counts[1] = row_slabs(grid->pdf, low, part->count, &looks, room, &slabs[1]);
}

static size_t
body_row(struct grid *grid, const struct part *part, size_t r, double room, struct slab ***slabs)
{
	const struct row *row = &grid->table->rows[r];
	struct row_cell *cells = arena_array(grid->pdf->scratch, part->count, sizeof(*cells));
	struct row_look looks = look(grid, row->kind == ROW_TOTAL ? COLOUR_BAND : -1);

	looks.rule_below = 0.5;
	looks.rule_above = row->kind == ROW_TOTAL ? 1 : row->kind == ROW_SUBTOTAL ? 0.5 : 0;
	for (size_t i = 0; i < part->count; i++) {
		size_t c = part->columns[i];
		const struct column *column = &grid->table->columns[c];
		struct node *tr = i < part->repeated ? NULL : grid->rows[r];

		cells[i] = (struct row_cell){.text = grid->texts[r * grid->count + c],
			.x = part->x[i],
			.width = part->widths[i],
			.tint = tint_of(row->cells[c].rag),
			.style = {.size = grid->size * cell_size(grid, &row->cells[c]),
				.bold = is_strong(row->kind),
				.align = alignment(column)},
			.node = cell_node(grid, tr, c, column->head, column->head ? "/O/Table/Scope/Row" : NULL)};
	}
	return row_slabs(grid->pdf, cells, part->count, &looks, room, slabs);
}

/* A heading between rows, over the whole width. */
static size_t
group_row(struct grid *grid, const struct part *part, size_t r, double room, struct slab ***slabs)
{
	struct node *row = part->repeated > 0 ? NULL : grid->rows[r];
	const struct row_look looks = look(grid, COLOUR_ZEBRA);
	struct row_cell cell = {.text = grid->texts[r * grid->count],
		.x = looks.pad_x,
		.width = looks.width - 2 * looks.pad_x,
		.tint = -1,
		.style = {.size = grid->size, .bold = true, .colour = COLOUR_BRAND},
		.node = cell_node(grid, row, 0, true, span_attributes(grid, "Row", grid->count, 1))};

	return row_slabs(grid->pdf, &cell, 1, &looks, room, slabs);
}

/*
 * A subtotal or total stays with the row above it, a group's heading with the row below; the first two rows stay
 * together, and the last two: no head stands over a single row.
 */
static bool
keeps(const struct table *table, size_t r, size_t first, size_t last)
{
	if (table->rows[r].kind == ROW_GROUP)
		return r + 1 < table->row_count;
	if (r + 1 == table->row_count)
		return table->note_count > 0;
	return r <= first || r >= last || table->rows[r + 1].kind == ROW_TOTAL ||
		table->rows[r + 1].kind == ROW_SUBTOTAL;
}

/* The first row that is no heading, and the last but one. */
static void
row_ends(const struct table *table, size_t *first, size_t *last)
{
	unsigned seen = 0;

	*first = 0;
	while (*first + 1 < table->row_count && table->rows[*first].kind == ROW_GROUP)
		++*first;
	*last = table->row_count;
	while (*last > 0 && seen < 2)
		seen += table->rows[--*last].kind == ROW_BODY;
}

static void
body(struct grid *grid, const struct part *part, const struct repeat *repeat)
{
	const struct table *table = grid->table;
	double room = flow_height(grid->pdf, grid->pdf->landscape) - repeat->height;
	size_t first, last;

	row_ends(table, &first, &last);
	for (size_t r = 0; r < table->row_count; r++) {
		struct slab **slabs;
		size_t count = table->rows[r].kind == ROW_GROUP ? group_row(grid, part, r, room, &slabs)
								: body_row(grid, part, r, room, &slabs);

		for (size_t i = 0; i < count; i++) {
			slabs[i]->repeat = repeat;
			slabs[i]->keep = i + 1 == count && keeps(table, r, first, last);
			flow_slab(grid->pdf, slabs[i]);
		}
	}
}

/* --- caption, head and notes --- */

static struct slab **
caption_slabs(struct grid *grid, bool repeated, bool continued, size_t *count)
{
	struct pdf *pdf = grid->pdf;
	const char *title = grid->table->title != NULL ? grid->table->title : "";
	const double size = pdf->plan->size;
	const double width = flow_width(pdf, pdf->landscape);
	struct row_look looks = {.size = size, .pad_y = size * 0.25, .width = width, .background = -1};
	struct row_cell cell = {.width = width, .tint = -1, .style = {.size = size, .bold = true}};
	struct slab **slabs;

	if (continued)
		title = arena_printf(pdf->arena, "%s (continued)", title);
	cell.text = text_of(pdf, title);
	if (!repeated && !continued)
		cell.node = node_new(pdf, grid->node, "Caption");
	*count = str_blank(title) ? 0 : row_slabs(pdf, &cell, 1, &looks, flow_height(pdf, pdf->landscape) / 4, &slabs);
	return *count == 0 ? NULL : slabs;
}

static void
collect(struct slab **all, size_t *count, struct slab **slabs, size_t more)
{
	for (size_t i = 0; i < more; i++)
		all[(*count)++] = slabs[i];
}

/* Caption and head, either for the flow or to be repeated. */
static struct slab **
top_slabs(struct grid *grid, const struct part *part, bool repeated, size_t *count)
{
	const double room = flow_height(grid->pdf, grid->pdf->landscape) / 4;
	struct slab **caption, **head[2] = {NULL, NULL}, **all;
	size_t captions, heads_of[2];

	caption = caption_slabs(grid, repeated, repeated || part->repeated > 0, &captions);
	head_slabs(grid, part, repeated, room, head, heads_of);
	all = arena_array(grid->pdf->arena, captions + heads_of[0] + heads_of[1], sizeof(struct slab *));
	*count = 0;
	collect(all, count, caption, captions);
	collect(all, count, head[0], heads_of[0]);
	collect(all, count, head[1], heads_of[1]);
	return all;
}

double
slabs_height(struct slab *const *slabs, size_t count)
{
	double height = 0;

	for (size_t i = 0; i < count; i++)
		height += slabs[i]->height;
	return height;
}

/* A head that takes up too much of the page is not repeated. */
static const struct repeat *
repeat_new(struct grid *grid, const struct part *part)
{
	struct repeat *repeat = arena_alloc(grid->pdf->arena, sizeof(*repeat));

	repeat->slabs = top_slabs(grid, part, true, &repeat->count);
	repeat->height = slabs_height(repeat->slabs, repeat->count);
	if (repeat->height > flow_height(grid->pdf, grid->pdf->landscape) / 2)
		*repeat = (struct repeat){0};
	return repeat;
}

static void
part_write(struct grid *grid, const struct part *part, const char *key)
{
	const struct repeat *repeat = repeat_new(grid, part);
	size_t count;
	struct slab **slabs = top_slabs(grid, part, false, &count);
	bool whole = slabs_height(slabs, count) < flow_height(grid->pdf, grid->pdf->landscape) * 0.75;

	for (size_t i = 0; i < count; i++) {
		slabs[i]->keep = whole;
		if (i == 0) {
			slabs[i]->before = grid->pdf->plan->size;
			slabs[i]->key = key;
		}
		flow_slab(grid->pdf, slabs[i]);
	}
	body(grid, part, repeat);
}

/* Notes stay with the last rows. Of a wall of them the rest may go on overleaf, under the table's name. */
static void
notes(struct grid *grid)
{
	struct pdf *pdf = grid->pdf;
	const double size = small_type(pdf, 0.78), most = flow_height(pdf, pdf->landscape) / 3;
	struct repeat *repeat = arena_alloc(pdf->arena, sizeof(*repeat));
	bool wall = false;

	for (size_t i = 0; i < grid->table->note_count; i++) {
		struct setting setting = {.style = {.size = size, .colour = COLOUR_MUTED}, .before = size * 0.3};
		struct text text = text_of(pdf, grid->table->notes[i]);

		if (!wall && flow_waiting(pdf) > most) {
			wall = true;
			repeat->slabs = caption_slabs(grid, true, true, &repeat->count);
			repeat->height = slabs_height(repeat->slabs, repeat->count);
		}
		setting.keep = !wall && i + 1 < grid->table->note_count;
		setting.repeat = wall ? repeat : NULL;

		text_flow(pdf, &text, &setting, node_new(pdf, pdf->tags.root, "P"));
	}
}

static void
empty(struct grid *grid)
{
	struct pdf *pdf = grid->pdf;
	const struct table *table = grid->table;
	const double size = pdf->plan->size;
	struct setting setting = {
		.style = {.size = size, .bold = true}, .before = size, .keep = true, .key = table->key};
	struct text title = text_of(pdf, table->title);
	struct text text = text_of(pdf, table->empty != NULL ? table->empty : "There is nothing to show.");

	if (!str_blank(table->title)) {
		text_flow(pdf, &title, &setting, node_new(pdf, pdf->tags.root, "P"));
		setting.key = NULL;
	}
	setting = (struct setting){.style = {.size = size}, .before = size * 0.3, .key = setting.key};
	text_flow(pdf, &text, &setting, node_new(pdf, pdf->tags.root, "P"));
}

/* Which rows these are: before the table, on its page. */
static void
said(struct grid *grid)
{
	struct pdf *pdf = grid->pdf;
	const struct setting setting = {
		.style = {.size = pdf->plan->size}, .before = pdf->plan->size * 0.5, .keep = true};
	struct text text = text_of(pdf, grid->table->said);

	if (grid->table->said != NULL)
		text_flow(pdf, &text, &setting, node_new(pdf, pdf->tags.root, "P"));
}

static void
grid_init(struct grid *grid)
{
	struct pdf *pdf = grid->pdf;
	const struct table *table = grid->table;
	struct node *head_rows, *body_rows;

	grid->count = table->column_count;
	grid->texts = arena_array(pdf->arena, table->row_count * grid->count, sizeof(struct text));
	grid->least = arena_array(pdf->arena, grid->count, sizeof(double));
	grid->comfort = arena_array(pdf->arena, grid->count, sizeof(double));
	grid->most = arena_array(pdf->arena, grid->count, sizeof(double));
	grid->rows = arena_array(pdf->arena, table->row_count, sizeof(struct node *));
	grid->node = node_new(pdf, pdf->tags.root, "Table");
	head_rows = node_new(pdf, grid->node, "THead");
	grid->head[0] = node_new(pdf, head_rows, "TR");
	grid->head[1] = node_new(pdf, head_rows, "TR");
	body_rows = node_new(pdf, grid->node, "TBody");
	for (size_t r = 0; r < table->row_count; r++)
		grid->rows[r] = node_new(pdf, body_rows, "TR");
}

void
table_write(struct pdf *pdf, const struct table *table)
{
	struct grid grid = {.pdf = pdf,
		.table = table_reasoned(pdf->arena, table_in_words(pdf->arena, table_visible(pdf->arena, table)))};
	bool landscape = pdf->landscape;
	struct part *parts;
	size_t count;

	if (table->folded)
		return; /* its chart stands above */
	if (table->row_count == 0 || table->column_count == 0) {
		said(&grid);
		empty(&grid);
		notes(&grid);
		return;
	}
	grid_init(&grid);
	count = grid_fit(&grid, &parts);
	said(&grid);
	if (count == 0)
		records_write(&grid);
	for (size_t i = 0; i < count; i++)
		part_write(&grid, &parts[i], i == 0 ? table->key : NULL);
	notes(&grid);
	pdf->landscape = landscape;
}
