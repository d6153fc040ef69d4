/* moothall council */
#include <stddef.h>
#include <stdio.h>

#include "command.h"
#include "out/picture.h"
#include "report/mark.h"

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

enum { MARK_MOST = 1 << 20 };

static int
keep_mark(struct cli *cli, const struct buf *png, unsigned width, unsigned height, const char *words, struct err *err)
{
	if (cli_begin(cli, err) != 0 || mark_set(cli->db, cli->arena, png, width, height, words, err) != 0)
		return -1;
	return db_commit(cli->db, err);
}

static int
set_mark(struct cli *cli, const char *path, const char *words, struct err *err)
{
	struct buf sent, clean;
	unsigned width = 0, height = 0;
	int rc;

	buf_init(&sent);
	buf_init(&clean);
	rc = input_read(path, MARK_MOST, &sent, err);
	if (rc == 0 && picture_check(sent.data, sent.length, &clean, &width, &height, err) != 0)
		rc = err_context(err, "%s", path);
	if (rc == 0 && clean.length > MARK_MOST)
		rc = err_set(err, ERR_INPUT, "%s takes more than 1 MB when it is written on white", path);
	if (rc == 0)
		rc = keep_mark(cli, &clean, width, height, words, err);
	if (rc == 0)
		fprintf(stderr, "%s stands on the cover of packs: %u × %u dots\n", path, width, height);
	buf_close(&sent);
	buf_close(&clean);
	return rc;
}

struct council_job {
	const char *mark, *words;
	bool no_mark;
};

static int
run(struct cli *cli, int argc, char *argv[])
{
	struct council_job job = {0};
	struct err err = {0};
	int count = cli_options(cli, &command_council, argc, argv, &job), rc = 0;

	if (count < 0)
		return cli_failed();
	if (job.mark == NULL && job.words != NULL)
		return cli_refuse_text("--alternative goes with --mark");
	if (job.mark != NULL && job.no_mark)
		return cli_refuse_text("--mark and --no-mark: choose one");
	if (count == 1)
		rc = set(cli, argv[0], &err);
	if (rc == 0 && job.mark != NULL)
		rc = set_mark(cli, job.mark, job.words, &err);
	else if (rc == 0 && job.no_mark)
		rc = keep_mark(cli, NULL, 0, 0, NULL, &err);
	else if (rc == 0 && count == 0)
		rc = show(cli, &err);
	return rc == 0 ? DONE : cli_refuse(cli, &err);
}

static const struct option options[] = {
	{"--mark", "FILE", "its mark, for the cover of packs and the head of the site: a PNG of at most 1 MB",
		offsetof(struct council_job, mark), false, NULL},
	{"--alternative", "TEXT", "what is read out for the mark; if not said, the council's name",
		offsetof(struct council_job, words), false, NULL},
	{"--no-mark", NULL, "takes the mark away", offsetof(struct council_job, no_mark), false, NULL}, {0}};

const struct command command_council = {
	.name = "council",
	.summary = "says or sets the council whose database this is, one of the areas, and its mark",
	.forms = (const char *const[]){"[AREA]", NULL},
	.options = options,
	.run = run,
};
