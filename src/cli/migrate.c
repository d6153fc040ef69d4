/* moothall migrate */
#include "db/migrate.h"

#include <stdio.h>

#include "auth/audit.h"
#include "command.h"

static void
say(const char *name)
{
	fprintf(stderr, "applying %s\n", name);
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
