/*
 * One table on a worksheet of its own: a single row of headings, no merged and no blank cells,
 * figures as numbers that print as they are shown, and what a page says by colour, arrow and
 * mark as words in columns of their own.
 */
#include "xlsx.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "../data/cell.h"

enum { SAYS_ROW = 1, BACK_ROW, HEAD_ROW };
enum { ROWS_MOST = 1048576, COLUMNS_MOST = 16384 };

/* What a column of the worksheet is made of: a column of the table, and a side of its cells. */
enum side { SIDE_FIGURE, SIDE_GROUP, SIDE_KIND, SIDE_RATING, SIDE_DIRECTION, SIDE_MARKS, SIDE_REASON };

struct source_column {
	enum side side;
	size_t column;
	double width; /* in characters */
};

struct layout {
	struct source_column *columns;
	const char **headings;
	size_t count;
};

/* The words of a cell's side; NULL: it has none. */
static const char *
side_words(const struct cell *cell, enum side side)
{
	const char *words = NULL;

	switch (side) {
	case SIDE_RATING:
		words = rag_word(cell->rag);
		break;
	case SIDE_DIRECTION:
		words = cell_dot_word(cell);
		break;
	case SIDE_MARKS:
		words = cell->marks;
		break;
	case SIDE_REASON:
		words = cell->why;
		break;
	case SIDE_FIGURE:
	case SIDE_GROUP:
	case SIDE_KIND:
		break;
	}
	return str_blank(words) ? NULL : words;
}

/* A side that only repeats what the cells show needs no column. */
static bool
side_needed(const struct table *table, size_t column, enum side side)
{
	for (size_t r = 0; r < table->row_count; r++) {
		const struct cell *cell = &table->rows[r].cells[column];
		const char *words = side_words(cell, side);

		if (table->rows[r].kind != ROW_GROUP && words != NULL && !str_equal(words, cell_shown(cell)))
			return true;
	}
	return false;
}

static bool
has_rows(const struct table *table, bool (*is)(enum row_kind kind))
{
	for (size_t r = 0; r < table->row_count; r++)
		if (is(table->rows[r].kind))
			return true;
	return false;
}

static bool
is_group(enum row_kind kind)
{
	return kind == ROW_GROUP;
}

static bool
is_sum(enum row_kind kind)
{
	return kind == ROW_SUBTOTAL || kind == ROW_TOTAL;
}

/* "Now: Score", "Budget (£m)": all that stands above the column. */
static const char *
column_heading(struct arena *arena, const struct column *column)
{
	const char *label = str_blank(column->label) ? column->key : column->label;

	return arena_printf(arena, "%s%s%s%s%s%s", column->group != NULL ? column->group : "",
		column->group != NULL ? ": " : "", label, str_blank(column->unit) ? "" : " (",
		str_blank(column->unit) ? "" : column->unit, str_blank(column->unit) ? "" : ")");
}

static void
layout_add(struct xlsx *xlsx, struct layout *layout, enum side side, size_t column, const char *heading)
{
	layout->columns[layout->count] = (struct source_column){side, column, 0};
	layout->headings[layout->count] =
		xlsx_unlike(xlsx->arena, layout->headings, layout->count, heading, HEADER_MOST);
	layout->count++;
}

/* Figures side by side first, so that they can be charted; then what is said of them. */
static void
layout_make(struct xlsx *xlsx, const struct table *table, struct layout *layout)
{
	static const struct {
		enum side side;
		const char *name;
	} sides[] = {{SIDE_RATING, "rating"}, {SIDE_DIRECTION, "direction of travel"}, {SIDE_MARKS, "marks"},
		{SIDE_REASON, "reason"}};
	size_t most = 2 + table->column_count * (1 + sizeof(sides) / sizeof(sides[0]));

	layout->columns = arena_array(xlsx->arena, most, sizeof(*layout->columns));
	layout->headings = arena_array(xlsx->arena, most, sizeof(*layout->headings));
	if (has_rows(table, is_group))
		layout_add(xlsx, layout, SIDE_GROUP, 0, "Group");
	if (has_rows(table, is_sum))
		layout_add(xlsx, layout, SIDE_KIND, 0, "Kind of row");
	for (size_t c = 0; c < table->column_count; c++)
		layout_add(xlsx, layout, SIDE_FIGURE, c, column_heading(xlsx->arena, &table->columns[c]));
	for (size_t s = 0; s < sizeof(sides) / sizeof(sides[0]); s++)
		for (size_t c = 0; c < table->column_count; c++)
			if (side_needed(table, c, sides[s].side))
				layout_add(xlsx, layout, sides[s].side, c,
					arena_printf(xlsx->arena, "%s: %s",
						column_heading(xlsx->arena, &table->columns[c]), sides[s].name));
}

