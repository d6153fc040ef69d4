/* moothall report */
#include "face.h"

static int
run(struct cli *cli, int argc, char *argv[])
{
	struct face_param params[] = {{"area", NULL}, {"period", NULL}, {"from", NULL}, {"to", NULL},
		{"committee", NULL}, {"scope", NULL}, {"edition", NULL}, {"ref", NULL}, {"page", NULL}};
	struct face_request request = {.format = NULL};
	const struct option options[] = {{"--area", NULL, &params[0].value, NULL},
		{"--period", NULL, &params[1].value, NULL}, {"--from", NULL, &params[2].value, NULL},
		{"--to", NULL, &params[3].value, NULL}, {"--committee", NULL, &params[4].value, NULL},
		{"--scope", NULL, &params[5].value, NULL}, {"--edition", NULL, &params[6].value, NULL},
		{"--ref", NULL, &params[7].value, NULL}, {"--page", NULL, &params[8].value, NULL},
		{"--format", NULL, &request.format, NULL}, {"--table", NULL, &request.table, NULL},
		{"--large-print", &request.large_print, NULL, NULL}, {"-o", NULL, &request.path, NULL}, {0}};

	if (cli_options(cli, &command_report, argc, argv, options, 1, 1) < 0)
		return cli_failed();
	request.name = *argv[0] == '/' ? argv[0] + 1 : argv[0];
	if (request.format == NULL)
		request.format = cli->json ? "json" : "csv";
	return face_print(cli, &request, sizeof(params) / sizeof(*params), params);
}

const struct command command_report = {"report", "prints any report",
	"NAME [--area A] [--period P] [--from P] [--to P] [--committee C]\n"
	"       [--scope S] [--ref R] [--page N]\n"
	"       [--format csv|csvw|json|xlsx|html|pdf] [--table KEY]\n"
	"       [--large-print] [-o FILE]\n"
	"NAME is a report's address without its leading slash: performance/indicators/7.2\n"
	"csvw says what the columns of the csv are: metadata for programs, to be kept beside it",
	run, NULL};
