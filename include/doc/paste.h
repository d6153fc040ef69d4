/* What comes along when somebody pastes from a word processor. */
#ifndef DOC_PASTE_H
#define DOC_PASTE_H

#include <stddef.h>

#include "base/mem.h"

/*
 * The text without what Word and its like hide in it (comments, style sheets, settings as XML, tags that only say how
 * something looks), with plain quotation marks inside {{ }}. What is typed otherwise stays, curly quotation marks and
 * other HTML among it. `removed`: how many bytes of markup are gone.
 */
const char *paste_clean(struct arena *arena, const char *text, size_t *removed);

#endif
