/* Reading forms. */
#include "form.h"

#include <string.h>

const char *
form_word(const char **form, size_t *length)
{
	const char *word = *form + strspn(*form, " [");

	*length = strcspn(word, " ]");
	*form = word + *length + strspn(word + *length, "]");
	return *length > 0 ? word : NULL;
}

bool
form_literal(const char *word)
{
	return *word >= 'a' && *word <= 'z';
}

/* How many of its words must be there: those before the first bracket. */
static unsigned
form_least(const char *form)
{
	const char *bracket = strchr(form, '['), *word = form;
	unsigned count = 0;
	size_t length;

	for (; (word = form_word(&form, &length)) != NULL && (bracket == NULL || word < bracket); count++)
		continue;
	return count;
}

unsigned
form_most(const char *form)
{
	unsigned count = 0;
	size_t length;

	while (form_word(&form, &length) != NULL)
		count++;
	return count;
}

bool
form_begins(const char *form, int count, char *const argv[])
{
	const char *word;
	size_t length;

	for (int i = 0; i < count && (word = form_word(&form, &length)) != NULL; i++)
		if (form_literal(word) && (strlen(argv[i]) != length || memcmp(argv[i], word, length) != 0))
			return false;
	return true;
}

bool
form_fits(const char *form, int count, char *const argv[])
{
	return (unsigned)count >= form_least(form) && (unsigned)count <= form_most(form) &&
		form_begins(form, count, argv);
}

bool
form_takes(const char *form, const struct option *option)
{
	size_t length, of;
	const char *word = form_word(&form, &length);

	if (option->form == NULL)
		return true;
	for (const char *takes = option->form; word != NULL && *takes != '\0'; takes += of + (takes[of] == '|')) {
		of = strcspn(takes, "|");
		if (of == length && memcmp(takes, word, length) == 0)
			return true;
	}
	return false;
}
