/* QR codes by libqrencode, and as SVG. */
#include "out/qr.h"

#include <qrencode.h>

#include "out/out.h"

enum { UNIT = 4 }; /* pixels of a square */

struct qr *
qr_new(struct arena *arena, const char *text, struct err *err)
{
	QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	struct qr *qr;
	bool *dark;
	size_t count;

	if (code == NULL) {
		err_set(err, ERR_INPUT, "a text is too long for a QR code");
		return NULL;
	}
	count = (size_t)code->width * (size_t)code->width;
	dark = arena_array(arena, count, sizeof(*dark));
	for (size_t i = 0; i < count; i++)
		dark[i] = (code->data[i] & 1) != 0;
	qr = arena_alloc(arena, sizeof(*qr));
	*qr = (struct qr){(size_t)code->width, dark};
	QRcode_free(code);
	return qr;
}

bool
qr_next(const struct qr *qr, size_t row, size_t *first, size_t *end)
{
	const bool *dark = qr->dark + row * qr->side;

	while (*first < qr->side && !dark[*first])
		(*first)++;
	for (*end = *first; *end < qr->side && dark[*end]; (*end)++)
		;
	return *end > *first;
}

void
qr_svg(struct buf *out, const struct qr *qr, const char *says)
{
	const size_t side = qr->side + 2 * QR_QUIET;

	buf_printf(out,
		"<svg class=\"qr\" role=\"img\" width=\"%zu\" height=\"%zu\" viewBox=\"0 0 %zu %zu\" aria-label=\"",
		side * UNIT, side * UNIT, side, side);
	html_attr(out, says);
	buf_printf(out,
		"\">\n<rect width=\"%zu\" height=\"%zu\" fill=\"#fff\"/>\n"
		"<path fill=\"#000\" shape-rendering=\"crispEdges\" d=\"",
		side, side);
	for (size_t row = 0; row < qr->side; row++)
		for (size_t first = 0, end; qr_next(qr, row, &first, &end); first = end)
			buf_printf(out, "M%zu %zuh%zuv1H%zuz", first + QR_QUIET, row + QR_QUIET, end - first,
				first + QR_QUIET);
	buf_text(out, "\"/>\n</svg>\n");
}
