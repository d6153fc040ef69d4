/* What may be written of an indicator. */
#ifndef REPORT_COMMENTARY_H
#define REPORT_COMMENTARY_H

/* The kinds, in the order of a card, with the heading that each has there and a hint for its writer. */
enum { COMMENTARY_KINDS = 6 };
struct commentary_kind {
	const char *kind, *title, *hint;
};
extern const struct commentary_kind commentary_kinds[COMMENTARY_KINDS];
const char *commentary_title(const char *kind);

#endif
