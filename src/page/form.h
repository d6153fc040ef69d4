/*
 * Forms, after the patterns of the GOV.UK Design System. A form is declared by rows, a field each; reading them, the
 * token, what is wrong said above the page and at its field, and keeping what was typed are done here and in site.c.
 */
#ifndef FORM_H
#define FORM_H

#include "base/buf.h"

struct visit;

enum field_kind {
	FIELD_TEXT,
	FIELD_PASSWORD,
	FIELD_LINES,
	FIELD_FILE,
	FIELD_HIDDEN,
	FIELD_SELECT, /* one of its choices; one without a value is "none" */
	FIELD_RADIOS, /* the same, all of them in view */
	FIELD_CHECKS, /* any number of its choices */
	FIELD_DAY     /* typed as people write one: form_day() is what was meant */
};

struct form_choice {
	const char *value, *label;
	const char *hint;  /* NULL; a select has none */
	const char *group; /* choices that follow one another with the same stand under it; NULL: none */
};

struct form_field {
	const char *name;
	enum field_kind kind;
	const char *label, *hint; /* hint: NULL, none */
	const char *missing;      /* what is said where nothing was entered; NULL: it may be left out */
	unsigned most;            /* characters; 0: as many as are sent */
	const char *attributes;   /* more of the control's, as HTML; NULL */
	/* Up to the first without a label. NULL: the page has them, by form_choices(), and what was sent may be any. */
	const struct form_choice *choices;
};

/* With a value it is sent as `action`. */
struct form_button {
	const char *value, *label;
};

enum { FORM_FIELDS = 20, FORM_BUTTONS = 3 };

struct form_spec {
	int (*page)(struct
		visit *visit); /* shows the form's page again, with visit->filled in it; NULL: nothing is typed in it */
	struct form_field fields[FORM_FIELDS]; /* up to the first without a name */
	struct form_button buttons[FORM_BUTTONS];
};

/* What stands in a form, and what is wrong with it. */
struct form_filled {
	const struct form_spec *spec;
	const char *prefix; /* of the ids of its fields, where a page has several such forms; NULL */
	const char *error;  /* what is wrong with a form in which nothing is entered; NULL */
	struct {
		const char *value, *error;
		const char *label, *hint; /* in place of the row's; NULL */
		bool absent;              /* not asked for this time */
		const char *day;          /* ISO 8601; NULL: none was entered */
		const char **values;      /* of a field that has any number of them */
		size_t count;
		const struct form_choice *choices; /* the page's; NULL */
		size_t choice_count;
	} fields[FORM_FIELDS];
};

/* Where a form stands on a page. */
struct form_place {
	const char *action; /* the address that it is sent to */
	const char *of;     /* hidden words after those of its buttons: " for item 7"; NULL */
};

/* How many fields a form has. */
size_t form_fields(const struct form_spec *spec);
/* The place of a field in its form. Aborts if there is none of this name. */
size_t form_field(const struct form_spec *spec, const char *name);
const char *form_value(const struct form_filled *filled, const char *name);
void form_set(struct form_filled *filled, const char *name, const char *value);
/* What the reader may choose from, in the order in which it is shown. */
void form_choices(struct form_filled *filled, const char *name, size_t count, const struct form_choice choices[]);
const char *form_day(const struct form_filled *filled, const char *name);
/* What was chosen of FIELD_CHECKS, as the literal of a PostgreSQL text[]. */
const char *form_array(struct arena *arena, const struct form_filled *filled, const char *name);
void form_check_choice(struct arena *arena, struct form_filled *filled, const char *name, const char *value);
bool form_has_file(const struct form_spec *spec);
/* Whether a field of this name may be sent more than once. */
bool form_repeats(const struct form_spec *spec, const char *name);
/* Whether something longer is written in it, which must not be lost. */
bool form_has_text(const struct form_spec *spec);
bool form_has_errors(const struct form_filled *filled);

/* Fills visit->filled with what was sent. */
void form_take(struct visit *visit);
/* Reads the days that were typed; what is none has its error. -1: they could not be read. */
int form_read_days(struct visit *visit);
/* Whether everything is there and no longer than it may be; what is not has its error in visit->filled. */
bool form_check(struct visit *visit);
/* Shows the form's page again with that status; what the page returns. */
int form_show(struct visit *visit, unsigned status);
/* ... with this said at the field. */
int form_refuse(struct visit *visit, const char *name, unsigned status, const char *error);
/* The same of the form as a whole: said at its first field, or above it where nothing is entered in it. */
int form_refuse_all(struct visit *visit, unsigned status, const char *error);
/*
 * After a statement that failed because of what was sent (refuse_at() in sql/ names the field; without one it is the
 * form as a whole): the page again, in a new transaction, with what the database said. Faults stay faults: -1.
 */
int form_refused(struct visit *visit);
/* Whoever was signed out while writing keeps what was written. */
int form_keep(struct visit *visit);

void form_write(
	const struct visit *visit, struct buf *out, const struct form_filled *filled, const struct form_place *place);
/* The page of a form by itself: what stands before it in `main`, the form of visit->filled, and the way back from it. */
void form_page(struct visit *visit, const char *title, const char *subtitle, struct buf *main, const char *back);
/*
 * An address that is shown here and now, and never again, to be copied: `site` is the setting site_address, without which
 * a reader is told what belongs before it.
 */
struct shown_once {
	const char *id, *label, *hint;
	const char *site; /* NULL: not set */
	const char *path, *token;
};
void shown_once_write(struct buf *out, const struct shown_once *shown);
/* Only its fields, without those that are hidden; all of them, hidden, but for those that must be typed again. */
void form_fields_write(struct buf *out, const struct form_filled *filled);
void form_hidden_write(struct buf *out, const struct form_filled *filled);
/* What says above a page what is wrong with it: between them a list item each. */
void error_summary_begin(struct buf *out, const char *title);
void error_summary_end(struct buf *out);
/* What is wrong, each with the way to its field; nothing if nothing is. */
void form_summary(const struct form_filled *filled, struct buf *out);

#endif
