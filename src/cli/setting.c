/* moothall setting */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "command.h"

static void
list_json(struct buf *out, const struct rows *rows)
{
	json_t *list = json_array();
	char *text;

	for (size_t i = 0; i < rows->count; i++)
		json_array_append_new(list,
			json_pack("{s:s, s:s, s:s, s:s}", "setting", row_text(rows, i, "key"), "value",
				row_text(rows, i, "value"), "usual", row_text(rows, i, "usual"), "meaning",
				row_text(rows, i, "meaning")));
	text = json_dumps(list, JSON_INDENT(1));
	buf_text(out, text);
	buf_char(out, '\n');
	free(text);
	json_decref(list);
}

static void
list_text(struct buf *out, const struct rows *rows)
{
	for (size_t i = 0; i < rows->count; i++)
		buf_printf(out, "%-20s %-4s %s\n", row_text(rows, i, "key"), row_text(rows, i, "value"),
			row_text(rows, i, "meaning"));
}

/* One statement of its own transaction. */
static int
perform(struct cli *cli, enum stmt stmt, size_t count, const char *const params[], struct rows *rows, struct err *err)
{
	if (cli_begin(cli, err) != 0 || db_query(cli->db, stmt, count, params, cli->arena, rows, err) != 0)
		return -1;
	return db_commit(cli->db, err);
}

static int
print(struct cli *cli, const char *name, struct err *err)
{
	struct rows rows;
	struct buf out;
	int rc;

	if (name != NULL ? perform(cli, STMT_SETTING_SHOW, DB_PARAMS(name), &rows, err) != 0
			 : perform(cli, STMT_SETTING_LIST, DB_NONE, &rows, err) != 0)
		return -1;
	buf_init(&out);
	if (name != NULL)
		buf_printf(&out, "%s\n", row_text(&rows, 0, "value"));
	else if (cli->json)
		list_json(&out, &rows);
	else
		list_text(&out, &rows);
	rc = output_write(NULL, out.data, out.length, err);
	buf_close(&out);
	return rc;
}

static int
run(struct cli *cli, int argc, char *argv[])
{
	const struct option options[] = {{0}};
	struct err err = {0};
	int count = cli_options(cli, &command_setting, argc, argv, options, 0, 2), rc;

	if (count < 0)
		return cli_failed();
	if (count == 2)
		rc = perform(cli, STMT_SETTING_CHANGE, DB_PARAMS(argv[0], argv[1]), NULL, &err);
	else
		rc = print(cli, count == 1 ? argv[0] : NULL, &err);
	return rc == 0 ? DONE : cli_refuse(&err);
}

const struct command command_setting = {"setting", "lists the council's settings with their meaning, or sets one",
	"[NAME [VALUE]] [--json]", run, NULL};
