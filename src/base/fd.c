/* Writing to what is open. */
#include "base/fd.h"

#include <errno.h>
#include <unistd.h>

int
fd_write(int fd, const void *bytes, size_t length)
{
	const char *at = bytes;

	while (length > 0) {
		ssize_t written = write(fd, at, length);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return -1;
		at += written;
		length -= (size_t)written;
	}
	return 0;
}
