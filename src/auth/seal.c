/* Sealing with XChaCha20-Poly1305, the person in what is authenticated beside. */
#include "auth/seal.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum {
	KEY = crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
	NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
	SEALED = NONCE + TOTP_SECRET + crypto_aead_xchacha20poly1305_ietf_ABYTES,
	BESIDE = 64
};

static bool
key_read(unsigned char key[KEY], const struct conf *conf)
{
	const char *text = conf_text(conf, CONF_FACTOR_KEY);
	size_t length = 0;

	return strlen(text) == (size_t)KEY * 2 &&
		sodium_hex2bin(key, KEY, text, strlen(text), NULL, &length, NULL) == 0 && length == KEY;
}

bool
seal_ready(const struct conf *conf)
{
	return *conf_text(conf, CONF_FACTOR_KEY) != '\0';
}

int
seal_check(const struct conf *conf, struct err *err)
{
	unsigned char key[KEY];
	bool good = !seal_ready(conf) || key_read(key, conf);

	sodium_memzero(key, sizeof(key));
	return good ? 0
		    : err_set(err, ERR_INPUT,
			      "factor_key must be %d hexadecimal digits, as \"openssl rand -hex %d\" makes them",
			      KEY * 2, KEY);
}

/* What is authenticated beside the secret; returns its length. */
static size_t
beside(char with[BESIDE], const char *person)
{
	return (size_t)snprintf(with, BESIDE, "moothall factor of %.20s", person);
}

const char *
seal_close(struct arena *arena, const struct conf *conf, const char *person, const unsigned char secret[TOTP_SECRET])
{
	unsigned char key[KEY], sealed[SEALED];
	char with[BESIDE];
	char *text = arena_alloc(arena, SEALED * 2 + 1);

	if (!key_read(key, conf))
		return NULL;
	randombytes_buf(sealed, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + NONCE, NULL, secret, TOTP_SECRET,
		(const unsigned char *)with, beside(with, person), NULL, sealed, key);
	sodium_memzero(key, sizeof(key));
	return sodium_bin2hex(text, SEALED * 2 + 1, sealed, SEALED);
}

bool
seal_open(unsigned char secret[TOTP_SECRET], const struct conf *conf, const char *person, const char *sealed)
{
	unsigned char key[KEY], bytes[SEALED];
	char with[BESIDE];
	size_t length = 0;
	bool good = sealed != NULL && strlen(sealed) == (size_t)SEALED * 2 && key_read(key, conf) &&
		sodium_hex2bin(bytes, SEALED, sealed, strlen(sealed), NULL, &length, NULL) == 0 && length == SEALED &&
		crypto_aead_xchacha20poly1305_ietf_decrypt(secret, NULL, NULL, bytes + NONCE, SEALED - NONCE,
			(const unsigned char *)with, beside(with, person), bytes, key) == 0;

	sodium_memzero(key, sizeof(key));
	return good;
}
