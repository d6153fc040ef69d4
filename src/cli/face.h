/* Making a report and writing it in one of its faces, for the commands report and pack. */
#ifndef CLI_FACE_H
#define CLI_FACE_H

#include "command.h"
#include "report/report.h"

/* What is asked for; `format` is csv, csvw, json, xlsx, html or pdf. */
struct face_request {
	const char *name; /* the report's */
	const char *format;
	const char *table; /* NULL: the first */
	const char *path;  /* NULL: standard output */
	bool large_print;  /* of a pdf */
};

/* The parameters by name, each once; a value of NULL was not given. */
struct face_param {
	const char *name, *value;
};

/* Returns the exit status. */
int face_print(struct cli *cli, const struct face_request *request, size_t count, const struct face_param params[]);

#endif
