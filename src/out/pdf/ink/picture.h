/* Pictures and patterns on paper. */
#ifndef OUT_PDF_INK_PICTURE_H
#define OUT_PDF_INK_PICTURE_H

struct painter;
struct pdf;
struct picture;
struct qr;

void pattern_paint(struct painter *painter, const struct qr *qr, double x, double y, double side);
void picture_paint(
	struct painter *painter, const struct picture *picture, double x, double y, double width, double height);

#endif
