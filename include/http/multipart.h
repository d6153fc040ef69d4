/* multipart/form-data (RFC 7578): a form with a file in it. */
#ifndef HTTP_MULTIPART_H
#define HTTP_MULTIPART_H

#include "http/parse.h"

enum { PARTS_MOST = 16, PART_HEADERS_MOST = 1024, FILE_NAME_MOST = 255 };

/* A file that was sent. Its bytes lie in the body. */
struct upload {
	const char *field; /* NULL: no file was sent */
	const char *name;  /* as the browser said, without folders; "" if none was chosen */
	const char *bytes;
	size_t length;
};

/*
 * Reads a whole body. `type` is the header with the boundary. Fields are as strict as those of
 * query_read, and each comes once; at most one part may be a file. ERR_INPUT: whatever is not exactly as it should
 * be, down to the last byte.
 */
int multipart_read(struct arena *arena, const char *type, const char *body, size_t length, struct fields *fields,
	struct upload *file, struct err *err);

#endif
