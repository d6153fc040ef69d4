/* moothall audit: verifying the trail, how long it is kept, and what it holds about one person */
#include <stdio.h>
#include <string.h>

#include "auth/audit.h"
#include "base/str.h"
#include "columns.h"
#include "command.h"
#include "out/out.h"
#include "report/trail.h"

struct audit_job {
	const char *head, *user, *from, *to, *after;
	bool csv;
};

/* --- verify --- */

static json_t *
state_json(const struct rows *rows, size_t found)
{
	json_t *findings = json_array();

	for (size_t i = 0; i < found; i++)
		json_array_append_new(findings,
			json_pack("{s:o, s:o, s:s, s:s}", "entry",
				row_text(rows, i, "seq") != NULL ? json_integer(row_integer(rows, i, "seq"))
								 : json_null(),
				"event",
				row_text(rows, i, "event_id") != NULL ? json_integer(row_integer(rows, i, "event_id"))
								      : json_null(),
				"problem", row_text(rows, i, "problem"), "words", row_text(rows, i, "words")));
	return json_pack("{s:b, s:I, s:I, s:I, s:s?, s:s?, s:s?, s:s?, s:I, s:o}", "whole", found == 0, "events",
		(json_int_t)row_integer(rows, 0, "events"), "chained", (json_int_t)row_integer(rows, 0, "chained"),
		"waiting", (json_int_t)row_integer(rows, 0, "waiting"), "waiting_since",
		row_text(rows, 0, "waiting_since"), "head", row_text(rows, 0, "head"), "pruned_to",
		row_text(rows, 0, "pruned_to"), "pruned_at", row_text(rows, 0, "pruned_at"), "holds",
		(json_int_t)row_integer(rows, 0, "held"), "findings", findings);
}

static void
state_put(struct buf *out, const struct rows *rows, size_t found)
{
	const char *waiting = row_text(rows, 0, "waiting");

	for (size_t i = 0; i < found; i++)
		buf_printf(out, "%s: %s\n", row_text(rows, i, "problem"), row_text(rows, i, "words"));
	buf_printf(
		out, "%s events, %s entries in the chain", row_text(rows, 0, "events"), row_text(rows, 0, "chained"));
	if (row_text(rows, 0, "head") != NULL)
		buf_printf(out, ", which ends at %s (%s)", row_text(rows, 0, "head"), row_text(rows, 0, "head_time"));
	buf_text(out, "\n");
	if (!str_equal(waiting, "0"))
		buf_printf(out, "%s not chained yet, the first since %s\n", waiting, row_text(rows, 0, "waiting_time"));
	if (row_text(rows, 0, "pruned_to") != NULL)
		buf_printf(out, "up to entry %s what is past its retention was taken out on %s\n",
			row_text(rows, 0, "pruned_to"), row_text(rows, 0, "pruned_time"));
	if (found == 0)
		buf_text(out, "nothing was changed, removed, moved or put in\n");
	else
		buf_printf(out, "%zu finding%s: the trail is not as it was\n", found, found == 1 ? "" : "s");
}

/* That it was verified is on record, but not where the database can only be read, as in a copy of it. */
static void
note_verified(struct cli *cli, size_t found, const char *head)
{
	struct err err = {0};

	if (cli_perform(
		    cli, STMT_AUDIT_VERIFIED, DB_PARAMS(arena_printf(cli->arena, "%zu", found), head), NULL, &err) == 0)
		return;
	db_rollback(cli->db);
	fprintf(stderr, "moothall: that it was verified could not be put on record: %s\n", err.text);
}

static int
verify(struct cli *cli, const struct audit_job *job, char *argv[])
{
	struct err err = {0};
	struct rows rows;
	struct buf out;
	size_t found;
	int status;

	(void)argv;
	if (cli_perform(cli, STMT_AUDIT_VERIFY, DB_PARAMS(job->head), &rows, &err) != 0)
		return cli_refuse(cli, &err);
	found = row_text(&rows, 0, "problem") != NULL ? rows.count : 0;
	note_verified(cli, found, job->head);
	buf_init(&out);
	state_put(&out, &rows, found);
	status = cli->json ? output_json(state_json(&rows, found)) : output_print(&out);
	buf_close(&out);
	return status == DONE && found > 0 ? REFUSED : status;
}

/* --- how long it is kept --- */

