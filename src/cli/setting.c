/* moothall setting */
#include "command.h"

static json_t *
list_json(const struct rows *rows)
{
	json_t *list = json_array();

	for (size_t i = 0; i < rows->count; i++)
		json_array_append_new(list,
			json_pack("{s:s, s:s, s:s, s:s}", "setting", row_text(rows, i, "key"), "value",
				row_text(rows, i, "value"), "usual", row_text(rows, i, "usual"), "meaning",
				row_text(rows, i, "meaning")));
	return list;
}

static int
print_list(struct cli *cli)
{
	struct err err = {0};
	struct rows rows;
	struct buf out;
	int status;

	if (cli_perform(cli, STMT_SETTING_LIST, DB_NONE, &rows, &err) != 0)
		return cli_refuse(cli, &err);
	if (cli->json)
		return output_json(list_json(&rows));
	buf_init(&out);
	for (size_t i = 0; i < rows.count; i++)
		buf_printf(&out, "%-20s %-4s %s\n", row_text(&rows, i, "key"), row_text(&rows, i, "value"),
			row_text(&rows, i, "meaning"));
	status = output_print(&out);
	buf_close(&out);
	return status;
}

static int
print_one(struct cli *cli, const char *name)
{
	struct err err = {0};
	struct rows rows;
	struct buf out;
	int status;

	if (cli_perform(cli, STMT_SETTING_SHOW, DB_PARAMS(name), &rows, &err) != 0)
		return cli_refuse(cli, &err);
	buf_init(&out);
	buf_printf(&out, "%s\n", row_text(&rows, 0, "value"));
	status = output_print(&out);
	buf_close(&out);
	return status;
}

static int
run(struct cli *cli, int argc, char *argv[])
{
	struct err err = {0};
	int count = cli_options(cli, &command_setting, argc, argv, NULL);

	if (count < 0)
		return cli_failed();
	if (count == 0)
		return print_list(cli);
	if (count == 1)
		return print_one(cli, argv[0]);
	if (cli_perform(cli, STMT_SETTING_CHANGE, DB_PARAMS(argv[0], argv[1]), NULL, &err) != 0)
		return cli_refuse(cli, &err);
	return DONE;
}

const struct command command_setting = {
	.name = "setting",
	.summary = "lists the council's settings with their meaning, or sets one",
	.forms = (const char *const[]){"[SETTING [VALUE]]", NULL},
	.run = run,
	.json = true,
};
