/*
 * Tables. A table that is too wide for its page turns to landscape, then takes smaller type,
 * then is parted by its columns, with those that head the rows repeated.
 */
#include "pdf_internal.h"

#include <string.h>

/* A table at work. Widths in `least`, `comfort` and `most` are for type of size 1. */
struct grid {
	struct pdf *pdf;
	const struct table *table;
	size_t count;			/* of columns */
	struct text *texts;		/* of the cells, row by row */
	double *least, *comfort, *most;
	double size;			/* of the type */
	bool groups;			/* there are headings over columns */
	struct node *node, *head[2], **rows;
};

/* Some of the columns, side by side on one page. */
struct part {
	size_t *columns, count;
	double *x, *widths;		/* without padding */
	size_t repeated;		/* how many at the left were printed before */
};

enum { LONG_WORD = 14, LONG_TEXT = 40, COMFORT = 9 };	/* in sizes of the type */
#define PAD 0.4

/* --- what the cells say --- */

static void
add_span(struct text *text, const char *words, bool strong)
{
	text->spans[text->count++] = (struct span){.text = words, .strong = strong};
}

/* Shape, text, arrow and marks: the rating is never by colour alone. */
static struct text
cell_text(struct grid *grid, const struct cell *cell, bool strong)
{
	struct arena *arena = grid->pdf->arena;
	const char *shape = rag_shape(cell->rag), *sign = dot_sign(cell->dot);
	size_t spans = 1 + (*shape != '\0') + (*sign != '\0') + !str_blank(cell->marks);
	struct text text = {arena_array(arena, spans, sizeof(struct span)), 0};
	const char *words = str_blank(cell->text) ? rag_word(cell->rag) : cell->text;

	if (*shape != '\0')
		add_span(&text, arena_printf(arena, "%s ", shape), strong);
	add_span(&text, words, strong);
	text.spans[text.count - 1].href = cell->href;
	if (*sign != '\0')
		add_span(&text, arena_printf(arena, "%s%s", *words != '\0' ? " " : "", sign), strong);
	if (!str_blank(cell->marks))
		add_span(&text, arena_printf(arena, " %s", cell->marks), false);
	return text;
}

static struct text
label_text(struct grid *grid, const struct column *column)
{
	struct text text = {arena_array(grid->pdf->arena, 2, sizeof(struct span)), 0};

	add_span(&text, column->label != NULL ? column->label : "", false);
	if (!str_blank(column->unit))
		add_span(&text, arena_printf(grid->pdf->arena, " (%s)", column->unit), false);
	return text;
}

/* "to come", "not expected": small, and may wrap, so that it does not widen a month's column. */
static double
cell_size(const struct cell *cell)
{
	return str_blank(cell->text) && cell->rag != RAG_NONE ? 0.82 : 1;
}

static bool
is_strong(enum row_kind kind)
{
	return kind != ROW_BODY;
}

static enum align
alignment(const struct column *column)
{
	return column->kind == COLUMN_FIGURE ? ALIGN_RIGHT : ALIGN_LEFT;
}

static int
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

/* --- measuring --- */

static double
smaller(double a, double b)
{
	return a < b ? a : b;
}

static void
widen(struct grid *grid, size_t column, double word, double whole, bool wraps)
{
	double least = smaller(wraps ? word : whole, LONG_WORD);
	double comfort = wraps ? smaller(whole, COMFORT) : least;

	if (comfort < least)
		comfort = least;
	if (grid->least[column] < least)
		grid->least[column] = least;
	if (grid->comfort[column] < comfort)
		grid->comfort[column] = comfort;
	if (grid->most[column] < smaller(whole, LONG_TEXT))
		grid->most[column] = smaller(whole, LONG_TEXT);
}

static void
measure_head(struct grid *grid)
{
	const struct style style = {.size = 1, .bold = true};

	for (size_t c = 0; c < grid->count; c++) {
		const struct column *column = &grid->table->columns[c];
		struct text label = label_text(grid, column);
		double word, whole = text_width(grid->pdf, &label, &style, &word);

		/* A label may take three lines rather than widen a column of figures. */
		widen(grid, c, word, whole / 3 > word ? whole / 3 : word, true);
		if (!str_blank(column->group))
			grid->groups = true;
	}
}

