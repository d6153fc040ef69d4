/* Proving once more who one is. */
#include "auth/proof.h"

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

static int
begin(struct db *db, struct arena *arena, const struct conf *conf, const struct proof *proof, struct err *err)
{
	struct visitor visitor;

	return session_begin(db, arena, conf, &proof->from, &visitor, err);
}

static int
refused(struct db *db, struct arena *arena, const struct conf *conf, struct proof *proof, struct err *err)
{
	struct rows rows;

	if (begin(db, arena, conf, proof, err) != 0 ||
		db_query(db, STMT_PROOF_REFUSED,
			DB_PARAMS(token_hash(arena, proof->from.token), conf_text(conf, CONF_IDLE_MINUTES), "password"),
			arena, &rows, err) != 0)
		return -1;
	proof->result = row_true(&rows, 0, "ended") ? PROOF_ENDED : PROOF_WRONG;
	return 0;
}

static int
done(struct db *db, struct arena *arena, const struct conf *conf, struct proof *proof, struct err *err)
{
	proof->result = PROOF_DONE;
	token_new(proof->token);
	if (begin(db, arena, conf, proof, err) != 0)
		return -1;
	return db_query(db, STMT_PROOF_DONE,
		DB_PARAMS(token_hash(arena, proof->from.token), conf_text(conf, CONF_IDLE_MINUTES),
			token_hash(arena, proof->token), "password"),
		arena, NULL, err);
}

int
proof_try(struct db *db, struct arena *arena, const struct conf *conf, const struct password_cost *cost,
	struct proof *proof, struct err *err)
{
	struct rows rows;

	if (db_query(db, STMT_PROOF_ATTEMPT,
		    DB_PARAMS(token_hash(arena, proof->from.token), conf_text(conf, CONF_IDLE_MINUTES)), arena, &rows,
		    err) != 0 ||
		db_commit(db, err) != 0)
		return -1;
	if (row_text(&rows, 0, "person_id") == NULL || row_text(&rows, 0, "wait_seconds") != NULL) {
		proof->result = row_text(&rows, 0, "person_id") == NULL ? PROOF_ENDED : PROOF_WAIT;
		proof->wait = row_integer(&rows, 0, "wait_seconds");
		return begin(db, arena, conf, proof, err);
	}
	if (!password_verify(row_text(&rows, 0, "password_hash"), proof->password, cost))
		return refused(db, arena, conf, proof, err);
	return done(db, arena, conf, proof, err);
}
