#define _GNU_SOURCE /* POLLRDHUP: over TCP a close is seen by it alone */
#include "base/peer.h"

#include <errno.h>
#include <poll.h>

enum { LEFT = POLLHUP | POLLRDHUP | POLLERR };

bool
peer_gone(int connection)
{
	struct pollfd peer = {.fd = connection, .events = POLLRDHUP};

	return connection > 0 && poll(&peer, 1, 0) > 0 && (peer.revents & LEFT) != 0;
}

int
peer_wait(int fd, int connection)
{
	struct pollfd both[] = {{.fd = fd, .events = POLLIN}, {.fd = connection, .events = POLLRDHUP}};

	while (poll(both, connection > 0 ? 2 : 1, -1) < 0)
		if (errno != EINTR)
			return 0; /* whoever reads next will find out what it is */
	return both[0].revents == 0 ? -1 : 0;
}
