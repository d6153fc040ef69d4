/* The table of reports, a line each: address, who may read it (a number), faces. For test scripts. */
#include <stdio.h>

#include "report/report.h"

int
main(void)
{
	for (const struct report *const *r = report_table; *r != NULL; r++)
		printf("%s %d html%s%s\n", (*r)->address, (int)(*r)->permission,
			(*r)->data ? " json csv csvw xlsx" : "", (*r)->pdf ? " pdf" : "");
	return 0;
}
