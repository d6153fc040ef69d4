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

enum { KEY_TEXT = KEY * 2 };

/* The setting is keys with blanks between: the first seals, all open, so that a new one can take the old one's place. */
static const char *
key_next(const char *text)
{
	text += strcspn(text, " ");
	return text + strspn(text, " ");
}

static bool
key_read(unsigned char key[KEY], const char *text)
{
	size_t length = 0;

	return strcspn(text, " ") == KEY_TEXT && sodium_hex2bin(key, KEY, text, KEY_TEXT, NULL, &length, NULL) == 0 &&
		length == KEY;
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
	bool good = true;

	for (const char *text = conf_text(conf, CONF_FACTOR_KEY); *text != '\0'; text = key_next(text))
		good = good && key_read(key, text);
	sodium_memzero(key, sizeof(key));
	return good ? 0
		    : err_set(err, ERR_INPUT,
			      "factor_key must be %d hexadecimal digits, as \"openssl rand -hex %d\" makes them, or "
			      "several such keys with blanks between, the new one first",
			      KEY_TEXT, KEY);
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

	if (!key_read(key, conf_text(conf, CONF_FACTOR_KEY)))
		return NULL;
	randombytes_buf(sealed, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + NONCE, NULL, secret, TOTP_SECRET,
		(const unsigned char *)with, beside(with, person), NULL, sealed, key);
	sodium_memzero(key, sizeof(key));
	return sodium_bin2hex(text, SEALED * 2 + 1, sealed, SEALED);
}

bool
seal_open(unsigned char secret[TOTP_SECRET], const struct conf *conf, const char *person, const char *sealed,
	bool *by_first)
{
	const char *const first = conf_text(conf, CONF_FACTOR_KEY), *text = first;
	unsigned char key[KEY], bytes[SEALED];
	char with[BESIDE];
	size_t length = 0;
	bool good = false;

	if (sealed == NULL || strlen(sealed) != (size_t)SEALED * 2 ||
		sodium_hex2bin(bytes, SEALED, sealed, strlen(sealed), NULL, &length, NULL) != 0 || length != SEALED)
		return false;
	for (; !good && *text != '\0'; text = key_next(text)) {
		good = key_read(key, text) &&
			crypto_aead_xchacha20poly1305_ietf_decrypt(secret, NULL, NULL, bytes + NONCE, SEALED - NONCE,
				(const unsigned char *)with, beside(with, person), bytes, key) == 0;
		if (good && by_first != NULL)
			*by_first = text == first;
	}
	sodium_memzero(key, sizeof(key));
	return good;
}
