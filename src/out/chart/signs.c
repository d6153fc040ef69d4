/* The signs of process control: what varies, and whether the target can be relied on, in words. */
#include <math.h>
#include <string.h>

#include "plot.h"
#include "svg.h"

enum { CORNERS = 48, WORD_LINES = 3 };

static enum ink
sign_ink(enum spc_sign sign)
{
	switch (sign) {
	case SPC_BETTER_HIGH:
	case SPC_BETTER_LOW:
	case SPC_PASS:
		return INK_GOOD;
	case SPC_WORSE_HIGH:
	case SPC_WORSE_LOW:
	case SPC_FAIL:
		return INK_BAD;
	case SPC_HIGH:
	case SPC_LOW:
		return INK_NEUTRAL;
	default:
		return INK_AXIS;
	}
}

/* A letter: high or low for better or worse, passes, fails, either; common cause needs none. */
static const char *
sign_letter(enum spc_sign sign)
{
	static const char *const letters[] = {[SPC_NONE] = "",
		[SPC_BETTER_HIGH] = "H",
		[SPC_BETTER_LOW] = "L",
		[SPC_WORSE_HIGH] = "H",
		[SPC_WORSE_LOW] = "L",
		[SPC_HIGH] = "H",
		[SPC_LOW] = "L",
		[SPC_COMMON] = "",
		[SPC_PASS] = "P",
		[SPC_FAIL] = "F",
		[SPC_EITHER] = "?"};

	return letters[sign];
}

static void
draw_disc(const struct plot *plot, double x, double y, double radius, enum ink ink)
{
	double xy[CORNERS * 2];

	for (size_t i = 0; i < CORNERS; i++) {
		double angle = (double)i / CORNERS * 6.283185307179586;

		xy[i * 2] = x + radius * cos(angle);
		xy[i * 2 + 1] = y + radius * sin(angle);
	}
	plot->canvas->polygon(plot->canvas->context, xy, CORNERS, ink);
}

/* Points that rise, fall or stay about the mean; `points` are heights in parts of the radius. */
static void
draw_points(const struct plot *plot, double x, double y, double radius, const double points[5], enum ink ink)
{
	const struct canvas *canvas = plot->canvas;

	for (int i = 0; i < 5; i++) {
		double px = x + radius * 0.3 * (double)(i - 2), py = y - radius * points[i];

		if (i > 0)
			plot_line(plot, px - radius * 0.3, y - radius * points[i - 1], px, py, 1, DASH_NONE, INK_AXIS);
		canvas->marker(canvas->context, px, py, radius * 0.24, i >= 3 ? MARKER_DIAMOND : MARKER_DISC,
			i >= 3 ? ink : INK_AXIS);
	}
}

static void
draw_sign(const struct plot *plot, enum spc_sign sign, double x, double y, double radius)
{
	static const double rise[5] = {-0.5, -0.3, -0.42, 0.0, 0.25};
	static const double fall[5] = {0.5, 0.3, 0.42, 0.0, -0.25};
	static const double level[5] = {0.15, -0.2, 0.2, -0.15, 0.15};
	const struct canvas *canvas = plot->canvas;
	enum ink ink = sign_ink(sign);
	double letter = y - radius * 0.15, size = radius * 0.75;
	bool low = sign == SPC_BETTER_LOW || sign == SPC_WORSE_LOW || sign == SPC_LOW;

	draw_disc(plot, x, y, radius, ink);
	draw_disc(plot, x, y, radius * 0.86, INK_PAPER);
	if (sign == SPC_COMMON) {
		draw_points(plot, x, y, radius, level, INK_AXIS);
		return;
	}
	if (sign < SPC_COMMON) {
		draw_points(plot, x, y + radius * (low ? -0.05 : 0.1), radius, low ? fall : rise, ink);
		letter = low ? y + radius * 0.62 : y - radius * 0.2;
		canvas->text(canvas->context, x - radius * 0.34, letter, size, ALIGN_CENTRE, true, INK_TEXT,
			sign_letter(sign));
		return;
	}
	/* the target, and the points above it, below it or on both sides */
	plot_line(plot, x - radius * 0.7, y + radius * 0.25, x + radius * 0.7, y + radius * 0.25, 1.3, DASH_SHORT,
		INK_TARGET);
	canvas->text(
		canvas->context, x, letter + radius * 0.2, radius, ALIGN_CENTRE, true, INK_TEXT, sign_letter(sign));
}

/* "Variation" and "Assurance" stand before the words, for nobody knows a sign by heart. */
static size_t
sign_lines(const struct plot *plot, const char *name, enum spc_sign sign, double room, char lines[LINES_MAX][LABEL_MAX])
{
	char words[LABEL_MAX];
	size_t length = strlen(name);

	memcpy(words, name, length);
	strncpy(words + length, spc_words(sign), sizeof(words) - length - 1);
	words[sizeof(words) - 1] = '\0';
	return plot_wrap(plot, words, room, WORD_LINES, lines);
}

static bool
is_wide(const struct plot *plot)
{
	return plot->width >= plot->size * 40;
}

static size_t
sign_count(const struct chart *chart)
{
	return (chart->variation != SPC_NONE) + (chart->assurance != SPC_NONE);
}

double
signs_height(const struct plot *plot)
{
	size_t count = sign_count(plot->chart);

	return plot->size * 4.2 * (is_wide(plot) && count > 0 ? 1 : (double)count);
}

bool
draw_signs(struct plot *plot)
{
	const struct {
		const char *name;
		enum spc_sign sign;
	} signs[] = {{"Variation. ", plot->chart->variation}, {"Assurance. ", plot->chart->assurance}};
	double size = plot->size, radius = size * 1.8, x = 0, y = plot->head + size * 2;
	double room = is_wide(plot) && sign_count(plot->chart) > 1 ? plot->width / 2 : plot->width;

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		char lines[LINES_MAX][LABEL_MAX];
		size_t count;

		if (signs[i].sign == SPC_NONE)
			continue;
		draw_sign(plot, signs[i].sign, x + radius, y, radius);
		count = sign_lines(plot, signs[i].name, signs[i].sign, room - radius * 2 - size * 1.6, lines);
		for (size_t n = 0; n < count; n++)
			plot_text(plot, x + radius * 2 + size * 0.8,
				y + size * (0.35 + 1.25 * (double)n - 0.625 * (double)(count - 1)), ALIGN_LEFT,
				lines[n]);
		if (is_wide(plot))
			x += room;
		else
			y += size * 4.2;
	}
	return sign_count(plot->chart) > 0;
}

/* Small and often, so that it is drawn with few strokes: a ring with the letter, or of common cause a line. */
void
svg_sign(struct buf *out, enum spc_sign sign)
{
	enum ink ink = sign_ink(sign);

	buf_printf(out,
		"<svg class=\"sign\" width=\"24\" height=\"24\" aria-hidden=\"true\"><circle class=\"%s\" cx=\"12\" cy=\"12\" "
		"r=\"10.5\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\"/>",
		svg_class(ink), svg_colour(ink));
	if (sign == SPC_COMMON)
		buf_text(out,
			"<path class=\"ink-axis\" fill=\"none\" stroke=\"#505a5f\" stroke-width=\"1.5\" d=\"M5 13l3-3 4 4 4-4 "
			"3 3\"/></svg>");
	else
		buf_printf(out,
			"<text class=\"ink-text\" x=\"12\" y=\"16.5\" font-size=\"13\" text-anchor=\"middle\" "
			"font-weight=\"bold\">%s</text></svg>",
			sign_letter(sign));
}
