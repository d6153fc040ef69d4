/* Who has an account, those first of whom something needs doing. */
#include "../address.h"
#include "../notes.h"
#include "../table.h"
#include "people.h"

static int
build_users(struct build *build, struct err *err)
{
	static const struct field fields[] = {{.key = "name", .label = "Name", .head = true, .link = link_user},
		{.key = "username", .label = "User name"}, {.key = "roles", .label = "Roles", .from = "role_words"},
		{.key = "state", .label = "State"},
		{.key = "signed-in", .label = "Last signed in", .from = "signed_in", .kind = COLUMN_DATE},
		{.key = "called", .label = "Known to lists as", .optional = true},
		{.key = "need", .label = "Group", .from = "in_need", .optional = true}};
	static const struct table_spec spec = {"users", "Users", FIELDS(fields), NULL, "need"};

	(void)err;
	if (shows_ways(build) && build_true(build, "may"))
		add_link(build->doc, "Invite somebody", "/users/invite");
	add_table(build->doc, &spec, build_part(build, "people"));
	return 0;
}

static const struct sift sift = {
	.part = "people",
	.table = "users",
	.thing = "user",
	.things = "users",
	.texts = {"name", "words"},
	.group = "need",
	.in_group = "in_need",
	.orders = {{"name", "name", ORDER_TEXT}, {"username", "username", ORDER_TEXT},
		{"roles", "role_words", ORDER_TEXT}, {"state", "state", ORDER_TEXT},
		{"signed-in", "signed_in_at", ORDER_TEXT}},
};

const struct report users_report = {
	.address = "users",
	.title = "Users",
	.about = "Who has an account, with their roles, those first of whom something needs doing.",
	.permission = PERMIT_PEOPLE,
	.door = DOOR_USERS,
	.menu = "Users",
	.pdf = true,
	.data = true,
	.scope = STMT_USERS_SCOPE,
	.parts = GROUP_USERS,
	.build = build_users,
	.sift = &sift,
};
