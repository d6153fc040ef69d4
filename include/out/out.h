/* Writers: one document, several faces. They know documents, not indicators. */
#ifndef OUT_OUT_H
#define OUT_OUT_H

#include "base/buf.h"
#include "base/err.h"
#include "doc/doc.h"

/*
 * The document's blocks as HTML, without a page around them (the page adds its own). The
 * title is not repeated: the page has it as its h1.
 */
void html_write(struct buf *out, const struct doc *doc);

/* For whoever writes HTML: text between tags, inside a double-quoted attribute, a URL part. */
void html_text(struct buf *out, const char *text);
void html_attr(struct buf *out, const char *text);
void html_url(struct buf *out, const char *text);	/* percent-encodes all but unreserved */

/* The document's tables as JSON, see docs: {"report": …, "tables": […]}. */
int json_write(struct buf *out, const struct doc *doc, struct err *err);

/* One table as CSV; `key` NULL is the first. ERR_ABSENT, naming the tables, if there is none. */
int csv_write(struct buf *out, const struct doc *doc, const char *key, struct err *err);

/* How a PDF's pages are laid out; lengths in points. */
struct page_plan {
	double width, height;		/* portrait */
	double margin;
	double size;			/* of the text */
};
extern const struct page_plan page_plan_a4;

/*
 * The document as PDF: byte-identical for the same document. ERR_INPUT if it holds a character
 * that no font has (the text says which), ERR_SYSTEM if libharu fails. `pages`, if not
 * NULL, gets their number.
 */
int pdf_write(struct buf *out, const struct doc *doc, const struct page_plan *plan,
	unsigned *pages, struct err *err);

/*
 * Lays the document out on A4 and adds to its findings what would go wrong: a character without a
 * glyph, a link to nowhere, type too small to read.
 */
void pdf_check(struct doc *doc);

#endif
