/* Tables filled by the names of their columns. */
#include "table.h"

#include <string.h>

#include "base/str.h"

/* Where in a relation the sides of one figure stand; -1: it has none. */
enum side {
	SIDE_NUMBER,
	SIDE_SHOWN,
	SIDE_RAG,
	SIDE_DOT,
	SIDE_DOT_WHY,
	SIDE_WHY,
	SIDE_STATUS,
	SIDE_TREND,
	SIDE_ENTERED,
	SIDE_RELEASED,
	SIDE_IMPOSSIBLE,
	SIDE_ABOVE,
	SIDE_SUPERSEDED,
	SIDE_OVERDUE,
	SIDE_INCOMPLETE,
	SIDES
};

struct figure_sides {
	int sides[SIDES];
};

static const char *const side_names[SIDES] = {"number", "shown", "rag", "dot", "dot_why", "why", "status", "trend",
	"entered", "released", "impossible", "above", "superseded", "overdue", "incomplete"};

static int
column_find(const struct rows *rows, const char *name)
{
	for (size_t c = 0; c < rows->columns; c++)
		if (strcmp(rows->names[c], name) == 0)
			return (int)c;
	return -1;
}

/* The side of a figure: "ytd_why" of ytd, "why" of the row's own (name NULL); its number is the name itself. */
static int
side_find(struct arena *arena, const struct rows *rows, const char *name, enum side side)
{
	if (name == NULL)
		return column_find(rows, side_names[side]);
	if (side == SIDE_NUMBER)
		return column_find(rows, name);
	return column_find(rows, arena_printf(arena, "%s_%s", name, side_names[side]));
}

static struct figure_sides
sides_find(struct arena *arena, const struct rows *rows, const char *name)
{
	struct figure_sides figure;

	for (enum side side = 0; side < SIDES; side++)
		figure.sides[side] = side_find(arena, rows, name, side);
	return figure;
}

static const char *
side_text(const struct rows *rows, size_t row, const struct figure_sides *figure, enum side side)
{
	int column = figure->sides[side];

	return column >= 0 ? rows->cells[row * rows->columns + (size_t)column] : NULL;
}

/* The sides that are marks if they are true; `released` is one if it is not. */
static unsigned
flags_of(const struct rows *rows, size_t row, const struct figure_sides *figure)
{
	static const struct {
		enum side side;
		const char *is;
		enum mark mark;
	} marks[] = {
		{SIDE_ABOVE, "t", MARK_ABOVE},
		{SIDE_STATUS, "provisional", MARK_PROVISIONAL},
		{SIDE_STATUS, "forecast", MARK_FORECAST},
		{SIDE_ENTERED, "t", MARK_ENTERED},
		{SIDE_RELEASED, "f", MARK_UNRELEASED},
		{SIDE_SUPERSEDED, "t", MARK_SUPERSEDED},
		{SIDE_OVERDUE, "t", MARK_OVERDUE},
		{SIDE_INCOMPLETE, "t", MARK_INCOMPLETE},
	};
	unsigned flags = 0;

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (str_equal(side_text(rows, row, figure, marks[i].side), marks[i].is))
			flags |= marks[i].mark;
	if (side_text(rows, row, figure, SIDE_IMPOSSIBLE) != NULL)
		flags |= MARK_IMPOSSIBLE;
	return flags;
}

static struct cell
cell_from(struct arena *arena, const struct rows *rows, size_t row, const struct figure_sides *figure)
{
	bool shown = figure->sides[SIDE_SHOWN] >= 0;
	const char *number = side_text(rows, row, figure, SIDE_NUMBER);
	struct cell cell = {
		.text = shown ? side_text(rows, row, figure, SIDE_SHOWN) : number,
		.number = number,
		.rag = rag_read(side_text(rows, row, figure, SIDE_RAG)),
		.dot = dot_read(side_text(rows, row, figure, SIDE_DOT)),
		.dot_why = side_text(rows, row, figure, SIDE_DOT_WHY),
		.why = side_text(rows, row, figure, SIDE_WHY),
		.status = side_text(rows, row, figure, SIDE_STATUS),
		.trend = side_text(rows, row, figure, SIDE_TREND),
		.flags = flags_of(rows, row, figure),
	};

	cell.marks = mark_texts(arena, cell.flags);
	if (cell.why == NULL)
		cell.why = side_text(rows, row, figure, SIDE_IMPOSSIBLE);
	return cell;
}

