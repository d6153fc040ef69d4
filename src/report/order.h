/* How the values of a column follow one another; what has none comes last, whichever way. */
#ifndef ORDER_H
#define ORDER_H

#include <stdbool.h>

enum order_kind {
	ORDER_NUMBER,
	ORDER_TEXT,   /* without regard to case, and as people count: 2.10 after 2.9 */
	ORDER_RATING, /* the worst first; what is not rated says nothing */
	ORDER_TRAVEL  /* the worse first */
};

/* Whether a, as the database wrote it (NULL: nothing), comes before b; false where they are alike. */
bool order_before(enum order_kind kind, bool descending, const char *a, const char *b);

/* "largest first". */
const char *order_words(enum order_kind kind, bool descending);

#endif