static void
measure(struct grid *grid)
{
	const struct table *table = grid->table;

	for (size_t r = 0; r < table->row_count; r++) {
		const struct row *row = &table->rows[r];

		for (size_t c = 0; c < grid->count; c++) {
			struct text *text = &grid->texts[r * grid->count + c];
			const double size = cell_size(&row->cells[c]);
			const struct style style = {.size = size, .bold = is_strong(row->kind)};
			double word, whole;

			*text = cell_text(grid, &row->cells[c], false);
			if (row->kind == ROW_GROUP)
				continue;	/* spans all columns */
			whole = text_width(grid->pdf, text, &style, &word);
			arena_reset(grid->pdf->scratch);
			if (size < 1)
				widen(grid, c, word, word, true);
			else
				widen(grid, c, word, whole,
					table->columns[c].kind == COLUMN_TEXT);
		}
	}
}

static double
sum(const struct grid *grid, const double widths[], double size)
{
	double all = 0;

	for (size_t c = 0; c < grid->count; c++)
		all += (widths[c] + 2 * PAD) * size;
	return all;
}

/* Chooses type and orientation; false if the table must be parted. */
static bool
choose(struct grid *grid)
{
	struct pdf *pdf = grid->pdf;
	const double usual = pdf->plan->size * 0.86, smallest = pdf->plan->size * 6.5 / 10.5;
	const double landscape = flow_width(pdf, true), portrait = flow_width(pdf, false);

	for (double size = usual; !pdf->landscape && size >= usual * 0.88; size -= usual * 0.04) {
		grid->size = size;
		if (sum(grid, grid->comfort, size) <= portrait)
			return true;
	}
	pdf->landscape = true;
	for (double size = usual; size >= smallest; size -= usual * 0.02) {
		grid->size = size;
		if (sum(grid, size > usual * 0.8 ? grid->comfort : grid->least, size) <= landscape)
			return true;
	}
	grid->size = usual * 0.8;
	return false;
}

/* --- parts --- */

static void
part_add(struct part *part, size_t column)
{
	part->columns[part->count++] = column;
}

static void
part_finish(struct grid *grid, struct part *part)
{
	struct arena *arena = grid->pdf->arena;
	const double pad = PAD * grid->size;
	double room = flow_width(grid->pdf, grid->pdf->landscape), x = 0;
	double *least = arena_array(arena, part->count, sizeof(double));
	double *most = arena_array(arena, part->count, sizeof(double));

	part->x = arena_array(arena, part->count, sizeof(double));
	part->widths = arena_array(arena, part->count, sizeof(double));
	for (size_t i = 0; i < part->count; i++) {
		/* The air of rounding keeps a text from wrapping in a column of its own width. */
		least[i] = grid->least[part->columns[i]] * grid->size + 2 * pad + 0.1;
		most[i] = grid->most[part->columns[i]] * grid->size + 2 * pad + 0.1;
	}
	widths_share(least, most, part->widths, part->count, room);
	for (size_t i = 0; i < part->count; i++) {
		part->x[i] = x + pad;
		x += part->widths[i];
		part->widths[i] -= 2 * pad;
	}
}

static struct part
part_new(struct grid *grid)
{
	return (struct part){
		.columns = arena_array(grid->pdf->arena, grid->count, sizeof(size_t))};
}

static double
column_room(const struct grid *grid, size_t column)
{
	return (grid->least[column] + 2 * PAD) * grid->size + 0.1;
}

