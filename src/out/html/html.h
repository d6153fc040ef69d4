/* What the files that write HTML share. */
#ifndef SRC_OUT_HTML_H
#define SRC_OUT_HTML_H

#include "out/out.h"

/* `ids` has one for each block: where a link to it leads; NULL: the block has none. */
struct html {
	struct buf *out;
	const struct doc *doc;
	const char **ids;
	const struct block_pages *pages; /* of a PDF, one for each block; NULL: of none */
	unsigned page;                   /* the last whose beginning was marked */
	bool columns;                    /* columns side by side are open */
	const char *heading;             /* the id of the last heading written; NULL: none yet */
};

/* A heading that repeats the title, which is the page's h1. */
bool html_is_title(const struct html *html, const struct block *block);

/* Chooses the ids: from keys and numbers, made fit for an attribute, no two alike. */
void html_ids(struct html *html);

/*
 * Begins and ends a link. False: the address is not one that a page may lead to, and nothing
 * is written. Allowed: #key of this document, paths of this site, http, https, mailto.
 */
bool html_link_open(struct html *html, const char *href);
void html_link_close(struct html *html);
/* The block that "#key" leads to: its first heading, table or chart of that key; NULL: none. */
const struct block *html_target(const struct html *html, const char *href, const char **id);

/* The page of the PDF that a block begins on; 0: there is none. */
unsigned html_page(const struct html *html, const struct block *block);

/* The spans, with links and emphasis. */
void html_spans(struct html *html, const struct text *text);

/* A paragraph of one line with a class; nothing for what is blank. */
void html_line(struct html *html, const char *class, const char *text);
/* What a cell of a table says; and a figure by itself, large, with its rating and its arrow. */
void html_content(struct html *html, const struct cell *cell);
void html_figure(struct html *html, const struct cell *cell);
void html_tiles(struct html *html, const struct block *block);
void html_query(struct html *html, const struct query *query);
/* Under a table: its notes; and why figures are missing. */
void html_notes(struct html *html, const struct table *table);
void html_reasons(struct html *html, const struct table *table);
void html_table(struct html *html, const struct table *table, const char *id);

#endif
