/*
 * The library does not notice when its temporary files hit a full disk, and packs what is left
 * of them. Every part of a workbook is XML, so each must end as it began.
 */
#include "xlsx.h"

#include <libdeflate.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { END_SIZE = 22, ENTRY_SIZE = 46, LOCAL_SIZE = 30, DEFLATED = 8 };

static uint32_t
little(const unsigned char *at, unsigned bytes)
{
	uint32_t value = 0;

	while (bytes-- > 0)
		value = value << 8 | at[bytes];
	return value;
}

/* "<worksheet …>…</worksheet>" behind its declaration. */
static bool
closes(const char *text, size_t length)
{
	const char *root = strstr(text, "?>");
	size_t name;

	if (root == NULL || (root = strchr(root, '<')) == NULL)
		return false;
	while (length > 0 && text[length - 1] == '\n')
		length--;
	name = strcspn(root + 1, " >/");
	if (length < name + 3)
		return false;
	text += length - name - 3;
	return strncmp(text, "</", 2) == 0 && strncmp(text + 2, root + 1, name) == 0 && text[name + 2] == '>';
}

static bool
part_whole(struct libdeflate_decompressor *inflate, const unsigned char *packed, size_t length, size_t size)
{
	char *text = mem_alloc(size + 1);
	bool good = libdeflate_deflate_decompress(inflate, packed, length, text, size, NULL) == LIBDEFLATE_SUCCESS;

	text[size] = '\0';
	good = good && strlen(text) == size && closes(text, size);
	free(text);
	return good;
}

/* The entry of the packed file's list at `at`; the next one's place, or 0: something is wrong. */
static size_t
entry_whole(struct libdeflate_decompressor *inflate, const unsigned char *bytes, size_t length, size_t at)
{
	const unsigned char *entry = bytes + at;
	size_t packed, size, local, data;

	if (at + ENTRY_SIZE > length || memcmp(entry, "PK\1\2", 4) != 0 || little(entry + 10, 2) != DEFLATED)
		return 0;
	packed = little(entry + 20, 4);
	size = little(entry + 24, 4);
	local = little(entry + 42, 4);
	if (local + LOCAL_SIZE > length || memcmp(bytes + local, "PK\3\4", 4) != 0)
		return 0;
	data = local + LOCAL_SIZE + little(bytes + local + 26, 2) + little(bytes + local + 28, 2);
	if (data + packed > length || !part_whole(inflate, bytes + data, packed, size))
		return 0;
	return at + ENTRY_SIZE + little(entry + 28, 2) + little(entry + 30, 2) + little(entry + 32, 2);
}

bool
xlsx_whole(const char *text, size_t length)
{
	const unsigned char *bytes = (const unsigned char *)text, *end;
	struct libdeflate_decompressor *inflate;
	size_t count, at;

	if (length < END_SIZE)
		return false;
	end = bytes + length - END_SIZE;
	if (memcmp(end, "PK\5\6", 4) != 0)
		return false;
	count = little(end + 10, 2);
	at = count > 0 ? little(end + 16, 4) : 0;
	inflate = libdeflate_alloc_decompressor();
	if (inflate == NULL)
		return false;
	for (size_t i = 0; i < count && at > 0; i++)
		at = entry_whole(inflate, bytes, length, at);
	libdeflate_free_decompressor(inflate);
	return at > 0;
}
