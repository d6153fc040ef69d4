/* Base64 by libsodium. */
#include "base64.h"

#include <sodium.h>
#include <string.h>

char *
base64_new(const struct buf *bytes)
{
	size_t size = sodium_base64_encoded_len(bytes->length, sodium_base64_VARIANT_ORIGINAL);

	return sodium_bin2base64(mem_alloc(size), size, (const unsigned char *)bytes->data, bytes->length,
		sodium_base64_VARIANT_ORIGINAL);
}

const char *
base64_read(struct arena *arena, const char *text, size_t length)
{
	char *bytes = arena_alloc(arena, length + 1);
	size_t got;

	if (sodium_base642bin((unsigned char *)bytes, length, text, strlen(text), "\n", &got, NULL,
		    sodium_base64_VARIANT_ORIGINAL) != 0)
		return NULL;
	return got == length ? bytes : NULL;
}
