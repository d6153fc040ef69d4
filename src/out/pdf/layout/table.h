/* A table between its measuring (fit.c) and its rows (table.c). */
#ifndef OUT_PDF_TABLE_H
#define OUT_PDF_TABLE_H

#include "../pdf.h"

/* A table at work. Widths in `least`, `comfort` and `most` are for type of size 1. */
struct grid {
	struct pdf *pdf;
	const struct table *table;
	size_t count;       /* of columns */
	struct text *texts; /* of the cells, row by row */
	double *least, *comfort, *most;
	double size; /* of the type */
	bool groups; /* there are headings over columns */
	struct node *node, *head[2], **rows;
};

/* Some of the columns, side by side on one page. */
struct part {
	size_t *columns, count;
	double *x, *widths; /* without padding */
	size_t repeated;    /* how many at the left were printed before */
};

#define PAD 0.4 /* at both sides of a cell, in sizes of the type */

/*
 * Reads the cells, and chooses type, orientation and widths. Returns in how many parts the
 * table goes; 0: in none, large print has it as lists. May turn pdf->landscape on.
 */
size_t grid_fit(struct grid *grid, struct part **parts);
struct text label_text(struct grid *grid, const struct column *column);
bool is_strong(enum row_kind kind);
int tint_of(enum rag rag); /* a colour; -1: none */
/* The rows of a table one below the other, each its columns' names and values. */
void records_write(struct grid *grid);
struct slab;
double slabs_height(struct slab *const *slabs, size_t count);
bool records_shorter(struct grid *grid, const struct part *part);   /* than the table that fits */
double cell_size(const struct grid *grid, const struct cell *cell); /* of its type, as a multiple of the table's */

#endif
