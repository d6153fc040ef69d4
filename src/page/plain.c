/* Pages and files that show no figures. */
#include "visit.h"

#include <sodium.h>
#include <string.h>

#include "base/embedded.h"
#include "base/str.h"
#include "report/mark.h"
#include "template.h"

enum { HASH_BYTES = 16, HASH_DIGITS = 12, HEALTH_SECONDS = 2 };

/* The address changes with the contents, so a browser may keep what it has for a year. */
static void
file_hash(const struct embedded *file, char text[HASH_BYTES * 2 + 1])
{
	unsigned char hash[HASH_BYTES];

	crypto_generichash(hash, sizeof(hash), file->data, file->size, NULL, 0);
	sodium_bin2hex(text, HASH_BYTES * 2 + 1, hash, sizeof(hash));
	text[HASH_DIGITS] = '\0';
}

char *
static_address(const char *name)
{
	const struct embedded *file = embedded_find(embedded_static, name);
	char hash[HASH_BYTES * 2 + 1] = "";
	struct buf address;
	char *copy;

	if (file != NULL)
		file_hash(file, hash);
	buf_init(&address);
	buf_printf(&address, "/static/%s/%s", hash, name);
	copy = mem_string(address.data);
	buf_close(&address);
	return copy;
}

static const char *
static_type(const char *name)
{
	if (str_ends(name, ".css"))
		return "text/css; charset=utf-8";
	if (str_ends(name, ".js"))
		return "text/javascript; charset=utf-8";
	return str_ends(name, ".png") ? "image/png" : "image/svg+xml";
}

int
static_answer(struct visit *visit)
{
	const char *asked = visit->name + strlen("static/");
	const char *name = strchr(asked, '/');
	const struct embedded *file = name != NULL ? embedded_find(embedded_static, name + 1) : NULL;
	char hash[HASH_BYTES * 2 + 1];

	if (file == NULL)
		return err_set(&visit->err, ERR_ABSENT, "there is no such file");
	file_hash(file, hash);
	if ((size_t)(name - asked) != strlen(hash) || !str_starts(asked, hash))
		return err_set(&visit->err, ERR_ABSENT, "there is no such version of this file");
	visit->response->type = static_type(file->name);
	response_header(visit->response, "Cache-Control", "public, max-age=31536000, immutable");
	buf_add(&visit->response->body, (const char *)file->data, file->size);
	return 0;
}

/* The council's mark, under an address that changes with it. */
int
mark_answer(struct visit *visit)
{
	struct picture mark;

	if (mark_find(visit->site->db, visit->arena, visit->subject, &mark, &visit->err) != 0)
		return -1;
	visit->response->type = "image/png";
	response_header(visit->response, "Cache-Control", "public, max-age=31536000, immutable");
	buf_add(&visit->response->body, mark.bytes, mark.length);
	return 0;
}

/* Whether the database answers, in `seconds`, what every page begins with. */
static bool
database_answers(struct visit *visit, unsigned seconds)
{
	const struct session_from from = {0};
	struct site *site = visit->site;
	struct visitor nobody;

	if (site->db == NULL)
		site->db = site_connect(site, &visit->err);
	if (site->db == NULL)
		return false;
	db_limit(site->db, (struct db_limits){seconds, seconds});
	db_watch(site->db, visit->connection);
	if (session_begin(site->db, visit->arena, site->conf, &from, NULL, &nobody, &visit->err) == 0 &&
		db_commit(site->db, &visit->err) == 0)
		return true;
	db_rollback(site->db);
	return false;
}

/* Why it does not. */
static const char *
database_state(const struct visit *visit)
{
	if (visit->site->db == NULL || !db_there(visit->site->db))
		return "away";
	return visit->err.code == ERR_STALE ? "not of this version" : "busy";
}

/* For whoever watches over it. Not for readers: it is JSON also when the database is away. */
int
health_answer(struct visit *visit)
{
	struct buf *body = &visit->response->body;

	visit->response->type = "application/json";
	if (database_answers(visit, HEALTH_SECONDS)) {
		buf_text(body, "{\"status\":\"ok\",\"database\":\"ok\"}\n");
		return 0;
	}
	visit->response->status = 503;
	response_header(visit->response, "Retry-After", "5");
	buf_printf(body, "{\"status\":\"unavailable\",\"database\":\"%s\"}\n", database_state(visit));
	if (visit->err.code == ERR_STALE)
		db_renew(visit->site->db, NULL); /* it may have been upgraded since */
	return 0;
}

int
published_answer(struct visit *visit)
{
	struct buf main;

	buf_init(&main);
	template_write(&main, "published-figures.html", TEMPLATE_SLOTS({"council", visit->visitor.council}));
	page_answer(visit, &(struct page){.title = "Why a figure can differ from the published one", .main = &main});
	buf_close(&main);
	return 0;
}
