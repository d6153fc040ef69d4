/* moothall release */
#include <stdio.h>

#include "base/str.h"
#include "command.h"

static int
run(struct cli *cli, int argc, char *argv[])
{
	const struct option options[] = {{0}};
	struct err err = {0};
	uint64_t number;

	if (cli_options(cli, &command_release, argc, argv, options, 1, 1) < 0)
		return cli_failed();
	if (!str_number(argv[0], INT32_MAX, &number))
		return cli_refuse_text("an import is named by its number, which import printed");
	if (cli_begin(cli, &err) != 0 ||
		db_query(cli->db, STMT_IMPORT_RELEASE, DB_PARAMS(argv[0], cli_account(cli->arena)), NULL, NULL, &err) !=
			0 ||
		db_commit(cli->db, &err) != 0)
		return cli_refuse(&err);
	fprintf(stderr, "import %s is released\n", argv[0]);
	return DONE;
}

const struct command command_release = {"release", "lets members see what an import loaded", "IMPORT", run, NULL};
