/* One exchange: request, handler, answer; then everything it allocated is forgotten. */
#include "server.h"

#include <fcgiapp.h>

#include "base/log.h"

void
server_exchange(struct server *server, const struct backend *backend)
{
	struct request request;

	request_read(&request, server->arena, backend, server->body_limit);
	response_clear(&server->response, server->arena);
	log_request(request.id);
	server->handler(server->context, &request, &server->response);
	response_send(&server->response, &request, backend);
	log_request(NULL);
	arena_reset(server->arena);
}

int
http_serve(const struct conf *conf, http_handler *handler, void *context, struct err *err)
{
	struct server server = {.handler = handler, .context = context};
	int rc = 0;

	server.body_limit = (size_t)conf_number(conf, CONF_BODY_LIMIT_KB) * 1024;
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
