/* The meetings for calendar programs and feed readers: with a session, or by the personal address of one's account. */
#include "visit.h"

#include <string.h>

#include "base/str.h"
#include "out/ics.h"
#include "out/out.h"

/* --- the calendar --- */

static void
events_write(struct visit *visit, const struct rows *rows)
{
	struct ics_event *events = arena_array(visit->arena, rows->count, sizeof(*events));
	const char *council = visit->visitor.council;

	for (size_t i = 0; i < rows->count; i++) {
		const char *site = row_text(rows, i, "site");
		struct buf url;

		buf_init(&url);
		buf_printf(&url, "%s/meetings/", site != NULL ? site : "");
		buf_url(&url, row_text(rows, i, "meeting"));
		events[i] = (struct ics_event){.uid = row_text(rows, i, "uid"),
			.sequence = row_text(rows, i, "sequence"),
			.stamp = row_text(rows, i, "stamp"),
			.starts = row_text(rows, i, "starts"),
			.summary = row_text(rows, i, "summary"),
			.location = row_text(rows, i, "venue"),
			.words = row_text(rows, i, "words"),
			.url = site != NULL ? arena_string(visit->arena, url.data) : NULL,
			.cancelled = row_true(rows, i, "cancelled")};
		buf_close(&url);
	}
	ics_write(&visit->response->body,
		str_blank(council) ? "Meetings" : arena_printf(visit->arena, "Meetings, %s", council), rows->count,
		events);
}

/* Counts a use of the address; whoever asks too often is told when to come again, which is then the answer. */
static int
token_use(struct visit *visit, const char *hash, bool *waits)
{
	struct rows rows;
	const char *wait;

	if (db_query(visit->site->db, STMT_CALENDAR_TOKEN_USE, DB_PARAMS(hash), visit->arena, &rows, &visit->err) != 0)
		return -1;
	wait = row_text(&rows, 0, "wait");
	*waits = wait != NULL;
	if (wait == NULL)
		return 0;
	visit->response->status = 429;
	visit->response->type = "text/plain; charset=utf-8";
	response_header(visit->response, "Retry-After", "%s", wait);
	buf_text(&visit->response->body, "This address was asked for too often. It is answered again in a while.\n");
	return 0;
}

/*
 * What a program asks for with a session or with the token of a personal address. answered: it is told to wait. Who asks
 * is a program: what goes wrong is said as to one.
 */
static int
ask(struct visit *visit, enum stmt stmt, struct rows *rows, bool *answered)
{
	const char *token = field_value(&visit->request->query, "token");
	const char *committee = field_value(&visit->request->query, "committee"), *hash = NULL;

	*answered = false;
	visit->face = FACE_JSON;
	if (token != NULL && (hash = token_hash(visit->arena, token)) == NULL)
		return err_set(&visit->err, ERR_ABSENT, "this address of a calendar is none");
	if (hash != NULL && token_use(visit, hash, answered) != 0)
		return -1;
	if (*answered)
		return 0;
	if (hash == NULL && visit->visitor.person == 0)
		return err_set(&visit->err, ERR_AUTH, "sign in first");
	return db_query(visit->site->db, stmt, DB_PARAMS(str_blank(committee) ? NULL : committee, hash), visit->arena,
		rows, &visit->err);
}

int
calendar_answer(struct visit *visit)
{
	struct rows rows;
	bool answered;

	if (ask(visit, STMT_CALENDAR_EVENTS, &rows, &answered) != 0)
		return -1;
	if (answered)
		return 0;
	visit->response->type = "text/calendar; charset=utf-8";
	response_header(visit->response, "Content-Disposition", "inline; filename=\"meetings.ics\"");
	events_write(visit, &rows);
	response_etag(visit->response, visit->request);
	return 0;
}

/* --- what was published, for feed readers: Atom, RFC 4287 --- */

static void
element_write(struct buf *out, const char *name, const char *text)
{
	buf_printf(out, "<%s>", name);
	html_text(out, text);
	buf_printf(out, "</%s>\n", name);
}

static void
entry_write(struct buf *out, const struct rows *entries, size_t i)
{
	const char *site = row_text(entries, i, "site");

	buf_text(out, "<entry>\n");
	element_write(out, "id", row_text(entries, i, "id"));
	element_write(out, "title", row_text(entries, i, "title"));
	element_write(out, "updated", row_text(entries, i, "updated"));
	element_write(out, "summary", row_text(entries, i, "words"));
	buf_text(out, "<link href=\"");
	html_attr(out, site != NULL ? site : "");
	buf_text(out, "/meetings/");
	buf_url(out, row_text(entries, i, "meeting"));
	buf_text(out, "\"/>\n</entry>\n");
}

