/*
 * The token is keyed BLAKE2b of a constant, with the cookie's token as the key: it needs no
 * storage, changes with each sign-in, and does not give the cookie away.
 */
#include "auth/csrf.h"

#include <sodium.h>
#include <string.h>

#include "auth/session.h"

void
csrf_token(char text[CSRF_TEXT], const char *cookie)
{
	unsigned char hash[crypto_generichash_BYTES];

	crypto_generichash(
		hash, sizeof(hash), (const unsigned char *)"csrf", 4, (const unsigned char *)cookie, strlen(cookie));
	sodium_bin2base64(text, CSRF_TEXT, hash, sizeof(hash), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

bool
csrf_valid(const char *sent, const char *cookie)
{
	char wanted[CSRF_TEXT];

	if (sent == NULL || !token_valid(cookie) || strlen(sent) != CSRF_TEXT - 1)
		return false;
	csrf_token(wanted, cookie);
	return sodium_memcmp(sent, wanted, CSRF_TEXT - 1) == 0;
}