/* The columns that head rows, if they leave half of the page to the others. */
static double
heads(struct grid *grid, bool *is_head)
{
	const double room = flow_width(grid->pdf, true);
	double width = 0;
	bool any = false;

	for (size_t c = 0; c < grid->count; c++) {
		double wide = column_room(grid, c);

		is_head[c] = grid->table->columns[c].head && width + wide <= room / 2;
		if (is_head[c])
			width += wide;
		any = any || is_head[c];
	}
	if (!any && column_room(grid, 0) <= room / 2) {
		is_head[0] = true;
		width = column_room(grid, 0);
	}
	return width;
}

/* The width of the columns from `first` that stay together: those under one heading. */
static double
together(const struct grid *grid, const bool *is_head, size_t first)
{
	const char *group = grid->table->columns[first].group;
	double width = 0;
	size_t c = first;

	do
		width += column_room(grid, c++);
	while (c < grid->count && !is_head[c] && !str_blank(group) &&
		str_equal(grid->table->columns[c].group, group));
	return width;
}

static size_t
part_table(struct grid *grid, struct part **parts)
{
	struct arena *arena = grid->pdf->arena;
	const double room = flow_width(grid->pdf, true);
	bool *is_head = arena_array(arena, grid->count, sizeof(bool));
	double head = heads(grid, is_head), used = room + 1, width;
	size_t count = 0, parts_room = 0;

	*parts = NULL;
	for (size_t c = 0; c < grid->count; c++) {
		if (is_head[c])
			continue;
		width = together(grid, is_head, c);
		/* A group that fits no page by itself goes column by column. */
		if (head + width > room)
			width = column_room(grid, c);
		if (count == 0 || used + width > room) {
			*parts = arena_grow(arena, *parts, count, &parts_room, sizeof(**parts));
			(*parts)[count] = part_new(grid);
			for (size_t h = 0; h < grid->count; h++)
				if (is_head[h])
					part_add(&(*parts)[count], h);
			(*parts)[count].repeated = count > 0 ? (*parts)[count].count : 0;
			count++;
			used = head;
		}
		part_add(&(*parts)[count - 1], c);
		used += column_room(grid, c);
	}
	for (size_t i = 0; i < count; i++)
		part_finish(grid, &(*parts)[i]);
	return count;
}

static size_t
whole_table(struct grid *grid, struct part **parts)
{
	*parts = arena_alloc(grid->pdf->arena, sizeof(**parts));
	**parts = part_new(grid);
	for (size_t c = 0; c < grid->count; c++)
		part_add(*parts, c);
	part_finish(grid, *parts);
	return 1;
}

/* --- rows --- */

static struct node *
cell_node(struct grid *grid, struct node *row, bool heads, const char *attributes)
{
	struct node *node;

	if (row == NULL)
		return NULL;
	node = node_new(grid->pdf, row, heads ? "TH" : "TD");
	node->attributes = attributes;
	return node;
}

static const char *
span_attributes(struct grid *grid, const char *scope, size_t columns, size_t rows)
{
	return arena_printf(grid->pdf->arena, "/O/Table/Scope/%s/ColSpan %zu/RowSpan %zu", scope,
		columns, rows);
}

