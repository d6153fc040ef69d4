/* moothall pack */
#include "base/str.h"
#include "face.h"
#include "report/publication.h"

struct pack_job {
	const char *edition, *path;
	bool large_print;
};

/* What was published; *served->sha256 is NULL if it is to be made. */
static int
load(struct cli *cli, const char *meeting, const char *face, struct publication_served *served, const char **bytes,
	struct err *err)
{
	if (cli_begin(cli, err) != 0 || cli_permit(cli, PERMIT_MEETINGS, "this report", err) != 0 ||
		publication_find(cli->db, cli->arena, meeting, face, served, err) != 0)
		return -1;
	if (served->withdrawn != NULL)
		return err_set(err, ERR_ABSENT, "%s", served->withdrawn);
	if (served->sha256 == NULL)
		return db_commit(cli->db, err);
	*bytes = publication_bytes(cli->db, cli->arena, served, face, err);
	if (*bytes == NULL || publication_see(cli->db, cli->arena, meeting, "pdf", served, err) != 0)
		return -1;
	return db_commit(cli->db, err);
}

static int
run(struct cli *cli, int argc, char *argv[])
{
	struct pack_job job = {.edition = "members"};
	struct face_request request = {.format = "pdf"};
	struct face_param edition = {"edition", NULL};
	struct publication_served served = {0};
	struct err err = {0};
	const char *bytes = NULL;

	if (cli_options(cli, &command_pack, argc, argv, &job) < 0)
		return cli_failed();
	if (!str_equal(job.edition, "members") && !str_equal(job.edition, "public") && !str_equal(job.edition, "now"))
		return cli_refuse_text("an edition is members, now or public");
	if (str_equal(job.edition, "members") &&
		load(cli, argv[0], job.large_print ? "large-print" : "pdf", &served, &bytes, &err) != 0) {
		db_rollback(cli->db);
		return cli_refuse(cli, &err);
	}
	if (bytes != NULL)
		return output_write(job.path, bytes, served.size, &err) == 0 ? DONE : cli_refuse(cli, &err);
	edition.value = job.edition;
	request.name = arena_printf(cli->arena, "meetings/%s/pack", argv[0]);
	request.path = job.path;
	request.large_print = job.large_print;
	return face_print(cli, &request, 1, &edition);
}

static const struct option options[] = {
	{"--edition", "members|now|public",
		"what was published, or, where nothing was, would be; now: as it would be made today; public: without exempt "
		"items",
		offsetof(struct pack_job, edition), false, NULL},
	{"--large-print", NULL, "in large print", offsetof(struct pack_job, large_print), false, NULL},
	{"-o", "FILE", "writes there, and not to standard output", offsetof(struct pack_job, path), false, NULL}, {0}};

const struct command command_pack = {
	.name = "pack",
	.summary = "writes the committee pack of a meeting, as PDF",
	.forms = (const char *const[]){"MEETING", NULL},
	.options = options,
	.detail =
		"Of a pack that is published these are the bytes that were, of any other it is made. The file is there "
		"whole or, if anything fails, as it was before.",
	.run = run,
};
