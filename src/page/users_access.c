/* What ends or opens a user's way in: sessions, a lost second factor, disabling and enabling. */
#include "users.h"

#include <string.h>

#include "base/str.h"
#include "out/out.h"

/* --- sessions --- */

const struct form_spec user_sessions_spec = {
	.page = user_sessions_form,
	.fields =
		{{.name = "session", .kind = FIELD_RADIOS, .label = "Signed in now", .missing = "Choose which to end"},
			{.name = "since", .kind = FIELD_HIDDEN}},
	.buttons = {{NULL, "End it"}},
};

static void
session_choices(struct visit *visit, const struct rows *sessions)
{
	struct form_choice *choices = arena_array(visit->arena, sessions->count + 1, sizeof(*choices));

	choices[0] = (struct form_choice){.value = "all", .label = "All of them"};
	for (size_t i = 0; i < sessions->count; i++)
		choices[i + 1] = (struct form_choice){.value = row_text(sessions, i, "session_id"),
			.label = arena_printf(visit->arena, "Since %s, from %s", row_text(sessions, i, "since"),
				row_string(sessions, i, "address")),
			.hint = row_text(sessions, i, "browser")};
	form_choices(&visit->filled, "session", sessions->count + 1, choices);
}

int
user_sessions_form(struct visit *visit)
{
	struct rows user, sessions;
	struct buf main;

	if (db_ask(visit->site->db, STMT_PERSON_SESSIONS, DB_PARAMS(visit->subject), visit->arena, &sessions,
		    &visit->err) != 0 ||
		user_load(visit, &user) != 0)
		return -1;
	visit->filled.spec = &user_sessions_spec;
	session_choices(visit, &sessions);
	buf_init(&main);
	buf_text(&main,
		sessions.count == 0
			? "<p>They are not signed in anywhere.</p>\n"
			: "<p>What is ended asks for the password at its next page. Whoever has it can sign in again: to keep "
			  "somebody out, disable them.</p>\n");
	user_page(visit, &user, "End sessions", &main);
	buf_close(&main);
	return 0;
}

int
user_sessions_post(struct visit *visit)
{
	const char *session = form_value(&visit->filled, "session");
	const bool all = str_equal(session, "all");

	if (!all && (strspn(session, "0123456789") != strlen(session) || strlen(session) > 9))
		return form_refuse(visit, "session", 422, "Choose which to end");
	if (db_query(visit->site->db, STMT_PERSON_SESSIONS_END, DB_PARAMS(visit->subject, all ? NULL : session), NULL,
		    NULL, &visit->err) != 0)
		return form_refused(visit);
	return user_done_to(visit, "sessions");
}

static int
access_post(struct visit *visit, enum stmt stmt, const char *code)
{
	if (db_query(visit->site->db, stmt, DB_PARAMS(visit->subject, form_value(&visit->filled, "since")), NULL, NULL,
		    &visit->err) != 0)
		return form_refused(visit);
	return user_done_to(visit, code);
}

/* --- a second factor that was lost --- */

static const struct form_choice proofs[] = {{"in-person", "Face to face", NULL, NULL},
	{"telephone", "By telephone, at the number that the council has", NULL, NULL},
	{"manager", "By their manager, who knows of it", NULL, NULL}, {0}};

const struct form_spec user_factor_spec = {
	.page = user_factor_form,
	.fields = {{.name = "proof",
			   .kind = FIELD_RADIOS,
			   .label = "How you have seen to it that it is them",
			   .hint = "It goes on record.",
			   .missing = "Choose how you have seen to it that it is them",
			   .choices = proofs},
		{.name = "since", .kind = FIELD_HIDDEN}},
	.buttons = {{NULL, "Take it away"}},
};

int
user_factor_form(struct visit *visit)
{
	struct rows user;
	struct buf main;

	if (user_load(visit, &user) != 0)
		return -1;
	visit->filled.spec = &user_factor_spec;
	buf_init(&main);
	buf_text(&main,
		row_true(&user, 0, "has_factor")
			? "<p>See to it first that it is them who asks. They are signed out everywhere, and sign in with the password alone until they have added "
			  "another. Their recovery codes go with it.</p>\n"
			: "<p>They have no second factor.</p>\n");
	user_page(visit, &user, "Take away the second factor?", &main);
	buf_close(&main);
	return 0;
}

int
user_factor_post(struct visit *visit)
{
	const struct form_filled *filled = &visit->filled;

	if (db_query(visit->site->db, STMT_FACTOR_RESET,
		    DB_PARAMS(visit->subject, form_value(filled, "proof"), form_value(filled, "since")), NULL, NULL,
		    &visit->err) != 0)
		return form_refused(visit);
	return user_done_to(visit, "factor-reset");
}

/* --- disabling and enabling: each asks once --- */

const struct form_spec user_disable_spec = {
	.page = user_disable_form,
	.fields = {{.name = "since", .kind = FIELD_HIDDEN}},
	.buttons = {{NULL, "Disable"}},
};
const struct form_spec user_enable_spec = {
	.page = user_enable_form,
	.fields = {{.name = "since", .kind = FIELD_HIDDEN}},
	.buttons = {{NULL, "Enable"}},
};

static int
access_form(struct visit *visit, const struct form_spec *spec, const char *title, const char *text)
{
	struct rows user, roles;
	struct buf main;

	if (db_ask(visit->site->db, STMT_PERSON_ROLES, DB_PARAMS(visit->subject), visit->arena, &roles, &visit->err) !=
			0 ||
		user_load(visit, &user) != 0)
		return -1;
	visit->filled.spec = spec;
	buf_init(&main);
	buf_printf(&main, "<p>%s</p>\n<p>Their roles:</p>\n", text);
	user_roles_write(&main, &roles);
	user_page(visit, &user, title, &main);
	buf_close(&main);
	return 0;
}

int
user_disable_form(struct visit *visit)
{
	return access_form(visit, &user_disable_spec, "Disable this user?",
		"They are signed out everywhere at once, and cannot sign in. Their name stays on what they did, and their "
		"roles and names stay for when they are enabled again.");
}

int
user_enable_form(struct visit *visit)
{
	return access_form(visit, &user_enable_spec, "Enable this user?",
		"They can sign in again with the password that they had. End first what they should no longer have.");
}

int
user_disable_post(struct visit *visit)
{
	return access_post(visit, STMT_PERSON_DISABLE, "disabled");
}

int
user_enable_post(struct visit *visit)
{
	return access_post(visit, STMT_PERSON_ENABLE, "enabled");
}
