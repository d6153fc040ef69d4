/* Tables as HTML: every figure has its row's and column's heading, every colour its word. */
#include "html.h"

#include <string.h>

#include "base/str.h"
#include "../chart/svg.h"
#include "../data/cell.h"

enum {
	MANY = 8,    /* columns: more of them take smaller type */
	COLUMN = 24, /* characters of a text that a narrow window has room for beside figures */
	LONG = 40,   /* characters of a text that it has no room for beside the name of its column */
	NARROW = 44, /* characters that it has room for */
	BETWEEN = 2, /* of them between columns */
	TALL = 25,   /* rows: more of them scroll below their head */
	PARTS = 4    /* groups of rows: as many have a list that leads to each */
};

static bool
is_tall(const struct table *table)
{
	return table->row_count > TALL;
}

static bool
has_jumps(const struct table *table)
{
	size_t parts = 0;

	for (size_t i = 0; i < table->row_count; i++)
		parts += table->rows[i].kind == ROW_GROUP;
	return is_tall(table) && parts >= PARTS;
}

static bool
has_groups(const struct table *table)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (table->columns[i].group != NULL)
			return true;
	return false;
}

/* How many columns from `first` on stand under the same group heading. */
static size_t
group_span(const struct table *table, size_t first)
{
	size_t span = 1;

	if (table->columns[first].group == NULL)
		return 1;
	while (first + span < table->column_count &&
		str_equal(table->columns[first + span].group, table->columns[first].group))
		span++;
	return span;
}

static const char *
column_class(const struct column *column)
{
	static const char *const classes[] = {
		[COLUMN_TEXT] = "text", [COLUMN_FIGURE] = "figure", [COLUMN_DATE] = "date"};

	return classes[column->kind];
}

/* "Jan-16" is one word, whatever its hyphen looks like. */
static const char *
short_class(const char *text)
{
	return text != NULL && strlen(text) <= 6 && strchr(text, '-') != NULL ? " short" : "";
}

static bool
is_long(const struct cell *cell)
{
	return cell->text != NULL && cell->line == NULL && strlen(cell->text) > LONG;
}

/* How many characters a column takes. */
static size_t
column_room(const struct table *table, size_t column)
{
	size_t most = 0;

	for (size_t i = 0; i < table->row_count; i++) {
		const struct row *row = &table->rows[i];
		const struct cell *cell = &row->cells[column];
		size_t room =
			row->kind == ROW_GROUP || cell->text == NULL || cell->line != NULL ? 0 : strlen(cell->text);

		if (room > most)
			most = room;
	}
	return most;
}

/*
 * In a narrow window a row becomes a block of lines, each with the name of its column, where its texts are long or
 * where nothing is kept in view. Tables of figures scroll.
 */
static bool
becomes_cards(const struct table *table)
{
	size_t all = 0;
	bool kept = false;

	for (size_t i = 0; i < table->column_count; i++) {
		const struct column *column = &table->columns[i];
		size_t room = column_room(table, i);

		if (column->kind == COLUMN_TEXT && !column->head && room > COLUMN)
			return true;
		all += BETWEEN + (room > COLUMN ? COLUMN : room);
		kept = kept || column->kept;
	}
	return !kept && all > NARROW;
}

/* "kept", and of periods "newest". */
static const char *
kept_class(const struct column *column)
{
	if (!column->kept)
		return "";
	return key_is_period(column->key) ? " kept newest" : " kept";
}

/* A heading cell without words would be read out as nothing: it is a plain cell then. */
static void
column_heading(struct html *html, const struct column *column, bool tall)
{
	static const char *const orders[] = {[ORDER_NONE] = "",
		[ORDER_ASCENDING] = " aria-sort=\"ascending\"",
		[ORDER_DESCENDING] = " aria-sort=\"descending\""};
	static const char *const signs[] = {[ORDER_NONE] = "",
		[ORDER_ASCENDING] = " <span aria-hidden=\"true\">▲</span>",
		[ORDER_DESCENDING] = " <span aria-hidden=\"true\">▼</span>"};
	const char *tag = str_blank(column->label) && str_blank(column->unit) ? "td" : "th";
	bool linked;

	buf_printf(html->out, "<%s%s class=\"%s%s%s%s\"%s%s>", tag,
		*tag == 't' && tag[1] == 'h' ? " scope=\"col\"" : "", column_class(column), column->head ? " head" : "",
		kept_class(column), short_class(column->label), tall ? " rowspan=\"2\"" : "", orders[column->order]);
	linked = html_link_open(html, column->order_href);
	html_text(html->out, column->label);
	if (linked) {
		buf_text(html->out, signs[column->order]);
		html_link_close(html);
	}
	if (!str_blank(column->unit)) {
		buf_text(html->out, " <span class=\"unit\">(");
		html_text(html->out, column->unit);
		buf_text(html->out, ")</span>");
	}
	buf_printf(html->out, "</%s>", tag);
}

