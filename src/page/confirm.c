/* Before administration whoever asks proves once more who they are. */
#include "auth/proof.h"
#include "visit.h"

#include "base/log.h"
#include "base/str.h"
#include "out/out.h"

/* Of these rows one is shown: what the person has to prove it by. */
#define PROOF_FIELDS                                                                                                   \
	{                                                                                                              \
		.name = "proof-password", .kind = FIELD_PASSWORD, .label = "Your password",                            \
		.attributes = "autocomplete=\"current-password\""                                                      \
	}

const struct form_spec proof_spec = {.fields = {PROOF_FIELDS}};

const struct form_spec confirm_spec = {
	.page = confirm_form,
	.fields = {PROOF_FIELDS, {.name = "next", .kind = FIELD_HIDDEN}},
	.buttons = {{NULL, "Confirm"}},
};

static const char title[] = "Confirm that it is you";

static const char *
wait_sentence(struct visit *visit, long seconds)
{
	long minutes = (seconds + 59) / 60;

	return arena_printf(visit->arena, "There were too many attempts. Try again in %ld minute%s.", minutes,
		minutes == 1 ? "" : "s");
}

/* --- what was sent --- */

/* What is said at the field, and as which status. */
struct refusal {
	const char *said; /* NULL: nothing */
	unsigned status;
};

/* Tries what was sent with the form. Nothing is said if it is proved: the session goes on under a new token. */
static int
try(struct visit *visit, const struct form_filled *filled, struct refusal *wrong)
{
	struct proof proof = {.from = {visit->token, visit->request->address, visit->request->id},
		.password = form_value(filled, "proof-password")};

	*wrong = (struct refusal){NULL, 422};
	if (proof.password == NULL || *proof.password == '\0') {
		wrong->said = "Enter your password";
		return 0;
	}
	if (proof_try(visit->site->db, visit->arena, visit->site->conf, &visit->site->cost, &proof, &visit->err) != 0)
		return -1;
	switch (proof.result) {
	case PROOF_DONE:
		visit->visitor.fresh = true;
		visit_renew(visit, proof.token);
		break;
	case PROOF_WRONG:
		log_line("somebody at %s did not confirm who they are", proof.from.address);
		wrong->said = "The password is wrong";
		break;
	case PROOF_WAIT:
		response_header(visit->response, "Retry-After", "%ld", proof.wait);
		wrong->status = 429;
		wrong->said = wait_sentence(visit, proof.wait);
		break;
	case PROOF_ENDED:
		if (db_commit(visit->site->db, &visit->err) != 0)
			return -1;
		return err_set(
			&visit->err, ERR_AUTH, "you were signed out after too many wrong attempts: sign in again");
	}
	return 0;
}

/* --- the page --- */

/* Somebody whom another site signs in has no password here. */
static void
sign_in_again_write(struct buf *out)
{
	buf_text(out,
		"<p>Your council's own sign-in let you in, and you have no second factor here. Sign out below and sign "
		"in again: that confirms that it is you.</p>\n");
}

int
confirm_form(struct visit *visit)
{
	const struct form_place place = {.action = "/account/confirm"};
	const bool sent = visit->request->method == METHOD_POST;
	const char *next = field_value(sent ? &visit->form : &visit->request->query, "next");
	struct proof_means means;
	struct buf main;

	if (proof_means(visit->site->db, visit->arena, visit->site->conf, visit->token, &means, &visit->err) != 0)
		return -1;
	buf_init(&main);
	if (means.password) {
		buf_text(&main,
			"<p>What comes next decides who may see what, so you are asked once more. It holds for ten "
			"minutes.</p>\n");
		visit->filled.spec = &confirm_spec;
		form_set(&visit->filled, "next", address_is_ours(next) ? next : NULL);
		form_write(visit, &main, &visit->filled, &place);
	} else {
		sign_in_again_write(&main);
	}
	page_answer(visit, &(struct page){.title = title, .main = &main});
	buf_close(&main);
	return 0;
}

int
confirm_post(struct visit *visit)
{
	const char *next = form_value(&visit->filled, "next");
	struct refusal wrong;

	if (try(visit, &visit->filled, &wrong) != 0)
		return -1;
	if (wrong.said != NULL)
		return form_refuse(visit, "proof-password", wrong.status, wrong.said);
	response_redirect(visit->response, address_is_ours(next) ? next : "/");
	return 0;
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

/* What was sent comes back with the proof. */
static int
keep(struct visit *visit, const struct form_filled *kept, const struct proof_means *means)
{
	const char *action = field_value(&visit->form, "action");
	struct buf main;

	buf_init(&main);
	buf_text(
		&main, "<p>This decides who may see what, so you are asked once more. What you entered is kept.</p>\n");
	if (means->password) {
		buf_text(&main, "<form class=\"form\" method=\"post\" action=\"");
		html_attr(&main, visit->request->path);
		buf_text(&main, "\" novalidate>\n");
		visit_token_field(visit, &main);
		form_hidden_write(&main, kept);
		if (action != NULL) {
			buf_text(&main, "<input type=\"hidden\" name=\"action\" value=\"");
			html_attr(&main, action);
			buf_text(&main, "\">\n");
		}
		form_fields_write(&main, &visit->filled);
		buf_text(&main,
			"<p class=\"buttons\"><button type=\"submit\">Confirm and go on</button></p>\n</form>\n");
	} else {
		sign_in_again_write(&main);
	}
	page_answer(visit, &(struct page){.title = title, .main = &main});
	buf_close(&main);
	return 0;
}

static int
ask(struct visit *visit)
{
	const struct form_filled kept = visit->filled;
	struct proof_means means;
	struct refusal wrong = {NULL, 401};

	if (proof_means(visit->site->db, visit->arena, visit->site->conf, visit->token, &means, &visit->err) != 0)
		return -1;
	visit->filled = (struct form_filled){.spec = &proof_spec};
	form_set(&visit->filled, "proof-password", field_value(&visit->form, "proof-password"));
	if (means.password && form_value(&visit->filled, "proof-password") != NULL &&
		try(visit, &visit->filled, &wrong) != 0)
		return -1;
	if (visit->visitor.fresh) {
		visit->filled = kept;
		/* What comes next may be refused: that it is proved stays. */
		if (db_commit(visit->site->db, &visit->err) != 0)
			return -1;
		return visit_begin(visit);
	}
	visit->filled.fields[form_field(&proof_spec, "proof-password")].error = wrong.said;
	visit->response->status = wrong.status;
	return keep(visit, &kept, &means);
}

int
confirm_first(struct visit *visit, bool *proved)
{
	*proved = visit->visitor.fresh;
	if (*proved)
		return 0;
	if (visit->request->method != METHOD_POST)
		return lead_here(visit);
	if (ask(visit) != 0)
		return -1;
	*proved = visit->visitor.fresh;
	return 0;
}
