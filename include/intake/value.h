/* One value of an imported file: what its column wants, and the value in its normal form. */
#ifndef INTAKE_VALUE_H
#define INTAKE_VALUE_H

#include <stddef.h>

#include "base/mem.h"

enum value_type {
	VALUE_TEXT,     /* one line */
	VALUE_LINES,    /* any lines */
	VALUE_MARKDOWN, /* any lines, with figures that must resolve */
	VALUE_NAME,     /* part of an address: lower-case letters, digits, hyphens */
	VALUE_REF,      /* an indicator's: letters, digits, full stops, hyphens, underscores */
	VALUE_REFS,     /* refs joined by + */
	VALUE_PAPER,    /* a file of papers/ */
	VALUE_NUMBER,   /* decimal; commas between thousands, £ and % are dropped */
	VALUE_INTEGER,  /* within bounds */
	VALUE_DATE,     /* ISO 8601 or dd/mm/yyyy */
	VALUE_TIME,     /* HH:MM */
	VALUE_PERIOD,   /* in the forms of the calendar, or a date */
	VALUE_CHOICE,   /* one of a list, in any case */
	VALUE_YES_NO,
	VALUE_LINK, /* http or https */
	VALUE_EMAIL
};

struct value_rule {
	enum value_type type;
	long least, most;           /* VALUE_INTEGER */
	const char *const *choices; /* VALUE_CHOICE: ended by NULL */
};

/*
 * The value in its normal form ("£1,113.50 " → "1113.50", "06/03/2017" → "2017-03-06"; yes and
 * no → "true" and "false"), without the white space around it; "" if it is blank. Numbers stay
 * text: nothing is computed. NULL if it does not follow the rule.
 */
const char *value_read(struct arena *arena, const struct value_rule *rule, const char *text);

/* What the rule wants, to stand after "is not": "a number", "a whole number from 1 to 5". */
const char *value_expected(struct arena *arena, const struct value_rule *rule);

#endif
