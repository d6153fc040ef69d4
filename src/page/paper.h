/* What the pages of a paper share. */
#ifndef PAGE_PAPER_H
#define PAGE_PAPER_H

#include "doc/merge.h"
#include "report/paper.h"
#include "visit.h"

enum { PAPER_MOST = 200000 /* characters */ };

/* The paper in the address, its one row (see paper_of in sql/queries/written.sql) and the sections that it must have. */
struct paper_page {
	struct rows facts, sections;
};
/* ERR_ABSENT: there is none whose draft this reader may see. What is shown of an exempt one goes on record. */
int paper_load(struct visit *visit, struct paper_page *paper);
/* The page, titled after its item: "Write: …" where `what` is "Write". */
void paper_page_answer(struct visit *visit, const struct paper_page *paper, const char *what, const struct buf *main);
/* Its address: `page` NULL, "edit" …, and the line of links to the others. */
const char *paper_link(const struct visit *visit, const char *page);
void paper_links_write(struct visit *visit, struct buf *out, const struct paper_page *paper);
/* Its exempt parts: asked for with what is asked for next; their list, nothing where there are none. */
int paper_parts_ask(struct visit *visit, const struct paper_page *paper, struct rows *parts);
void paper_parts_write(struct visit *visit, struct buf *out, const struct rows *parts);

/* What the forms of exempt items and of exempt parts share. */
extern const struct form_choice exempt_paragraphs[];
#define EXEMPT_AUDIENCE_LABEL "Who may read it"
#define EXEMPT_AUDIENCE_HINT "Beside chief officers, committee officers and whoever leads on it."
#define EXEMPT_NAMES_HINT "As the list of members has them, each on a line of its own."
/* The choices of visit->filled's field "audience": asked for with what else a form needs, and offered when they are there. */
int audiences_ask(struct visit *visit, struct rows *audiences);
void audiences_offer(struct visit *visit, const struct rows *audiences);

/*
 * Its paragraphs as all its readers have them: of an exempt part only its lines {{exempt NAME}} and {{end-exempt}}, so
 * that a place among them is the same for everybody.
 */
struct paragraphs paper_paragraphs(struct arena *arena, const char *text);
/* What a preflight would find in it; nothing where it finds nothing. */
void paper_findings_write(struct buf *out, const struct doc *doc);

#endif
