/* Text in lines: read, measured, broken. */
#ifndef OUT_PDF_INK_TEXT_H
#define OUT_PDF_INK_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "out/canvas.h"

struct attached_page;
struct node;
struct pdf;
struct qr;

enum colour {
	COLOUR_TEXT,
	COLOUR_MUTED,
	COLOUR_LINK,
	COLOUR_BRAND,
	COLOUR_ALERT,
	COLOUR_RULE,
	COLOUR_BAND,
	COLOUR_ZEBRA,
	COLOUR_NOTE,
	COLOUR_RED,
	COLOUR_AMBER,
	COLOUR_GREEN,
	COLOUR_GREY,
	COLOUR_GRID,
	COLOUR_VALUE,
	COLOUR_TARGET,
	COLOUR_OTHER,
	COLOUR_OTHER2,
	COLOUR_OTHER3,
	COLOUR_NEUTRAL,
	COLOUR_CONCERN,
	COLOUR_PAPER
};

/* Text as it is read for printing: one space for white space, nothing for control characters. */
struct reader {
	const char *at, *end;
	bool bad; /* a byte that is not UTF-8 was met */
};

int32_t reader_next(struct reader *reader); /* -1 at the end */
/* The character that is this letter with this combining mark; -1: there is none. */
int32_t composed(int32_t letter, int32_t mark);
/* When the reader of `text` is at its end: fails if it was not UTF-8. */
void text_check(struct pdf *pdf, const struct reader *reader, const char *text);

struct style {
	double size;
	bool bold, slant;
	enum colour colour;
	enum align align;
};

enum piece_kind {
	PIECE_TEXT,
	PIECE_PAGE,   /* "Page N", N the page of `href` */
	PIECE_NUMBER, /* N, ending at x + width */
	PIECE_LEADER, /* dots up to x + width */
	PIECE_BOX,
	PIECE_CHART,
	PIECE_PICTURE,
	PIECE_PATTERN, /* a QR code */
	PIECE_ATTACHED /* a page of an attachment, from here to the foot of the page */
};

/* What is painted at one place of a slab. */
struct piece {
	uint8_t kind, colour;
	bool bold, slant;
	bool follows; /* goes on where the piece before it ended */
	float x, y;   /* from the slab's corner; of a text, its base line */
	float width, height, size;
	uint32_t length;
	union {
		const char *text;
		const struct chart *chart;
		const struct picture *picture;
		const struct qr *pattern;
		struct attached_page *attached;
	};
	const char *href;
	struct node *node; /* what it is in the structure; NULL: an artifact */
};

struct line {
	struct piece *pieces;
	size_t count;
	double width;
};

struct lines {
	struct line *line;
	size_t count;
};

/* The whole width in one line; *word, if not NULL, gets that of the longest word. */
double text_width(struct pdf *pdf, const struct text *text, const struct style *style, double *word);
double string_width(struct pdf *pdf, const char *text, double size, bool bold);
/*
 * Breaks a text into lines; the pieces' y is 0. An empty text has one line without ink. The
 * lines are in the scratch arena, so whoever has made slabs of them resets it.
 */
void text_break(struct pdf *pdf, const struct text *text, const struct style *style, double width, struct node *node,
	struct lines *lines);
struct text text_of(struct pdf *pdf, const char *text);
/* A character as hexadecimal UTF-16, big end first. */
void text_utf16(struct buf *out, uint32_t code);
/* A copy without control characters, for titles and alternatives. */
const char *text_clean(struct pdf *pdf, const char *text);

#endif
