/* moothall migrate */
#include "db/migrate.h"

#include <stdio.h>

#include "auth/audit.h"
#include "command.h"

static void
say(const char *name)
{
	if (name == NULL)
		fputs("waiting for what is under way elsewhere to end\n", stderr);
	else
		fprintf(stderr, "applying %s\n", name);
}

/* Not an error: a server whose superuser has not let it be quiet works all the same. */
static void
warn_of_log(struct cli *cli)
{
	struct rows rows;

	if (db_begin(cli->db, NULL) == 0 &&
		db_query(cli->db, STMT_MIGRATION_QUIET, DB_NONE, cli->arena, &rows, NULL) == 0 &&
		!row_true(&rows, 0, "quiet"))
		fputs("warning: the server's own log keeps what people type when it is refused; a superuser ends that: "
		      "GRANT SET ON PARAMETER log_min_messages, log_min_error_statement, log_parameter_max_length "
		      "TO moothall_owner, and then moothall migrate again\n",
			stderr);
	db_rollback(cli->db);
}

static int
run(struct cli *cli, int argc, char *argv[])
{
	struct err err = {0};

	if (cli_options(cli, &command_migrate, argc, argv, NULL) < 0)
		return cli_failed();
	if (migrate(cli->db, cli->arena, say, &err) != 0)
		return cli_refuse_as_said(cli, &err);
	audit_chain(cli->db);
	warn_of_log(cli);
	return DONE;
}

const struct command command_migrate = {
	.name = "migrate",
	.summary = "creates or upgrades the schema; safe to run again",
	.forms = (const char *const[]){"", NULL},
	.detail = "The database user is a superuser or a member of moothall_owner. All is applied, or nothing; a "
		  "database that a newer program has upgraded is refused and left as it is.",
	.run = run,
	.operators = true,
};
