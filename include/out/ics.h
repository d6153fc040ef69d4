/* A calendar for other programs: iCalendar, RFC 5545. */
#ifndef OUT_ICS_H
#define OUT_ICS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct ics_event {
	const char *uid;      /* the same for as long as it is the same event */
	const char *sequence; /* how often it was changed: "0", "3" */
	const char *stamp;    /* when it was changed last, in UTC: "20170306T090000Z" */
	const char *starts;   /* likewise; how long it lasts nobody knows before */
	const char *summary, *location;
	const char *words; /* NULL: none */
	const char *url;   /* NULL: none */
	bool cancelled;
};

/* `name`: what programs call it. Texts are escaped, long lines folded between characters. */
void ics_write(struct buf *out, const char *name, size_t count, const struct ics_event events[]);

#endif
