/* Writers: one document, several faces. They know documents, not indicators. */
#ifndef OUT_OUT_H
#define OUT_OUT_H

#include <stdio.h>

#include "base/buf.h"
#include "base/err.h"
#include "doc/doc.h"

/*
 * The document's blocks as HTML, without a page around them (the page adds its own). The
 * title is not repeated: the page has it as its h1.
 */
void html_write(struct buf *out, const struct doc *doc);

/* The pages of a PDF that a block stands on, from 1; 0: it is on none, as a page break is. */
struct block_pages {
	unsigned first, last;
	const char *const *labels; /* what is printed as the number of each page of the PDF: labels[1] of the first */
};
/*
 * The same as the twin of a PDF: marks where each of its pages begins, and says page numbers
 * where the PDF does. `pages` has those of each block; NULL: as html_write.
 */
void html_write_paged(struct buf *out, const struct doc *doc, const struct block_pages pages[]);

/* For whoever writes HTML: text between tags, inside a double-quoted attribute. */
void html_text(struct buf *out, const char *text);
void html_attr(struct buf *out, const char *text);

/* The document's tables as JSON, see docs: {"report": …, "tables": […]}. */
int json_write(struct buf *out, const struct doc *doc, struct err *err);

/* One row of texts as CSV; NULL is blank. */
void csv_row(struct buf *out, size_t count, const char *const cells[]);
/* Rows of them to a file, cells row by row. */
int csv_file_rows(FILE *file, size_t rows, size_t columns, const char *const cells[], struct err *err);
/* One table as CSV; `key` NULL is the first. ERR_ABSENT, naming the tables, if there is none. */
int csv_write(struct buf *out, const struct doc *doc, const char *key, struct err *err);

/*
 * What the columns of that CSV are, as metadata of the W3C's "CSV on the Web"; `url` is where
 * the CSV is, seen from the metadata.
 */
int csvw_write(struct buf *out, const struct doc *doc, const char *key, const char *url, struct err *err);

/*
 * All tables as an XLSX workbook, the same bytes for the same document; `contact` is whom a
 * reader turns to. ERR_ABSENT if there is no table, ERR_INPUT if one is too large for a
 * spreadsheet, ERR_SYSTEM if the disk is full.
 */
int xlsx_write(struct buf *out, const struct doc *doc, const char *contact, struct err *err);

/*
 * What is kept of a pack when it is published: "pdf", "large-print", "html" (its blocks, as the twin of the PDF), "json",
 * "xlsx"; "csv:KEY" and "csvw:KEY" are a table and what its columns are. `parts` gets of paper where its parts begin, a
 * line each: the key of the heading, a tab, the number of the page as it is printed.
 */
int kept_write(struct buf *out, struct buf *parts, const struct doc *doc, const char *face, const char *contact,
	struct err *err);

/* How a PDF's pages are laid out; lengths in points. */
struct page_plan {
	double width, height; /* portrait */
	double margin;
	double size;    /* of the text */
	double leading; /* of a line, as a multiple of its size */
	bool even;      /* tables, notes, charts and headers are no smaller than the text */
};
extern const struct page_plan page_plan_a4, page_plan_large;
/* For what a reader asks: "yes" is large print, "no", "" and NULL are not; NULL: ERR_INPUT. */
const struct page_plan *page_plan_find(const char *large_print, struct err *err);

/*
 * The document as PDF: byte-identical for the same document. A character that no font has is
 * printed as U+FFFD, and a note at the end names it. ERR_INPUT if a text is not UTF-8 or a
 * reference leads nowhere, ERR_SYSTEM if libharu fails. `pages`, if not NULL, gets their number.
 */
int pdf_write(struct buf *out, const struct doc *doc, const struct page_plan *plan, unsigned *pages, struct err *err);
/* The same; `parts` gets where the document's parts begin, as kept_write says. */
int pdf_write_parts(
	struct buf *out, struct buf *parts, const struct doc *doc, const struct page_plan *plan, struct err *err);

/*
 * Lays the document out on A4 and adds to its findings what would go wrong: a character without a
 * glyph, a link to nowhere, type too small to read.
 */
void pdf_check(struct doc *doc);

/* The same, and where the time went, in seconds. `deflate` is part of none of the others. */
struct pdf_costs {
	unsigned pages;
	double layout, ink, fonts, tags, deflate;
};
int pdf_write_measured(
	struct buf *out, const struct doc *doc, const struct page_plan *plan, struct pdf_costs *costs, struct err *err);

/* Lays that PDF out without writing it: where its blocks stand. Fails as pdf_write does. */
int pdf_pages(const struct doc *doc, const struct page_plan *plan, struct block_pages pages[], struct err *err);

#endif
