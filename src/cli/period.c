/* moothall period */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "columns.h"
#include "command.h"

struct period_job {
	const char *reason;
};

/* The numbers of imports, "14 15", as a list. */
static json_t *
changes_json(const char *changes)
{
	json_t *list = json_array();

	for (const char *c = changes; *c != '\0'; c += strspn(c, " ")) {
		size_t length = strcspn(c, " ");
		json_int_t number = 0;

		for (size_t i = 0; i < length; i++)
			number = number * 10 + (c[i] - '0');
		json_array_append_new(list, json_integer(number));
		c += length;
	}
	return list;
}

static json_t *
list_json(const struct rows *rows)
{
	json_t *list = json_array();

	for (size_t i = 0; i < rows->count; i++)
		json_array_append_new(list,
			json_pack("{s:s, s:b, s:s, s:s, s:s?, s:s?, s:s?, s:o}", "period", row_text(rows, i, "period"),
				"closed", row_true(rows, i, "is_closed"), "closed_at", row_text(rows, i, "closed_at"),
				"closed_by", row_text(rows, i, "closed_by"), "reopened_at",
				row_text(rows, i, "reopened_at"), "reopened_by", row_text(rows, i, "reopened_by"),
				"reason", row_text(rows, i, "reopened_why"), "changed_by_imports",
				changes_json(row_string(rows, i, "changes"))));
	return list;
}

static const char *
reopened_words(struct arena *arena, const struct rows *rows, size_t i)
{
	if (row_true(rows, i, "is_closed"))
		return "closed";
	return arena_printf(arena, "opened again %s by %s: %s", row_text(rows, i, "reopened"),
		row_text(rows, i, "reopened_by"), row_text(rows, i, "reopened_why"));
}

static int
print_list(struct cli *cli, const struct rows *rows)
{
	static const struct text_column columns[] = {
		{"Period", false}, {"Closed", false}, {"By", false}, {"Changed by import", false}, {"Now", false}};
	const char **cells = arena_array(cli->arena, rows->count * 5 + 1, sizeof(*cells));
	struct buf out;
	int status;

	for (size_t i = 0; i < rows->count; i++) {
		cells[i * 5] = row_text(rows, i, "period");
		cells[i * 5 + 1] = row_text(rows, i, "closed");
		cells[i * 5 + 2] = row_text(rows, i, "closed_by");
		cells[i * 5 + 3] = row_text(rows, i, "changes");
		cells[i * 5 + 4] = reopened_words(cli->arena, rows, i);
	}
	buf_init(&out);
	if (rows->count == 0)
		buf_text(&out, "No period has been closed yet.\n");
	else
		columns_put(&out, cli->arena, 5, columns, rows->count, cells);
	status = output_print(&out);
	buf_close(&out);
	return status;
}

static int
list(struct cli *cli)
{
	struct err err = {0};
	struct rows rows;
	int rc = -1;

	if (cli_begin(cli, &err) == 0 && cli_permit(cli, PERMIT_MEETINGS, "closed periods", &err) == 0)
		rc = db_query(cli->db, STMT_PERIOD_LIST, DB_NONE, cli->arena, &rows, &err);
	db_rollback(cli->db);
	if (rc != 0)
		return cli_refuse(cli, &err);
	return cli->json ? output_json(list_json(&rows)) : print_list(cli, &rows);
}

static int
run(struct cli *cli, int argc, char *argv[])
{
	struct period_job job = {0};
	int count = cli_options(cli, &command_period, argc, argv, &job), rc;
	const char *account = cli_account(cli->arena);
	struct err err = {0};
	struct rows rows;
	bool closes;

	if (count < 0)
		return cli_failed();
	if (count == 1)
		return list(cli);
	closes = str_equal(argv[0], "close");
	if (closes)
		rc = cli_perform(cli, STMT_PERIOD_CLOSE, DB_PARAMS(argv[1], account), &rows, &err);
	else
		rc = cli_perform(cli, STMT_PERIOD_REOPEN, DB_PARAMS(argv[1], job.reason, account), &rows, &err);
	if (rc != 0)
		return cli_refuse(cli, &err);
	fprintf(stderr, "%s is %s\n", row_text(&rows, 0, "label"), closes ? "closed" : "open again");
	return DONE;
}

static const struct option options[] = {{"--reason", "TEXT", "why it is opened again: its statements print this",
						offsetof(struct period_job, reason), false, "reopen"},
	{0}};

const struct command command_period = {
	.name = "period",
	.summary = "closes financial periods, and opens them again",
	.forms = (const char *const[]){"close PERIOD", "reopen PERIOD", "list", NULL},
	.options = options,
	.detail =
		"PERIOD is a month, a quarter or a financial year, as 2017-01, 2016/17 Q4 or 2016/17. What is in a year or "
		"a quarter is closed with it.\n"
		"Rows for a closed period are refused by moothall import without a reason (--reason), and with one its "
		"statements say that they were changed afterwards, and why. It takes the role finance.",
	.run = run,
	.json = true,
};
