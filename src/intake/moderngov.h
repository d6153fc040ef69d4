/* What Modern.gov's answers say, on its way to rows: shared by the files that read them. */
#ifndef INTAKE_MODERNGOV_H
#define INTAKE_MODERNGOV_H

#include <stdbool.h>
#include <stddef.h>

#include "problem.h"
#include "records.h"
#include "xml.h"

enum taken { COMMITTEES, SEATS, MEETINGS, AGENDA, ATTENDANCE, MINUTES, RESOLUTIONS, STATES, TAKEN };

struct list {
	struct record *records;
	struct origin *origins;
	size_t count, room, origin_room;
};

/* An answer's element that speaks of a meeting or a committee, and the file that it stands in. */
struct said {
	const char *id, *file;
	const struct xml *element;
};
struct saids {
	struct said *list;
	size_t count, room;
};

/* A meeting as far as it is known: from a list of meetings, from its own answer, or both. */
struct sitting {
	const char *id, *committee, *title, *day, *name;
	const struct said *listed, *whole;
};

/*
 * Somebody who was at meetings of a committee in a capacity, from the first to the last of them. plain: it cannot be
 * said when they sat in which, so that they are a member all the time.
 */
struct sat {
	const char *committee, *person, *capacity, *group, *first, *last, *file;
	unsigned line;
	bool plain;
};

struct take {
	struct intake *intake;
	struct arena *arena;
	const char *folder;
	const struct rows *known; /* committees that there are */
	struct saids committees, listed, whole;
	struct sitting *sittings;
	size_t sitting_count;
	struct sat *sats;
	size_t sat_count, sat_room;
	struct list lists[TAKEN];
	size_t cancelled, missing;
};

/* A row of a kind, which came from this line of an answer; the values are as many as the kind has columns there. */
#define ROW(take, taken, file, line, ...) row_add(take, taken, file, line, (const char *const[]){__VA_ARGS__})
void row_add(struct take *take, enum taken taken, const char *file, unsigned line, const char *const *values);

/* What an element says, as words in one line; and whether it is this, in either case. */
const char *words(const struct take *take, const struct xml *in, const char *name);
bool says(const struct take *take, const struct xml *in, const char *name, const char *value);
/* What either answer says of a meeting; and the one that says more. */
const char *said_of(const struct take *take, const struct sitting *sitting, const char *name);
const struct said *where(const struct sitting *sitting);

/* The answers of the folder, and the meetings that they speak of, by committee and day. */
int answers_read(struct take *take, struct err *err);
void committees_add(struct take *take);
void sittings_find(struct take *take);
/* Who was there; the seats follow from it. */
void attendees_add(struct take *take, const struct sitting *sitting);
void seats_add(struct take *take);
/* The agenda, with what was said and decided of each item, and its documents. */
void agenda_add(struct take *take, const struct sitting *sitting);
void meeting_add(struct take *take, const struct sitting *sitting);

#endif
