/*
 * The document's tables as a workbook, by the Government Analysis Function's guidance
 * "Releasing statistics in spreadsheets": a cover, contents and notes, then one marked table a
 * worksheet.
 */
#include "xlsx.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "../data/cell.h"

void
xlsx_check(struct xlsx *xlsx, lxw_error code)
{
	if (code == LXW_NO_ERROR || xlsx->failed)
		return;
	xlsx->failed = true;
	if (code == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
		err_set(xlsx->err, ERR_INPUT,
			"a text of more than 32,767 characters is too long for a spreadsheet's "
			"cell: ask for csv");
	else
		err_set(xlsx->err, ERR_SYSTEM, "the workbook could not be written: %s", lxw_strerror(code));
}

lxw_format *
xlsx_format(struct xlsx *xlsx)
{
	lxw_format *format = workbook_add_format(xlsx->book);

	format_set_font_name(format, "Arial");
	format_set_font_size(format, 12);
	format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
	return format;
}

void
xlsx_right(lxw_format *format)
{
	format_set_align(format, LXW_ALIGN_RIGHT);
	format_set_indent(format, 1);
}

static void
make_formats(struct xlsx *xlsx)
{
	xlsx->line = xlsx_format(xlsx);
	xlsx->plain = xlsx_format(xlsx);
	format_set_text_wrap(xlsx->plain);
	xlsx->words = xlsx_format(xlsx);
	xlsx_right(xlsx->words);
	xlsx->strong = xlsx_format(xlsx);
	format_set_bold(xlsx->strong);
	xlsx->title = xlsx_format(xlsx);
	format_set_bold(xlsx->title);
	format_set_font_size(xlsx->title, 16);
	xlsx->head = xlsx_format(xlsx);
	format_set_bold(xlsx->head);
	format_set_text_wrap(xlsx->head);
	xlsx->head_figure = xlsx_format(xlsx);
	format_set_bold(xlsx->head_figure);
	format_set_text_wrap(xlsx->head_figure);
	xlsx_right(xlsx->head_figure);
	xlsx->link = xlsx_format(xlsx);
	format_set_underline(xlsx->link, LXW_UNDERLINE_SINGLE);
	format_set_font_color(xlsx->link, 0x0F5575);
}

void
xlsx_height(struct xlsx *xlsx, lxw_worksheet *paper, size_t row, unsigned lines)
{
	enum { LINE = 16, MOST = 25 }; /* points; a row is at most 409 high */

	xlsx_check(xlsx, worksheet_set_row(paper, (lxw_row_t)row, LINE * (lines > MOST ? MOST : lines), NULL));
}

void
xlsx_print(lxw_worksheet *paper, bool landscape)
{
	enum { A4 = 9 };

	worksheet_set_paper(paper, A4);
	worksheet_fit_to_pages(paper, 1, 0);
	if (landscape)
		worksheet_set_landscape(paper);
}

/* What a worksheet is called at its head, over whatever is below it. */
void
xlsx_title(struct xlsx *xlsx, lxw_worksheet *paper, const char *text)
{
	xlsx_words(xlsx, paper, 0, 0, text, xlsx->title);
	xlsx_check(xlsx, worksheet_set_row(paper, 0, 24, NULL));
}

void
xlsx_words(struct xlsx *xlsx, lxw_worksheet *paper, size_t row, size_t column, const char *text, lxw_format *format)
{
	const char *clean = xlsx_text(xlsx->arena, text);

	if (!xlsx->failed)
		xlsx_check(xlsx, worksheet_write_string(paper, (lxw_row_t)row, (lxw_col_t)column, clean, format));
}

void
xlsx_mark(struct xlsx *xlsx, lxw_worksheet *paper, const char *name, size_t row, size_t rows,
	const char *const headings[], size_t columns)
{
	lxw_table_column *each = arena_array(xlsx->arena, columns, sizeof(*each));
	lxw_table_column **list = arena_array(xlsx->arena, columns + 1, sizeof(*list));
	lxw_table_options options = {.columns = list,
		.no_autofilter = LXW_TRUE,
		.style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
		.style_type_number = 1};

	options.name = arena_string(xlsx->arena, name);
	for (size_t i = 0; i < columns; i++) {
		each[i].header = arena_string(xlsx->arena, headings[i]);
		each[i].header_format = xlsx->head;
		list[i] = &each[i];
	}
	xlsx_check(xlsx,
		worksheet_add_table(
			paper, (lxw_row_t)row, 0, (lxw_row_t)(row + rows), (lxw_col_t)(columns - 1), &options));
}

/* Sheets that a person or Excel itself has a use for keep their names. */
static const char *const own_names[] = {"Cover", "Contents", "Notes", "History"};
enum { OWN_NAMES = sizeof(own_names) / sizeof(own_names[0]) };

static const char *
legal_name(struct arena *arena, const char *title)
{
	char *name = arena_string(arena, str_blank(title) ? "Table" : title);

	for (char *c = name; *c != '\0'; c++)
		if (strchr("[]:*?/\\'", *c) != NULL)
			*c = *c == '\'' ? ' ' : '-';
	return name;
}

static const char *
sheet_title(const struct xlsx *xlsx, const struct table *table)
{
	const struct doc *doc = xlsx->doc;
	const char *period = doc->period_label != NULL ? doc->period_label : doc->period;
	struct buf title;
	const char *text;

	buf_init(&title);
	buf_text(&title, table->title);
	if (!str_equal(table->title, doc->title))
		buf_printf(&title, ": %s", doc->title);
	if (doc->area_label != NULL)
		buf_printf(&title, ", %s", doc->area_label);
	if (period != NULL)
		buf_printf(&title, ", %s", period);
	text = arena_bytes(xlsx->arena, title.data, title.length);
	buf_close(&title);
	return text;
}

/* The worksheets are made in the order of their tabs, and filled afterwards. */
static void
make_sheets(struct xlsx *xlsx, lxw_worksheet *own[])
{
	const struct doc *doc = xlsx->doc;
	const char **names = arena_array(xlsx->arena, OWN_NAMES + doc->count, sizeof(*names));

	xlsx->sheets = arena_array(xlsx->arena, doc->count, sizeof(*xlsx->sheets));
	for (size_t i = 0; i < OWN_NAMES; i++)
		names[i] = own_names[i];
	for (size_t i = 0; i < 3; i++)
		own[i] = workbook_add_worksheet(xlsx->book, own_names[i]);
	for (size_t i = 0; i < doc->count; i++) {
		struct sheet *sheet = &xlsx->sheets[xlsx->sheet_count];

		if (doc->blocks[i].table == NULL)
			continue;
		sheet->table = table_visible(xlsx->arena, doc->blocks[i].table);
		sheet->name = xlsx_unlike(xlsx->arena, names, OWN_NAMES + xlsx->sheet_count,
			legal_name(xlsx->arena, sheet->table->title), SHEET_NAME_MOST);
		sheet->title = sheet_title(xlsx, sheet->table);
		sheet->paper = workbook_add_worksheet(xlsx->book, sheet->name);
		names[OWN_NAMES + xlsx->sheet_count++] = sheet->name;
		if (sheet->paper == NULL)
			xlsx_check(xlsx, LXW_ERROR_INVALID_SHEETNAME_CHARACTER);
	}
}

/* Days from 1970 to a civil date, and the date in words; false: it is none. */
static bool
read_day(struct arena *arena, const char *text, long *days, const char **words)
{
	static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July", "August",
		"September", "October", "November", "December"};
	int year, month, day;
	long era_year;

	if (text == NULL || sscanf(text, "%4d-%2d-%2d", &year, &month, &day) != 3 || month < 1 || month > 12 ||
		year < 1970)
		return false;
	/* years that begin in March have their leap day last */
	era_year = month > 2 ? year : year - 1;
	*days = era_year * 365 + era_year / 4 - era_year / 100 + era_year / 400 +
		(153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1 - 719468;
	*words = arena_printf(arena, "%d %s %d", day, months[month - 1], year);
	return true;
}

/* Without a day of its own the library would write the present one: the same day for all such. */
static void
set_properties(struct xlsx *xlsx, long days)
{
	lxw_doc_properties properties = {.created = (time_t)days * 86400};

	properties.title = arena_string(xlsx->arena, xlsx->doc->title);
	properties.author = arena_string(xlsx->arena, xlsx->doc->author != NULL ? xlsx->doc->author : "Moothall");
	xlsx_check(xlsx, workbook_set_properties(xlsx->book, &properties));
}

static void
fill(struct xlsx *xlsx)
{
	lxw_worksheet *own[3];
	const char *as_of = NULL;
	long days = 10957; /* 1 January 2000 */

	read_day(xlsx->arena, xlsx->doc->as_of, &days, &as_of);
	set_properties(xlsx, days);
	make_formats(xlsx);
	make_sheets(xlsx, own);
	for (size_t i = 0; i < xlsx->sheet_count && !xlsx->failed; i++)
		xlsx_sheet(xlsx, &xlsx->sheets[i], i + 1);
	if (xlsx->failed)
		return;
	xlsx_cover(xlsx, own[0], as_of);
	xlsx_contents(xlsx, own[1]);
	xlsx_notes(xlsx, own[2]);
}

static int
read_back(struct buf *out, int fd, struct err *err)
{
	char bytes[16384];
	ssize_t got;

	while ((got = read(fd, bytes, sizeof(bytes))) > 0)
		buf_add(out, bytes, (size_t)got);
	return got == 0 ? 0 : err_set(err, ERR_SYSTEM, "the workbook could not be read: %s", strerror(errno));
}

/* The library writes to a file with a name: a private one, read back and removed. */
static int
write_through(struct xlsx *xlsx, struct buf *out, const char *path, int fd)
{
	lxw_error code;

	xlsx->book = workbook_new(path);
	if (xlsx->book == NULL)
		return err_set(xlsx->err, ERR_SYSTEM, "the workbook library did not start");
	fill(xlsx);
	code = workbook_close(xlsx->book);
	xlsx_check(xlsx, code);
	if (xlsx->failed)
		return -1;
	return read_back(out, fd, xlsx->err);
}

int
xlsx_write(struct buf *out, const struct doc *doc, const char *contact, struct err *err)
{
	struct err own = {0};
	struct xlsx xlsx = {.doc = doc, .contact = contact, .err = err != NULL ? err : &own};
	const char *folder = getenv("TMPDIR");
	size_t length = out->length;
	char *path;
	int fd, rc = -1;

	if (doc_find_table(doc, NULL) == NULL)
		return err_set(err, ERR_ABSENT, "\"%s\" has no tables", doc->report);
	xlsx.arena = arena_new();
	path = arena_printf(xlsx.arena, "%s/moothall-XXXXXX", folder != NULL ? folder : "/tmp");
	fd = mkstemp(path);
	if (fd < 0) {
		err_set(err, ERR_SYSTEM, "could not write %s: %s", path, strerror(errno));
	} else {
		rc = write_through(&xlsx, out, path, fd);
		unlink(path);
		close(fd);
	}
	if (rc == 0 && !xlsx_whole(out->data + length, out->length - length))
		rc = err_set(err, ERR_SYSTEM, "the workbook is not whole: is the disk full?");
	if (rc != 0) {
		out->length = length;
		out->data[length] = '\0';
	}
	arena_free(xlsx.arena);
	return rc;
}
