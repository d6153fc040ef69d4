/* Serving a published pack: its bytes, by the web server in front where it has a spool to send them from. */
#include "publication.h"

#include "base/log.h"
#include "base/spool.h"
#include "base/str.h"
#include "faces.h"
#include "kept.h"
#include "out/out.h"
#include "report/publication.h"

/* Where nginx finds what is in the spool: only an answer of ours leads there. */
static const char sent_from[] = "/published-packs/";

static bool
is_table(const struct visit *visit)
{
	return visit->face == FACE_CSV || visit->face == FACE_CSVW;
}

/* As it is kept; of a table, what is kept with all of them. */
static const char *
kept_as(const struct visit *visit)
{
	switch (visit->face) {
	case FACE_HTML:
		return "html";
	case FACE_PDF:
		return str_equal(visit->params.large_print, "yes") ? "large-print" : "pdf";
	case FACE_XLSX:
		return "xlsx";
	case FACE_JSON:
	case FACE_CSV:
	case FACE_CSVW:
		break;
	}
	return "json";
}

/* --- its bytes --- */

static int
send_bytes(struct visit *visit, const struct publication_served *served, const char *face, bool spooled)
{
	const char *folder = conf_text(visit->site->conf, CONF_SPOOL);
	const char *bytes = publication_bytes(visit->site->db, visit->arena, served, face, &visit->err);
	struct err why = {0};

	if (bytes == NULL)
		return -1;
	if (spooled && spool_put(folder, served->sha256, bytes, served->size, &why) == 0) {
		response_header(visit->response, "X-Accel-Redirect", "%s%s", sent_from, served->sha256);
		return 0;
	}
	if (spooled)
		log_line("%s: the pack is sent without it", why.text);
	buf_add(&visit->response->body, bytes, served->size);
	return 0;
}

/* A disk that is full, or a folder that is not there, costs speed and nothing else. */
static int
send_file(struct visit *visit, const struct publication_served *served, const char *face)
{
	const char *folder = conf_text(visit->site->conf, CONF_SPOOL);

	face_head(visit);
	if (response_tagged(visit->response, visit->request, served->sha256, served->exempt == NULL))
		return 0;
	if (*folder == '\0' || !spool_has(folder, served->sha256, served->size))
		return send_bytes(visit, served, face, *folder != '\0');
	response_header(visit->response, "X-Accel-Redirect", "%s%s", sent_from, served->sha256);
	return 0;
}

/* --- a table --- */

/* What nginx sends has no links to the other tables, so these go without it. */
static int
send_table(struct visit *visit, const struct publication_served *served, const struct rows *tables, const char *key,
	const char *face)
{
	const char **keys = arena_array(visit->arena, tables->count, sizeof(*keys));

	for (size_t i = 0; i < tables->count; i++)
		keys[i] = row_text(tables, i, "key");
	face_head(visit);
	if (visit->face == FACE_CSV)
		face_head_table(visit, key, tables->count, keys);
	if (response_tagged(visit->response, visit->request, served->sha256, served->exempt == NULL))
		return 0;
	return send_bytes(visit, served, face, false);
}

static const char *
table_asked(struct visit *visit, const struct rows *tables)
{
	const char *asked = field_value(&visit->request->query, "table");

	for (size_t i = 0; i < tables->count; i++)
		if (str_blank(asked) || str_equal(asked, row_text(tables, i, "key")))
			return row_text(tables, i, "key");
	err_set(&visit->err, ERR_ABSENT, "there is no table \"%.80s\" in what was published", asked);
	return NULL;
}

/* Of what was published before tables were kept too there are none, and they are made as they are asked for. */
static int
answer_table(struct visit *visit, const struct publication_served *pack, bool *answered)
{
	struct publication_served served;
	struct db *db = visit->site->db;
	const char *key, *face;
	struct rows tables;

	if (publication_tables(db, visit->arena, pack, &tables, &visit->err) != 0)
		return -1;
	*answered = tables.count > 0;
	if (!*answered)
		return 0;
	key = table_asked(visit, &tables);
	if (key == NULL)
		return -1;
	face = arena_printf(visit->arena, "%s:%s", visit->face == FACE_CSV ? "csv" : "csvw", key);
	if (publication_find(db, visit->arena, visit->subject, face, &served, &visit->err) != 0 ||
		publication_see(db, visit->arena, visit->subject, visit->face == FACE_CSV ? "csv" : "csvw", &served,
			&visit->err) != 0)
		return -1;
	return send_table(visit, &served, &tables, key, face);
}

