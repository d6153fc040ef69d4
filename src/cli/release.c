/* moothall release */
#include <stdio.h>

#include "base/str.h"
#include "publish.h"

struct release_job {
	const char *reason;
};

static int
run(struct cli *cli, int argc, char *argv[])
{
	struct release_job job = {0};
	struct err err = {0};
	uint64_t number;

	if (cli_options(cli, &command_release, argc, argv, &job) < 0)
		return cli_failed();
	if (!str_number(argv[0], INT32_MAX, &number))
		return cli_refuse_text("an import is named by its number, which moothall imports lists");
	if (cli_perform(
		    cli, STMT_IMPORT_RELEASE, DB_PARAMS(argv[0], cli_account(cli->arena), job.reason), NULL, &err) != 0)
		return cli_refuse(cli, &err);
	fprintf(stderr, "import %s is released\n", argv[0]);
	publications_check(cli, argv[0]);
	return DONE;
}

static const struct option options[] = {
	{"--reason", "TEXT", "why it changes a period that was closed since: the statements print this",
		offsetof(struct release_job, reason), false, NULL},
	{0}};

const struct command command_release = {
	.name = "release",
	.summary = "lets members see what an import loaded",
	.forms = (const char *const[]){"IMPORT", NULL},
	.options = options,
	.detail = "IMPORT is its number: moothall imports lists them.",
	.run = run,
};
