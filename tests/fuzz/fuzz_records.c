/* short: 2000 runs */
/* CSV at once and CSV by blocks must find the same records, and the same place where it is none. */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <unistd.h>

#include "../../src/intake/records.h"
#include "../../src/intake/stream.h"
#include "fuzz.h"

static bool
same(const struct stream *stream, const struct record *record)
{
	if (stream->line != record->line || stream->count != record->count)
		return false;
	for (size_t i = 0; i < record->count; i++)
		if (strcmp(stream->fields[i], record->fields[i]) != 0)
			return false;
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static int fd = -1;
	static char path[32];
	struct arena *arena = fuzz_arena();
	const char *text = arena_bytes(arena, (const char *)data, size);
	enum stream_result result = STREAM_FAILED;
	struct records records;
	struct stream stream;
	struct err err = {0};
	size_t at = 0;

	if (fd < 0) {
		fd = memfd_create("fuzz", 0);
		snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	}
	MUST(ftruncate(fd, 0) == 0 && pwrite(fd, data, size, 0) == (ssize_t)size);
	MUST(stream_open(&stream, path, &err) == 0);
	/* blanks around a field libcsv drops at once, and the ledger's reader later */
	if (strlen(text) != size || !utf8_valid(text, size) || strpbrk(text, " \t") != NULL) {
		while ((result = stream_next(&stream, &err)) == STREAM_RECORD || result == STREAM_BYTES)
			at++;
		MUST(at <= size && result != STREAM_FAILED);
	} else {
		size_t mark = size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

		records_read(arena, text + mark, size - mark, &records);
		while ((result = stream_next(&stream, &err)) == STREAM_RECORD) {
			MUST(at < records.count && same(&stream, &records.list[at]));
			at++;
		}
		/* a row of too many blank cells is one for the ledger, and for other files it is no row */
		if (result != STREAM_LONG)
			MUST(at == records.count && result == (records.broken_line > 0 ? STREAM_BROKEN : STREAM_END));
	}
	stream_close(&stream);
	return 0;
}
