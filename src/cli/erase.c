/* moothall erase: asking for, confirming and finishing erasures for data protection */
#include <stdio.h>
#include <time.h>

#include "base/str.h"
#include "columns.h"
#include "publish.h"

struct erase_job {
	const char *reason, *wait;
};

enum { WAIT_SECONDS = 60 };

/* --- what there is --- */

static json_t *
erasure_json(const struct rows *rows, size_t i)
{
	return json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:s?, s:s?, s:b}", "erasure",
		(json_int_t)row_integer(rows, i, "erasure_id"), "state", row_text(rows, i, "state"), "what",
		row_text(rows, i, "what"), "reason", row_text(rows, i, "reason"), "asked_by",
		row_text(rows, i, "asked_by"), "asked_at", row_text(rows, i, "asked_at"), "decided_by",
		row_text(rows, i, "decided_by"), "decided_at", row_text(rows, i, "decided_at"), "swept",
		row_text(rows, i, "swept") != NULL);
}

static const char *
state_words(struct arena *arena, const struct rows *rows, size_t i)
{
	if (row_text(rows, i, "decided") == NULL)
		return "waits to be confirmed";
	return arena_printf(arena, "%s by %s, %s%s", row_text(rows, i, "state"), row_text(rows, i, "decided_by"),
		row_text(rows, i, "decided"),
		str_equal(row_text(rows, i, "state"), "confirmed") && row_text(rows, i, "swept") == NULL ? "; not swept"
													 : "");
}

static int
list(struct cli *cli)
{
	static const struct text_column columns[] = {
		{"No", true}, {"What", false}, {"Asked by", false}, {"Asked", false}, {"State", false}};
	struct err err = {0};
	struct rows rows;
	const char **cells;
	struct buf out;
	json_t *json;
	int status;

	if (cli_perform(cli, STMT_ERASURE_LIST, DB_PARAMS(NULL), &rows, &err) != 0)
		return cli_refuse(cli, &err);
	if (cli->json) {
		json = json_array();
		for (size_t i = 0; i < rows.count; i++)
			json_array_append_new(json, erasure_json(&rows, i));
		return output_json(json);
	}
	cells = arena_array(cli->arena, rows.count * 5 + 1, sizeof(*cells));
	for (size_t i = 0; i < rows.count; i++) {
		cells[i * 5] = row_text(&rows, i, "erasure_id");
		cells[i * 5 + 1] = row_text(&rows, i, "what");
		cells[i * 5 + 2] = row_text(&rows, i, "asked_by");
		cells[i * 5 + 3] = row_text(&rows, i, "asked");
		cells[i * 5 + 4] = state_words(cli->arena, &rows, i);
	}
	buf_init(&out);
	if (rows.count == 0)
		buf_text(&out,
			cli->as != NULL ? "There are no erasures that this user may see.\n"
					: "No erasure has been asked for.\n");
	else
		columns_put(&out, cli->arena, 5, columns, rows.count, cells);
	status = output_print(&out);
	buf_close(&out);
	return status;
}

static json_t *
files_json(const struct rows *files)
{
	json_t *list = json_array();

	for (size_t i = 0; i < files->count; i++)
		json_array_append_new(list,
			json_pack("{s:s, s:s, s:I, s:s?, s:s}", "kind", row_text(files, i, "kind"), "name",
				row_text(files, i, "name"), "rows", (json_int_t)row_integer(files, i, "rows"),
				"periods", row_text(files, i, "periods"), "sha256", row_text(files, i, "sha256")));
	return list;
}

static void
put_files(struct buf *out, struct arena *arena, const struct rows *files)
{
	static const struct text_column columns[] = {
		{"File", false}, {"Kind", false}, {"Rows", true}, {"Periods", false}, {"SHA-256", false}};
	const char **cells = arena_array(arena, files->count * 5 + 1, sizeof(*cells));

	for (size_t i = 0; i < files->count; i++) {
		cells[i * 5] = row_text(files, i, "name");
		cells[i * 5 + 1] = row_text(files, i, "kind");
		cells[i * 5 + 2] = row_text(files, i, "rows_shown");
		cells[i * 5 + 3] = row_text(files, i, "periods");
		cells[i * 5 + 4] = row_text(files, i, "sha256");
	}
	if (files->count > 0)
		columns_put(out, arena, 5, columns, files->count, cells);
}

static int
print_one(struct cli *cli, const struct rows *rows, const struct rows *files, const struct rows *shown)
{
	struct buf out;
	int status;

	buf_init(&out);
	buf_printf(&out, "Erasure %s: %s\n", row_text(rows, 0, "erasure_id"), row_text(rows, 0, "what"));
	buf_printf(&out, "Asked   %s by %s\n", row_text(rows, 0, "asked"), row_text(rows, 0, "asked_by"));
	buf_printf(&out, "Reason  %s\n", row_text(rows, 0, "reason"));
	buf_printf(&out, "State   %s\n\n", state_words(cli->arena, rows, 0));
	put_files(&out, cli->arena, files);
	if (shown->count > 0)
		buf_text(&out, "\nShown at\n");
	for (size_t i = 0; i < shown->count; i++)
		buf_printf(&out, "  %s%s%s\n", row_text(shown, i, "words"),
			row_text(shown, i, "address") != NULL ? "  " : "", row_string(shown, i, "address"));
	status = output_print(&out);
	buf_close(&out);
	return status;
}

