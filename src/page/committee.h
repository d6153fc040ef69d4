/* What the forms on a committee share. */
#ifndef COMMITTEE_PAGE_H
#define COMMITTEE_PAGE_H

#include "entry.h"

/* Asks a statement about the committee of the address, without waiting. */
int committee_ask(struct visit *visit, enum stmt stmt, struct rows *rows);
/* The name of the committee; what was queued before comes with it. */
int committee_name(struct visit *visit, const char **name);

/* The page of a form, under the committee's name: `text`, a paragraph before it; NULL. */
void committee_page(struct visit *visit, const char *name, const char *title, const char *text);
/* The same of a form that offers nothing of the committee's. */
int committee_plain(struct visit *visit, const struct form_spec *spec, const char *title, const char *text);
/* The way back to the committee. */
const char *committee_back(const struct visit *visit);

/* Radios of what stands, each row an entry, its words and its days: the field "which". */
void committee_standing(struct visit *visit, const struct rows *rows);

/* Saves what was entered by that statement, and goes back to the committee. */
int committee_entered(struct visit *visit, enum stmt stmt);
/* The same of a form whose second button takes something away. */
int committee_changed(struct visit *visit, enum stmt stmt);

#endif