static int
prune(struct cli *cli, const struct audit_job *job, char *argv[])
{
	struct err err = {0};
	struct rows rows;

	(void)job, (void)argv;
	if (cli_perform(cli, STMT_AUDIT_PRUNE, DB_NONE, &rows, &err) != 0)
		return cli_refuse(cli, &err);
	fprintf(stderr, "%s events past their retention were taken out, up to entry %s; %s are held and stay\n",
		row_text(&rows, 0, "pruned"), row_text(&rows, 0, "upto"), row_text(&rows, 0, "kept"));
	return DONE;
}

static int
hold(struct cli *cli, const struct audit_job *job, char *argv[])
{
	struct err err = {0};
	struct rows rows;

	if (cli_perform(cli, STMT_AUDIT_HOLD,
		    DB_PARAMS(job->user, job->from, job->to, argv[1], cli_account(cli->arena)), &rows, &err) != 0)
		return cli_refuse(cli, &err);
	fprintf(stderr, "hold %s is placed\n", row_text(&rows, 0, "hold_id"));
	return DONE;
}

static int
end_hold(struct cli *cli, const struct audit_job *job, char *argv[])
{
	struct err err = {0};
	uint64_t number;

	(void)job;
	if (!str_number(argv[1], INT32_MAX, &number))
		return cli_refuse_text("a hold is named by its number, which moothall audit holds lists");
	if (cli_perform(cli, STMT_AUDIT_HOLD_END, DB_PARAMS(argv[1], cli_account(cli->arena)), NULL, &err) != 0)
		return cli_refuse(cli, &err);
	fprintf(stderr, "hold %s has ended\n", argv[1]);
	return DONE;
}

/* Rows as an array of objects; a cell that is NULL is null. */
static json_t *
rows_json(const struct rows *rows)
{
	json_t *list = json_array();

	for (size_t i = 0; i < rows->count; i++) {
		json_t *one = json_object();

		for (size_t c = 0; c < rows->columns; c++) {
			const char *cell = rows->cells[i * rows->columns + c];

			json_object_set_new(one, rows->names[c], cell != NULL ? json_string(cell) : json_null());
		}
		json_array_append_new(list, one);
	}
	return list;
}

static int
print_rows(struct cli *cli, const struct rows *rows, size_t count, const struct text_column columns[])
{
	struct buf out;
	int status;

	buf_init(&out);
	columns_put(&out, cli->arena, count, columns, rows->count, rows->cells);
	status = output_print(&out);
	buf_close(&out);
	return status;
}

static int
holds(struct cli *cli, const struct audit_job *job, char *argv[])
{
	static const struct text_column columns[] = {{"Hold", true}, {"User", false}, {"From", false}, {"To", false},
		{"Reason", false}, {"Placed by", false}, {"Placed", false}, {"Ended by", false}, {"Ended", false}};
	struct err err = {0};
	struct rows rows;

	(void)job, (void)argv;
	if (cli_perform(cli, STMT_AUDIT_HOLDS, DB_NONE, &rows, &err) != 0)
		return cli_refuse(cli, &err);
	if (cli->json)
		return output_json(rows_json(&rows));
	return print_rows(cli, &rows, sizeof(columns) / sizeof(columns[0]), columns);
}

/* --- one person --- */

static int
load_person(struct cli *cli, const char *user, struct rows *rows, struct err *err)
{
	static const struct audit_fact none[AUDIT_FACTS] = {{0}};

	if (cli_begin(cli, err) != 0 ||
		db_query(cli->db, STMT_AUDIT_PERSON, DB_PARAMS(user), cli->arena, rows, err) != 0 ||
		audit_note(cli->db, cli->arena, "person-exported", user, none, err) != 0)
		return -1;
	return db_commit(cli->db, err);
}

static int
print_csv(const struct rows *rows)
{
	struct buf out;
	int status;

	buf_init(&out);
	csv_row(&out, rows->columns, rows->names);
	for (size_t i = 0; i < rows->count; i++)
		csv_row(&out, rows->columns, rows->cells + i * rows->columns);
	status = output_print(&out);
	buf_close(&out);
	return status;
}