/* scope="colgroup" counts for the columns of a <colgroup>, so there is one for each. */
static void
write_colgroups(struct html *html, const struct table *table)
{
	for (size_t i = 0, span; i < table->column_count; i += span) {
		span = group_span(table, i);
		buf_printf(html->out, "<colgroup span=\"%zu\"></colgroup>", span);
	}
	buf_char(html->out, '\n');
}

static void
write_group_headings(struct html *html, const struct table *table)
{
	buf_text(html->out, "<tr>");
	for (size_t i = 0, span; i < table->column_count; i += span) {
		span = group_span(table, i);
		if (table->columns[i].group == NULL) {
			column_heading(html, &table->columns[i], true);
			continue;
		}
		buf_printf(html->out, "<th scope=\"colgroup\" colspan=\"%zu\">", span);
		html_text(html->out, table->columns[i].group);
		buf_text(html->out, "</th>");
	}
	buf_text(html->out, "</tr>\n");
}

static void
write_head(struct html *html, const struct table *table)
{
	bool groups = has_groups(table);

	if (groups)
		write_colgroups(html, table);
	buf_text(html->out, "<thead>\n");
	if (groups)
		write_group_headings(html, table);
	buf_text(html->out, "<tr>");
	for (size_t i = 0; i < table->column_count; i++)
		if (!groups || table->columns[i].group != NULL)
			column_heading(html, &table->columns[i], false);
	buf_text(html->out, "</tr>\n</thead>\n");
}

/* What a cell of a block is of: its column's heading is out of sight there. A head says it itself, but for a number. */
static void
write_label(struct html *html, const struct column *column)
{
	buf_text(html->out, " data-label=\"");
	if (column->group != NULL) {
		html_attr(html->out, column->group);
		buf_text(html->out, ": ");
	}
	html_attr(html->out, column->label == NULL ? "" : column->label);
	if (!str_blank(column->unit)) {
		buf_text(html->out, " (");
		html_attr(html->out, column->unit);
		buf_char(html->out, ')');
	}
	buf_char(html->out, '"');
}

/* "7", "RM13906", "MADE-UP-00665". */
static bool
is_number(const char *text)
{
	return strlen(text) < COLUMN && strchr(text, ' ') == NULL && strpbrk(text, "0123456789") != NULL;
}

static void
write_cell(struct html *html, const struct column *column, const struct cell *cell, bool named)
{
	bool head = column->head && *cell_shown(cell) != '\0';
	const char *rag = rag_name(cell->rag);

	buf_printf(html->out, "<%s class=\"%s%s%s%s", head ? "th scope=\"row\"" : "td", column_class(column),
		column->kept ? " kept" : "", short_class(cell->text), named && is_long(cell) ? " long" : "");
	if (rag != NULL)
		buf_printf(html->out, " rag rag-%s", rag);
	buf_char(html->out, '"');
	if (named && (!head || is_number(cell_shown(cell))))
		write_label(html, column);
	buf_char(html->out, '>');
	html_content(html, cell);
	buf_text(html->out, head ? "</th>" : "</td>");
}

/* What the list of the table's groups leads to. */
static void
write_anchor(struct html *html, const char *id, size_t index)
{
	buf_printf(html->out, " id=\"%s-%zu\"", id, index + 1);
}

static void
write_row(struct html *html, const struct table *table, size_t index, bool cards, const char *id)
{
	const struct row *row = &table->rows[index];
	static const char *const classes[] = {
		[ROW_BODY] = "",
		[ROW_GROUP] = " class=\"group\"",
		[ROW_SUBTOTAL] = " class=\"subtotal\"",
		[ROW_TOTAL] = " class=\"total\"",
	};

	buf_text(html->out, "<tr");
	if (row->key != NULL) {
		buf_text(html->out, " id=\"");
		html_attr(html->out, row->key);
		buf_char(html->out, '"');
	} else if (id != NULL && row->kind == ROW_GROUP) {
		write_anchor(html, id, index);
	}
	buf_printf(html->out, "%s>", classes[row->kind]);
	if (row->kind == ROW_GROUP) {
		buf_printf(html->out, "<th scope=\"rowgroup\" colspan=\"%zu\"><span>", table->column_count);
		html_content(html, &row->cells[0]);
		buf_text(html->out, "</span></th>");
	} else {
		for (size_t i = 0; i < table->column_count; i++)
			/* of two columns the second needs no name */
			write_cell(html, &table->columns[i], &row->cells[i], cards && table->column_count > 2);
	}
	buf_text(html->out, "</tr>\n");
}

