/* moothall pack */
#include "base/str.h"
#include "face.h"

static int
run(struct cli *cli, int argc, char *argv[])
{
	struct face_param edition = {"edition", "members"};
	struct face_request request = {.format = "pdf"};
	const struct option options[] = {{"--edition", NULL, &edition.value, NULL},
		{"--large-print", &request.large_print, NULL, NULL}, {"-o", NULL, &request.path, NULL}, {0}};

	if (cli_options(cli, &command_pack, argc, argv, options, 1, 1) < 0)
		return cli_failed();
	if (!str_equal(edition.value, "members") && !str_equal(edition.value, "public"))
		return cli_refuse_text("an edition is members or public");
	request.name = arena_printf(cli->arena, "meetings/%s/pack", argv[0]);
	return face_print(cli, &request, 1, &edition);
}

const struct command command_pack = {"pack", "makes the committee pack of a meeting, as PDF",
	"MEETING [--edition members|public] [--large-print] [-o FILE]", run, NULL};
