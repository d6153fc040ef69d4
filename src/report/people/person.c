/* One user: what they may do and from when to when, what lists know them by, what they have open, what was done. */
#include "../address.h"
#include "../notes.h"
#include "../table.h"
#include "people.h"

/* --- what an administrator may do: links to pages of their own --- */

static void
add_way(struct doc *doc, struct block *list, const char *text, const char *username, const char *page)
{
	struct item *item = &list->items[list->count++];

	item->text = doc_text(doc->arena, text);
	item->text.spans[0].href = address(doc->arena, "users", username, page);
}

static void
add_ways(const struct build *build)
{
	struct doc *doc = build->doc;
	const char *username = build_text(build, "username");
	const bool disabled = build_true(build, "disabled"), self = build_true(build, "is_self");
	struct block *list;

	if (!shows_ways(build) || !build_true(build, "may"))
		return;
	list = doc_block(doc, BLOCK_LIST);
	list->items = arena_array(doc->arena, 8, sizeof(*list->items));
	add_way(doc, list, "Give or end roles", username, "roles");
	add_way(doc, list, "Name and e-mail address", username, "details");
	add_way(doc, list, "Names by which lists know them", username, "names");
	if (!disabled && !self)
		add_way(doc, list,
			build_true(build, "waits") ? "Make a new link to accept the invitation"
						   : "Make a link to set a new password",
			username, "link");
	if (build_part(build, "sessions")->count > 0)
		add_way(doc, list, "End sessions", username, "sessions");
	if (build_true(build, "has_factor") && !self)
		add_way(doc, list, "Take away the second factor, if they have lost it", username, "second-factor");
	add_way(doc, list, disabled ? "Enable" : "Disable", username, disabled ? "enable" : "disable");
}

/* --- what there is --- */

static void
add_facts(const struct build *build)
{
	static const struct {
		const char *term, *column;
	} parts[] = {{"User name", "username"}, {"State", "state"}, {"E-mail", "email"},
		{"Last signed in", "signed_in"}, {"Second factor", "factor"}, {"Added", "created"}};
	struct doc *doc = build->doc;
	struct block *facts = doc_facts(doc, sizeof(parts) / sizeof(parts[0]));

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (build_text(build, parts[i].column) != NULL)
			doc_fact(doc, facts, parts[i].term, build_text(build, parts[i].column));
}

/* What holds is what one expects: only else it is said. */
static const char *
role_state(struct arena *arena, const struct rows *roles, size_t row)
{
	const char *state = row_text(roles, row, "state");

	(void)arena;
	return str_equal(state, "Holds") ? NULL : state;
}

static void
add_roles(const struct build *build)
{
	static const struct field fields[] = {{.key = "role", .label = "Role", .from = "label", .head = true},
		{.key = "state", .label = "State", .words = role_state, .optional = true},
		{.key = "from", .label = "First day", .from = "since", .kind = COLUMN_DATE},
		{.key = "to", .label = "Last day", .from = "until", .kind = COLUMN_DATE}};
	static const struct table_spec spec = {
		"roles", "Roles", FIELDS(fields), "They have no role, and so see nothing but their own account.", NULL};

	add_table(build->doc, &spec, build_part(build, "roles"));
}

static void
add_names(const struct build *build)
{
	static const struct field fields[] = {{.key = "name", .label = "Known to lists as", .head = true},
		{.key = "kind", .label = "What follows"}, {.key = "what", .label = "Of what"},
		{.key = "from", .label = "From", .from = "since", .kind = COLUMN_DATE, .optional = true},
		{.key = "to", .label = "To", .from = "until", .kind = COLUMN_DATE, .optional = true}};
	static const struct table_spec spec = {"names", "Seats and what they lead on", FIELDS(fields),
		"No list knows them by a name: they have no seat and lead on nothing.", NULL};

	add_table(build->doc, &spec, build_part(build, "names"));
}

static void
add_sessions(const struct build *build)
{
	static const struct field fields[] = {{.key = "since", .label = "Signed in", .head = true, .kind = COLUMN_DATE},
		{.key = "seen", .label = "Last used", .kind = COLUMN_DATE}, {.key = "address", .label = "From"},
		{.key = "browser", .label = "Browser", .optional = true}};
	static const struct table_spec spec = {
		"sessions", "Signed in now", FIELDS(fields), "They are not signed in anywhere.", NULL};
	struct table *table = add_table(build->doc, &spec, build_part(build, "sessions"));

	if (table->row_count > 0 && shows_ways(build) && build_true(build, "may")) {
		table->more = "End one of these, or all";
		table->more_href = address(build->arena, "users", build_text(build, "username"), "sessions");
	}
}

static void
add_history(const struct build *build)
{
	static const struct field fields[] = {{.key = "moment", .label = "When", .head = true, .kind = COLUMN_DATE},
		{.key = "what", .label = "What"}, {.key = "by", .label = "By", .from = "by_whom"},
		{.key = "address", .label = "From", .optional = true}};
	static const struct table_spec spec = {
		"history", "What was done to the account", FIELDS(fields), "Nothing is on record.", NULL};

	add_table(build->doc, &spec, build_part(build, "history"));
}

static int
build_person(struct build *build, struct err *err)
{
	(void)err;
	add_facts(build);
	add_ways(build);
	add_roles(build);
	add_names(build);
	add_sessions(build);
	add_history(build);
	return 0;
}

const struct report person_report = {
	.address = "users/{username}",
	.subject = "user",
	.permission = PERMIT_PEOPLE,
	.door = DOOR_USERS,
	.pdf = true,
	.data = true,
	.scope = STMT_PERSON_SCOPE,
	.parts = GROUP_PERSON,
	.build = build_person,
};
