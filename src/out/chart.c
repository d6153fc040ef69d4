/* Draws a chart on a canvas: axis, labels, legend and marks, the same on page and paper. */
#include "out/canvas.h"

#include <math.h>
#include <string.h>

#include "base/str.h"
#include "chart_axis.h"

/* How a series looks. No two that may meet in one chart share both dash and marker. */
struct look {
	enum ink ink;
	enum dash dash;
	enum marker marker;
};

static const struct look looks[] = {
	{INK_VALUE, DASH_NONE, MARKER_DISC},
	{INK_OTHER, DASH_SHORT, MARKER_SQUARE},
	{INK_OTHER2, DASH_DOT, MARKER_TRIANGLE},
	{INK_OTHER, DASH_NONE, MARKER_DIAMOND},
	{INK_OTHER2, DASH_SHORT, MARKER_DISC},
	{INK_AXIS, DASH_DOT, MARKER_SQUARE},
	{INK_AXIS, DASH_NONE, MARKER_TRIANGLE},
	{INK_OTHER, DASH_DOT, MARKER_DIAMOND},
};
static const struct look target_looks[] = {
	{INK_TARGET, DASH_LONG, MARKER_NONE},
	{INK_TARGET, DASH_LONG, MARKER_DIAMOND},
};

enum {
	LABEL_MAX = 160,	/* bytes of a label that is drawn, with its ellipsis */
	LINES_MAX = 3		/* of a label under a bar */
};

struct plot {
	const struct canvas *canvas;
	const struct chart *chart;
	struct axis axis;
	double size;			/* of the text */
	double width;			/* of the whole drawing */
	double left, right, top, bottom; /* of the area inside the axes */
};

static struct look
series_look(const struct chart *chart, size_t index)
{
	enum series_role role = chart->series[index].role;
	size_t before = 0, count = sizeof(looks) / sizeof(looks[0]);
	struct look look;

	for (size_t i = 0; i < index; i++)
		if ((chart->series[i].role == SERIES_TARGET) == (role == SERIES_TARGET))
			before++;
	/* the first look is that of what the chart is about, never of a comparator */
	if (role == SERIES_COMPARATOR && chart->series[0].role != SERIES_VALUE)
		before++;
	look = role == SERIES_TARGET ? target_looks[before > 0] :
		looks[before < count ? before : 1 + (before - 1) % (count - 1)];
	/* lines that cross bars must stand out from every colour of bar */
	if (chart->kind == CHART_BARS && role != SERIES_VALUE)
		look.ink = INK_TEXT;
	return look;
}

/* Bars side by side are told apart by a marker over all but the first. */
static enum marker
bar_marker(const struct chart *chart, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (chart->series[i].role == SERIES_VALUE)
			return series_look(chart, index).marker;
	return MARKER_NONE;
}

static double
text_width(const struct plot *plot, const char *text)
{
	return plot->canvas->measure(plot->canvas->context, plot->size, false, text);
}

static void
put_text(const struct plot *plot, double x, double y, enum align align, const char *text)
{
	plot->canvas->text(plot->canvas->context, x, y, plot->size, align, false, INK_TEXT, text);
}

/* Centred on x, or as near to it as the edge of the drawing lets it. */
static void
put_inside(const struct plot *plot, double x, double y, const char *text)
{
	double half = text_width(plot, text) / 2;

	put_text(plot, fmax(half, fmin(x, plot->width - half)), y, ALIGN_CENTRE, text);
}

/* The longest beginning of the text, cut between characters, that fits with "…" after it. */
static void
fit_text(const struct plot *plot, const char *text, double width, char fitted[LABEL_MAX])
{
	static const char ellipsis[] = "…";
	size_t length = strlen(text), most = LABEL_MAX - sizeof(ellipsis);

	if (length <= most) {
		memcpy(fitted, text, length + 1);
		if (text_width(plot, fitted) <= width)
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
		if (text_width(plot, fitted) <= width)
			return;
	}
	fitted[0] = '\0';
}

/* ---- the horizontal axis ---- */

static double
slot_width(const struct plot *plot)
{
	return (plot->right - plot->left) / (double)plot->chart->label_count;
}

