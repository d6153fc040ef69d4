/* A long table narrowed and ordered by its address: which lines are left, in which order. */
#include "sifted.h"

#include <string.h>

#include "base/str.h"

/* A line of the table: some rows that stand together. */
struct line {
	size_t first, count; /* rows */
	const char *value;   /* what it is ordered by; NULL: nothing */
};

unsigned
sift_params(const struct sift *sift)
{
	return PARAM_SORT | (sift->rating != NULL ? PARAM_RATING : 0) | (sift->lead != NULL ? PARAM_LEAD : 0) |
		(sift->section != NULL ? PARAM_SECTION : 0) | (sift->state != NULL ? PARAM_STATE : 0) |
		(sift->texts[0] != NULL ? PARAM_TEXT : 0);
}

const struct rows *
sift_whole(const struct build *build)
{
	return &build->sifted->whole;
}

/* Those that are alike stay as they stood: a merge of halves. */
static void
sort_lines(const struct sifted *sifted, struct line *lines, struct line *room, size_t count)
{
	size_t half = count / 2, a = 0, b = half;

	if (count < 2)
		return;
	sort_lines(sifted, lines, room, half);
	sort_lines(sifted, lines + half, room, count - half);
	for (size_t i = 0; i < count; i++) {
		bool second = a == half ||
			(b < count && order_before(sifted->kind, sifted->descending, lines[b].value, lines[a].value));

		room[i] = lines[second ? b++ : a++];
	}
	memcpy(lines, room, count * sizeof(*lines));
}

/* --- narrowing --- */

static bool
rated_so(const char *rag, const char *asked)
{
	if (str_same("none", asked))
		return !rag_rates(rag_read(rag));
	return str_same(rag, asked);
}

static bool
keeps(const struct build *build, const struct rows *rows, size_t row)
{
	const struct sift *sift = build->report->sift;
	const struct report_params *asked = &build->job->params;
	bool found = asked->text == NULL || sift->texts[0] == NULL;

	if (asked->rating != NULL && !rated_so(row_text(rows, row, sift->rating), asked->rating))
		return false;
	if (asked->lead != NULL && !str_same(row_text(rows, row, sift->lead), asked->lead))
		return false;
	if (asked->section != NULL && !str_same(row_text(rows, row, sift->section), asked->section))
		return false;
	if (asked->state != NULL && !str_same(row_text(rows, row, sift->state), asked->state))
		return false;
	for (size_t i = 0; i < SIFT_TEXTS && sift->texts[i] != NULL && !found; i++)
		found = str_holds(row_string(rows, row, sift->texts[i]), asked->text);
	return found;
}

/* --- what was asked, and whether it can be --- */

static bool
any_row(const struct rows *rows, const char *column, const char *value)
{
	for (size_t i = 0; i < rows->count; i++)
		if (str_same(row_text(rows, i, column), value))
			return true;
	return false;
}

const char *
sift_section_word(const struct sift *sift)
{
	return sift->section_word != NULL ? sift->section_word : "section";
}

const struct sift_order *
sift_order_find(const struct sift *sift, const char *key)
{
	for (size_t i = 0; i < SIFT_ORDERS && sift->orders[i].key != NULL; i++)
		if (str_equal(sift->orders[i].key, key))
			return &sift->orders[i];
	return NULL;
}

bool
sift_is_pivot(const struct sift *sift, const struct rows *rows, const char *key)
{
	return sift->pivot && any_row(rows, "column", key);
}

static const char *
order_names(struct arena *arena, const struct sift *sift)
{
	const char *names = sift->orders[0].key;

	for (size_t i = 1; i < SIFT_ORDERS && sift->orders[i].key != NULL; i++)
		names = arena_printf(arena, "%s, %s", names, sift->orders[i].key);
	return sift->pivot ? arena_printf(arena, "%s, or one of its periods", names) : names;
}

/* Why what is asked for cannot be; NULL: it can. */
static const char *
find_problem(const struct build *build, const struct rows *rows)
{
	const struct sift *sift = build->report->sift;
	const struct report_params *asked = &build->job->params;
	const char *key = asked->sort != NULL && *asked->sort == '-' ? asked->sort + 1 : asked->sort;

	if (asked->rating != NULL && !rag_rates(rag_read(asked->rating)) && !str_equal(asked->rating, "none"))
		return arena_printf(
			build->arena, "there is no rating \"%s\"; known are: red, amber, green, none", asked->rating);
	if (asked->lead != NULL && sift->lead_word == NULL && !any_row(rows, sift->lead, asked->lead))
		return arena_printf(build->arena, "\"%s\" leads on none of these %s", asked->lead, sift->things);
	if (asked->lead != NULL && !any_row(rows, sift->lead, asked->lead))
		return arena_printf(build->arena, "there is no %s \"%s\" here", sift->lead_word, asked->lead);
	if (asked->section != NULL && !any_row(rows, sift->section, asked->section))
		return arena_printf(
			build->arena, "there is no %s \"%s\" here", sift_section_word(sift), asked->section);
	if (asked->state != NULL && !any_row(rows, sift->state, asked->state))
		return arena_printf(build->arena, "none of these %s is \"%s\"", sift->things, asked->state);
	if (key != NULL && sift_order_find(sift, key) == NULL && !sift_is_pivot(sift, rows, key))
		return arena_printf(build->arena,
			"this cannot be sorted by \"%s\"; known are: %s, and each with - before it for the other way round",
			key, order_names(build->arena, sift));
	return NULL;
}

