/* The CGI backend: one request, from the environment and standard input. */
#include "server.h"

#include <stdio.h>
#include <stdlib.h>

static const char *
cgi_param(void *context, const char *name)
{
	(void)context;
	return getenv(name);
}

static size_t
cgi_read(void *context, char *bytes, size_t length)
{
	(void)context;
	return fread(bytes, 1, length, stdin);
}

static void
cgi_write(void *context, const char *bytes, size_t length)
{
	(void)context;
	fwrite(bytes, 1, length, stdout);
}

void
cgi_serve(struct server *server)
{
	const struct backend backend = {NULL, cgi_param, cgi_read, cgi_write, 0};

	server_exchange(server, &backend);
	fflush(stdout);
}
