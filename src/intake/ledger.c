/* A ledger's file goes through a block of memory into COPY, and the database closes it with its sums. */
#include "ledger.h"

#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "posting.h"
#include "stream.h"

enum {
	PROBLEMS_MOST = 1000, /* of one file: whoever has more knows enough */
	SEND_SIZE = 32 * 1024,
	RESET_EVERY = 1024 /* rows whose scratch is kept */
};

struct load {
	struct intake *intake;
	struct intake_part *part;
	struct db *db; /* NULL: only checked */
	struct stream stream;
	struct posting_rules rules;
	size_t at[POSTING_COLUMNS]; /* field of each column */
	bool held[POSTING_COLUMNS];
	size_t width, problems;
	struct buf out;
};

bool
is_streamed(const struct kind *kind)
{
	return kind->load == STMT_LEDGER_OPEN;
}

/* Texts of a problem outlive the record; false: there have been enough. */
static bool
fault(struct load *load, unsigned line, const char *column, const char *value, const char *expected)
{
	struct arena *arena = load->intake->arena;

	problem_add(load->intake, load->part->name, line, column, arena_string(arena, value),
		arena_string(arena, expected));
	if (++load->problems < PROBLEMS_MOST)
		return true;
	problem_add(load->intake, load->part->name, line, NULL, NULL,
		": the rest of the file was not read: too many problems");
	return false;
}

static bool
read_header(struct load *load)
{
	const struct kind_column *columns = load->part->kind->columns;
	const struct stream *stream = &load->stream;
	static const struct value_rule text = {.type = VALUE_TEXT};
	size_t before = load->intake->problem_count;

	load->width = stream->count;
	for (size_t i = 0; i < stream->count; i++) {
		const char *name = value_read(load->intake->arena, &text, stream->fields[i]);
		size_t c = 0;

		while (columns[c].name != NULL && !str_equal(columns[c].name, name))
			c++;
		if (columns[c].name == NULL) {
			warn_unknown(load->intake, load->part->name, stream->fields[i]);
		} else if (load->held[c]) {
			fault(load, stream->line, NULL, name, "allowed twice in the header");
		} else {
			load->held[c] = true;
			load->at[c] = i;
		}
	}
	for (size_t c = 0; columns[c].name != NULL; c++)
		if (columns[c].required && !load->held[c])
			fault(load, stream->line, NULL, NULL,
				arena_printf(
					load->intake->arena, "a column \"%s\", which is missing", columns[c].name));
	return load->intake->problem_count == before;
}

/* False: enough problems. */
static bool
read_row(struct load *load)
{
	const struct kind_column *columns = load->part->kind->columns;
	const struct stream *stream = &load->stream;
	const char *fields[POSTING_COLUMNS];
	struct posting_fault faults[POSTING_COLUMNS];
	bool more = true;
	size_t count;

	load->part->row_count++;
	if (stream->count != load->width)
		return fault(load, stream->line, NULL,
			arena_printf(load->rules.scratch, "a row of %zu fields", stream->count),
			arena_printf(load->rules.scratch, "one of %zu, as the header has", load->width));
	for (size_t c = 0; c < POSTING_COLUMNS; c++)
		fields[c] = load->held[c] ? stream->fields[load->at[c]] : NULL;
	count = posting_write(&load->rules, &load->out, stream->line, fields, faults);
	for (size_t i = 0; i < count && more; i++)
		more = fault(load, stream->line, columns[faults[i].column].name,
			faults[i].blank ? NULL : fields[faults[i].column], faults[i].expected);
	return more;
}

static int
send(struct load *load, struct err *err)
{
	int rc = 0;

	if (load->db != NULL)
		rc = db_copy_data(load->db, load->out.data, load->out.length, err);
	buf_clear(&load->out);
	return rc;
}

