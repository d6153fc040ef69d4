/* From the command line's first word to a command; help; what every command shares. */
#include "cli/cli.h"

#include <pwd.h>
#include <sodium.h>
#include <stdio.h>
#include <unistd.h>

#include "base/str.h"
#include "command.h"
#include "config.h"

static const struct command *const commands[] = {&command_migrate, &command_import, &command_release, &command_report,
	&command_attach, &command_detach, &command_preflight, &command_pack, &command_user, &command_council,
	&command_setting, NULL};

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

int
cli_refuse(const struct err *err)
{
	return cli_refuse_text(err->text);
}

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
	struct err why = {0};

	if (db_begin(cli->db, err) != 0)
		return -1;
	if (db_query(cli->db, STMT_OPERATOR_BEGIN, DB_PARAMS(cli->as), NULL, NULL, &why) == 0)
		return 0;
	if (why.code == ERR_SYSTEM)
		return err_set(err, ERR_SYSTEM, "%s: has moothall migrate been run?", why.text);
	return err_set(err, why.code, "%s", why.text);
}

static int
print_help(void)
{
	struct buf out;
	int status;

	buf_init(&out);
	buf_text(&out, "usage: moothall COMMAND ...\n\n");
	for (size_t i = 0; commands[i] != NULL; i++)
		buf_printf(&out, "  %-10s %s\n", commands[i]->name, commands[i]->summary);
	buf_text(&out,
		"\nEvery command takes --as USER (with that user's rights; the operator's if not "
		"said)\nand --json where a script would want it. moothall COMMAND --help says "
		"more.\nThe database is found as libpq finds it (PGHOST, PGDATABASE, ...) or by "
		"the setting\ndatabase (MOOTHALL_DATABASE, or in the file $MOOTHALL_CONF).\n"
		"Exit status: 0 done, 1 refused, 2 wrong usage.\n");
	status = output_print(&out);
	buf_close(&out);
	return status;
}

static int
print_usage(const struct command *command)
{
	struct buf out;
	int status;

	buf_init(&out);
	buf_printf(&out, "%s\nusage: moothall %s %s\n", command->summary, command->name, command->usage);
	if (command->explain != NULL)
		command->explain(&out);
	status = output_print(&out);
	buf_close(&out);
	return status;
}

static int
print_version(void)
{
	struct buf out;
	int status;

	buf_init(&out);
	buf_text(&out, "moothall " PACKAGE_VERSION "\n");
	status = output_print(&out);
	buf_close(&out);
	return status;
}

static int
run(const struct command *command, const char *as, int argc, char *argv[])
{
	struct cli cli = {.as = as};
	int status;

	for (int i = 0; i < argc && !str_equal(argv[i], "--"); i++)
		if (str_equal(argv[i], "--help"))
			return print_usage(command);
	if (sodium_init() < 0)
		return cli_refuse_text("the cryptographic library cannot start");
	cli.arena = arena_new();
	status = command->run(&cli, argc, argv);
	db_close(cli.db);
	conf_free(cli.conf);
	arena_free(cli.arena);
	return status;
}

int
cli_main(int argc, char *argv[])
{
	const char *as = NULL;

	argc--, argv++;
	if (argc >= 2 && str_equal(argv[0], "--as")) {
		as = argv[1];
		argc -= 2, argv += 2;
	}
	if (argc > 0 && str_equal(argv[0], "--version"))
		return print_version();
	if (argc > 0 && (str_equal(argv[0], "--help") || str_equal(argv[0], "help")))
		return print_help();
	for (size_t i = 0; argc > 0 && commands[i] != NULL; i++)
		if (str_equal(argv[0], commands[i]->name))
			return run(commands[i], as, argc - 1, argv + 1);
	if (argc > 0)
		fprintf(stderr, "moothall: there is no command \"%s\"\n", argv[0]);
	fputs("usage: moothall COMMAND ..., moothall --help lists the commands\n", stderr);
	return USAGE;
}
