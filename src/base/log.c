/* Where an error stops travelling it is logged, once, through here. */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>

static const char *request_id;
static bool silent;
static unsigned count;

void
log_request(const char *id)
{
	request_id = id;
}

void
log_silence(bool quiet)
{
	silent = quiet;
}

unsigned
log_count(void)
{
	return count;
}

void
log_line(const char *format, ...)
{
	char line[2048], stamp[32] = "";
	time_t now = time(NULL);
	struct tm utc;
	va_list args;

	count++;
	if (silent)
		return;
	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	for (char *c = line; *c != '\0'; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7F)
			*c = ' ';
	if (gmtime_r(&now, &utc) != NULL)
		strftime(stamp, sizeof(stamp), "%Y-%m-%dT%H:%M:%SZ", &utc);
	fprintf(stderr, "%s moothall%s%s: %s\n", stamp, request_id != NULL ? " " : "",
		request_id != NULL ? request_id : "", line);
}
