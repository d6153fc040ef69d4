/* The second step of signing in; and before administration whoever asks proves once more who they are. */
#include "proof.h"
#include "visit.h"

#include "auth/seal.h"
#include "base/str.h"
#include "out/out.h"

const struct form_spec proof_spec = {.fields = {PROOF_FIELDS}};

const struct form_spec confirm_spec = {
	.page = confirm_form,
	.fields = {PROOF_FIELDS, {.name = "next", .kind = FIELD_HIDDEN}},
	.buttons = {{NULL, "Confirm"}},
};

const struct form_spec code_spec = {
	.page = code_form,
	.fields = {PROOF_FIELDS, {.name = "next", .kind = FIELD_HIDDEN}},
	.buttons = {{NULL, "Sign in"}},
};

static const char title[] = "Confirm that it is you";

/* Where to go after it: a path of ours, or else this one. */
static const char *
next_find(const struct visit *visit, const char *otherwise)
{
	bool sent = visit->request->method == METHOD_POST;
	const char *next = field_value(sent ? &visit->form : &visit->request->query, "next");

	return address_is_ours(next) ? next : otherwise;
}

/* Tries what was sent, and leads on or shows the form's page again. */
static int
take_and_lead(struct visit *visit)
{
	struct proof_means means;
	struct refusal refusal;

	if (proof_ask(visit, &visit->filled, &means) != 0 || proof_take(visit, &visit->filled, &means, &refusal) != 0)
		return -1;
	if (refusal.said == NULL) {
		response_redirect(visit->response, next_find(visit, "/"));
		return 0;
	}
	proof_refuse(&visit->filled, &means, refusal.said);
	return form_show(visit, refusal.status);
}

/* --- the second step of signing in --- */

static bool
wants_code(const struct visit *visit)
{
	return str_equal(visit->visitor.pending, "code");
}

/* Whoever has nothing to prove, or has not come so far. */
static int
lead_away(struct visit *visit)
{
	response_redirect(visit->response, visit->visitor.person != 0 ? next_find(visit, "/") : "/sign-in");
	return 0;
}

int
code_form(struct visit *visit)
{
	const struct form_place place = {.action = "/sign-in/code"};
	struct proof_means means;
	struct buf main;

	if (!wants_code(visit))
		return lead_away(visit);
	visit->filled.spec = &code_spec;
	form_set(&visit->filled, "next", next_find(visit, NULL));
	if (proof_ask(visit, &visit->filled, &means) != 0)
		return -1;
	buf_init(&main);
	form_write(visit, &main, &visit->filled, &place);
	buf_text(&main,
		"<p>If you have neither your phone nor a recovery code, whoever looks after accounts can remove your "
		"second factor: <a href=\"/contact\">ask for it</a>.</p>\n"
		"<p><a href=\"/sign-in\">Sign in as somebody else</a></p>\n");
	page_answer(visit, &(struct page){.title = "Enter a code", .main = &main});
	buf_close(&main);
	return 0;
}

int
code_post(struct visit *visit)
{
	return wants_code(visit) ? take_and_lead(visit) : lead_away(visit);
}

/* --- before administration --- */

/*
 * Somebody whom another site signs in has no password here, and that site may let a browser in without asking anybody: a
 * second factor here is the proof.
 */
static void
factor_first_write(const struct visit *visit, struct buf *out)
{
	const char *next = next_find(visit, NULL);

	buf_text(out,
		"<p>Your council's own sign-in let you in, which does not say who is at the keyboard now. What comes next "
		"can change who gets in, or what they may see, so it takes a second factor here: codes from an app on your "
		"phone.</p>\n");
	if (!seal_ready(visit->site->conf)) {
		buf_text(out,
			"<p>One cannot be added yet: whoever runs this site has not set the key that protects it "
			"(factor_key).</p>\n");
		return;
	}
	if (!visit->visitor.may_add) {
		buf_text(out,
			"<p>One is added within ten minutes of signing in: sign out below, sign in again, and come back "
			"here.</p>\n");
		return;
	}
	buf_text(out, "<p><a class=\"button\" href=\"/account/second-factor");
	if (next != NULL) {
		buf_text(out, "?next=");
		buf_url(out, next);
	}
	buf_text(out, "\">Add a second factor</a></p>\n");
}

