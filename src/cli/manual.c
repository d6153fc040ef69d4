/* Out of the tables of commands and of settings. */
#include "cli/manual.h"

#include <string.h>

#include "base/str.h"
#include "command.h"

enum { LINE = 76 };

/* What would be markup is none; a hyphen is one that can be typed. */
static void
put_text(struct buf *out, const char *text)
{
	size_t begun = out->length;

	for (const char *c = text; *c != '\0'; c++) {
		if (*c == '\n') {
			buf_text(out, "\n.PP\n");
			begun = out->length;
		} else if (*c == ' ' && out->length - begun + strcspn(c + 1, " \n") >= LINE) {
			buf_char(out, '\n');
			begun = out->length;
		} else if (*c == '\\' || *c == '-') {
			buf_text(out, *c == '-' ? "\\-" : "\\e");
		} else {
			if (out->length == begun && (*c == '.' || *c == '\''))
				buf_text(out, "\\&");
			buf_char(out, *c);
		}
	}
	buf_char(out, '\n');
}

/* "--area AREA", its name in bold and what stands after it in italics. */
static void
put_option(struct buf *out, const struct option *option)
{
	buf_text(out, ".TP\n.B");
	if (option->value != NULL)
		buf_char(out, 'R');
	buf_char(out, ' ');
	for (const char *c = option->name; *c != '\0'; c++)
		buf_text(out, *c == '-' ? "\\-" : (const char[]){*c, '\0'});
	if (option->value != NULL)
		buf_printf(out, " \" %s\"", option->value);
	buf_char(out, '\n');
	put_text(out, option->meaning);
}

static void
put_options(struct buf *out, const struct option *option)
{
	for (; option != NULL && option->name != NULL; option++)
		put_option(out, option);
}

static void
put_command(struct buf *out, const struct command *command)
{
	struct buf line;

	buf_printf(out, ".SS %s\n", command->name);
	buf_init(&line);
	for (size_t i = 0; command->forms[i] != NULL; i++) {
		buf_clear(&line);
		usage_line(&line, command, command->forms[i]);
		put_text(out, line.data);
		if (command->forms[i + 1] != NULL)
			buf_text(out, ".br\n");
	}
	buf_close(&line);
	buf_text(out, ".PP\n");
	put_text(out, command->summary);
	put_options(out, command->options);
	if (command->detail != NULL) {
		buf_text(out, ".PP\n");
		put_text(out, command->detail);
	}
	if (command->json)
		buf_text(out, ".PP\nTakes\n.BR \\-\\-json .\n");
}

static void
put_setting(struct buf *out, const struct conf_about *about)
{
	buf_printf(out, ".TP\n.B %s\n", about->name);
	put_text(out, about->meaning);
	if (about->most != 0)
		buf_printf(
			out, ".br\nA number from %u to %u; %s if not said.\n", about->least, about->most, about->usual);
	else if (about->choices != NULL)
		buf_printf(out, ".br\nOne of: %s; %s if not said.\n", about->choices, about->usual);
	else if (*about->usual != '\0')
		buf_printf(out, ".br\nIf not said: %s.\n", about->usual);
	else
		buf_text(out, ".br\nBlank if not said.\n");
}

bool
manual_put(struct buf *out, const char *part)
{
	if (str_equal(part, "commands")) {
		for (size_t i = 0; command_table[i] != NULL; i++)
			put_command(out, command_table[i]);
	} else if (str_equal(part, "options")) {
		put_options(out, shared_options);
	} else if (str_equal(part, "settings")) {
		for (size_t i = 0; i < CONF_KEYS; i++)
			put_setting(out, conf_about((enum conf_key)i));
	} else {
		return false;
	}
	return true;
}
