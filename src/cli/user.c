/* moothall user */
#include <sodium.h>

#include "auth/password.h"
#include "base/str.h"
#include "command.h"
#include "password_read.h"

struct user_job {
	const char *username;
	const char *name;
	struct option_list called, roles;
};

/* What the password must be more than: the names that the database has, and those that were given; a list as of
 * password_check. NULL: they could not be asked for. */
static const char *const *
names_of(struct cli *cli, const struct user_job *job, struct err *err)
{
	const char *given[] = {job->username, job->name};
	const char **names;
	struct rows rows;
	size_t count = 0;

	if (cli_perform(cli, STMT_PASSWORD_NAMES, DB_PARAMS(job->username), &rows, err) != 0)
		return NULL;
	names = arena_array(cli->arena, rows.count + job->called.count + 3, sizeof(*names));
	for (size_t i = 0; i < rows.count; i++)
		names[count++] = row_text(&rows, i, "name");
	for (size_t i = 0; i < sizeof(given) / sizeof(given[0]); i++)
		if (given[i] != NULL)
			names[count++] = given[i];
	for (size_t i = 0; i < job->called.count; i++)
		names[count++] = job->called.items[i];
	names[count] = NULL;
	return names;
}

/* Reads a password and makes its hash; the password itself does not outlive this. */
static int
read_hash(struct cli *cli, const struct user_job *job, char hash[PASSWORD_HASH_SIZE], struct err *err)
{
	char password[PASSWORD_BYTES + 2];
	const char *const *names = names_of(cli, job, err);
	struct password_cost cost;
	int rc = -1;

	if (names != NULL && password_cost(&cost, cli->conf, err) == 0 &&
		password_read(password, sizeof(password), err) == 0)
		rc = password_new(hash, password, names, &cost, err);
	sodium_memzero(password, sizeof(password));
	return rc;
}

static int
add(struct cli *cli, const struct user_job *job, struct err *err)
{
	const char *roles = array_literal(cli->arena, job->roles.count, job->roles.items);
	const char *called = array_literal(cli->arena, job->called.count, job->called.items);
	const char *known = job->called.count > 0 ? job->called.items[0] : job->username;
	const char *name = job->name != NULL ? job->name : known;
	char hash[PASSWORD_HASH_SIZE];

	if (read_hash(cli, job, hash, err) != 0)
		return -1;
	return cli_perform(cli, STMT_PERSON_ADD, DB_PARAMS(job->username, name, hash, called, roles), NULL, err);
}

static int
change_password(struct cli *cli, const struct user_job *job, struct err *err)
{
	char hash[PASSWORD_HASH_SIZE];

	if (read_hash(cli, job, hash, err) != 0)
		return -1;
	return cli_perform(cli, STMT_PERSON_PASSWORD, DB_PARAMS(job->username, hash), NULL, err);
}

static int
enable(struct cli *cli, const struct user_job *job, struct err *err)
{
	return cli_perform(cli, STMT_PERSON_ENABLE, DB_PARAMS(job->username, NULL), NULL, err);
}

static int
disable(struct cli *cli, const struct user_job *job, struct err *err)
{
	return cli_perform(cli, STMT_PERSON_DISABLE, DB_PARAMS(job->username, NULL), NULL, err);
}

static json_t *
user_json(const struct rows *rows, size_t i)
{
	return json_pack("{s:s, s:s, s:s?, s:s, s:b}", "username", row_text(rows, i, "username"), "name",
		row_text(rows, i, "name"), "person", row_text(rows, i, "called"), "roles", row_string(rows, i, "roles"),
		"disabled", row_true(rows, i, "disabled"));
}

static json_t *
list_json(const struct rows *rows)
{
	json_t *list = json_array();

	for (size_t i = 0; i < rows->count; i++)
		json_array_append_new(list, user_json(rows, i));
	return list;
}

static int
list(struct cli *cli)
{
	struct err err = {0};
	struct rows rows;
	struct buf out;
	int status;

	if (cli_perform(cli, STMT_PERSON_LIST, DB_NONE, &rows, &err) != 0)
		return cli_refuse(cli, &err);
	if (cli->json)
		return output_json(list_json(&rows));
	buf_init(&out);
	for (size_t i = 0; i < rows.count; i++)
		buf_printf(&out, "%-20s %-30s %s%s\n", row_text(&rows, i, "username"), row_text(&rows, i, "name"),
			row_string(&rows, i, "roles"), row_true(&rows, i, "disabled") ? " (disabled)" : "");
	status = output_print(&out);
	buf_close(&out);
	return status;
}

static const struct action {
	const char *name;
	int (*run)(struct cli *cli, const struct user_job *job, struct err *err);
} actions[] = {{"add", add}, {"disable", disable}, {"enable", enable}, {"password", change_password}};

static int
run(struct cli *cli, int argc, char *argv[])
{
	struct user_job job = {0};
	int count = cli_options(cli, &command_user, argc, argv, &job);
	struct err err = {0};
	size_t i = 0;

	if (count < 0)
		return cli_failed();
	if (count == 1)
		return list(cli);
	job.username = argv[1];
	while (!str_equal(actions[i].name, argv[0]))
		i++;
	return actions[i].run(cli, &job, &err) == 0 ? DONE : cli_refuse(cli, &err);
}

static const struct option options[] = {
	{"--name", "NAME", "as it is shown and printed", offsetof(struct user_job, name), false, "add"},
	{"--person", "PERSON", "a name by which the lists of seats, leads and authors know them",
		offsetof(struct user_job, called), true, "add"},
	{"--role", "ROLE", "what they may see and do", offsetof(struct user_job, roles), true, "add"}, {0}};

const struct command command_user = {
	.name = "user",
	.summary = "adds, lists, disables and enables users, and sets passwords",
	.forms = (const char *const[]){"add USER", "list", "disable USER", "enable USER", "password USER", NULL},
	.options = options,
	.detail =
		"A password is asked for at the terminal, or is one line of standard input. It has 12 to 128 characters, is not "
		"among the commonest, and is more than a name of the user's or the council's. Whoever is disabled cannot "
		"sign in; their name stays on what they did.",
	.run = run,
	.json = true,
};
