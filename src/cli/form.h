/* Forms, what stands after a command's name: "add NAME", "KIND FILE", "[NAME [VALUE]]". */
#ifndef CLI_FORM_H
#define CLI_FORM_H

#include "command.h"

/* One of its words without brackets; `end` is where it ends. NULL: there are no more. */
const char *form_word(const char **form, size_t *length);
/* Whether such a word stands for itself, and not for what is meant. */
bool form_literal(const char *word);

/* Whether the operands fit; whether the words that stand for themselves do, as far as there are operands. */
bool form_fits(const char *form, int count, char *const argv[]);
bool form_begins(const char *form, int count, char *const argv[]);
unsigned form_most(const char *form);

/* Whether an option belongs to the form. */
bool form_takes(const char *form, const struct option *option);

#endif
