/* What the pages about users share. */
#ifndef PEOPLE_H
#define PEOPLE_H

#include "../builder.h"
#include "../sift.h"
#include "base/str.h"

/* Ways to change something stand on the page alone: other faces only tell. */
static inline bool
shows_ways(const struct build *build)
{
	return str_equal(build->job->face, "html");
}

#endif