static double
slot_centre(const struct plot *plot, size_t index)
{
	return plot->left + ((double)index + 0.5) * slot_width(plot);
}

/* Cuts a label into lines at its spaces; returns their number. */
static size_t
wrap_label(const struct plot *plot, const char *label, double width,
	char lines[LINES_MAX][LABEL_MAX])
{
	size_t count = 0;

	while (*label != '\0' && count < LINES_MAX) {
		char line[LABEL_MAX];
		size_t used = 0;

		/* the last line takes what is left, and fit_text shortens it */
		for (size_t next = 0; count < LINES_MAX - 1 && label[next] != '\0';) {
			next += strcspn(label + next, " ");
			if (next >= LABEL_MAX)
				break;
			memcpy(line, label, next);
			line[next] = '\0';
			if (used > 0 && text_width(plot, line) > width)
				break;
			used = next;
			next += strspn(label + next, " ");
		}
		if (used == 0)
			used = strlen(label);
		if (used < LABEL_MAX) {
			memcpy(line, label, used);
			line[used] = '\0';
			fit_text(plot, line, width, lines[count++]);
		} else {
			fit_text(plot, label, width, lines[count++]);
		}
		label += used;
		label += strspn(label, " ");
	}
	return count;
}

/* Bars are different things, and each keeps its name; points in time may be thinned. */
static size_t
label_step(const struct plot *plot)
{
	double widest = 0, slot = slot_width(plot);
	size_t step = 1;

	for (size_t i = 0; i < plot->chart->label_count; i++)
		widest = fmax(widest, text_width(plot, plot->chart->labels[i]));
	if (plot->chart->kind == CHART_BARS)
		widest = fmin(widest, plot->size * 3);
	while ((double)step * slot < widest + plot->size * 0.6 && step < plot->chart->label_count)
		step++;
	return step;
}

static size_t
label_lines(const struct plot *plot)
{
	char lines[LINES_MAX][LABEL_MAX];
	size_t most = 1;

	if (plot->chart->kind != CHART_BARS)
		return 1;
	for (size_t i = 0; i < plot->chart->label_count; i++) {
		size_t count = wrap_label(plot, plot->chart->labels[i],
			slot_width(plot) * 0.94 * (double)label_step(plot), lines);

		most = count > most ? count : most;
	}
	return most;
}

static void
draw_labels(const struct plot *plot)
{
	const struct chart *chart = plot->chart;
	size_t step = label_step(plot);
	double room = slot_width(plot) * (double)step * 0.94;
	char lines[LINES_MAX][LABEL_MAX];

	/* counted from the end: the newest period always has its label */
	for (size_t i = (chart->label_count - 1) % step; i < chart->label_count; i += step) {
		size_t count = 1;

		if (chart->kind == CHART_BARS)
			count = wrap_label(plot, chart->labels[i], room, lines);
		else
			fit_text(plot, chart->labels[i], fmax(room, plot->size * 4), lines[0]);
		for (size_t n = 0; n < count; n++)
			put_inside(plot, slot_centre(plot, i),
				plot->bottom + plot->size * (1.5 + 1.2 * (double)n), lines[n]);
	}
}

/* ---- the vertical axis ---- */

static double
place(const struct plot *plot, double value)
{
	double bottom = axis_bottom(&plot->axis), span = axis_top(&plot->axis) - bottom;

	return plot->bottom - (value - bottom) / span * (plot->bottom - plot->top);
}

static void
draw_ticks(const struct plot *plot)
{
	const struct canvas *canvas = plot->canvas;

	for (long tick = plot->axis.first; tick <= plot->axis.last; tick++) {
		double y = place(plot, (double)tick * plot->axis.step);
		bool base = tick == 0 || (tick == plot->axis.first && !plot->axis.from_zero);
		char text[48];

		canvas->line(canvas->context, plot->left, y, plot->right, y, base ? 1 : 0.6,
			DASH_NONE, base ? INK_AXIS : INK_GRID);
		axis_label(&plot->axis, tick, text, sizeof(text));
		put_text(plot, plot->left - plot->size * 0.5, y + plot->size * 0.35, ALIGN_RIGHT,
			text);
	}
}

