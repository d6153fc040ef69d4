/* moothall imports */
#include <string.h>

#include "base/str.h"
#include "columns.h"
#include "command.h"

enum { KINDS_SHOWN = 4 };

static json_t *
files_json(const struct rows *files)
{
	json_t *list = json_array();

	for (size_t i = 0; i < files->count; i++)
		json_array_append_new(list,
			json_pack("{s:s, s:s, s:I, s:s, s:s?, s:s?}", "file", row_text(files, i, "name"), "kind",
				row_text(files, i, "kind"), "rows", (json_int_t)row_integer(files, i, "rows"), "sha256",
				row_text(files, i, "sha256"), "first_period", row_text(files, i, "first_period"),
				"last_period", row_text(files, i, "last_period")));
	return list;
}

/* "areas, populations" as a list. */
static json_t *
words_json(struct arena *arena, const char *words)
{
	json_t *list = json_array();

	while (*words != '\0') {
		size_t length = strcspn(words, ",");

		json_array_append_new(list, json_string(arena_bytes(arena, words, length)));
		words += length;
		words += strspn(words, ", ");
	}
	return list;
}

static json_t *
import_json(struct cli *cli, const struct rows *imports, size_t i)
{
	return json_pack("{s:I, s:s, s:s, s:b, s:s?, s:s?, s:I, s:I, s:o, s:o, s:s?}", "import",
		(json_int_t)row_integer(imports, i, "import_id"), "loaded", row_text(imports, i, "loaded_at"),
		"loaded_by", row_text(imports, i, "loaded_by"), "released", row_text(imports, i, "released_at") != NULL,
		"released_at", row_text(imports, i, "released_at"), "released_by", row_text(imports, i, "released_by"),
		"files", (json_int_t)row_integer(imports, i, "files"), "rows",
		(json_int_t)row_integer(imports, i, "rows"), "kinds",
		words_json(cli->arena, row_string(imports, i, "kinds")), "closed_periods",
		words_json(cli->arena, row_string(imports, i, "closed")), "reason", row_text(imports, i, "reason"));
}

/* The first of the kinds and how many there are besides. */
static const char *
kinds_words(struct arena *arena, const char *kinds)
{
	const char *end = kinds;
	unsigned more = 0;

	for (const char *comma = strchr(kinds, ','); comma != NULL; comma = strchr(comma + 1, ',')) {
		if (more < KINDS_SHOWN)
			end = comma;
		more++;
	}
	if (more < KINDS_SHOWN)
		return kinds;
	return arena_printf(
		arena, "%.*s and %u kinds more", (int)(end - kinds), kinds, more + 1 - (unsigned)KINDS_SHOWN);
}

/* What it holds: the file, or how many there are and of which kinds; and which closed periods it changes. */
static const char *
files_words(struct arena *arena, const struct rows *imports, size_t i)
{
	const char *closed = row_text(imports, i, "closed");
	const char *changes = closed != NULL ? arena_printf(arena, " (changes what was closed: %s)", closed) : "";

	if (row_integer(imports, i, "files") == 1)
		return arena_printf(
			arena, "%s: %s%s", row_text(imports, i, "kinds"), row_text(imports, i, "first_file"), changes);
	return arena_printf(arena, "%s files: %s%s", row_text(imports, i, "files"),
		kinds_words(arena, row_string(imports, i, "kinds")), changes);
}

static const char *
released_words(struct arena *arena, const struct rows *imports, size_t i)
{
	if (row_text(imports, i, "released") == NULL)
		return "not released";
	return arena_printf(arena, "%s by %s", row_text(imports, i, "released"), row_text(imports, i, "released_by"));
}

static int
print_list(struct cli *cli, const struct rows *imports)
{
	static const struct text_column columns[] = {{"Import", true}, {"Loaded", false}, {"By", false},
		{"Released", false}, {"Rows", true}, {"Files", false}};
	const char **cells = arena_array(cli->arena, imports->count * 6 + 1, sizeof(*cells));
	struct buf out;
	int status;

	for (size_t i = 0; i < imports->count; i++) {
		const char **line = cells + i * 6;

		line[0] = row_text(imports, i, "import_id");
		line[1] = row_text(imports, i, "loaded");
		line[2] = row_text(imports, i, "loaded_by");
		line[3] = released_words(cli->arena, imports, i);
		line[4] = row_text(imports, i, "rows_shown");
		line[5] = files_words(cli->arena, imports, i);
	}
	buf_init(&out);
	if (imports->count == 0)
		buf_text(&out,
			cli->as != NULL ? "There are no imports that this user may see.\n"
					: "Nothing has been imported yet.\n");
	else
		columns_put(&out, cli->arena, 6, columns, imports->count, cells);
	status = output_print(&out);
	buf_close(&out);
	return status;
}

