/* One's own second factor: adding it, new recovery codes, removing it. */
#include "auth/recovery.h"
#include "auth/seal.h"
#include "auth/totp.h"
#include "proof.h"
#include "visit.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "out/out.h"
#include "out/qr.h"

const struct form_spec factor_spec = {
	.page = factor_form,
	.fields = {{.name = "code",
			   .label = "The code that the app shows",
			   .hint = "Six digits.",
			   .missing = "Enter the code that the app shows",
			   .attributes = "autocomplete=\"one-time-code\" inputmode=\"numeric\" spellcheck=\"false\""},
		{.name = "sealed", .kind = FIELD_HIDDEN, .missing = "The form was not whole"},
		{.name = "next", .kind = FIELD_HIDDEN}},
	.buttons = {{NULL, "Add the second factor"}},
};
const struct form_spec recovery_spec = {.buttons = {{NULL, "Make new recovery codes"}}};
const struct form_spec removal_spec = {.buttons = {{NULL, "Remove it"}}};

static int
load(struct visit *visit, struct rows *state)
{
	return db_query(visit->site->db, STMT_FACTOR_STATE,
		DB_PARAMS(token_hash(visit->arena, visit->token), conf_text(visit->site->conf, CONF_IDLE_MINUTES)),
		visit->arena, state, &visit->err);
}

/* --- recovery codes --- */

/* New ones, and their hashes as an array. */
static const char *
codes_new(struct visit *visit, const char *codes[RECOVERY_CODES])
{
	const char *hashes[RECOVERY_CODES];

	for (size_t i = 0; i < RECOVERY_CODES; i++) {
		codes[i] = recovery_new(visit->arena);
		hashes[i] = recovery_hash(visit->arena, codes[i]);
	}
	return array_literal(visit->arena, RECOVERY_CODES, hashes);
}

/* They are shown on this page and never again: it is the answer to the form, not one that can be opened. */
static void
codes_answer(struct visit *visit, const char *title, const char *said, const char *const codes[RECOVERY_CODES],
	const char *next)
{
	struct buf main;

	buf_init(&main);
	buf_text(&main, said);
	buf_text(&main,
		"<p><strong>They are shown this once.</strong> Print this page, or write them down, and keep them where "
		"you keep what is worth most to you, not with your phone. Each lets you in once when you do not have "
		"it.</p>\n<ol class=\"codes\">\n");
	for (size_t i = 0; i < RECOVERY_CODES; i++)
		buf_printf(&main, "<li><code>%s</code></li>\n", codes[i]);
	buf_text(&main, "</ol>\n<p><a href=\"");
	html_attr(&main, next);
	buf_text(&main, "\">I have kept them: go on</a></p>\n");
	page_answer(visit, &(struct page){.title = title, .main = &main});
	buf_close(&main);
}

/* A page that asks once whether something is to be done to the factor that there is. */
static int
ask_once(struct visit *visit, const struct form_spec *spec, const char *title, const char *text, const char *back)
{
	const struct form_place place = {.action = visit->request->path};
	struct buf main;

	visit->filled.spec = spec;
	buf_init(&main);
	buf_printf(&main, "<p>%s</p>\n", text);
	form_write(visit, &main, &visit->filled, &place);
	buf_printf(&main, "<p><a href=\"/account\">%s</a></p>\n", back);
	page_answer(visit, &(struct page){.title = title, .main = &main});
	buf_close(&main);
	return 0;
}

/* ... and of whoever has none there is nothing to ask. */
static int
load_held(struct visit *visit, struct rows *state)
{
	if (load(visit, state) != 0)
		return -1;
	return row_true(state, 0, "has") ? 0 : err_set(&visit->err, ERR_ABSENT, "you have no second factor");
}

int
recovery_form(struct visit *visit)
{
	struct rows state;

	if (load_held(visit, &state) != 0)
		return -1;
	return ask_once(visit, &recovery_spec, "New recovery codes?",
		"Those that you have now let nobody in any more once there are new ones.", "Leave them as they are");
}

