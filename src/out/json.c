/* Stand-in until the writers are merged. */
#include "out/out.h"

int
json_write(struct buf *out, const struct doc *doc, struct err *err)
{
	(void)err;
	buf_printf(out, "{\"report\":\"%s\"}\n", doc->report);
	return 0;
}
