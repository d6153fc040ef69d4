/* moothall preflight */
#include "base/str.h"
#include "command.h"
#include "out/out.h"
#include "report/report.h"

static const char *
cell_text(const struct table *table, size_t row, const char *key)
{
	for (size_t c = 0; c < table->column_count; c++)
		if (str_equal(table->columns[c].key, key))
			return table->rows[row].cells[c].text;
	return "";
}

static int
print_findings(const struct table *table)
{
	struct buf out;
	int status;

	buf_init(&out);
	for (size_t r = 0; r < table->row_count; r++)
		buf_printf(&out, "%s%s: %s: %s: %s %s\n", cell_text(table, r, "item") != NULL ? "item " : "all items",
			cell_text(table, r, "item") != NULL ? cell_text(table, r, "item") : "",
			cell_text(table, r, "severity"), cell_text(table, r, "where"), cell_text(table, r, "problem"),
			cell_text(table, r, "advice"));
	if (table->row_count == 0)
		buf_printf(&out, "%s\n", table->empty);
	status = output_print(&out);
	buf_close(&out);
	return status;
}

static int
print_json(struct cli *cli, const struct doc *doc)
{
	struct err err = {0};
	struct buf out;
	int status;

	buf_init(&out);
	status = json_write(&out, doc, &err) == 0 ? output_print(&out) : cli_refuse(cli, &err);
	buf_close(&out);
	return status;
}

static int
run(struct cli *cli, int argc, char *argv[])
{
	struct report_job job = {.arena = cli->arena, .lay_out = pdf_check};
	const struct table *table;
	const struct report *report;
	struct err err = {0};
	struct doc *doc;
	int status, rc;

	if (cli_options(cli, &command_preflight, argc, argv, NULL) < 0)
		return cli_failed();
	job.db = cli->db;
	job.face = cli->json ? "json" : "text";
	job.name = arena_printf(cli->arena, "meetings/%s/preflight", argv[0]);
	report = report_find(cli->arena, job.name, &job.subject);
	if (report == NULL)
		return cli_refuse_text("that is not the name of a meeting");
	rc = cli_begin(cli, &err);
	if (rc == 0)
		rc = report_make(report, &job, &doc, &err);
	if (rc == 0)
		rc = db_commit(cli->db, &err);
	db_rollback(cli->db);
	if (rc != 0)
		return cli_refuse(cli, &err);
	table = doc_find_table(doc, "findings");
	status = cli->json ? print_json(cli, doc) : print_findings(table);
	for (size_t r = 0; status == DONE && r < table->row_count; r++)
		if (str_equal(cell_text(table, r, "severity"), "would fail"))
			status = REFUSED;
	return status;
}

const struct command command_preflight = {
	.name = "preflight",
	.summary = "says what would go wrong if a pack were published",
	.forms = (const char *const[]){"MEETING", NULL},
	.detail = "Exit status 1 if something would fail.",
	.run = run,
	.json = true,
};
