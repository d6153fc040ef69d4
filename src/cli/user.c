/* moothall user: accounts, their roles, names of the lists, links and sessions. */
#include "user.h"

#include <sodium.h>
#include <stdio.h>

#include "auth/password.h"
#include "auth/session.h"
#include "base/str.h"
#include "password_read.h"

/* --- passwords --- */

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

static const char *
list_literal(struct cli *cli, const struct option_list *list)
{
	return array_literal(cli->arena, list->count, list->items);
}

/* Who is given no name is called by the first that lists have, or by the user name. */
static const char *
name_of(const struct user_job *job)
{
	if (job->name != NULL)
		return job->name;
	return job->called.count > 0 ? job->called.items[0] : job->username;
}

static int
add(struct cli *cli, const struct user_job *job, struct err *err)
{
	char hash[PASSWORD_HASH_SIZE];

	if (read_hash(cli, job, hash, err) != 0)
		return -1;
	return cli_perform(cli, STMT_PERSON_ADD,
		DB_PARAMS(job->username, name_of(job), hash, list_literal(cli, &job->called),
			list_literal(cli, &job->roles)),
		NULL, err);
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
change(struct cli *cli, const struct user_job *job, struct err *err)
{
	if (job->name == NULL && job->email == NULL)
		return err_set(err, ERR_INPUT, "what is to be changed: --name NAME or --email ADDRESS?");
	return cli_perform(cli, STMT_PERSON_DETAILS, DB_PARAMS(job->username, job->name, job->email, NULL), NULL, err);
}

/* --- links --- */

/* The link alone on standard output, for a script or a pipe; when it ends beside it. */
static int
link_print(const struct rows *made, const char *token, struct err *err)
{
	const char *site = row_text(made, 0, "site");
	struct buf out;
	int rc;

	buf_init(&out);
	buf_printf(&out, "%s/invitation/%s\n", site != NULL ? site : "", token);
	rc = output_write(NULL, out.data, out.length, err);
	buf_close(&out);
	fprintf(stderr, "moothall: the link works once, until %s; whoever has it can set the password\n",
		row_text(made, 0, "ends"));
	if (site == NULL)
		fputs("moothall: before it belongs the address of the site, which the setting site_address would put "
		      "there\n",
			stderr);
	return rc;
}

static int
invite(struct cli *cli, const struct user_job *job, struct err *err)
{
	char token[TOKEN_TEXT];
	const char *hash;
	struct rows made;
	int rc;

	token_new(token);
	hash = token_hash(cli->arena, token);
	if (job->again)
		rc = cli_perform(cli, STMT_PERSON_LINK, DB_PARAMS(job->username, hash, NULL), &made, err);
	else
		rc = cli_perform(cli, STMT_PERSON_INVITE,
			DB_PARAMS(job->username, name_of(job), job->email, list_literal(cli, &job->called),
				list_literal(cli, &job->roles), job->from, job->to, hash),
			&made, err);
	return rc != 0 ? -1 : link_print(&made, token, err);
}

/* --- roles and names --- */

static int
role(struct cli *cli, const struct user_job *job, struct err *err)
{
	if ((job->give != NULL) == (job->end != NULL))
		return err_set(err, ERR_INPUT, "what is to be done: --give ROLE or --end ROLE?");
	if (job->give != NULL && job->on != NULL)
		return err_set(err, ERR_INPUT,
			"--on says when a role ends: the days of one that is given are --from and --to");
	if (job->end != NULL && (job->from != NULL || job->to != NULL))
		return err_set(err, ERR_INPUT, "--from and --to belong to --give: --on says when a role ends");
	if (job->end != NULL)
		return cli_perform(
			cli, STMT_PERSON_ROLE_END, DB_PARAMS(job->username, job->end, job->on, NULL), NULL, err);
	return cli_perform(
		cli, STMT_PERSON_ROLE_GIVE, DB_PARAMS(job->username, job->give, job->from, job->to, NULL), NULL, err);
}

/* All or nothing. */
static int
names(struct cli *cli, const struct user_job *job, struct err *err)
{
	if (job->called.count + job->taken.count == 0)
		return err_set(err, ERR_INPUT, "what is to be done: --person PERSON or --take PERSON?");
	if (cli_begin(cli, err) != 0)
		return -1;
	for (size_t i = 0; i < job->taken.count; i++)
		if (db_query(cli->db, STMT_PERSON_NAME_TAKE, DB_PARAMS(job->username, job->taken.items[i], NULL), NULL,
			    NULL, err) != 0)
			return -1;
	if (db_query(cli->db, STMT_PERSON_NAMES_GIVE, DB_PARAMS(job->username, list_literal(cli, &job->called), NULL),
		    NULL, NULL, err) != 0)
		return -1;
	return db_commit(cli->db, err);
}

/* --- access --- */

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

static int
reset_factor(struct cli *cli, const struct user_job *job, struct err *err)
{
	return cli_perform(cli, STMT_FACTOR_RESET, DB_PARAMS(job->username, job->proof, NULL), NULL, err);
}

static int
end_sessions(struct cli *cli, const struct user_job *job, struct err *err)
{
	struct rows rows;

	if (job->session != NULL && !str_number(job->session, 999999999, &(uint64_t){0}))
		return err_set(err, ERR_INPUT, "a session is named by its number: moothall user show %s has them",
			job->username);
	if (cli_perform(cli, STMT_PERSON_SESSIONS_END, DB_PARAMS(job->username, job->session), &rows, err) != 0)
		return -1;
	if (job->session != NULL && row_integer(&rows, 0, "ended") == 0)
		return err_set(err, ERR_ABSENT, "%s has no session %s", job->username, job->session);
	return 0;
}

/* --- the command --- */

static const struct action {
	const char *name;
	int (*run)(struct cli *cli, const struct user_job *job, struct err *err);
} actions[] = {{"add", add}, {"change", change}, {"show", user_show}, {"invite", invite}, {"role", role},
	{"name", names}, {"disable", disable}, {"enable", enable}, {"password", change_password},
	{"factor-reset", reset_factor}, {"end-sessions", end_sessions}};

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
		return user_list(cli);
	job.username = argv[1];
	while (!str_equal(actions[i].name, argv[0]))
		i++;
	return actions[i].run(cli, &job, &err) == 0 ? DONE : cli_refuse(cli, &err);
}

