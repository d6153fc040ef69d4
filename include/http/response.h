/* An answer: built whole, then sent. */
#ifndef HTTP_RESPONSE_H
#define HTTP_RESPONSE_H

#include <stdio.h>

#include "base/buf.h"
#include "http/request.h"

enum { HEADERS_MOST = 16 };

struct response {
	struct arena *arena; /* of the request */
	unsigned status;
	const char *type; /* Content-Type; NULL: no body */
	struct field headers[HEADERS_MOST];
	size_t header_count;
	struct buf body;
	FILE *file; /* in place of the body, what is too long for memory; NULL */
};

void response_init(struct response *response);
void response_close(struct response *response);
/* Forgets everything: a new answer, 200, begins. */
void response_clear(struct response *response, struct arena *arena);

/* Adds a header. A value with a control character is dropped: it could forge another header. */
void response_header(struct response *response, const char *name, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Sends what stands in the file, which goes with the response, in place of a body. */
void response_file(struct response *response, FILE *file);

/* 303 to an address of ours, as sent in a header: printable ASCII. */
void response_redirect(struct response *response, const char *location);

/*
 * Gives the answer an ETag of its body and lets the browser keep it, asking each time; an
 * answer that the browser has already becomes 304.
 */
void response_etag(struct response *response, const struct request *request);

/*
 * The same with a tag that is known without its body, and of which the browser keeps nothing if it is not `kept`. True:
 * the answer has become 304.
 */
bool response_tagged(struct response *response, const struct request *request, const char *tag, bool kept);

/*
 * Sends it, with Content-Length and the security headers. An answer that says nothing of
 * caching must not be stored. To HEAD no body is sent.
 */
void response_send(const struct response *response, const struct request *request, const struct backend *backend);

const char *status_text(unsigned status); /* "Not Found" */

#endif