int
feed_answer(struct visit *visit)
{
	struct buf *out = &visit->response->body;
	const char *council = str_blank(visit->visitor.council) ? "Moothall" : visit->visitor.council;
	struct rows rows;
	bool answered;

	if (ask(visit, STMT_FEED_ENTRIES, &rows, &answered) != 0)
		return -1;
	if (answered)
		return 0;
	visit->response->type = "application/atom+xml; charset=utf-8";
	buf_text(out,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en-GB\">\n");
	buf_text(out, "<id>tag:moothall,2017:");
	buf_url(out, council);
	buf_text(out, "</id>\n");
	element_write(out, "title", arena_printf(visit->arena, "Agendas and packs, %s", council));
	element_write(out, "updated", rows.count > 0 ? row_text(&rows, 0, "updated") : "1970-01-01T00:00:00Z");
	buf_text(out, "<author>");
	element_write(out, "name", council);
	buf_text(out, "</author>\n");
	for (size_t i = 0; i < rows.count; i++)
		entry_write(out, &rows, i);
	buf_text(out, "</feed>\n");
	response_etag(visit->response, visit->request);
	return 0;
}

/* --- its address --- */

#define MAKE "Make an address for a calendar program"

const struct form_spec calendar_spec = {.buttons = {{"make", MAKE}, {"end", "End it"}}};
/* As it is shown: before there is an address, and to who has one. */
static const struct form_spec none_spec = {.buttons = {{"make", MAKE}}};
static const struct form_spec made_spec = {
	.buttons = {{"make", "Make a new address in its place"}, {"end", "End it"}},
};

/* On the page of one's account. */
int
calendar_write(struct visit *visit, struct buf *out)
{
	struct form_filled filled = {.spec = &none_spec};
	struct rows rows;

	if (!roles_permit(visit->visitor.roles, PERMIT_MEETINGS))
		return 0;
	if (db_query(visit->site->db, STMT_CALENDAR_TOKEN_STATE, DB_NONE, visit->arena, &rows, &visit->err) != 0)
		return -1;
	buf_text(out, "<h2 id=\"calendar\">Calendar of meetings</h2>\n<p>");
	if (rows.count == 0) {
		buf_text(out,
			"Your own calendar program can show the council's meetings. It reads them at an address of "
			"its own, which lets nobody sign in.");
	} else {
		const char *used = row_text(&rows, 0, "used");

		filled.spec = &made_spec;
		html_text(out,
			arena_printf(visit->arena, "An address for your calendar program was made on %s, and %s%s.",
				row_text(&rows, 0, "made"), used == NULL ? "was never asked for" : "last asked for on ",
				used == NULL ? "" : used));
	}
	buf_text(out, "</p>\n");
	form_write(visit, out, &filled, &(struct form_place){.action = "/account/calendar"});
	return 0;
}

/* What stands in it is shown on this page and nowhere else: the database has its hash. */
static void
address_page(struct visit *visit, const struct rows *made, const char *token)
{
	struct buf main;

	buf_init(&main);
	shown_once_write(&main,
		&(struct shown_once){.id = "address",
			.label = "The address",
			.hint = "Give it to your calendar program as that of a calendar on the web. Whoever has it reads when "
				"and where the council's committees meet and what was published of it, and nothing else; end it in your account if it has got "
				"into other hands.",
			.site = row_text(made, 0, "site"),
			.path = "/calendar.ics?token=",
			.token = token});
	buf_text(&main,
		"<p>For one committee alone put <code>&amp;committee=</code> and its name in addresses behind it. With "
		"<code>/feed.atom</code> in place of <code>/calendar.ics</code> a feed reader is told of agendas and packs as "
		"they are published.</p>\n<p><a href=\"/account\">Your account</a></p>\n");
	visit->filled = (struct form_filled){0};
	page_answer(visit, &(struct page){.title = "An address for your calendar program", .main = &main});
	buf_close(&main);
}

int
calendar_post(struct visit *visit)
{
	char token[TOKEN_TEXT];
	struct rows rows;

	if (!str_equal(field_value(&visit->form, "action"), "end")) {
		token_new(token);
		if (db_query(visit->site->db, STMT_CALENDAR_TOKEN_MAKE, DB_PARAMS(token_hash(visit->arena, token)),
			    visit->arena, &rows, &visit->err) != 0)
			return -1;
		address_page(visit, &rows, token);
		return 0;
	}
	if (db_query(visit->site->db, STMT_CALENDAR_TOKEN_END, DB_NONE, visit->arena, &rows, &visit->err) != 0)
		return -1;
	banner_leave(visit, "calendar-ended", NULL);
	response_redirect(visit->response, "/account");
	return 0;
}
