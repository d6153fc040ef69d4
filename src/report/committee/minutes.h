/* The minutes of a meeting, for whatever prints them. */
#ifndef COMMITTEE_MINUTES_H
#define COMMITTEE_MINUTES_H

#include "../builder.h"

/* The rows of what minutes are made of: of the functions minutes_…() in sql/objects/committee/minutes.sql. */
struct minutes {
	const struct rows *scope; /* one row */
	const struct rows *attendance, *declarations, *flow, *motions, *resolutions;
	const struct rows *answered; /* the meeting's questions: meeting_questions() */
	bool links;                  /* to other pages */
};

/* From the parts of a build: attendance, declarations, flow, motions, resolutions, answered. */
struct minutes minutes_of(const struct build *build, const struct rows *scope);

/* Appends them; headings from `level` on. */
void add_minutes(struct doc *doc, const struct minutes *minutes, unsigned level);

#endif
