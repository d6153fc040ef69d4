/* Reading requests and sending answers, against a backend made of tables. */
#include <sodium.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/peer.h"
#include "http/request.h"
#include "http/response.h"

#include "../../src/http/server.h"
#include "../check.h"

struct fake {
	const char *params[12][2];
	const char *body;
	struct buf sent;
};

static const char *
fake_param(void *context, const char *name)
{
	const struct fake *fake = context;

	for (size_t i = 0; i < 12 && fake->params[i][0] != NULL; i++)
		if (strcmp(fake->params[i][0], name) == 0)
			return fake->params[i][1];
	return NULL;
}

/* Three bytes at a time: a body comes in pieces. */
static size_t
fake_read(void *context, char *bytes, size_t length)
{
	struct fake *fake = context;
	size_t part = strnlen(fake->body, length < 3 ? length : 3);

	memcpy(bytes, fake->body, part);
	fake->body += part;
	return part;
}

static void
fake_write(void *context, const char *bytes, size_t length)
{
	buf_add(&((struct fake *)context)->sent, bytes, length);
}

static struct arena *arena;
static struct request request;

/* Files are sent to one address only, and there a body may be larger. */
static size_t
limit(void *context, const struct request *asked)
{
	(void)context;
	return strcmp(asked->path, "/files") == 0 ? 2048 : 1024;
}

static void
take(struct fake *fake)
{
	const struct backend backend = {fake, fake_param, fake_read, fake_write, 0};

	request_read(&request, arena, &backend, limit, NULL);
}

static void
test_requests(void)
{
	struct fields form;
	unsigned status = 0;

	take(&(struct fake){.params = {{"REQUEST_METHOD", "POST"}, {"REQUEST_URI", "/a%20b?x=%26"},
				    {"CONTENT_TYPE", "Application/X-WWW-form-urlencoded; charset=UTF-8"},
				    {"CONTENT_LENGTH", "7"}, {"HTTPS", "on"}, {"REQUEST_ID", "00ff"}},
		.body = "a=b&c=dXX"});
	CHECK(request.fault == 0);
	CHECK_TEXT(request.path, "/a b");
	CHECK_TEXT(field_value(&request.query, "x"), "&");
	CHECK_TEXT(request.body, "a=b&c=d");
	CHECK_TEXT(request.id, "00ff");
	CHECK(request.tls && request.method == METHOD_POST);
	CHECK(request_form(&request, &form, &status, NULL) == 0);
	CHECK_TEXT(field_value(&form, "c"), "d");

	take(&(struct fake){.params = {{"REQUEST_METHOD", "POST"}, {"REQUEST_URI", "/"},
				    {"CONTENT_TYPE", "multipart/form-data"}, {"REQUEST_ID", "evil\nline"}},
		.body = ""});
	CHECK(request.fault == 0 && !request.tls);
	CHECK(strlen(request.id) == 32 && strcmp(request.id, "evil\nline") != 0);
	CHECK(request_form(&request, &form, &status, NULL) == -1 && status == 415);

	take(&(struct fake){.params = {{"REQUEST_METHOD", "BREW"}, {"REQUEST_URI", "/"}}, .body = ""});
	CHECK(request.method == METHOD_OTHER);
}

static unsigned
fault(const char *uri, const char *length, const char *body)
{
	take(&(struct fake){.params = {{"REQUEST_METHOD", "POST"}, {"REQUEST_URI", uri}, {"CONTENT_LENGTH", length}},
		.body = body});
	return request.fault;
}

static void
test_faults(void)
{
	CHECK(fault("/", "", "") == 0);
	CHECK(fault("/", "1024", "") == 400); /* the body ends early */
	CHECK(fault("/", "1025", "") == 413);
	CHECK(fault("/files", "2048", "") == 400);
	CHECK(fault("/files", "2049", "") == 413);
	CHECK(fault("/", "99999999999999999999999", "") == 400);
	CHECK(fault("/", "-1", "") == 400);
	CHECK(fault("/", "1x", "x") == 400);
	CHECK(fault("", "", "") == 400);
	CHECK(fault("http://x/", "", "") == 400);
	CHECK(fault("/ x", "", "") == 400);
	CHECK(fault("/\xC3\xA9", "", "") == 400); /* must come percent-encoded */
	CHECK(fault("/<", "", "") == 400);
	CHECK(fault("/?a=1&a=2", "", "") == 0); /* whether it may, the report says */
	CHECK(fault("/a/../b", "", "") == 400);
	CHECK_TEXT(request.path, "/");
}

static void
count_request(void *context, const struct request *asked, struct response *response)
{
	(void)asked;
	(void)response;
	++*(unsigned *)context;
}

