/* What is drawn on a cover besides words: the council's mark, and the pattern that a telephone reads an address from. */
#include "out/picture.h"
#include "../haru.h"
#include "../layout/flow.h"
#include "../pdf.h"
#include "paint.h"
#include "picture.h"
#include "text.h"

#include <qrencode.h>
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

struct pattern *
pattern_new(struct pdf *pdf, const char *text)
{
	QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	struct pattern *pattern;
	bool *dark;
	size_t count;

	if (code == NULL) {
		pdf_fail(pdf, "an address is too long for a QR code: \"%.80s\"", text);
		return NULL;
	}
	count = (size_t)code->width * (size_t)code->width;
	dark = arena_array(pdf->arena, count, sizeof(*dark));
	for (size_t i = 0; i < count; i++)
		dark[i] = (code->data[i] & 1) != 0;
	pattern = arena_alloc(pdf->arena, sizeof(*pattern));
	*pattern = (struct pattern){(size_t)code->width, dark};
	QRcode_free(code);
	return pattern;
}

/* Squares of black, those beside one another in one piece. */
void
pattern_paint(struct painter *painter, const struct pattern *pattern, double x, double y, double side)
{
	const size_t n = pattern->side;
	const double unit = side / (double)(n + 2 * QUIET);
	struct buf *out = painter->out;

	paint_leave_text(painter);
	paint_colour(painter, COLOUR_TEXT, false);
	for (size_t row = 0; row < n; row++)
		for (size_t first = 0, last; first < n; first = last + 1) {
			for (last = first; last < n && pattern->dark[row * n + last]; last++)
				;
			if (last == first)
				continue;
			paint_number(out, x + unit * (double)(first + QUIET));
			paint_number(out, painter->height - y - unit * (double)(row + QUIET + 1));
			paint_number(out, unit * (double)(last - first));
			paint_number(out, unit);
			buf_text(out, "re\n");
		}
	buf_text(out, "f\n");
}
