/* The site and its database: connecting, and the transaction of a visit, with what it may take of it. */
#include "visit.h"

#include <stdlib.h>

#include "auth/seal.h"
#include "base/str.h"
#include "made.h"

struct site *
site_new(const struct conf *conf, struct err *err)
{
	struct site *site = mem_array(1, sizeof(*site));
	struct err away = {0};

	site->conf = conf;
	if (password_cost(&site->cost, conf, err) != 0 || seal_check(conf, err) != 0) {
		free(site);
		return NULL;
	}
	site->stylesheet = static_address("moothall.css");
	site->script = static_address("moothall.js");
	site->icon = static_address("icon.svg");
	site->made = made_new((size_t)conf_number(conf, CONF_KEPT_MB) << 20);
	site->known = known_new();
	site->db = site_connect(site, &away);
	return site;
}

struct db *
site_connect(const struct site *site, struct err *err)
{
	return db_open_within(conf_text(site->conf, CONF_DATABASE),
		(struct db_limits){
			conf_number(site->conf, CONF_STATEMENT_SECONDS), conf_number(site->conf, CONF_LOCK_SECONDS)},
		err);
}

void
site_free(struct site *site)
{
	if (site == NULL)
		return;
	db_close(site->db);
	made_free(site->made);
	known_free(site->known);
	free(site->stylesheet);
	free(site->script);
	free(site->icon);
	free(site);
}

/* A pack is all its reports, and a file of figures may be all of them. */
static bool
takes_longer(const struct visit *visit)
{
	return visit->face != FACE_HTML || (visit->report != NULL && str_starts(visit->report->address, "meetings/"));
}

int
visit_begin(struct visit *visit)
{
	const struct session_from from = {visit->token, visit->request->address, visit->request->id};
	struct site *site = visit->site;
	struct db_limits limits;

	if (site->db == NULL)
		site->db = site_connect(site, &visit->err);
	if (site->db == NULL)
		return -1;
	limits = db_usual(site->db);
	if (takes_longer(visit))
		limits.statement = conf_number(site->conf, CONF_PACK_SECONDS);
	db_limit(site->db, limits);
	db_watch(site->db, visit->connection);
	return session_begin(site->db, visit->arena, site->conf, &from, site->known, &visit->visitor, &visit->err);
}