/* What waited until its reader tired of it is not done for nobody. */
static void
test_gone(void)
{
	unsigned handled = 0;
	struct server server = {.handler = count_request, .context = &handled, .limit = limit, .arena = arena_new()};
	struct fake fake = {.params = {{"REQUEST_METHOD", "GET"}, {"REQUEST_URI", "/"}}, .body = ""};
	struct backend backend = {&fake, fake_param, fake_read, fake_write, 0};
	int ends[2], work[2];
	char byte;

	buf_init(&fake.sent);
	response_init(&server.response);
	CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0 && pipe(work) == 0);
	server_exchange(&server, &backend);
	CHECK(handled == 1); /* no connection that could be closed */
	backend.connection = ends[0];
	server_exchange(&server, &backend);
	CHECK(handled == 2 && fake.sent.length > 0);
	buf_clear(&fake.sent);
	/* while there is work to wait for */
	CHECK(write(work[1], "x", 1) == 1 && peer_wait(work[0], ends[0]) == 0);
	close(ends[1]);
	CHECK(peer_wait(work[0], ends[0]) == 0); /* it is done already */
	CHECK(read(work[0], &byte, 1) == 1 && peer_wait(work[0], ends[0]) == -1);
	server_exchange(&server, &backend);
	CHECK(handled == 2 && fake.sent.length == 0);
	close(ends[0]);
	CHECK(!peer_gone(ends[0])); /* it is no connection any more, and so nobody's */
	close(work[1]);
	CHECK(peer_wait(work[0], ends[0]) == 0);
	close(work[0]);
	buf_close(&fake.sent);
	response_close(&server.response);
	arena_free(server.arena);
}

static const char *
answer(struct response *response, enum method method)
{
	static struct fake fake;
	const struct backend backend = {&fake, fake_param, fake_read, fake_write, 0};
	const char *sent;

	buf_init(&fake.sent);
	request.method = method;
	response_send(response, &request, &backend);
	sent = arena_string(arena, fake.sent.data);
	buf_close(&fake.sent);
	return sent;
}

static void
test_answers(void)
{
	struct response response;
	/* What every answer has. */
	static const char *const always[] = {
		("\r\nContent-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
		 "form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n"),
		"\r\nX-Content-Type-Options: nosniff\r\n", "\r\nX-Frame-Options: DENY\r\n",
		"\r\nReferrer-Policy: no-referrer\r\n", "\r\nCross-Origin-Opener-Policy: same-origin\r\n",
		"\r\nCross-Origin-Resource-Policy: same-origin\r\n", "\r\nPermissions-Policy: camera=(), "};
	const char *sent, *tag;

	response_init(&response);
	response_clear(&response, arena);
	request.if_none_match = NULL;
	response.type = "text/plain";
	buf_text(&response.body, "hello");
	response_header(&response, "X-Good", "%s", "yes");
	response_header(&response, "X-Bad", "%s", "a\r\nSet-Cookie: b");
	sent = answer(&response, METHOD_GET);
	CHECK(strncmp(sent, "Status: 200 OK\r\n", 16) == 0);
	CHECK(strstr(sent, "\r\nContent-Length: 5\r\n") != NULL);
	CHECK(strstr(sent, "\r\nX-Good: yes\r\n") != NULL);
	CHECK(strstr(sent, "X-Bad") == NULL && strstr(sent, "Set-Cookie") == NULL);
	CHECK(strstr(sent, "\r\nCache-Control: no-store\r\n") != NULL);
	for (size_t i = 0; i < sizeof(always) / sizeof(always[0]); i++)
		CHECK(strstr(sent, always[i]) != NULL);
	CHECK(strstr(sent, "unsafe") == NULL);
	CHECK(strcmp(strstr(sent, "\r\n\r\n"), "\r\n\r\nhello") == 0);
	sent = answer(&response, METHOD_HEAD);
	CHECK(strstr(sent, "\r\nContent-Length: 5\r\n") != NULL);
	CHECK(strcmp(strstr(sent, "\r\n\r\n"), "\r\n\r\n") == 0);

	response_etag(&response, &request);
	sent = answer(&response, METHOD_GET);
	tag = strstr(sent, "ETag: \"");
	CHECK(tag != NULL && strstr(sent, "private, no-cache") != NULL);
	request.if_none_match = arena_printf(arena, "W/%.24s", tag + 6);
	response_clear(&response, arena);
	response.type = "text/plain";
	buf_text(&response.body, "hello");
	response_etag(&response, &request);
	CHECK(response.status == 304 && response.body.length == 0);
	response_clear(&response, arena);
	buf_text(&response.body, "hallo");
	response_etag(&response, &request);
	CHECK(response.status == 200);
	response_close(&response);
}

int
main(void)
{
	if (sodium_init() < 0)
		return 1;
	arena = arena_new();
	test_requests();
	test_faults();
	test_gone();
	test_answers();
	arena_free(arena);
	return check_done();
}
