/* moothall import */
#include <stdio.h>
#include <sys/stat.h>

#include "publish.h"
#include "intake/intake.h"
#include "report/paper.h"

struct job {
	struct intake *intake;
	bool dry_run, release;
	const char *reason;
	size_t warned; /* of the warnings, how many have been said */
};

static json_t *
problem_json(struct arena *arena, const struct problem *problem)
{
	return json_pack("{s:s, s:i, s:s?, s:s?, s:s, s:s}", "file", problem->file, "line", (int)problem->line,
		"column", problem->column, "value", problem->value, "expected", problem->expected, "message",
		problem_text(arena, problem));
}

static json_t *
summary_json(const struct job *job)
{
	const struct loaded_file *files;
	size_t count = intake_files(job->intake, &files);
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list,
			json_pack("{s:s, s:s, s:i}", "kind", files[i].kind, "file", files[i].name, "rows",
				(int)files[i].row_count));
	return json_pack("{s:I, s:b, s:b, s:o}", "import", (json_int_t)intake_import(job->intake), "dry_run",
		job->dry_run, "released", job->release, "files", list);
}

int
print_problems(const struct cli *cli, const struct intake *intake, const char *done)
{
	const struct problem *problems;
	size_t count = intake_problems(intake, &problems);
	json_t *list;

	for (size_t i = 0; i < count; i++)
		fprintf(stderr, "%s\n", problem_text(cli->arena, &problems[i]));
	fprintf(stderr, "moothall: nothing was %s: %zu problem%s\n", done, count, count == 1 ? "" : "s");
	if (!cli->json)
		return REFUSED;
	list = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, problem_json(cli->arena, &problems[i]));
	output_json(list);
	return REFUSED;
}

/* The number stands second, so that a script can take it: import=$(moothall import … | awk …). */
static int
print_summary(const struct job *job)
{
	const struct loaded_file *files;
	size_t count = intake_files(job->intake, &files);
	struct buf out;
	int status;

	buf_init(&out);
	if (job->dry_run)
		buf_printf(&out, "dry run, nothing was loaded: %zu file%s in order\n", count, count == 1 ? "" : "s");
	else
		buf_printf(&out, "import %ld loaded%s: %zu file%s\n", intake_import(job->intake),
			job->release ? " and released" : "", count, count == 1 ? "" : "s");
	for (size_t i = 0; i < count; i++)
		buf_printf(&out, "  %-36s %7zu row%s\n", files[i].name, files[i].row_count,
			files[i].row_count == 1 ? "" : "s");
	status = output_print(&out);
	buf_close(&out);
	return status;
}

/* One operand is a folder, two are a kind and a file. */
static int
read_operands(const struct job *job, int count, char *argv[], struct err *err)
{
	struct stat st;

	if (count == 2)
		return intake_file(job->intake, argv[0], argv[1], err);
	if (stat(argv[0], &st) == 0 && !S_ISDIR(st.st_mode))
		return err_set(err, ERR_INPUT, "%s is not a folder: for one file, say its kind too", argv[0]);
	return intake_folder(job->intake, argv[0], err);
}

static void
print_warnings(struct job *job)
{
	const char *const *warnings;
	size_t count = intake_warnings(job->intake, &warnings);

	for (; job->warned < count; job->warned++)
		fprintf(stderr, "warning: %s\n", warnings[job->warned]);
}

/* The figures of a commentary or a paper exist if it can be printed. */
static int
check_text(void *context, struct db *db, struct arena *arena, const char *name, const char *text, struct err *err)
{
	(void)context;
	return paper_check(db, arena, name != NULL ? name : "commentary", text, err);
}

static int
load(struct cli *cli, const struct job *job, struct err *err)
{
	const struct text_check check = {NULL, check_text};
	const struct intake_terms terms = {
		.account = cli_account(cli->arena), .release = job->release, .reason = job->reason};
	const struct problem *problems;
	int rc = -1;

	if (cli_begin(cli, err) != 0 || intake_load(job->intake, cli->db, &terms, &check, err) != 0)
		goto out;
	rc = 0;
	if (intake_problems(job->intake, &problems) == 0 && !job->dry_run)
		return db_commit(cli->db, err);
out:
	db_rollback(cli->db);
	return rc;
}

static int
run(struct cli *cli, int argc, char *argv[])
{
	struct job job = {0};
	const struct problem *problems;
	struct err err = {0};
	int count = cli_options(cli, &command_import, argc, argv, &job);

	if (count < 0)
		return cli_failed();
	/* KIND FILE, or a folder by itself */
	job.intake = intake_new(cli->arena, count == 2 ? argv[1] : argv[0]);
	if (read_operands(&job, count, argv, &err) != 0)
		return cli_refuse(cli, &err);
	print_warnings(&job);
	if (load(cli, &job, &err) != 0)
		return cli_refuse(cli, &err);
	print_warnings(&job);
	if (intake_problems(job.intake, &problems) > 0)
		return print_problems(cli, job.intake, "loaded");
	if (job.release && !job.dry_run)
		publications_check(cli, arena_printf(cli->arena, "%ld", intake_import(job.intake)));
	return cli->json ? output_json(summary_json(&job)) : print_summary(&job);
}

static const struct option options[] = {
	{"--dry-run", NULL, "checks everything and loads nothing", offsetof(struct job, dry_run), false, NULL},
	{"--release", NULL, "members see it at once; until it is released only officers do",
		offsetof(struct job, release), false, NULL},
	{"--reason", "TEXT", "why it changes a period that is closed: the statements print this",
		offsetof(struct job, reason), false, NULL},
	{0}};

const struct command command_import = {
	.name = "import",
	.summary = "loads a file, or a folder of them, all or nothing",
	.forms = (const char *const[]){"KIND FILE", "FOLDER", NULL},
	.options = options,
	.detail = "FOLDER holds a KIND.csv of each kind that is to be loaded, and papers in its folder papers. What is "
		  "wrong is said with file, line, column and value, and then nothing is loaded.\n"
		  "moothall import --help lists the kinds and the columns of each.",
	.explain = intake_explain,
	.run = run,
	.json = true,
};
