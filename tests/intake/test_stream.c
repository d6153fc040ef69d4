/* CSV by blocks says what CSV at once says: on random texts, and across the ends of blocks. */
#include "../../src/intake/stream.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../../src/intake/records.h"
#include "base/buf.h"

#include "../check.h"

static struct arena *arena;
static char path[] = "/tmp/moothall-stream.XXXXXX";

static void
write_file(const char *bytes, size_t length)
{
	FILE *file = fopen(path, "w");

	if (file == NULL || fwrite(bytes, 1, length, file) != length || fclose(file) != 0)
		abort();
}

static bool
same_record(const struct stream *stream, const struct record *record)
{
	if (stream->line != record->line || stream->count != record->count)
		return false;
	for (size_t i = 0; i < record->count; i++)
		if (strcmp(stream->fields[i], record->fields[i]) != 0)
			return false;
	return true;
}

/* Whether both readers find the same records, and the same end or break. */
static bool
agree(const char *bytes, size_t length)
{
	struct records records;
	struct stream stream;
	struct err err = {0};
	enum stream_result result = STREAM_FAILED;
	size_t i = 0;
	bool same;

	arena_reset(arena);
	records_read(arena, bytes, length, &records);
	write_file(bytes, length);
	same = stream_open(&stream, path, &err) == 0;
	while (same && (result = stream_next(&stream, &err)) == STREAM_RECORD) {
		same = i < records.count && same_record(&stream, &records.list[i]);
		i++;
	}
	stream_close(&stream);
	return same && i == records.count && result == (records.broken_line > 0 ? STREAM_BROKEN : STREAM_END);
}

static void
random_texts(void)
{
	static const char letters[] = "ab,,\"\"\n\r";
	unsigned state = 1;
	char text[24];

	for (unsigned n = 0; n < 20000; n++) {
		size_t length = n % sizeof(text);

		for (size_t i = 0; i < length; i++) {
			state = state * 1103515245 + 12345;
			text[i] = letters[(state >> 16) % (sizeof(letters) - 1)];
		}
		if (!agree(text, length)) {
			CHECK_TEXT(arena_bytes(arena, text, length), "the same as records_read");
			return;
		}
	}
	CHECK(true);
}

/* Records that begin and end at every place around the end of a block. */
static void
block_ends(void)
{
	struct buf text;
	unsigned bad = 0;

	buf_init(&text);
	for (size_t shift = 0; shift < 40; shift++) {
		buf_clear(&text);
		while (text.length < STREAM_BLOCK - shift)
			buf_char(&text, text.length % 100 == 99 ? '\n' : 'x');
		buf_text(&text, "\r\n1,\"two \"\"2\"\"\nlines\",3\r\n\"4\",5\r\n\r\n6\r7");
		bad += !agree(text.data, text.length);
	}
	CHECK(bad == 0);
	buf_close(&text);
}

static enum stream_result
first(const char *bytes, size_t length, struct stream *stream)
{
	struct err err = {0};

	write_file(bytes, length);
	if (stream_open(stream, path, &err) != 0)
		return STREAM_FAILED;
	return stream_next(stream, &err);
}

static void
refusals(void)
{
	struct stream stream;
	struct err err = {0};
	struct buf text;
	char digest[crypto_hash_sha256_BYTES * 2 + 1];

	CHECK(first("a\xFF,b\nc,d\n", 8, &stream) == STREAM_BYTES && stream.line == 1);
	CHECK(stream_next(&stream, &err) == STREAM_RECORD && stream.line == 2);
	stream_close(&stream);
	CHECK(first("a\0,b\n", 5, &stream) == STREAM_BYTES);
	stream_close(&stream);
	CHECK(first("\"a\"\0,b\n", 7, &stream) == STREAM_BROKEN);
	stream_close(&stream);
	CHECK(first("\xEF\xBB\xBF"
		    "a,b",
		      6, &stream) == STREAM_RECORD);
	CHECK_TEXT(stream.fields[0], "a");
	CHECK(stream_next(&stream, &err) == STREAM_END);
	stream_digest(&stream, digest);
	/* printf '\357\273\277a,b' | sha256sum */
	CHECK_TEXT(digest, "e3d20f4c9852cfe9eb1cbbe16c6838ff24945899a5fdb7575847d913ffadfa85");
	stream_close(&stream);
	CHECK(first("", 0, &stream) == STREAM_END);
	stream_close(&stream);
	buf_init(&text);
	while (text.length < STREAM_BLOCK + 10)
		buf_char(&text, 'x');
	CHECK(first(text.data, text.length, &stream) == STREAM_LONG);
	stream_close(&stream);
	buf_clear(&text);
	for (unsigned i = 0; i < STREAM_FIELDS; i++)
		buf_char(&text, ',');
	CHECK(first(text.data, text.length, &stream) == STREAM_LONG);
	stream_close(&stream);
	buf_close(&text);
	CHECK(stream_open(&stream, "/tmp", &err) == -1 && err.code == ERR_INPUT);
	stream_close(&stream);
	CHECK(stream_open(&stream, "/nonexistent", &err) == -1);
	stream_close(&stream);
}

int
main(void)
{
	int fd = mkstemp(path);

	if (fd < 0)
		return 99;
	close(fd);
	arena = arena_new();
	random_texts();
	block_ends();
	refusals();
	arena_free(arena);
	unlink(path);
	return check_done();
}
