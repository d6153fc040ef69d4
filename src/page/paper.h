/* What the pages of a paper share. */
#ifndef PAGE_PAPER_H
#define PAGE_PAPER_H

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
/* What a preflight would find in it; nothing where it finds nothing. */
void paper_findings_write(struct buf *out, const struct doc *doc);

#endif
