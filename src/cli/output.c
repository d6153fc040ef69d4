/* Results go out here, and every write is checked: a full disk is an error, not half a file. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fd.h"
#include "command.h"

/* mkstemp makes it private; a result is as readable as the umask lets any new file be. */
static int
open_up(int fd)
{
	mode_t mask = umask(0);

	umask(mask);
	return fchmod(fd, 0666 & ~mask);
}

/* The rename itself is on the disk only when its folder is. */
static int
sync_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = mem_string(slash != NULL ? path : ".");
	int fd, rc;

	if (slash != NULL)
		folder[slash == path ? 1 : slash - path] = '\0';
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(folder);
	if (fd < 0)
		return -1;
	rc = fsync(fd);
	close(fd);
	/* Some file systems cannot sync a folder, and say so: nothing is lost by it. */
	return rc != 0 && errno != EINVAL ? -1 : 0;
}

static int
write_file(const char *path, const char *bytes, size_t length, struct err *err)
{
	struct buf part;
	int fd, rc = -1;

	buf_init(&part);
	buf_printf(&part, "%s.XXXXXX", path);
	fd = mkstemp(part.data);
	if (fd < 0) {
		err_set(err, ERR_SYSTEM, "could not write %s: %s", path, strerror(errno));
		goto out;
	}
	if (fd_write(fd, bytes, length) != 0 || open_up(fd) != 0 || fsync(fd) != 0) {
		err_set(err, ERR_SYSTEM, "could not write %s: %s", path, strerror(errno));
		close(fd);
		unlink(part.data);
		goto out;
	}
	if (close(fd) != 0 || rename(part.data, path) != 0) {
		err_set(err, ERR_SYSTEM, "could not write %s: %s", path, strerror(errno));
		unlink(part.data);
		goto out;
	}
	rc = sync_folder(path);
	if (rc != 0)
		err_set(err, ERR_SYSTEM, "could not write %s: %s", path, strerror(errno));
out:
	buf_close(&part);
	return rc;
}

/* A device or a pipe is written to; only a file (or nothing yet) can be put in place whole. */
static int
write_device(const char *path, const char *bytes, size_t length, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC), rc = 0;

	if (fd < 0 || fd_write(fd, bytes, length) != 0)
		rc = err_set(err, ERR_SYSTEM, "could not write %s: %s", path, strerror(errno));
	if (fd >= 0 && close(fd) != 0)
		rc = err_set(err, ERR_SYSTEM, "could not write %s: %s", path, strerror(errno));
	return rc;
}

int
output_write(const char *path, const char *bytes, size_t length, struct err *err)
{
	struct stat st;

	if (path == NULL) {
		if (fd_write(STDOUT_FILENO, bytes, length) != 0)
			return err_set(err, ERR_SYSTEM, "could not write to standard output: %s", strerror(errno));
		return 0;
	}
	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		return err_set(err, ERR_INPUT, "%s is a folder", path);
	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return write_device(path, bytes, length, err);
	return write_file(path, bytes, length, err);
}

int
output_print(const struct buf *text)
{
	struct err err = {0};

	return output_write(NULL, text->data, text->length, &err) == 0 ? DONE : cli_refuse_text(err.text);
}

int
output_json(json_t *json)
{
	char *text = json_dumps(json, JSON_INDENT(1));
	struct buf out;
	int status;

	buf_init(&out);
	buf_text(&out, text);
	buf_char(&out, '\n');
	status = text != NULL ? output_print(&out) : cli_refuse_text("a value cannot be written as JSON");
	buf_close(&out);
	free(text);
	json_decref(json);
	return status;
}
