/* Taking requests and sending answers, one at a time. */
#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

#include "http/request.h"
#include "http/response.h"

/* Answers one request; it cannot fail, it can only answer that it did. */
typedef void http_handler(void *context, const struct request *request, struct response *response);

/*
 * Standard input is a listening socket (spawn-fcgi, systemd): serves it until SIGTERM, SIGINT
 * or SIGHUP, and finishes the request under way. Otherwise the process was started as a CGI program,
 * as tests do, and answers the one request of its environment. Returns -1 if it never began.
 */
int http_serve(http_handler *handler, request_limit *limit, void *context, struct err *err);

#endif