static int
ask_for_one(
	struct cli *cli, const char *number, struct rows *rows, struct rows *files, struct rows *shown, struct err *err)
{
	if (cli_begin(cli, err) != 0 ||
		db_query(cli->db, STMT_ERASURE_LIST, DB_PARAMS(number), cli->arena, rows, err) != 0)
		return -1;
	if (rows->count == 0)
		return err_set(err, ERR_ABSENT, "there is no erasure %s", number);
	if (db_query(cli->db, STMT_ERASURE_FILES, DB_PARAMS(number), cli->arena, files, err) != 0 ||
		db_query(cli->db, STMT_ERASURE_SHOWN, DB_PARAMS(number), cli->arena, shown, err) != 0)
		return -1;
	return db_commit(cli->db, err);
}

static int
show(struct cli *cli, const char *number)
{
	struct rows rows, files, shown;
	struct err err = {0};
	json_t *json;

	if (ask_for_one(cli, number, &rows, &files, &shown, &err) != 0) {
		db_rollback(cli->db);
		return cli_refuse(cli, &err);
	}
	if (!cli->json)
		return print_one(cli, &rows, &files, &shown);
	json = erasure_json(&rows, 0);
	json_object_set_new(json, "files", files_json(&files));
	return output_json(json);
}

/* --- asking, confirming, refusing --- */

static int
ask(struct cli *cli, const struct erase_job *job, int count, char *argv[])
{
	const char *words =
		arena_printf(cli->arena, "%s %s%s%s", argv[0], argv[1], count > 2 ? " " : "", count > 2 ? argv[2] : "");
	struct err err = {0};
	struct rows rows;

	if (cli_perform(cli, STMT_ERASURE_ASK, DB_PARAMS(words, job->reason, cli_account(cli->arena)), &rows, &err) !=
		0)
		return cli_refuse(cli, &err);
	fprintf(stderr,
		"erasure %s waits: nothing is erased before somebody else confirms it, a chief officer or a committee "
		"officer\n",
		row_text(&rows, 0, "erasure_id"));
	return DONE;
}

static int
refuse(struct cli *cli, const char *number)
{
	struct err err = {0};

	if (cli_perform(cli, STMT_ERASURE_REFUSE, DB_PARAMS(number, cli_account(cli->arena)), NULL, &err) != 0)
		return cli_refuse(cli, &err);
	fprintf(stderr, "erasure %s is refused: nothing is erased\n", number);
	return DONE;
}

/* --- sweeping: what is destroyed still stands in the database's files until they are written anew --- */

/* Whoever began before may still see what was there, and as long as they may it is kept. */
static int
wait_for_others(struct cli *cli, const char *open, unsigned long seconds, struct err *err)
{
	struct rows rows;

	for (unsigned long waited = 0;; waited++) {
		if (db_begin(cli->db, err) != 0 ||
			db_query(cli->db, STMT_ERASURE_STILL_OPEN, DB_PARAMS(open), cli->arena, &rows, err) != 0 ||
			db_commit(cli->db, err) != 0)
			return -1;
		if (row_integer(&rows, 0, "open") == 0)
			return 0;
		if (waited >= seconds)
			return err_set(err, ERR_CONFLICT,
				"somebody began to read the database before the erasure and has not ended yet, so that "
				"traces in its files cannot go: try again with moothall erase sweep");
		nanosleep(&(struct timespec){.tv_sec = 1}, NULL);
	}
}

/*
 * Writing a table anew takes it for itself. As long as somebody reads it, whoever comes after would wait too: so it is tried
 * for a moment only, again and again.
 */
static int
write_table(struct cli *cli, const char *command, unsigned long seconds, struct err *err)
{
	for (unsigned long tried = 0;; tried++) {
		if (db_script(cli->db, "sweep", command, err) == 0)
			return 0;
		if (err->code != ERR_BUSY || tried >= seconds)
			return -1;
		*err = (struct err){0};
		nanosleep(&(struct timespec){.tv_sec = 1}, NULL);
	}
}

static int
write_anew(struct cli *cli, const struct rows *tables, unsigned long seconds, struct err *err)
{
	struct rows rows;

	if (db_script(cli->db, "sweep", "SET lock_timeout = '2s'", err) != 0)
		return -1;
	for (size_t i = 0; i < tables->count; i++)
		if (write_table(cli, row_text(tables, i, "command"), seconds, err) != 0)
			return -1;
	if (db_begin(cli->db, err) != 0 ||
		db_query(cli->db, STMT_ERASURE_STATISTICS, DB_NONE, cli->arena, &rows, err) != 0 ||
		db_commit(cli->db, err) != 0)
		return -1;
	if (row_true(&rows, 0, "may")) {
		if (wait_for_others(cli, row_text(&rows, 0, "open"), seconds, err) != 0)
			return -1;
		return write_table(cli, "VACUUM (FULL) pg_catalog.pg_statistic", seconds, err);
	}
	fputs("moothall: the database does not belong to moothall_owner: a superuser has to say, in it, "
	      "VACUUM (FULL) pg_catalog.pg_statistic\n",
		stderr);
	return 0;
}

