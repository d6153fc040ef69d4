/*
 * What the database keeps of a second factor is sealed with a key that the hosts have and it has not (factor_key), for
 * one person: a copy of the database makes no codes, and a row copied to somebody else opens nothing.
 */
#ifndef AUTH_SEAL_H
#define AUTH_SEAL_H

#include "auth/totp.h"
#include "conf/conf.h"

/* Whether there is a key. ERR_INPUT: what is set is none; it is not repeated. */
bool seal_ready(const struct conf *conf);
int seal_check(const struct conf *conf, struct err *err);

/* As hexadecimal digits, for a parameter. There must be a key. */
const char *seal_close(
	struct arena *arena, const struct conf *conf, const char *person, const unsigned char secret[TOTP_SECRET]);
/*
 * False: no key that is set, another person, or damaged. `sealed` may be anything; NULL. by_first, unless NULL: whether it
 * is sealed with the first key, that of today.
 */
bool seal_open(unsigned char secret[TOTP_SECRET], const struct conf *conf, const char *person, const char *sealed,
	bool *by_first);

#endif
