/* A growing string of bytes, NUL-terminated at all times. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>

struct buf {
	char *data; /* never NULL after buf_init */
	size_t length;
	size_t room;
};

void buf_init(struct buf *buf);
void buf_close(struct buf *buf); /* frees the bytes; harmless on a zeroed or closed buf */
void buf_clear(struct buf *buf); /* empties it and keeps the room */

void buf_add(struct buf *buf, const char *bytes, size_t length);
void buf_text(struct buf *buf, const char *text); /* NULL adds nothing */
void buf_char(struct buf *buf, char c);
void buf_url(struct buf *buf, const char *text); /* percent-encodes all but unreserved; NULL: nothing */
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
