/* Options: --name, --name VALUE, --name=VALUE and -o FILE, anywhere on the line; -- ends them. */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "command.h"
#include "form.h"

/* What cli_failed returns for the last command line that was refused. */
static int failure = USAGE;

/* What is being read: the options that the command has got so far, as bits by their place in its table. */
struct reading {
	struct cli *cli;
	const struct command *command;
	void *into;
	unsigned long given;
};

const struct option shared_options[] = {{"--as", "USER", "with the rights of this user; the operator's if not said",
						offsetof(struct cli, as), false, NULL},
	{"--json", NULL, "the result as JSON", offsetof(struct cli, json), false, NULL},
	{"--verbose", NULL, "also what goes to a log: what the database said of a failure",
		offsetof(struct cli, verbose), false, NULL},
	{"--help", NULL, "says how the command is used, and does nothing", 0, false, NULL}, {0}};

bool
option_applies(const struct command *command, const struct option *shared)
{
	if (str_equal(shared->name, "--as"))
		return !command->operators;
	return !str_equal(shared->name, "--json") || command->json;
}

int
cli_failed(void)
{
	return failure;
}

static int
misuse(const struct command *command, const char *problem, const char *what)
{
	struct buf out;

	buf_init(&out);
	buf_printf(&out, "moothall %s: %s%s\n", command->name, problem, what);
	usage_lines(&out, command);
	fputs(out.data, stderr);
	buf_close(&out);
	failure = USAGE;
	return -1;
}

static const struct option *
option_find(const struct option options[], const char *argument, const char **value)
{
	size_t length = strcspn(argument, "=");

	*value = argument[length] == '=' ? argument + length + 1 : NULL;
	for (; options != NULL && options->name != NULL; options++)
		if (strlen(options->name) == length && strncmp(options->name, argument, length) == 0)
			return options;
	return NULL;
}

static void
option_take(struct arena *arena, const struct option *option, void *into, const char *value)
{
	void *place = (char *)into + option->place;
	struct option_list *list = place;

	if (option->value == NULL) {
		*(bool *)place = true;
	} else if (!option->again) {
		*(const char **)place = value;
	} else {
		list->items = arena_grow(arena, list->items, list->count, &list->room, sizeof(*list->items));
		list->items[list->count++] = value;
	}
}

/* Handles the option at argv[0]; returns how many arguments it took, or -1. */
static int
read_option(struct reading *reading, int left, char *argv[])
{
	const struct command *command = reading->command;
	const char *value;
	const struct option *option = option_find(command->options, argv[0], &value);
	void *into = reading->into;

	if (option != NULL) {
		reading->given |= 1UL << (option - command->options);
	} else {
		option = option_find(shared_options, argv[0], &value);
		into = reading->cli;
	}
	if (option == NULL)
		return misuse(command, "there is no option ", argv[0]);
	if (option->value == NULL && value != NULL)
		return misuse(command, "no value belongs to ", option->name);
	if (option->value != NULL && value == NULL && left < 2)
		return misuse(command, "a value is missing after ", option->name);
	option_take(reading->cli->arena, option, into, value != NULL ? value : argv[1]);
	return option->value == NULL || value != NULL ? 1 : 2;
}

/* Moves the operands to the front of argv and returns their number, or -1. */
static int
read_arguments(struct reading *reading, int argc, char *argv[])
{
	bool ended = false;
	int count = 0, taken;

	for (int i = 0; i < argc; i += taken) {
		taken = 1;
		if (ended || argv[i][0] != '-' || argv[i][1] == '\0') {
			argv[count++] = argv[i];
		} else if (str_equal(argv[i], "--")) {
			ended = true;
		} else {
			taken = read_option(reading, argc - i, argv + i);
			if (taken < 0)
				return -1;
		}
	}
	return count;
}

/* What is wrong with operands that fit no form. */
static int
misuse_operands(const struct command *command, int count, char *argv[])
{
	unsigned most = 0;
	bool begun = false;

	for (const char *const *form = command->forms; *form != NULL; form++) {
		if (!form_begins(*form, count, argv))
			continue;
		begun = true;
		if (form_most(*form) > most)
			most = form_most(*form);
	}
	if (!begun && count > 0)
		return misuse(command, "what it does is not called ", argv[0]);
	if (begun && (unsigned)count > most)
		return misuse(command, "unexpected argument: ", argv[most]);
	return misuse(command, "something is missing", "");
}

/*
 * The form's own words and what stands first after them, which is what it is about: a report by its address, as its page
 * has it. What comes after that was typed, a reason or a file's name, and stays out.
 */
static const char *
asked_for(struct arena *arena, const struct command *command, const char *form, int count, char *argv[])
{
	const char *said = arena_printf(arena, "moothall %s", command->name), *word;
	size_t length;

	if (command == &command_report)
		return arena_printf(arena, "%s%s", *argv[0] == '/' ? "" : "/", argv[0]);
	for (int i = 0; i < count && (word = form_word(&form, &length)) != NULL; i++) {
		if (str_starts(word, "REASON") || str_starts(word, "FILE") || str_starts(word, "FOLDER"))
			break;
		said = arena_printf(arena, "%s %s", said, argv[i]);
		if (!form_literal(word))
			break;
	}
	return said;
}

static int
check_form(const struct reading *reading, int count, char *argv[])
{
	const struct command *command = reading->command;
	const char *const *form = command->forms;

	while (*form != NULL && !form_fits(*form, count, argv))
		form++;
	if (*form == NULL)
		return misuse_operands(command, count, argv);
	for (size_t i = 0; command->options != NULL && command->options[i].name != NULL; i++)
		if ((reading->given & 1UL << i) != 0 && !form_takes(*form, &command->options[i]))
			return misuse(command, "there is no option ", command->options[i].name);
	reading->cli->asked = asked_for(reading->cli->arena, command, *form, count, argv);
	return 0;
}

static int
open_database(struct cli *cli)
{
	struct err err = {0};

	cli->conf = conf_load(&err);
	if (cli->conf != NULL)
		cli->db = db_open_within(conf_text(cli->conf, CONF_DATABASE),
			(struct db_limits){conf_number(cli->conf, CONF_COMMAND_SECONDS),
				conf_number(cli->conf, CONF_COMMAND_LOCK_SECONDS)},
			&err);
	if (cli->db != NULL)
		return 0;
	failure = cli_refuse(cli, &err);
	return -1;
}

int
cli_arguments(struct cli *cli, const struct command *command, int argc, char *argv[], void *into)
{
	struct reading reading = {.cli = cli, .command = command, .into = into};
	int count = read_arguments(&reading, argc, argv);

	if (count < 0 || check_form(&reading, count, argv) != 0)
		return -1;
	if (command->operators && cli->as != NULL) {
		failure = cli_refuse_text("this is the operator's alone: --as has no place here");
		return -1;
	}
	return count;
}

int
cli_options(struct cli *cli, const struct command *command, int argc, char *argv[], void *into)
{
	int count = cli_arguments(cli, command, argc, argv, into);

	return count < 0 || open_database(cli) != 0 ? -1 : count;
}
