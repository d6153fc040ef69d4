/* The faces of a pack that are kept when it is published. */
#include <string.h>

#include "out/out.h"

static int
html_kept(struct buf *out, const struct doc *doc)
{
	struct block_pages *pages = arena_array(doc->arena, doc->count, sizeof(*pages));

	html_write_paged(out, doc, pdf_pages(doc, &page_plan_a4, pages, NULL) == 0 ? pages : NULL);
	return 0;
}

/* The text behind a prefix; NULL: it has another. */
static const char *
behind(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0 ? text + strlen(prefix) : NULL;
}

int
kept_write(struct buf *out, struct buf *parts, const struct doc *doc, const char *face, const char *contact,
	struct err *err)
{
	const char *table = behind(face, "csv:"), *columns = behind(face, "csvw:");

	if (table != NULL)
		return csv_write(out, doc, table, err);
	if (columns != NULL)
		return csvw_write(
			out, doc, columns, arena_printf(doc->arena, "/%s.csv?table=%s", doc->report, columns), err);
	if (strcmp(face, "pdf") == 0)
		return pdf_write_parts(out, parts, doc, &page_plan_a4, err);
	if (strcmp(face, "large-print") == 0)
		return pdf_write_parts(out, parts, doc, &page_plan_large, err);
	if (strcmp(face, "html") == 0)
		return html_kept(out, doc);
	if (strcmp(face, "json") == 0)
		return json_write(out, doc, err);
	if (strcmp(face, "xlsx") == 0)
		return xlsx_write(out, doc, contact, err);
	return err_set(err, ERR_ABSENT, "a pack is not kept as %s", face);
}
