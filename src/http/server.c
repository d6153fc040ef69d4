/* One exchange: request, handler, answer; then everything it allocated is forgotten. */
#include "server.h"

#include <fcgiapp.h>

#include "base/log.h"
#include "base/peer.h"

void
server_exchange(struct server *server, const struct backend *backend)
{
	struct request request;

	request_read(&request, server->arena, backend, server->limit, server->context);
	response_clear(&server->response, server->arena);
	log_request(request.id);
	/* Whoever tired of waiting has closed the connection, and nothing is done for them. */
	if (!peer_gone(backend->connection)) {
		server->handler(server->context, &request, &server->response);
		response_send(&server->response, &request, backend);
	}
	log_request(NULL);
	arena_reset(server->arena);
}

int
http_serve(http_handler *handler, request_limit *limit, void *context, struct err *err)
{
	struct server server = {.handler = handler, .limit = limit, .context = context};
	int rc = 0;

	server.arena = arena_new();
	response_init(&server.response);
	if (FCGX_IsCGI())
		cgi_serve(&server);
	else
		rc = fcgi_serve(&server, err);
	response_close(&server.response);
	arena_free(server.arena);
	return rc;
}
