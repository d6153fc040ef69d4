/* moothall user */
#include <jansson.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

#include "auth/password.h"
#include "base/str.h"
#include "command.h"
#include "password_read.h"

struct user_job {
	const char *username;
	const char *name, *person;
	struct option_list roles;
};

/* Reads a password and makes its hash; the password itself does not outlive this. */
static int
read_hash(struct cli *cli, char hash[PASSWORD_HASH_SIZE], struct err *err)
{
	char password[PASSWORD_MOST + 2];
	struct password_cost cost;
	int rc = -1;

	if (password_cost(&cost, cli->conf, err) == 0 && password_read(password, sizeof(password), err) == 0)
		rc = password_hash(hash, password, &cost, err);
	sodium_memzero(password, sizeof(password));
	return rc;
}

/* One statement of its own transaction. */
static int
perform(struct cli *cli, enum stmt stmt, size_t count, const char *const params[], struct rows *rows, struct err *err)
{
	if (cli_begin(cli, err) != 0 || db_query(cli->db, stmt, count, params, cli->arena, rows, err) != 0)
		return -1;
	return db_commit(cli->db, err);
}

static int
add(struct cli *cli, const struct user_job *job, struct err *err)
{
	const char *roles = array_literal(cli->arena, job->roles.count, job->roles.items);
	const char *name = job->name != NULL ? job->name : job->person != NULL ? job->person : job->username;
	char hash[PASSWORD_HASH_SIZE];

	if (read_hash(cli, hash, err) != 0)
		return -1;
	return perform(cli, STMT_USER_ADD, DB_PARAMS(job->username, name, hash, job->person, roles), NULL, err);
}

static int
change_password(struct cli *cli, const struct user_job *job, struct err *err)
{
	char hash[PASSWORD_HASH_SIZE];

	if (read_hash(cli, hash, err) != 0)
		return -1;
	return perform(cli, STMT_USER_PASSWORD, DB_PARAMS(job->username, hash), NULL, err);
}

static int
disable(struct cli *cli, const struct user_job *job, struct err *err)
{
	return perform(cli, STMT_USER_DISABLE, DB_PARAMS(job->username), NULL, err);
}

static json_t *
user_json(const struct rows *rows, size_t i)
{
	return json_pack("{s:s, s:s, s:s?, s:s, s:b}", "username", row_text(rows, i, "username"), "name",
		row_text(rows, i, "name"), "person", row_text(rows, i, "seat_name"), "roles",
		row_string(rows, i, "roles"), "disabled", row_true(rows, i, "disabled"));
}

static void
list_json(struct buf *out, const struct rows *rows)
{
	json_t *list = json_array();
	char *text;

	for (size_t i = 0; i < rows->count; i++)
		json_array_append_new(list, user_json(rows, i));
	text = json_dumps(list, JSON_INDENT(1));
	buf_text(out, text);
	buf_char(out, '\n');
	free(text);
	json_decref(list);
}

static int
list(struct cli *cli, const struct user_job *job, struct err *err)
{
	struct rows rows;
	struct buf out;
	int rc;

	(void)job;
	if (perform(cli, STMT_USER_LIST, DB_NONE, &rows, err) != 0)
		return -1;
	buf_init(&out);
	if (cli->json)
		list_json(&out, &rows);
	for (size_t i = 0; i < rows.count && !cli->json; i++)
		buf_printf(&out, "%-20s %-30s %s%s\n", row_text(&rows, i, "username"), row_text(&rows, i, "name"),
			row_string(&rows, i, "roles"), row_true(&rows, i, "disabled") ? " (disabled)" : "");
	rc = output_write(NULL, out.data, out.length, err);
	buf_close(&out);
	return rc;
}

static const struct action {
	const char *name;
	int operands;
	int (*run)(struct cli *cli, const struct user_job *job, struct err *err);
} actions[] = {{"add", 2, add}, {"list", 1, list}, {"disable", 2, disable}, {"password", 2, change_password}, {0}};

static int
run(struct cli *cli, int argc, char *argv[])
{
	struct user_job job = {0};
	const struct option options[] = {{"--person", NULL, &job.person, NULL}, {"--role", NULL, NULL, &job.roles},
		{"--name", NULL, &job.name, NULL}, {0}};
	int count = cli_options(cli, &command_user, argc, argv, options, 1, 2);
	struct err err = {0};

	if (count < 0)
		return cli_failed();
	job.username = count == 2 ? argv[1] : NULL;
	for (const struct action *action = actions; action->name != NULL; action++)
		if (str_equal(action->name, argv[0]) && action->operands == count)
			return action->run(cli, &job, &err) == 0 ? DONE : cli_refuse(&err);
	fprintf(stderr, "usage: moothall user %s\n", command_user.usage);
	return USAGE;
}

const struct command command_user = {"user", "adds, lists and disables users",
	"add NAME [--name \"Display name\"] [--person SEAT] [--role ROLE]...\n"
	"       moothall user list [--json]\n"
	"       moothall user disable NAME\n"
	"       moothall user password NAME\n"
	"A password is asked for at the terminal, or is one line of standard input.",
	run, NULL};
