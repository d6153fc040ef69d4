/* libcsv does the parsing; what it does not tell, the line of each record, is counted here. */
#include "records.h"

#include <csv.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct reader {
	struct arena *arena;
	struct records *records;
	struct record record; /* under way */
	size_t room;
	bool overlong;
};

enum { FIELDS_MOST = 1000 };

static void *
resize(void *old, size_t size)
{
	return mem_resize(old, size, 1);
}

static void
end_field(void *bytes, size_t length, void *context)
{
	struct reader *reader = context;
	struct record *record = &reader->record;

	if (record->count == FIELDS_MOST) {
		reader->overlong = true;
		return;
	}
	record->fields =
		arena_grow(reader->arena, record->fields, record->count, &reader->room, sizeof(*record->fields));
	record->fields[record->count++] = arena_bytes(reader->arena, bytes, length);
}

static bool
is_blank(const struct record *record)
{
	for (size_t i = 0; i < record->count; i++)
		if (*record->fields[i] != '\0')
			return false;
	return true;
}

/* Spreadsheets leave rows of empty cells below their tables: these are no records. */
static void
end_record(int end, void *context)
{
	struct reader *reader = context;
	struct records *records = reader->records;

	(void)end;
	if (!is_blank(&reader->record)) {
		records->list = arena_grow(
			reader->arena, records->list, records->count, &records->room, sizeof(*records->list));
		records->list[records->count++] = reader->record;
	}
	reader->record.count = 0;
	reader->record.fields = NULL;
	reader->room = 0;
}

/* Up to and with the next end of line: CR LF, CR or LF. */
static size_t
line_length(const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (bytes[i] == '\n')
			return i + 1;
		if (bytes[i] == '\r')
			return i + 1 < length && bytes[i + 1] == '\n' ? i + 2 : i + 1;
	}
	return length;
}

/* In strict CSV a line ends inside a quoted field if the quotes so far are odd in number. */
static bool
leaves_open(const char *bytes, size_t length, bool open)
{
	for (size_t i = 0; i < length; i++)
		if (bytes[i] == '"')
			open = !open;
	return open;
}

void
records_read(struct arena *arena, const char *bytes, size_t length, struct records *records)
{
	struct reader reader = {.arena = arena, .records = records};
	struct csv_parser parser;
	bool open = false;

	*records = (struct records){0};
	csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_realloc_func(&parser, resize);
	for (unsigned line = 1; length > 0; line++) {
		size_t part = line_length(bytes, length);

		if (!open)
			reader.record.line = line;
		if (csv_parse(&parser, bytes, part, end_field, end_record, &reader) != part || reader.overlong) {
			records->broken_line = line;
			goto out;
		}
		open = leaves_open(bytes, part, open);
		bytes += part;
		length -= part;
	}
	if (csv_fini(&parser, end_field, end_record, &reader) != 0 || reader.overlong)
		records->broken_line = reader.record.line;
out:
	csv_free(&parser);
}
