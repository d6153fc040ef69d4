/* Which glyph of which font a character is, and the fonts cut down to those that are used. */
#ifndef OUT_PDF_INK_FONT_H
#define OUT_PDF_INK_FONT_H

#include <hpdf.h>
#include <hpdf_font.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pdf;

enum face { FACE_SANS, FACE_BOLD, FACE_MORE, FACE_MORE_BOLD, FACES };

struct glyph {
	int16_t width; /* in thousandths of the size */
	uint16_t code; /* what is drawn: U+FFFD for a character that no font has */
	uint8_t face;
	bool known;
};

struct fonts {
	struct {
		HPDF_FontDef def; /* NULL until a character needs it */
		HPDF_Font font;
		uint8_t *used; /* a bit for each code */
	} faces[FACES];
	HPDF_Dict_BeforeWriteFunc before_write; /* libharu's own */
	struct glyph *blocks[2][256];           /* regular and bold, 256 codes each */
	uint32_t *missing;                      /* characters that no font has, in the order of meeting */
	size_t missing_count, missing_room;
};

int fonts_init(struct pdf *pdf);
struct glyph font_glyph(struct pdf *pdf, bool bold, uint32_t code);
void font_use(struct pdf *pdf, enum face face, uint32_t code);
/* The codes that are shown in a font, in order; in the document's arena. */
const uint32_t *font_codes(struct pdf *pdf, HPDF_Font font, size_t *count);
/* Marks in libharu what was used, before saving. */
void fonts_finish(struct pdf *pdf);

/* Records a character that no font has; missing_note says at the end which they were. */
void missing_add(struct pdf *pdf, uint32_t code);
void missing_note(struct pdf *pdf);
/* Adds a finding for each of them to the document that is being checked. */
void missing_find(struct pdf *pdf);

#endif
