/* What the statements of money share. */
#include "report/build.h"

#include <string.h>

#include "base/str.h"

enum row_kind
statement_row_kind(const char *kind)
{
	if (strcmp(kind, "group") == 0)
		return ROW_GROUP;
	if (strcmp(kind, "subtotal") == 0)
		return ROW_SUBTOTAL;
	return strcmp(kind, "total") == 0 ? ROW_TOTAL : ROW_BODY;
}
