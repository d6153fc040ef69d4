/* What the pages on which minutes are written share. */
#ifndef PAGE_MINUTES_H
#define PAGE_MINUTES_H

#include "visit.h"

/* A form of the record: "/meetings/{meeting}/minutes/edit/NAME". */
struct minutes_form {
	const char *name;
	const char *kind;          /* of the record; NULL: its lists are saved otherwise */
	const char *title;         /* of its page */
	const char *saved, *taken; /* what the banner says */
	const struct form_spec *spec;
};
extern const struct minutes_form minutes_forms[]; /* ended by one without a name */

/* The form of the address; NULL: none. */
const struct minutes_form *minutes_form_find(const struct visit *visit);
/* The meeting's row, of which minutes can be written: ERR_ABSENT, ERR_INPUT. */
int minutes_load(struct visit *visit, struct rows *meeting);
/* Who, and what, can be chosen: rows of minutes_choices(). `what` may be two words, "voter present". */
void minutes_offer(
	struct visit *visit, const struct rows *choices, const char *field, const char *what, const char *none);
/* Back to the record, where the banner says this. */
int minutes_done(struct visit *visit, const char *said);
/* Ends with the form and the way back. */
void minutes_page(struct visit *visit, const struct rows *meeting, const char *title, struct buf *main);
/* The forms that are lists: shown, and saved. */
int minutes_lists(struct visit *visit, const struct minutes_form *form, const struct rows *meeting);
int minutes_lists_post(struct visit *visit, const struct minutes_form *form);
/* A hidden number, as SQL takes it; NULL: there is none. */
const char *minutes_number(const char *sent);

#endif
