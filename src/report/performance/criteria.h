/* The criteria of an exception, by number: sql/objects/together/exceptions.sql finds who meets them. */
#ifndef CRITERIA_H
#define CRITERIA_H

enum { CRITERIA = 4 };

struct criterion {
	const char *name, *reason; /* "Off target"; "off target" within a sentence */
};

extern const struct criterion criteria[CRITERIA];

#endif
