/* Signing in and out. */
#include "visit.h"

#include "base/log.h"
#include "base/str.h"
#include "out/out.h"
#include "template.h"

/* What a reader typed, and what is wrong with it. */
struct form {
	const char *username, *next;
	const char *username_error, *password_error; /* NULL: nothing */
	const char *error;                           /* of no field in particular; NULL */
};

static void
summary_line(struct buf *out, const char *field, const char *error)
{
	if (error == NULL)
		return;
	buf_printf(out, "<li><a href=\"#%s\">", field);
	html_text(out, error);
	buf_text(out, "</a></li>\n");
}

static void
summary_write(struct buf *out, const struct form *form)
{
	if (form->error == NULL && form->username_error == NULL && form->password_error == NULL)
		return;
	buf_text(out,
		"<div class=\"error-summary\" role=\"alert\" aria-labelledby=\"error-title\">\n"
		"<h2 id=\"error-title\">There is a problem</h2>\n<ul>\n");
	summary_line(out, "username", form->error);
	summary_line(out, "username", form->username_error);
	summary_line(out, "password", form->password_error);
	buf_text(out, "</ul>\n</div>\n");
}

static void
field_error(struct buf *out, const char *field, const char *error)
{
	if (error == NULL)
		return;
	buf_printf(out, "<p class=\"error\" id=\"%s-error\"><span class=\"hidden-text\">Error: </span>", field);
	html_text(out, error);
	buf_text(out, "</p>\n");
}

static const char *
described_by(const char *error, const char *attributes)
{
	return error != NULL ? attributes : "";
}

static int
form_answer(struct visit *visit, const struct form *form)
{
	struct buf main, errors[3], token;
	bool wrong = form->error != NULL || form->username_error != NULL || form->password_error != NULL;

	buf_init(&main);
	buf_init(&token);
	for (size_t i = 0; i < 3; i++)
		buf_init(&errors[i]);
	visit_token_field(visit, &token);
	summary_write(&errors[0], form);
	field_error(&errors[1], "username", form->username_error);
	field_error(&errors[2], "password", form->password_error);
	template_write(&main, "sign-in.html",
		TEMPLATE_SLOTS({"summary", errors[0].data}, {"token", token.data}, {"next", form->next},
			{"username", form->username}, {"username_error", errors[1].data},
			{"password_error", errors[2].data},
			{"username_described",
				described_by(form->username_error,
					" aria-invalid=\"true\" aria-describedby=\"username-error\"")},
			{"password_described",
				described_by(form->password_error,
					" aria-invalid=\"true\" aria-describedby=\"password-error\"")}));
	page_answer(visit, &(struct page){.title = "Sign in", .main = &main, .problem = wrong ? "Error: " : NULL});
	buf_close(&main);
	buf_close(&token);
	for (size_t i = 0; i < 3; i++)
		buf_close(&errors[i]);
	return 0;
}

static const char *
next_read(const struct fields *fields)
{
	const char *next = field_value(fields, "next");

	return address_is_ours(next) ? next : NULL;
}

int
sign_in_form(struct visit *visit)
{
	struct form form = {.next = next_read(&visit->request->query)};
	char token[TOKEN_TEXT];

	if (visit->visitor.person != 0) {
		response_redirect(visit->response, form.next != NULL ? form.next : "/");
		return 0;
	}
	if (visit->token == NULL) {
		token_new(token);
		visit_set_cookie(visit, token);
		visit->token = arena_string(visit->arena, token);
	}
	return form_answer(visit, &form);
}

static int
refuse(struct visit *visit, struct form *form, unsigned status, const char *error)
{
	form->error = error;
	visit->response->status = status;
	return form_answer(visit, form);
}

static const char *
wait_sentence(struct visit *visit, long seconds)
{
	long minutes = (seconds + 59) / 60;

	return arena_printf(visit->arena, "There were too many attempts to sign in. Try again in %ld minute%s.",
		minutes, minutes == 1 ? "" : "s");
}

int
sign_in_post(struct visit *visit)
{
	struct form form = {.username = field_value(&visit->form, "username"), .next = next_read(&visit->form)};
	struct sign_in attempt = {.username = form.username,
		.password = field_value(&visit->form, "password"),
		.address = visit->request->address,
		.old_token = visit->token};

	if (str_blank(attempt.username))
		form.username_error = "Enter your user name";
	if (attempt.password == NULL || *attempt.password == '\0')
		form.password_error = "Enter your password";
	if (form.username_error != NULL || form.password_error != NULL)
		return refuse(visit, &form, 422, NULL);
	if (sign_in(visit->site->db, visit->arena, visit->site->conf, &visit->site->cost, &attempt, &visit->err) != 0)
		return -1;
	switch (attempt.result) {
	case SIGN_IN_WAIT:
		log_line("sign-in from %s refused: too many attempts", attempt.address);
		response_header(visit->response, "Retry-After", "%ld", attempt.wait);
		return refuse(visit, &form, 429, wait_sentence(visit, attempt.wait));
	case SIGN_IN_WRONG:
		return refuse(visit, &form, 422, "The user name or the password is wrong");
	case SIGN_IN_DONE:
		break;
	}
	visit_set_cookie(visit, attempt.token);
	response_redirect(visit->response, form.next != NULL ? form.next : "/");
	return 0;
}

/* For those who follow a link to it: signing out changes something, so it takes a button. */
int
sign_out_form(struct visit *visit)
{
	struct buf main, token;

	buf_init(&main);
	buf_init(&token);
	visit_token_field(visit, &token);
	template_write(&main, "sign-out.html", TEMPLATE_SLOTS({"name", visit->visitor.name}, {"token", token.data}));
	page_answer(visit, &(struct page){.title = "Sign out", .main = &main});
	buf_close(&main);
	buf_close(&token);
	return 0;
}

int
sign_out_post(struct visit *visit)
{
	if (session_end(visit->site->db, visit->arena, visit->token, &visit->err) != 0)
		return -1;
	visit_set_cookie(visit, NULL);
	response_redirect(visit->response, "/sign-in");
	return 0;
}
