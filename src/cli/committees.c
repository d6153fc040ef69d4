/* moothall committees */
#include "base/str.h"
#include "columns.h"
#include "command.h"

static json_t *
meeting_json(const struct rows *rows, size_t i)
{
	if (row_text(rows, i, "meeting") == NULL)
		return json_null();
	return json_pack("{s:s, s:s, s:s, s:s, s:b, s:b}", "meeting", row_text(rows, i, "meeting"), "date",
		row_text(rows, i, "iso_day"), "time", row_text(rows, i, "starts"), "venue", row_text(rows, i, "venue"),
		"published", row_true(rows, i, "is_published"), "to_come", row_true(rows, i, "to_come"));
}

static json_t *
committee_json(const struct rows *committees, size_t i)
{
	bool next = row_true(committees, i, "to_come");

	return json_pack("{s:s, s:s, s:I, s:I, s:o, s:o}", "committee", row_text(committees, i, "committee"), "name",
		row_text(committees, i, "name"), "seats", (json_int_t)row_integer(committees, i, "seats"), "voting",
		(json_int_t)row_integer(committees, i, "voting"), "next_meeting",
		next ? meeting_json(committees, i) : json_null(), "last_meeting",
		next ? json_null() : meeting_json(committees, i));
}

static json_t *
one_json(const struct rows *committees, const struct rows *seats, const struct rows *meetings)
{
	json_t *json = committee_json(committees, 0), *list = json_array();

	for (size_t i = 0; i < seats->count; i++)
		json_array_append_new(list,
			json_pack("{s:s, s:s, s:b, s:s?, s:s?}", "person", row_text(seats, i, "person"), "capacity",
				row_text(seats, i, "capacity"), "voting", row_true(seats, i, "voting"), "from",
				row_text(seats, i, "from_day"), "to", row_text(seats, i, "to_day")));
	json_object_set_new(json, "seated", list);
	list = json_array();
	for (size_t i = 0; i < meetings->count; i++)
		json_array_append_new(list, meeting_json(meetings, i));
	json_object_set_new(json, "meetings", list);
	return json;
}

/* The next meeting; where none is to come, that and the last. */
static const char *
next_words(struct arena *arena, const struct rows *committees, size_t i)
{
	const char *day = row_text(committees, i, "day");

	if (day == NULL)
		return "none has been entered";
	if (row_true(committees, i, "to_come"))
		return arena_printf(
			arena, "%s, %s, %s", day, row_text(committees, i, "starts"), row_text(committees, i, "venue"));
	return arena_printf(arena, "none to come has been entered; the last was on %s", day);
}

static int
print_list(struct cli *cli, const struct rows *committees)
{
	static const struct text_column columns[] = {
		{"Committee", false}, {"Name", false}, {"Seats", true}, {"Next meeting", false}};
	const char **cells = arena_array(cli->arena, committees->count * 4 + 1, sizeof(*cells));
	struct buf out;
	int status;

	for (size_t i = 0; i < committees->count; i++) {
		cells[i * 4] = row_text(committees, i, "committee");
		cells[i * 4 + 1] = row_text(committees, i, "name");
		cells[i * 4 + 2] = row_text(committees, i, "seats");
		cells[i * 4 + 3] = next_words(cli->arena, committees, i);
	}
	buf_init(&out);
	if (committees->count == 0)
		buf_text(&out,
			cli->as != NULL ? "There are no committees that this user may see.\n"
					: "No committees have been imported yet.\n");
	else
		columns_put(&out, cli->arena, 4, columns, committees->count, cells);
	status = output_print(&out);
	buf_close(&out);
	return status;
}

static void
put_seats(struct buf *out, struct arena *arena, const struct rows *seats)
{
	static const struct text_column columns[] = {
		{"Person", false}, {"Votes", false}, {"From", false}, {"To", false}, {"Capacity", false}};
	const char **cells = arena_array(arena, seats->count * 5 + 1, sizeof(*cells));

	for (size_t i = 0; i < seats->count; i++) {
		cells[i * 5] = row_text(seats, i, "person");
		cells[i * 5 + 1] = row_true(seats, i, "voting") ? "yes" : "no";
		cells[i * 5 + 2] = row_text(seats, i, "since");
		cells[i * 5 + 3] = row_text(seats, i, "until");
		cells[i * 5 + 4] = row_text(seats, i, "capacity");
	}
	columns_put(out, arena, 5, columns, seats->count, cells);
}

