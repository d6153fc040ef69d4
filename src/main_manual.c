/*
 * manual PAGE: writes a page of the manual. Not installed: the build runs it. A line of PAGE that is "@part@" stands
 * for what the program's own tables say of it, and @version@ in a line for the version.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "cli/manual.h"
#include "config.h"

/* "@part@" by itself: the part's name. */
static bool
is_part(char *line, char **part)
{
	size_t length = strcspn(line, "\n");

	if (length < 3 || line[0] != '@' || line[length - 1] != '@')
		return false;
	line[length - 1] = '\0';
	*part = line + 1;
	return true;
}

int
main(int argc, char *argv[])
{
	static const char version[] = "@version@";
	FILE *page = argc == 2 ? fopen(argv[1], "r") : NULL;
	char line[512], *part, *at;
	struct buf out;
	int status = page == NULL;

	buf_init(&out);
	while (status == 0 && fgets(line, sizeof(line), page) != NULL) {
		at = strstr(line, version);
		if (at != NULL)
			buf_printf(&out, "%.*s%s%s", (int)(at - line), line, PACKAGE_VERSION, at + strlen(version));
		else if (!is_part(line, &part))
			buf_text(&out, line);
		else if (!manual_put(&out, part))
			status = 1;
	}
	if (status == 0)
		fputs(out.data, stdout);
	else
		fputs("usage: manual PAGE, a page whose parts are known\n", stderr);
	buf_close(&out);
	if (page != NULL)
		fclose(page);
	return status;
}
