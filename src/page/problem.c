/* What went wrong, as a page or as a problem document (RFC 9457). */
#include "visit.h"

#include <ctype.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "auth/audit.h"
#include "base/log.h"
#include "base/str.h"
#include "out/out.h"
#include "template.h"

/* The one table from what an error means to a status. */
static const unsigned statuses[] = {
	[ERR_NONE] = 500,
	[ERR_INPUT] = 400,
	[ERR_AUTH] = 401,
	[ERR_DENIED] = 403,
	[ERR_ABSENT] = 404,
	[ERR_CONFLICT] = 409,
	[ERR_DB] = 503,
	[ERR_BUSY] = 503,
	[ERR_TURN] = 429,
	[ERR_FULL] = 503,
	[ERR_STALE] = 500,
	[ERR_SYSTEM] = 500,
};

static const struct {
	unsigned status;
	const char *title;
	const char *advice;
} words[] = {
	{400, "This cannot be shown", "Go back and correct the address or the form, or begin at the home page."},
	{401, "Sign in first", "Sign in to see this."},
	{403, "You do not have access to this", "If you need it, ask whoever looks after accounts at your council."},
	{404, "Page not found", "If you typed the address, check it. If you pasted it, check that it is whole."},
	{405, "This cannot be done here", "Go back and try another way."},
	{409, "Somebody else was quicker", "Go back, reload the page and try again."},
	{410, "This was withdrawn", "The page of the meeting says whether something was published in its place."},
	{413, "What was sent is too large", "Send less at once."},
	{415, "What was sent is of the wrong kind", "Use the form on the page."},
	{422, "There is a problem with the form", "Go back and correct it."},
	{429, "Too much at once", "Wait, then try again."},
	{500, "Sorry, there is a problem with the service",
		"Try again later. If it goes on, give the reference below to whoever runs it."},
	{503, "Sorry, the service is unavailable",
		"It will be back by itself: try again in a moment. Nothing has been lost."},
};

static size_t
words_find(unsigned status)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (words[i].status == status)
			return i;
	return words_find(500);
}

static unsigned
problem_status(const struct visit *visit)
{
	return visit->status != 0 ? visit->status : statuses[visit->err.code];
}

const char *
problem_detail(const struct visit *visit)
{
	char *text;

	/* faults of ours and of the database keep theirs to the log */
	if ((problem_status(visit) >= 500 && visit->err.code != ERR_FULL) || visit->err.text[0] == '\0')
		return "";
	text = arena_printf(visit->arena, "%s.", visit->err.text);
	if (text[0] >= 'a' && text[0] <= 'z')
		text[0] = (char)toupper((unsigned char)text[0]);
	return text;
}

static void
answer_json(struct visit *visit, unsigned status, size_t word)
{
	const char *more = problem_detail(visit);
	json_t *problem =
		json_pack("{s:s, s:s, s:i, s:s, s:s}", "type", "about:blank", "title", status_text(status), "status",
			(int)status, "detail", *more != '\0' ? more : words[word].title, "request", visit->request->id);
	char *text = problem != NULL ? json_dumps(problem, JSON_COMPACT) : NULL;

	visit->response->type = "application/problem+json";
	buf_text(&visit->response->body, text != NULL ? text : "{}");
	buf_char(&visit->response->body, '\n');
	free(text);
	json_decref(problem);
}

/* From a form of a meeting the way leads back to the meeting. */
static void
back_write(const struct visit *visit, struct buf *out)
{
	static const char meetings[] = "/meetings/";
	const char *path = visit->request->path;

	if (visit->request->method != METHOD_POST || !str_starts(path, meetings))
		return;
	buf_text(out, "<p><a href=\"");
	buf_text(out, meetings);
	path += strlen(meetings);
	buf_url(out, arena_bytes(visit->arena, path, strcspn(path, "/")));
	buf_text(out, "\">Go back to the meeting</a></p>\n");
}

/* What was written and could not be kept is there to be sent again. */
static void
form_again(struct visit *visit, struct buf *out)
{
	const struct form_place place = {.action = visit->request->path};

	visit->filled = (struct form_filled){0};
	if (visit->request->method != METHOD_POST || visit->route == NULL || !form_has_text(visit->route->form) ||
		visit->form.count == 0)
		return;
	form_take(visit);
	buf_text(out, "<p>What you wrote was not saved. It stands below: send it again.</p>\n");
	form_write(visit, out, &visit->filled, &place);
}

static void
answer_page(struct visit *visit, size_t word)
{
	struct buf main, back;

	buf_init(&main);
	buf_init(&back);
	back_write(visit, &back);
	template_write(&main, "problem.html",
		TEMPLATE_SLOTS({"detail", problem_detail(visit)}, {"back", back.data}, {"advice", words[word].advice},
			{"request", visit->request->id}));
	form_again(visit, &main);
	page_answer(visit, &(struct page){.title = words[word].title, .main = &main});
	buf_close(&main);
	buf_close(&back);
}

static const char *
method_name(enum method method)
{
	return method == METHOD_POST ? "POST" : method == METHOD_HEAD ? "HEAD" : "GET";
}

/*
 * That something is not there may be all that a reader is told of what is exempt, so it is noted of every address that
 * may lead to such a thing, whether it does or not: the answer to both takes as long.
 */
int
problem_ask(struct visit *visit, unsigned status)
{
	const struct request *request = visit->request;

	if ((status != 401 && status != 403 && status != 404) || visit->route == NULL || !visit->route->database)
		return 0;
	return audit_refused(
		visit->site->db, visit->arena, status, method_name(request->method), request->path, &visit->err);
}

void
problem_note(struct visit *visit)
{
	const unsigned status = problem_status(visit);
	const struct err said = visit->err;
	struct db *db = visit->site->db;

	if (status < 401 || status > 404 || visit->route == NULL || !visit->route->database || db == NULL)
		return;
	visit->err = (struct err){0};
	if (visit_begin(visit) != 0 || problem_ask(visit, status) != 0 || db_commit(db, &visit->err) != 0) {
		db_rollback(db);
		log_line("a refusal could not be put on record: %s", visit->err.text);
	}
	visit->err = said;
}

void
problem_answer(struct visit *visit)
{
	unsigned status = problem_status(visit);
	size_t word = words_find(status);

	if (status >= 500)
		log_line("%u: %s", status, visit->err.text);
	response_clear(visit->response, visit->arena);
	if (visit->renewed)
		visit_set_cookie(visit, visit->token);
	/* Programs ask for data; who opens a page or a paper is a person. */
	if (visit->face != FACE_HTML && visit->face != FACE_PDF)
		answer_json(visit, status, word);
	else
		answer_page(visit, word);
	visit->response->status = status;
	if (status == 503 || visit->err.code == ERR_TURN)
		response_header(visit->response, "Retry-After", "5");
	if (visit->allow != 0)
		response_header(visit->response, "Allow", "%s%s", (visit->allow & METHOD_GET) != 0 ? "GET, HEAD" : "",
			(visit->allow & METHOD_POST) == 0          ? ""
				: (visit->allow & METHOD_GET) != 0 ? ", POST"
								   : "POST");
}
