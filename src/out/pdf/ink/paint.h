/* Pages, and what is painted on them, as content of the file. */
#ifndef OUT_PDF_INK_PAINT_H
#define OUT_PDF_INK_PAINT_H

#include <stdbool.h>
#include <stdint.h>

#include "font.h"
#include "out/canvas.h"
#include "text.h"

struct page;

struct painter {
	struct pdf *pdf;
	struct page *page;
	uint32_t number; /* of the page, from 0 */
	struct buf *out;
	double height; /* of the paper */
	long tx, ty;   /* start of the line of text, hundredths */
	enum face face;
	double size;
	int colour;
	bool in_text, marked, sloped;
	struct node *node;
	const char *artifact;
};

/* The kinds of artifact: what is on the paper but not in the structure. */
extern const char artifact_layout[], artifact_header[], artifact_footer[];

void paint_begin(struct painter *painter, struct pdf *pdf, uint32_t page, struct buf *out);
void paint_end(struct painter *painter);
/* What comes belongs to this node; NULL: it is an artifact. */
void paint_mark(struct painter *painter, struct node *node);
void paint_artifact(struct painter *painter, const char *kind);
void paint_unmark(struct painter *painter);
double paint_text(struct painter *painter, double x, double y, const struct piece *piece);
void paint_box(struct painter *painter, double x, double y, double width, double height, enum colour colour);
void paint_number(struct buf *out, double value); /* with two decimals and a space */
void paint_colour(struct painter *painter, enum colour colour, bool stroke);
void paint_leave_text(struct painter *painter);

/* Where on a page a canvas lies. */
struct sheet {
	struct pdf *pdf;
	struct painter *painter; /* NULL: only measures */
	double x, y;             /* of the canvas's corner */
};
struct canvas canvas_pdf(struct sheet *sheet);

/* The height that a chart wants, and drawing it with its corner at x, y. */
double canvas_pdf_height(struct pdf *pdf, const struct chart *chart, double width, double size);
void canvas_pdf_chart(struct painter *painter, const struct chart *chart, double x, double y, double width,
	double height, double size);

void pages_write(struct pdf *pdf);

#endif
