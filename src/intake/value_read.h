/* The readers of value.c that have files of their own: each takes trimmed, printable text. */
#ifndef INTAKE_VALUE_READ_H
#define INTAKE_VALUE_READ_H

#include "intake/value.h"

#define DIGITS "0123456789"

const char *read_number(struct arena *arena, const char *text);
const char *read_integer(struct arena *arena, const struct value_rule *rule, const char *text);
const char *read_date(struct arena *arena, const char *text);
const char *read_time(struct arena *arena, const char *text);
const char *read_period(struct arena *arena, const char *text);

#endif
