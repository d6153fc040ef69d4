/* Stands in for src/report and the writers until their branches are merged; then it goes. */
#include "out/out.h"
#include "report/report.h"

const struct page_plan page_plan_a4 = {595.28, 841.89, 56, 10};

const struct report *
report_find(struct arena *arena, const char *name, const char **subject)
{
	(void)arena, (void)name, (void)subject;
	return NULL;
}

bool
report_param_set(struct report_params *params, const struct report *report, const char *name,
	const char *value)
{
	(void)params, (void)report, (void)name, (void)value;
	return false;
}

void
html_write(struct buf *out, const struct doc *doc)
{
	(void)out, (void)doc;
}

int
json_write(struct buf *out, const struct doc *doc, struct err *err)
{
	(void)out, (void)doc;
	return err_set(err, ERR_SYSTEM, "not available");
}

int
csv_write(struct buf *out, const struct doc *doc, const char *key, struct err *err)
{
	(void)out, (void)doc, (void)key;
	return err_set(err, ERR_SYSTEM, "not available");
}

int
pdf_write(struct buf *out, const struct doc *doc, const struct page_plan *plan, unsigned *pages,
	struct err *err)
{
	(void)out, (void)doc, (void)plan, (void)pages;
	return err_set(err, ERR_SYSTEM, "not available");
}