static double
tick_width(const struct plot *plot)
{
	double widest = 0;

	for (long tick = plot->axis.first; tick <= plot->axis.last; tick++) {
		char text[48];

		axis_label(&plot->axis, tick, text, sizeof(text));
		widest = fmax(widest, text_width(plot, text));
	}
	return widest;
}

/* What is measured stands above the axis, where it is read without turning the head. */
static void
draw_unit(const struct plot *plot)
{
	static const char warning[] = "axis does not start at zero";
	double room = plot->width;
	char fitted[LABEL_MAX];

	if (!plot->axis.from_zero) {
		put_text(plot, plot->width, plot->size, ALIGN_RIGHT, warning);
		room -= text_width(plot, warning) + plot->size;
	}
	if (str_blank(plot->chart->unit))
		return;
	fit_text(plot, plot->chart->unit, room, fitted);
	put_text(plot, 0, plot->size, ALIGN_LEFT, fitted);
}

/* ---- the legend ---- */

/* Walks through the legend and, if `draw`, draws it from `y` on; returns its lines. */
static size_t
walk_legend(const struct plot *plot, double y, bool draw)
{
	const struct canvas *canvas = plot->canvas;
	double size = plot->size, sample = size * 2.6, x = 0;
	size_t lines = 1;

	for (size_t i = 0; i < plot->chart->series_count; i++) {
		const struct series *series = &plot->chart->series[i];
		struct look look = series_look(plot->chart, i);
		char label[LABEL_MAX];
		double width;

		fit_text(plot, series->label, plot->width - sample - size, label);
		width = sample + size * 0.5 + text_width(plot, label);
		if (x > 0 && x + width > plot->width) {
			x = 0;
			lines++;
		}
		if (draw) {
			double base = y + size * 1.4 * (double)(lines - 1);
			bool bar = plot->chart->kind == CHART_BARS && series->role == SERIES_VALUE;

			if (bar)
				canvas->box(canvas->context, x, base - size * 0.7, sample,
					size * 0.7, look.ink);
			else
				canvas->line(canvas->context, x, base - size * 0.35, x + sample,
					base - size * 0.35, 2, look.dash, look.ink);
			canvas->marker(canvas->context, x + sample / 2,
				base - size * (bar ? 1.0 : 0.35), size * 0.55,
				bar ? bar_marker(plot->chart, i) : look.marker, look.ink);
			put_text(plot, x + sample + size * 0.5, base, ALIGN_LEFT, label);
		}
		x += width + size * 1.5;
	}
	return lines;
}

/* ---- the marks ---- */

static void
draw_curve(const struct plot *plot, size_t index)
{
	const struct canvas *canvas = plot->canvas;
	const struct series *series = &plot->chart->series[index];
	struct look look = series_look(plot->chart, index);
	double width = series->role == SERIES_VALUE ? 2.2 : 1.5, half = slot_width(plot) / 2;
	double value, before;

	for (size_t i = 0; i < plot->chart->label_count; i++) {
		bool joined = i > 0 && point_value(&series->points[i - 1], &before);
		double x = slot_centre(plot, i), y;

		if (!point_value(&series->points[i], &value))
			continue;
		y = place(plot, value);
		if (joined)
			canvas->line(canvas->context, x - 2 * half, place(plot, before), x, y,
				width, look.dash, look.ink);
		/* a lone point without marker would not be seen: it gets a dash of its own */
		if (look.marker == MARKER_NONE && !joined)
			canvas->line(canvas->context, x - half, y, x, y, width, look.dash,
				look.ink);
		if (look.marker == MARKER_NONE && (i + 1 == plot->chart->label_count ||
			!point_value(&series->points[i + 1], &before)))
			canvas->line(canvas->context, x, y, x + half, y, width, look.dash,
				look.ink);
		canvas->marker(canvas->context, x, y, plot->size * 0.5, look.marker, look.ink);
	}
}

/* The newest figure in words, so that nobody has to measure it off the axis. */
static void
draw_newest(const struct plot *plot, size_t index)
{
	const struct series *series = &plot->chart->series[index];

	for (size_t i = plot->chart->label_count; i-- > 0;) {
		double value, y;

		if (!point_value(&series->points[i], &value) || series->points[i].text == NULL)
			continue;
		y = place(plot, value) - plot->size * 0.6;
		plot->canvas->text(plot->canvas->context, slot_centre(plot, i),
			fmax(y, plot->top + plot->size * 0.8), plot->size, ALIGN_CENTRE, true,
			INK_TEXT, series->points[i].text);
		return;
	}
}

