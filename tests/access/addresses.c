/*
 * addresses: all that can be asked, a line a method and address, for test scripts: "GET /performance 3 json csv csvw
 * xlsx pdf", which is the method, the address, who may ask (by the number of the permission) and its other faces. First
 * the addresses that are no report's, in the order in which they are tried, then the reports, in theirs. HEAD goes
 * where GET goes.
 */
#include <stdio.h>
#include <string.h>

#include "http/request.h"
#include "page/site.h"
#include "report/report.h"

int
main(void)
{
	struct site_address address;

	for (size_t i = 0; site_address(i, &address); i++) {
		if ((address.methods & METHOD_GET) != 0)
			printf("GET %s %d\n", address.path, (int)address.permission);
		if ((address.methods & METHOD_POST) != 0)
			printf("POST %s %d\n", address.path, (int)address.permission);
	}
	for (const struct report *const *r = report_table; *r != NULL; r++)
		if (strcmp((*r)->address, "home") == 0) /* under no other address, so in no other face */
			printf("GET / %d\n", (int)(*r)->permission);
		else
			printf("GET /%s %d%s%s\n", (*r)->address, (int)(*r)->permission,
				(*r)->data ? " json csv csvw xlsx" : "", (*r)->pdf ? " pdf" : "");
	return 0;
}