/* A group's heading speaks for its <tbody>, so each group has its own. */
static void
write_body(struct html *html, const struct table *table, bool cards, const char *id)
{
	buf_text(html->out, "<tbody>\n");
	for (size_t i = 0; i < table->row_count; i++) {
		const struct row *row = &table->rows[i];

		if (i > 0 && (row->kind == ROW_GROUP || row->kind == ROW_TOTAL))
			buf_text(html->out, "</tbody>\n<tbody>\n");
		write_row(html, table, i, cards, id);
	}
	buf_text(html->out, "</tbody>\n");
}

static bool
title_repeats(const struct html *html, const struct table *table)
{
	for (size_t i = 0; i < html->doc->count; i++) {
		const struct table *other = html->doc->blocks[i].table;

		if (other != NULL && other != table && str_equal(other->title, table->title))
			return true;
	}
	return false;
}

/*
 * A region is found by its name, so no two may share one: where a caption stands twice in the
 * document, the heading above the table is read before it.
 */
static void
write_region(struct html *html, const struct table *table, const char *id)
{
	buf_printf(
		html->out, "<div class=\"scroll%s\" role=\"region\" aria-labelledby=\"", is_tall(table) ? " tall" : "");
	if (html->heading != NULL && title_repeats(html, table))
		buf_printf(html->out, "%s ", html->heading);
	buf_printf(html->out, "%s-caption\" tabindex=\"0\">\n", id);
}

static void
write_rows(struct html *html, const struct table *table, const char *id)
{
	bool cards = becomes_cards(table), wide = table->column_count > MANY;

	write_region(html, table, id);
	buf_printf(html->out, "<table id=\"%s\"", id);
	if (wide || cards)
		buf_printf(html->out, " class=\"%s%s%s\"", wide ? "wide" : "", wide && cards ? " " : "",
			cards ? "cards" : "");
	buf_printf(html->out, ">\n<caption id=\"%s-caption\">", id);
	html_text(html->out, table->title);
	buf_text(html->out, "</caption>\n");
	write_head(html, table);
	write_body(html, table, cards, has_jumps(table) ? id : NULL);
	buf_text(html->out, "</table>\n</div>\n");
}

/* Which rows these are, and the way to all. */
static void
write_said(struct html *html, const struct table *table)
{
	if (table->said == NULL)
		return;
	buf_text(html->out, "<p class=\"said\">");
	html_text(html->out, table->said);
	buf_char(html->out, ' ');
	if (html_link_open(html, table->clear_href)) {
		html_text(html->out, table->clear);
		html_link_close(html);
	}
	buf_text(html->out, "</p>\n");
}

/* A list of the table's groups, to jump to. */
static void
write_jumps(struct html *html, const struct table *table, const char *id)
{
	if (!has_jumps(table))
		return;
	buf_printf(html->out, "<nav class=\"jumps\" aria-label=\"Parts of the table: ");
	html_attr(html->out, table->title);
	buf_text(html->out, "\">\n<ul>\n");
	for (size_t i = 0; i < table->row_count; i++) {
		if (table->rows[i].kind != ROW_GROUP)
			continue;
		buf_printf(html->out, "<li><a href=\"#%s-%zu\">", id, i + 1);
		html_text(html->out, cell_shown(&table->rows[i].cells[0]));
		buf_text(html->out, "</a></li>\n");
	}
	buf_text(html->out, "</ul>\n</nav>\n");
}

static void
write_whole(struct html *html, const struct table *table, const char *id)
{
	write_said(html, table);
	if (table->row_count == 0 || table->column_count == 0) {
		buf_printf(html->out, "<p class=\"empty\" id=\"%s\">", id);
		html_text(html->out, table->empty != NULL ? table->empty : "There is nothing to show.");
		buf_text(html->out, "</p>\n");
	} else {
		write_jumps(html, table, id);
		write_rows(html, table, id);
	}
	html_notes(html, table);
	html_reasons(html, table);
}

void
html_table(struct html *html, const struct table *all, const char *id)
{
	const struct table *table = table_visible(html->doc->arena, all);

	if (!table->folded) {
		write_whole(html, table, id);
		return;
	}
	buf_text(html->out, "<details class=\"folded\"><summary>Table: ");
	html_text(html->out, table->title);
	buf_text(html->out, "</summary>\n");
	write_whole(html, table, id);
	buf_text(html->out, "</details>\n");
}
