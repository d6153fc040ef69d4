/* One report, one face: the same documents and writers that the pages use. */
#include "face.h"

#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "out/out.h"

static int
write_page(struct buf *out, const struct doc *doc, struct err *err)
{
	buf_text(out,
		"<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		"<title>");
	html_text(out, doc->title);
	buf_text(out, "</title>\n</head>\n<body>\n<main>\n<h1>");
	html_text(out, doc->title);
	buf_text(out, "</h1>\n");
	if (doc->pack) {
		struct block_pages *pages = arena_array(doc->arena, doc->count, sizeof(*pages));

		if (pdf_pages(doc, &page_plan_a4, pages, err) != 0)
			return -1;
		html_write_paged(out, doc, pages);
	} else {
		html_write(out, doc);
	}
	buf_text(out, "</main>\n</body>\n</html>\n");
	return 0;
}

/*
 * Where the CSV is, seen from its metadata: by the same name without their ending, or by the name
 * that the site gives it.
 */
static const char *
csv_name(const struct face_request *request, const struct doc *doc)
{
	static const char ending[] = "-metadata.json";
	const char *path = request->path, *slash = path != NULL ? strrchr(path, '/') : NULL;
	const struct table *table = doc_find_table(doc, request->table);
	char *name;

	if (path != NULL && str_ends(path, ending)) {
		path = slash != NULL ? slash + 1 : path;
		return arena_bytes(doc->arena, path, strlen(path) - strlen(ending));
	}
	name = arena_printf(doc->arena, "%s-%s.csv", request->name, table != NULL ? table->key : "");
	for (char *c = name; *c != '\0'; c++)
		if (*c == '/')
			*c = '-';
	return name;
}

static int
write_face(struct cli *cli, struct buf *out, const struct report *report, const struct face_request *request,
	const struct doc *doc, struct err *err)
{
	if (str_equal(request->format, "html"))
		return write_page(out, doc, err);
	if (str_equal(request->format, "pdf"))
		return pdf_write(out, doc, request->large_print ? &page_plan_large : &page_plan_a4, NULL, err);
	if (!report->data)
		return err_set(err, ERR_INPUT, "%s has no tables: ask for html or pdf", request->name);
	if (str_equal(request->format, "json"))
		return json_write(out, doc, err);
	if (str_equal(request->format, "xlsx"))
		return xlsx_write(out, doc, conf_text(cli->conf, CONF_CONTACT), err);
	if (str_equal(request->format, "csvw"))
		return csvw_write(out, doc, request->table, csv_name(request, doc), err);
	return csv_write(out, doc, request->table, err);
}

static int
build(struct cli *cli, const struct report *report, struct report_job *job, size_t count,
	const struct face_param params[], struct doc **doc, struct err *err)
{
	for (size_t i = 0; i < count; i++)
		if (params[i].value != NULL &&
			!report_param_add(cli->arena, &job->params, report, params[i].name, params[i].value))
			return err_set(err, ERR_INPUT, "%s takes no --%s", job->name, params[i].name);
	if (cli_begin(cli, err) != 0 || cli_permit(cli, report->permission, "this report", err) != 0)
		return -1;
	if (report_make(report, job, doc, err) != 0)
		return -1;
	return (*doc)->problem == NULL ? 0 : err_set(err, ERR_INPUT, "%s", (*doc)->problem);
}

static int
check_format(const struct report *report, const struct face_request *request, struct err *err)
{
	static const char *const known[] = {"csv", "csvw", "json", "xlsx", "html", "pdf"};

	if (str_equal(request->format, "pdf") && !report->pdf)
		return err_set(err, ERR_INPUT, "%s has no PDF of its own", request->name);
	if (request->large_print && !str_equal(request->format, "pdf"))
		return err_set(err, ERR_INPUT, "only a pdf comes in large print, not %s", request->format);
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (str_equal(request->format, known[i]))
			return 0;
	return err_set(
		err, ERR_INPUT, "there is no format \"%s\"; known: csv, csvw, json, xlsx, html, pdf", request->format);
}

int
face_print(struct cli *cli, const struct face_request *request, size_t count, const struct face_param params[])
{
	struct report_job job = {.db = cli->db,
		.arena = cli->arena,
		.name = request->name,
		.face = request->format,
		.table = request->table,
		.paper = str_equal(request->format, "pdf"),
		.lay_out = pdf_check,
		.named = true};
	const struct report *report = report_find(cli->arena, request->name, &job.subject);
	struct err err = {0};
	struct doc *doc;
	struct buf out;
	int rc;

	if (report == NULL)
		err_set(&err, ERR_ABSENT, "there is no report \"%s\"", request->name);
	if (report == NULL || check_format(report, request, &err) != 0)
		return cli_refuse(cli, &err);
	if ((str_equal(request->format, "pdf") || str_equal(request->format, "xlsx")) && request->path == NULL &&
		isatty(STDOUT_FILENO))
		return cli_refuse_text("that is not for a terminal: name a file with -o");
	buf_init(&out);
	rc = build(cli, report, &job, count, params, &doc, &err);
	/* Nothing is shown of which it could not be put on record that it was. */
	if (rc == 0)
		rc = db_commit(cli->db, &err);
	db_rollback(cli->db);
	if (rc == 0)
		rc = write_face(cli, &out, report, request, doc, &err);
	if (rc == 0)
		rc = output_write(request->path, out.data, out.length, &err);
	buf_close(&out);
	return rc == 0 ? DONE : cli_refuse(cli, &err);
}
