/* moothall council */
#include <stdio.h>

#include "command.h"

static int
show(struct cli *cli, struct err *err)
{
	struct rows rows;

	if (cli_begin(cli, err) != 0 || db_query(cli->db, STMT_COUNCIL_SHOW, DB_NONE, cli->arena, &rows, err) != 0 ||
		db_commit(cli->db, err) != 0)
		return -1;
	printf("%s\n", row_text(&rows, 0, "council"));
	return 0;
}

static int
set(struct cli *cli, const char *area, struct err *err)
{
	struct rows rows;

	if (cli_begin(cli, err) != 0 ||
		db_query(cli->db, STMT_COUNCIL_SET, DB_PARAMS(area), cli->arena, &rows, err) != 0 ||
		db_commit(cli->db, err) != 0)
		return -1;
	fprintf(stderr, "the council is %s\n", row_text(&rows, 0, "name"));
	return 0;
}

static int
run(struct cli *cli, int argc, char *argv[])
{
	const struct option options[] = {{0}};
	struct err err = {0};
	int count = cli_options(cli, &command_council, argc, argv, options, 0, 1);

	if (count < 0)
		return cli_failed();
	if ((count == 0 ? show(cli, &err) : set(cli, argv[0], &err)) != 0)
		return cli_refuse(&err);
	return DONE;
}

const struct command command_council = {
	"council", "sets the council whose database this is: one of the areas", "[AREA]", run, NULL};
