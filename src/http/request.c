/* CGI's variables (RFC 3875) into a request. */
#include "http/request.h"

#include <sodium.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"

enum { URI_MOST = 4096, ID_BYTES = 16, ID_MOST = 64, BROWSER_MOST = 300 };

static const char *
param(const struct backend *backend, struct arena *arena, const char *name)
{
	const char *value = backend->param(backend->context, name);

	return arena_string(arena, value != NULL ? value : "");
}

/* What says what it likes: printable ASCII is kept of it, and not without end. */
static const char *
printable(struct arena *arena, const char *sent)
{
	char *text = arena_alloc(arena, BROWSER_MOST + 1), *to = text;

	for (; *sent != '\0' && to < text + BROWSER_MOST; sent++)
		if (*sent >= ' ' && *sent < 0x7F)
			*to++ = *sent;
	return text;
}

static enum method
method_read(const char *name)
{
	if (strcmp(name, "GET") == 0)
		return METHOD_GET;
	if (strcmp(name, "HEAD") == 0)
		return METHOD_HEAD;
	if (strcmp(name, "POST") == 0)
		return METHOD_POST;
	return METHOD_OTHER;
}

/* The server in front names its requests; what is not such a name is replaced. */
static const char *
id_read(struct arena *arena, const char *id)
{
	size_t length = strspn(id, "0123456789abcdef");
	unsigned char bytes[ID_BYTES];
	char *made;

	if (length > 0 && length <= ID_MOST && id[length] == '\0')
		return id;
	randombytes_buf(bytes, sizeof(bytes));
	made = arena_alloc(arena, ID_BYTES * 2 + 1);
	return sodium_bin2hex(made, ID_BYTES * 2 + 1, bytes, sizeof(bytes));
}

static int
uri_read(struct request *request)
{
	const char *uri = request->uri, *read;
	size_t path = strcspn(uri, "?");

	for (const char *c = uri; *c != '\0'; c++)
		if (*c <= ' ' || *c >= 0x7F || strchr("\"<>", *c) != NULL || c - uri >= URI_MOST)
			return err_set(&request->err, ERR_INPUT, "the address is too long or not well formed");
	read = path_read(request->arena, uri, path, &request->err);
	if (read == NULL)
		return -1;
	request->path = read;
	uri += path;
	if (*uri == '?')
		uri++;
	return query_read(request->arena, uri, strlen(uri), FIELD_VALUE_MOST, &request->query, &request->err);
}

/* Returns the status that says what is wrong with the body, or 0. */
static unsigned
body_read(struct request *request, const struct backend *backend, const char *length_text, size_t limit)
{
	uint64_t length = 0;
	size_t got = 0;
	char *body;

	if (*length_text != '\0' && !str_number(length_text, UINT64_MAX / 16, &length)) {
		err_set(&request->err, ERR_INPUT, "the length of the body is not a number");
		return 400;
	}
	if (length > limit) {
		err_set(&request->err, ERR_INPUT, "what was sent is larger than the %zu %s allowed",
			limit >> (limit < 1 << 20 ? 10 : 20), limit < 1 << 20 ? "KiB" : "MiB");
		return 413;
	}
	body = arena_alloc(request->arena, (size_t)length + 1);
	while (got < length) {
		size_t more = backend->read(backend->context, body + got, (size_t)length - got);

		if (more == 0) {
			err_set(&request->err, ERR_INPUT, "the body ended before its length");
			return 400;
		}
		got += more;
	}
	request->body = body;
	request->body_length = got;
	return 0;
}

void
request_read(struct request *request, struct arena *arena, const struct backend *backend, request_limit *limit,
	void *context)
{
	*request = (struct request){.arena = arena, .path = "/", .body = "", .connection = backend->connection};
	request->method = method_read(param(backend, arena, "REQUEST_METHOD"));
	request->uri = param(backend, arena, "REQUEST_URI");
	request->cookies = param(backend, arena, "HTTP_COOKIE");
	request->if_none_match = param(backend, arena, "HTTP_IF_NONE_MATCH");
	request->type = param(backend, arena, "CONTENT_TYPE");
	request->address = param(backend, arena, "REMOTE_ADDR");
	/* A header of the reader's can only become HTTP_REMOTE_USER. */
	request->user = param(backend, arena, "REMOTE_USER");
	request->browser = printable(arena, param(backend, arena, "HTTP_USER_AGENT"));
	request->id = id_read(arena, param(backend, arena, "REQUEST_ID"));
	request->tls = strcmp(param(backend, arena, "HTTPS"), "on") == 0;
	if (uri_read(request) != 0)
		request->fault = 400;
	else
		request->fault =
			body_read(request, backend, param(backend, arena, "CONTENT_LENGTH"), limit(context, request));
}

static bool
is_form(const char *type)
{
	static const char form[] = "application/x-www-form-urlencoded";
	size_t length = strcspn(type, "; \t");

	return length == sizeof(form) - 1 && strncasecmp(type, form, length) == 0;
}

int
request_form(const struct request *request, struct fields *form, unsigned *status, struct err *err)
{
	if (!is_form(request->type)) {
		*status = 415;
		return err_set(err, ERR_INPUT, "a form must be sent as application/x-www-form-urlencoded");
	}
	*status = 400;
	return query_read(request->arena, request->body, request->body_length, request->body_length, form, err);
}

int
request_upload(
	const struct request *request, struct fields *form, struct upload *file, unsigned *status, struct err *err)
{
	if (strncasecmp(request->type, "multipart/form-data", 19) != 0) {
		*status = 415;
		return err_set(err, ERR_INPUT, "a form with a file must be sent as multipart/form-data");
	}
	*status = 400;
	return multipart_read(request->arena, request->type, request->body, request->body_length, form, file, err);
}
