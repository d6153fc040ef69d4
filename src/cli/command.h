/* What a command is, and what all of them share. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "auth/permission.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "conf/conf.h"
#include "db/db.h"

enum { DONE = 0, REFUSED = 1, USAGE = 2 }; /* exit status */

/* What a command runs with. The connection is open; nothing has begun. */
struct cli {
	struct conf *conf;
	struct db *db;
	struct arena *arena;
	const char *as;    /* --as USER; NULL: the operator */
	const char *asked; /* what for, as the audit trail names it: its words and what it is about, no more */
	bool json, verbose;
	unsigned roles; /* of the user of --as, once a transaction has begun */
};

/*
 * An option of a command. What it says goes to a place in the struct that the command hands to cli_options: a bool
 * where no value stands after it, else a const char *, or, where it may be said again, a struct option_list.
 */
struct option {
	const char *name;    /* "--dry-run"; NULL ends the list */
	const char *value;   /* what stands after it, like an operand: "FILE", "members|public"; NULL: nothing */
	const char *meaning; /* in a few words */
	size_t place;
	bool again;       /* it may be said several times */
	const char *form; /* the first word of the forms that take it, "add|invite"; NULL: all do */
};

struct option_list {
	const char **items;
	size_t count, room;
};

/*
 * A row declares a command: how it is read, what it says of itself (--help, the manual) and how a shell completes it
 * all follow from it. A form is what stands after the command's name: words in small letters as they are, words in
 * capitals for what is meant, those in brackets may be left out ("[NAME [VALUE]]").
 */
struct command {
	const char *name;
	const char *summary;              /* what it does, in a line */
	const char *const *forms;         /* ended by NULL */
	const struct option *options;     /* NULL: none of its own */
	const char *detail;               /* what else there is to know, a paragraph a line; NULL */
	void (*explain)(struct buf *out); /* what --help adds at the end; NULL: nothing */
	int (*run)(struct cli *cli, int argc, char *argv[]);
	bool json;      /* --json makes a difference */
	bool operators; /* it is the operator's alone: no --as */
};

extern const struct command command_attach, command_audit, command_committees, command_completion, command_council,
	command_detach, command_erase, command_import, command_import_meetings, command_imports, command_migrate,
	command_pack, command_period, command_preflight, command_publish, command_rekey, command_release,
	command_report, command_setting, command_user, command_withdraw;

/* All of them, ended by NULL, and the options that all take. */
extern const struct command *const command_table[];
extern const struct option shared_options[];
/* Whether a command takes one of those. */
bool option_applies(const struct command *command, const struct option *shared);

/*
 * Reads the command's options, which may stand anywhere, into `into`, and opens the database. The operands are moved
 * to the front of argv; they fit one of the command's forms. Returns their number, or -1 after saying what is wrong:
 * return cli_failed(), then. cli_arguments opens no database.
 */
int cli_options(struct cli *cli, const struct command *command, int argc, char *argv[], void *into);
int cli_arguments(struct cli *cli, const struct command *command, int argc, char *argv[], void *into);
int cli_failed(void);

/* The line that says how a form is used, without "usage: ": its options, then its operands. */
void usage_line(struct buf *out, const struct command *command, const char *form);
/* Those of all forms, as they are said when something is wrong; all that --help says of a command. */
void usage_lines(struct buf *out, const struct command *command);
void usage_help(struct buf *out, const struct command *command);

/*
 * Says it on standard error, as "moothall: TEXT"; returns REFUSED. What the database could not do is explained as far
 * as it can be: that it is newer than the program, or not set up.
 */
int cli_refuse(struct cli *cli, const struct err *err);
int cli_refuse_as_said(struct cli *cli, const struct err *err); /* unexplained */
int cli_refuse_text(const char *text);

/* Says what is wrong with what was to be "loaded"; returns REFUSED. */
struct intake;
int print_problems(const struct cli *cli, const struct intake *intake, const char *done);

/* Begins a transaction as the operator, or as the user of --as. */
int cli_begin(struct cli *cli, struct err *err);

/* Whether the user of --as may, once a transaction has begun; "may not see WHAT" if not. */
int cli_permit(const struct cli *cli, enum permission permission, const char *what, struct err *err);

/* One statement in a transaction of its own; `rows` may be NULL. */
int cli_perform(
	struct cli *cli, enum stmt stmt, size_t count, const char *const params[], struct rows *rows, struct err *err);

/* The system account of whoever runs the command. */
const char *cli_account(struct arena *arena);

/* Adds the file's bytes; one of more than `most`, whole MB, is refused before all of it is read. */
int input_read(const char *path, size_t most, struct buf *out, struct err *err);

/*
 * The bytes to standard output, or (path not NULL) to a file that is there whole or, if
 * anything fails, as it was before.
 */
int output_write(const char *path, const char *bytes, size_t length, struct err *err);

/* Text, or a value as JSON, which is let go, on standard output; returns DONE, or REFUSED if it could not be written. */
int output_print(const struct buf *text);
int output_json(json_t *json);

#endif