/* --- rows --- */

static const char *
line_value(const struct build *build, const struct rows *rows, const struct line *line)
{
	const struct sifted *sifted = build->sifted;
	const struct sift_order *order;

	if (sifted->sort == NULL)
		return NULL;
	order = sift_order_find(build->report->sift, sifted->sort);
	if (order != NULL)
		return row_text(rows, line->first, order->column);
	for (size_t i = line->first; i < line->first + line->count; i++)
		if (str_equal(row_text(rows, i, "column"), sifted->sort))
			return row_text(rows, i, "number");
	return NULL;
}

static size_t
read_lines(const struct build *build, const struct rows *rows, struct line *lines)
{
	const char *by = build->report->sift->line;
	size_t count = 0;

	for (size_t i = 0; i < rows->count; i++) {
		if (i > 0 && by != NULL && str_equal(row_text(rows, i, by), row_text(rows, i - 1, by)))
			lines[count - 1].count++;
		else
			lines[count++] = (struct line){i, 1, NULL};
	}
	for (size_t i = 0; i < count; i++)
		lines[i].value = line_value(build, rows, &lines[i]);
	return count;
}

static size_t
column_place(const struct rows *rows, const char *name)
{
	size_t c = 0;

	while (c < rows->columns && strcmp(rows->names[c], name) != 0)
		c++;
	return c;
}

/* In another order the headings of groups go into a column of their own. */
static void
ungroup(const struct sift *sift, const struct rows *rows, const char **cells)
{
	size_t from = column_place(rows, sift->group), to = column_place(rows, sift->in_group);

	if (from == rows->columns || to == rows->columns)
		return;
	cells[to] = cells[from];
	cells[from] = NULL;
}

static struct rows
take_lines(const struct build *build, const struct rows *rows, const struct line *lines, size_t count)
{
	const struct sift *sift = build->report->sift;
	const char **cells = arena_array(build->arena, (rows->count + 1) * rows->columns, sizeof(*cells));
	struct rows taken = *rows;
	size_t at = 0;

	for (size_t i = 0; i < count; i++)
		for (size_t r = lines[i].first; r < lines[i].first + lines[i].count; r++, at++) {
			memcpy(cells + at * rows->columns, rows->cells + r * rows->columns,
				rows->columns * sizeof(*cells));
			if (build->sifted->sort != NULL && sift->group != NULL)
				ungroup(sift, rows, cells + at * rows->columns);
		}
	taken.cells = cells;
	taken.count = at;
	return taken;
}

/* The rows of another part whose lines are left, in the order of those. */
static void
follow(struct build *build, const char *part, const struct rows *left)
{
	const char *ref = build->report->sift->ref;
	const struct rows *rows = build_part(build, part);
	struct line *lines = arena_array(build->arena, rows->count + 1, sizeof(*lines));
	size_t count = 0;

	for (size_t i = 0; i < left->count; i++) {
		if (i > 0 && str_equal(row_text(left, i, ref), row_text(left, i - 1, ref)))
			continue;
		for (size_t r = 0; r < rows->count; r++)
			if (str_equal(row_text(rows, r, ref), row_text(left, i, ref)))
				lines[count++] = (struct line){r, 1, NULL};
	}
	parts_replace(build->arena, &build->parts, part, take_lines(build, rows, lines, count));
}

static void
read_order(const struct build *build)
{
	struct sifted *sifted = build->sifted;
	const char *sort = build->job->params.sort;
	const struct sift_order *order;

	if (sort == NULL)
		return;
	sifted->descending = *sort == '-';
	sifted->sort = sort + sifted->descending;
	order = sift_order_find(build->report->sift, sifted->sort);
	sifted->kind = order != NULL ? order->kind : ORDER_NUMBER;
}

void
sift_rows(struct build *build)
{
	const struct sift *sift = build->report->sift;
	const struct report_params *asked = &build->job->params;
	const struct rows *rows = build_part(build, sift->part);
	struct sifted *sifted = arena_alloc(build->arena, sizeof(*sifted));
	struct line *lines = arena_array(build->arena, 2 * (rows->count + 1), sizeof(*lines));
	struct rows left;

	build->sifted = sifted;
	sifted->whole = *rows;
	sifted->problem = find_problem(build, rows);
	if (sifted->problem == NULL)
		read_order(build);
	sifted->all = sifted->left = read_lines(build, rows, lines);
	sifted->narrowed = sifted->problem == NULL &&
		(asked->rating != NULL || asked->lead != NULL || asked->section != NULL || asked->state != NULL ||
			asked->text != NULL);
	if (!sifted->narrowed && sifted->sort == NULL)
		return;
	if (sifted->narrowed) {
		sifted->left = 0;
		for (size_t i = 0; i < sifted->all; i++)
			if (keeps(build, rows, lines[i].first))
				lines[sifted->left++] = lines[i];
	}
	if (sifted->sort != NULL)
		sort_lines(sifted, lines, lines + rows->count + 1, sifted->left);
	left = take_lines(build, rows, lines, sifted->left);
	parts_replace(build->arena, &build->parts, sift->part, left);
	for (size_t i = 0; i < SIFT_ALSO && sift->also[i] != NULL; i++)
		follow(build, sift->also[i], &left);
}
