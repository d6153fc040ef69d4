/* Proving once more who one is. */
#include "auth/proof.h"

#include <sodium.h>
#include <stdlib.h>

#include "auth/recovery.h"
#include "auth/seal.h"
#include "base/str.h"

int
proof_means(struct db *db, struct arena *arena, const struct conf *conf, const char *token, struct proof_means *means,
	struct err *err)
{
	struct rows rows;

	if (db_query(db, STMT_PROOF_BY, DB_PARAMS(token_hash(arena, token), conf_text(conf, CONF_IDLE_MINUTES)), arena,
		    &rows, err) != 0)
		return -1;
	means->username = row_text(&rows, 0, "username");
	means->code = row_true(&rows, 0, "by_code");
	means->password = row_true(&rows, 0, "by_password");
	return 0;
}

/* What an attempt has with it on its way. */
struct attempt {
	struct db *db;
	struct arena *arena;
	const struct conf *conf;
	struct proof *proof;
	const char *token, *idle; /* parameters */
	struct rows rows;         /* what it is judged by */
	const char *means;        /* for the trail: password, code, recovery code */
	const char *step, *recovery;
};

/* The next transaction: it knows from where it is asked. */
static int
begin(const struct attempt *a, struct err *err)
{
	struct visitor visitor;

	return session_begin(a->db, a->arena, a->conf, &a->proof->from, NULL, &visitor, err);
}

static int
refused(const struct attempt *a, struct err *err)
{
	struct rows rows;

	if (db_query(a->db, STMT_PROOF_REFUSED, DB_PARAMS(a->token, a->idle, a->means), a->arena, &rows, err) != 0)
		return -1;
	if (row_true(&rows, 0, "ended"))
		a->proof->result = PROOF_ENDED;
	return 0;
}

/* What can be used once is used in the database, which may find that it was. */
static int
done(const struct attempt *a, struct err *err)
{
	struct proof *proof = a->proof;
	const char *verdict;
	struct rows rows;

	token_new(proof->token);
	if (db_query(a->db, STMT_PROOF_DONE,
		    DB_PARAMS(a->token, a->idle, token_hash(a->arena, proof->token), a->means, a->step, a->recovery),
		    a->arena, &rows, err) != 0)
		return -1;
	verdict = row_text(&rows, 0, "verdict");
	if (!str_equal(verdict, "right")) {
		proof->result = str_equal(verdict, "used") ? PROOF_USED : PROOF_WRONG;
		return refused(a, err);
	}
	proof->codes_left = row_integer(&rows, 0, "codes_left");
	return 0;
}

static int
change_password(const struct attempt *a, struct err *err)
{
	token_new(a->proof->token);
	return db_query(a->db, STMT_PASSWORD_CHANGE,
		DB_PARAMS(a->token, a->idle, token_hash(a->arena, a->proof->token), a->proof->new_hash), a->arena, NULL,
		err);
}

/* --- judging --- */

static void
judge_password(struct attempt *a, const struct password_cost *cost)
{
	a->means = "password";
	if (!password_verify(row_text(&a->rows, 0, "password_hash"), a->proof->password, cost))
		a->proof->result = PROOF_WRONG;
}

/* Six digits, however they were grouped; NULL: something else. */
static const char *
digits(struct arena *arena, const char *typed)
{
	char *code = arena_string(arena, typed), *to = code;

	for (; *typed != '\0'; typed++)
		if (*typed >= '0' && *typed <= '9')
			*to++ = *typed;
		else if (*typed != ' ')
			return NULL;
	*to = '\0';
	return to - code == TOTP_DIGITS ? code : NULL;
}

static int
judge_digits(struct attempt *a, const char *code, struct err *err)
{
	static const enum proof_result results[] = {[TOTP_RIGHT] = PROOF_DONE,
		[TOTP_WRONG] = PROOF_WRONG,
		[TOTP_USED] = PROOF_USED,
		[TOTP_OLD] = PROOF_OLD};
	unsigned char secret[TOTP_SECRET];
	struct totp_check check = {.secret = secret,
		.code = code,
		.at = strtoll(row_string(&a->rows, 0, "at"), NULL, 10),
		.last_step = strtoll(row_string(&a->rows, 0, "last_step"), NULL, 10)};
	int rc;

	a->means = "code";
	if (!seal_open(secret, a->conf, row_text(&a->rows, 0, "person_id"), row_text(&a->rows, 0, "sealed"), NULL)) {
		a->proof->result = PROOF_CLOSED;
		return 0;
	}
	rc = totp_check(&check, err);
	sodium_memzero(secret, sizeof(secret));
	a->proof->result = results[check.result];
	a->proof->wait = (long)check.minutes;
	a->step = arena_printf(a->arena, "%lld", (long long)check.step);
	return rc;
}

static int
judge_code(struct attempt *a, struct err *err)
{
	const char *typed = a->proof->code != NULL ? a->proof->code : "";
	const char *code = digits(a->arena, typed);

	if (code != NULL)
		return judge_digits(a, code, err);
	a->means = "recovery code";
	a->recovery = recovery_hash(a->arena, typed);
	a->proof->recovered = a->recovery != NULL;
	if (a->recovery == NULL)
		a->proof->result = PROOF_WRONG;
	return 0;
}

static int
judge(struct attempt *a, const struct password_cost *cost, struct err *err)
{
	a->proof->result = PROOF_DONE;
	if (a->proof->new_hash == NULL && row_text(&a->rows, 0, "sealed") != NULL)
		return judge_code(a, err);
	judge_password(a, cost);
	return 0;
}

int
proof_try(struct db *db, struct arena *arena, const struct conf *conf, const struct password_cost *cost,
	struct proof *proof, struct err *err)
{
	struct attempt a = {.db = db,
		.arena = arena,
		.conf = conf,
		.proof = proof,
		.token = token_hash(arena, proof->from.token),
		.idle = conf_text(conf, CONF_IDLE_MINUTES)};

	if (db_query(db, STMT_PROOF_ATTEMPT, DB_PARAMS(a.token, a.idle), arena, &a.rows, err) != 0 ||
		db_commit(db, err) != 0)
		return -1;
	if (row_text(&a.rows, 0, "person_id") == NULL || row_text(&a.rows, 0, "wait_seconds") != NULL) {
		proof->result = row_text(&a.rows, 0, "person_id") == NULL ? PROOF_ENDED : PROOF_WAIT;
		proof->wait = row_integer(&a.rows, 0, "wait_seconds");
		return begin(&a, err);
	}
	if (judge(&a, cost, err) != 0 || begin(&a, err) != 0)
		return -1;
	if (proof->result != PROOF_DONE)
		return refused(&a, err);
	return proof->new_hash != NULL ? change_password(&a, err) : done(&a, err);
}
