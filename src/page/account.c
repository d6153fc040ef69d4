/* One's own account: who one is here, one's password, second factor and sessions. */
#include "auth/seal.h"
#include "visit.h"

#include <stdlib.h>

#include "base/str.h"
#include "out/out.h"

const struct form_spec session_spec = {
	.fields = {{.name = "session", .kind = FIELD_HIDDEN}},
	.buttons = {{"one", "End it"}, {"others", "End all others"}},
};

struct account {
	struct rows person, roles, sessions, factor;
};

static int
load(struct visit *visit, struct account *account)
{
	struct db *db = visit->site->db;
	const char *token = token_hash(visit->arena, visit->token);
	const char *idle = conf_text(visit->site->conf, CONF_IDLE_MINUTES);

	if (db_ask(db, STMT_ACCOUNT_PERSON, DB_NONE, visit->arena, &account->person, &visit->err) != 0 ||
		db_ask(db, STMT_ACCOUNT_ROLES, DB_NONE, visit->arena, &account->roles, &visit->err) != 0 ||
		db_ask(db, STMT_ACCOUNT_SESSIONS, DB_PARAMS(token, idle), visit->arena, &account->sessions,
			&visit->err) != 0)
		return -1;
	return db_query(db, STMT_FACTOR_STATE, DB_PARAMS(token, idle), visit->arena, &account->factor, &visit->err);
}

/* --- who one is --- */

static void
row_begin(struct buf *out, const char *name)
{
	buf_printf(out, "<div><dt>%s</dt>\n<dd>", name);
}

static void
row_end(struct buf *out)
{
	buf_text(out, "</dd></div>\n");
}

static void
roles_write(struct buf *out, const struct rows *roles)
{
	if (roles->count == 0)
		buf_text(out, "none: ask whoever looks after accounts");
	for (size_t i = 0; i < roles->count; i++) {
		buf_text(out, i > 0 ? "<br>\n" : "");
		html_text(out, row_text(roles, i, "role"));
		if (*row_string(roles, i, "holds") != '\0') {
			buf_text(out, ", ");
			html_text(out, row_text(roles, i, "holds"));
		}
	}
}

static void
person_write(struct buf *out, const struct account *account)
{
	buf_text(out, "<dl class=\"facts\">\n");
	row_begin(out, "Name");
	html_text(out, row_text(&account->person, 0, "name"));
	row_end(out);
	row_begin(out, "User name");
	html_text(out, row_text(&account->person, 0, "username"));
	row_end(out);
	row_begin(out, "Roles");
	roles_write(out, &account->roles);
	row_end(out);
	row_begin(out, "Known to lists of seats, leads and authors as");
	buf_text(out, row_text(&account->person, 0, "called") == NULL ? "nobody: ask for it if you are in one" : "");
	html_text(out, row_text(&account->person, 0, "called"));
	row_end(out);
	buf_text(out, "</dl>\n");
}

/* --- what lets one in --- */

static void
password_write(struct buf *out, const struct account *account)
{
	buf_text(out, "<h2 id=\"password\">Password</h2>\n");
	if (row_true(&account->person, 0, "has_password"))
		buf_text(out, "<p><a href=\"/account/password\">Change your password</a></p>\n");
	else
		buf_text(out, "<p>You have none here: your council's own sign-in lets you in.</p>\n");
}

static void
codes_left_write(struct buf *out, long left)
{
	buf_printf(out,
		"<p>%ld of %d recovery codes %s left. <a href=\"/account/recovery-codes\">Make new ones</a></p>\n",
		left, 10, left == 1 ? "is" : "are");
}

static void
factor_write(struct visit *visit, struct buf *out, const struct rows *factor)
{
	const bool has = row_true(factor, 0, "has");

	buf_text(out, "<h2 id=\"second-factor\">Second factor</h2>\n");
	if (row_true(factor, 0, "wanted"))
		buf_text(out, "<p>The council asks for one from everybody who has a role of yours.</p>\n");
	if (has) {
		buf_text(out, "<p>After your password you are asked for a code from your phone, since ");
		html_text(out, row_text(factor, 0, "added"));
		buf_text(out, ".</p>\n");
		codes_left_write(out, row_integer(factor, 0, "codes_left"));
		buf_text(out, "<p><a href=\"/account/second-factor/removal\">Remove your second factor</a></p>\n");
	} else if (seal_ready(visit->site->conf)) {
		buf_text(out,
			"<p>Your password alone lets you in. With a second factor you are also asked for a code from an app "
			"on your phone, so that a password that somebody else knows is not enough.</p>\n"
			"<p><a href=\"/account/second-factor\">Add a second factor</a></p>\n");
	} else {
		buf_text(out,
			"<p>Your password alone lets you in. A second factor cannot be added yet: whoever runs this site has "
			"not set the key that protects it (factor_key).</p>\n");
	}
}

