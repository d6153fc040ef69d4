/* Putting a form together. */
#include "doc/query.h"

#include "base/str.h"

struct query_field *
query_add(struct arena *arena, struct query *query, enum query_field_kind kind, const char *name, const char *label)
{
	struct query_field *field;

	query->fields = arena_grow(arena, query->fields, query->count, &query->room, sizeof(*query->fields));
	field = &query->fields[query->count++];
	*field = (struct query_field){.kind = kind, .name = name, .label = label};
	return field;
}

void
query_input(struct arena *arena, struct query *query, const char *name, const char *label, const char *value,
	const char *hint)
{
	struct query_field *field = query_add(arena, query, QUERY_INPUT, name, label);

	field->value = value;
	field->hint = hint;
}

struct query_choice *
query_choice(struct arena *arena, struct query_field *field, const char *value, const char *label, bool chosen)
{
	struct query_choice *choice;

	field->choices = arena_grow(arena, field->choices, field->count, &field->room, sizeof(*field->choices));
	choice = &field->choices[field->count++];
	*choice = (struct query_choice){.value = value, .label = label, .chosen = chosen};
	return choice;
}

bool
query_has_choice(const struct query_field *field, const char *value)
{
	for (size_t i = 0; i < field->count; i++)
		if (str_equal(field->choices[i].value, value))
			return true;
	return false;
}