static struct row_look
look(const struct grid *grid, int background)
{
	return (struct row_look){.size = grid->size, .pad_x = PAD * grid->size,
		.pad_y = grid->size * 0.25,
		.width = flow_width(grid->pdf, grid->pdf->landscape), .background = background};
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

static double
span_width(const struct part *part, size_t first, size_t span)
{
	size_t last = first + span - 1;

	return part->x[last] + part->widths[last] - part->x[first];
}

static void
head_cell(struct grid *grid, const struct part *part, struct row_cell *cell, size_t first,
	size_t span, enum align align)
{
	*cell = (struct row_cell){.x = part->x[first], .width = span_width(part, first, span),
		.tint = -1,
		.style = {.size = grid->size, .bold = true, .colour = COLOUR_BRAND, .align = align}};
}

/*
 * The head's rows: headings over columns, then labels. A column without heading has its cell
 * in the first row, for both, and its label at the foot of the second.
 */
static void
head_slabs(struct grid *grid, const struct part *part, bool repeated, double room,
	struct slab **slabs[2], size_t counts[2])
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
		size_t span = group_span(grid, part, i);
		bool begins = !grouped || i == 0 || i == part->repeated ||
			!str_equal(grid->table->columns[part->columns[i - 1]].group, column->group);

		head_cell(grid, part, &low[i], i, 1, alignment(column));
		low[i].text = label_text(grid, column);
		low[i].node = cell_node(grid, said ? NULL : grid->head[grouped],
			true, grid->groups && !grouped ? span_attributes(grid, "Column", 1, 2)
						       : "/O/Table/Scope/Column");
		if (!grid->groups || !begins)
			continue;
		head_cell(grid, part, &top[tops], i, span, ALIGN_CENTRE);
		if (grouped) {
			top[tops].text = text_of(grid->pdf, column->group);
			top[tops].ruled = true;
			top[tops].node = cell_node(grid, said ? NULL : grid->head[0], true,
				span_attributes(grid, "Column", span, 1));
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
			.x = part->x[i], .width = part->widths[i],
			.tint = tint_of(row->cells[c].rag),
			.style = {.size = grid->size * cell_size(&row->cells[c]),
				.bold = is_strong(row->kind), .align = alignment(column)},
			.node = cell_node(grid, tr, column->head,
				column->head ? "/O/Table/Scope/Row" : NULL)};
	}
	return row_slabs(grid->pdf, cells, part->count, &looks, room, slabs);
}

/* A heading between rows, over the whole width. */
static size_t
group_row(struct grid *grid, const struct part *part, size_t r, double room, struct slab ***slabs)
{
	struct node *row = part->repeated > 0 ? NULL : grid->rows[r];
	const struct row_look looks = look(grid, COLOUR_ZEBRA);
	struct row_cell cell = {.text = grid->texts[r * grid->count], .x = looks.pad_x,
		.width = looks.width - 2 * looks.pad_x, .tint = -1,
		.style = {.size = grid->size, .bold = true, .colour = COLOUR_BRAND},
		.node = cell_node(grid, row, true, span_attributes(grid, "Row", grid->count, 1))};

	return row_slabs(grid->pdf, &cell, 1, &looks, room, slabs);
}

/* A subtotal or total stays with the row above it, a group's heading with the row below. */
static bool
keeps(const struct table *table, size_t r)
{
	if (table->rows[r].kind == ROW_GROUP)
		return r + 1 < table->row_count;
	if (r + 1 == table->row_count)
		return table->note_count > 0;
	return table->rows[r + 1].kind == ROW_TOTAL || table->rows[r + 1].kind == ROW_SUBTOTAL;
}

