/* What of a long table was left out: between sift.c, which does it, and sift_say.c, which says it. */
#ifndef SIFTED_H
#define SIFTED_H

#include "order.h"
#include "sift.h"

struct sifted {
	struct rows whole;
	size_t all, left; /* lines before and after */
	const char *sort; /* the key that it is ordered by, without its sign; NULL: as it came */
	bool descending, narrowed;
	enum order_kind kind;
	const char *problem; /* why what was asked for cannot be */
};

/* The order that a table declares under this key; NULL: none. Whether the key is one of its periods. */
const struct sift_order *sift_order_find(const struct sift *sift, const char *key);
bool sift_is_pivot(const struct sift *sift, const struct rows *rows, const char *key);
/* What its sections are called, with a small letter. */
const char *sift_section_word(const struct sift *sift);

#endif
