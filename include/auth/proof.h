/* Proving once more who one is: the password again before administration. */
#ifndef AUTH_PROOF_H
#define AUTH_PROOF_H

#include <stdbool.h>

#include "auth/session.h"

/* What a session's person can prove it by; neither: another site signs them in, and they have no second factor. */
struct proof_means {
	const char *username;
	bool code, password;
};
int proof_means(struct db *db, struct arena *arena, const struct conf *conf, const char *token,
	struct proof_means *means, struct err *err);

enum proof_result {
	PROOF_DONE,
	PROOF_WRONG,
	PROOF_WAIT, /* too many attempts; `wait` seconds to go */
	PROOF_ENDED /* too many attempts, or it was over before: the session is no more */
};

struct proof {
	struct session_from from;
	const char *password;
	char token[TOKEN_TEXT]; /* of the session from here on */
	enum proof_result result;
	long wait;
};

/*
 * Tries it in the open transaction, which is committed on the way so that the attempt counts and no transaction is
 * open while the password is checked. Another is open afterwards, which knows whoever has proved it. -1 for faults only.
 */
int proof_try(struct db *db, struct arena *arena, const struct conf *conf, const struct password_cost *cost,
	struct proof *proof, struct err *err);

#endif
