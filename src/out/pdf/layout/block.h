/* Blocks of the document into slabs. */
#ifndef OUT_PDF_LAYOUT_BLOCK_H
#define OUT_PDF_LAYOUT_BLOCK_H

#include <stdbool.h>
#include <stddef.h>

#include "../ink/text.h"
#include "doc/doc.h"

struct repeat;
struct slab;

struct entry { /* a heading, for contents and outline */
	size_t block;
	unsigned level;
	const char *number, *text, *key;
};

/* All of them; `title` writes what comes first, if the document has none of its own. */
void blocks_write(struct pdf *pdf, void (*title)(struct pdf *pdf));
void block_write(struct pdf *pdf, size_t index);
/* The blocks from a BLOCK_COLUMNS to its end; returns the index of the last of them. */
size_t columns_write(struct pdf *pdf, size_t index);
void heading_write(struct pdf *pdf, const struct block *block, const char *key);
void cover_write(struct pdf *pdf, const struct cover *cover);
void contents_write(struct pdf *pdf, size_t block, unsigned level);
void note_write(struct pdf *pdf, const struct text *text, double before);
void table_write(struct pdf *pdf, const struct table *table);
/* `keep`: all of it, with what comes next. */
void facts_write(struct pdf *pdf, const struct fact *facts, size_t count, bool keep);

/* How lines become slabs. */
struct setting {
	struct style style;
	double left, before;
	bool keep;     /* all of it, with what comes next */
	bool leads;    /* its end, with what comes next */
	bool measured; /* lines are no longer than on portrait paper */
	const struct repeat *repeat;
	const char *key, *running;
	bool late;         /* with running */
	const char *begun; /* likewise */
	const char *label; /* hangs before the first line, at `label_left` */
	double label_left;
	struct node *label_node;
};
void text_flow(struct pdf *pdf, const struct text *text, const struct setting *setting, struct node *node);

/* A row of cells side by side, each with its lines. */
struct row_cell {
	struct text text;
	struct style style;
	double x, width; /* without padding */
	int tint;        /* a colour; -1: none */
	struct node *node;
	bool ruled; /* a line beneath it */
	bool waits; /* its ink comes in a later row: it only takes its place */
};
struct row_look {
	double size, pad_x, pad_y;
	double width;                  /* of all */
	int background;                /* a colour; -1: none */
	double rule_above, rule_below; /* thickness */
};
/* One slab, or several if it is taller than `room`. */
size_t row_slabs(struct pdf *pdf, const struct row_cell *cells, size_t count, const struct row_look *look, double room,
	struct slab ***slabs);

/* Widths of columns from those of their contents: at least `least`, `most` if there is room. */
void widths_share(const double least[], const double most[], double widths[], size_t count, double room);

#endif