struct cell
cell_of(struct arena *arena, const struct rows *rows, size_t row, const char *name)
{
	struct figure_sides figure = sides_find(arena, rows, name);

	return cell_from(arena, rows, row, &figure);
}

struct cell
cell_words(const char *text)
{
	return (struct cell){.text = text};
}

const char *
row_optional(const struct rows *rows, size_t row, const char *column)
{
	int found = column_find(rows, column);

	return found >= 0 ? rows->cells[row * rows->columns + (size_t)found] : NULL;
}

/* --- columns --- */

/* A table on its way: which field each of its columns shows, and of a pivot which column of the relation. */
struct filling {
	struct doc *doc;
	const struct table_spec *spec;
	const struct rows *rows;
	struct figure_sides *figures; /* one a field */
	const char **pivots;          /* keys of the pivot's columns, in order */
	size_t pivot_count;
	struct table *table;
};

static const char *
pivot_key(const struct filling *f, size_t row)
{
	return row_text(f->rows, row, "column");
}

static size_t
pivot_place(const struct filling *f, const char *key)
{
	size_t i = 0;

	while (i < f->pivot_count && !str_equal(f->pivots[i], key))
		i++;
	return i;
}

/* Every column of the relation, in the order of its first row; returns a row of each in `rows`. */
static size_t *
pivots_find(struct filling *f)
{
	size_t *found = arena_array(f->doc->arena, f->rows->count + 1, sizeof(*found));

	f->pivots = arena_array(f->doc->arena, f->rows->count + 1, sizeof(*f->pivots));
	for (size_t i = 0; i < f->rows->count; i++) {
		const char *key = pivot_key(f, i);

		if (key == NULL || pivot_place(f, key) < f->pivot_count)
			continue;
		found[f->pivot_count] = i;
		f->pivots[f->pivot_count++] = key;
	}
	return found;
}

static bool
has_pivot(const struct table_spec *spec)
{
	for (size_t i = 0; i < spec->count; i++)
		if (spec->fields[i].pivot)
			return true;
	return false;
}

/* The last of a pivot's columns that is a period; as many as there are: none. */
static size_t
newest_pivot(const struct filling *f)
{
	for (size_t p = f->pivot_count; p-- > 0;)
		if (key_is_period(f->pivots[p]))
			return p;
	return f->pivot_count;
}

static struct column
column_of(const struct field *field)
{
	return (struct column){.key = field->key,
		.label = field->label,
		.unit = field->unit,
		.group = field->group,
		.kind = field->kind,
		.head = field->head,
		.kept = field->kept || (field->own && field->kind == COLUMN_FIGURE && !field->head),
		.optional = field->optional};
}

static void
begin(struct filling *f)
{
	const struct table_spec *spec = f->spec;
	size_t *row_of = has_pivot(spec) ? pivots_find(f) : NULL, count = 0;
	struct column *columns = arena_array(f->doc->arena, spec->count + f->pivot_count, sizeof(*columns));
	size_t newest = newest_pivot(f);

	f->figures = arena_array(f->doc->arena, spec->count, sizeof(*f->figures));
	for (size_t i = 0; i < spec->count; i++) {
		const struct field *field = &spec->fields[i];

		f->figures[i] = sides_find(f->doc->arena, f->rows,
			field->own                    ? NULL
				: field->from != NULL ? field->from
						      : field->key);
		if (!field->pivot) {
			columns[count++] = column_of(field);
			continue;
		}
		for (size_t p = 0; p < f->pivot_count; p++) {
			columns[count] = column_of(field);
			columns[count].key = f->pivots[p];
			columns[count].kept = columns[count].kept && p == newest;
			columns[count].label = row_text(f->rows, row_of[p], "column_label");
			if (field->group == NULL)
				columns[count].group = row_optional(f->rows, row_of[p], "column_group");
			count++;
		}
	}
	f->table = doc_table(f->doc, spec->key, spec->title, count, columns);
	f->table->empty = spec->empty;
}

/* --- rows --- */

