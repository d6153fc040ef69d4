/* Attachments: attached.c makes room for their pages, file/merge.c puts them in. */
#ifndef OUT_PDF_LAYOUT_ATTACHED_H
#define OUT_PDF_LAYOUT_ATTACHED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "doc/doc.h"

struct node;
struct painter;
struct pdf;
struct piece;
struct placed;

struct attached_page {
	struct attached *of;
	unsigned number;            /* in its file, from 0 */
	uint32_t page;              /* of the pack, from 0 */
	double x, y, width, height; /* where it goes, from the corner at the bottom left */
};

struct attached {
	const struct attachment *attachment;
	struct _qpdf_data *file;
	struct node *part; /* what it is in the structure */
	unsigned level;    /* of the heading before it, in the structure */
	struct attached_page *pages;
};

/* The name that the pages' content draws an attachment's page by. */
#define ATTACHED_NAME "/MoothallAttached"

void attached_write(struct pdf *pdf, const struct attachment *attachment);
void attached_paint(struct painter *painter, const struct placed *placed, const struct piece *piece);
void attached_close(struct pdf *pdf);
/* Whether nothing in the document keeps it from being PDF/UA. */
bool attached_accessible(const struct doc *doc);
/* Puts the attachments' pages, links, bookmarks and structure into the file that begins at `start`. */
int attached_merge(struct pdf *pdf, struct buf *out, size_t start);

#endif
