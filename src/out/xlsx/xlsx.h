/* What the files that write workbooks share. */
#ifndef SRC_OUT_XLSX_H
#define SRC_OUT_XLSX_H

#include <xlsxwriter.h>

#include "out/out.h"

/* What stands in a cell that would be blank: readers of blank cells cannot tell what is meant. */
#define NOT_AVAILABLE "[x]"
#define NOT_APPLICABLE "[z]"

/* Excel's limits. */
enum { SHEET_NAME_MOST = 31, HEADER_MOST = 255 };

/* A worksheet with one table of the document. */
struct sheet {
	const struct table *table; /* as a person is shown it */
	const char *name;          /* legal, and no two alike */
	const char *title;
	lxw_worksheet *paper;
};

struct pattern {
	const char *text;
	lxw_format *format;
};

struct xlsx {
	lxw_workbook *book;
	const struct doc *doc;
	const char *contact;
	struct arena *arena; /* until the workbook is written */
	struct err *err;
	bool failed; /* `err` says why; what is written after it does not matter */
	lxw_format *line, *plain, *strong, *title, *head, *head_figure, *link, *words;
	struct pattern *patterns; /* number formats in use */
	size_t pattern_count, pattern_room;
	struct sheet *sheets;
	size_t sheet_count;
	bool not_available, not_applicable; /* the shorthand stands somewhere */
};

/* Text as a workbook can hold it: valid, without control characters but line ends. */
const char *xlsx_text(struct arena *arena, const char *text);
/* The same in one line of at most `most` characters. */
const char *xlsx_line(struct arena *arena, const char *text, size_t most);
/*
 * The number format that prints `number` as `text` ("-5,821", "24.5%", "£0.380m"); NULL if
 * there is none, or the number has more digits than a spreadsheet keeps.
 */
const char *xlsx_pattern(struct arena *arena, const char *text, const char *number);
/* The i-th of several names, made unlike those before it by a number at its end. */
const char *xlsx_unlike(struct arena *arena, const char *const names[], size_t count, const char *name, size_t most);
/* Whether every part of the packed file is there to its last byte. */
bool xlsx_whole(const char *bytes, size_t length);

/* Records what the library says of a call; the first failure stays. */
void xlsx_check(struct xlsx *xlsx, lxw_error code);
/* A cell of words, which nothing runs. */
void xlsx_words(
	struct xlsx *xlsx, lxw_worksheet *paper, size_t row, size_t column, const char *text, lxw_format *format);
/*
 * How many lines a text takes in a column of that width, and making a row that high: not every
 * program grows a row to what it holds.
 */
unsigned xlsx_lines(const char *text, double width);
void xlsx_height(struct xlsx *xlsx, lxw_worksheet *paper, size_t row, unsigned lines);
lxw_format *xlsx_format(struct xlsx *xlsx);
void xlsx_right(lxw_format *format); /* as figures stand, a little off the words beside them */
void xlsx_title(struct xlsx *xlsx, lxw_worksheet *paper, const char *text);
/* Prints a worksheet on A4, its columns beside one another on one page. */
void xlsx_print(lxw_worksheet *paper, bool landscape);
/* Marks the rows below `row`, which it writes the headings into, as a table. */
void xlsx_mark(struct xlsx *xlsx, lxw_worksheet *paper, const char *name, size_t row, size_t rows,
	const char *const headings[], size_t columns);

/* Each fills a worksheet; the notes come last, when it is known which shorthand stands somewhere. */
void xlsx_cover(struct xlsx *xlsx, lxw_worksheet *paper, const char *as_of);
void xlsx_contents(struct xlsx *xlsx, lxw_worksheet *paper);
void xlsx_notes(struct xlsx *xlsx, lxw_worksheet *paper);
void xlsx_sheet(struct xlsx *xlsx, const struct sheet *sheet, size_t number);

#endif
