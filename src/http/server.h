/* What the two backends share. */
#ifndef SERVER_H
#define SERVER_H

#include "http/server.h"

struct server {
	http_handler *handler;
	void *context;
	request_limit *limit;
	struct arena *arena; /* one request at a time lives in it */
	struct response response;
};

/* Reads a request from the backend, has it answered and sends the answer. */
void server_exchange(struct server *server, const struct backend *backend);

void cgi_serve(struct server *server);
int fcgi_serve(struct server *server, struct err *err);

#endif