/* --- the page --- */

static void
publication_said(struct visit *visit, struct buf *out, const struct publication_served *served)
{
	buf_printf(out, "<p>Published %s. It stays as it was published. <a href=\"/meetings/", served->published);
	buf_url(out, visit->subject);
	buf_text(out, "/publications\">What was published, and what is known otherwise since</a></p>\n");
}

static int
write_page(struct visit *visit, const struct publication_served *served)
{
	struct db *db = visit->site->db;
	struct rows meeting;
	const char *bytes;
	struct buf main;

	if (db_query(db, STMT_MEETING_SCOPE, DB_PARAMS(visit->subject), visit->arena, &meeting, &visit->err) != 0)
		return -1;
	bytes = publication_bytes(db, visit->arena, served, "html", &visit->err);
	if (bytes == NULL)
		return -1;
	buf_init(&main);
	face_links_kept(visit, served->rows > 0, &main);
	notes_way(visit, &main);
	publication_said(visit, &main, served);
	buf_add(&main, bytes, served->size);
	if (served->exempt == NULL)
		kept_page(visit, row_string(&meeting, 0, "title"), NULL, &main);
	page_answer(visit, &(struct page){.title = row_string(&meeting, 0, "title"), .main = &main});
	buf_close(&main);
	return 0;
}

/* --- which --- */

/* "now": as the pack would be made today, which is not what was published. */
static bool
is_asked_for_now(const struct visit *visit)
{
	return str_equal(visit->params.edition, "now");
}

/* Who puts packs together makes what takes the place of one that was withdrawn, and looks at it first. */
static int
refuse_withdrawn(struct visit *visit, const struct publication_served *served, bool *answered)
{
	if (is_asked_for_now(visit) && roles_permit(visit->visitor.roles, PERMIT_ASSEMBLE)) {
		*answered = false;
		return 0;
	}
	visit->status = 410;
	return err_set(&visit->err, ERR_ABSENT, "%s", served->withdrawn);
}

int
publication_answer(struct visit *visit, bool *answered)
{
	const char *face = kept_as(visit);
	struct publication_served served;
	struct db *db = visit->site->db;

	*answered = true;
	if (visit->face == FACE_PDF && kept_publication(visit, &served))
		return send_file(visit, &served, face);
	if (publication_find(db, visit->arena, visit->subject, face, &served, &visit->err) != 0)
		return -1;
	if (served.withdrawn != NULL)
		return refuse_withdrawn(visit, &served, answered);
	if (served.sha256 == NULL || is_asked_for_now(visit) || str_equal(visit->params.edition, "public")) {
		*answered = false;
		return 0;
	}
	if (is_table(visit))
		return answer_table(visit, &served, answered);
	if (publication_see(db, visit->arena, visit->subject, visit->face == FACE_PDF ? "pdf" : face, &served,
		    &visit->err) != 0)
		return -1;
	if (visit->face == FACE_HTML)
		return write_page(visit, &served);
	if (visit->face == FACE_PDF)
		kept_published(visit, &served);
	return send_file(visit, &served, face);
}

/* --- the spool --- */

static void
tidy(struct visit *visit, const char *folder)
{
	const char **names;
	struct rows hashes;
	struct err err = {0};

	if (publication_hashes(visit->site->db, visit->arena, &hashes, &err) == 0) {
		names = arena_array(visit->arena, hashes.count + 1, sizeof(*names));
		for (size_t i = 0; i < hashes.count; i++)
			names[i] = row_text(&hashes, i, "sha256");
		if (spool_tidy(folder, hashes.count, names, &err) >= 0)
			return;
	}
	log_line("what is served no longer may still lie in the spool: %s", err.text);
}

int
publication_settle(struct visit *visit)
{
	const char *folder = conf_text(visit->site->conf, CONF_SPOOL);

	if (*folder == '\0')
		return 0;
	if (db_commit(visit->site->db, &visit->err) != 0 || visit_begin(visit) != 0)
		return -1;
	tidy(visit, folder);
	return 0;
}
