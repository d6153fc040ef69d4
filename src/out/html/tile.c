/* Figures that stand out. */
#include "html.h"

#include "../chart/svg.h"

enum { SPARK_WIDTH = 260 };

static void
write_tile(struct html *html, const struct tile *tile)
{
	const char *rag = rag_name(tile->figure.rag);

	buf_text(html->out, "<div class=\"tile");
	if (rag != NULL)
		buf_printf(html->out, " tile-%s", rag);
	buf_text(html->out, "\">\n");
	if (tile->title != NULL) {
		bool link;

		buf_text(html->out, "<p class=\"tile-title\">");
		link = html_link_open(html, tile->href);
		html_text(html->out, tile->title);
		if (link)
			html_link_close(html);
		buf_text(html->out, "</p>\n");
	}
	buf_text(html->out, "<p class=\"tile-figure\">");
	html_figure(html, &tile->figure);
	buf_text(html->out, "</p>\n");
	if (tile->spark != NULL)
		svg_write(html->out, tile->spark, SPARK_WIDTH, "spark");
	html_line(html, "tile-words", tile->words);
	buf_text(html->out, "</div>\n");
}

/* One by itself says what its page is about; several are a list. */
void
html_tiles(struct html *html, const struct block *block)
{
	if (block->count == 1) {
		buf_text(html->out, "<div class=\"headline\">\n");
		write_tile(html, &block->tiles[0]);
		buf_text(html->out, "</div>\n");
		return;
	}
	buf_text(html->out, "<ul class=\"tiles\">\n");
	for (size_t i = 0; i < block->count; i++) {
		buf_text(html->out, "<li>");
		write_tile(html, &block->tiles[i]);
		buf_text(html->out, "</li>\n");
	}
	buf_text(html->out, "</ul>\n");
}