int
recovery_post(struct visit *visit)
{
	const char *codes[RECOVERY_CODES], *hashes = codes_new(visit, codes);

	if (db_query(visit->site->db, STMT_RECOVERY_RENEW,
		    DB_PARAMS(token_hash(visit->arena, visit->token), conf_text(visit->site->conf, CONF_IDLE_MINUTES),
			    hashes),
		    visit->arena, NULL, &visit->err) != 0)
		return -1;
	codes_answer(visit, "Your new recovery codes", "", codes, "/account");
	return 0;
}

/* --- adding one --- */

/* Adding one is the only way on for whoever must have one. */
static bool
is_enrolling(const struct visit *visit)
{
	return visit->visitor.person == 0;
}

static const char *
next_find(const struct visit *visit)
{
	bool sent = visit->request->method == METHOD_POST;
	const char *next = field_value(sent ? &visit->form : &visit->request->query, "next");

	return address_is_ours(next) ? next : NULL;
}

static void
no_key_write(struct visit *visit, struct buf *out)
{
	buf_text(out,
		"<p>A second factor cannot be added yet: whoever runs this site has not set the key that protects it "
		"(factor_key).</p>\n");
	if (is_enrolling(visit))
		buf_text(out,
			"<p>The council asks for one from everybody who has a role of yours, so nothing else can be opened "
			"until then. <a href=\"/contact\">Tell whoever looks after accounts.</a></p>\n");
}

/* What the app is told, by its camera or by hand. */
static int
secret_write(struct visit *visit, struct buf *out, const char *username, const unsigned char secret[TOTP_SECRET])
{
	const char *issuer = arena_printf(visit->arena, "Moothall %s", visit->visitor.council);
	const char *address = totp_address(visit->arena, secret, issuer, username);
	const char *text = totp_secret_text(visit->arena, secret, true);
	struct qr *qr;

	if (address == NULL || text == NULL)
		return err_set(&visit->err, ERR_SYSTEM, "a secret could not be written");
	qr = qr_new(visit->arena, address, &visit->err);
	if (qr == NULL)
		return -1;
	buf_text(out,
		"<ol>\n<li>Open an app for codes on your phone: the phone's own passwords app, or an authenticator that "
		"your council uses.</li>\n<li>Let it scan this pattern, or enter the key below it.</li>\n"
		"<li>Enter the code that it then shows.</li>\n</ol>\n");
	qr_svg(out, qr, "QR code with the key below");
	buf_text(out, "<p>Key: <code class=\"key\">");
	html_text(out, text);
	buf_text(out, "</code></p>\n");
	return 0;
}

/* The secret of the page that was sent stays; one that cannot be opened is made anew. */
static const char *
secret_take(struct visit *visit, const struct rows *state, unsigned char secret[TOTP_SECRET])
{
	const char *person = row_text(state, 0, "person_id");
	const char *sealed = form_value(&visit->filled, "sealed");

	if (seal_open(secret, visit->site->conf, person, sealed, NULL))
		return sealed;
	totp_secret_new(secret);
	return seal_close(visit->arena, visit->site->conf, person, secret);
}

static int
form_page_write(struct visit *visit, struct buf *out, const struct rows *state)
{
	const struct form_place place = {.action = "/account/second-factor"};
	unsigned char secret[TOTP_SECRET];
	int rc;

	form_set(&visit->filled, "sealed", secret_take(visit, state, secret));
	form_set(&visit->filled, "next", next_find(visit));
	if (is_enrolling(visit))
		buf_text(out,
			"<p>The council asks for a second factor from everybody who has a role of yours. Add it to go "
			"on.</p>\n");
	rc = secret_write(visit, out, row_text(state, 0, "username"), secret);
	sodium_memzero(secret, sizeof(secret));
	if (rc == 0)
		form_write(visit, out, &visit->filled, &place);
	return rc;
}

int
factor_form(struct visit *visit)
{
	struct rows state;
	struct buf main;
	int rc = 0;

	if (load(visit, &state) != 0)
		return -1;
	if (row_true(&state, 0, "has")) {
		response_redirect(visit->response, "/account");
		return 0;
	}
	visit->filled.spec = &factor_spec;
	buf_init(&main);
	if (seal_ready(visit->site->conf))
		rc = form_page_write(visit, &main, &state);
	else
		no_key_write(visit, &main);
	if (!is_enrolling(visit))
		buf_text(&main, "<p><a href=\"/account\">Do not add one</a></p>\n");
	else
		buf_text(&main, "<p><a href=\"/sign-in\">Sign in as somebody else</a></p>\n");
	if (rc == 0)
		page_answer(visit, &(struct page){.title = "Add a second factor", .main = &main});
	buf_close(&main);
	return rc;
}

