/* What the files that write JSON share. */
#ifndef SRC_OUT_JSON_H
#define SRC_OUT_JSON_H

#include "base/buf.h"

/* The text between quotation marks, escaped; NULL is null. */
void json_quote(struct buf *out, const char *text);

#endif
