/* moothall import-meetings: what the council's system before this one holds. */
#include <stdio.h>
#include <string.h>

#include "base/digest.h"
#include "base/str.h"
#include "command.h"
#include "intake/intake.h"
#include "out/attach.h"
#include "report/attachment.h"

struct job {
	struct intake *intake;
	bool dry_run, release;
	size_t attached, refused, warned;
};

static void
print_warnings(struct job *job)
{
	const char *const *warnings;
	size_t count = intake_warnings(job->intake, &warnings);

	for (; job->warned < count; job->warned++)
		fprintf(stderr, "warning: %s\n", warnings[job->warned]);
}

/* What the check refuses is said and left out: the rest of the history is as good without it. */
static int
attach_checked(struct cli *cli, struct job *job, const struct intake_document *document, const struct buf *sent,
	struct buf *clean, struct err *err)
{
	struct attachment_new new = {.account = cli_account(cli->arena),
		.meeting = document->meeting,
		.item = document->item,
		.title = *document->title != '\0' ? document->title : NULL,
		.name = strrchr(document->path, '/') + 1,
		.bytes = clean,
		.sent_bytes = sent->data,
		.sent_length = sent->length};
	struct attach_facts facts;
	struct err why = {0};

	if (attach_check(sent->data, sent->length, conf_number(cli->conf, CONF_ATTACHMENT_PAGES),
		    conf_text(cli->conf, CONF_VIRUS_SCANNER), clean, &facts, &why) != 0) {
		if (why.code != ERR_INPUT)
			return err_set(err, why.code, "%s", why.text);
		fprintf(stderr, "warning: %s, line %u: %s is not taken over: %s\n", document->answer, document->line,
			new.name, why.text);
		job->refused++;
		return 0;
	}
	new.pages = facts.pages;
	new.tagged = facts.tagged;
	new.pdfua = facts.pdfua;
	job->attached++;
	return attachment_add(cli->db, cli->arena, &new, err);
}

static int
attach(struct cli *cli, struct job *job, const struct intake_document *document, struct err *err)
{
	struct buf sent, clean;
	struct rows rows;
	int rc = -1;

	buf_init(&sent);
	buf_init(&clean);
	if (input_read(document->path, (size_t)conf_number(cli->conf, CONF_ATTACHMENT_LIMIT_MB) << 20, &sent, err) ==
			0 &&
		db_query(cli->db, STMT_TAKE_OVER_DOCUMENT,
			DB_PARAMS(document->meeting, document->item, document->title,
				digest_hex(cli->arena, sent.data, sent.length)),
			cli->arena, &rows, err) == 0)
		rc = row_true(&rows, 0, "wanted") ? attach_checked(cli, job, document, &sent, &clean, err) : 0;
	buf_close(&sent);
	buf_close(&clean);
	return rc;
}

static int
attach_all(struct cli *cli, struct job *job, struct err *err)
{
	const struct intake_document *documents;
	size_t count = intake_documents(job->intake, &documents);

	for (size_t i = 0; i < count; i++)
		if (attach(cli, job, &documents[i], err) != 0)
			return -1;
	return 0;
}

static size_t
rows_loaded(const struct job *job)
{
	const struct loaded_file *files;
	size_t count = intake_files(job->intake, &files), rows = 0;

	for (size_t i = 0; i < count; i++)
		rows += files[i].row_count;
	return rows;
}

static int
load(struct cli *cli, struct job *job, const char *folder, struct err *err)
{
	const struct intake_terms terms = {.account = cli_account(cli->arena), .release = job->release};
	const struct problem *problems;
	struct rows known;

	if (cli_begin(cli, err) != 0 ||
		db_query(cli->db, STMT_COMMITTEE_LIST, DB_PARAMS(NULL), cli->arena, &known, err) != 0 ||
		intake_moderngov(job->intake, folder, &known, err) != 0 ||
		intake_load(job->intake, cli->db, &terms, NULL, err) != 0)
		return -1;
	if (intake_problems(job->intake, &problems) > 0)
		return 0;
	return attach_all(cli, job, err);
}

static int
print_summary(const struct job *job)
{
	const struct loaded_file *files;
	size_t count = intake_files(job->intake, &files);
	struct buf out;
	int status;

	buf_init(&out);
	if (job->dry_run)
		buf_text(&out, "dry run, nothing was taken over:\n");
	else
		buf_printf(&out, "import %ld loaded%s:\n", intake_import(job->intake),
			job->release ? " and released" : "");
	for (size_t i = 0; i < count; i++)
		if (files[i].row_count > 0)
			buf_printf(&out, "  %-16s %7zu\n", files[i].kind, files[i].row_count);
	if (job->attached > 0)
		buf_printf(&out, "  %-16s %7zu\n", "documents", job->attached);
	status = output_print(&out);
	buf_close(&out);
	return status;
}

static int
run(struct cli *cli, int argc, char *argv[])
{
	struct job job = {0};
	const struct problem *problems;
	struct err err = {0};

	if (cli_options(cli, &command_import_meetings, argc, argv, &job) < 0)
		return cli_failed();
	job.intake = intake_new(cli->arena, argv[0]);
	if (load(cli, &job, argv[0], &err) != 0) {
		print_warnings(&job);
		db_rollback(cli->db);
		return cli_refuse(cli, &err);
	}
	print_warnings(&job);
	if (intake_problems(job.intake, &problems) > 0 || job.dry_run || rows_loaded(&job) + job.attached == 0)
		db_rollback(cli->db);
	else if (db_commit(cli->db, &err) != 0)
		return cli_refuse(cli, &err);
	if (intake_problems(job.intake, &problems) > 0)
		return print_problems(cli, job.intake, "taken over");
	if (rows_loaded(&job) + job.attached == 0) {
		fprintf(stderr, "there is nothing new in %s: nothing was changed\n", argv[0]);
		return DONE;
	}
	return print_summary(&job);
}

static const struct option options[] = {
	{"--dry-run", NULL, "checks everything and takes nothing over", offsetof(struct job, dry_run), false, NULL},
	{"--release", NULL, "members see it at once; until it is released only officers do",
		offsetof(struct job, release), false, NULL},
	{0}};

const struct command command_import_meetings = {
	.name = "import-meetings",
	.summary = "takes over committees, meetings, minutes and documents from Modern.gov",
	.forms = (const char *const[]){"FOLDER", NULL},
	.options = options,
	.detail =
		"FOLDER holds answers of Modern.gov's web service, each as a file NAME.xml: GetCommittees, GetMeetings "
		"of each committee, GetMeeting of each meeting; and the documents that they name, there or in its "
		"folder documents, each under its own name or as NUMBER.pdf.\n"
		"All of it is one import. What was taken over before is left out, so that the same folder changes "
		"nothing twice, and so is a meeting that is held already. What is restricted comes in as exempt.",
	.run = run,
};
