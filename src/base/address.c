/* Addresses of ours. */
#include "base/address.h"

#include <string.h>

#include "base/buf.h"

const char *
address_of(struct arena *arena, const char *const parts[])
{
	struct buf buf;
	const char *made;

	buf_init(&buf);
	for (size_t i = 0; parts[i] != NULL; i++) {
		buf_char(&buf, '/');
		buf_url(&buf, parts[i]);
	}
	made = arena_bytes(arena, buf.data, buf.length);
	buf_close(&buf);
	return made;
}

/* A parameter's value: a slash needs no escape there, and a period has one. */
static void
add_value(struct buf *buf, struct arena *arena, const char *value)
{
	for (;;) {
		size_t length = strcspn(value, "/");

		buf_url(buf, arena_bytes(arena, value, length));
		if (value[length] == '\0')
			return;
		buf_char(buf, '/');
		value += length + 1;
	}
}

const char *
address_and(struct arena *arena, const char *href, const char *const params[])
{
	struct buf buf;
	const char *made;
	char mark = strchr(href, '?') != NULL ? '&' : '?';

	buf_init(&buf);
	buf_text(&buf, href);
	for (size_t i = 0; params[i] != NULL; i += 2) {
		if (params[i + 1] == NULL)
			continue;
		buf_printf(&buf, "%c%s=", mark, params[i]);
		add_value(&buf, arena, params[i + 1]);
		mark = '&';
	}
	made = arena_bytes(arena, buf.data, buf.length);
	buf_close(&buf);
	return made;
}
