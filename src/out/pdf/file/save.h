/* The bytes of the file: its objects, links and bookmarks. */
#ifndef OUT_PDF_FILE_SAVE_H
#define OUT_PDF_FILE_SAVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct pdf;
struct piece;
struct saver;

/* Links and bookmarks. */
void link_add(struct pdf *pdf, uint32_t page, const struct piece *piece, double x, double y);
void links_init(struct pdf *pdf);
bool link_leads(const struct pdf *pdf, const char *href);
void outline_write(struct pdf *pdf);

struct libdeflate_compressor;
int deflate_init(struct pdf *pdf);
void deflate_close(struct pdf *pdf);
/* In the document's arena; the time since the last lap is added to `before`. */
const char *deflated(struct pdf *pdf, const struct buf *bytes, size_t *length, double *before);

int pdf_save(struct pdf *pdf, struct buf *out);
/* One more object, which is not libharu's. */
void saver_object(struct saver *saver, uint32_t number, const struct buf *text);
uint32_t saver_next(const struct saver *saver);

#endif
