/* Reading a file that a command is given. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "command.h"

int
input_read(const char *path, size_t most, struct buf *out, struct err *err)
{
	char part[65536];
	FILE *file = fopen(path, "rb");
	int rc = 0;
	size_t got;

	if (file == NULL)
		return err_set(err, ERR_INPUT, "could not open %s: %s", path, strerror(errno));
	while (rc == 0 && (got = fread(part, 1, sizeof(part), file)) > 0) {
		buf_add(out, part, got);
		if (out->length > most)
			rc = err_set(err, ERR_INPUT, "%s is larger than the %zu MB allowed", path, most >> 20);
	}
	if (rc == 0 && ferror(file))
		rc = err_set(err, ERR_INPUT, "could not read %s: %s", path, strerror(errno));
	fclose(file);
	return rc;
}
