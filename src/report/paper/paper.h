/*
 * Papers and commentary: Markdown whose {{figures}} are references. A text is read twice: once to gather its references,
 * which are then resolved by one statement for all texts, and once to build the document with the answers in the
 * order of asking.
 */
#ifndef PAPER_H
#define PAPER_H

#include "../builder.h"
#include "report/paper.h"

/* Appends a paper or a commentary: Markdown whose figures are live. `deeper` as in markdown.h. */
int add_paper(const struct report_job *job, struct doc *doc, const char *text, unsigned deeper, struct err *err);

/*
 * The same in steps, so that several texts of a page can share the one statement: paper_gather reads
 * the references of a text (NULL: what is wrong with it), references_resolve brings the answers to those
 * of all texts, add_resolved appends a text. `commentary` may hold no cards and reports.
 */
struct references *paper_gather(const struct report_job *job, const char *text, bool commentary, struct err *err);
int references_resolve(const struct report_job *job, size_t count, struct references *const refs[], struct err *err);
int add_resolved(const struct report_job *job, struct doc *doc, const char *text, unsigned deeper, bool commentary,
	struct references *refs, struct err *err);

/* The text alone, its figures and reports left out: what is looked at to see how a paper is built. NULL: err. */
struct doc *paper_outline(const struct report_job *job, const char *text, struct err *err);

/*
 * What a paper lacks that reports of its kind must have (`sections`: section, headings), and what it refers to in words
 * ("see 6.5", "Appendix 2") and does not hold, as findings of `doc`. Not what stands in the reports inside it.
 */
int paper_review(const struct report_job *job, struct doc *doc, const char *where, const char *text,
	const struct rows *sections, struct err *err);

/* What a sentence refers to by its number. */
struct referral {
	size_t from, length; /* where it stands in the words */
	const char *said;    /* "see 6.5" */
	const char *key;     /* what it leads to; NULL: there is no such thing in the paper */
	const char *noun;    /* what there is none of */
};
/* Those of a sentence, in its order; `outline` holds the paper's own blocks. Returns how many. */
size_t paper_referrals(const struct doc *outline, const char *words, struct referral **found);
/* Makes links of those of a block. */
void paper_refer(const struct doc *outline, struct block *block);

/*
 * What stands in the place of what is exempt, an item or a part of a paper (`what`: "Part of this paper is "), and
 * before it where the reader has it. paragraph, reason: NULL, not said.
 */
const char *exempt_words(struct arena *arena, const char *what, const char *paragraph, const char *reason);

/*
 * A document may hold the same report twice: the keys from block `first` on, and the links among
 * these blocks, get "prefix-" before them.
 */
void prefix_keys(struct doc *doc, size_t first, const char *prefix);

/* References as they are met, with the texts of their kind's columns; and the answers. */
enum reference {
	REFERENCE_FIGURE,  /* ref, area, period, measure, scope */
	REFERENCE_FINANCE, /* statement, line, measure, period, group, as */
	REFERENCE_PRINTED  /* what is printed of performance, asked for by whoever looks for faults: see below */
};
size_t reference_fields(enum reference kind); /* how many texts one has */
struct references *references_new(struct arena *arena);
/* `part`: the exempt part that it stands in; NULL. */
void reference_add(
	struct arena *arena, struct references *refs, enum reference kind, const char *const texts[], const char *part);
const char *reference_next(struct references *refs, enum reference kind, struct err *err);
/* Whether the text holds charts, cards or reports: those ask for themselves. */
void references_note_report(struct references *refs);
bool references_hold_report(const struct references *refs);

/* The figures in sentences and, once they are resolved, what each shows. Returns how many. */
size_t references_shown(struct arena *arena, const struct references *refs, struct paper_figure **figures);

/* Of all texts, as arrays: ref (null: all of a report), area, period, report. */
enum { PRINTED_FIELDS = 4 };
void references_printed(
	struct arena *arena, size_t count, struct references *const refs[], const char *params[PRINTED_FIELDS]);

/*
 * Whether the links of a paper, whose blocks begin at `first`, lead somewhere: to a key of its own,
 * or to "#agenda", "#item-8" and the like, which are the pack's to find. ERR_INPUT names the line.
 */
int paper_links(struct doc *doc, size_t first, struct err *err);
/* Whether every link to "#key" leads somewhere now; those to an item without paper lead to the agenda. */
int pack_links(struct doc *doc, const struct rows *agenda, struct err *err);

/* The reports that papers hold by name; card and chart of an indicator have no address of their own. */
extern const struct report card_inside, chart_inside, glossary_report;
/* `level` is that of the card's heading. */
int add_card(const struct report_job *job, struct doc *doc, const char *ref, const char *period, const char *area,
	unsigned level, struct err *err);
int add_indicator_chart(const struct report_job *job, struct doc *doc, const char *ref, const char *period,
	const char *area, struct err *err);
int add_glossary(const struct report_job *job, struct doc *doc, struct err *err);

#endif
