/* Errors travel in the caller's own storage: nothing is allocated while failing. */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int
err_set(struct err *err, enum err_code code, const char *format, ...)
{
	va_list args;

	if (err == NULL || err->code != ERR_NONE)
		return -1;
	err->code = code;
	va_start(args, format);
	vsnprintf(err->text, sizeof(err->text), format, args);
	va_end(args);
	return -1;
}

void
err_field(struct err *err, const char *field)
{
	if (err != NULL && err->code == ERR_NONE && field != NULL)
		snprintf(err->field, sizeof(err->field), "%s", field);
}

int
err_context(struct err *err, const char *format, ...)
{
	char context[sizeof(err->text)], before[sizeof(err->text)];
	va_list args;

	if (err == NULL || err->code == ERR_NONE)
		return -1;
	va_start(args, format);
	vsnprintf(context, sizeof(context), format, args);
	va_end(args);
	memcpy(before, err->text, sizeof(before));
	snprintf(err->text, sizeof(err->text), "%.200s: %.300s", context, before);
	return -1;
}