/* --- sessions --- */

static void
cell_write(struct buf *out, const char *label, const char *text)
{
	buf_printf(out, "<td data-label=\"%s\">", label);
	html_text(out, text);
	buf_text(out, "</td>\n");
}

static void
end_write(const struct visit *visit, struct buf *out, const char *value, const char *label, const char *session,
	const char *of)
{
	buf_text(out, "<form method=\"post\" action=\"/account/sessions\">\n");
	visit_token_field(visit, out);
	if (session != NULL)
		buf_printf(out, "<input type=\"hidden\" name=\"session\" value=\"%s\">\n", session);
	buf_printf(out, "<button class=\"plain\" type=\"submit\" name=\"action\" value=\"%s\">%s", value, label);
	buf_text(out, "<span class=\"hidden-text\">");
	html_text(out, of);
	buf_text(out, "</span></button>\n</form>");
}

static void
session_write(struct visit *visit, struct buf *out, const struct rows *sessions, size_t i)
{
	const char *browser = row_text(sessions, i, "browser"), *begun = row_text(sessions, i, "begun");

	buf_text(out, "<tr>\n<th scope=\"row\">");
	html_text(out, browser);
	buf_text(out, "</th>\n");
	cell_write(out, "Begun", begun);
	cell_write(out, "Last seen", row_text(sessions, i, "seen"));
	cell_write(out, "Address", row_string(sessions, i, "address"));
	buf_text(out, "<td>");
	if (row_true(sessions, i, "own"))
		buf_text(out, "this one");
	else
		end_write(visit, out, "one", "End it", row_text(sessions, i, "session_id"),
			arena_printf(visit->arena, ": %s, begun %s", browser, begun));
	buf_text(out, "</td>\n</tr>\n");
}

static void
sessions_write(struct visit *visit, struct buf *out, const struct rows *sessions)
{
	buf_text(out,
		"<h2 id=\"sessions\">Where you are signed in</h2>\n"
		"<p>If you do not know one of these, end it and change your password.</p>\n"
		"<div class=\"scroll\" role=\"region\" aria-labelledby=\"sessions\" tabindex=\"0\">\n"
		"<table class=\"cards\">\n<thead><tr><th scope=\"col\">Browser</th>"
		"<th scope=\"col\">Begun</th><th scope=\"col\">Last seen</th><th scope=\"col\">Address</th>"
		"<th scope=\"col\">End it</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < sessions->count; i++)
		session_write(visit, out, sessions, i);
	buf_text(out, "</tbody>\n</table></div>\n");
	if (sessions->count > 1)
		end_write(visit, out, "others", "End all others", NULL, " of your sessions");
}

int
account_answer(struct visit *visit)
{
	struct account account;
	struct buf main;
	int rc;

	if (load(visit, &account) != 0)
		return -1;
	buf_init(&main);
	person_write(&main, &account);
	password_write(&main, &account);
	factor_write(visit, &main, &account.factor);
	rc = calendar_write(visit, &main);
	sessions_write(visit, &main, &account.sessions);
	if (rc == 0)
		page_answer(visit, &(struct page){.title = "Your account", .main = &main});
	buf_close(&main);
	return rc;
}

int
session_post(struct visit *visit)
{
	const bool others = str_equal(field_value(&visit->form, "action"), "others");
	const char *session = form_value(&visit->filled, "session");
	struct rows rows;
	uint64_t number;

	if (!others && !str_number(session != NULL ? session : "", INT32_MAX, &number))
		return err_set(&visit->err, ERR_INPUT, "the form was not whole");
	if (db_query(visit->site->db, STMT_ACCOUNT_SESSIONS_END,
		    DB_PARAMS(token_hash(visit->arena, visit->token), others ? NULL : session), visit->arena, &rows,
		    &visit->err) != 0)
		return -1;
	banner_leave(visit, "session-ended",
		row_integer(&rows, 0, "ended") == 1           ? "That session has ended"
			: row_integer(&rows, 0, "ended") == 0 ? "There was nothing to end: it had ended before"
							      : "All your other sessions have ended");
	response_redirect(visit->response, "/account");
	return 0;
}
