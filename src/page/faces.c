/* A face has the page's address, a suffix, and the same parameters. */
#include "faces.h"

#include <string.h>

#include "base/str.h"
#include "out/out.h"

static const char metadata[] = "-metadata.json";
static const char type_xlsx[] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/*
 * The address of another face, as sent by the reader, not yet escaped for HTML or a header, with
 * one more parameter unless its value is NULL. That of the CSV's metadata is the CSV's and an
 * ending.
 */
static void
address_write(const struct visit *visit, struct buf *out, const char *suffix, const char *name, const char *value)
{
	const struct request *request = visit->request;
	size_t length = strcspn(request->uri, "?");

	if (visit->face == FACE_CSVW)
		length -= strlen(metadata);
	buf_add(out, request->uri, length);
	buf_text(out, suffix);
	visit_query(visit, out, (const char *const[]){"table", "large-print", NULL}, name, value);
}

static void
link_write(const struct visit *visit, struct buf *out, const char *suffix, const char *name, const char *value,
	const char *type, const char *what)
{
	struct buf address;

	buf_init(&address);
	address_write(visit, &address, suffix, name, value);
	buf_text(out, "<li><a href=\"");
	html_attr(out, address.data);
	buf_printf(out, "\" type=\"%s\">", type);
	html_text(out, what);
	buf_text(out, "</a></li>\n");
	buf_close(&address);
}

/* What programs read: each table by itself, and all of them for one that understands JSON. */
static void
table_links(const struct visit *visit, const struct doc *doc, size_t tables, struct buf *out)
{
	buf_text(out, "<details>\n<summary>Data</summary>\n<ul>\n");
	for (size_t i = 0; doc != NULL && i < doc->count; i++) {
		const struct table *table = doc->blocks[i].table;

		/* A pack has too many tables to list; each is to be had under ?table= all the same. */
		if (table == NULL || doc->pack)
			continue;
		link_write(visit, out, ".csv", "table", tables > 1 ? table->key : NULL, "text/csv",
			tables > 1 ? arena_printf(visit->arena, "CSV: %s", table->title) : "CSV");
	}
	link_write(visit, out, ".json", NULL, NULL, "application/json", "JSON");
	buf_text(out, "</ul>\n</details>\n");
}

static size_t
table_count(const struct visit *visit, const struct doc *doc)
{
	size_t tables = 0;

	if (!visit->report->data || visit->request->path[1] == '\0')
		return 0;
	for (size_t i = 0; i < doc->count; i++)
		tables += doc->blocks[i].table != NULL;
	return tables;
}

static void
links_write(const struct visit *visit, const struct doc *doc, size_t tables, struct buf *out)
{
	if (tables == 0 && !visit->report->pdf)
		return;
	buf_text(out, "<div class=\"faces\">\n<h2 id=\"faces\">Download</h2>\n<ul aria-labelledby=\"faces\">\n");
	if (visit->report->pdf) {
		link_write(visit, out, ".pdf", NULL, NULL, "application/pdf", "PDF");
		link_write(visit, out, ".pdf", "large-print", "yes", "application/pdf", "Large print");
	}
	if (tables > 0)
		link_write(visit, out, ".xlsx", NULL, NULL, type_xlsx, "Excel");
	buf_text(out, "</ul>\n");
	if (tables > 0)
		table_links(visit, doc, tables, out);
	buf_text(out, "</div>\n");
}

void
face_links(const struct visit *visit, const struct doc *doc, struct buf *out)
{
	links_write(visit, doc, table_count(visit, doc), out);
}

void
face_links_kept(const struct visit *visit, bool tables, struct buf *out)
{
	links_write(visit, NULL, tables, out);
}

