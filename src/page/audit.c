/* The audit trail as a file: all that a search finds. It is made whole before any of it is sent. */
#include "visit.h"

#include <stdio.h>

#include "base/str.h"
#include "out/out.h"
#include "report/trail.h"

static int
take(void *file, size_t rows, size_t columns, const char *const cells[], struct err *err)
{
	return csv_file_rows(file, rows, columns, cells, err);
}

int
trail_answer(struct visit *visit)
{
	const struct fields *query = &visit->request->query;
	const struct trail_search search = {.person = field_value(query, "person"),
		.event = field_value(query, "event"),
		.about = field_value(query, "about"),
		.from = field_value(query, "from"),
		.to = field_value(query, "to")};
	FILE *file = tmpfile();

	if (file == NULL)
		return err_set(&visit->err, ERR_SYSTEM, "there is no room for a temporary file");
	response_file(visit->response, file);
	if (trail_take(visit->site->db, visit->arena, &search, take, file, &visit->err) != 0)
		return -1;
	visit->response->type = "text/csv; charset=utf-8; header=present";
	response_header(visit->response, "Content-Disposition", "attachment; filename=\"audit-trail.csv\"");
	return 0;
}
