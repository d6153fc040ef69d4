/* Whoever is at the other end of a connection, and may leave while they are worked for. */
#ifndef BASE_PEER_H
#define BASE_PEER_H

#include <stdbool.h>

/* Whether they have closed it. 0 is no connection: never. */
bool peer_gone(int connection);

/* Waits until `fd` can be read. Returns -1, and does not wait on, if the peer of `connection` (0: none) goes first. */
int peer_wait(int fd, int connection);

#endif
