/*
 * How a table fits its page. One that is too wide turns to landscape, then takes smaller type,
 * then is parted by its columns, with those that head the rows repeated. In large print, where two or three
 * columns would fill a page, its rows become lists instead.
 */
#include "../ink/text.h"
#include "block.h"
#include "flow.h"
#include "table.h"

enum { LONG_WORD = 14, LONG_TEXT = 40, COMFORT = 9, NAME = 17 }; /* in sizes of the type */
enum { FEW = 5 };   /* columns: there is room for a figure and its rating in one line */
enum { TALL = 25 }; /* rows: where every line of a name costs pages */
enum fit { FITS, PARTED, LISTED };

static void
add_span(struct text *text, const char *words, bool strong)
{
	text->spans[text->count++] = (struct span){.text = words, .strong = strong};
}

/*
 * Shape and text, held together, then the rating in words with the arrow, and the marks, which
 * may take lines of their own. A rating is never by colour alone, nor by a shape to be learnt.
 */
static struct text
cell_text(struct grid *grid, const struct cell *cell, bool strong)
{
	struct arena *arena = grid->pdf->arena;
	const char *shape = rag_shape(cell->rag), *sign = dot_sign(cell->dot);
	bool blank = str_blank(cell->text);
	bool word = cell->rag != RAG_NONE && !blank && !str_equal(cell->text, rag_word(cell->rag));
	size_t spans = 1 + (*shape != '\0') + (*sign != '\0') + word + !str_blank(cell->marks);
	struct text text = {arena_array(arena, spans, sizeof(struct span)), 0};
	const char *words = blank ? rag_word(cell->rag) : cell->text;

	if (*shape != '\0')
		add_span(&text, arena_printf(arena, "%s ", shape), strong);
	add_span(&text, words, strong);
	text.spans[text.count - 1].href = cell->href;
	if (word)
		add_span(&text, arena_printf(arena, " %s", rag_word(cell->rag)), strong);
	if (*sign != '\0')
		add_span(&text, arena_printf(arena, "%s%s", *words != '\0' ? " " : "", sign), strong);
	if (!str_blank(cell->marks))
		add_span(&text, arena_printf(arena, " %s", cell->marks), false);
	return text;
}

struct text
label_text(struct grid *grid, const struct column *column)
{
	struct text text = {arena_array(grid->pdf->arena, 2, sizeof(struct span)), 0};

	add_span(&text, column->label != NULL ? column->label : "", false);
	if (!str_blank(column->unit))
		add_span(&text, arena_printf(grid->pdf->arena, " (%s)", column->unit), false);
	return text;
}

/* "to come", "not expected": small, and may wrap, so that it does not widen a month's column. */
double
cell_size(const struct grid *grid, const struct cell *cell)
{
	return !grid->pdf->plan->even && str_blank(cell->text) && cell->rag != RAG_NONE ? 0.82 : 1;
}

bool
is_strong(enum row_kind kind)
{
	return kind != ROW_BODY;
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
			const double size = cell_size(grid, &row->cells[c]);
			const struct style style = {.size = size, .bold = is_strong(row->kind)};
			double word, whole;

			*text = cell_text(grid, &row->cells[c], false);
			if (row->kind == ROW_GROUP)
				continue; /* spans all columns */
			whole = text_width(grid->pdf, text, &style, &word);
			arena_reset(grid->pdf->scratch);
			/* A rated figure's word goes below it rather than widen a month's column. */
			if (size < 1 || (row->cells[c].rag != RAG_NONE && table->columns[c].kind == COLUMN_FIGURE))
				widen(grid, c, word, grid->count <= FEW ? whole : word, true);
			else
				widen(grid, c, word, whole, table->columns[c].kind == COLUMN_TEXT);
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

/* What the names of a long table's rows want beside comfort: in type this much smaller they take one line, not four. */
static double
names_want(const struct grid *grid)
{
	double wanted = 0;

	for (size_t c = 0; grid->table->row_count > TALL && c < grid->count; c++)
		if (grid->table->columns[c].head && grid->table->columns[c].kind == COLUMN_TEXT)
			wanted += smaller(grid->most[c], NAME) - smaller(grid->comfort[c], NAME);
	return wanted;
}

/* Chooses type and orientation. */
static enum fit
choose(struct grid *grid)
{
	struct pdf *pdf = grid->pdf;
	const double usual = small_type(pdf, 0.86), smallest = small_type(pdf, 6.5 / 10.5);
	const double landscape = flow_width(pdf, true), portrait = flow_width(pdf, false);
	const double names = names_want(grid);
	/* In a column a table has nowhere to turn. */
	const bool turned = pdf->landscape && pdf->column <= 0;

	for (double size = usual; !turned && size >= (pdf->plan->even ? usual : usual * 0.88); size -= usual * 0.04) {
		grid->size = size;
		if (sum(grid, grid->comfort, size) <= portrait)
			return FITS;
	}
	pdf->column_full = pdf->column > 0;
	if (pdf->column_full)
		return FITS;
	if (pdf->plan->even)
		return LISTED;
	pdf->landscape = true;
	for (double size = usual; names > 0 && size >= small_type(pdf, 7 / 10.5); size -= usual * 0.02) {
		grid->size = size;
		if (sum(grid, size > usual * 0.8 ? grid->comfort : grid->least, size) + names * size <= landscape)
			return FITS;
	}
	for (double size = usual; size >= smallest; size -= usual * 0.02) {
		grid->size = size;
		if (sum(grid, size > usual * 0.8 ? grid->comfort : grid->least, size) <= landscape)
			return FITS;
	}
	grid->size = small_type(pdf, 0.86 * 0.8);
	return PARTED;
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
	return (struct part){.columns = arena_array(grid->pdf->arena, grid->count, sizeof(size_t))};
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
	while (c < grid->count && !is_head[c] && !str_blank(group) && str_equal(grid->table->columns[c].group, group));
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

static void
whole_table(struct grid *grid, struct part **parts)
{
	*parts = arena_alloc(grid->pdf->arena, sizeof(**parts));
	**parts = part_new(grid);
	for (size_t c = 0; c < grid->count; c++)
		part_add(*parts, c);
	part_finish(grid, *parts);
}

/* At the usual distance of paper, type below seven points is hard to read for many. */
static void
check_size(const struct grid *grid)
{
	struct pdf *pdf = grid->pdf;
	struct arena *arena;

	if (pdf->checked == NULL || grid->size >= pdf->plan->size * 7 / 10.5)
		return;
	arena = pdf->checked->arena;
	doc_finding(pdf->checked, SEVERITY_LOOK,
		arena_printf(arena, "Table “%s”", grid->table->title != NULL ? grid->table->title : ""),
		arena_printf(arena, "It fits the page only in type of %.1f points.", grid->size),
		"Show fewer columns, or print the pack in large print.");
}

size_t
grid_fit(struct grid *grid, struct part **parts)
{
	enum fit fit;

	measure(grid);
	measure_head(grid);
	fit = choose(grid);
	if (fit != FITS)
		return fit == LISTED ? 0 : part_table(grid, parts);
	check_size(grid);
	whole_table(grid, parts);
	return grid->pdf->plan->even && grid->pdf->column <= 0 && records_shorter(grid, *parts) ? 0 : 1;
}