static double
width_of(const struct table *table, const struct source_column *source)
{
	enum { NARROW = 14, SIDE = 18, WIDE = 44 };

	if (source->side == SIDE_REASON || source->side == SIDE_GROUP)
		return WIDE;
	if (source->side != SIDE_FIGURE)
		return SIDE;
	if (table->columns[source->column].kind != COLUMN_TEXT)
		return NARROW;
	for (size_t r = 0; r < table->row_count; r++)
		if (strlen(cell_shown(&table->rows[r].cells[source->column])) > SIDE)
			return WIDE;
	return SIDE;
}

/* While figures scroll, the headings stay, and so do the columns up to the first that is no group and no figure. */
static void
freeze(struct xlsx *xlsx, const struct sheet *sheet, const struct layout *layout)
{
	size_t kept = 0;

	while (kept < layout->count && layout->columns[kept].side == SIDE_GROUP)
		kept++;
	/* A narrow reference leaves room for the name beside it. */
	if (kept + 1 < layout->count && layout->columns[kept].width < layout->columns[kept + 1].width &&
		sheet->table->columns[layout->columns[kept + 1].column].head)
		kept++;
	if (!xlsx->failed)
		worksheet_freeze_panes(sheet->paper, HEAD_ROW + 1, (lxw_col_t)(kept + 1));
}

/* Returns how many lines the headings take. */
static unsigned
set_widths(struct xlsx *xlsx, const struct sheet *sheet, const struct layout *layout)
{
	unsigned most = 1;

	for (size_t i = 0; i < layout->count; i++) {
		double width = width_of(sheet->table, &layout->columns[i]);
		unsigned lines = xlsx_lines(layout->headings[i], width * 0.85); /* bold */

		layout->columns[i].width = width;
		most = lines > most ? lines : most;
		xlsx_check(xlsx, worksheet_set_column(sheet->paper, (lxw_col_t)i, (lxw_col_t)i, width, NULL));
	}
	return most;
}

static lxw_format *
pattern_format(struct xlsx *xlsx, const char *pattern)
{
	for (size_t i = 0; i < xlsx->pattern_count; i++)
		if (strcmp(xlsx->patterns[i].text, pattern) == 0)
			return xlsx->patterns[i].format;
	xlsx->patterns = arena_grow(
		xlsx->arena, xlsx->patterns, xlsx->pattern_count, &xlsx->pattern_room, sizeof(*xlsx->patterns));
	xlsx->patterns[xlsx->pattern_count].text = pattern;
	xlsx->patterns[xlsx->pattern_count].format = xlsx_format(xlsx);
	xlsx_right(xlsx->patterns[xlsx->pattern_count].format);
	format_set_num_format(xlsx->patterns[xlsx->pattern_count].format, pattern);
	return xlsx->patterns[xlsx->pattern_count++].format;
}

/*
 * A spreadsheet's numbers are binary. The library prints 16 digits of one, which for a number of
 * up to 15 is read again as the very same; no figure is computed from it here.
 */
static void
write_figure(struct xlsx *xlsx, const struct sheet *sheet, size_t row, size_t column, const struct column *of,
	const struct row *line)
{
	const struct cell *cell = &line->cells[of - sheet->table->columns];
	const char *shown = cell_shown(cell), *pattern = NULL;
	bool figure = of->kind == COLUMN_FIGURE;

	if (figure && number_plain(cell->number))
		pattern = xlsx_pattern(xlsx->arena, shown, cell->number);
	if (pattern != NULL) {
		xlsx_check(xlsx,
			worksheet_write_number(sheet->paper, (lxw_row_t)row, (lxw_col_t)column,
				strtod(cell->number, NULL), pattern_format(xlsx, pattern)));
		return;
	}
	if (str_blank(shown)) {
		/* a sum has no figure where it makes no sense to add */
		bool missing = figure && line->kind == ROW_BODY;

		shown = missing ? NOT_AVAILABLE : NOT_APPLICABLE;
		*(missing ? &xlsx->not_available : &xlsx->not_applicable) = true;
	}
	if (cell_bare_dash(of, cell))
		xlsx_check(xlsx,
			worksheet_write_string(sheet->paper, (lxw_row_t)row, (lxw_col_t)column, shown, xlsx->words));
	else
		xlsx_words(xlsx, sheet->paper, row, column, shown, figure ? xlsx->words : xlsx->plain);
}

