/* Bodies are built whole in one of these, and sent only then. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { FIRST_ROOM = 1024 };

void
buf_init(struct buf *buf)
{
	buf->room = FIRST_ROOM;
	buf->data = mem_alloc(buf->room);
	buf_clear(buf);
}

void
buf_close(struct buf *buf)
{
	free(buf->data);
	*buf = (struct buf){0};
}

void
buf_clear(struct buf *buf)
{
	buf->length = 0;
	buf->data[0] = '\0';
}

static void
reserve(struct buf *buf, size_t more)
{
	size_t room = buf->room;

	while (more >= room - buf->length)
		room = room > SIZE_MAX / 2 ? SIZE_MAX : room * 2;
	if (room != buf->room) {
		buf->data = mem_resize(buf->data, room, 1);
		buf->room = room;
	}
}

void
buf_add(struct buf *buf, const char *bytes, size_t length)
{
	if (length == 0)
		return;
	reserve(buf, length);
	memcpy(buf->data + buf->length, bytes, length);
	buf->length += length;
	buf->data[buf->length] = '\0';
}

void
buf_text(struct buf *buf, const char *text)
{
	if (text != NULL)
		buf_add(buf, text, strlen(text));
}

void
buf_char(struct buf *buf, char c)
{
	buf_add(buf, &c, 1);
}

void
buf_url(struct buf *buf, const char *text)
{
	static const char unreserved[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
					 "0123456789-._~";

	for (; text != NULL && *text != '\0'; text++)
		if (strchr(unreserved, *text) != NULL)
			buf_char(buf, *text);
		else
			buf_printf(buf, "%%%02X", (unsigned)(unsigned char)*text);
}

void
buf_printf(struct buf *buf, const char *format, ...)
{
	va_list args;
	int length;

	va_start(args, format);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length <= 0)
		return;
	reserve(buf, (size_t)length);
	va_start(args, format);
	vsnprintf(buf->data + buf->length, (size_t)length + 1, format, args);
	va_end(args);
	buf->length += (size_t)length;
}
