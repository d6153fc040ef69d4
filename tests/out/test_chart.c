/* Charts: the scale, and what is drawn where, seen through a canvas that only takes notes. */
#include "out/canvas.h"

#include <stdlib.h>

#include "../../src/out/canvas_svg.h"
#include "../../src/out/chart_axis.h"
#include "../check.h"
#include "base/buf.h"
#include "base/str.h"
#include "sample.h"

enum { WIDTH = 400, HEIGHT = 240 };

struct seen {
	struct buf texts;
	unsigned lines[INK_OTHER2 + 1], boxes, markers, dashed, outside;
};

static void
note_place(struct seen *seen, double x, double y)
{
	if (!(x >= -0.01 && x <= WIDTH + 0.01 && y >= -0.01 && y <= HEIGHT + 0.01))
		seen->outside++;
}

static void
see_text(void *context, double x, double y, double size, enum align align, bool bold,
	enum ink ink, const char *text)
{
	struct seen *seen = context;

	(void)size, (void)align, (void)bold, (void)ink;
	note_place(seen, x, y);
	buf_printf(&seen->texts, "[%s]", text);
}

static void
see_line(void *context, double x1, double y1, double x2, double y2, double width,
	enum dash dash, enum ink ink)
{
	struct seen *seen = context;

	(void)width;
	note_place(seen, x1, y1);
	note_place(seen, x2, y2);
	seen->lines[ink]++;
	seen->dashed += ink == INK_TARGET && dash == DASH_LONG;
}

static void
see_box(void *context, double x, double y, double width, double height, enum ink ink)
{
	struct seen *seen = context;

	(void)ink;
	note_place(seen, x, y);
	note_place(seen, x + width, y + height);
	seen->boxes++;
}

static void
see_marker(void *context, double x, double y, double size, enum marker marker, enum ink ink)
{
	struct seen *seen = context;

	(void)size, (void)ink;
	note_place(seen, x, y);
	seen->markers += marker != MARKER_NONE;
}

static double
see_measure(void *context, double size, bool bold, const char *text)
{
	(void)context, (void)bold;
	return (double)strlen(text) * size * 0.5;
}

static struct seen
look_at(const struct chart *chart)
{
	struct seen seen = {0};
	const struct canvas canvas = {
		&seen, see_text, see_line, see_box, see_marker, see_measure};

	buf_init(&seen.texts);
	chart_draw(&canvas, chart, WIDTH, HEIGHT, 8);
	CHECK(seen.outside == 0);
	return seen;
}

static bool
says(const struct seen *seen, const char *text)
{
	return strstr(seen->texts.data, text) != NULL;
}

static void
test_line(struct arena *arena)
{
	struct chart *chart = sample_chart(doc_new(arena, "r", "R"), CHART_LINE);
	struct seen seen = look_at(chart);

	/* 13 points, one missing: 10 joins; 1 more line is the legend's sample */
	CHECK(seen.lines[INK_VALUE] == 11);
	/* 12 joins, half a slot before and after, and the sample */
	CHECK(seen.lines[INK_TARGET] == 15);
	CHECK(seen.dashed == 15);
	CHECK(says(&seen, "[66.3]"));
	CHECK(says(&seen, "[per 10,000 aged 0 to 17]"));
	CHECK(says(&seen, "[axis does not start at zero]"));
	CHECK(says(&seen, "[Jan-17]"));
	CHECK(says(&seen, "[Target]"));
	CHECK(seen.boxes == 0);
	buf_close(&seen.texts);
}

static void
test_bars(struct arena *arena)
{
	struct chart *chart = sample_chart(doc_new(arena, "r", "R"), CHART_BARS);
	struct seen seen = look_at(chart);

	/* 12 bars and the legend's sample */
	CHECK(seen.boxes == 13);
	CHECK(!says(&seen, "does not start"));
	CHECK(says(&seen, "[0]"));
	buf_close(&seen.texts);
	chart->series[2].role = SERIES_VALUE;
	seen = look_at(chart);
	/* the second series' bars (9 and the sample) carry markers */
	CHECK(seen.boxes == 13 + 10);
	CHECK(seen.markers == 10);
	chart->series[2].role = SERIES_COMPARATOR;
	buf_close(&seen.texts);
}

