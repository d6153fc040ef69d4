/*
 * addresses: all that can be asked, a line a method and address, for test scripts: "GET /performance 3 json csv csvw
 * xlsx pdf ? area, period", which is the method, the address, who may ask (by the number of the permission), its other
 * faces and, of a report, its parameters. First the addresses that are no report's, in the order in which they are
 * tried, then the reports, in theirs. HEAD goes where GET goes.
 */
#include <stdio.h>
#include <string.h>

#include "http/request.h"
#include "page/site.h"
#include "report/report.h"

static void
print_report(const struct report *report)
{
	struct arena *arena = arena_new();
	const bool home = strcmp(report->address, "home") == 0; /* under no other address, so in no other face */

	printf("GET /%s %d%s%s ? %s\n", home ? "" : report->address, (int)report->permission,
		report->data && !home ? " json csv csvw xlsx" : "", report->pdf && !home ? " pdf" : "",
		report_param_names(arena, report));
	arena_free(arena);
}

int
main(void)
{
	struct site_address address;

	for (size_t i = 0; site_address(i, &address); i++) {
		if ((address.methods & METHOD_GET) != 0)
			printf("GET %s %d ?\n", address.path, (int)address.permission);
		if ((address.methods & METHOD_POST) != 0)
			printf("POST %s %d ?\n", address.path, (int)address.permission);
	}
	for (const struct report *const *r = report_table; *r != NULL; r++)
		print_report(*r);
	return 0;
}