static enum row_kind
kind_of(const struct rows *rows, size_t row)
{
	const char *kind = row_optional(rows, row, "kind");

	if (str_equal(kind, "group"))
		return ROW_GROUP;
	if (str_equal(kind, "subtotal"))
		return ROW_SUBTOTAL;
	return str_equal(kind, "total") ? ROW_TOTAL : ROW_BODY;
}

/* "{1.5,NULL,2}", as PostgreSQL writes an array of numbers. */
static void
read_line(struct arena *arena, const char *literal, struct cell *cell)
{
	const char **numbers = arena_array(arena, strlen(literal), sizeof(*numbers));

	for (literal += *literal == '{'; *literal != '\0' && *literal != '}'; literal += *literal == ',') {
		size_t length = strcspn(literal, ",}");

		if (!str_starts(literal, "NULL"))
			numbers[cell->line_count] = arena_bytes(arena, literal, length);
		cell->line_count++;
		literal += length;
	}
	cell->line = numbers;
}

static struct cell
line_cell(struct arena *arena, const struct rows *rows, size_t row, const char *name)
{
	struct cell cell = cell_words(row_text(rows, row, arena_printf(arena, "%s_words", name)));
	const char *numbers = row_text(rows, row, name);

	if (numbers != NULL && cell.text != NULL)
		read_line(arena, numbers, &cell);
	return cell;
}

static struct cell
field_cell(const struct filling *f, size_t i, size_t row)
{
	const struct field *field = &f->spec->fields[i];
	struct cell cell = cell_from(f->doc->arena, f->rows, row, &f->figures[i]);

	if (field->sign) {
		const enum spc_sign sign = spc_read(row_text(f->rows, row, field->key));

		return (struct cell){.text = sign == SPC_NONE ? NULL : spc_words(sign), .sign = sign};
	}
	if (field->line)
		return line_cell(f->doc->arena, f->rows, row, field->from != NULL ? field->from : field->key);
	if (field->kind != COLUMN_FIGURE && f->figures[i].sides[SIDE_SHOWN] < 0)
		cell.number = NULL;
	if (field->words != NULL)
		cell.text = field->words(f->doc->arena, f->rows, row);
	if (cell.text == NULL && field->blank != NULL) {
		if (*field->blank != '\0')
			cell.text = field->blank;
		if (cell.why == NULL)
			cell.why = "no figure is held";
	}
	if (field->link != NULL && cell.text != NULL)
		cell.href = field->link(f->doc, f->rows, row);
	return cell;
}

/* The cells of one row of the relation; of a pivot the one of its column. */
static void
fill(const struct filling *f, struct row *line, size_t row, bool begins)
{
	size_t at = 0;

	for (size_t i = 0; i < f->spec->count; i++) {
		bool pivot = f->spec->fields[i].pivot;

		if (pivot && pivot_key(f, row) != NULL)
			line->cells[at + pivot_place(f, pivot_key(f, row))] = field_cell(f, i, row);
		else if (!pivot && begins)
			line->cells[at] = field_cell(f, i, row);
		at += pivot ? f->pivot_count : 1;
	}
}

static void
group_begin(const struct filling *f, size_t row)
{
	const char *group = f->spec->group;

	if (group == NULL || (row > 0 && str_equal(row_text(f->rows, row, group), row_text(f->rows, row - 1, group))))
		return;
	if (row_text(f->rows, row, group) == NULL)
		return;
	table_row(f->doc->arena, f->table, ROW_GROUP)->cells[0] = cell_words(row_text(f->rows, row, group));
}

struct table *
add_table(struct doc *doc, const struct table_spec *spec, const struct rows *rows)
{
	struct filling f = {.doc = doc, .spec = spec, .rows = rows};
	struct row *line = NULL;
	bool pivot = has_pivot(spec);

	begin(&f);
	for (size_t i = 0; i < rows->count; i++) {
		bool begins = !pivot || i == 0 || !str_equal(row_text(rows, i, "line"), row_text(rows, i - 1, "line"));

		if (begins) {
			group_begin(&f, i);
			line = table_row(doc->arena, f.table, kind_of(rows, i));
			line->key = row_optional(rows, i, "anchor");
		}
		fill(&f, line, i, begins);
	}
	return f.table;
}

struct table *
add_table_if(struct doc *doc, const struct table_spec *spec, const struct rows *rows)
{
	return rows->count > 0 ? add_table(doc, spec, rows) : NULL;
}