/* One series of bars, the `place_in` th of `count` side by side. */
static void
draw_bars(const struct plot *plot, size_t index, size_t place_in, size_t count)
{
	const struct canvas *canvas = plot->canvas;
	const struct series *series = &plot->chart->series[index];
	struct look look = series_look(plot->chart, index);
	double group = slot_width(plot) * 0.72, width = group / (double)count;
	double zero = place(plot, 0), value;

	for (size_t i = 0; i < plot->chart->label_count; i++) {
		const struct point *point = &series->points[i];
		double x = slot_centre(plot, i) - group / 2 + width * (double)place_in, y;

		if (!point_value(point, &value))
			continue;
		y = place(plot, value);
		canvas->box(canvas->context, x, fmin(y, zero), width * 0.94, fabs(zero - y),
			look.ink);
		y = value < 0 ? y + plot->size : y - plot->size * 0.4;
		if (place_in > 0)
			canvas->marker(canvas->context, x + width * 0.47,
				value < 0 ? y - plot->size * 0.4 : y, plot->size * 0.55,
				bar_marker(plot->chart, index), look.ink);
		else if (count == 1 && point->text != NULL &&
			text_width(plot, point->text) <= slot_width(plot))
			put_text(plot, x + width * 0.47, y, ALIGN_CENTRE, point->text);
	}
}

static void
draw_series(const struct plot *plot)
{
	const struct chart *chart = plot->chart;
	size_t bars = 0, drawn = 0, first = chart->series_count;

	for (size_t i = 0; chart->kind == CHART_BARS && i < chart->series_count; i++)
		bars += chart->series[i].role == SERIES_VALUE;
	for (size_t i = 0; bars > 0 && i < chart->series_count; i++)
		if (chart->series[i].role == SERIES_VALUE)
			draw_bars(plot, i, drawn++, bars);
	/* what the chart is about is drawn last and lies on top */
	for (size_t i = chart->series_count; i-- > 0;) {
		if (chart->series[i].role == SERIES_VALUE)
			first = i;
		if (chart->series[i].role != SERIES_VALUE)
			draw_curve(plot, i);
	}
	if (chart->kind == CHART_BARS)
		return;
	for (size_t i = chart->series_count; i-- > 0;)
		if (chart->series[i].role == SERIES_VALUE)
			draw_curve(plot, i);
	if (first < chart->series_count)
		draw_newest(plot, first);
}

static bool
has_legend(const struct chart *chart)
{
	return chart->series_count > 1;
}

/* Where the area inside the axes begins and ends; what is around it takes what it needs. */
static void
lay_out(struct plot *plot, double height)
{
	double size = plot->size;

	plot->top = size * 2.2;
	plot->left = tick_width(plot) + size * 0.8;
	plot->right = plot->width - size * 0.5;
	plot->bottom = height - size * (0.9 + 1.2 * (double)label_lines(plot));
	if (has_legend(plot->chart))
		plot->bottom -= size * (0.6 + 1.4 * (double)walk_legend(plot, 0, false));
}

void
chart_draw(const struct canvas *canvas, const struct chart *chart, double width, double height,
	double size)
{
	struct plot plot = {
		.canvas = canvas, .chart = chart, .size = size, .width = width};
	double lines = height / (size * 3.2);

	if (chart->label_count == 0 ||
		!axis_fit(&plot.axis, chart, (unsigned)fmin(fmax(lines - 2, 2), 8))) {
		put_text(&plot, width / 2, height / 2, ALIGN_CENTRE,
			"There are no figures to draw.");
		return;
	}
	lay_out(&plot, height);
	draw_unit(&plot);
	draw_ticks(&plot);
	draw_labels(&plot);
	draw_series(&plot);
	if (has_legend(chart))
		walk_legend(&plot, height - size * 0.4 -
			size * 1.4 * (double)(walk_legend(&plot, 0, false) - 1), true);
}
