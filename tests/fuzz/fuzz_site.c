/* short: 6000 runs */
/*
 * A request answered by the whole site: addresses, forms, errors as pages and as data. Its database is away; with PGHOST
 * set it is the one that libpq's environment says, and whoever has the session $MOOTHALL_FUZZ_COOKIE asks.
 */
#include <jansson.h>
#include <sodium.h>

#include "base/log.h"
#include "fuzz_sent.h"
#include "page/site.h"

static const char *const names[] = {
	"REQUEST_METHOD", "REQUEST_URI", "HTTP_COOKIE", "CONTENT_TYPE", "CONTENT_LENGTH", "HTTPS", "REMOTE_USER", NULL};

static void
start(struct server *server)
{
	struct err err = {0};

	MUST(sodium_init() >= 0);
	setenv("PGHOST", "/nonexistent", 0);
	setenv("MOOTHALL_SIGN_IN", "both", 1);
	setenv("MOOTHALL_SIGN_IN_DOMAIN", "council.example", 1);
	setenv("MOOTHALL_PROCESSES", "1", 1);
	setenv("MOOTHALL_PASSWORD_MEMORY_MB", "19", 1);
	log_silence(true);
	server->context = site_new(conf_load(&err), &err);
	MUST(server->context != NULL);
	server->handler = site_answer;
	server->limit = site_body_limit;
	server->arena = arena_new();
	response_init(&server->response);
}

/* Nothing that was sent is markup, and what is data is whole. */
static void
check(const struct sent *sent)
{
	const char *body = strstr(sent->answer.data, "\r\n\r\n");
	size_t length;

	MUST(str_starts(sent->answer.data, "Status: ") && body != NULL);
	MUST(strstr(sent->answer.data, "Content-Security-Policy: default-src 'none'") < body);
	body += 4;
	length = sent->answer.length - (size_t)(body - sent->answer.data);
	if (strstr(sent->answer.data, "Content-Type: image/png") != NULL)
		return;
	MUST(utf8_valid(body, length));
	MUST(strstr(body, "<fuzz") == NULL);
	/* a fault of ours, or one of the database's that a reader cannot mend */
	MUST(!str_starts(sent->answer.data, "Status: 500"));
	if (length > 0 && strstr(sent->answer.data, "json\r\n") != NULL && *body == '{') {
		json_t *json = json_loads(body, 0, NULL);

		MUST(json != NULL);
		json_decref(json);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct server server;
	struct sent sent = {.names = names};
	struct backend backend;
	struct arena *arena = fuzz_arena();

	if (server.context == NULL)
		start(&server);
	backend = sent_read(&sent, arena, data, size);
	if (getenv("MOOTHALL_FUZZ_COOKIE") != NULL) {
		sent.params[2] = getenv("MOOTHALL_FUZZ_COOKIE");
		sent.params[5] = "";
	}
	buf_init(&sent.answer);
	server_exchange(&server, &backend);
	check(&sent);
	buf_close(&sent.answer);
	return 0;
}
