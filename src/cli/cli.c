/* From the command line's first word to a command; help; what every command shares. */
#include "cli/cli.h"

#include <pwd.h>
#include <sodium.h>
#include <stdio.h>
#include <unistd.h>

#include "auth/audit.h"
#include "base/log.h"
#include "base/str.h"
#include "command.h"
#include "config.h"

const struct command *const command_table[] = {&command_migrate, &command_import, &command_import_meetings,
	&command_imports, &command_release, &command_report, &command_committees, &command_attach, &command_detach,
	&command_preflight, &command_pack, &command_publish, &command_withdraw, &command_user, &command_rekey,
	&command_audit, &command_erase, &command_council, &command_setting, &command_period, &command_completion, NULL};

const char *
cli_account(struct arena *arena)
{
	const struct passwd *entry = getpwuid(getuid());

	if (entry != NULL)
		return arena_string(arena, entry->pw_name);
	return arena_printf(arena, "uid %ld", (long)getuid());
}

int
cli_begin(struct cli *cli, struct err *err)
{
	struct rows rows;

	if (db_begin(cli->db, err) != 0 ||
		db_query(cli->db, STMT_OPERATOR_BEGIN, DB_PARAMS(cli->as, cli_account(cli->arena)), cli->arena, &rows,
			err) != 0)
		return -1;
	cli->roles = roles_read(row_text(&rows, 0, "roles"));
	return 0;
}

int
cli_permit(const struct cli *cli, enum permission permission, const char *what, struct err *err)
{
	if (cli->as == NULL || roles_permit(cli->roles, permission))
		return 0;
	return err_set(err, ERR_DENIED, "the user \"%s\" may not see %s: it takes the role %s", cli->as, what,
		permission_roles(cli->arena, permission));
}

int
cli_perform(
	struct cli *cli, enum stmt stmt, size_t count, const char *const params[], struct rows *rows, struct err *err)
{
	if (cli_begin(cli, err) != 0 || db_query(cli->db, stmt, count, params, cli->arena, rows, err) != 0)
		return -1;
	return db_commit(cli->db, err);
}

/* Prints what `put` says, of a command or of all. */
static int
print(void (*put)(struct buf *out, const struct command *command), const struct command *command)
{
	struct buf out;
	int status;

	buf_init(&out);
	put(&out, command);
	status = output_print(&out);
	buf_close(&out);
	return status;
}

static void
put_help(struct buf *out, const struct command *unused)
{
	(void)unused;
	buf_text(out, "usage: moothall COMMAND ...\n\n");
	for (size_t i = 0; command_table[i] != NULL; i++)
		buf_printf(out, "  %-17s%s\n", command_table[i]->name, command_table[i]->summary);
	buf_text(out,
		"\nmoothall COMMAND --help says how each is used. Those that work with the database act\n"
		"as the operator, or with --as USER with that user's rights. The database is found as\n"
		"libpq finds it (PGHOST, PGDATABASE ...) or by the setting database (MOOTHALL_DATABASE,\n"
		"or in the file $MOOTHALL_CONF). The manual: moothall(1), moothall.conf(5), moothalld(8).\n\n"
		"Exit status: 0 done, 1 refused (with the reason), 2 wrong usage.\n");
}

static void
put_version(struct buf *out, const struct command *unused)
{
	(void)unused;
	buf_text(out, "moothall " PACKAGE_VERSION "\n");
}

static int
run(const struct command *command, struct cli *cli, int argc, char *argv[])
{
	int status;

	for (int i = 0; i < argc && !str_equal(argv[i], "--"); i++) {
		if (str_equal(argv[i], "--help"))
			return print(usage_help, command);
		cli->verbose = cli->verbose || str_equal(argv[i], "--verbose");
	}
	log_silence(!cli->verbose);
	if (sodium_init() < 0)
		return cli_refuse_text("the cryptographic library cannot start");
	cli->arena = arena_new();
	status = command->run(cli, argc, argv);
	audit_settle(cli->db);
	db_close(cli->db);
	conf_free(cli->conf);
	arena_free(cli->arena);
	return status;
}

static const struct command *
command_find(const char *name)
{
	for (size_t i = 0; command_table[i] != NULL; i++)
		if (str_equal(name, command_table[i]->name))
			return command_table[i];
	return NULL;
}

int
cli_main(int argc, char *argv[])
{
	struct cli cli = {0};
	const struct command *command;

	argc--, argv++;
	if (argc >= 1 && str_equal(argv[0], "--verbose")) {
		cli.verbose = true;
		argc--, argv++;
	}
	if (argc >= 2 && str_equal(argv[0], "--as")) {
		cli.as = argv[1];
		argc -= 2, argv += 2;
	}
	if (argc > 0 && str_equal(argv[0], "--version"))
		return print(put_version, NULL);
	if (argc > 1 && str_equal(argv[0], "help") && (command = command_find(argv[1])) != NULL)
		return print(usage_help, command);
	if (argc > 0 && (str_equal(argv[0], "--help") || str_equal(argv[0], "help")))
		return print(put_help, NULL);
	if (argc > 0 && (command = command_find(argv[0])) != NULL)
		return run(command, &cli, argc - 1, argv + 1);
	if (argc > 0)
		fprintf(stderr, "moothall: there is no command \"%s\"\n", argv[0]);
	fputs("usage: moothall COMMAND ..., moothall --help lists the commands\n", stderr);
	return USAGE;
}
