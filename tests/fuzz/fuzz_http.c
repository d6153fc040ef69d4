/* short: 30000 runs */
/* A request: method, address, cookies, kind and length of the body, a line each, and then the body. */
#include <sodium.h>

#include "auth/csrf.h"
#include "auth/session.h"
#include "fuzz_sent.h"

static const char *const names[] = {"REQUEST_METHOD", "REQUEST_URI", "HTTP_COOKIE", "CONTENT_TYPE", "CONTENT_LENGTH",
	"HTTP_IF_NONE_MATCH", "REQUEST_ID", NULL};
enum { BODY_MOST = 65536 };

static size_t
limit(void *context, const struct request *request)
{
	(void)context;
	(void)request;
	return BODY_MOST;
}

static void
check_fields(const struct fields *fields)
{
	MUST(fields->count <= FIELDS_MOST);
	for (size_t i = 0; i < fields->count; i++) {
		MUST(field_check_name(fields->list[i].name, NULL) == 0);
		fuzz_text(fields->list[i].value);
		MUST(fields->list[i].value != NULL);
	}
}

/* In normal form: no way out of a folder, nothing that a log or a header could take for its own. */
static void
check_path(const char *path)
{
	MUST(*path == '/' && strstr(path, "/../") == NULL && strstr(path, "/./") == NULL && strstr(path, "//") == NULL);
	MUST(strchr(path, '\\') == NULL && !str_ends(path, "/..") && !str_ends(path, "/."));
	for (const char *c = path; *c != '\0'; c++)
		MUST((unsigned char)*c >= ' ' && *c != 0x7F);
	fuzz_text(path);
}

static void
check_body(const struct request *request)
{
	struct fields form = {0};
	struct upload file = {0};
	struct err err = {0};
	unsigned status = 0;

	if (request_form(request, &form, &status, &err) == 0)
		check_fields(&form);
	else
		MUST((status == 400 || status == 415) && err.text[0] != '\0');
	err = (struct err){0};
	form = (struct fields){0};
	if (request_upload(request, &form, &file, &status, &err) != 0) {
		MUST((status == 400 || status == 415) && err.text[0] != '\0');
		return;
	}
	check_fields(&form);
	if (file.field == NULL)
		return;
	fuzz_text(file.name);
	MUST(strlen(file.name) <= FILE_NAME_MOST && strpbrk(file.name, "/\\\r\n") == NULL);
	MUST(file.bytes >= request->body && file.bytes + file.length <= request->body + request->body_length);
}

/* Whatever is put into a header stays in it. */
static void
check_answer(const struct request *request, struct response *response, const struct backend *backend, const char *said)
{
	const struct sent *sent = backend->context;
	const char *end;
	unsigned lines = 0;

	response_clear(response, request->arena);
	response_header(response, "X-Said", "%s", said);
	response_redirect(response, request->uri);
	response_send(response, request, backend);
	end = strstr(sent->answer.data, "\r\n\r\n");
	MUST(end != NULL && end[4] == '\0');
	for (const char *c = sent->answer.data; c < end + 2; c++)
		lines += c[0] == '\r' && c[1] == '\n';
	MUST(lines <= 12);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct response response;
	struct arena *arena = fuzz_arena();
	struct request request;
	struct sent sent = {.names = names};
	struct backend backend;
	const char *cookie;

	if (response.body.data == NULL) {
		MUST(sodium_init() >= 0);
		response_init(&response);
	}
	backend = sent_read(&sent, arena, data, size);
	buf_init(&sent.answer);
	request_read(&request, arena, &backend, limit, NULL);
	MUST(request.fault == 0 || request.err.text[0] != '\0');
	check_path(request.path);
	check_fields(&request.query);
	MUST(strspn(request.id, "0123456789abcdef") == strlen(request.id) && *request.id != '\0');
	if (request.fault == 0)
		check_body(&request);
	cookie = cookie_find(arena, request.cookies, "moothall");
	MUST(cookie == NULL || strpbrk(cookie, " ;,=\"\r\n") == NULL);
	csrf_valid(sent.params[1], cookie);
	check_answer(&request, &response, &backend, sent.params[2]);
	buf_close(&sent.answer);
	return 0;
}
