/* Templates: files of templates/ with places to fill in. */
#ifndef TEMPLATE_H
#define TEMPLATE_H

#include <stddef.h>

#include "base/buf.h"

struct slot {
	const char *key, *value;
};

/*
 * Writes the template of that name. @@key@@ becomes the slot's value escaped as text,
 * @@attr:key@@ as an attribute in double quotes, @@raw:key@@ as it is. A place without a slot and
 * a template that is not there are programming errors: abort. A NULL value is empty.
 */
void template_write(struct buf *out, const char *name, size_t count, const struct slot slots[]);

#define TEMPLATE_SLOTS(...)                                                                                            \
	sizeof((const struct slot[]){__VA_ARGS__}) / sizeof(struct slot), (const struct slot[])                        \
	{                                                                                                              \
		__VA_ARGS__                                                                                            \
	}

#endif