/* What stops a file; 1: the record can be read. */
static int
take_result(struct load *load, enum stream_result result)
{
	unsigned line = load->stream.line;

	switch (result) {
	case STREAM_RECORD:
		return 1;
	case STREAM_BROKEN:
		fault(load, line, NULL, NULL, "CSV as in RFC 4180: a quote that is not closed, or text beside one");
		return 0;
	case STREAM_LONG:
		fault(load, line, NULL, NULL, "a row of 1 MB and 64 fields at most");
		return 0;
	case STREAM_BYTES:
		load->part->row_count++;
		return fault(load, line, NULL, "a byte", "UTF-8 text") ? 2 : 0;
	case STREAM_END:
	case STREAM_FAILED:
		break;
	}
	return 0;
}

static int
read_rows(struct load *load, struct err *err)
{
	for (;;) {
		enum stream_result result = stream_next(&load->stream, err);
		int taken = take_result(load, result);

		if (result == STREAM_FAILED)
			return -1;
		if (taken == 0)
			return 0;
		if (taken == 1 && !read_row(load))
			return 0;
		if (load->part->row_count % RESET_EVERY == 0 || load->problems > 0)
			arena_reset(load->rules.scratch);
		if (load->out.length >= SEND_SIZE && send(load, err) != 0)
			return -1;
	}
}

/* The header is read before the database hears of the file. False: it will not do. */
static int
read_start(struct load *load, struct err *err)
{
	enum stream_result result = stream_next(&load->stream, err);

	if (result == STREAM_FAILED)
		return -1;
	if (result == STREAM_END)
		fault(load, 1, NULL, NULL, "a header row");
	return take_result(load, result) == 1 && read_header(load) ? 1 : 0;
}

static int
copy(struct load *load, const char *file, struct err *err)
{
	struct err end = {0};
	struct rows rows;
	int rc;

	if (db_query(load->db, STMT_LEDGER_OPEN, DB_PARAMS(file), load->intake->arena, &rows, err) != 0)
		return -1;
	posting_rules_load(&load->rules, load->intake->arena, &rows);
	if (db_copy_begin(load->db, STMT_LEDGER_COPY, err) != 0)
		return -1;
	posting_begin(&load->out);
	rc = read_rows(load, err);
	posting_end(&load->out);
	if (rc == 0)
		rc = send(load, err);
	if (db_copy_end(load->db, STMT_LEDGER_COPY, &end) != 0 && rc == 0)
		rc = err_set(err, end.code, "%s", end.text);
	return rc;
}

static int
close_file(struct load *load, const char *file, struct err *err)
{
	char digest[crypto_hash_sha256_BYTES * 2 + 1];
	const char *count = arena_printf(load->intake->arena, "%zu", load->part->row_count);
	struct rows found;

	stream_digest(&load->stream, digest);
	if (db_query(load->db, STMT_LEDGER_CLOSE, DB_PARAMS(file, digest, count), load->intake->arena, &found, err) !=
		0)
		return -1;
	for (size_t i = 0; i < found.count; i++)
		problem_add(load->intake, load->part->name, (unsigned)row_integer(&found, i, "line"),
			row_text(&found, i, "column"), row_text(&found, i, "value"), row_string(&found, i, "expected"));
	return 0;
}

int
ledger_load(struct intake *intake, struct db *db, const char *file, struct intake_part *part, struct err *err)
{
	struct load load = {.intake = intake, .part = part, .db = db};
	int rc = -1, start;

	part->row_count = 0;
	load.rules.scratch = arena_new();
	buf_init(&load.out);
	if (stream_open(&load.stream, part->path, err) != 0)
		goto out;
	start = read_start(&load, err);
	if (start <= 0)
		rc = start;
	else if (db == NULL)
		rc = read_rows(&load, err);
	else if (copy(&load, file, err) == 0)
		rc = close_file(&load, file, err);
out:
	stream_close(&load.stream);
	buf_close(&load.out);
	arena_free(load.rules.scratch);
	return rc;
}
