/* moothall attach and moothall detach */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "command.h"
#include "out/attach.h"
#include "report/attachment.h"

struct attach_job {
	const char *title;
};

static int
attach(struct cli *cli, struct attachment_new *new, const struct buf *sent, struct buf *clean, struct err *err)
{
	struct attach_facts facts;

	if (cli_begin(cli, err) != 0 || attachment_allowed(cli->db, cli->arena, new->meeting, new->item, err) != 0)
		return -1;
	if (attach_check(sent->data, sent->length, conf_number(cli->conf, CONF_ATTACHMENT_PAGES),
		    conf_text(cli->conf, CONF_VIRUS_SCANNER), clean, &facts, err) != 0)
		return err_context(err, "%s", new->name);
	new->bytes = clean;
	new->sent_bytes = sent->data;
	new->sent_length = sent->length;
	new->pages = facts.pages;
	new->tagged = facts.tagged;
	new->pdfua = facts.pdfua;
	if (attachment_add(cli->db, cli->arena, new, err) != 0 || db_commit(cli->db, err) != 0)
		return -1;
	fprintf(stderr, "%s is attached to item %s: %u page%s%s\n", new->name, new->item, facts.pages,
		facts.pages == 1 ? "" : "s",
		!facts.tagged          ? "; it has no tags, so the pack will say that it is not accessible"
			: !facts.pdfua ? "; it is tagged, but does not say that it is PDF/UA"
				       : "");
	return 0;
}

static int
run_attach(struct cli *cli, int argc, char *argv[])
{
	struct attach_job job = {0};
	struct attachment_new new = {.account = cli_account(cli->arena)};
	struct err err = {0};
	struct buf sent, clean;
	const char *slash;
	int rc;

	if (cli_options(cli, &command_attach, argc, argv, &job) < 0)
		return cli_failed();
	new.title = job.title;
	new.meeting = argv[0];
	new.item = argv[1];
	slash = strrchr(argv[2], '/');
	new.name = slash != NULL ? slash + 1 : argv[2];
	buf_init(&sent);
	buf_init(&clean);
	rc = input_read(argv[2], (size_t)conf_number(cli->conf, CONF_ATTACHMENT_LIMIT_MB) << 20, &sent, &err);
	if (rc == 0 && !utf8_valid(new.name, strlen(new.name)))
		rc = err_set(&err, ERR_INPUT, "the name of the file is not UTF-8");
	if (rc == 0)
		rc = attach(cli, &new, &sent, &clean, &err);
	db_rollback(cli->db);
	buf_close(&sent);
	buf_close(&clean);
	return rc == 0 ? DONE : cli_refuse(cli, &err);
}

static int
run_detach(struct cli *cli, int argc, char *argv[])
{
	struct err err = {0};

	if (cli_options(cli, &command_detach, argc, argv, NULL) < 0)
		return cli_failed();
	if (cli_begin(cli, &err) != 0 ||
		attachment_withdraw(cli->db, cli->arena, argv[0], argv[1], cli_account(cli->arena), &err) != 0 ||
		db_commit(cli->db, &err) != 0) {
		db_rollback(cli->db);
		return cli_refuse(cli, &err);
	}
	fprintf(stderr, "nothing is attached to item %s any more\n", argv[1]);
	return DONE;
}

static const struct option options[] = {{"--title", "TITLE", "what it is called; the item's title if not said",
						offsetof(struct attach_job, title), false, NULL},
	{0}};

const struct command command_attach = {
	.name = "attach",
	.summary = "attaches a PDF to an item of an agenda",
	.forms = (const char *const[]){"MEETING ITEM FILE", NULL},
	.options = options,
	.detail = "The file is checked first: one that is encrypted, damaged or does anything by itself is refused. It "
		  "takes the place of what was attached to the item before.",
	.run = run_attach,
};
const struct command command_detach = {
	.name = "detach",
	.summary = "withdraws what is attached to an item",
	.forms = (const char *const[]){"MEETING ITEM", NULL},
	.run = run_detach,
};
