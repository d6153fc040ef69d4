/* Changing one's own password. */
#include "auth/password.h"
#include "proof.h"
#include "visit.h"

#include <sodium.h>

#include "base/str.h"
#include "out/out.h"

const struct form_spec password_spec = {
	.page = password_form,
	.fields = {{.name = "present",
			   .kind = FIELD_PASSWORD,
			   .label = "Your present password",
			   .missing = "Enter your present password",
			   .attributes = "autocomplete=\"current-password\""},
		{.name = "new",
			.kind = FIELD_PASSWORD,
			.label = "The new password",
			.hint = "12 to 128 characters: three or four words that have nothing to do with each other are long "
				"and easy to remember. It may not be a common one, or little more than a name.",
			.missing = "Enter the new password",
			.attributes = "autocomplete=\"new-password\""},
		{.name = "again",
			.kind = FIELD_PASSWORD,
			.label = "The new password once more",
			.missing = "Enter the new password once more",
			.attributes = "autocomplete=\"new-password\""}},
	.buttons = {{NULL, "Change the password"}},
};

int
password_form(struct visit *visit)
{
	const struct form_place place = {.action = "/account/password"};
	struct proof_means means;
	struct rows rows;
	struct buf main;

	if (proof_means(visit->site->db, visit->arena, visit->site->conf, visit->token, &means, &visit->err) != 0 ||
		db_query(visit->site->db, STMT_ACCOUNT_PERSON, DB_NONE, visit->arena, &rows, &visit->err) != 0)
		return -1;
	if (!row_true(&rows, 0, "has_password"))
		return err_set(
			&visit->err, ERR_CONFLICT, "you have no password here: your council's own sign-in lets you in");
	visit->filled.spec = &password_spec;
	buf_init(&main);
	buf_text(&main, "<p>Other browsers in which you are signed in will be signed out.</p>\n");
	form_write(visit, &main, &visit->filled, &place);
	buf_text(&main, "<p><a href=\"/account\">Leave it as it is</a></p>\n");
	page_answer(visit, &(struct page){.title = "Change your password", .main = &main});
	buf_close(&main);
	return 0;
}

/* The names that it must be more than, as password_check wants them; NULL at a fault. */
static const char *const *
names_load(struct visit *visit)
{
	const char **names;
	struct rows rows;

	if (db_query(visit->site->db, STMT_PASSWORD_NAMES, DB_PARAMS(visit->visitor.username), visit->arena, &rows,
		    &visit->err) != 0)
		return NULL;
	names = arena_array(visit->arena, rows.count + 1, sizeof(*names));
	for (size_t i = 0; i < rows.count; i++)
		names[i] = row_text(&rows, i, "name");
	return names;
}

/* Why it will not do, said at its field; NULL: it will, and `hash` is its. Faults are in visit->err. */
static const char *
new_refusal(struct visit *visit, char hash[PASSWORD_HASH_SIZE])
{
	const char *new = form_value(&visit->filled, "new");
	const char *const *names = names_load(visit);
	struct err why = {0};

	if (names == NULL)
		return NULL;
	if (str_equal(new, form_value(&visit->filled, "present")))
		return "Choose another than the present one";
	if (password_new(hash, new, names, &visit->site->cost, &why) == 0)
		return NULL;
	if (why.code == ERR_INPUT)
		return arena_string(visit->arena, why.text);
	visit->err = why;
	return NULL;
}

static int
change(struct visit *visit, const char *hash)
{
	struct proof proof = {
		.from = {.token = visit->token, .address = visit->request->address, .request = visit->request->id},
		.password = form_value(&visit->filled, "present"),
		.new_hash = hash};
	struct refusal refusal = {0};

	if (proof_try(visit->site->db, visit->arena, visit->site->conf, &visit->site->cost, &proof, &visit->err) != 0)
		return -1;
	if (proof.result != PROOF_DONE)
		return proof_refusal(visit, &proof, &refusal) != 0
			? -1
			: form_refuse(visit, "present", refusal.status, refusal.said);
	visit_renew(visit, proof.token);
	banner_leave(visit, "password-changed", NULL);
	response_redirect(visit->response, "/account");
	return 0;
}

int
password_post(struct visit *visit)
{
	char hash[PASSWORD_HASH_SIZE];
	const char *why;
	int rc;

	if (!str_equal(form_value(&visit->filled, "new"), form_value(&visit->filled, "again")))
		return form_refuse(visit, "again", 422, "The two new passwords are not the same");
	why = new_refusal(visit, hash);
	if (visit->err.code != ERR_NONE)
		return -1;
	if (why != NULL)
		return form_refuse(visit, "new", 422, why);
	rc = change(visit, hash);
	sodium_memzero(hash, sizeof(hash));
	return rc;
}
