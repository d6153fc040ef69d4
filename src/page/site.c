/* A request's path: route, form, session, permission, token, handler, commit; or the problem. */
#include "visit.h"

#include <string.h>

#include "auth/audit.h"
#include "base/log.h"
#include "base/str.h"
#include "kept.h"
#include "out/out.h"

static const char *
cookie_name(const struct request *request)
{
	return request->tls ? "__Host-moothall" : "moothall";
}

const char *
visit_cookie(const struct request *request)
{
	const char *cookie = cookie_find(request->arena, request->cookies, cookie_name(request));

	return token_valid(cookie) ? cookie : NULL;
}

void
visit_renew(struct visit *visit, const char *token)
{
	visit->token = arena_string(visit->arena, token);
	visit->renewed = true;
	visit_set_cookie(visit, token);
}

void
visit_set_cookie(struct visit *visit, const char *token)
{
	response_header(visit->response, "Set-Cookie", "%s=%s; Path=/; HttpOnly; SameSite=Lax%s%s",
		cookie_name(visit->request), token != NULL ? token : "", visit->request->tls ? "; Secure" : "",
		token == NULL ? "; Max-Age=0" : "");
}

static bool
is_among(const char *name, const char *const names[])
{
	while (*names != NULL && strcmp(*names, name) != 0)
		names++;
	return *names != NULL;
}

void
visit_query(
	const struct visit *visit, struct buf *out, const char *const without[], const char *name, const char *value)
{
	const struct fields *query = &visit->request->query;
	char mark = '?';

	for (size_t i = 0; without != NULL && i < query->count; i++) {
		const struct field *field = &query->list[i];

		if (*field->value == '\0' || is_among(field->name, without))
			continue;
		buf_printf(out, "%c%s=", mark, field->name);
		buf_url(out, field->value);
		mark = '&';
	}
	if (value != NULL) {
		buf_printf(out, "%c%s=", mark, name);
		buf_url(out, value);
	}
}

void
visit_token_field(const struct visit *visit, struct buf *out)
{
	char text[CSRF_TEXT];

	if (visit->token == NULL)
		return;
	csrf_token(text, visit->token);
	buf_text(out, "<input type=\"hidden\" name=\"csrf\" value=\"");
	html_attr(out, text);
	buf_text(out, "\">\n");
}

/* Refuses a field that is not in the list (ended by NULL), naming what is known. */
static int
check_known(struct visit *visit, const struct fields *fields, const char *const known[])
{
	const char *names = "none";

	for (size_t i = 0; known[i] != NULL; i++)
		names = i == 0 ? known[i] : arena_printf(visit->arena, "%s, %s", names, known[i]);
	for (size_t f = 0; f < fields->count; f++) {
		const char *name = fields->list[f].name;
		size_t i = 0;

		while (known[i] != NULL && strcmp(known[i], name) != 0)
			i++;
		if (known[i] == NULL)
			return err_set(
				&visit->err, ERR_INPUT, "there is no \"%s\" here: what is known is %s", name, names);
	}
	return 0;
}

/* What may be sent once only. */
static int
check_once(struct visit *visit)
{
	const struct fields *form = &visit->form;

	for (size_t i = 1; form->twice != NULL && i < form->count; i++)
		for (size_t j = 0; j < i; j++)
			if (strcmp(form->list[i].name, form->list[j].name) == 0 &&
				!form_repeats(visit->route->form, form->list[i].name))
				return err_set(&visit->err, ERR_INPUT, "\"%s\" was sent twice", form->list[i].name);
	return 0;
}

static bool
is_fresh_route(const struct visit *visit)
{
	return (visit->route->methods & ROUTE_FRESH) != 0;
}

static size_t
add_names(const char *known[], size_t count, const struct form_spec *spec)
{
	for (size_t i = 0; i < FORM_FIELDS && spec->fields[i].name != NULL; i++)
		known[count++] = spec->fields[i].name;
	return count;
}

