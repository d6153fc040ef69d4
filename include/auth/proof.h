/* Proving once more who one is: a code of the second factor after the password, or either before administration. */
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
	PROOF_USED,   /* a code that was used before */
	PROOF_OLD,    /* a code of `wait` minutes ago: a clock is slow */
	PROOF_CLOSED, /* what the codes are made from cannot be opened with this host's key */
	PROOF_WAIT,   /* too many attempts; `wait` seconds to go */
	PROOF_ENDED   /* too many attempts, or it was over before: the session is no more */
};

/*
 * Whoever has a second factor is asked for a code of it or a recovery code, others for their password. With `new_hash`
 * all are asked for their password, which becomes that hash's; their other sessions end.
 */
struct proof {
	struct session_from from;
	const char *password, *code; /* as typed; NULL */
	const char *new_hash;        /* NULL */
	char token[TOKEN_TEXT];      /* of the session from here on */
	enum proof_result result;
	long wait;
	bool recovered;  /* what was sent is a recovery code */
	long codes_left; /* of those, afterwards */
};

/*
 * Tries it in the open transaction, which is committed on the way so that the attempt counts and no transaction is
 * open while a password is checked. Another is open afterwards, which knows whoever has proved it. -1 for faults only.
 */
int proof_try(struct db *db, struct arena *arena, const struct conf *conf, const struct password_cost *cost,
	struct proof *proof, struct err *err);

#endif
