/*
 * Papers and commentary: Markdown whose {{figures}} are references. A text is read twice: once to gather its references,
 * which are then resolved by one statement for all texts, and once to build the document with the answers in the
 * order of asking. The steps of that (paper_gather, references_resolve, add_resolved, add_paper) are in report/build.h.
 */
#ifndef PAPER_H
#define PAPER_H

#include "report/build.h"

/* References as they are met, with the texts of their sort's columns; and the answers. */
enum reference {
	REFERENCE_FIGURE,	/* ref, area, period, measure, scope */
	REFERENCE_FINANCE,	/* statement, line, measure, period, group, as */
	REFERENCE_PRINTED	/* what is printed of performance, asked for by whoever looks for faults: see below */
};
struct references *references_new(struct arena *arena);
void reference_add(struct arena *arena, struct references *refs, enum reference sort,
	const char *const texts[]);
const char *reference_next(struct references *refs, enum reference sort, struct err *err);
/* Whether the text holds charts, cards or reports: those ask for themselves. */
void references_note_report(struct references *refs);
bool references_hold_report(const struct references *refs);

/* Of all texts, as arrays: ref (null: all of a report), area, period, report. */
enum { PRINTED_FIELDS = 4 };
void references_printed(struct arena *arena, size_t count, struct references *const refs[],
	const char *params[PRINTED_FIELDS]);

/*
 * Whether the links of a paper, whose blocks begin at `first`, lead somewhere: to a key of its own,
 * or to "#agenda", "#item-8" and the like, which are the pack's to find. ERR_INPUT names the line.
 */
int paper_links(struct doc *doc, size_t first, struct err *err);
/* Whether every link to "#key" leads somewhere now; those to an item without paper lead to the agenda. */
int pack_links(struct doc *doc, const struct rows *agenda, struct err *err);

#endif