/*
 * The fields of the form's rows, the token, of a form with several buttons which was pressed, and of one that was kept
 * the proof that was asked for.
 */
static int
check_form(struct visit *visit)
{
	const struct form_spec *spec = visit->route->form;
	const char *known[FORM_FIELDS * 2 + 3] = {0};
	size_t count = add_names(known, 0, spec);

	if (spec->buttons[0].value != NULL)
		known[count++] = "action";
	if (is_fresh_route(visit))
		count = add_names(known, count, &proof_spec);
	known[count] = "csrf";
	return check_known(visit, &visit->form, known);
}

/* Which button was pressed must be one of the form's. */
static bool
is_whole(const struct visit *visit)
{
	const struct form_spec *spec = visit->route->form;
	const char *action = field_value(&visit->form, "action");

	for (size_t i = 0; i < FORM_BUTTONS; i++)
		if (str_equal(spec->buttons[i].value, action) && (action != NULL || i == 0))
			return true;
	return false;
}

static int
find_route(struct visit *visit)
{
	unsigned methods;

	visit->route = route_find(visit, &methods);
	if (visit->route != NULL)
		return 0;
	if (methods == 0)
		return err_set(&visit->err, ERR_ABSENT, "there is nothing at this address");
	visit->status = 405;
	visit->allow = methods;
	return err_set(&visit->err, ERR_INPUT, "this address cannot be used in that way");
}

static int
read_form(struct visit *visit)
{
	const struct request *request = visit->request;

	if (form_has_file(visit->route->form))
		return request_upload(request, &visit->form, &visit->file, &visit->status, &visit->err);
	return request_form(request, &visit->form, &visit->status, &visit->err);
}

static int
check_fields(struct visit *visit)
{
	const struct request *request = visit->request;

	if (request->method == METHOD_POST) {
		if (read_form(visit) != 0 || check_once(visit) != 0 || check_form(visit) != 0)
			return -1;
		visit->status = 0;
		form_take(visit);
		if (!is_whole(visit))
			return err_set(&visit->err, ERR_INPUT, "the form was not whole");
	}
	if (request->query.twice != NULL &&
		(visit->report == NULL || !report_param_repeats(visit->report, request->query.twice)))
		return err_set(&visit->err, ERR_INPUT, "\"%s\" was sent twice", request->query.twice);
	return visit->report != NULL ? 0 : check_known(visit, &request->query, visit->route->query);
}

/* For the frame of a page that says what went wrong: that nobody could be found is not said beside it. */
static void
know_visitor(struct visit *visit)
{
	struct err first = visit->err;

	if (visit->face == FACE_HTML && visit->token != NULL)
		visit_begin(visit);
	visit->err = first;
}

/* Whether the session has proved enough for this page. */
static bool
is_let_in(const struct visit *visit)
{
	const enum permission permission = visit_permission(visit);

	return permission == PERMIT_ALL || visit->visitor.person != 0 ||
		(permission == PERMIT_ENROLLING && str_equal(visit->visitor.pending, "enrol"));
}

/* Where what is still to be proved is proved. */
static const char *
sign_in_page(const struct visit *visit)
{
	if (str_equal(visit->visitor.pending, "enrol"))
		return "/account/second-factor";
	return visit->visitor.pending != NULL ? "/sign-in/code" : "/sign-in";
}

/* Not an error on a page: the way to it leads over the sign-in form. */
static int
send_to_sign_in(struct visit *visit)
{
	struct buf location;

	if (visit->face != FACE_HTML && visit->face != FACE_PDF)
		return err_set(&visit->err, ERR_AUTH, "sign in first");
	if (visit->request->method == METHOD_POST && form_has_text(visit->route->form))
		return form_keep(visit);
	buf_init(&location);
	buf_text(&location, sign_in_page(visit));
	if (visit->request->method != METHOD_POST && visit->request->path[1] != '\0' &&
		address_is_ours(visit->request->uri)) {
		buf_text(&location, "?next=");
		buf_url(&location, visit->request->uri);
	}
	response_redirect(visit->response, location.data);
	buf_close(&location);
	return 0;
}

