/* CSV of any length in constant memory: a record at a time, from blocks of the file. */
#ifndef INTAKE_STREAM_H
#define INTAKE_STREAM_H

#include <stdbool.h>
#include <stddef.h>

#include <sodium.h>

#include "base/err.h"

enum {
	STREAM_BLOCK = 1024 * 1024, /* bytes held; no record is longer */
	STREAM_FIELDS = 64          /* of a record */
};

struct stream {
	int fd;
	const char *path;
	char *block;
	size_t start, end; /* of what is held and not yet read */
	bool begun;        /* a byte-order mark, if there is one, is passed */
	bool ended;        /* the file has no more than is held */
	unsigned next_line;
	crypto_hash_sha256_state digest;
	/* the record: valid until the next one is read */
	unsigned line; /* where it begins */
	size_t count;
	char *fields[STREAM_FIELDS]; /* NUL-terminated, unquoted */
};

enum stream_result {
	STREAM_RECORD,
	STREAM_END,
	STREAM_BROKEN, /* the text is not CSV from `line` on */
	STREAM_LONG,   /* the record at `line` is longer than a block, or has too many fields */
	STREAM_BYTES,  /* the record at `line` is not UTF-8, or holds a NUL; reading can go on */
	STREAM_FAILED  /* reading failed: the error is set */
};

/* Opens a file. ERR_INPUT: it cannot be opened, or is none. */
int stream_open(struct stream *stream, const char *path, struct err *err);
void stream_close(struct stream *stream);

/* The next record: RFC 4180 as in records.h. Blank lines and rows of empty cells are passed over. */
enum stream_result stream_next(struct stream *stream, struct err *err);

/* SHA-256 of the bytes read, which are all once the end was reached, as hexadecimal digits. */
void stream_digest(const struct stream *stream, char text[crypto_hash_sha256_BYTES * 2 + 1]);

#endif
