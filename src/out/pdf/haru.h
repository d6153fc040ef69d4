/*
 * What libharu 2.3.0 keeps to itself. Its structures change between minor versions: haru.c alone looks into them
 * (tests/check-layers.sh), and configure asks for the version that it knows.
 */
#ifndef OUT_PDF_HARU_H
#define OUT_PDF_HARU_H

#include <hpdf.h>
#include <hpdf_font.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/embedded.h"

struct pdf;

void haru_version(HPDF_Doc doc); /* PDF 1.7 */
HPDF_MMgr haru_memory(HPDF_Doc doc);
HPDF_Dict haru_catalog(HPDF_Doc doc);
HPDF_Dict haru_info(HPDF_Doc doc);

/* Objects with a number. The first of them has 1; a page's contents and a stream are such too. */
HPDF_STATUS haru_object_add(HPDF_Doc doc, HPDF_Dict dict);
HPDF_Dict haru_stream_new(HPDF_Doc doc); /* NULL: no memory */
HPDF_STATUS haru_stream_set(HPDF_Dict stream, const struct buf *bytes);
uint32_t haru_objects(HPDF_Doc doc); /* one more than the last number */
void *haru_object(HPDF_Doc doc, uint32_t number);
uint32_t haru_number(const void *object);
uint32_t haru_contents(HPDF_Page page);
bool haru_is_stream(void *object);

/* Takes what has been written into a stream in memory out of it. */
void haru_taken(HPDF_Stream stream, struct buf *text);

/* A picture of red, green and blue dots, and the name that the page's content draws it by. NULL: the library failed. */
const char *haru_image(HPDF_Doc doc, HPDF_Page page, const unsigned char *dots, unsigned width, unsigned height);

/*
 * Loads a font; `tag` begins the name of its subset. NULL: it cannot be had. When the document is saved, font_codes()
 * is asked which codes are shown, and what libharu writes for all 65,535 is cut down to those: the map to Unicode, of
 * which it makes no valid one, glyph numbers and widths.
 */
HPDF_FontDef haru_font_load(struct pdf *pdf, const struct embedded *file, const char *tag, HPDF_Font *font);

#endif
