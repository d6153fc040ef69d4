/* Charts: the scale, lines and bars as they have always been, hostile figures and words, the SVG. */
#include "out/canvas.h"

#include <stdlib.h>

#include "../../src/out/chart/svg.h"
#include "../../src/out/chart/axis.h"
#include "../check.h"
#include "base/buf.h"
#include "base/str.h"
#include "chart_seen.h"
#include "sample.h"

static struct seen
look_at(const struct chart *chart)
{
	struct seen seen;
	const char *fault;

	chart_see(&seen, chart, 400, 8);
	fault = seen_fault(&seen);
	CHECK(fault == NULL);
	if (fault != NULL)
		printf("# %s\n", fault);
	return seen;
}

static void
test_line(struct arena *arena)
{
	struct chart *chart = sample_chart(doc_new(arena, "r", "R"), CHART_LINE);
	struct seen seen = look_at(chart);
	size_t dashed = 0;

	for (size_t i = 0; i < seen.count; i++)
		dashed += seen.calls[i].ink == INK_TARGET && seen.calls[i].dash == DASH_LONG;
	/* 13 points, one missing: 10 joins; 2 more lines lead to its name */
	CHECK(seen_count(&seen, DRAWN_LINE, INK_VALUE) == 12);
	/* 12 joins, half a slot before and after, and those to its name */
	CHECK(seen_count(&seen, DRAWN_LINE, INK_TARGET) == 16);
	CHECK(dashed == 14);
	CHECK(seen_says(&seen, "per 10,000 aged 0 to 17"));
	CHECK(seen_says(&seen, "axis does not start at zero"));
	CHECK(seen_says(&seen, "Jan-17"));
	CHECK(seen_says(&seen, "Target 55"));
	CHECK(seen_count(&seen, DRAWN_BOX, INK_VALUE) == 0);
	seen_close(&seen);
}

static void
test_bars(struct arena *arena)
{
	struct chart *chart = sample_chart(doc_new(arena, "r", "R"), CHART_BARS);
	struct seen seen = look_at(chart);

	/* 12 bars and the legend's sample */
	CHECK(seen_count(&seen, DRAWN_BOX, INK_VALUE) == 13);
	CHECK(!seen_says(&seen, "axis does not start at zero"));
	CHECK(seen_says(&seen, "0"));
	seen_close(&seen);
	chart->series[2].role = SERIES_VALUE;
	seen = look_at(chart);
	/* the second series' bars: 9 and the sample, told from the first by lightness and not hatched */
	CHECK(seen_count(&seen, DRAWN_BOX, INK_OTHER) == 10);
	CHECK(seen_count(&seen, DRAWN_STROKES, INK_PAPER) == 0);
	chart->series[2].role = SERIES_COMPARATOR;
	seen_close(&seen);
}

static void
test_hostile(struct arena *arena)
{
	static const char *const numbers[] = {
		"1e400", "nan", "inf", "0x10", "99999999999999999999999999999999", "-", NULL, ""};
	struct chart *chart = sample_chart(doc_new(arena, "r", "R"), CHART_LINE);
	struct point points[13] = {{.number = NULL}};
	struct series series = {.label = "x", .points = points};
	struct seen seen;
	char *label = arena_alloc(arena, 2000);
	bool cut = false;

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		points[i].number = numbers[i];
	chart->series = &series;
	chart->series_count = 1;
	seen = look_at(chart);
	CHECK(seen.count == 1);
	CHECK_TEXT(seen.calls[0].text, "There are no figures to draw.");
	seen_close(&seen);
	for (size_t i = 0; i < 1998; i += 2)
		memcpy(label + i, "é", 2);
	points[3].number = "0";
	series.label = label;
	chart->unit = label;
	for (size_t i = 0; i < 13; i++)
		chart->labels[i] = label;
	chart->kind = CHART_BARS;
	seen = look_at(chart);
	for (size_t i = 0; i < seen.count; i++) {
		if (!utf8_valid(seen.calls[i].text, strlen(seen.calls[i].text)))
			CHECK(!"a text was cut inside a character");
		cut = cut || strstr(seen.calls[i].text, "…") != NULL;
	}
	CHECK(cut);
	seen_close(&seen);
	chart->label_count = 0;
	seen = look_at(chart);
	seen_close(&seen);
}

/* Reads an axis off: the first tick, the last, and the words of the second. */
static void
check_axis(const char *low, const char *high, enum chart_kind kind, double bottom, double top, const char *second)
{
	static const char *labels[] = {"a", "b"};
	struct point points[] = {{.number = low}, {.number = high}};
	struct series series = {.label = "s", .points = points};
	const struct chart chart = {
		.labels = labels, .label_count = 2, .series = &series, .series_count = 1, .kind = kind};
	struct axis axis;
	char text[48];

	CHECK(axis_fit(&axis, &chart, false, 5));
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
	svg_write(&out, chart, 720, "chart-wide");
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
