/* What the forms of democratic services share: their fields go to the database by their names, where the rules are. */
#ifndef ENTRY_H
#define ENTRY_H

#include "visit.h"

enum { ENTRY_WORDS_MOST = 300 };

#define DAYS_HINT "Such as 3 May 2017 or 03/05/2017."
#define DAY_ATTRIBUTES "autocomplete=\"off\""

/* "Not said", "Yes", "No": columns of the database are given and taken in these words. */
extern const struct form_choice entry_yes_no[];

/* Gives what was entered, as JSON, to a statement of these parameters: `of`, the JSON, `third`. */
int entry_save(struct visit *visit, enum stmt stmt, const char *of, const char *third);

/* What the database says of the fields of visit->filled, by their names, where it says something. */
void entry_fill(struct visit *visit, const struct rows *rows);

/*
 * Of a form that was sent and came back: what is entered now, if that is not what it was filled from, so that nobody
 * overwrites what they have not seen. The next time it is sent it is in the place of this.
 */
void entry_now_write(struct visit *visit, struct buf *out, const struct rows *rows);

#endif
