/*
 * A long table narrowed and ordered by its address: "?rating=red&sort=-difference". A report's row declares what of;
 * its builder knows nothing of it: it is given the rows that are left, in their order.
 */
#ifndef SIFT_H
#define SIFT_H

#include "builder.h"
#include "order.h"

enum { SIFT_TEXTS = 3, SIFT_ALSO = 2, SIFT_ORDERS = 14 };

struct sift_order {
	const char *key;    /* of the table's column, and what the address says */
	const char *column; /* of the relation */
	enum order_kind kind;
};

struct sift {
	const char *part, *table;   /* whose rows, and the table that they fill */
	const char *thing, *things; /* what a line of it is: "indicator", "indicators" */
	const char *line;           /* the column whose equal values make a line; NULL: each row is one */
	const char *rating, *lead, *section, *state; /* the columns that are compared with; NULL: that is not asked */
	const char *lead_word, *section_word,
		*state_word;           /* what these are called; NULL: lead officer, section, state */
	const char *texts[SIFT_TEXTS]; /* where `text` is looked for */
	const char *ref;               /* what other parts know a line by … */
	const char *also[SIFT_ALSO];   /* … those that keep only what is left */
	/* Rows in another order stand in no groups: the column of their headings becomes one of the table. */
	const char *group, *in_group;
	bool pivot; /* its months are orders too */
	struct sift_order orders[SIFT_ORDERS];
};

/* The parameters that such a table takes. */
unsigned sift_params(const struct sift *sift);

/* Before the builder: leaves of the part what is asked for. After it: the form, the sentence, the headings' links. */
void sift_rows(struct build *build);
void sift_finish(struct build *build);

/* The rows of the part before anything was left out. */
const struct rows *sift_whole(const struct build *build);

#endif