/* "performance-cards-7.2-monthly.csv" */
static void
name_file(struct visit *visit, const char *how, const char *table, const char *suffix)
{
	char *name = arena_printf(
		visit->arena, "%s%s%s%s", visit->name, table != NULL ? "-" : "", table != NULL ? table : "", suffix);

	for (char *c = name; *c != '\0'; c++)
		if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_", *c) == NULL)
			*c = '-';
	response_header(visit->response, "Content-Disposition", "%s; filename=\"%s\"", how, name);
}

/* What this file's columns are, and where the tables are that it does not have. */
static void
link_others(struct visit *visit, const char *shown, size_t count, const char *const keys[])
{
	struct buf links;

	buf_init(&links);
	buf_char(&links, '<');
	address_write(visit, &links, metadata, "table", shown);
	buf_text(&links, ">; rel=\"describedby\"; type=\"application/csvm+json\"");
	for (size_t i = 0; i < count; i++) {
		if (strcmp(keys[i], shown) == 0)
			continue;
		buf_text(&links, ", <");
		address_write(visit, &links, "", "table", keys[i]);
		buf_text(&links, ">; rel=\"related\"; type=\"text/csv\"");
	}
	response_header(visit->response, "Link", "%s", links.data);
	buf_close(&links);
}

void
face_head_table(struct visit *visit, const char *shown, size_t count, const char *const keys[])
{
	visit->response->type = "text/csv; charset=utf-8; header=present";
	name_file(visit, "attachment", shown, ".csv");
	link_others(visit, shown, count, keys);
}

static int
write_csv(struct visit *visit, const struct doc *doc)
{
	const char *key = field_value(&visit->request->query, "table");
	const char **keys = arena_array(visit->arena, doc->count, sizeof(*keys));
	const struct table *table;
	size_t count = 0;

	if (csv_write(&visit->response->body, doc, key, &visit->err) != 0)
		return -1;
	for (size_t i = 0; i < doc->count; i++)
		if (doc->blocks[i].table != NULL)
			keys[count++] = doc->blocks[i].table->key;
	table = doc_find_table(doc, key);
	if (table != NULL)
		face_head_table(visit, table->key, count, keys);
	return 0;
}

static int
write_csvw(struct visit *visit, struct doc *doc)
{
	const char *key = field_value(&visit->request->query, "table");
	struct buf address;
	int rc;

	buf_init(&address);
	address_write(visit, &address, "", "table", key);
	face_head(visit);
	rc = csvw_write(&visit->response->body, doc, key, address.data, &visit->err);
	buf_close(&address);
	return rc;
}

void
face_head(struct visit *visit)
{
	if (visit->face == FACE_JSON)
		visit->response->type = "application/json";
	if (visit->face == FACE_CSVW)
		visit->response->type = "application/csvm+json";
	if (visit->face == FACE_PDF)
		visit->response->type = "application/pdf";
	if (visit->face == FACE_XLSX)
		visit->response->type = type_xlsx;
	if (visit->face == FACE_PDF || visit->face == FACE_XLSX)
		name_file(visit, visit->face == FACE_PDF ? "inline" : "attachment", NULL,
			visit->face == FACE_PDF ? ".pdf" : ".xlsx");
}

static int
write_xlsx(struct visit *visit, struct doc *doc)
{
	return xlsx_write(&visit->response->body, doc, conf_text(visit->site->conf, CONF_CONTACT), &visit->err);
}

int
face_write(struct visit *visit, struct doc *doc)
{
	struct buf *body = &visit->response->body;

	switch (visit->face) {
	case FACE_CSV:
		return write_csv(visit, doc);
	case FACE_CSVW:
		return write_csvw(visit, doc);
	case FACE_XLSX:
		face_head(visit);
		return write_xlsx(visit, doc);
	case FACE_JSON:
		face_head(visit);
		return json_write(body, doc, &visit->err);
	case FACE_PDF:
		face_head(visit);
		return pdf_write(body, doc, page_plan_find(visit->params.large_print, &visit->err), NULL, &visit->err);
	case FACE_HTML:
		break;
	}
	return err_set(&visit->err, ERR_ABSENT, "this page does not come in that format");
}
