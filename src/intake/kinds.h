/* The kinds of file that can be imported. */
#ifndef INTAKE_KINDS_H
#define INTAKE_KINDS_H

#include <stdbool.h>

#include "base/mem.h"
#include "db/db.h"
#include "intake/value.h"

struct kind_column {
	const char *name; /* NULL ends the list */
	bool required;
	struct value_rule rule;
};

struct kind {
	const char *name;
	enum stmt load;
	const struct kind_column *columns; /* NULL: a Markdown file, not CSV */
};

/* In the order in which they must be loaded: what is referred to comes first. NULL ends it. */
extern const struct kind kinds[];

const struct kind *kind_find(const char *name); /* NULL: none of that name */

#endif
