/* Passwords: what is one, and Argon2id, with its memory bounded against the number of processes. */
#ifndef AUTH_PASSWORD_H
#define AUTH_PASSWORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "conf/conf.h"

enum {
	PASSWORD_HASH_SIZE = 128, /* of libsodium's string, NUL included */
	PASSWORD_LEAST = 12,      /* characters of a new password */
	PASSWORD_MOST = 128,
	PASSWORD_BYTES = 1024 /* of any: who has chosen theirs under other rules still signs in */
};

/* How much work one check is. */
struct password_cost {
	unsigned long long passes;
	size_t memory; /* bytes */
};

/*
 * The settings' memory for all processes, divided among them. ERR_INPUT with a sentence that
 * names the settings if less than 19 MiB would be left for one.
 */
int password_cost(struct password_cost *cost, const struct conf *conf, struct err *err);

/*
 * Whether it will do as a new password: 12 to 128 characters, none of them a control character, as they are typed (nothing
 * is trimmed or composed), of more than a few kinds, not among the commonest, and more than these names (a list that ends
 * in NULL: the user's, the person's, the council's). ERR_INPUT: what to do instead, as a sentence without the password.
 */
int password_check(const char *password, const char *const names[], struct err *err);

/* ERR_SYSTEM: not enough memory; ERR_INPUT: longer than any may be. Whether it will do is asked before. */
int password_hash(
	char hash[PASSWORD_HASH_SIZE], const char *password, const struct password_cost *cost, struct err *err);

/* The two together. */
int password_new(char hash[PASSWORD_HASH_SIZE], const char *password, const char *const names[],
	const struct password_cost *cost, struct err *err);

/*
 * Whether the password is the hash's. With a NULL hash (nobody of that name) it is false after
 * about as much work, so that the time taken does not tell who exists.
 */
bool password_verify(const char *hash, const char *password, const struct password_cost *cost);

/* Whether the hash was made at another cost: the settings have changed since. */
bool password_outdated(const char *hash, const struct password_cost *cost);

#endif
