/* Recovery codes, in the digits and letters of Crockford's base32, of which none is taken for another. */
#include "auth/recovery.h"

#include <sodium.h>
#include <string.h>

enum { HASH = 32 };

static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";

const char *
recovery_new(struct arena *arena)
{
	char code[RECOVERY_CHARACTERS + 1] = "";
	const char *text = "";

	for (size_t i = 0; i < RECOVERY_CHARACTERS; i++)
		code[i] = alphabet[randombytes_uniform(sizeof(alphabet) - 1)];
	for (size_t i = 0; i < RECOVERY_CHARACTERS; i += 4)
		text = arena_printf(arena, "%s%s%.4s", text, i > 0 ? "-" : "", code + i);
	sodium_memzero(code, sizeof(code));
	return text;
}

/* As it is in the alphabet: o is zero, i and l are one. '\0': it is not. */
static char
character(char typed)
{
	if (typed >= 'A' && typed <= 'Z')
		typed = (char)(typed - 'A' + 'a');
	if (typed == 'o')
		return '0';
	if (typed == 'i' || typed == 'l')
		return '1';
	return typed != '\0' && strchr(alphabet, typed) != NULL ? typed : '\0';
}

const char *
recovery_hash(struct arena *arena, const char *typed)
{
	unsigned char hash[HASH];
	char code[RECOVERY_CHARACTERS], *text;
	size_t length = 0;

	for (; *typed != '\0'; typed++) {
		if (strchr(" -", *typed) != NULL)
			continue;
		if (length == RECOVERY_CHARACTERS || character(*typed) == '\0')
			return NULL;
		code[length++] = character(*typed);
	}
	/* Those that were made before these were longer go on. */
	if (length != RECOVERY_CHARACTERS && length != RECOVERY_BEFORE)
		return NULL;
	crypto_generichash(hash, HASH, (const unsigned char *)code, length, NULL, 0);
	text = arena_alloc(arena, HASH * 2 + 1);
	return sodium_bin2hex(text, HASH * 2 + 1, hash, HASH);
}
