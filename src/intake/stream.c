/* A block of the file is held; records are cut out of it in place, and what is left moves to its front. */
#include "stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"

enum { READ_SIZE = 64 * 1024 };

int
stream_open(struct stream *stream, const char *path, struct err *err)
{
	struct stat st;

	memset(stream, 0, sizeof(*stream));
	stream->path = path;
	stream->next_line = 1;
	stream->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (stream->fd < 0 || fstat(stream->fd, &st) != 0)
		return err_set(err, ERR_INPUT, "could not open %s: %s", path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return err_set(err, ERR_INPUT, "%s is not a file", path);
	stream->block = mem_alloc(STREAM_BLOCK + 1);
	crypto_hash_sha256_init(&stream->digest);
	return 0;
}

void
stream_close(struct stream *stream)
{
	if (stream->fd >= 0)
		close(stream->fd);
	free(stream->block);
	stream->block = NULL;
	stream->fd = -1;
}

/*
 * Adds to what is held, a little at a time: whoever the records go to works on the ones before
 * meanwhile, and should not wait long.
 */
static int
fill(struct stream *stream, struct err *err)
{
	size_t room;
	ssize_t got;

	memmove(stream->block, stream->block + stream->start, stream->end - stream->start);
	stream->end -= stream->start;
	stream->start = 0;
	room = STREAM_BLOCK - stream->end;
	do
		got = read(stream->fd, stream->block + stream->end, room < READ_SIZE ? room : READ_SIZE);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return err_set(err, ERR_INPUT, "could not read %s: %s", stream->path, strerror(errno));
	crypto_hash_sha256_update(&stream->digest, (unsigned char *)stream->block + stream->end, (size_t)got);
	stream->end += (size_t)got;
	stream->ended = got == 0;
	return 0;
}

/* A record being found: nothing is written into the block until all of it is there. */
struct scan {
	size_t at, line_ends;
	size_t starts[STREAM_FIELDS], lengths[STREAM_FIELDS];
	bool quoted[STREAM_FIELDS];
	size_t count;
	bool ascii;
};

enum found { FOUND, FOUND_SHORT, FOUND_BROKEN, FOUND_LONG };

static bool
ends_field(char c)
{
	return c == ',' || c == '\n' || c == '\r';
}

/* A field in quotes, up to behind the closing one; a quote inside is doubled. */
static enum found
scan_quoted(const struct stream *stream, struct scan *scan)
{
	for (;;) {
		const char *text = stream->block + scan->at;

		if (scan->at == stream->end)
			return stream->ended ? FOUND_BROKEN : FOUND_SHORT;
		if (*text == '"') {
			if (scan->at + 1 == stream->end && !stream->ended)
				return FOUND_SHORT;
			if (scan->at + 1 == stream->end || text[1] != '"')
				return FOUND;
			scan->at++;
		} else if (*text == '\n' || (*text == '\r' && text[1] != '\n')) {
			scan->line_ends++;
		} else if ((unsigned char)(*text - 1) >= 0x7F) {
			scan->ascii = false;
		}
		scan->at++;
	}
}

/* A field without quotes; stops at the comma or the end of the line. */
static enum found
scan_plain(const struct stream *stream, struct scan *scan)
{
	const char *text = stream->block + scan->at, *end = stream->block + stream->end;

	for (; text < end && !ends_field(*text); text++) {
		if (*text == '"')
			return FOUND_BROKEN;
		/* NUL, or above ASCII */
		if ((unsigned char)(*text - 1) >= 0x7F)
			scan->ascii = false;
	}
	scan->at = (size_t)(text - stream->block);
	return text == end && !stream->ended ? FOUND_SHORT : FOUND;
}

static enum found
scan_field(const struct stream *stream, struct scan *scan)
{
	bool quoted = scan->at < stream->end && stream->block[scan->at] == '"';
	enum found found;

	if (scan->count == STREAM_FIELDS)
		return FOUND_LONG;
	scan->at += quoted;
	scan->starts[scan->count] = scan->at;
	found = quoted ? scan_quoted(stream, scan) : scan_plain(stream, scan);
	if (found != FOUND)
		return found;
	scan->quoted[scan->count] = quoted;
	scan->lengths[scan->count] = scan->at - scan->starts[scan->count];
	scan->count++;
	scan->at += quoted;
	if (scan->at < stream->end && !ends_field(stream->block[scan->at]))
		return FOUND_BROKEN;
	/* A line may end in CR LF: whether it does must be seen. */
	return scan->at + 1 >= stream->end && !stream->ended ? FOUND_SHORT : FOUND;
}

static enum found
scan_record(const struct stream *stream, struct scan *scan)
{
	const char *block = stream->block;
	enum found found;

	scan->at = stream->start;
	scan->count = scan->line_ends = 0;
	scan->ascii = true;
	while ((found = scan_field(stream, scan)) == FOUND) {
		if (scan->at == stream->end)
			return FOUND;
		if (block[scan->at] != ',') {
			scan->at += block[scan->at] == '\r' && scan->at + 1 < stream->end && block[scan->at + 1] == '\n'
				? 2
				: 1;
			scan->line_ends++;
			return FOUND;
		}
		scan->at++;
	}
	return found;
}

/* Ends each field with a NUL, in the place of its comma, quote or line end; "" becomes ". */
static bool
cut_fields(struct stream *stream, const struct scan *scan)
{
	bool blank = true;

	for (size_t i = 0; i < scan->count; i++) {
		char *field = stream->block + scan->starts[i], *to = field;

		field[scan->lengths[i]] = '\0';
		stream->fields[i] = field;
		blank = blank && scan->lengths[i] == 0;
		if (!scan->quoted[i] || strchr(field, '"') == NULL)
			continue;
		for (const char *from = field; *from != '\0'; from++) {
			*to++ = *from;
			from += *from == '"';
		}
		*to = '\0';
	}
	stream->count = scan->count;
	return !blank;
}

static bool
clean_bytes(const struct stream *stream, const struct scan *scan)
{
	const char *record = stream->block + stream->start;
	size_t length = scan->at - stream->start;

	return scan->ascii || (utf8_valid(record, length) && memchr(record, '\0', length) == NULL);
}

/* Finds the next record, filling the block as far as that takes. -1: reading failed. */
static int
find_record(struct stream *stream, struct scan *scan, enum found *found, struct err *err)
{
	static const char mark[] = "\xEF\xBB\xBF";

	for (;;) {
		*found = stream->start < stream->end || stream->ended ? scan_record(stream, scan) : FOUND_SHORT;
		if (*found != FOUND_SHORT)
			return 0;
		if (stream->end - stream->start == STREAM_BLOCK) {
			*found = FOUND_LONG;
			return 0;
		}
		if (fill(stream, err) != 0)
			return -1;
		if (!stream->begun && stream->end >= strlen(mark)) {
			stream->begun = true;
			if (memcmp(stream->block, mark, strlen(mark)) == 0)
				stream->start = strlen(mark);
		}
	}
}

enum stream_result
stream_next(struct stream *stream, struct err *err)
{
	bool content, clean;
	struct scan scan;

	do {
		enum found found;

		if (find_record(stream, &scan, &found, err) != 0)
			return STREAM_FAILED;
		stream->line = stream->next_line;
		if (stream->start == stream->end && stream->ended)
			return STREAM_END;
		if (found != FOUND)
			return found == FOUND_BROKEN ? STREAM_BROKEN : STREAM_LONG;
		clean = clean_bytes(stream, &scan);
		content = cut_fields(stream, &scan);
		stream->next_line += (unsigned)scan.line_ends;
		stream->start = scan.at;
	} while (!content && clean);
	return clean ? STREAM_RECORD : STREAM_BYTES;
}

void
stream_digest(const struct stream *stream, char text[crypto_hash_sha256_BYTES * 2 + 1])
{
	crypto_hash_sha256_state state = stream->digest;
	unsigned char hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256_final(&state, hash);
	sodium_bin2hex(text, sizeof(hash) * 2 + 1, hash, sizeof(hash));
}
