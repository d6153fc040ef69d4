/* What a command says of itself. */
#include <string.h>

#include "command.h"
#include "form.h"

enum { LINE = 80, MEANING = 24 };

/* How far a line may not be broken: to the end of it, or a space that is in no brackets. */
static size_t
unbroken(const char *text)
{
	size_t length = 0;
	int depth = 0;

	for (; text[length] != '\0' && (depth > 0 || strchr(" \n", text[length]) == NULL); length++)
		depth += (text[length] == '[') - (text[length] == ']');
	return length;
}

/* In lines of 80 columns, the further ones indented; `at` is where this one stands. */
static void
put_wrapped(struct buf *out, const char *text, size_t at, size_t indent)
{
	for (;;) {
		size_t length = unbroken(text);

		buf_add(out, text, length);
		at += length;
		text += length;
		if (*text == '\0')
			break;
		if (*text == '\n' || at + 1 + unbroken(text + 1) > LINE) {
			buf_printf(out, "\n%*s", (int)indent, "");
			at = indent;
		} else {
			buf_char(out, ' ');
			at++;
		}
		text++;
	}
	buf_char(out, '\n');
}

static void
put_option(struct buf *out, const struct option *option)
{
	buf_printf(out, " [%s%s%s]%s", option->name, option->value != NULL ? " " : "",
		option->value != NULL ? option->value : "", option->again ? "..." : "");
}

/* A first word that stands for itself is what is done: options come after it. */
void
usage_line(struct buf *out, const struct command *command, const char *form)
{
	size_t first = form_literal(form) ? strcspn(form, " ") : 0;
	const char *rest = form + first + strspn(form + first, " ");

	buf_printf(out, "moothall %s%s", command->name, first > 0 ? " " : "");
	buf_add(out, form, first);
	for (const struct option *option = command->options; option != NULL && option->name != NULL; option++)
		if (form_takes(form, option))
			put_option(out, option);
	if (*rest != '\0')
		buf_printf(out, " %s", rest);
}

void
usage_lines(struct buf *out, const struct command *command)
{
	static const char usage[] = "usage: ";
	struct buf line;

	for (size_t i = 0; command->forms[i] != NULL; i++) {
		buf_init(&line);
		usage_line(&line, command, command->forms[i]);
		buf_printf(out, "%*s", (int)strlen(usage), i == 0 ? usage : "");
		put_wrapped(out, line.data, strlen(usage), strlen(usage) + 4);
		buf_close(&line);
	}
}

static void
put_meaning(struct buf *out, const struct option *option)
{
	struct buf name;

	buf_init(&name);
	buf_printf(&name, "  %s%s%s", option->name, option->value != NULL ? " " : "",
		option->value != NULL ? option->value : "");
	buf_text(out, name.data);
	if (name.length + 2 > MEANING)
		buf_printf(out, "\n%*s", MEANING, "");
	else
		buf_printf(out, "%*s", (int)(MEANING - name.length), "");
	put_wrapped(out, option->meaning, MEANING, MEANING);
	buf_close(&name);
}

void
usage_help(struct buf *out, const struct command *command)
{
	buf_printf(out, "moothall %s: %s\n\n", command->name, command->summary);
	usage_lines(out, command);
	buf_char(out, '\n');
	for (const struct option *option = command->options; option != NULL && option->name != NULL; option++)
		put_meaning(out, option);
	for (const struct option *option = shared_options; option->name != NULL; option++)
		if (option_applies(command, option))
			put_meaning(out, option);
	if (command->detail != NULL) {
		buf_char(out, '\n');
		put_wrapped(out, command->detail, 0, 0);
	}
	buf_text(out, "\nExit status: 0 done, 1 refused (with the reason), 2 wrong usage.\n");
	if (command->explain != NULL)
		command->explain(out);
}