/* The periods of its figures, "2016-01 to 2017-01"; NULL: it holds none. */
static const char *
periods_words(struct arena *arena, const struct rows *files, size_t i)
{
	const char *first = row_text(files, i, "first_period"), *last = row_text(files, i, "last_period");

	return first == NULL || str_equal(first, last) ? first : arena_printf(arena, "%s to %s", first, last);
}

static int
print_one(struct cli *cli, const struct rows *import, const struct rows *files)
{
	static const struct text_column columns[] = {
		{"File", false}, {"Kind", false}, {"Rows", true}, {"Periods", false}};
	const char **cells = arena_array(cli->arena, files->count * 4 + 1, sizeof(*cells));
	struct buf out;
	int status;

	for (size_t i = 0; i < files->count; i++) {
		cells[i * 4] = row_text(files, i, "name");
		cells[i * 4 + 1] = row_text(files, i, "kind");
		cells[i * 4 + 2] = row_text(files, i, "rows_shown");
		cells[i * 4 + 3] = periods_words(cli->arena, files, i);
	}
	buf_init(&out);
	buf_printf(&out, "Import %s\n", row_text(import, 0, "import_id"));
	buf_printf(&out, "Loaded    %s by %s\n", row_text(import, 0, "loaded"), row_text(import, 0, "loaded_by"));
	buf_printf(&out, "Released  %s\n", released_words(cli->arena, import, 0));
	buf_printf(&out, "Rows      %s\n", row_text(import, 0, "rows_shown"));
	if (row_text(import, 0, "closed") != NULL)
		buf_printf(&out, "Changes   what was closed, %s: %s (%s)\n", row_text(import, 0, "closed"),
			row_text(import, 0, "reason"), row_text(import, 0, "given_by"));
	buf_char(&out, '\n');
	columns_put(&out, cli->arena, 4, columns, files->count, cells);
	status = output_print(&out);
	buf_close(&out);
	return status;
}

static int
ask(struct cli *cli, const char *number, struct rows *imports, struct rows *files, struct err *err)
{
	if (cli_begin(cli, err) != 0 || cli_permit(cli, PERMIT_MEETINGS, "imports", err) != 0 ||
		db_query(cli->db, STMT_IMPORT_LIST, DB_PARAMS(number), cli->arena, imports, err) != 0)
		return -1;
	if (number == NULL)
		return 0;
	if (imports->count == 0)
		return err_set(err, ERR_ABSENT, "there is no import %s", number);
	return db_query(cli->db, STMT_IMPORT_FILES, DB_PARAMS(number), cli->arena, files, err);
}

static int
run(struct cli *cli, int argc, char *argv[])
{
	struct rows imports, files = {0};
	struct err err = {0};
	uint64_t number;
	int count = cli_options(cli, &command_imports, argc, argv, NULL), rc;
	json_t *json;

	if (count < 0)
		return cli_failed();
	if (count == 1 && !str_number(argv[0], INT32_MAX, &number))
		return cli_refuse_text("an import is named by its number, which moothall imports lists");
	rc = ask(cli, count == 1 ? argv[0] : NULL, &imports, &files, &err);
	db_rollback(cli->db);
	if (rc != 0)
		return cli_refuse(cli, &err);
	if (!cli->json)
		return count == 1 ? print_one(cli, &imports, &files) : print_list(cli, &imports);
	if (count == 1) {
		json = import_json(cli, &imports, 0);
		json_object_set_new(json, "loaded_files", files_json(&files));
		return output_json(json);
	}
	json = json_array();
	for (size_t i = 0; i < imports.count; i++)
		json_array_append_new(json, import_json(cli, &imports, i));
	return output_json(json);
}

const struct command command_imports = {
	.name = "imports",
	.summary = "lists what was imported: by whom, when, how many rows, released or not",
	.forms = (const char *const[]){"[IMPORT]", NULL},
	.detail = "The newest first; with a number, the files of one import. Members see released ones alone.",
	.run = run,
	.json = true,
};
