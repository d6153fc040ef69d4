/* One file: bytes are checked, parsed and normalised into the rows that the database takes. */
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/str.h"
#include "problem.h"
#include "records.h"

enum { COLUMNS_MOST = 32 };

/* Where each column of the kind stands in the file. */
struct layout {
	const struct kind_column *columns;
	size_t at[COLUMNS_MOST]; /* field of the record */
	bool held[COLUMNS_MOST];
	size_t width;
};

/* Every line with bytes that are not UTF-8, or a NUL, is a problem of its own. */
static bool
check_bytes(struct intake *intake, const char *name, const char *bytes, size_t length)
{
	const char *end = bytes + length;
	unsigned line = 1, reported = 0;

	while (bytes < end) {
		unsigned char first = (unsigned char)*bytes;
		int32_t code = utf8_next(&bytes, end);

		if (code <= 0 && reported != line) {
			problem_add(intake, name, line, NULL, arena_printf(intake->arena, "byte 0x%02X", first),
				"UTF-8 text");
			reported = line;
		}
		line += code == '\n';
	}
	return reported == 0;
}

static const struct kind_column *
column_find(const struct kind *kind, const char *name, size_t *index)
{
	for (*index = 0; kind->columns[*index].name != NULL; (*index)++)
		if (str_equal(kind->columns[*index].name, name))
			return &kind->columns[*index];
	return NULL;
}

void
warn(struct intake *intake, const char *words)
{
	intake->warnings = arena_grow(intake->arena, intake->warnings, intake->warning_count, &intake->warning_room,
		sizeof(*intake->warnings));
	intake->warnings[intake->warning_count++] = words;
}

void
warn_unknown(struct intake *intake, const char *file, const char *column)
{
	struct problem shown = {file, 1, NULL, column, "a column of this kind; it is not read", false};

	warn(intake, problem_text(intake->arena, &shown));
}

static bool
read_header(struct intake *intake, const struct kind *kind, const char *name, const struct record *header,
	struct layout *layout)
{
	static const struct value_rule text = {.type = VALUE_TEXT};
	size_t before = intake->problem_count;

	*layout = (struct layout){.columns = kind->columns, .width = header->count};
	for (size_t i = 0; i < header->count; i++) {
		const char *column = value_read(intake->arena, &text, header->fields[i]);
		size_t c;

		if (column == NULL || column_find(kind, column, &c) == NULL) {
			warn_unknown(intake, name, header->fields[i]);
		} else if (layout->held[c]) {
			problem_add(intake, name, header->line, NULL, column, "allowed twice in the header");
		} else {
			layout->held[c] = true;
			layout->at[c] = i;
		}
	}
	for (size_t c = 0; kind->columns[c].name != NULL; c++)
		if (kind->columns[c].required && !layout->held[c])
			problem_add(intake, name, header->line, NULL, NULL,
				arena_printf(
					intake->arena, "a column \"%s\", which is missing", kind->columns[c].name));
	return intake->problem_count == before;
}

static void
text_keep(struct intake *intake, struct intake_part *part, unsigned line, const char *text)
{
	part->texts = arena_grow(intake->arena, part->texts, part->text_count, &part->text_room, sizeof(*part->texts));
	part->texts[part->text_count++] = (struct intake_text){line, text};
}

static void
read_field(struct intake *intake, struct intake_part *part, const struct record *record,
	const struct kind_column *column, const char *field, json_t *row)
{
	const char *value = value_read(intake->arena, &column->rule, field);

	if (value == NULL || (*value == '\0' && column->required)) {
		problem_add(intake, part->name, record->line, column->name, value == NULL ? field : NULL,
			value_expected(intake->arena, &column->rule));
		return;
	}
	if (*value == '\0')
		return;
	json_object_set_new(row, column->name, json_string(value));
	if (column->rule.type == VALUE_MARKDOWN)
		text_keep(intake, part, record->line, value);
}

static json_t *
read_row(struct intake *intake, struct intake_part *part, const struct layout *layout, const struct record *record)
{
	json_t *row = json_object();

	json_object_set_new(row, "at", json_integer(record->line));
	if (record->count != layout->width) {
		problem_add(intake, part->name, record->line, NULL,
			arena_printf(intake->arena, "a row of %zu fields", record->count),
			arena_printf(intake->arena, "one of %zu, as the header has", layout->width));
		return row;
	}
	for (size_t c = 0; layout->columns[c].name != NULL; c++)
		if (layout->held[c])
			read_field(intake, part, record, &layout->columns[c], record->fields[layout->at[c]], row);
	return row;
}