int
confirm_form(struct visit *visit)
{
	const struct form_place place = {.action = "/account/confirm"};
	struct proof_means means;
	struct buf main;

	visit->filled.spec = &confirm_spec;
	form_set(&visit->filled, "next", next_find(visit, NULL));
	if (proof_ask(visit, &visit->filled, &means) != 0)
		return -1;
	buf_init(&main);
	if (means.password || means.code) {
		buf_text(&main,
			"<p>What comes next can change who gets in, or what they may see, so you are asked once more. It "
			"holds for ten minutes.</p>\n");
		form_write(visit, &main, &visit->filled, &place);
	} else {
		factor_first_write(visit, &main);
	}
	page_answer(visit, &(struct page){.title = title, .main = &main});
	buf_close(&main);
	return 0;
}

int
confirm_post(struct visit *visit)
{
	return take_and_lead(visit);
}

/* --- in the way of another page --- */

static int
lead_here(struct visit *visit)
{
	struct buf location;

	if (visit->face != FACE_HTML && visit->face != FACE_PDF)
		return err_set(&visit->err, ERR_AUTH, "confirm who you are first, at /account/confirm");
	buf_init(&location);
	buf_text(&location, "/account/confirm");
	if (address_is_ours(visit->request->uri)) {
		buf_text(&location, "?next=");
		buf_url(&location, visit->request->uri);
	}
	response_redirect(visit->response, location.data);
	buf_close(&location);
	return 0;
}

static void
kept_form_write(struct visit *visit, struct buf *out, const struct form_filled *kept)
{
	const char *action = field_value(&visit->form, "action");

	buf_text(out, "<form class=\"form\" method=\"post\" action=\"");
	html_attr(out, visit->request->path);
	buf_text(out, "\" novalidate>\n");
	visit_token_field(visit, out);
	form_hidden_write(out, kept);
	if (action != NULL) {
		buf_text(out, "<input type=\"hidden\" name=\"action\" value=\"");
		html_attr(out, action);
		buf_text(out, "\">\n");
	}
	form_fields_write(out, &visit->filled);
	buf_text(out, "<p class=\"buttons\"><button type=\"submit\">Confirm and go on</button></p>\n</form>\n");
}

/* What was sent comes back with the proof. */
static int
keep(struct visit *visit, const struct form_filled *kept, const struct proof_means *means)
{
	struct buf main;

	buf_init(&main);
	if (means->password || means->code) {
		buf_text(&main,
			"<p>This decides who may see what, so you are asked once more. What you entered is kept.</p>\n");
		kept_form_write(visit, &main, kept);
	} else {
		factor_first_write(visit, &main);
	}
	page_answer(visit, &(struct page){.title = title, .main = &main});
	buf_close(&main);
	return 0;
}

/* Whether the form brings a proof with it. */
static bool
has_proof(const struct form_filled *filled)
{
	return form_value(filled, "proof-password") != NULL || form_value(filled, "proof-code") != NULL;
}

/* What comes next may be refused: that it is proved stays. */
static int
go_on(struct visit *visit, const struct form_filled *kept)
{
	visit->filled = *kept;
	return db_commit(visit->site->db, &visit->err) == 0 ? visit_begin(visit) : -1;
}

static int
ask(struct visit *visit)
{
	const struct form_filled kept = visit->filled;
	struct refusal refusal = {NULL, 401};
	struct proof_means means;

	visit->filled = (struct form_filled){.spec = &proof_spec};
	form_set(&visit->filled, "proof-password", field_value(&visit->form, "proof-password"));
	form_set(&visit->filled, "proof-code", field_value(&visit->form, "proof-code"));
	if (proof_ask(visit, &visit->filled, &means) != 0)
		return -1;
	if ((means.password || means.code) && has_proof(&visit->filled) &&
		proof_take(visit, &visit->filled, &means, &refusal) != 0)
		return -1;
	if (visit->visitor.fresh)
		return go_on(visit, &kept);
	proof_refuse(&visit->filled, &means, refusal.said);
	visit->response->status = refusal.status;
	return keep(visit, &kept, &means);
}

/* Adding the first proof that there will be. */
static bool
adds_first(const struct visit *visit)
{
	return visit->visitor.may_add && (visit->route->handler == factor_form || visit->route->handler == factor_post);
}

int
confirm_first(struct visit *visit, bool *proved)
{
	*proved = visit->visitor.fresh || adds_first(visit);
	if (*proved)
		return 0;
	if (visit->request->method != METHOD_POST)
		return lead_here(visit);
	if (ask(visit) != 0)
		return -1;
	*proved = visit->visitor.fresh;
	return 0;
}
