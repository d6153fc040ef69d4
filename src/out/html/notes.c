/* What stands under a table: its notes, a way on, and why figures are missing. */
#include "html.h"

#include "base/str.h"
#include "../data/cell.h"

static void
write_reason(struct html *html, const struct table *table, const struct row *row, size_t index)
{
	const struct column *column = &table->columns[index];

	buf_text(html->out, "<li>");
	for (size_t i = 0; i < table->column_count; i++) {
		if (!table->columns[i].head || str_blank(row->cells[i].text))
			continue;
		html_text(html->out, row->cells[i].text);
		buf_char(html->out, ' ');
	}
	if (column->group != NULL) {
		html_text(html->out, column->group);
		buf_text(html->out, ", ");
	}
	html_text(html->out, column->label);
	buf_text(html->out, ": ");
	html_text(html->out, *cell_shown(&row->cells[index]) != '\0' ? cell_shown(&row->cells[index]) : "blank");
	buf_text(html->out, " – ");
	html_text(html->out, row->cells[index].why);
	buf_text(html->out, "</li>\n");
}

/* What others put into a tooltip, which neither keyboard nor finger reaches. */
void
html_reasons(struct html *html, const struct table *table)
{
	bool any = false;

	for (size_t r = 0; r < table->row_count; r++) {
		for (size_t i = 0; i < table->column_count; i++) {
			if (str_blank(table->rows[r].cells[i].why))
				continue;
			if (!any) {
				buf_text(html->out, "<details class=\"reasons\"><summary>Reasons: ");
				html_text(html->out, table->title);
				buf_text(html->out, "</summary>\n<ul>\n");
			}
			any = true;
			write_reason(html, table, &table->rows[r], i);
		}
	}
	if (any)
		buf_text(html->out, "</ul></details>\n");
}

static void
note_list(struct html *html, const struct table *table, size_t first, size_t end)
{
	if (first >= end)
		return;
	buf_text(html->out, "<ul class=\"notes\">\n");
	for (size_t i = first; i < end; i++) {
		buf_text(html->out, "<li>");
		html_text(html->out, table->notes[i]);
		buf_text(html->out, "</li>\n");
	}
	buf_text(html->out, "</ul>\n");
}

static void
write_more(struct html *html, const struct table *table)
{
	if (table->more == NULL)
		return;
	buf_text(html->out, "<p class=\"more\">");
	if (html_link_open(html, table->more_href)) {
		html_text(html->out, table->more);
		html_link_close(html);
	}
	buf_text(html->out, "</p>\n");
}

/* What differs is a line that one opens: a wall of corrections hides what the table says. */
void
html_notes(struct html *html, const struct table *table)
{
	const size_t chapter = table->chapter_count > 0 ? table->chapter : table->note_count;

	note_list(html, table, 0, chapter);
	if (table->chapter_count == 0) {
		write_more(html, table);
		return;
	}
	buf_text(html->out, "<details class=\"corrections\"><summary>");
	html_text(html->out, table->notes[chapter]);
	buf_text(html->out, "</summary>\n");
	note_list(html, table, chapter + 1, chapter + 1 + table->chapter_count);
	write_more(html, table);
	buf_text(html->out, "</details>\n");
	note_list(html, table, chapter + 1 + table->chapter_count, table->note_count);
}
