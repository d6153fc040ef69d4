/* What is said when something could not be done: a sentence, never the database's own words. */
#include <stdio.h>

#include "auth/audit.h"
#include "base/log.h"
#include "command.h"
#include "db/migrate.h"

/* A file's name can hold anything: control characters do not reach the terminal. */
int
cli_refuse_text(const char *text)
{
	fputs("moothall: ", stderr);
	for (; *text != '\0'; text++)
		fputc((unsigned char)*text < ' ' || *text == 0x7F ? ' ' : *text, stderr);
	fputc('\n', stderr);
	return REFUSED;
}

/* Why a statement of ours may have failed where it should not; NULL: not for that. */
static const char *
database_state(struct cli *cli)
{
	if (cli->db == NULL)
		return NULL;
	switch (migrate_state(cli->db, cli->arena)) {
	case SCHEMA_ABSENT:
		return "this database holds nothing of Moothall's: has moothall migrate been run?";
	case SCHEMA_OLDER:
		return "the database is older than this program: run moothall migrate";
	case SCHEMA_NEWER:
		return "the database is newer than this program: use the program that upgraded it";
	case SCHEMA_CLOSED:
		return "the command line needs a database user that is a member of moothall_owner, which this one is not";
	case SCHEMA_FITS:
		break;
	}
	return NULL;
}

/* In the name of the user of --as, or, if there is nobody of that name who may sign in, in that of the operator. */
static int
note(struct cli *cli, unsigned status, struct err *why)
{
	const char *method = "command";

	db_rollback(cli->db);
	if (cli_begin(cli, why) != 0) {
		if (cli->as == NULL)
			return -1;
		if (why->code == ERR_DENIED)
			method = arena_printf(cli->arena, "command --as %s", cli->as);
		*why = (struct err){0};
		cli->as = NULL;
		db_rollback(cli->db);
		if (cli_begin(cli, why) != 0)
			return -1;
	}
	return audit_refused(cli->db, cli->arena, status, method, cli->asked, why) != 0 ? -1 : db_commit(cli->db, why);
}

/*
 * What somebody may not do is on record, and what a user is told is not there, as it is of pages. In a transaction of
 * its own, since that of the command is gone.
 */
static void
note_refusal(struct cli *cli, const struct err *err)
{
	const bool absent = err->code == ERR_ABSENT && cli->as != NULL;
	struct err why = {0};

	if (cli->db == NULL || cli->asked == NULL || (err->code != ERR_DENIED && !absent))
		return;
	if (note(cli, absent ? 404 : 403, &why) != 0) {
		db_rollback(cli->db);
		log_line("a refusal could not be put on record: %s", why.text);
	}
}

int
cli_refuse_as_said(struct cli *cli, const struct err *err)
{
	cli_refuse_text(err->text);
	if (log_count() > 0 && !cli->verbose)
		cli_refuse_text("with --verbose it says what the database answered");
	return REFUSED;
}

int
cli_refuse(struct cli *cli, const struct err *err)
{
	const char *state =
		(err->code == ERR_SYSTEM || err->code == ERR_STALE) && log_count() > 0 ? database_state(cli) : NULL;

	if (state != NULL)
		cli_refuse_text(state);
	else
		cli_refuse_as_said(cli, err);
	note_refusal(cli, err);
	return REFUSED;
}
