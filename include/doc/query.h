/* A form of a document: what a reader may choose to see. It asks and changes nothing, and only pages have it. */
#ifndef DOC_QUERY_H
#define DOC_QUERY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"

enum query_field_kind {
	QUERY_HIDDEN,
	QUERY_INPUT,
	QUERY_SELECT,
	QUERY_CHECKS /* any number of the choices, each by itself */
};

struct query_choice {
	const char *value, *label;
	const char *group; /* choices that follow one another with the same stand under it; NULL: none */
	bool chosen;
};

struct query_field {
	enum query_field_kind kind;
	const char *name, *label, *value;
	const char *hint; /* NULL: none */
	struct query_choice *choices;
	size_t count, room;
	bool folded; /* its choices are many: they are opened */
};

struct query {
	const char *key;    /* unique in its document */
	const char *label;  /* what it is for */
	const char *action; /* the address that is asked */
	const char *button;
	const char *problem; /* a sentence: why what was asked cannot be answered; NULL: it can */
	struct query_field *fields;
	size_t count, room;
};

/* What is returned may be filled in until the next call. */
struct query_field *query_add(
	struct arena *arena, struct query *query, enum query_field_kind kind, const char *name, const char *label);
/* One that is typed into, with what stands in it and a hint; NULL: none. */
void query_input(struct arena *arena, struct query *query, const char *name, const char *label, const char *value,
	const char *hint);
struct query_choice *query_choice(
	struct arena *arena, struct query_field *field, const char *value, const char *label, bool chosen);
bool query_has_choice(const struct query_field *field, const char *value);

#endif
