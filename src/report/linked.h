/* What hangs together: indicators, budget lines and risks, each beside the others' figures. */
#ifndef LINKED_H
#define LINKED_H

#include "db/db.h"
#include "doc/doc.h"

/* Under a statement; nothing is added where nothing is linked, here and below. */
void add_statement_links(struct doc *doc, const struct rows *links);
/* On the page of a budget line, of an indicator (quotient: question and words), and of a risk. */
void add_line_links(struct doc *doc, const struct rows *indicators, const struct rows *risks);
void add_indicator_links(
	struct doc *doc, const struct rows *lines, const struct rows *risks, const struct rows *quotient);
void add_risk_links(struct doc *doc, const struct rows *indicators, const struct rows *lines);

#endif
