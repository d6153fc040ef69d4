/* What an intake has come to, shared by the files of this folder. */
#ifndef INTAKE_PROBLEM_H
#define INTAKE_PROBLEM_H

#include <jansson.h>

#include "intake/intake.h"
#include "kinds.h"

/* A Markdown text that came in, to be looked into once everything is loaded. */
struct intake_text {
	unsigned line;
	const char *text;
};

/* One file, read and checked. */
struct intake_part {
	const struct kind *kind;
	const char *name; /* as problems name it: "observations.csv", "papers/x.md" */
	const char *path; /* of a file that is read while it is loaded (see ledger.h); NULL */
	const char *sha256;
	const char *rows; /* a JSON array of objects; "at" is the line */
	size_t row_count;
	struct intake_text *texts;
	size_t text_count, text_room;
	/* Of a part that was put together out of other files: where its rows came from, and its columns there. */
	const struct origin *origins;
	size_t origin_count;
	const struct origin_column *elements; /* ended by NULL */
};

/* Where a row came from whose number is its place in a list, beginning with 1. */
struct origin {
	const char *file;
	unsigned line;
};
struct origin_column {
	const char *column, *element;
};

struct intake {
	struct arena *arena;
	const char *source;
	struct intake_part *parts;
	size_t part_count, part_room;
	struct loaded_file *files;
	struct problem *problems;
	size_t problem_count, problem_room;
	const char **warnings;
	size_t warning_count, warning_room;
	struct intake_document *documents;
	size_t document_count, document_room;
	long import;
};

void problem_add(struct intake *intake, const char *file, unsigned line, const char *column, const char *value,
	const char *expected);

/* Problems from `first` on are of a part: they are said of the files that it came from. */
void problems_trace(struct intake *intake, const struct intake_part *part, size_t first);

/* A file whole, up to the size that an import may have. */
int file_read(struct arena *arena, const char *path, const char **bytes, size_t *length, struct err *err);

/* What whoever imports should know of what was loaded all the same. */
void warn(struct intake *intake, const char *words);

/* Warns of a column of the file that its kind does not have. */
void warn_unknown(struct intake *intake, const char *file, const char *column);

/* Reads a file's bytes as a part of its kind; what is wrong with them becomes problems. */
void part_read(struct intake *intake, const struct kind *kind, const char *name, const char *bytes, size_t length);

struct record;
/*
 * The same of records that stand in no CSV, with these columns of their kind; the number of each is its line. Where
 * they came from is the part's.
 */
void part_rows(struct intake *intake, const struct kind *kind, const struct intake_part *as, const char *const *columns,
	const struct record *records, size_t count);

#endif
