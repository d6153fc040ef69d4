/* Reading {{directives}} out of text: for markdown.c and its tests. */
#ifndef DOC_DIRECTIVE_H
#define DOC_DIRECTIVE_H

#include "base/err.h"
#include "doc/markdown.h"

/*
 * Reads the directive whose "{{" stands at *text, which moves behind its "}}". ERR_INPUT if it
 * is malformed: not closed, no name, an unclosed quotation mark, too many arguments.
 */
int directive_read(struct arena *arena, const char **text, unsigned line, struct directive *directive, struct err *err);

#endif
