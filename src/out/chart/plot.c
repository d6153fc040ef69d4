/* Words on charts: measured, cut to fit, wrapped, set inside the drawing. */
#include "plot.h"

#include <math.h>
#include <string.h>

void
plot_line(
	const struct plot *plot, double x1, double y1, double x2, double y2, double width, enum dash dash, enum ink ink)
{
	plot->canvas->line(plot->canvas->context, x1, y1, x2, y2, width * plot->size / 13, dash, ink);
}

bool
plot_narrow(const struct plot *plot)
{
	return plot->width < plot->size * 34;
}

double
plot_measure(const struct plot *plot, const char *text)
{
	return plot->canvas->measure(plot->canvas->context, plot->size, plot->bold, text);
}

void
plot_text(const struct plot *plot, double x, double y, enum align align, const char *text)
{
	plot->canvas->text(plot->canvas->context, x, y, plot->size, align, plot->bold, INK_TEXT, text);
}

void
plot_inside(const struct plot *plot, double x, double y, const char *text)
{
	double half = plot_measure(plot, text) / 2;

	plot_text(plot, fmax(half, fmin(x, plot->width - half)), y, ALIGN_CENTRE, text);
}

struct plot
plot_boldly(const struct plot *plot)
{
	struct plot bold = *plot;

	bold.bold = true;
	return bold;
}

void
plot_patch(const struct plot *plot, double x, double y, enum align align, const char *text)
{
	double width = plot_measure(plot, text), size = plot->size;
	double left = align == ALIGN_LEFT ? x : align == ALIGN_RIGHT ? x - width : x - width / 2;
	double from = fmax(left - size * 0.15, 0);

	plot->canvas->box(plot->canvas->context, from, y - size * 0.85,
		fmin(left + width + size * 0.15, plot->width) - from, size * 1.1, INK_PAPER);
	plot_text(plot, x, y, align, text);
}

void
plot_fit(const struct plot *plot, const char *text, double width, char fitted[LABEL_MAX])
{
	static const char ellipsis[] = "…";
	size_t length = strlen(text), most = LABEL_MAX - sizeof(ellipsis);

	if (length <= most) {
		memcpy(fitted, text, length + 1);
		if (plot_measure(plot, fitted) <= width)
			return;
	} else {
		length = most + 1;
	}
	while (length > 0) {
		do
			length--;
		while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80);
		memcpy(fitted, text, length);
		memcpy(fitted + length, ellipsis, sizeof(ellipsis));
		if (plot_measure(plot, fitted) <= width)
			return;
	}
	fitted[0] = '\0';
}

void
plot_cut(const char *text, char cut[LABEL_MAX])
{
	size_t length = text == NULL ? 0 : strlen(text);

	if (length >= LABEL_MAX) {
		length = LABEL_MAX - 1;
		while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
			length--;
	}
	if (length > 0)
		memcpy(cut, text, length);
	cut[length] = '\0';
}

/* How many bytes of the text, up to a space, fit into the width: its first word at least. */
static size_t
line_length(const struct plot *plot, const char *text, double width)
{
	char line[LABEL_MAX];
	size_t used = 0;

	for (size_t next = 0; text[next] != '\0'; next += strspn(text + next, " ")) {
		next += strcspn(text + next, " ");
		if (next >= LABEL_MAX)
			break;
		memcpy(line, text, next);
		line[next] = '\0';
		if (used > 0 && plot_measure(plot, line) > width)
			break;
		used = next;
	}
	return used > 0 ? used : strlen(text);
}

size_t
plot_wrap(const struct plot *plot, const char *text, double width, size_t most, char lines[LINES_MAX][LABEL_MAX])
{
	size_t count = 0;

	text += strspn(text, " ");
	while (*text != '\0' && count < most) {
		/* the last line takes what is left, and plot_fit shortens it */
		size_t used = count + 1 == most ? strlen(text) : line_length(plot, text, width);

		if (used < LABEL_MAX) {
			char line[LABEL_MAX];

			memcpy(line, text, used);
			line[used] = '\0';
			plot_fit(plot, line, width, lines[count++]);
		} else {
			plot_fit(plot, text, width, lines[count++]);
		}
		text += used;
		text += strspn(text, " ");
	}
	return count;
}