/* The code as typed, without blanks, against the secret that the page was made with. */
static int
check(struct visit *visit, const struct rows *state, struct totp_check *check)
{
	const char *typed = form_value(&visit->filled, "code");
	unsigned char secret[TOTP_SECRET];
	char *code = arena_string(visit->arena, typed), *to = code;
	int rc;

	for (; *typed != '\0'; typed++)
		if (*typed != ' ')
			*to++ = *typed;
	*to = '\0';
	if (!seal_open(secret, visit->site->conf, row_text(state, 0, "person_id"), form_value(&visit->filled, "sealed"),
		    NULL)) {
		check->result = TOTP_USED;
		return 0;
	}
	check->secret = secret;
	check->code = code;
	check->at = strtoll(row_string(state, 0, "at"), NULL, 10);
	rc = totp_check(check, &visit->err);
	sodium_memzero(secret, sizeof(secret));
	return rc;
}

static const char *
refusal(struct visit *visit, const struct totp_check *check)
{
	if (check->result == TOTP_OLD)
		return proof_old_words(visit, (long)check->minutes);
	if (check->result == TOTP_USED)
		return "The key on this page is a new one: let the app scan it, then enter its code";
	return "The code is wrong. Enter the one that the app shows for this key; if the clock of your phone is more than "
	       "half a minute off, so are its codes: let the phone set its clock by itself";
}

int
factor_post(struct visit *visit)
{
	const char *codes[RECOVERY_CODES], *hashes = codes_new(visit, codes), *next = next_find(visit);
	struct totp_check found = {.last_step = -1};
	char token[TOKEN_TEXT];
	struct rows state;

	if (!seal_ready(visit->site->conf))
		return factor_form(visit);
	if (load(visit, &state) != 0 || check(visit, &state, &found) != 0)
		return -1;
	if (found.result != TOTP_RIGHT)
		return form_refuse(visit, "code", 422, refusal(visit, &found));
	token_new(token);
	if (db_query(visit->site->db, STMT_FACTOR_ADD,
		    DB_PARAMS(token_hash(visit->arena, visit->token), conf_text(visit->site->conf, CONF_IDLE_MINUTES),
			    token_hash(visit->arena, token), form_value(&visit->filled, "sealed"),
			    arena_printf(visit->arena, "%lld", (long long)found.step), hashes),
		    visit->arena, NULL, &visit->err) != 0)
		return -1;
	visit_renew(visit, token);
	codes_answer(visit, "Your recovery codes",
		"<p>The second factor is added: from now on you are asked for a code after your password. Here are ten "
		"recovery codes.</p>\n",
		codes,
		next != NULL                  ? next
			: is_enrolling(visit) ? "/"
					      : "/account");
	return 0;
}

/* --- removing it --- */

int
removal_form(struct visit *visit)
{
	struct rows state;

	if (load_held(visit, &state) != 0)
		return -1;
	return ask_once(visit, &removal_spec, "Remove your second factor?",
		row_true(&state, 0, "wanted")
			? "The council asks for one from everybody who has a role of yours: you will be asked to add another, "
			  "on another phone for one, before you can go on. Your recovery codes go with it."
			: "From then on your password alone lets you in. Your recovery codes go with it.",
		"Keep it");
}

int
removal_post(struct visit *visit)
{
	char token[TOKEN_TEXT];

	token_new(token);
	if (db_query(visit->site->db, STMT_FACTOR_REMOVE,
		    DB_PARAMS(token_hash(visit->arena, visit->token), conf_text(visit->site->conf, CONF_IDLE_MINUTES),
			    token_hash(visit->arena, token)),
		    visit->arena, NULL, &visit->err) != 0)
		return -1;
	visit_renew(visit, token);
	banner_leave(visit, "factor-removed", NULL);
	response_redirect(visit->response, "/account");
	return 0;
}