static int
person(struct cli *cli, const struct audit_job *job, char *argv[])
{
	static const struct text_column columns[] = {
		{"Part", false}, {"When", false}, {"What", false}, {"Value", false}};
	struct err err = {0};
	struct rows rows;

	if (load_person(cli, argv[1], &rows, &err) != 0)
		return cli_refuse(cli, &err);
	if (cli->json)
		return output_json(json_pack("{s:s, s:o}", "user", argv[1], "held", rows_json(&rows)));
	if (job->csv)
		return print_csv(&rows);
	return print_rows(cli, &rows, sizeof(columns) / sizeof(columns[0]), columns);
}

/* --- the whole of it --- */

static int
take(void *file, size_t count, size_t columns, const char *const cells[], struct err *err)
{
	return csv_file_rows(file, count, columns, cells, err);
}

static int
print_file(FILE *file)
{
	char block[65536];
	size_t length;

	rewind(file);
	while ((length = fread(block, 1, sizeof(block), file)) > 0)
		if (fwrite(block, 1, length, stdout) != length)
			break;
	return fflush(stdout) == 0 && length == 0 ? DONE : cli_refuse_text("standard output cannot be written");
}

/* It is on record before any of it is printed. */
static int export(struct cli *cli, const struct audit_job *job, char *argv[])
{
	struct trail_search all = {0};
	uint64_t after = 0;
	struct err err = {0};
	FILE *file = tmpfile();
	int status;

	(void)argv;
	if (job->after != NULL && !str_number(job->after, 999999999999, &after)) {
		if (file != NULL)
			fclose(file);
		return cli_refuse_text("an entry is named by its number, which stands first in each line of an export");
	}
	all.after = (long)after;
	if (file == NULL)
		return cli_refuse_text("there is no room for a temporary file");
	if (cli_begin(cli, &err) != 0 || trail_take(cli->db, cli->arena, &all, take, file, &err) != 0 ||
		db_commit(cli->db, &err) != 0)
		status = cli_refuse(cli, &err);
	else
		status = print_file(file);
	fclose(file);
	return status;
}

/* --- the command --- */

static const struct {
	const char *name;
	int (*run)(struct cli *cli, const struct audit_job *job, char *argv[]);
} actions[] = {{"verify", verify}, {"prune", prune}, {"hold", hold}, {"holds", holds}, {"end-hold", end_hold},
	{"person", person}, {"export", export}};

static int
run(struct cli *cli, int argc, char *argv[])
{
	struct audit_job job = {0};
	size_t i = 0;

	if (cli_options(cli, &command_audit, argc, argv, &job) < 0)
		return cli_failed();
	while (!str_equal(actions[i].name, argv[0]))
		i++;
	return actions[i].run(cli, &job, argv);
}

static const struct option options[] = {
	{"--head", "HEAD", "the end of the chain as a pack printed it, or as it was written down",
		offsetof(struct audit_job, head), false, "verify"},
	{"--user", "USER", "what this user did, and what was done to their account; if not said, everybody's",
		offsetof(struct audit_job, user), false, "hold"},
	{"--from", "DAY", "from this day on: 2026-11-30", offsetof(struct audit_job, from), false, "hold"},
	{"--to", "DAY", "up to this day", offsetof(struct audit_job, to), false, "hold"},
	{"--after", "ENTRY", "only what is behind this entry of the chain", offsetof(struct audit_job, after), false,
		"export"},
	{"--csv", NULL, "the result as CSV", offsetof(struct audit_job, csv), false, "person"}, {0}};

const struct command command_audit = {
	.name = "audit",
	.summary = "verifies the audit trail, keeps and prunes it, and says what it holds about a person",
	.forms = (const char *const[]){"verify", "export", "person USER", "prune", "hold REASON", "holds",
		"end-hold HOLD", NULL},
	.options = options,
	.detail =
		"verify names every event that was changed, removed, moved or put in behind the program's back, and ends "
		"with exit status 1 if there is one. That the end of the trail was cut off, or all of it written anew, can be "
		"seen by a head alone that lies elsewhere: each published pack prints one.\n"
		"prune takes out what is older than the setting audit_retention_years, but nothing that a hold is on. Holds "
		"and pruning are the operator's.\n"
		"export is the whole trail as CSV, on standard output, with what is needed to verify it elsewhere.\n"
		"person is all that is held about a user's account, for their own request to see it. To read and search the "
		"trail: the report audit.",
	.run = run,
	.json = true,
};
