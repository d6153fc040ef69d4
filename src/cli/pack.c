/* moothall pack */
#include "base/str.h"
#include "face.h"

struct pack_job {
	const char *edition, *path;
	bool large_print;
};

static int
run(struct cli *cli, int argc, char *argv[])
{
	struct pack_job job = {.edition = "members"};
	struct face_request request = {.format = "pdf"};
	struct face_param edition = {"edition", NULL};

	if (cli_options(cli, &command_pack, argc, argv, &job) < 0)
		return cli_failed();
	if (!str_equal(job.edition, "members") && !str_equal(job.edition, "public"))
		return cli_refuse_text("an edition is members or public");
	edition.value = job.edition;
	request.name = arena_printf(cli->arena, "meetings/%s/pack", argv[0]);
	request.path = job.path;
	request.large_print = job.large_print;
	return face_print(cli, &request, 1, &edition);
}

static const struct option options[] = {
	{"--edition", "members|public", "without exempt items for the public; members if not said",
		offsetof(struct pack_job, edition), false, NULL},
	{"--large-print", NULL, "in large print", offsetof(struct pack_job, large_print), false, NULL},
	{"-o", "FILE", "writes there, and not to standard output", offsetof(struct pack_job, path), false, NULL}, {0}};

const struct command command_pack = {
	.name = "pack",
	.summary = "makes the committee pack of a meeting, as PDF",
	.forms = (const char *const[]){"MEETING", NULL},
	.options = options,
	.detail = "The file is there whole or, if anything fails, as it was before.",
	.run = run,
};
