/* moothall publish and moothall withdraw */
#include "publish.h"

#include <stdio.h>

#include "base/spool.h"
#include "base/str.h"
#include "out/out.h"
#include "report/publication.h"

struct publish_job {
	const char *late_reason, *despite, *replaced, *reason;
};

/* --- what differs --- */

/* It is the operator's, whoever released: it tells nobody but committee officers and authors what it finds. */
static int
begin_compare(void *context, struct err *err)
{
	struct cli *cli = context;
	const char *as = cli->as;
	int rc;

	cli->as = NULL;
	rc = cli_begin(cli, err);
	cli->as = as;
	return rc;
}

static void
say_found(void *context, const char *meeting, const char *figures)
{
	(void)context;
	fprintf(stderr,
		"the published pack of %s prints %s figure%s otherwise than %s known now: see its publications\n",
		meeting, figures, str_equal(figures, "1") ? "" : "s", str_equal(figures, "1") ? "it is" : "they are");
}

void
publications_check(struct cli *cli, const char *import)
{
	const struct publication_compare how = {begin_compare, say_found, cli};
	struct err err = {0};

	if (publication_compare(cli->db, cli->arena, import, &how, &err) == 0)
		return;
	db_rollback(cli->db);
	fprintf(stderr, "moothall: what is published could not be compared with what is known now: %s\n", err.text);
}

/* --- the spool --- */

int
spool_sweep(struct cli *cli, struct err *err)
{
	const char *folder = conf_text(cli->conf, CONF_SPOOL);
	const char **names;
	struct rows hashes;

	if (*folder == '\0')
		return 0;
	if (db_begin(cli->db, err) != 0 || publication_hashes(cli->db, cli->arena, &hashes, err) != 0 ||
		db_commit(cli->db, err) != 0)
		return -1;
	names = arena_array(cli->arena, hashes.count + 1, sizeof(*names));
	for (size_t i = 0; i < hashes.count; i++)
		names[i] = row_text(&hashes, i, "sha256");
	return spool_tidy(folder, hashes.count, names, err);
}

/* --- publishing --- */

static void
say_fails(const struct table *table)
{
	for (size_t r = 0; table != NULL && r < table->row_count; r++) {
		const struct cell *cells = table->rows[r].cells; /* item, severity, where, problem, advice */

		if (str_equal(cells[1].text, "would fail"))
			fprintf(stderr, "%s%s: %s: %s %s\n", cells[0].text != NULL ? "item " : "all items",
				cells[0].text != NULL ? cells[0].text : "", cells[2].text, cells[3].text,
				cells[4].text);
	}
}

static int
make(struct cli *cli, const struct publication_new *new, struct publication_made *made, struct err *err)
{
	if (cli_begin(cli, err) != 0 || publication_make(cli->db, cli->arena, new, made, err) != 0)
		return -1;
	if (made->number == NULL)
		return err_set(err, ERR_INPUT,
			"the preflight found what would fail: mend it, or say --despite REASON to publish it all the same");
	return db_commit(cli->db, err);
}

static int
run_publish(struct cli *cli, int argc, char *argv[])
{
	struct publish_job job = {0};
	struct publication_made made = {0};
	struct publication_new new = {0};
	struct err err = {0};

	if (cli_options(cli, &command_publish, argc, argv, &job) < 0)
		return cli_failed();
	new = (struct publication_new){.meeting = argv[0],
		.late_reason = job.late_reason,
		.despite = job.despite,
		.replaced = job.replaced,
		.account = cli_account(cli->arena),
		.contact = conf_text(cli->conf, CONF_CONTACT),
		.write = kept_write,
		.lay_out = pdf_check};
	if (make(cli, &new, &made, &err) != 0) {
		db_rollback(cli->db);
		if (made.preflight != NULL && made.number == NULL)
			say_fails(doc_find_table(made.preflight, "findings"));
		return cli_refuse(cli, &err);
	}
	spool_sweep(cli, NULL);
	if (cli->json)
		return output_json(json_pack("{s:s, s:s, s:s, s:I}", "meeting", argv[0], "publication", made.number,
			"sha256", made.sha256, "size", (json_int_t)made.pdf_size));
	fprintf(stderr, "the pack of %s is published, as number %s\n", argv[0], made.number);
	printf("%s  %s.pdf\n", made.sha256, argv[0]);
	return DONE;
}

static int
run_withdraw(struct cli *cli, int argc, char *argv[])
{
	struct publish_job job = {0};
	struct err err = {0};

	if (cli_options(cli, &command_withdraw, argc, argv, &job) < 0)
		return cli_failed();
	if (cli_begin(cli, &err) != 0 ||
		publication_withdraw(cli->db, cli->arena, argv[0], job.reason, cli_account(cli->arena), &err) != 0 ||
		db_commit(cli->db, &err) != 0) {
		db_rollback(cli->db);
		return cli_refuse(cli, &err);
	}
	if (spool_sweep(cli, &err) < 0)
		fprintf(stderr, "moothall: %s\n", err.text);
	fprintf(stderr, "the pack of %s is withdrawn\n", argv[0]);
	return DONE;
}

static const struct option publish_options[] = {
	{"--despite", "TEXT", "why, although the preflight finds what would fail",
		offsetof(struct publish_job, despite), false, NULL},
	{"--late-reason", "TEXT", "why the agenda is late; the pack prints it",
		offsetof(struct publish_job, late_reason), false, NULL},
	{"--replace", "TEXT", "why it takes the place of what is published", offsetof(struct publish_job, replaced),
		false, NULL},
	{0}};
static const struct option withdraw_options[] = {{"--reason", "TEXT", "why; whoever sees the meeting reads it",
							 offsetof(struct publish_job, reason), false, NULL},
	{0}};

const struct command command_publish = {
	.name = "publish",
	.summary = "publishes a pack: its addresses answer with these very bytes from then on",
	.forms = (const char *const[]){"MEETING", NULL},
	.options = publish_options,
	.detail =
		"The preflight comes first: what would fail stops it. The agenda gets today as its day of publication if it "
		"has none. What is kept is the members' edition: released figures, in every face, with and without what is "
		"exempt, each served to those alone who may see all of it.\n"
		"Says the SHA-256 of the PDF as sha256sum does. What differs from it later is found when something is "
		"released.",
	.run = run_publish,
	.json = true,
};
const struct command command_withdraw = {
	.name = "withdraw",
	.summary = "withdraws a published pack: its address says so, and why",
	.forms = (const char *const[]){"MEETING", NULL},
	.options = withdraw_options,
	.detail = "What was published is kept, and stands among the publications of the meeting.",
	.run = run_withdraw,
};
