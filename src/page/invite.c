/* Inviting somebody, and the link by which they set their password. */
#include "auth/password.h"
#include "users.h"

#include <sodium.h>
#include <string.h>

#include "base/str.h"
#include "out/out.h"

/* --- making a link --- */

/* What stands in it is shown on this page and nowhere else: the database has its hash. */
static void
link_page(struct visit *visit, const char *title, const char *username, const char *name, const struct rows *made,
	const char *token)
{
	struct buf main;

	buf_init(&main);
	buf_text(&main, "<p>Give this link to ");
	html_text(&main, name);
	buf_text(&main, ". It works once, until ");
	html_text(&main, row_text(made, 0, "ends"));
	buf_text(&main, ".</p>\n");
	shown_once_write(&main,
		&(struct shown_once){.id = "link",
			.label = "The link",
			.hint = "Whoever has it can set the password, so send it by a way that only they read. This site sends "
				"no mail.",
			.site = row_text(made, 0, "site"),
			.path = "/invitation/",
			.token = token});
	buf_text(&main, "<p><a href=\"/users/");
	buf_url(&main, username);
	buf_text(&main, "\">Their page</a></p>\n<p><a href=\"/users/invite\">Invite somebody else</a></p>\n");
	visit->filled = (struct form_filled){0};
	page_answer(visit, &(struct page){.title = title, .subtitle = name, .main = &main});
	buf_close(&main);
}

/* --- a new person --- */

const struct form_spec invite_spec = {
	.page = invite_form,
	.fields = {{.name = "username",
			   .label = "User name",
			   .hint = "What they sign in with: up to 64 small letters, digits, “.”, “_” and “-”. It cannot be "
				   "changed later.",
			   .missing = "Enter a user name",
			   .attributes = "autocomplete=\"off\" autocapitalize=\"none\" spellcheck=\"false\""},
		NAME_FIELD, EMAIL_FIELD,
		{.name = "role",
			.kind = FIELD_CHECKS,
			.label = "Roles",
			.hint = "What they may see and do is the sum of these.",
			.missing = "Choose at least one role",
			.choices = role_choices},
		{.name = "from",
			.kind = FIELD_DAY,
			.label = "First day of these roles (optional)",
			.hint = "Such as 3 May 2017 or 03/05/2017. Without one they begin today.",
			.attributes = "autocomplete=\"off\""},
		{.name = "to",
			.kind = FIELD_DAY,
			.label = "Last day of these roles (optional)",
			.hint = "Days of their own for each role are given on the person's page.",
			.attributes = "autocomplete=\"off\""},
		{.name = "called",
			.kind = FIELD_SELECT,
			.label = "Known to lists as (optional)",
			.hint = "A name that a list of seats, leads or authors has and that is nobody's yet. Others are given on "
				"the person's page."}},
	.buttons = {{NULL, "Invite"}},
};

static int
offer_names(struct visit *visit)
{
	struct form_choice *choices;
	struct rows free;

	if (db_query(visit->site->db, STMT_NAMES_FREE, DB_PARAMS(NULL), visit->arena, &free, &visit->err) != 0)
		return -1;
	choices = arena_array(visit->arena, free.count + 1, sizeof(*choices));
	choices[0] = (struct form_choice){.value = "", .label = "No name"};
	for (size_t i = 0; i < free.count; i++)
		choices[i + 1] = (struct form_choice){.value = row_text(&free, i, "name"),
			.label = row_text(&free, i, "name"),
			.group = row_text(&free, i, "kind")};
	form_choices(&visit->filled, "called", free.count + 1, choices);
	return 0;
}

int
invite_form(struct visit *visit)
{
	const struct form_place place = {.action = "/users/invite"};
	struct buf main;

	visit->filled.spec = &invite_spec;
	if (offer_names(visit) != 0)
		return -1;
	buf_init(&main);
	buf_text(&main,
		"<p>They get a link by which they set their own password. Until then they cannot sign in.</p>\n");
	form_write(visit, &main, &visit->filled, &place);
	buf_text(&main, "<p><a href=\"/users\">Invite nobody</a></p>\n");
	page_answer(visit, &(struct page){.title = "Invite somebody", .main = &main});
	buf_close(&main);
	return 0;
}

int
invite_post(struct visit *visit)
{
	const struct form_filled *filled = &visit->filled;
	const char *called = form_value(filled, "called");
	const char *names = array_literal(visit->arena, !str_blank(called), &called);
	const char *username = form_value(filled, "username"), *name = form_value(filled, "name");
	char token[TOKEN_TEXT];
	struct rows made;

	token_new(token);
	if (db_query(visit->site->db, STMT_PERSON_INVITE,
		    DB_PARAMS(username, name, form_value(filled, "email"), names,
			    form_array(visit->arena, filled, "role"), form_day(filled, "from"), form_day(filled, "to"),
			    token_hash(visit->arena, token)),
		    visit->arena, &made, &visit->err) != 0)
		return form_refused(visit);
	link_page(visit, "Invited", row_text(&made, 0, "username"), name, &made, token);
	return 0;
}

/* --- a new link for somebody who is there --- */

const struct form_spec user_link_spec = {
	.page = user_link_form,
	.fields = {{.name = "since", .kind = FIELD_HIDDEN}},
	.buttons = {{NULL, "Make the link"}},
};

