/* The meetings for calendar programs: with a session, or by the personal address that is made on one's account. */
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
	buf_text(&visit->response->body, "This calendar was asked for too often. It is answered again in a while.\n");
	return 0;
}

int
calendar_answer(struct visit *visit)
{
	const char *token = field_value(&visit->request->query, "token");
	const char *committee = field_value(&visit->request->query, "committee"), *hash = NULL;
	struct rows rows;
	bool waits = false;

	/* Whoever asks is a program: what goes wrong is said as to one. */
	visit->face = FACE_JSON;
	if (token != NULL && (hash = token_hash(visit->arena, token)) == NULL)
		return err_set(&visit->err, ERR_ABSENT, "this address of a calendar is none");
	if (hash != NULL && token_use(visit, hash, &waits) != 0)
		return -1;
	if (waits)
		return 0;
	if (hash == NULL && visit->visitor.person == 0)
		return err_set(&visit->err, ERR_AUTH, "sign in first");
	if (db_query(visit->site->db, STMT_CALENDAR_EVENTS, DB_PARAMS(str_blank(committee) ? NULL : committee, hash),
		    visit->arena, &rows, &visit->err) != 0)
		return -1;
	visit->response->type = "text/calendar; charset=utf-8";
	response_header(visit->response, "Content-Disposition", "inline; filename=\"meetings.ics\"");
	events_write(visit, &rows);
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
				"and where the council's committees meet, and nothing else; end it in your account if it has got "
				"into other hands.",
			.site = row_text(made, 0, "site"),
			.path = "/calendar.ics?token=",
			.token = token});
	buf_text(&main,
		"<p>For one committee alone put <code>&amp;committee=</code> and its name in addresses behind it."
		"</p>\n<p><a href=\"/account\">Your account</a></p>\n");
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
