/* moothall council */
#include <stdio.h>

#include "command.h"

static int
show(struct cli *cli, struct err *err)
{
	struct rows rows;
	struct buf out;
	int rc;

	if (cli_perform(cli, STMT_COUNCIL_SHOW, DB_NONE, &rows, err) != 0)
		return -1;
	buf_init(&out);
	buf_printf(&out, "%s\n", row_text(&rows, 0, "council"));
	rc = output_write(NULL, out.data, out.length, err);
	buf_close(&out);
	return rc;
}

static int
set(struct cli *cli, const char *area, struct err *err)
{
	struct rows rows;

	if (cli_perform(cli, STMT_COUNCIL_SET, DB_PARAMS(area), &rows, err) != 0)
		return -1;
	fprintf(stderr, "the council is %s\n", row_text(&rows, 0, "name"));
	return 0;
}

static int
run(struct cli *cli, int argc, char *argv[])
{
	struct err err = {0};
	int count = cli_options(cli, &command_council, argc, argv, NULL);

	if (count < 0)
		return cli_failed();
	if ((count == 0 ? show(cli, &err) : set(cli, argv[0], &err)) != 0)
		return cli_refuse(cli, &err);
	return DONE;
}

const struct command command_council = {
	.name = "council",
	.summary = "says or sets the council whose database this is: one of the areas",
	.forms = (const char *const[]){"[AREA]", NULL},
	.run = run,
};
