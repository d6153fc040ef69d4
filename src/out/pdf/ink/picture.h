/* Pictures and patterns on paper. */
#ifndef OUT_PDF_INK_PICTURE_H
#define OUT_PDF_INK_PICTURE_H

#include <stdbool.h>
#include <stddef.h>

struct painter;
struct pdf;
struct picture;

/* A QR code (ISO 18004): so many squares wide and high. */
struct pattern {
	size_t side;
	const bool *dark; /* row by row */
};
enum { QUIET = 4 }; /* squares of white around it, which those who read it need */

struct pattern *pattern_new(struct pdf *pdf, const char *text); /* NULL: too long, and the document has failed */
void pattern_paint(struct painter *painter, const struct pattern *pattern, double x, double y, double side);
void picture_paint(
	struct painter *painter, const struct picture *picture, double x, double y, double width, double height);

#endif
