/*
 * The reports. Each is declared by one row, a const struct report in a file of its own, which says all that
 * others need to know of it: routes, navigation, permissions, the list of reports and the tests read these
 * rows. A report's name is its address without the leading slash: "performance", "performance/cards/7.2".
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include <stdbool.h>

#include "auth/permission.h"
#include "base/err.h"
#include "base/mem.h"
#include "db/db.h"
#include "doc/doc.h"

/*
 * What may be asked of a report; NULL: not said. Which of them one takes is in its row; one that has
 * a PDF takes large-print.
 */
struct report_list {
	const char **items;
	size_t count, room;
};

struct report_params {
	const char *area, *period, *from, *to, *committee, *scope, *edition, *ref, *page, *text;
	const char *person, *event, *about;                 /* of the audit trail */
	const char *rating, *lead, *section, *state, *sort; /* src/report/sift.h */
	const char *kind;                                   /* of what is found */
	struct report_list indicators, areas;               /* of a report that compares: as often as they are said */
	const char *large_print;                            /* "yes": the PDF in large print */
};

enum {
	PARAM_AREA = 1,
	PARAM_PERIOD = 2,
	PARAM_FROM = 4,
	PARAM_TO = 8,
	PARAM_COMMITTEE = 16,
	PARAM_SCOPE = 32,
	PARAM_EDITION = 64,
	PARAM_LARGE_PRINT = 128,
	PARAM_REF = 256,
	PARAM_PAGE = 512,
	PARAM_TEXT = 1024,
	PARAM_RATING = 2048,
	PARAM_LEAD = 4096,
	PARAM_SECTION = 8192,
	PARAM_SORT = 16384,
	PARAM_INDICATORS = 32768,
	PARAM_AREAS = 65536,
	PARAM_PERSON = 131072,
	PARAM_EVENT = 262144,
	PARAM_ABOUT = 524288,
	PARAM_KIND = 1048576,
	PARAM_STATE = 2097152,
	/* src/report/sift.h */
	PARAMS_OF_TABLE = PARAM_TEXT | PARAM_RATING | PARAM_LEAD | PARAM_SECTION | PARAM_STATE | PARAM_SORT
};

/*
 * What a reader may choose: areas (area, name, kind) and periods (period, label, kind, near, step, reach) that hold
 * figures of the report, as page_areas() and page_periods() find them. Empty where the report takes none.
 */
struct report_choices {
	struct rows areas, periods;
};

/* What a report is made for. The database is in a transaction that knows the person. */
struct report_job {
	struct db *db;
	struct arena *arena;
	const char *name;    /* as asked for: "performance/cards/7.2" */
	const char *subject; /* what stood for {…} in its address: "7.2"; NULL */
	struct report_params params;
	unsigned depth;                   /* 0, or how deep inside papers this report stands */
	const char *day;                  /* ISO date of the meeting whose pack this is; NULL: today */
	const char *face;                 /* it goes out as: "html", "csv" …; NULL: nobody is shown it */
	const char *table;                /* of a CSV: the table asked for; NULL: the first */
	bool paper;                       /* it is for paper, which needs the bytes of attachments */
	void (*lay_out)(struct doc *doc); /* finds what paper could not show; NULL: nobody does */
	bool named;                       /* read by itself: the document must name council and area */
	struct report_choices *choices;   /* takes what the page's form offers; NULL: not wanted */
	struct asked *asked; /* of a document of papers: what their reports asked for; NULL: nothing is kept */
};

/* How a table is narrowed and ordered; see src/report/sift.h. */
struct sift;

/* What a report's builder works on; see src/report/builder.h. */
struct build;

/*
 * Fills the document. ERR_INPUT: an unknown area or period, naming what is known; ERR_ABSENT: no such
 * indicator, card or meeting that this reader may see.
 */
typedef int report_builder(struct build *build, struct err *err);

/* The parts of the site, each a way in at the head of every page. */
enum door { DOOR_NONE, DOOR_PERFORMANCE, DOOR_FINANCE, DOOR_RISKS, DOOR_MEETINGS, DOOR_USERS, DOOR_AUDIT, DOOR_HELP };

struct report {
	const char *address; /* "performance/indicators/{ref}", without its slash */
	const char *title;   /* NULL: the column "title" of its scope */
	const char *subject; /* what the {…} in its address is: "cost centre" */
	enum permission permission;
	enum door door;             /* the part of the site that it belongs to */
	const char *menu;           /* its name below the door; NULL: it is not there */
	const char *listed;         /* the heading under which the list of reports has it; NULL: not at all */
	const char *about;          /* what the list says of it: a sentence without its full stop */
	bool of_papers;             /* listed for those alone who prepare papers */
	unsigned params;            /* PARAM_… that it takes */
	bool pdf;                   /* has a PDF face of its own */
	bool data;                  /* has tables, so JSON and CSV */
	const char *const *sources; /* kinds of import that it draws on, ended by NULL */
	const char *choices;        /* what can be chosen comes from: see choices_of() in sql/; NULL: nothing */
	/*
	 * scope is told (as $1 to $18) subject, area, period, from, to, ref, scope, page, day, edition,
	 * committee, text, indicators, areas, person, event, about and kind, and finds one row: its cells are the parameters of the parts. Of a report without
	 * scope the parts are told the same.
	 */
	enum stmt scope;
	enum stmt_group parts;
	report_builder *build;
	const struct sift *sift; /* how its long table is narrowed and ordered; NULL: it is not */
};

/* All of them, in the order of Makefile.am, ended by NULL. */
extern const struct report *const report_table[];

/* The report of that name, and what stood for {…} in its address (or NULL); NULL: none. */
const struct report *report_find(struct arena *arena, const char *name, const char **subject);

/*
 * Builds the report and what its page's frame shows: what the site and the command line call. What goes on record when
 * somebody is shown it is noted in the transaction, which must then be committed before it is shown.
 */
int report_make(const struct report *report, const struct report_job *job, struct doc **doc, struct err *err);

/*
 * How many rows of it are taken away with the face that it goes out as; a page is read, not taken. Putting that on record
 * is part of report_make(): the second is for what was made before and goes out once more.
 */
size_t report_rows_taken(const struct report_job *job, const struct doc *doc);
int report_note_taken(const struct report_job *job, size_t rows, struct err *err);

/*
 * What could be chosen of a report that cannot be made as it was asked for: into job->choices, of the area asked for
 * or, where it holds nothing, the council; with its title, if the row has none.
 */
int report_choices(const struct report *report, const struct report_job *job, const char **title, struct err *err);

/* The value of one of a report's parameters by its name ("area", "period" …); false: no such. */
bool report_param_set(struct report_params *params, const struct report *report, const char *name, const char *value);
/* The same of those that may be said more than once, which are added; and whether one may be. */
bool report_param_add(struct arena *arena, struct report_params *params, const struct report *report, const char *name,
	const char *value);
bool report_param_repeats(const struct report *report, const char *name);
/* One by its number, in the order of their table. False: past the last. */
struct report_param {
	const char *name, *value; /* NULL: not said */
	unsigned bit;
};
bool report_param(const struct report_params *params, size_t number, struct report_param *param);
/* The names of the parameters that a report takes, one after the other: "area, period"; "": none. */
const char *report_param_names(struct arena *arena, const struct report *report);

#endif
