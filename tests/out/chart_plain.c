/* A chart without layout, so that the PDF writer can be tested apart from it. */
#include "out/canvas.h"

void
chart_draw(const struct canvas *canvas, const struct chart *chart, double width, double height,
	double size)
{
	void *c = canvas->context;

	canvas->line(c, 30, height - 20, width, height - 20, 1, DASH_NONE, INK_AXIS);
	canvas->line(c, 30, 20, width, height / 2, 0.5, DASH_LONG, INK_TARGET);
	canvas->box(c, 60, height / 2, 20, height / 2 - 20, INK_VALUE);
	canvas->marker(c, 120, 40, 8, MARKER_DISC, INK_VALUE);
	canvas->marker(c, 140, 40, 8, MARKER_SQUARE, INK_OTHER);
	canvas->marker(c, 160, 40, 8, MARKER_TRIANGLE, INK_OTHER2);
	canvas->marker(c, 180, 40, 8, MARKER_DIAMOND, INK_TARGET);
	for (size_t i = 0; i < chart->label_count; i++)
		canvas->text(c, 60 + (width - 90) * (double)i / (double)chart->label_count,
			height - 6, size, ALIGN_CENTRE, false, INK_TEXT, chart->labels[i]);
}
