/* What is drawn on a cover besides words: the council's mark, and the pattern that a telephone reads an address from. */
#include "out/picture.h"
#include "out/qr.h"
#include "../haru.h"
#include "../layout/flow.h"
#include "../pdf.h"
#include "paint.h"
#include "picture.h"
#include "text.h"

#include <stdlib.h>

void
picture_paint(struct painter *painter, const struct picture *picture, double x, double y, double width, double height)
{
	struct pdf *pdf = painter->pdf;
	struct buf *out = painter->out;
	unsigned wide, high;
	unsigned char *dots;
	const char *name;

	if (picture->bytes == NULL) {
		pdf_fail(pdf, "the council's mark was not loaded");
		return;
	}
	dots = picture_dots(picture->bytes, picture->length, &wide, &high, pdf->err);
	if (dots == NULL) {
		pdf->failed = true;
		return;
	}
	name = haru_image(pdf->hpdf, painter->page->hpdf, dots, wide, high);
	free(dots);
	if (name == NULL)
		return; /* the library's error is found when the file is saved */
	paint_leave_text(painter);
	buf_text(out, "q ");
	paint_number(out, width);
	buf_text(out, "0 0 ");
	paint_number(out, height);
	paint_number(out, x);
	paint_number(out, painter->height - y - height);
	buf_printf(out, "cm /%s Do Q\n", name);
}

/* Squares of black, those beside one another in one piece. */
void
pattern_paint(struct painter *painter, const struct qr *qr, double x, double y, double side)
{
	const double unit = side / (double)(qr->side + 2 * QR_QUIET);
	struct buf *out = painter->out;

	paint_leave_text(painter);
	paint_colour(painter, COLOUR_TEXT, false);
	for (size_t row = 0; row < qr->side; row++)
		for (size_t first = 0, end; qr_next(qr, row, &first, &end); first = end) {
			paint_number(out, x + unit * (double)(first + QR_QUIET));
			paint_number(out, painter->height - y - unit * (double)(row + QR_QUIET + 1));
			paint_number(out, unit * (double)(end - first));
			paint_number(out, unit);
			buf_text(out, "re\n");
		}
	buf_text(out, "f\n");
}