static void
test_hostile(struct arena *arena)
{
	static const char *const numbers[] = {"1e400", "nan", "inf", "0x10",
		"99999999999999999999999999999999", "-", NULL, ""};
	struct chart *chart = sample_chart(doc_new(arena, "r", "R"), CHART_LINE);
	struct point points[13] = {{.number = NULL}};
	struct series series = {.label = "x", .points = points};
	struct seen seen;
	char *label = arena_alloc(arena, 2000);

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		points[i].number = numbers[i];
	chart->series = &series;
	chart->series_count = 1;
	seen = look_at(chart);
	CHECK_TEXT(seen.texts.data, "[There are no figures to draw.]");
	buf_close(&seen.texts);
	for (size_t i = 0; i < 1998; i += 2)
		memcpy(label + i, "é", 2);
	points[3].number = "0";
	series.label = label;
	chart->unit = label;
	for (size_t i = 0; i < 13; i++)
		chart->labels[i] = label;
	chart->kind = CHART_BARS;
	seen = look_at(chart);
	CHECK(utf8_valid(seen.texts.data, seen.texts.length));
	CHECK(says(&seen, "…"));
	buf_close(&seen.texts);
	chart->label_count = 0;
	seen = look_at(chart);
	buf_close(&seen.texts);
}

/* Reads an axis off: the first tick, the last, and the words of the second. */
static void
check_axis(const char *low, const char *high, enum chart_kind kind, double bottom, double top,
	const char *second)
{
	static const char *labels[] = {"a", "b"};
	struct point points[] = {{.number = low}, {.number = high}};
	struct series series = {.label = "s", .points = points};
	const struct chart chart = {.labels = labels, .label_count = 2, .series = &series,
		.series_count = 1, .kind = kind};
	struct axis axis;
	char text[48];

	CHECK(axis_fit(&axis, &chart, 5));
	CHECK(axis_bottom(&axis) > bottom - 1e-9 && axis_bottom(&axis) < bottom + 1e-9);
	CHECK(axis_top(&axis) > top - 1e-9 && axis_top(&axis) < top + 1e-9);
	axis_label(&axis, axis.first + 1, text, sizeof(text));
	CHECK_TEXT(text, second);
}

static void
test_svg(struct arena *arena)
{
	struct chart *chart = sample_chart(doc_new(arena, "r", "R"), CHART_LINE);
	struct buf out;

	buf_init(&out);
	svg_write(&out, chart, 720, 340);
	CHECK(strstr(out.data, "<script") == NULL);
	CHECK(strstr(out.data, "style=") == NULL);
	CHECK(strstr(out.data, "aria-label=\"Looked after children, rate. From 62.4") != NULL);
	CHECK(strstr(out.data, "alert(&quot;1&quot;)") != NULL);
	CHECK(strstr(out.data, "nan") == NULL && strstr(out.data, "inf") == NULL);
	buf_close(&out);
}

int
main(void)
{
	struct arena *arena = arena_new();

	check_axis("0", "97", CHART_LINE, 0, 100, "20");
	check_axis("61.5", "66.3", CHART_LINE, 61, 67, "62");
	check_axis("61.5", "66.3", CHART_BARS, 0, 80, "20");
	check_axis("-0.28", "0.11", CHART_LINE, -0.3, 0.2, "-0.2");
	check_axis("1200", "4800", CHART_LINE, 0, 5000, "1,000");
	check_axis("5", "5", CHART_LINE, 0, 5, "1");
	check_axis("0", "0", CHART_LINE, 0, 1, "0.2");
	check_axis("-5", "-5", CHART_BARS, -5, 0, "-4");
	test_line(arena);
	test_bars(arena);
	test_svg(arena);
	test_hostile(arena);
	arena_free(arena);
	return check_done();
}