/* The rows as the text of a JSON array, in the arena; takes the array. */
static const char *
rows_text(struct arena *arena, json_t *rows)
{
	char *text = json_dumps(rows, JSON_COMPACT);
	const char *kept = arena_string(arena, text != NULL ? text : "[]");

	free(text);
	json_decref(rows);
	return kept;
}

static void
read_csv(struct intake *intake, struct intake_part *part, const char *bytes, size_t length)
{
	struct records records;
	struct layout layout;
	json_t *rows;

	records_read(intake->arena, bytes, length, &records);
	if (records.broken_line > 0)
		problem_add(intake, part->name, records.broken_line, NULL, NULL,
			"CSV as in RFC 4180: a quote that is not closed, or text beside one");
	if (records.count == 0) {
		if (records.broken_line == 0)
			problem_add(intake, part->name, 1, NULL, NULL, "a header row");
		return;
	}
	if (!read_header(intake, part->kind, part->name, &records.list[0], &layout))
		return;
	rows = json_array();
	for (size_t i = 1; i < records.count; i++)
		json_array_append_new(rows, read_row(intake, part, &layout, &records.list[i]));
	part->row_count = records.count - 1;
	part->rows = rows_text(intake->arena, rows);
}

void
part_rows(struct intake *intake, const struct kind *kind, const struct intake_part *as, const char *const *columns,
	const struct record *records, size_t count)
{
	struct layout layout = {.columns = kind->columns};
	const size_t first = intake->problem_count;
	json_t *rows = json_array();
	struct intake_part *part;

	while (columns[layout.width] != NULL) {
		size_t c;

		if (column_find(kind, columns[layout.width], &c) != NULL) {
			layout.held[c] = true;
			layout.at[c] = layout.width;
		}
		layout.width++;
	}
	intake->parts = arena_grow(
		intake->arena, intake->parts, intake->part_count, &intake->part_room, sizeof(*intake->parts));
	part = &intake->parts[intake->part_count++];
	*part = *as;
	part->kind = kind;
	for (size_t i = 0; i < count; i++)
		json_array_append_new(rows, read_row(intake, part, &layout, &records[i]));
	part->row_count = count;
	part->rows = rows_text(intake->arena, rows);
	part->sha256 = digest_hex(intake->arena, part->rows, strlen(part->rows));
	problems_trace(intake, part, first);
}

static void
read_paper(struct intake *intake, struct intake_part *part, const char *bytes)
{
	static const struct value_rule markdown = {.type = VALUE_MARKDOWN};
	static const struct value_rule paper = {.type = VALUE_PAPER};
	const char *name = strrchr(part->name, '/') + 1;
	const char *text = value_read(intake->arena, &markdown, bytes);

	if (value_read(intake->arena, &paper, name) == NULL)
		problem_add(intake, part->name, 0, NULL, name, value_expected(intake->arena, &paper));
	if (text == NULL || *text == '\0') {
		problem_add(intake, part->name, 0, NULL, NULL, value_expected(intake->arena, &markdown));
		return;
	}
	part->rows = rows_text(intake->arena, json_pack("[{s:i, s:s, s:s}]", "at", 1, "paper", name, "text", text));
	part->row_count = 1;
	/* White space before the first word is dropped: its lines still count. */
	text_keep(intake, part, 1, bytes);
}

void
part_read(struct intake *intake, const struct kind *kind, const char *name, const char *bytes, size_t length)
{
	struct intake_part *part;

	intake->parts = arena_grow(
		intake->arena, intake->parts, intake->part_count, &intake->part_room, sizeof(*intake->parts));
	part = &intake->parts[intake->part_count++];
	*part = (struct intake_part){
		.kind = kind, .name = name, .sha256 = digest_hex(intake->arena, bytes, length), .rows = "[]"};
	if (!check_bytes(intake, name, bytes, length))
		return;
	if (str_starts(bytes, "\xEF\xBB\xBF")) {
		bytes += 3;
		length -= 3;
	}
	if (kind->columns != NULL)
		read_csv(intake, part, bytes, length);
	else
		read_paper(intake, part, bytes);
}