static int
refuse_outdated(struct visit *visit)
{
	if (visit->route->form->page != NULL && problem_ask(visit, 403) != 0)
		return -1;
	if (visit->route->form->page != NULL)
		return form_refuse_all(visit, 403, "The form was out of date: check it and send it once more");
	return err_set(&visit->err, ERR_DENIED,
		"the form was out of date, or came from elsewhere: open it again and send it once more");
}

/* A form is acted on only with its token and when all is as its rows say; else it is shown again. */
static int
answer_form(struct visit *visit)
{
	if (form_read_days(visit) != 0)
		return -1;
	if (form_check(visit))
		return visit->route->handler(visit);
	if (visit->route->form->page != NULL)
		return form_show(visit, 422);
	return err_set(&visit->err, ERR_INPUT, "the form was not whole");
}

static int
answer_permitted(struct visit *visit)
{
	const bool sent = visit->request->method == METHOD_POST;
	bool proved = true;

	if (sent && !csrf_valid(field_value(&visit->form, "csrf"), visit->token))
		return refuse_outdated(visit);
	if (is_fresh_route(visit) && confirm_first(visit, &proved) != 0)
		return -1;
	if (!proved)
		return 0;
	return sent ? answer_form(visit) : visit->route->handler(visit);
}

static int
fail_request(struct visit *visit)
{
	visit->status = visit->request->fault;
	visit->err = visit->request->err;
	return -1;
}

static int
answer(struct visit *visit)
{
	const struct route *route;
	const char *content;

	if (visit->request->fault != 0)
		return fail_request(visit);
	if (find_route(visit) != 0 || check_fields(visit) != 0) {
		know_visitor(visit);
		return -1;
	}
	route = visit->route;
	if (!route->database)
		return route->handler(visit);
	if (visit_begin(visit) != 0)
		return -1;
	if (!is_let_in(visit))
		return send_to_sign_in(visit);
	if (!roles_permit(visit->visitor.roles, visit_permission(visit)))
		return err_set(&visit->err, ERR_DENIED, "your roles do not include this");
	if (kept_refusal(visit))
		return -1;
	content = visit->visitor.content;
	if (answer_permitted(visit) != 0) {
		kept_refused(visit, content);
		return -1;
	}
	return db_commit(visit->site->db, &visit->err);
}

/*
 * The database has other tables or functions than when its statements were prepared: it was upgraded meanwhile, and
 * what only looks is tried once more. If they are not those that this program knows, it waits for its own upgrade.
 */
static int
answer_anew(struct visit *visit)
{
	const struct visit fresh = {.site = visit->site,
		.request = visit->request,
		.response = visit->response,
		.arena = visit->arena,
		.name = "",
		.connection = visit->connection,
		.token = visit->token};
	struct db *db = visit->site->db;

	db_rollback(db);
	if (db_renew(db, NULL) == 0 && visit->request->method != METHOD_POST) {
		response_clear(visit->response, visit->arena);
		*visit = fresh;
		if (answer(visit) == 0)
			return 0;
	}
	if (visit->err.code == ERR_STALE)
		visit->status = 503;
	return -1;
}

void
site_answer(void *context, const struct request *request, struct response *response)
{
	struct visit visit = {.site = context,
		.request = request,
		.response = response,
		.arena = request->arena,
		.name = "",
		.connection = request->connection};
	struct site *site = visit.site;

	visit.token = visit_cookie(request);
	if (answer(&visit) != 0 && (visit.err.code != ERR_STALE || answer_anew(&visit) != 0)) {
		if (site->db != NULL)
			db_rollback(site->db);
		/* What is put on record is so whoever waits, or no longer does. */
		visit.connection = 0;
		problem_note(&visit);
		problem_answer(&visit);
	}
	if (site->db != NULL)
		db_watch(site->db, 0);
	audit_settle(site->db);
}
