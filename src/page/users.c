/* What administrators change of a user: a page of its own for each kind of change. */
#include "users.h"

#include <string.h>

#include "base/address.h"
#include "base/str.h"
#include "out/out.h"

/* --- what these pages share --- */

/* What was queued before comes with it. */
int
user_load(struct visit *visit, struct rows *user)
{
	if (db_query(visit->site->db, STMT_PERSON_SCOPE, DB_PARAMS(visit->subject), visit->arena, user, &visit->err) !=
		0)
		return -1;
	if (user->count == 0)
		return err_set(&visit->err, ERR_ABSENT, "there is no user \"%s\"", visit->subject);
	return 0;
}

const char *
user_called(const struct rows *user)
{
	const char *name = row_text(user, 0, "title");

	return strlen(name) < 60 ? name : row_text(user, 0, "username");
}

int
user_done(struct visit *visit, const char *code, const char *of)
{
	return banner_go(visit, code, of, address(visit->arena, "users", visit->subject));
}

int
user_done_to(struct visit *visit, const char *code)
{
	struct rows user;

	if (user_load(visit, &user) != 0)
		return -1;
	return user_done(visit, code, user_called(&user));
}

void
user_page(struct visit *visit, const struct rows *user, const char *title, struct buf *main)
{
	/* What is shown is what is changed: whoever has seen it may go on from there. */
	form_set(&visit->filled, "since", row_text(user, 0, "version"));
	form_page(visit, title, row_text(user, 0, "title"), main, address(visit->arena, "users", visit->subject));
}

/* --- what they are called, and where they are written to --- */

const struct form_spec user_details_spec = {
	.page = user_details_form,
	.fields = {NAME_FIELD, EMAIL_FIELD, {.name = "since", .kind = FIELD_HIDDEN}},
	.buttons = {{NULL, "Save"}},
};

int
user_details_form(struct visit *visit)
{
	const bool sent = visit->request->method == METHOD_POST;
	struct rows user;
	struct buf main;

	if (user_load(visit, &user) != 0)
		return -1;
	visit->filled.spec = &user_details_spec;
	if (!sent) {
		form_set(&visit->filled, "name", row_text(&user, 0, "title"));
		form_set(&visit->filled, "email", row_text(&user, 0, "email"));
	}
	buf_init(&main);
	buf_text(&main,
		"<p>What they may see does not depend on it: a seat or a lead follows from the names by which lists know "
		"them. What they did before goes on to bear their user name.</p>\n");
	user_page(visit, &user, "Name and e-mail address", &main);
	buf_close(&main);
	return 0;
}

int
user_details_post(struct visit *visit)
{
	const struct form_filled *filled = &visit->filled;
	const char *email = form_value(filled, "email");

	if (db_query(visit->site->db, STMT_PERSON_DETAILS,
		    DB_PARAMS(visit->subject, form_value(filled, "name"), email != NULL ? email : "",
			    form_value(filled, "since")),
		    NULL, NULL, &visit->err) != 0)
		return form_refused(visit);
	return user_done_to(visit, "details");
}

/* --- roles --- */

const struct form_choice role_choices[] = {
	{"member", "Member", "Released figures, and the papers of their committees", NULL},
	{"officer", "Officer", "Figures before release; writes commentary on what they lead on", NULL},
	{"analyst", "Analyst", "Imports, corrects and releases figures", NULL},
	{"finance", "Finance", "Imports and releases money; cost centres and postings", NULL},
	{"chief_officer", "Chief officer", "All of the service, exempt papers included; signs reports off", NULL},
	{"committee_officer", "Committee officer", "Puts packs together and publishes them; exempt papers", NULL},
	{"auditor", "Auditor", "The audit trail, users, and public papers", NULL},
	{"admin", "Administrator", "Users, roles, sessions and settings; no figures", NULL}, {0}};

const struct form_spec user_roles_spec = {
	.page = user_roles_form,
	.fields = {{.name = "role",
			   .kind = FIELD_RADIOS,
			   .label = "Role",
			   .missing = "Choose a role",
			   .choices = role_choices},
		{.name = "from",
			.kind = FIELD_DAY,
			.label = "First day (optional)",
			.hint = "Such as 3 May 2017 or 03/05/2017. Without one the role begins today.",
			.attributes = "autocomplete=\"off\""},
		{.name = "to",
			.kind = FIELD_DAY,
			.label = "Last day (optional)",
			.hint = "The last on which it holds. Without one it does not end, and a role that you end here ends "
				"at once.",
			.attributes = "autocomplete=\"off\""},
		{.name = "since", .kind = FIELD_HIDDEN}},
	.buttons = {{"give", "Give the role, or change its days"}, {"end", "End the role"}},
};

void
user_roles_write(struct buf *out, const struct rows *roles)
{
	if (roles->count == 0)
		buf_text(out, "<p>They have no role.</p>\n");
	else
		buf_text(out, "<ul>\n");
	for (size_t i = 0; i < roles->count; i++) {
		buf_text(out, "<li>");
		html_text(out, row_text(roles, i, "words"));
		buf_text(out, "</li>\n");
	}
	buf_text(out, roles->count == 0 ? "" : "</ul>\n");
}

