/* Joiners, movers and leavers between two days. */
#include "../address.h"
#include "../notes.h"
#include "../table.h"
#include "people.h"

/* The days, to choose others. */
static void
add_query(const struct build *build)
{
	struct query *query = arena_alloc(build->arena, sizeof(*query));
	struct query_field *field;

	*query =
		(struct query){.key = "days", .label = "Choose the days", .action = "/users/changes", .button = "Show"};
	field = query_add(build->arena, query, QUERY_INPUT, "from", "First day");
	field->value = build_text(build, "first");
	field->hint = "Such as 3 May 2017 or 03/05/2017";
	field = query_add(build->arena, query, QUERY_INPUT, "to", "Last day");
	field->value = build_text(build, "last");
	if (build->doc->problem != NULL)
		query->problem = arena_printf(build->arena, "%s.", capitalised(build->arena, build->doc->problem));
	doc_block(build->doc, BLOCK_QUERY)->query = query;
}

static int
build_changes(struct build *build, struct err *err)
{
	static const struct field fields[] = {{.key = "day", .label = "Day", .kind = COLUMN_DATE},
		{.key = "name", .label = "Name", .head = true, .link = link_user},
		{.key = "username", .label = "User name"}, {.key = "sort", .label = "Joins, moves, leaves"},
		{.key = "what", .label = "What"}, {.key = "by", .label = "By", .from = "by_whom", .optional = true}};
	const struct table_spec spec = {"changes",
		arena_printf(build->arena, "From %s to %s", build_text(build, "first"), build_text(build, "last")),
		FIELDS(fields), "Nobody joined, moved or left between these days.", NULL};

	(void)err;
	build->doc->problem = build_text(build, "why");
	if (build_alone(build))
		add_query(build);
	if (build->doc->problem == NULL)
		add_table(build->doc, &spec, build_part(build, "changes"));
	return 0;
}

const struct report person_changes_report = {
	.address = "users/changes",
	.title = "Joiners, movers and leavers",
	.about = "Who was given access, other roles, or none any more, between two days.",
	.permission = PERMIT_PEOPLE,
	.door = DOOR_USERS,
	.menu = "Joiners, movers, leavers",
	.params = PARAM_FROM | PARAM_TO,
	.pdf = true,
	.data = true,
	.scope = STMT_PERSON_CHANGES_SCOPE,
	.parts = GROUP_PERSON_CHANGES,
	.build = build_changes,
};
