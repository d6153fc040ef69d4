/* What a command is, and what all of them share. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

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
	const char *as; /* --as USER; NULL: the operator */
	bool json;
};

/* An option of a command: exactly one of flag, value and list is not NULL. */
struct option {
	const char *name; /* "--dry-run"; NULL ends the list */
	bool *flag;
	const char **value;
	struct option_list *list;
};

struct option_list {
	const char **items;
	size_t count, room;
};

struct command {
	const char *name;
	const char *summary;
	const char *usage; /* "[--dry-run] KIND FILE", several lines allowed */
	int (*run)(struct cli *cli, int argc, char *argv[]);
	void (*explain)(struct buf *out); /* what --help adds; NULL: nothing */
};

extern const struct command command_attach, command_council, command_detach, command_import, command_migrate,
	command_pack, command_preflight, command_release, command_report, command_setting, command_user;

/*
 * Reads a command's options, which may stand anywhere, `--json` and `--as USER` with them, and
 * opens the database. The operands are moved to the front of argv. Returns their number, or -1
 * after saying what is wrong: return cli_failed(), then.
 */
int cli_options(struct cli *cli, const struct command *command, int argc, char *argv[], const struct option options[],
	int least, int most);
int cli_failed(void);

/* Says it on standard error, as "moothall: TEXT"; returns REFUSED. */
int cli_refuse(const struct err *err);
int cli_refuse_text(const char *text);

/* Begins a transaction as the operator, or as the user of --as. */
int cli_begin(struct cli *cli, struct err *err);

/* The system account of whoever runs the command. */
const char *cli_account(struct arena *arena);

/*
 * The bytes to standard output, or (path not NULL) to a file that is there whole or, if
 * anything fails, as it was before.
 */
int output_write(const char *path, const char *bytes, size_t length, struct err *err);

/* Text on standard output; returns DONE, or REFUSED if it could not be written. */
int output_print(const struct buf *text);

#endif
