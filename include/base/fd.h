/* Writing to what is open. */
#ifndef BASE_FD_H
#define BASE_FD_H

#include <stddef.h>

/* All of it, however often the system takes only a part. -1: errno says why not. */
int fd_write(int fd, const void *bytes, size_t length);

#endif