int
user_roles_form(struct visit *visit)
{
	struct rows user, roles;
	struct buf main;

	if (db_ask(visit->site->db, STMT_PERSON_ROLES, DB_PARAMS(visit->subject), visit->arena, &roles, &visit->err) !=
			0 ||
		user_load(visit, &user) != 0)
		return -1;
	visit->filled.spec = &user_roles_spec;
	buf_init(&main);
	user_roles_write(&main, &roles);
	if (row_true(&user, 0, "is_self"))
		buf_text(&main,
			"<p>This is you: you may end a role of yours, and another administrator gives you one.</p>\n");
	user_page(visit, &user, "Give or end roles", &main);
	buf_close(&main);
	return 0;
}

int
user_roles_post(struct visit *visit)
{
	const struct form_filled *filled = &visit->filled;
	const bool ends = str_equal(field_value(&visit->form, "action"), "end");
	const char *role = form_value(filled, "role"), *to = form_day(filled, "to"),
		   *since = form_value(filled, "since");
	struct rows said;
	int rc;

	if (ends)
		rc = db_query(visit->site->db, STMT_PERSON_ROLE_END, DB_PARAMS(visit->subject, role, to, since),
			visit->arena, &said, &visit->err);
	else
		rc = db_query(visit->site->db, STMT_PERSON_ROLE_GIVE,
			DB_PARAMS(visit->subject, role, form_day(filled, "from"), to, since), visit->arena, &said,
			&visit->err);
	return rc != 0 ? form_refused(visit) : user_done(visit, "role", row_text(&said, 0, "said"));
}

/* --- the names by which lists know them --- */

enum { NAMES_SHOWN = 300 };

const struct form_spec user_names_spec = {
	.page = user_names_form,
	.fields = {{.name = "called", .kind = FIELD_CHECKS, .label = "Names"},
		{.name = "other",
			.label = "A name that is not offered here (optional)",
			.hint = "Exactly as a list of seats, leads or authors has it.",
			.most = 300,
			.attributes = "autocomplete=\"off\""},
		{.name = "since", .kind = FIELD_HIDDEN}},
	.buttons = {{NULL, "Save"}},
};

/* Those that they have, and those that nobody has. */
static size_t
name_choices(struct visit *visit, const struct rows *called, const struct rows *free)
{
	struct form_choice *choices = arena_array(visit->arena, called->count + NAMES_SHOWN, sizeof(*choices));
	size_t count = 0, offered = free->count < NAMES_SHOWN ? free->count : NAMES_SHOWN;

	for (size_t i = 0; i < called->count; i++)
		choices[count++] = (struct form_choice){.value = row_text(called, i, "name"),
			.label = row_text(called, i, "name"),
			.group = "Known to lists as"};
	for (size_t i = 0; i < offered; i++)
		choices[count++] = (struct form_choice){.value = row_text(free, i, "name"),
			.label = row_text(free, i, "name"),
			.hint = row_text(free, i, "what"),
			.group = arena_printf(visit->arena, "Nobody's yet: %s", row_text(free, i, "kind"))};
	form_choices(&visit->filled, "called", count, choices);
	return free->count - offered;
}

static void
name_search_write(struct visit *visit, struct buf *out, const char *text)
{
	buf_text(out, "<form class=\"filter find\" method=\"get\" action=\"");
	html_attr(out, visit->request->path);
	buf_text(out,
		"\">\n<div class=\"field\"><label for=\"find-name\">Find a name, or where it stands</label>\n"
		"<input id=\"find-name\" name=\"text\" autocomplete=\"off\" value=\"");
	html_attr(out, text != NULL ? text : "");
	buf_text(out, "\"></div>\n<button type=\"submit\">Find</button>\n</form>\n");
}

int
user_names_form(struct visit *visit)
{
	const char *text = field_value(&visit->request->query, "text");
	const bool sent = visit->request->method == METHOD_POST;
	struct rows user, called, free;
	struct buf main;
	size_t more;

	if (db_ask(visit->site->db, STMT_PERSON_CALLED, DB_PARAMS(visit->subject), visit->arena, &called,
		    &visit->err) != 0 ||
		db_ask(visit->site->db, STMT_NAMES_FREE, DB_PARAMS(text), visit->arena, &free, &visit->err) != 0 ||
		user_load(visit, &user) != 0)
		return -1;
	visit->filled.spec = &user_names_spec;
	more = name_choices(visit, &called, &free);
	for (size_t i = 0; !sent && i < called.count; i++)
		form_check_choice(visit->arena, &visit->filled, "called", row_text(&called, i, "name"));
	buf_init(&main);
	buf_text(&main,
		"<p>Lists of seats, lead officers and authors know people by name. Who has a name has what follows from it: "
		"a seat opens the papers of its committee, a lead writes the commentary. A name is one person's.</p>\n");
	name_search_write(visit, &main, text);
	if (more > 0)
		buf_printf(&main, "<p>%zu more are not shown: find them by a part of the name.</p>\n", more);
	if (free.count == 0)
		buf_text(&main, "<p>No list has such a name that is nobody's yet.</p>\n");
	user_page(visit, &user, "Names by which lists know them", &main);
	buf_close(&main);
	return 0;
}

int
user_names_post(struct visit *visit)
{
	struct form_filled *filled = &visit->filled;
	const char *other = form_value(filled, "other");

	if (!str_blank(other))
		form_check_choice(visit->arena, filled, "called", other);
	if (db_query(visit->site->db, STMT_PERSON_NAMES_SET,
		    DB_PARAMS(visit->subject, form_array(visit->arena, filled, "called"), form_value(filled, "since")),
		    NULL, NULL, &visit->err) != 0)
		return form_refused(visit);
	return user_done_to(visit, "names");
}