static void
put_meetings(struct buf *out, struct arena *arena, const struct rows *meetings)
{
	static const struct text_column columns[] = {
		{"Meeting", false}, {"Day", false}, {"Time", false}, {"Agenda", false}, {"Venue", false}};
	const char **cells = arena_array(arena, meetings->count * 5 + 1, sizeof(*cells));

	for (size_t i = 0; i < meetings->count; i++) {
		cells[i * 5] = row_text(meetings, i, "meeting");
		cells[i * 5 + 1] = row_text(meetings, i, "day");
		cells[i * 5 + 2] = row_text(meetings, i, "starts");
		cells[i * 5 + 3] = row_true(meetings, i, "is_published") ? "published" : "not published";
		cells[i * 5 + 4] = row_text(meetings, i, "venue");
	}
	columns_put(out, arena, 5, columns, meetings->count, cells);
}

static int
print_one(struct cli *cli, const struct rows *committees, const struct rows *seats, const struct rows *meetings)
{
	struct buf out;
	int status;

	buf_init(&out);
	buf_printf(&out, "%s (%s)\n", row_text(committees, 0, "name"), row_text(committees, 0, "committee"));
	buf_printf(&out, "Next meeting: %s\n", next_words(cli->arena, committees, 0));
	buf_printf(&out, "Seats today: %s, of which %s vote\n\n", row_text(committees, 0, "seats"),
		row_text(committees, 0, "voting"));
	if (seats->count > 0)
		put_seats(&out, cli->arena, seats);
	if (seats->count > 0 && meetings->count > 0)
		buf_char(&out, '\n');
	if (meetings->count > 0)
		put_meetings(&out, cli->arena, meetings);
	status = output_print(&out);
	buf_close(&out);
	return status;
}

struct found {
	struct rows committees, seats, meetings;
};

static int
ask(struct cli *cli, const char *name, struct found *found, struct err *err)
{
	if (cli_begin(cli, err) != 0 || cli_permit(cli, PERMIT_MEETINGS, "committees", err) != 0 ||
		db_query(cli->db, STMT_COMMITTEE_LIST, DB_PARAMS(name), cli->arena, &found->committees, err) != 0)
		return -1;
	if (name == NULL)
		return 0;
	if (found->committees.count == 0)
		return err_set(err, ERR_ABSENT, "there is no committee \"%s\": moothall committees lists them", name);
	if (db_ask(cli->db, STMT_COMMITTEE_SEATS, DB_PARAMS(name), cli->arena, &found->seats, err) != 0)
		return -1;
	return db_query(cli->db, STMT_COMMITTEE_MEETINGS, DB_PARAMS(name), cli->arena, &found->meetings, err);
}

static int
run(struct cli *cli, int argc, char *argv[])
{
	int count = cli_options(cli, &command_committees, argc, argv, NULL), rc;
	struct found found = {0};
	struct err err = {0};
	json_t *json;

	if (count < 0)
		return cli_failed();
	rc = ask(cli, count == 1 ? argv[0] : NULL, &found, &err);
	db_rollback(cli->db);
	if (rc != 0)
		return cli_refuse(cli, &err);
	if (!cli->json)
		return count == 1 ? print_one(cli, &found.committees, &found.seats, &found.meetings)
				  : print_list(cli, &found.committees);
	if (count == 1)
		return output_json(one_json(&found.committees, &found.seats, &found.meetings));
	json = json_array();
	for (size_t i = 0; i < found.committees.count; i++)
		json_array_append_new(json, committee_json(&found.committees, i));
	return output_json(json);
}

const struct command command_committees = {
	.name = "committees",
	.summary = "lists the committees with their seats and next meetings",
	.forms = (const char *const[]){"[COMMITTEE]", NULL},
	.detail = "With the name of one, who sits on it today and all of its meetings.",
	.run = run,
	.json = true,
};
