/* Slabs, rows of the page that are not split, and the pages that they flow onto. */
#ifndef OUT_PDF_LAYOUT_FLOW_H
#define OUT_PDF_LAYOUT_FLOW_H

#include <hpdf.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../ink/text.h"

struct repeat {
	struct slab **slabs;
	size_t count;
	double height;
};

struct slab {
	double before;        /* space above it, not at the top of a page */
	double height, least; /* it may be drawn lower than its height, as low as this; 0: not */
	bool keep;            /* is not parted from the next slab */
	bool landscape;
	bool cover;          /* its page has neither header nor number */
	const char *running; /* the page header from here on */
	bool late;           /* and whether its pages came late */
	const char *begun;   /* with running: the page, as it was printed before, that it began on; NULL */
	const char *key;     /* what links lead to */
	size_t block;        /* of the document; beyond the last: of none */
	struct piece *pieces;
	size_t count, room;
	const struct repeat *repeat; /* what a new page says again above it */
	struct beside *beside;       /* what it is made of, if it is columns side by side */
	size_t beside_count;
};

/* A slab inside another, `top` below its upper edge. */
struct beside {
	struct slab *slab;
	double top;
	size_t column;
};

struct placed {
	const struct slab *slab;
	double y;
	bool repeated;
};

struct page {
	bool landscape, cover;
	const char *running, *before; /* what the header says, and what it said until this page */
	bool late, late_before;       /* likewise */
	const char *begun;            /* by what begins at its head */
	unsigned whole, letter;       /* its number: 25, and 2 for 25b */
	struct placed *placed;
	size_t count, room;
	double y; /* where the next slab goes */
	HPDF_Page hpdf;
	const char *content; /* its ink, deflated */
	size_t content_length;
	struct node **nodes; /* by MCID */
	size_t node_count, node_room;
};

struct target {
	const char *key;
	unsigned page; /* from 1 */
	double y;
};

struct slab *slab_new(struct pdf *pdf);
void slab_room(struct pdf *pdf, struct slab *slab, size_t pieces);
struct piece *slab_piece(struct pdf *pdf, struct slab *slab, enum piece_kind kind);
void slab_line(struct pdf *pdf, struct slab *slab, const struct line *line, double x, double y);
void slab_box(struct pdf *pdf, struct slab *slab, double x, double y, double width, double height, enum colour colour);

void flow_slab(struct pdf *pdf, struct slab *slab);
void flow_flush(struct pdf *pdf); /* what waits for more waits no longer */
void flow_break(struct pdf *pdf); /* what comes next begins a page */
void flow_end(struct pdf *pdf);
bool flow_turned(struct pdf *pdf); /* whether the page that is being filled is landscape */
/* Whether that page is landscape, and so little of it used that what comes next belongs on it, too. */
bool flow_stays_turned(const struct pdf *pdf);
double flow_rest(const struct pdf *pdf);    /* of the page, below what waits; nothing, if another begins */
double flow_waiting(const struct pdf *pdf); /* the height of what waits */
/* What is printed as the number of a page, from 1: "25", "25a". */
const char *flow_page_label(const struct pdf *pdf, unsigned number);
void flow_undo(struct pdf *pdf, size_t number); /* the page of that number, from 1, and all after it */
double flow_width(const struct pdf *pdf, bool landscape);
double flow_height(const struct pdf *pdf, bool landscape);
const struct target *flow_target(const struct pdf *pdf, const char *key);

#endif
