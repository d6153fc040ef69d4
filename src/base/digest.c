/* SHA-256 by libsodium. */
#include "base/digest.h"

#include <sodium.h>

const char *
digest_hex(struct arena *arena, const void *bytes, size_t length)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char *text = arena_alloc(arena, sizeof(hash) * 2 + 1);

	crypto_hash_sha256(hash, bytes, length);
	return sodium_bin2hex(text, sizeof(hash) * 2 + 1, hash, sizeof(hash));
}
