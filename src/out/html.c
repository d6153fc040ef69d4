/* Stand-in until the writers are merged. */
#include "out/out.h"

void
html_write(struct buf *out, const struct doc *doc)
{
	for (size_t b = 0; b < doc->count; b++) {
		const struct table *t = doc->blocks[b].table;

		if (t == NULL)
			continue;
		buf_printf(out, "<div class=\"scroll\" role=\"region\" aria-labelledby=\"%s-caption\" "
			"tabindex=\"0\"><table><caption id=\"%s-caption\">%s</caption><thead><tr>",
			t->key, t->key, t->title);
		for (size_t c = 0; c < t->column_count; c++)
			buf_printf(out, "<th scope=\"col\"%s>%s</th>", t->columns[c].kind == COLUMN_FIGURE ? " class=\"figure\"" : "", t->columns[c].label);
		buf_text(out, "</tr></thead><tbody>\n");
		for (size_t r = 0; r < t->row_count; r++) {
			buf_text(out, "<tr>");
			for (size_t c = 0; c < t->column_count; c++) {
				const struct cell *cell = &t->rows[r].cells[c];
				const char *tag = t->columns[c].head ? "th" : "td";

				buf_printf(out, "<%s%s class=\"%s%s%s\">", tag,
					t->columns[c].head ? " scope=\"row\"" : "",
					t->columns[c].kind == COLUMN_FIGURE ? "figure" : "text",
					cell->rag ? " rag rag-" : "", cell->rag ? rag_name(cell->rag) : "");
				html_text(out, cell->text);
				if (cell->rag)
					buf_printf(out, " <span class=\"rag-shape\" aria-hidden=\"true\">%s</span> <span class=\"rag-word\">%s</span>",
						rag_shape(cell->rag), rag_word(cell->rag));
				if (cell->dot)
					buf_printf(out, " <span class=\"dot dot-%s\"><span aria-hidden=\"true\">%s</span><span class=\"hidden-text\">%s</span></span>",
						dot_name(cell->dot), dot_sign(cell->dot), dot_word(cell->dot));
				buf_printf(out, "</%s>", tag);
			}
			buf_text(out, "</tr>\n");
		}
		buf_text(out, "</tbody></table></div>\n");
	}
}