static unsigned
write_side(struct xlsx *xlsx, const struct sheet *sheet, size_t row, size_t column, double width, const char *words)
{
	if (str_blank(words)) {
		words = NOT_APPLICABLE;
		xlsx->not_applicable = true;
	}
	xlsx_words(xlsx, sheet->paper, row, column, words, xlsx->plain);
	return xlsx_lines(words, width);
}

static void
write_row(struct xlsx *xlsx, const struct sheet *sheet, const struct layout *layout, size_t at, const struct row *row,
	const char *group)
{
	static const char *const kinds[] = {
		[ROW_BODY] = "Line", [ROW_GROUP] = "Group", [ROW_SUBTOTAL] = "Subtotal", [ROW_TOTAL] = "Total"};

	unsigned most = 1;

	for (size_t i = 0; i < layout->count; i++) {
		const struct source_column *source = &layout->columns[i];
		const struct cell *cell = &row->cells[source->column];
		const char *words = side_words(cell, source->side);
		unsigned lines;

		if (source->side == SIDE_FIGURE) {
			write_figure(xlsx, sheet, at, i, &sheet->table->columns[source->column], row);
			lines = xlsx_lines(cell_shown(cell), source->width);
		} else {
			if (source->side == SIDE_GROUP)
				words = group;
			else if (source->side == SIDE_KIND)
				words = kinds[row->kind];
			lines = write_side(xlsx, sheet, at, i, source->width, words);
		}
		most = lines > most ? lines : most;
	}
	xlsx_height(xlsx, sheet->paper, at, most);
}

/* The heading of a group is a column here: a filter or a sort keeps it beside its rows. */
static size_t
write_rows(struct xlsx *xlsx, const struct sheet *sheet, const struct layout *layout)
{
	const struct table *table = sheet->table;
	const char *group = NULL;
	size_t at = HEAD_ROW + 1;

	for (size_t r = 0; r < table->row_count && !xlsx->failed; r++) {
		const struct row *row = &table->rows[r];

		if (row->kind == ROW_GROUP) {
			group = cell_shown(&row->cells[0]);
			continue;
		}
		if (row->kind == ROW_TOTAL)
			group = NULL;
		write_row(xlsx, sheet, layout, at++, row, group);
	}
	return at - HEAD_ROW - 1;
}

static bool
fits(struct xlsx *xlsx, const struct table *table, const struct layout *layout)
{
	if (table->row_count + HEAD_ROW + 1 <= ROWS_MOST && layout->count <= COLUMNS_MOST)
		return true;
	xlsx->failed = true;
	err_set(xlsx->err, ERR_INPUT, "the table \"%s\" is too large for a spreadsheet: ask for csv", table->key);
	return false;
}

void
xlsx_sheet(struct xlsx *xlsx, const struct sheet *sheet, size_t number)
{
	const struct table *table = sheet->table;
	struct layout layout = {0};
	unsigned head_lines;
	size_t rows;

	xlsx_title(xlsx, sheet->paper, sheet->title);
	if (table->column_count > 0)
		layout_make(xlsx, table, &layout);
	if (!fits(xlsx, table, &layout))
		return;
	head_lines = set_widths(xlsx, sheet, &layout);
	rows = write_rows(xlsx, sheet, &layout);
	xlsx_words(xlsx, sheet->paper, SAYS_ROW, 0,
		rows == 0 ? (table->empty != NULL ? table->empty : "There is nothing to show.")
			  : "This worksheet contains one table. Notes on it, and what its words "
			    "and marks mean, are on the worksheet “Notes”.",
		xlsx->line);
	xlsx_check(xlsx,
		worksheet_write_url_opt(
			sheet->paper, BACK_ROW, 0, "internal:'Contents'!A1", xlsx->link, "Back to the contents", NULL));
	if (rows == 0)
		return;
	xlsx_height(xlsx, sheet->paper, HEAD_ROW, head_lines);
	xlsx_mark(xlsx, sheet->paper, arena_printf(xlsx->arena, "table_%zu", number), HEAD_ROW, rows, layout.headings,
		layout.count);
	for (size_t i = 0; i < layout.count; i++)
		if (layout.columns[i].side == SIDE_FIGURE &&
			table->columns[layout.columns[i].column].kind == COLUMN_FIGURE)
			xlsx_check(xlsx,
				worksheet_write_string(
					sheet->paper, HEAD_ROW, (lxw_col_t)i, layout.headings[i], xlsx->head_figure));
	freeze(xlsx, sheet, &layout);
	xlsx_print(sheet->paper, true);
	xlsx_check(xlsx, worksheet_repeat_rows(sheet->paper, HEAD_ROW, HEAD_ROW));
}
