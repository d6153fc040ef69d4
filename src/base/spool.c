/* Files that are written beside their name and renamed, so that nobody ever sees a part of one. */
#include "base/spool.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fd.h"
#include "base/mem.h"

enum { NAME_LENGTH = crypto_hash_sha256_BYTES * 2, SEEN = 64 };

/* Files that were read and are what their names say, as long as the file system says that nobody has touched them. */
static struct {
	char name[NAME_LENGTH + 1];
	struct stat as;
} seen[SEEN];
static size_t seen_next;

static bool
is_name(const char *name)
{
	return strlen(name) == NAME_LENGTH && strspn(name, "0123456789abcdef") == NAME_LENGTH;
}

static bool
is_untouched(const struct stat *was, const struct stat *is)
{
	return was->st_dev == is->st_dev && was->st_ino == is->st_ino && was->st_size == is->st_size &&
		was->st_mtim.tv_sec == is->st_mtim.tv_sec && was->st_mtim.tv_nsec == is->st_mtim.tv_nsec &&
		was->st_ctim.tv_sec == is->st_ctim.tv_sec && was->st_ctim.tv_nsec == is->st_ctim.tv_nsec;
}

static bool
was_seen(const char *name, const struct stat *as)
{
	for (size_t i = 0; i < SEEN; i++)
		if (strcmp(seen[i].name, name) == 0)
			return is_untouched(&seen[i].as, as);
	return false;
}

static void
note_seen(const char *name, const struct stat *as)
{
	size_t i = 0;

	while (i < SEEN && strcmp(seen[i].name, name) != 0)
		i++;
	if (i == SEEN) {
		i = seen_next;
		seen_next = (seen_next + 1) % SEEN;
	}
	memcpy(seen[i].name, name, NAME_LENGTH + 1);
	seen[i].as = *as;
}

static bool
hash_matches(const char *name, crypto_hash_sha256_state *state)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char hex[sizeof(hash) * 2 + 1];

	crypto_hash_sha256_final(state, hash);
	sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	return strcmp(hex, name) == 0;
}

static bool
file_matches(int fd, const char *name)
{
	crypto_hash_sha256_state state;
	unsigned char block[65536];
	ssize_t length;

	crypto_hash_sha256_init(&state);
	while ((length = read(fd, block, sizeof(block))) > 0 || (length < 0 && errno == EINTR))
		if (length > 0)
			crypto_hash_sha256_update(&state, block, (unsigned long long)length);
	return length == 0 && hash_matches(name, &state);
}

/* Of an open file that is what its name says; a link, a folder or a pipe in its place is none. */
static bool
look_at(int fd, const char *name, size_t size)
{
	struct stat as, after;

	if (fstat(fd, &as) != 0 || !S_ISREG(as.st_mode) || as.st_size < 0 || (size_t)as.st_size != size)
		return false;
	if (was_seen(name, &as))
		return true;
	if (!file_matches(fd, name) || fstat(fd, &after) != 0 || !is_untouched(&as, &after))
		return false;
	note_seen(name, &as);
	return true;
}

bool
spool_has(const char *folder, const char *name, size_t size)
{
	struct buf path;
	int fd;
	bool has;

	if (!is_name(name))
		return false;
	buf_init(&path);
	buf_printf(&path, "%s/%s", folder, name);
	fd = open(path.data, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	buf_close(&path);
	has = fd >= 0 && look_at(fd, name, size);
	if (fd >= 0)
		close(fd);
	return has;
}

/* The web server, which may be in the folder's group, reads it; nobody else does. */
static int
write_file(const char *part, const char *path, int fd, const char *bytes, size_t length)
{
	int rc = fd_write(fd, bytes, length) == 0 && fchmod(fd, 0640) == 0 ? 0 : -1;

	if (close(fd) != 0 || rc != 0)
		return -1;
	return rename(part, path);
}

int
spool_put(const char *folder, const char *name, const char *bytes, size_t length, struct err *err)
{
	crypto_hash_sha256_state state;
	struct buf path, part;
	int fd, rc = 0;

	crypto_hash_sha256_init(&state);
	crypto_hash_sha256_update(&state, (const unsigned char *)bytes, length);
	if (!is_name(name) || !hash_matches(name, &state))
		return err_set(err, ERR_SYSTEM, "what should be kept in the spool is not what its name says");
	buf_init(&path);
	buf_init(&part);
	buf_printf(&path, "%s/%s", folder, name);
	buf_printf(&part, "%s/part.XXXXXX", folder);
	fd = mkstemp(part.data);
	if (fd < 0 || write_file(part.data, path.data, fd, bytes, length) != 0) {
		rc = err_set(err, ERR_SYSTEM, "could not write %s: %s", path.data, strerror(errno));
		if (fd >= 0)
			unlink(part.data);
	}
	buf_close(&path);
	buf_close(&part);
	return rc;
}

static bool
is_among(const char *name, size_t count, const char *const names[])
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

int
spool_tidy(const char *folder, size_t count, const char *const names[], struct err *err)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	int removed = 0;

	if (dir == NULL)
		return err_set(err, ERR_SYSTEM, "could not read the spool %s: %s", folder, strerror(errno));
	while (removed >= 0 && (entry = readdir(dir)) != NULL) {
		const char *name = entry->d_name;

		if (is_name(name) ? is_among(name, count, names) : strncmp(name, "part.", strlen("part.")) != 0)
			continue;
		if (unlinkat(dirfd(dir), name, 0) == 0)
			removed++;
		else if (errno != ENOENT)
			removed = err_set(err, ERR_SYSTEM, "could not remove %s/%s: %s", folder, name, strerror(errno));
	}
	closedir(dir);
	return removed;
}
