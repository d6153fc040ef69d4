/* A request, read and checked. */
#ifndef HTTP_REQUEST_H
#define HTTP_REQUEST_H

#include <stdbool.h>

#include "http/multipart.h"

enum method { METHOD_GET = 1, METHOD_HEAD = 2, METHOD_POST = 4, METHOD_OTHER = 8 };

/* Everything is in the arena of the request. */
struct request {
	struct arena *arena;
	enum method method;
	const char *uri;  /* as sent: printable ASCII */
	const char *path; /* decoded, in normal form; "/" at a fault */
	struct fields query;
	const char *cookies; /* the header, or NULL */
	const char *if_none_match;
	const char *type; /* of the body; "" if not said */
	const char *body;
	size_t body_length;
	const char *address; /* of the reader */
	const char *user;    /* whom the server in front has proved the reader to be; "" */
	const char *browser; /* as it calls itself, in printable ASCII */
	const char *id;      /* names the request in the log */
	bool tls;
	int connection; /* to whoever waits for the answer, who may close it; 0: none that could be */
	/* What made it unreadable, as a status (400, 413 …), and why; 0: nothing. */
	unsigned fault;
	struct err err;
};

/* Where a request comes from and its answer goes to. */
struct backend {
	void *context;
	const char *(*param)(void *context, const char *name); /* CGI's variables; NULL: not set */
	size_t (*read)(void *context, char *bytes, size_t length);
	void (*write)(void *context, const char *bytes, size_t length);
	int connection; /* 0: none */
};

/* How large a body may be, in bytes: what is known of the request is all but its body. */
typedef size_t request_limit(void *context, const struct request *request);

/* Reads a request; what is wrong with it is in `fault`. */
void request_read(struct request *request, struct arena *arena, const struct backend *backend, request_limit *limit,
	void *context);

/* The body as a form. Sets `status` to 415 or 400, and `err`, if it is none. */
int request_form(const struct request *request, struct fields *form, unsigned *status, struct err *err);
/* The same of a form with a file. */
int request_upload(
	const struct request *request, struct fields *form, struct upload *file, unsigned *status, struct err *err);

#endif
