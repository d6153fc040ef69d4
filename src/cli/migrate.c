/* moothall migrate */
#include "db/migrate.h"

#include <stdio.h>

#include "command.h"

static void
say(const char *name)
{
	fprintf(stderr, "applying %s\n", name);
}

static int
run(struct cli *cli, int argc, char *argv[])
{
	const struct option options[] = {{0}};
	struct err err = {0};

	if (cli_options(cli, &command_migrate, argc, argv, options, 0, 0) < 0)
		return cli_failed();
	if (cli->as != NULL)
		return cli_refuse_text("the schema is the operator's: --as has no place here");
	return migrate(cli->db, cli->arena, say, &err) == 0 ? DONE : cli_refuse(&err);
}

const struct command command_migrate = {"migrate", "creates or upgrades the schema; safe to run again", "", run, NULL};