int
user_link_form(struct visit *visit)
{
	const struct form_place place = {.action = visit->request->path};
	struct rows user;
	struct buf main;

	if (user_load(visit, &user) != 0)
		return -1;
	visit->filled.spec = &user_link_spec;
	form_set(&visit->filled, "since", row_text(&user, 0, "version"));
	buf_init(&main);
	buf_text(&main,
		"<p>By the link they set a new password, once. A link that was made before ends now; the password that they "
		"have, and what they are signed in with, hold until the new one is used.</p>\n");
	form_write(visit, &main, &visit->filled, &place);
	buf_text(&main, "<p><a href=\"/users/");
	buf_url(&main, visit->subject);
	buf_text(&main, "\">Make no link</a></p>\n");
	page_answer(visit,
		&(struct page){
			.title = "A link to set a password", .subtitle = row_text(&user, 0, "title"), .main = &main});
	buf_close(&main);
	return 0;
}

int
user_link_post(struct visit *visit)
{
	char token[TOKEN_TEXT];
	struct rows user, made;

	if (user_load(visit, &user) != 0)
		return -1;
	token_new(token);
	if (db_query(visit->site->db, STMT_PERSON_LINK,
		    DB_PARAMS(visit->subject, token_hash(visit->arena, token), form_value(&visit->filled, "since")),
		    visit->arena, &made, &visit->err) != 0)
		return form_refused(visit);
	link_page(visit, "The link is made", visit->subject, row_text(&user, 0, "title"), &made, token);
	return 0;
}

/* --- using it: nobody is signed in --- */

const struct form_spec invitation_spec = {
	.page = invitation_form,
	.fields =
		{{.name = "password",
			 .kind = FIELD_PASSWORD,
			 .label = "New password",
			 .hint = "12 to 128 characters. Several words that do not belong together are easy to keep in mind and "
				 "hard to guess.",
			 .missing = "Enter a password",
			 .attributes = "autocomplete=\"new-password\""},
			{.name = "again",
				.kind = FIELD_PASSWORD,
				.label = "The same once more",
				.missing = "Enter the password once more",
				.attributes = "autocomplete=\"new-password\""}},
	.buttons = {{NULL, "Set the password"}},
};

/* One sentence for all that is wrong with a link: it tells nothing to whoever only tries. */
static int
no_invitation(struct visit *visit)
{
	struct buf main;

	buf_init(&main);
	buf_text(&main,
		"<p>It was used, its time is over, or it was never made. Whoever looks after accounts at your council can "
		"make a new one.</p>\n<p><a href=\"/sign-in\">Sign in</a></p>\n<p><a href=\"/contact\">Contact</a></p>\n");
	visit->filled = (struct form_filled){0};
	page_answer(visit, &(struct page){.title = "This link does not work", .main = &main});
	buf_close(&main);
	visit->response->status = 404;
	return 0;
}

/* Whom the link of the address is for, and the names that their password must be more than; no rows: for nobody. */
static int
find_invitation(struct visit *visit, struct rows *found)
{
	return db_query(visit->site->db, STMT_INVITATION_FIND, DB_PARAMS(token_hash(visit->arena, visit->subject)),
		visit->arena, found, &visit->err);
}

int
invitation_form(struct visit *visit)
{
	const struct form_place place = {.action = visit->request->path};
	char token[TOKEN_TEXT];
	struct rows found;
	struct buf main;

	if (find_invitation(visit, &found) != 0)
		return -1;
	if (found.count == 0)
		return no_invitation(visit);
	if (visit->token == NULL) {
		token_new(token);
		visit_renew(visit, token);
	}
	visit->filled.spec = &invitation_spec;
	buf_init(&main);
	buf_text(&main, "<p>For ");
	html_text(&main, row_text(&found, 0, "full_name"));
	buf_text(&main, ". Your user name is <strong>");
	html_text(&main, row_text(&found, 0, "username"));
	buf_text(&main, "</strong>: with it and this password you sign in.</p>\n");
	form_write(visit, &main, &visit->filled, &place);
	page_answer(visit, &(struct page){.title = "Set your password", .main = &main});
	buf_close(&main);
	return 0;
}

static const char *const *
names_of(struct visit *visit, const struct rows *found)
{
	const char **names = arena_array(visit->arena, found->count + 1, sizeof(*names));

	for (size_t i = 0; i < found->count; i++)
		names[i] = row_text(found, i, "name");
	names[found->count] = NULL;
	return names;
}

/* The hash takes a while, in which no transaction is open. */
static int
use(struct visit *visit, const char *password)
{
	char hash[PASSWORD_HASH_SIZE];
	struct rows used;

	if (db_commit(visit->site->db, &visit->err) != 0 ||
		password_hash(hash, password, &visit->site->cost, &visit->err) != 0 || visit_begin(visit) != 0 ||
		db_query(visit->site->db, STMT_INVITATION_USE,
			DB_PARAMS(token_hash(visit->arena, visit->subject), hash), visit->arena, &used,
			&visit->err) != 0)
		return -1;
	if (row_text(&used, 0, "username") == NULL)
		return no_invitation(visit);
	banner_leave(visit, "password-set", row_text(&used, 0, "username"));
	response_redirect(visit->response, "/sign-in");
	return 0;
}

int
invitation_post(struct visit *visit)
{
	const char *password = form_value(&visit->filled, "password");
	struct err why = {0};
	struct rows found;

	if (find_invitation(visit, &found) != 0)
		return -1;
	if (found.count == 0)
		return no_invitation(visit);
	if (!str_equal(password, form_value(&visit->filled, "again")))
		return form_refuse(visit, "again", 422, "This is not the same password");
	if (password_check(password, names_of(visit, &found), &why) != 0)
		return form_refuse(visit, "password", 422, why.text);
	return use(visit, password);
}
