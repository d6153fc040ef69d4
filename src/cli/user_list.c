/* moothall user list, show: who there is, and all that is known of one. */
#include "user.h"

#include <string.h>

#include "base/str.h"
#include "columns.h"

static json_t *
list_json(const struct rows *rows)
{
	json_t *list = json_array();

	for (size_t i = 0; i < rows->count; i++)
		json_array_append_new(list,
			json_pack("{s:s, s:s, s:s?, s:s, s:b, s:s?, s:s, s:s?, s:o}", "username",
				row_text(rows, i, "username"), "name", row_text(rows, i, "name"), "person",
				row_text(rows, i, "called"), "roles", row_string(rows, i, "roles"), "disabled",
				row_true(rows, i, "disabled"), "email", row_text(rows, i, "email"), "state",
				row_text(rows, i, "state"), "signed_in_at", row_text(rows, i, "signed_in_at"),
				"role_days", json_loads(row_text(rows, i, "role_days"), 0, NULL)));
	return list;
}

int
user_list(struct cli *cli)
{
	struct err err = {0};
	struct rows rows;
	struct buf out;
	int status;

	if (cli_perform(cli, STMT_PERSON_LIST, DB_NONE, &rows, &err) != 0)
		return cli_refuse(cli, &err);
	if (cli->json)
		return output_json(list_json(&rows));
	buf_init(&out);
	for (size_t i = 0; i < rows.count; i++)
		buf_printf(&out, "%-20s %-30s %s%s\n", row_text(&rows, i, "username"), row_text(&rows, i, "name"),
			row_string(&rows, i, "roles"), row_true(&rows, i, "disabled") ? " (disabled)" : "");
	status = output_print(&out);
	buf_close(&out);
	return status;
}

/* --- one of them --- */

/* What stands in a part of the page of a person: of which columns, under which names. */
struct section {
	const char *part, *title, *empty;
	struct {
		const char *column, *label, *key; /* key: in JSON; NULL: not there */
	} columns[6];
};

static const struct section sections[] = {
	{"roles", "Roles", "none",
		{{"role", "Role", "role"}, {"state", "State", "state"}, {"from_day", "From", "from"},
			{"to_day", "To", "to"}}},
	{"names", "Known to lists as", "nothing",
		{{"name", "Name", "name"}, {"kind", "What follows", "kind"}, {"what", "Of what", "what"}}},
	{"sessions", "Signed in now", "nowhere",
		{{"session_id", "Session", "session"}, {"since", "Since", "since"}, {"seen", "Last used", "seen"},
			{"address", "From", "address"}, {"browser", "Browser", "browser"}}},
	{"history", "What was done to the account", "nothing",
		{{"moment", "When", "moment"}, {"by_whom", "By", "by"}, {"what", "What", "what"}}},
};

enum { SECTIONS = sizeof(sections) / sizeof(sections[0]) };

static size_t
column_count(const struct section *section)
{
	size_t count = 0;

	while (count < sizeof(section->columns) / sizeof(section->columns[0]) && section->columns[count].column != NULL)
		count++;
	return count;
}

static json_t *
section_json(const struct section *section, const struct rows *rows)
{
	json_t *list = json_array();

	for (size_t i = 0; i < rows->count; i++) {
		json_t *row = json_object();

		for (size_t c = 0; c < column_count(section); c++) {
			const char *text = row_text(rows, i, section->columns[c].column);

			json_object_set_new(
				row, section->columns[c].key, text != NULL ? json_string(text) : json_null());
		}
		json_array_append_new(list, row);
	}
	return list;
}

static void
section_put(struct cli *cli, struct buf *out, const struct section *section, const struct rows *rows)
{
	const size_t count = column_count(section);
	struct text_column columns[6] = {0};
	const char **cells = arena_array(cli->arena, rows->count * count + 1, sizeof(*cells));

	buf_printf(out, "\n%s:%s%s\n", section->title, rows->count == 0 ? " " : "",
		rows->count == 0 ? section->empty : "");
	if (rows->count == 0)
		return;
	for (size_t c = 0; c < count; c++)
		columns[c].label = section->columns[c].label;
	for (size_t i = 0; i < rows->count; i++)
		for (size_t c = 0; c < count; c++)
			cells[i * count + c] = row_text(rows, i, section->columns[c].column);
	columns_put(out, cli->arena, count, columns, rows->count, cells);
}

static const struct {
	const char *column, *label, *key;
} facts[] = {{"username", "User name", "username"}, {"title", "Name", "name"}, {"state", "State", "state"},
	{"email", "E-mail", "email"}, {"signed_in", "Last signed in", "signed_in"},
	{"factor", "Second factor", "second_factor"}, {"created", "Added", "added"}};

static int
print_text(struct cli *cli, const struct rows *user, const struct parts *parts)
{
	struct buf out;
	int status;

	buf_init(&out);
	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++)
		if (row_text(user, 0, facts[i].column) != NULL)
			buf_printf(&out, "%-16s%s\n", facts[i].label, row_text(user, 0, facts[i].column));
	for (size_t i = 0; i < SECTIONS; i++)
		section_put(cli, &out, &sections[i], parts_rows(parts, sections[i].part));
	status = output_print(&out);
	buf_close(&out);
	return status;
}

static int
print_json(const struct rows *user, const struct parts *parts)
{
	json_t *json = json_object();

	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
		const char *text = row_text(user, 0, facts[i].column);

		json_object_set_new(json, facts[i].key, text != NULL ? json_string(text) : json_null());
	}
	for (size_t i = 0; i < SECTIONS; i++)
		json_object_set_new(
			json, sections[i].part, section_json(&sections[i], parts_rows(parts, sections[i].part)));
	return output_json(json);
}

int
user_show(struct cli *cli, const struct user_job *job, struct err *err)
{
	struct rows user;
	struct parts parts;
	int status;

	if (cli_begin(cli, err) != 0 ||
		db_query(cli->db, STMT_PERSON_SCOPE, DB_PARAMS(job->username), cli->arena, &user, err) != 0)
		return -1;
	if (user.count == 0)
		return err_set(err, ERR_ABSENT, "there is no user \"%s\"", job->username);
	if (db_ask_parts(cli->db, GROUP_PERSON, DB_PARAMS(job->username), cli->arena, &parts, err) != 0 ||
		db_commit(cli->db, err) != 0)
		return -1;
	status = cli->json ? print_json(&user, &parts) : print_text(cli, &user, &parts);
	return status == DONE ? 0 : err_set(err, ERR_SYSTEM, "the result could not be written");
}
