/* What a cell says: its figure, its rating in colour, shape and word, its arrow, its marks. */
#include "html.h"

#include "base/str.h"
#include "../chart/svg.h"
#include "../data/cell.h"

/* `alone`: the rating is all that the cell shows, so its word may not be made small or hidden. */
static void
write_rag(struct html *html, enum rag rag, bool alone)
{
	const char *shape = rag_shape(rag);

	if (*shape != '\0')
		buf_printf(html->out, " <span class=\"rag-shape\" aria-hidden=\"true\">%s</span>", shape);
	if (alone)
		buf_printf(html->out, " %s", rag_word(rag));
	else
		buf_printf(html->out, " <span class=\"rag-word\">%s</span>", rag_word(rag));
}

/* The arrow says how the performance moved, which a reader of the page hears in words. */
static void
write_dot(struct html *html, const struct cell *cell)
{
	buf_printf(html->out,
		" <span class=\"dot dot-%s\"><span aria-hidden=\"true\">%s</span>"
		"<span class=\"hidden-text\">%s</span></span>",
		dot_name(cell->dot), dot_sign(cell->dot), cell_dot_word(cell));
}

static void
write_marks(struct html *html, const struct cell *cell)
{
	if (str_blank(cell->marks))
		return;
	buf_text(html->out, " <span class=\"marks\">");
	html_text(html->out, cell->marks);
	buf_text(html->out, "</span>");
}

void
html_content(struct html *html, const struct cell *cell)
{
	bool said = !str_blank(cell->text) && !str_equal(cell->text, rag_word(cell->rag)) &&
		!str_equal(cell->text, dot_sign(cell->dot));
	bool link = *cell_shown(cell) != '\0' && html_link_open(html, cell->href);

	if (cell->sign != SPC_NONE)
		svg_sign(html->out, cell->sign);
	if (cell->line != NULL) {
		svg_line(html->out, cell);
		return;
	}
	if (said && cell->spans != NULL)
		html_spans(html, cell->spans);
	else if (said)
		html_text(html->out, cell->text);
	if (said && link)
		html_link_close(html);
	if (cell->rag != RAG_NONE)
		write_rag(html, cell->rag, !said);
	if (cell->dot != DOT_ABSENT)
		write_dot(html, cell);
	if (!said && cell->rag == RAG_NONE && cell->dot == DOT_ABSENT)
		html_text(html->out, cell_shown(cell));
	if (!said && link)
		html_link_close(html);
	write_marks(html, cell);
}

/* By itself and large: its rating in a word, its arrow in words. */
void
html_figure(struct html *html, const struct cell *cell)
{
	html_text(html->out, cell->text == NULL ? "n/a" : cell->text);
	if (cell->rag != RAG_NONE) {
		buf_printf(html->out, " <span class=\"rag rag-%s\">", rag_name(cell->rag));
		write_rag(html, cell->rag, true);
		buf_text(html->out, "</span>");
	}
	if (cell->dot != DOT_ABSENT && cell->dot != DOT_NONE)
		write_dot(html, cell);
	write_marks(html, cell);
}
