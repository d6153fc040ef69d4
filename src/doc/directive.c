/* {{name argument "argument with blanks" key=value key="value"}} */
#include "doc/directive.h"

#include <string.h>

#include "base/str.h"

enum { LIMIT = 8 };

const char *
directive_option(const struct directive *directive, const char *key)
{
	for (size_t i = 0; i < directive->option_count; i++)
		if (strcmp(directive->keys[i], key) == 0)
			return directive->values[i];
	return NULL;
}

/* One word, quoted or not, up to white space, "=" (if `key`) or the end; NULL: unclosed quote. */
static const char *
word(struct arena *arena, const char **text, const char *end, bool key)
{
	const char *from = *text, *to;

	if (*from == '"') {
		to = memchr(from + 1, '"', (size_t)(end - from - 1));
		if (to == NULL)
			return NULL;
		*text = to + 1;
		return arena_bytes(arena, from + 1, (size_t)(to - from - 1));
	}
	for (to = from; to < end && strchr(" \t\r\n", *to) == NULL && !(key && *to == '='); to++)
		;
	*text = to;
	return arena_bytes(arena, from, (size_t)(to - from));
}

static int
read_part(struct arena *arena, const char **text, const char *end, struct directive *directive, struct err *err)
{
	bool quoted = **text == '"';
	const char *part = word(arena, text, end, true), *value;

	if (part == NULL)
		return err_set(err, ERR_INPUT, "a quotation mark is not closed");
	if (quoted || *text == end || **text != '=') {
		if (directive->name == NULL && !quoted)
			directive->name = part;
		else if (directive->argument_count == LIMIT)
			return err_set(err, ERR_INPUT, "too many arguments");
		else
			directive->arguments[directive->argument_count++] = part;
		return 0;
	}
	(*text)++;
	value = word(arena, text, end, false);
	if (value == NULL)
		return err_set(err, ERR_INPUT, "a quotation mark is not closed");
	if (directive->option_count == LIMIT)
		return err_set(err, ERR_INPUT, "too many options");
	directive->keys[directive->option_count] = part;
	directive->values[directive->option_count++] = value;
	return 0;
}

int
directive_read(struct arena *arena, const char **text, unsigned line, struct directive *directive, struct err *err)
{
	const char *at = *text + 2, *end = strstr(at, "}}");

	*directive = (struct directive){.line = line};
	if (end == NULL)
		return err_set(err, ERR_INPUT, "\"{{\" is not closed by \"}}\"");
	for (;;) {
		while (at < end && strchr(" \t\r\n", *at) != NULL)
			at++;
		if (at == end)
			break;
		if (read_part(arena, &at, end, directive, err) != 0)
			return -1;
	}
	if (str_blank(directive->name))
		return err_set(err, ERR_INPUT, "\"{{}}\" names nothing");
	*text = end + 2;
	return 0;
}
