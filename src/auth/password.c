/* Argon2id through libsodium. RFC 9106; OWASP's least is 19 MiB and two passes. */
#include "auth/password.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum { LEAST_MIB = 19, PASSES = 2, MIB = 1024 * 1024 };

_Static_assert(PASSWORD_HASH_SIZE == crypto_pwhash_argon2id_STRBYTES, "libsodium's string has another size");

int
password_cost(struct password_cost *cost, const struct conf *conf, struct err *err)
{
	unsigned all = conf_number(conf, CONF_PASSWORD_MEMORY_MB);
	unsigned processes = conf_number(conf, CONF_PROCESSES);

	if (all / processes < LEAST_MIB)
		return err_set(err, ERR_INPUT,
			"password_memory_mb %u divided among processes %u leaves less than %d MiB "
			"for one password check: raise the one or lower the other",
			all, processes, LEAST_MIB);
	cost->passes = PASSES;
	cost->memory = (size_t)(all / processes) * MIB;
	return 0;
}

int
password_hash(char hash[PASSWORD_HASH_SIZE], const char *password, const struct password_cost *cost, struct err *err)
{
	size_t length = strlen(password);

	if (length > PASSWORD_BYTES)
		return err_set(err, ERR_INPUT, "a password has at most %d bytes", PASSWORD_BYTES);
	if (sodium_init() < 0 || crypto_pwhash_argon2id_str(hash, password, length, cost->passes, cost->memory) != 0)
		return err_set(
			err, ERR_SYSTEM, "could not hash the password: not enough memory (%zu bytes)", cost->memory);
	return 0;
}

int
password_new(char hash[PASSWORD_HASH_SIZE], const char *password, const char *const names[],
	const struct password_cost *cost, struct err *err)
{
	return password_check(password, names, err) == 0 ? password_hash(hash, password, cost, err) : -1;
}

/* Work for nothing, so that the time taken does not tell whether there is such a user. */
static void
work(const char *password, size_t length, unsigned long long passes, size_t memory)
{
	static const unsigned char salt[crypto_pwhash_argon2id_SALTBYTES] = {0};
	unsigned char key[32];

	if (memory >= crypto_pwhash_argon2id_MEMLIMIT_MIN &&
		crypto_pwhash_argon2id(
			key, sizeof(key), password, length, salt, passes, memory, crypto_pwhash_ALG_ARGON2ID13) == 0)
		sodium_memzero(key, sizeof(key));
}

/* What a hash of before the cost was raised takes less than one of today; all of it for what is no hash. */
static size_t
missing_memory(const char *hash, const struct password_cost *cost)
{
	const size_t wanted = cost->memory / 1024 * cost->passes;
	size_t memory = 0, passes = 0;

	if (sscanf(hash, "$argon2id$v=19$m=%zu,t=%zu,", &memory, &passes) != 2)
		memory = 0;
	return memory * passes < wanted ? (wanted - memory * passes) / cost->passes * 1024 : 0;
}

bool
password_verify(const char *hash, const char *password, const struct password_cost *cost)
{
	size_t length = strlen(password);
	bool right;

	if (sodium_init() < 0 || length > PASSWORD_BYTES)
		return false;
	if (hash == NULL)
		hash = "";
	right = crypto_pwhash_argon2id_str_verify(hash, password, length) == 0;
	work(password, length, cost->passes, missing_memory(hash, cost));
	return right;
}

bool
password_outdated(const char *hash, const struct password_cost *cost)
{
	return crypto_pwhash_argon2id_str_needs_rehash(hash, cost->passes, cost->memory) == 1;
}
