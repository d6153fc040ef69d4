/* moothall rekey: what the database keeps of second factors, sealed with the first of the keys that are set. */
#include <sodium.h>
#include <stdio.h>

#include "auth/seal.h"
#include "command.h"

struct tally {
	unsigned sealed, kept;
	const char *closed; /* users whose factor no key opens, with commas between */
};

static int
seal_anew(struct cli *cli, const struct rows *factors, size_t i, struct tally *tally, struct err *err)
{
	const char *person = row_text(factors, i, "person_id"), *before = row_text(factors, i, "sealed");
	unsigned char secret[TOTP_SECRET];
	bool by_first;
	int rc = 0;

	if (!seal_open(secret, cli->conf, person, before, &by_first)) {
		tally->closed = arena_printf(cli->arena, "%s%s%s", tally->closed, *tally->closed != '\0' ? ", " : "",
			row_text(factors, i, "username"));
		return 0;
	}
	if (by_first) {
		tally->kept++;
	} else {
		tally->sealed++;
		rc = db_query(cli->db, STMT_FACTOR_RESEAL,
			DB_PARAMS(person, seal_close(cli->arena, cli->conf, person, secret)), NULL, NULL, err);
	}
	sodium_memzero(secret, sizeof(secret));
	return rc;
}

static int
rekey(struct cli *cli, struct tally *tally, struct err *err)
{
	struct rows factors;

	if (seal_check(cli->conf, err) != 0)
		return -1;
	if (!seal_ready(cli->conf))
		return err_set(err, ERR_INPUT,
			"there is no factor_key: set it, the new one first and the one before after it");
	if (cli_begin(cli, err) != 0 || db_query(cli->db, STMT_FACTORS_SEALED, DB_NONE, cli->arena, &factors, err) != 0)
		return -1;
	for (size_t i = 0; i < factors.count; i++)
		if (seal_anew(cli, &factors, i, tally, err) != 0)
			return -1;
	return db_commit(cli->db, err);
}

static int
run(struct cli *cli, int argc, char *argv[])
{
	struct tally tally = {.closed = ""};
	struct err err = {0};

	if (cli_options(cli, &command_rekey, argc, argv, NULL) < 0)
		return cli_failed();
	if (rekey(cli, &tally, &err) != 0)
		return cli_refuse(cli, &err);
	printf("%u sealed with the first key, %u were so already\n", tally.sealed, tally.kept);
	fflush(stdout);
	if (*tally.closed == '\0')
		return DONE;
	return cli_refuse_text(arena_printf(cli->arena,
		"no key that is set opens the second factor of %s: set the key that it was added with, or moothall user "
		"factor-reset",
		tally.closed));
}

const struct command command_rekey = {
	.name = "rekey",
	.summary = "seals second factors with a new factor_key",
	.forms = (const char *const[]){"", NULL},
	.detail =
		"First the hosts get both keys, factor_key = NEW OLD: from then on NEW seals, and both open. Then this seals "
		"with NEW what OLD had sealed, while people go on signing in. Then OLD goes from the settings.",
	.run = run,
	.operators = true,
};