#define PLACE(of) offsetof(struct user_job, of)
static const struct option options[] = {
	{"--name", "NAME", "as it is shown and printed", PLACE(name), false, "add|change|invite"},
	{"--email", "ADDRESS", "where they can be written to; nothing is sent; \"\" takes it away", PLACE(email), false,
		"change|invite"},
	{"--person", "PERSON", "a name by which the lists of seats, leads and authors know them", PLACE(called), true,
		"add|invite|name"},
	{"--take", "PERSON", "such a name that is not theirs any more", PLACE(taken), true, "name"},
	{"--role", "ROLE", "what they may see and do", PLACE(roles), true, "add|invite"},
	{"--give", "ROLE", "a role to give, or one that they have whose days are to be others", PLACE(give), false,
		"role"},
	{"--from", "DAY", "the first day of the roles; today if not said", PLACE(from), false, "invite|role"},
	{"--to", "DAY", "their last day; without one they do not end", PLACE(to), false, "invite|role"},
	{"--end", "ROLE", "a role to end", PLACE(end), false, "role"},
	{"--on", "DAY", "its last day; it ends at once if not said", PLACE(on), false, "role"},
	{"--again", NULL, "a new link for a user that there is, in place of the one before", PLACE(again), false,
		"invite"},
	{"--proof", "in-person|telephone|manager", "how it was seen to that it is them who asks; it goes on record",
		PLACE(proof), false, "factor-reset"},
	{"--session", "N", "that one alone; all of them if not said", PLACE(session), false, "end-sessions"}, {0}};

const struct command command_user = {
	.name = "user",
	.summary = "adds, invites, lists, disables and enables users, and changes what they may",
	.forms = (const char *const[]){"add USER", "change USER", "invite USER", "list", "show USER", "role USER",
		"name USER", "disable USER", "enable USER", "password USER", "factor-reset USER", "end-sessions USER",
		NULL},
	.options = options,
	.detail =
		"Whoever is invited sets their own password: the link is printed once, works once, and ends after the hours that "
		"the setting invitation_hours says. A password that is given here is asked for at the terminal, or is one "
		"line of standard input. It has 12 to 128 characters, is not among the commonest, and is more than a name of "
		"the user's or the council's.\n"
		"A role holds from its first day to its last. Days are written 2017-05-03, 03/05/2017 or \"3 May 2017\".\n"
		"Whoever is disabled is signed out at once and cannot sign in; their name stays on what they did. factor-reset "
		"takes the second factor from a user who has lost it, and signs them out: see to it first that it is them who "
		"asks. With --as, "
		"nobody gives a role or a name to themselves, enables themselves or disables the last administrator.",
	.run = run,
	.json = true,
};