static int
sweep_all(struct cli *cli, unsigned long seconds, struct err *err)
{
	struct rows tables;
	const char *erasures;

	if (db_script(cli->db, "sweep", "SET ROLE moothall_owner", err) != 0 || db_begin(cli->db, err) != 0 ||
		db_query(cli->db, STMT_ERASURE_SWEEP, DB_NONE, cli->arena, &tables, err) != 0 ||
		db_commit(cli->db, err) != 0)
		return -1;
	if (tables.count == 0)
		return 0;
	erasures = row_text(&tables, 0, "erasures");
	if (wait_for_others(cli, row_text(&tables, 0, "open"), seconds, err) != 0 ||
		write_anew(cli, &tables, seconds, err) != 0 || db_begin(cli->db, err) != 0 ||
		db_query(cli->db, STMT_ERASURE_SWEPT, DB_PARAMS(erasures), cli->arena, NULL, err) != 0 ||
		db_commit(cli->db, err) != 0)
		return -1;
	fprintf(stderr, "%s erasure%s swept: %zu tables are written anew\n", row_text(&tables, 0, "count"),
		row_integer(&tables, 0, "count") == 1 ? " is" : "s are", tables.count);
	return 0;
}

static int
sweep(struct cli *cli, const struct erase_job *job)
{
	struct err err = {0};
	uint64_t seconds = WAIT_SECONDS;

	if (job->wait != NULL && !str_number(job->wait, 86400, &seconds))
		return cli_refuse_text("--wait takes a number of seconds, at most 86400");
	if (sweep_all(cli, (unsigned long)seconds, &err) == 0 && spool_sweep(cli, &err) >= 0)
		return DONE;
	db_rollback(cli->db);
	return cli_refuse(cli, &err);
}

static int
confirm(struct cli *cli, const struct erase_job *job, const char *number)
{
	struct err err = {0};

	if (cli_perform(cli, STMT_ERASURE_CONFIRM, DB_PARAMS(number, NULL, cli_account(cli->arena)), NULL, &err) != 0)
		return cli_refuse(cli, &err);
	fprintf(stderr, "erasure %s is confirmed: the content is destroyed\n", number);
	return sweep(cli, job);
}

static int
run(struct cli *cli, int argc, char *argv[])
{
	struct erase_job job = {0};
	int count = cli_options(cli, &command_erase, argc, argv, &job);
	uint64_t number;

	if (count < 0)
		return cli_failed();
	if (str_equal(argv[0], "list"))
		return list(cli);
	if (str_equal(argv[0], "sweep"))
		return sweep(cli, &job);
	if (!str_equal(argv[0], "show") && !str_equal(argv[0], "confirm") && !str_equal(argv[0], "refuse"))
		return ask(cli, &job, count, argv);
	if (!str_number(argv[1], INT32_MAX, &number))
		return cli_refuse_text("an erasure is named by its number, which moothall erase list says");
	if (str_equal(argv[0], "show"))
		return show(cli, argv[1]);
	return str_equal(argv[0], "confirm") ? confirm(cli, &job, argv[1]) : refuse(cli, argv[1]);
}

static const struct option options[] = {
	{"--reason", "TEXT", "why; it is kept, so it names nobody whom it protects", offsetof(struct erase_job, reason),
		false, "import|paper|attachment|pack|entry"},
	{"--wait", "SECONDS", "how long to wait for those who began before; 60 if not said",
		offsetof(struct erase_job, wait), false, "confirm|sweep"},
	{0}};

const struct command command_erase = {
	.name = "erase",
	.summary = "destroys for data protection what was imported or attached, if two people say so",
	.forms = (const char *const[]){"import IMPORT", "paper PAPER", "attachment MEETING ITEM", "pack MEETING",
		"entry KIND KEY", "list", "show ERASURE", "confirm ERASURE", "refuse ERASURE", "sweep", NULL},
	.options = options,
	.detail =
		"One person asks, with --as and --reason: an analyst or finance for what they may import, a committee "
		"officer for papers, attachments and entries. Another confirms, a chief officer or committee officer: not whoever "
		"asked, nor an account of the same name, nor the same system account on the command line.\n"
		"IMPORT is its number, or NUMBER/FILE for one of its files. Of a paper and of what is attached to an item "
		"every version goes. pack MEETING is all papers and attachments of that meeting, and what was published "
		"of it. Of an entry (KIND is actions, questions, minutes and so on, KEY what names it, such as "
		"\"MEETING 8 1\") all that was ever entered under its key goes.\n"
		"What is confirmed is destroyed at once, and nothing brings it back: not what was imported before it, nor the "
		"same file again. The rows stay, with who, when, why and the hash; pages and packs say that it was "
		"removed. Then the database's files that held it are written anew, which sweep does again if it was "
		"broken off, and for what was confirmed on the site. docs/erasure.md says what backups still hold.",
	.run = run,
	.json = true,
};
