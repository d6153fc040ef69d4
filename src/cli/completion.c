/* moothall completion: what bash needs to complete command lines, out of the tables that they are read by. */
#include <string.h>

#include "auth/permission.h"
#include "base/embedded.h"
#include "command.h"
#include "intake/intake.h"
#include "report/report.h"

/* Names that are few and of letters: nothing of them means anything to a shell. */
static void
put_kinds(struct buf *out)
{
	struct arena *arena = arena_new();

	buf_text(out, "_moothall_kinds='");
	for (const char *names = kind_names(arena); *names != '\0'; names++)
		if (*names != ',')
			buf_char(out, *names);
	buf_text(out, "'\n");
	arena_free(arena);
}

/* Each by what stands before the first brace of its address. */
static void
put_reports(struct buf *out)
{
	struct buf seen;

	buf_init(&seen);
	buf_char(&seen, ' ');
	for (size_t i = 0; report_table[i] != NULL; i++) {
		const char *address = report_table[i]->address;
		size_t length = strcspn(address, "{"), before = seen.length;

		buf_add(&seen, address, length);
		buf_char(&seen, ' ');
		/* The same once: " a/b/ " stands there already. */
		if (strstr(seen.data, seen.data + before - 1) != seen.data + before - 1) {
			seen.length = before;
			seen.data[before] = '\0';
		}
	}
	buf_text(out, "_moothall_reports='");
	buf_add(out, seen.data + 1, seen.length - 2);
	buf_text(out, "'\n");
	buf_close(&seen);
}

static void
put_options(struct buf *out, const struct option *option, const struct command *command)
{
	for (; option != NULL && option->name != NULL; option++)
		if (command == NULL || option_applies(command, option))
			buf_printf(out, " '%s %s %s'", option->name, option->value != NULL ? option->value : "-",
				option->form != NULL ? option->form : "-");
}

/* A form without its brackets, and what may be left out as if it were not. */
static void
put_form(struct buf *out, const char *form)
{
	buf_text(out, " '");
	for (; *form != '\0'; form++)
		if (*form != '[' && *form != ']')
			buf_char(out, *form);
	buf_char(out, '\'');
}

static void
put_shape(struct buf *out, const struct command *command)
{
	buf_printf(out, "    %s)\n      forms=(", command->name);
	for (size_t i = 0; command->forms[i] != NULL; i++)
		put_form(out, command->forms[i]);
	buf_text(out, " )\n      options=(");
	put_options(out, command->options, NULL);
	put_options(out, shared_options, command);
	buf_text(out, " )\n      ;;\n");
}

static void
put_completion(struct buf *out)
{
	buf_text(out, (const char *)embedded_completion[0].data);
	put_kinds(out);
	put_reports(out);
	buf_text(out, "_moothall_roles='");
	for (size_t i = 0; role_name(i) != NULL; i++)
		buf_printf(out, "%s%s", i > 0 ? " " : "", role_name(i));
	buf_text(out, "'\n_moothall_commands='help");
	for (size_t i = 0; command_table[i] != NULL; i++)
		buf_printf(out, " %s", command_table[i]->name);
	buf_text(out,
		"'\n\n# _moothall_shape COMMAND: sets its forms, and its options, each with its value and its form\n"
		"_moothall_shape() {\n  case $1 in\n"
		"    '')\n      forms=(COMMAND) options=('--version - -' '--as USER -' '--verbose - -' '--help - -')\n      ;;\n"
		"    help)\n      forms=(COMMAND) options=()\n      ;;\n");
	for (size_t i = 0; command_table[i] != NULL; i++)
		put_shape(out, command_table[i]);
	buf_text(out, "    *)\n      forms=() options=()\n      ;;\n  esac\n}\n");
}

static int
run(struct cli *cli, int argc, char *argv[])
{
	struct buf out;
	int status;

	if (cli_arguments(cli, &command_completion, argc, argv, NULL) < 0)
		return cli_failed();
	buf_init(&out);
	put_completion(&out);
	status = output_print(&out);
	buf_close(&out);
	return status;
}

const struct command command_completion = {
	.name = "completion",
	.summary = "prints what bash needs to complete command lines",
	.forms = (const char *const[]){"bash", NULL},
	.detail = "An installation has it already. For one's own: source <(moothall completion bash)",
	.run = run,
	.operators = true,
};