static void
body(struct grid *grid, const struct part *part, const struct repeat *repeat)
{
	const struct table *table = grid->table;
	double room = flow_height(grid->pdf, grid->pdf->landscape) - repeat->height;

	for (size_t r = 0; r < table->row_count; r++) {
		struct slab **slabs;
		size_t count = table->rows[r].kind == ROW_GROUP
			? group_row(grid, part, r, room, &slabs)
			: body_row(grid, part, r, room, &slabs);

		for (size_t i = 0; i < count; i++) {
			slabs[i]->repeat = repeat;
			slabs[i]->keep = i + 1 == count && keeps(table, r);
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
	struct row_look looks = {.size = size, .pad_y = size * 0.25, .width = width,
		.background = -1};
	struct row_cell cell = {.width = width, .tint = -1, .style = {.size = size, .bold = true}};
	struct slab **slabs;

	if (continued)
		title = arena_printf(pdf->arena, "%s (continued)", title);
	cell.text = text_of(pdf, title);
	if (!repeated && !continued)
		cell.node = node_new(pdf, grid->node, "Caption");
	*count = str_blank(title) ? 0
				  : row_slabs(pdf, &cell, 1, &looks,
					    flow_height(pdf, pdf->landscape) / 4, &slabs);
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
	all = arena_array(grid->pdf->arena, captions + heads_of[0] + heads_of[1],
		sizeof(struct slab *));
	*count = 0;
	collect(all, count, caption, captions);
	collect(all, count, head[0], heads_of[0]);
	collect(all, count, head[1], heads_of[1]);
	return all;
}

static double
height_of(struct slab **slabs, size_t count)
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
	repeat->height = height_of(repeat->slabs, repeat->count);
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
	bool whole = height_of(slabs, count) <
		flow_height(grid->pdf, grid->pdf->landscape) * 0.75;

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

static void
notes(struct grid *grid)
{
	struct pdf *pdf = grid->pdf;
	const double size = pdf->plan->size * 0.78;

	for (size_t i = 0; i < grid->table->note_count; i++) {
		const struct setting setting = {
			.style = {.size = size, .colour = COLOUR_MUTED}, .before = size * 0.3};
		struct text text = text_of(pdf, grid->table->notes[i]);

		text_flow(pdf, &text, &setting, node_new(pdf, pdf->tags.root, "P"));
	}
}

static void
empty(struct grid *grid)
{
	struct pdf *pdf = grid->pdf;
	const struct table *table = grid->table;
	const double size = pdf->plan->size;
	struct setting setting = {.style = {.size = size, .bold = true}, .before = size,
		.keep = true, .key = table->key};
	struct text title = text_of(pdf, table->title);
	struct text text = text_of(pdf,
		table->empty != NULL ? table->empty : "There is nothing to show.");

	if (!str_blank(table->title)) {
		text_flow(pdf, &title, &setting, node_new(pdf, pdf->tags.root, "P"));
		setting.key = NULL;
	}
	setting = (struct setting){.style = {.size = size}, .before = size * 0.3, .key = setting.key};
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
	struct grid grid = {.pdf = pdf, .table = table};
	bool landscape = pdf->landscape;
	struct part *parts;
	size_t count;

	if (table->row_count == 0 || table->column_count == 0) {
		empty(&grid);
		notes(&grid);
		return;
	}
	grid_init(&grid);
	measure(&grid);
	measure_head(&grid);
	count = choose(&grid) ? whole_table(&grid, &parts) : part_table(&grid, &parts);
	for (size_t i = 0; i < count; i++)
		part_write(&grid, &parts[i], i == 0 ? table->key : NULL);
	notes(&grid);
	pdf->landscape = landscape;
}

/* A front table: terms at the left, what they stand for beside them. */
void
facts_write(struct pdf *pdf, const struct fact *facts, size_t count)
{
	const double size = pdf->plan->size, width = flow_width(pdf, pdf->landscape);
	const double pad = size * 0.4;
	struct node *table = node_new(pdf, pdf->tags.root, "Table");
	double term = size * 8;

	for (size_t i = 0; i < count; i++) {
		double wide = string_width(pdf, facts[i].term, size, true) + pad;

		if (wide > term)
			term = smaller(wide, width * 0.32);
	}
	for (size_t i = 0; i < count; i++) {
		struct node *row = node_new(pdf, table, "TR"), *head = node_new(pdf, row, "TH");
		const struct row_look looks = {.size = size, .pad_x = pad, .pad_y = size * 0.35,
			.width = width, .background = -1, .rule_below = 0.5,
			.rule_above = i == 0 ? 0.5 : 0};
		const struct row_cell cells[] = {
			{.text = text_of(pdf, facts[i].term), .style = {.size = size, .bold = true},
				.width = term, .tint = -1, .node = head},
			{.text = facts[i].text, .style = {.size = size}, .x = term + pad * 2,
				.width = width - term - pad * 2, .tint = -1,
				.node = node_new(pdf, row, "TD")},
		};
		struct slab **slabs;
		size_t made = row_slabs(pdf, cells, 2, &looks,
			flow_height(pdf, pdf->landscape) / 2, &slabs);

		head->attributes = "/O/Table/Scope/Row";
		slabs[0]->before = i == 0 ? size : 0;
		for (size_t k = 0; k < made; k++) {
			slabs[k]->keep = pdf->cover || (i == 0 && count > 1);
			flow_slab(pdf, slabs[k]);
		}
	}
}
