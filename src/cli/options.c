/* Options: --name, --name VALUE, --name=VALUE and -o FILE, anywhere on the line; -- ends them. */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "command.h"

/* What cli_failed returns for the last command line that was refused. */
static int failure = USAGE;

int
cli_failed(void)
{
	return failure;
}

static int
misuse(const struct command *command, const char *problem, const char *what)
{
	fprintf(stderr, "moothall %s: %s%s\nusage: moothall %s %s\n", command->name, problem, what, command->name,
		command->usage);
	failure = USAGE;
	return -1;
}

static const struct option *
option_find(const struct option options[], const char *argument, const char **value)
{
	size_t length = strcspn(argument, "=");

	*value = argument[length] == '=' ? argument + length + 1 : NULL;
	for (; options->name != NULL; options++)
		if (strlen(options->name) == length && strncmp(options->name, argument, length) == 0)
			return options;
	return NULL;
}

static void
option_take(struct arena *arena, const struct option *option, const char *value)
{
	struct option_list *list = option->list;

	if (option->value != NULL) {
		*option->value = value;
		return;
	}
	list->items = arena_grow(arena, list->items, list->count, &list->room, sizeof(*list->items));
	list->items[list->count++] = value;
}

/* Handles the option at argv[i]; returns how many arguments it took, or -1. */
static int
read_option(struct cli *cli, const struct command *command, const struct option options[], const struct option *shared,
	int left, char *argv[])
{
	const char *value;
	const struct option *option = option_find(options, argv[0], &value);

	if (option == NULL)
		option = option_find(shared, argv[0], &value);
	if (option == NULL)
		return misuse(command, "there is no option ", argv[0]);
	if (option->flag != NULL) {
		if (value != NULL)
			return misuse(command, "no value belongs to ", option->name);
		*option->flag = true;
		return 1;
	}
	if (value == NULL && left < 2)
		return misuse(command, "a value is missing after ", option->name);
	option_take(cli->arena, option, value != NULL ? value : argv[1]);
	return value != NULL ? 1 : 2;
}

static int
open_database(struct cli *cli)
{
	struct err err = {0};

	cli->conf = conf_load(&err);
	if (cli->conf != NULL)
		cli->db = db_open(conf_text(cli->conf, CONF_DATABASE), &err);
	if (cli->db != NULL)
		return 0;
	failure = cli_refuse(&err);
	return -1;
}

int
cli_options(struct cli *cli, const struct command *command, int argc, char *argv[], const struct option options[],
	int least, int most)
{
	const struct option shared[] = {{"--json", &cli->json, NULL, NULL}, {"--as", NULL, &cli->as, NULL}, {0}};
	bool ended = false;
	int count = 0, taken;

	for (int i = 0; i < argc; i += taken) {
		taken = 1;
		if (ended || argv[i][0] != '-' || argv[i][1] == '\0') {
			argv[count++] = argv[i];
		} else if (str_equal(argv[i], "--")) {
			ended = true;
		} else {
			taken = read_option(cli, command, options, shared, argc - i, argv + i);
			if (taken < 0)
				return -1;
		}
	}
	if (count < least)
		return misuse(command, "something is missing", "");
	if (count > most)
		return misuse(command, "unexpected argument: ", argv[most]);
	return open_database(cli) == 0 ? count : -1;
}
