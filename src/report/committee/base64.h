/* Bytes to and from the database travel as base64: statements take texts. */
#ifndef REPORT_COMMITTEE_BASE64_H
#define REPORT_COMMITTEE_BASE64_H

#include "base/buf.h"
#include "base/mem.h"

char *base64_new(const struct buf *bytes); /* to be freed */
/* In the arena; NULL if it is not base64 of so many bytes. */
const char *base64_read(struct arena *arena, const char *text, size_t length);

#endif
