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
	struct pollfd both[] = {
		{.fd = fd, .events = POLLIN}, {.fd = connection > 0 ? connection : -1, .events = POLLRDHUP}};

	for (;;) {
		int ready = poll(both, 2, -1);

		/* whoever reads next will find out what it is */
		if ((ready < 0 && errno != EINTR) || (ready > 0 && both[0].revents != 0))
			return 0;
		if (ready > 0 && (both[1].revents & LEFT) != 0)
			return -1;
		if (ready > 0)
			both[1].fd = -1; /* it is no connection */
	}
}
