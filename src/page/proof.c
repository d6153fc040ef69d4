/* Proving who one is, on a page: what was sent, and what is said of it. */
#include "proof.h"

#include "base/log.h"
#include "base/str.h"

int
proof_ask(struct visit *visit, struct form_filled *filled, struct proof_means *means)
{
	const size_t password = form_field(filled->spec, "proof-password");
	const size_t code = form_field(filled->spec, "proof-code");

	if (proof_means(visit->site->db, visit->arena, visit->site->conf, visit->token, means, &visit->err) != 0)
		return -1;
	filled->fields[password].absent = !means->password;
	filled->fields[code].absent = !means->code;
	/* What is wrong with the form as a whole is said at its first row. */
	if (means->code && filled->fields[password].error != NULL) {
		filled->fields[code].error = filled->fields[password].error;
		filled->fields[password].error = NULL;
	}
	return 0;
}

/* "2 minutes", and a part of one is one more. */
static const char *
minutes(struct visit *visit, long seconds)
{
	long count = (seconds + 59) / 60;

	return arena_printf(visit->arena, "%ld minute%s", count, count == 1 ? "" : "s");
}

const char *
proof_old_words(struct visit *visit, long count)
{
	return arena_printf(visit->arena,
		"This is the code of %s ago. Enter the one that your phone shows now; if it shows this one, its clock is "
		"slow: let the phone set its clock by itself",
		minutes(visit, count * 60));
}

int
proof_refusal(struct visit *visit, const struct proof *proof, struct refusal *refusal)
{
	refusal->status = proof->result == PROOF_WAIT ? 429 : 422;
	switch (proof->result) {
	case PROOF_DONE:
		break;
	case PROOF_WRONG:
		refusal->said = proof->password != NULL
			? "The password is wrong"
			: "The code is wrong. If the clock of your phone is more than half a minute off, so are its "
			  "codes: let the phone set its clock by itself";
		break;
	case PROOF_USED:
		refusal->said = proof->recovered ? "This recovery code was used before: each lets you in once"
						 : "This code was used before: wait until your phone shows the next";
		break;
	case PROOF_OLD:
		refusal->said = proof_old_words(visit, proof->wait);
		break;
	case PROOF_CLOSED:
		log_line("a second factor cannot be opened: factor_key is not the one that it was added with");
		refusal->said = "This site cannot check your codes any more. Use a recovery code, or ask whoever looks "
				"after accounts to remove your second factor";
		break;
	case PROOF_WAIT:
		response_header(visit->response, "Retry-After", "%ld", proof->wait);
		refusal->said = arena_printf(
			visit->arena, "There were too many attempts. Try again in %s", minutes(visit, proof->wait));
		break;
	case PROOF_ENDED:
		if (db_commit(visit->site->db, &visit->err) != 0)
			return -1;
		return err_set(
			&visit->err, ERR_AUTH, "you were signed out after too many wrong attempts: sign in again");
	}
	return 0;
}

static void
say_codes_left(struct visit *visit, long left)
{
	banner_leave(visit, "recovery-used",
		left == 0           ? "None is left"
			: left == 1 ? "1 is left"
				    : arena_printf(visit->arena, "%ld are left", left));
}

int
proof_take(
	struct visit *visit, const struct form_filled *filled, const struct proof_means *means, struct refusal *refusal)
{
	struct proof proof = {
		.from = {.token = visit->token, .address = visit->request->address, .request = visit->request->id}};

	*refusal = (struct refusal){NULL, 422};
	if (means->code)
		proof.code = form_value(filled, "proof-code");
	else
		proof.password = form_value(filled, "proof-password");
	if (means->code ? str_blank(proof.code) : proof.password == NULL || *proof.password == '\0') {
		refusal->said = means->code ? "Enter a code" : "Enter your password";
		return 0;
	}
	if (proof_try(visit->site->db, visit->arena, visit->site->conf, &visit->site->cost, &proof, &visit->err) != 0)
		return -1;
	if (proof.result != PROOF_DONE) {
		log_line("somebody at %s did not prove who they are", proof.from.address);
		return proof_refusal(visit, &proof, refusal);
	}
	visit->visitor.fresh = true;
	visit_renew(visit, proof.token);
	if (proof.recovered)
		say_codes_left(visit, proof.codes_left);
	return 0;
}

void
proof_refuse(struct form_filled *filled, const struct proof_means *means, const char *said)
{
	filled->fields[form_field(filled->spec, means->code ? "proof-code" : "proof-password")].error = said;
}
