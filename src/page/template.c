/* The escaping is said at the place, and the plain place is the safe one. */
#include "template.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "base/str.h"
#include "out/out.h"

static const char *
slot_value(const char *template, const char *key, size_t length, size_t count, const struct slot slots[])
{
	for (size_t i = 0; i < count; i++)
		if (strlen(slots[i].key) == length && memcmp(slots[i].key, key, length) == 0)
			return slots[i].value;
	fprintf(stderr, "moothall: %s: nothing to put in for \"%.*s\"\n", template, (int)length, key);
	abort();
}

static void
place_write(struct buf *out, const char *template, const char *place, size_t length, size_t count,
	const struct slot slots[])
{
	void (*write)(struct buf *, const char *) = html_text;

	if (length > 5 && memcmp(place, "attr:", 5) == 0) {
		write = html_attr;
		place += 5;
		length -= 5;
	} else if (length > 4 && memcmp(place, "raw:", 4) == 0) {
		write = buf_text;
		place += 4;
		length -= 4;
	}
	write(out, slot_value(template, place, length, count, slots));
}

void
template_write(struct buf *out, const char *name, size_t count, const struct slot slots[])
{
	const struct embedded *file = embedded_find(embedded_templates, name);
	const char *text, *place, *end;

	if (file == NULL) {
		fprintf(stderr, "moothall: there is no template %s\n", name);
		abort();
	}
	text = (const char *)file->data;
	while ((place = strstr(text, "@@")) != NULL && (end = strstr(place + 2, "@@")) != NULL) {
		buf_add(out, text, (size_t)(place - text));
		place_write(out, name, place + 2, (size_t)(end - place - 2), count, slots);
		text = end + 2;
	}
	buf_text(out, text);
}
