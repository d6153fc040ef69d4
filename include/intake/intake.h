/*
 * Imports: files are read and checked, then loaded into the caller's transaction, all or
 * nothing. Every bad row is a problem; an import with a problem must be rolled back.
 */
#ifndef INTAKE_INTAKE_H
#define INTAKE_INTAKE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "db/db.h"

struct problem {
	const char *file;     /* "observations.csv" */
	unsigned line;        /* the first of the record; 0: the file as a whole */
	const char *column;   /* NULL: the whole row */
	const char *value;    /* as it stands in the file; NULL: blank or not there */
	const char *expected; /* "a number": stands after "is not"; ": it is empty": a sentence of its own */
	bool element;         /* the column is an element of a file that is no table */
};

/* What has been read of a file, and where it went. */
struct loaded_file {
	const char *kind, *name;
	size_t row_count;
};

/*
 * Answers whether the figures that a text refers to exist: 0, or -1 with ERR_INPUT or
 * ERR_ABSENT and the reason, which names the text's line. `name` is the paper's, or NULL.
 */
struct text_check {
	void *context;
	int (*text)(
		void *context, struct db *db, struct arena *arena, const char *name, const char *text, struct err *err);
};

struct intake;

/* On which terms it is loaded. */
struct intake_terms {
	const char *account; /* the operator's system account */
	bool release;        /* members see it at once */
	const char *reason;  /* why it changes what is closed; NULL: it may not */
};

/* The kinds, "areas, populations, …"; and with their columns, for help texts. */
const char *kind_names(struct arena *arena);
void intake_explain(struct buf *out);

/* Everything of an intake lives in the arena. `source` is what was named: a file or folder. */
struct intake *intake_new(struct arena *arena, const char *source);

/* Reads one file of a kind. -1: no such kind, or the file cannot be read. */
int intake_file(struct intake *intake, const char *kind, const char *path, struct err *err);

/* Reads every KIND.csv of a folder and its papers. -1 also if a .csv has another name. */
int intake_folder(struct intake *intake, const char *path, struct err *err);

/* A document that an answer of Modern.gov's web service names, and its file beside it. */
struct intake_document {
	const char *meeting, *item, *title;
	const char *path; /* of the file; its name behind the last slash */
	const char *answer;
	unsigned line; /* of the answer that names it */
};

/*
 * Reads the answers (*.xml) of Modern.gov's web service in a folder: committees, meetings, agendas, attendance, minutes
 * and decisions as parts of their kinds. `committees` (columns committee, name) are those that there are: one of the
 * same name is that one. What was taken over before is left out when it is loaded.
 */
int intake_moderngov(struct intake *intake, const char *folder, const struct rows *committees, struct err *err);
size_t intake_documents(const struct intake *intake, const struct intake_document **documents);

/*
 * Loads what was read, in the order of dependence, in the open transaction, which knows the
 * person; does nothing if there are problems already, and adds those that the database finds.
 * `check` may be NULL: texts are not looked into.
 */
int intake_load(struct intake *intake, struct db *db, const struct intake_terms *terms, const struct text_check *check,
	struct err *err);

long intake_import(const struct intake *intake); /* the import's number, once loaded */
size_t intake_problems(const struct intake *intake, const struct problem **problems);
size_t intake_warnings(const struct intake *intake, const char *const **warnings);
size_t intake_files(const struct intake *intake, const struct loaded_file **files);

/* The problem as a line for people, without control characters. */
const char *problem_text(struct arena *arena, const struct problem *problem);

#endif
