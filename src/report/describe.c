/* Names for a face that is read by itself: whose figures they are, and of which area. */
#include "report/report.h"

int
report_describe(struct db *db, struct doc *doc, struct err *err)
{
	struct rows rows;

	if (db_query(db, STMT_PAGE_NAMES, DB_PARAMS(doc->area), doc->arena, &rows, err) != 0)
		return -1;
	if (doc->author == NULL)
		doc->author = row_text(&rows, 0, "council");
	if (doc->area_label == NULL)
		doc->area_label = row_text(&rows, 0, "area_name");
	return 0;
}
