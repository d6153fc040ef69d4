/* A population pyramid: two series back to back over the same labels, the first at the bottom. */
#include <math.h>

#include "base/str.h"
#include "plot.h"

/* The middle column, where the labels stand. */
struct spine {
	double from, to;
};

static double
names_width(const struct plot *plot)
{
	double widest = plot_measure(plot, plot->chart->across != NULL ? plot->chart->across : "");

	for (size_t i = 0; i < plot->chart->label_count; i++)
		widest = fmax(widest, plot_measure(plot, plot->chart->labels[i]));
	return fmin(widest, plot->width * 0.28) + plot->size;
}

double
pyramid_height(const struct plot *plot)
{
	return plot->size * (5.2 + 1.7 * (double)plot->chart->label_count);
}

static double
side_x(const struct plot *plot, const struct spine *spine, bool right, double value)
{
	double share = value / axis_top(&plot->axis);

	return right ? spine->to + share * (plot->right - spine->to) : spine->from - share * (spine->from - plot->left);
}

static void
draw_side_axis(const struct plot *plot, const struct spine *spine, bool right)
{
	double gap = (plot->right - spine->to) / (double)plot->axis.last, widest = 0;
	long step = 1;
	char text[48];

	for (long tick = 0; tick <= plot->axis.last; tick++) {
		axis_label(&plot->axis, tick, text, sizeof(text));
		widest = fmax(widest, plot_measure(plot, text));
	}
	while ((double)step * gap < widest + plot->size && step < plot->axis.last)
		step++;
	for (long tick = 0; tick <= plot->axis.last; tick++) {
		double x = side_x(plot, spine, right, (double)tick * plot->axis.step);

		plot_line(plot, x, plot->top, x, plot->bottom, tick == 0 ? 1 : 0.6, DASH_NONE,
			tick == 0 ? INK_AXIS : INK_GRID);
		axis_label(&plot->axis, tick, text, sizeof(text));
		/* where they are too long, one zero serves both sides */
		if (tick == 0 ? right || widest < spine->to - spine->from
			      : tick % step == 0 && (double)step * gap > widest + plot->size / 2)
			plot_inside(plot, x, plot->bottom + plot->size * 1.4, text);
	}
}

static void
draw_side(const struct plot *plot, const struct spine *spine, size_t series, bool right)
{
	const struct chart *chart = plot->chart;
	double size = plot->size, row = (plot->bottom - plot->top) / (double)chart->label_count;
	double value;

	for (size_t i = 0; i < chart->label_count; i++) {
		const struct point *point = &chart->series[series].points[i];
		double x, edge = right ? spine->to : spine->from;
		double y = plot->bottom - row * ((double)i + 0.92);

		if (!point_value(point, &value) || value < 0)
			continue;
		x = side_x(plot, spine, right, value);
		fill_box(plot, fmin(x, edge), y, fabs(x - edge), row * 0.84, series_fill(chart, series));
		if (point->text == NULL || row < size * 1.2 || plot_measure(plot, point->text) > plot->width * 0.12)
			continue;
		plot_patch(plot, right ? x + size * 0.3 : x - size * 0.3, y + row * 0.42 + size * 0.35,
			right ? ALIGN_LEFT : ALIGN_RIGHT, point->text);
	}
}

static void
draw_names(const struct plot *plot, const struct spine *spine)
{
	const struct chart *chart = plot->chart;
	double row = (plot->bottom - plot->top) / (double)chart->label_count;
	double room = spine->to - spine->from - plot->size * 0.6, x = (spine->from + spine->to) / 2;
	size_t step = (size_t)ceil(fmax(plot->size * 1.2 / row, 1));
	char fitted[LABEL_MAX];

	for (size_t i = 0; i < chart->label_count; i += step) {
		plot_fit(plot, chart->labels[i], room, fitted);
		plot_text(plot, x, plot->bottom - row * ((double)i + 0.5) + plot->size * 0.35, ALIGN_CENTRE, fitted);
	}
	if (str_blank(chart->across))
		return;
	plot_fit(plot, chart->across, room, fitted);
	plot_text(plot, x, plot->top - plot->size * 0.6, ALIGN_CENTRE, fitted);
}

/* Which two series: the first ones that are bars. */
static bool
find_sides(const struct chart *chart, size_t sides[2])
{
	size_t found = 0;

	for (size_t i = 0; i < chart->series_count && found < 2; i++)
		if (series_is_bar(chart, i))
			sides[found++] = i;
	return found == 2;
}

static void
draw_heads(const struct plot *plot, const struct spine *spine, const size_t sides[2])
{
	const struct chart *chart = plot->chart;
	const struct plot bold = plot_boldly(plot);
	double y = plot->top - plot->size * 0.6, room = (spine->from - plot->left) * 0.8;
	char fitted[LABEL_MAX];

	if (!str_blank(chart->unit)) {
		plot_fit(plot, chart->unit, plot->width, fitted);
		plot_text(plot, 0, plot->head + plot->size, ALIGN_LEFT, fitted);
	}
	plot_fit(&bold, chart->series[sides[0]].label, room, fitted);
	plot_text(&bold, spine->from - plot->size * 0.3, y, ALIGN_RIGHT, fitted);
	plot_fit(&bold, chart->series[sides[1]].label, room, fitted);
	plot_text(&bold, spine->to + plot->size * 0.3, y, ALIGN_LEFT, fitted);
}

bool
draw_pyramid(struct plot *plot)
{
	const struct chart *chart = plot->chart;
	double names, edge = plot->width * 0.12 + plot->size * 0.5;
	struct spine spine;
	size_t sides[2];

	if (chart->label_count == 0 || !find_sides(chart, sides))
		return false;
	names = names_width(plot);
	spine = (struct spine){(plot->width - names) / 2, (plot->width + names) / 2};
	if (!axis_fit(&plot->axis, chart, false, (unsigned)fmin(fmax((spine.from - edge) / plot->size / 5, 2), 6)) ||
		plot->axis.last <= 0)
		return false;
	plot->left = edge;
	plot->right = plot->width - edge;
	plot->top = plot->head + plot->size * 3.2;
	plot->bottom = plot->height - plot->size * 2;
	draw_heads(plot, &spine, sides);
	for (int right = 0; right < 2; right++) {
		draw_side_axis(plot, &spine, right);
		draw_side(plot, &spine, sides[right], right);
	}
	draw_names(plot, &spine);
	return true;
}
