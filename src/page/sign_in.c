/* Signing in and out. */
#include "visit.h"

#include "base/log.h"
#include "base/str.h"
#include "out/out.h"

const struct form_spec sign_in_spec = {
	.page = sign_in_form,
	.fields = {{.name = "username",
			   .label = "User name",
			   .missing = "Enter your user name",
			   .attributes = "autocomplete=\"username\" autocapitalize=\"none\" spellcheck=\"false\""},
		{.name = "password",
			.kind = FIELD_PASSWORD,
			.label = "Password",
			.missing = "Enter your password",
			.attributes = "autocomplete=\"current-password\""},
		{.name = "next", .kind = FIELD_HIDDEN}},
	.buttons = {{NULL, "Sign in"}},
};

const struct form_spec sign_out_spec = {.buttons = {{NULL, "Sign out"}}};

/* Where to go after it: a path of ours. */
static const char *
next_find(const struct visit *visit)
{
	bool sent = visit->request->method == METHOD_POST;
	const char *next = field_value(sent ? &visit->form : &visit->request->query, "next");

	return address_is_ours(next) ? next : NULL;
}

int
sign_in_form(struct visit *visit)
{
	const struct form_place place = {.action = "/sign-in"};
	struct buf main;
	char token[TOKEN_TEXT];

	if (visit->visitor.person != 0) {
		response_redirect(visit->response, next_find(visit) != NULL ? next_find(visit) : "/");
		return 0;
	}
	if (visit->token == NULL) {
		token_new(token);
		visit_set_cookie(visit, token);
		visit->token = arena_string(visit->arena, token);
	}
	visit->filled.spec = &sign_in_spec;
	form_set(&visit->filled, "next", next_find(visit));
	buf_init(&main);
	if (sign_in_by(visit, "proxy"))
		council_link_write(visit, &main, next_find(visit));
	if (sign_in_by(visit, "proxy") && sign_in_by(visit, "password"))
		buf_text(&main, "<h2>Or with a password of this site</h2>\n");
	if (sign_in_by(visit, "password"))
		form_write(visit, &main, &visit->filled, &place);
	buf_text(&main, "<p><a href=\"/contact\">I cannot sign in, or I have no user name</a></p>\n");
	page_answer(visit, &(struct page){.title = "Sign in", .main = &main});
	buf_close(&main);
	return 0;
}

static const char *
wait_sentence(struct visit *visit, long seconds)
{
	const bool soon = seconds < 60;
	const long count = soon ? seconds : (seconds + 59) / 60;

	return arena_printf(visit->arena, "There were too many attempts to sign in. Try again in %ld %s%s", count,
		soon ? "second" : "minute", count == 1 ? "" : "s");
}

/* The cookie by which a browser is known in which somebody has signed in before; it lets nobody in. */
static const char *
device_cookie(const struct visit *visit)
{
	return visit->request->tls ? "__Host-moothall-device" : "moothall-device";
}

void
sign_in_keep(struct visit *visit, const struct sign_in *done)
{
	visit_set_cookie(visit, done->token);
	response_header(visit->response, "Set-Cookie", "%s=%s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%d%s",
		device_cookie(visit), done->known_as, 180 * 24 * 60 * 60, visit->request->tls ? "; Secure" : "");
}

struct sign_in
sign_in_attempt(const struct visit *visit)
{
	return (struct sign_in){
		.from = {.token = visit->token, .address = visit->request->address, .request = visit->request->id},
		.browser = visit->request->browser,
		.device = cookie_find(visit->arena, visit->request->cookies, device_cookie(visit))};
}

int
sign_in_post(struct visit *visit)
{
	struct sign_in attempt = sign_in_attempt(visit);

	if (!sign_in_by(visit, "password"))
		return err_set(
			&visit->err, ERR_DENIED, "passwords are not in use here: sign in with your council account");
	attempt.username = form_value(&visit->filled, "username");
	attempt.password = form_value(&visit->filled, "password");
	if (sign_in(visit->site->db, visit->arena, visit->site->conf, &visit->site->cost, &attempt, &visit->err) != 0)
		return -1;
	switch (attempt.result) {
	case SIGN_IN_WAIT:
		log_line("sign-in from %s refused: too many attempts", attempt.from.address);
		response_header(visit->response, "Retry-After", "%ld", attempt.wait);
		return form_refuse(visit, "username", 429, wait_sentence(visit, attempt.wait));
	case SIGN_IN_WRONG:
		return form_refuse(visit, "username", 422, "The user name or the password is wrong");
	case SIGN_IN_DONE:
		break;
	}
	sign_in_keep(visit, &attempt);
	if (password_check(attempt.password, (const char *[]){attempt.username, visit->visitor.council, NULL}, NULL) !=
		0)
		banner_leave(visit, "weak-password", NULL);
	response_redirect(visit->response, next_find(visit) != NULL ? next_find(visit) : "/");
	return 0;
}

/* For those who follow a link to it: signing out changes something, so it takes a button. */
int
sign_out_form(struct visit *visit)
{
	const struct form_place place = {.action = "/sign-out"};
	struct buf main;

	visit->filled.spec = &sign_out_spec;
	buf_init(&main);
	buf_text(&main, "<p>You are signed in as ");
	html_text(&main, visit->visitor.name);
	buf_text(&main, ".</p>\n");
	if (sign_in_by(visit, "proxy"))
		buf_text(&main, "<p>If you came with your council account, that stays signed in.</p>\n");
	form_write(visit, &main, &visit->filled, &place);
	buf_text(&main, "<p><a href=\"/\">Stay signed in</a></p>\n");
	page_answer(visit, &(struct page){.title = "Sign out", .main = &main});
	buf_close(&main);
	return 0;
}

int
sign_out_post(struct visit *visit)
{
	const char *how;

	if (session_end(visit->site->db, visit->arena, visit->token, &how, &visit->err) != 0)
		return -1;
	visit_set_cookie(visit, NULL);
	/* So that the way back shows nothing. Not the cookies: one says that the person uses this browser. */
	response_header(visit->response, "Clear-Site-Data", "\"cache\", \"storage\"");
	banner_leave(visit, str_equal(how, "proxy") ? "signed-out-here" : "signed-out", NULL);
	response_redirect(visit->response, "/sign-in");
	return 0;
}
