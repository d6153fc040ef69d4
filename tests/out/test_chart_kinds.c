/* Every kind of chart: what must hold of all of them, and that what is drawn is what the figures say. */
#include <math.h>
#include <stdlib.h>

#include "../../src/out/chart/plot.h"
#include "../check.h"
#include "base/str.h"
#include "chart_samples.h"
#include "chart_seen.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool
near(double a, double b)
{
	return fabs(a - b) < 0.01 * fmax(1, fabs(b));
}

/* At the widths of a telephone, a column of paper and a page. */
static bool
is_sound(const struct chart *chart, const char *what)
{
	static const double widths[] = {300, 420, 720};
	bool good = true;

	for (size_t i = 0; i < COUNT(widths); i++) {
		struct seen seen;
		const char *fault;

		chart_see(&seen, chart, widths[i], i == 1 ? 8 : 13);
		fault = seen_fault(&seen);
		if (fault != NULL)
			printf("# %s, %s at %.0f: %s\n", what, chart_kind_name(chart->kind), widths[i], fault);
		good = good && fault == NULL && seen.count > 0;
		seen_close(&seen);
	}
	return good;
}

/* Puts the same number into every point, or every nth. */
static void
set_points(struct chart *chart, const char *number, size_t first, size_t each)
{
	for (size_t s = 0; s < chart->series_count; s++)
		for (size_t i = first; i < chart->label_count; i += each) {
			chart->series[s].points[i].number = number;
			chart->series[s].points[i].text = number;
		}
}

static void
test_numbers(struct arena *arena, enum chart_kind kind)
{
	static const char *const numbers[] = {"0", "1", "-5", "1000000000000", "-1000000000000", "0.000000001",
		"99999999999999999999999999", "1e400", "nan", "", NULL};

	for (size_t n = 0; n < COUNT(numbers); n++) {
		struct chart *chart = chart_sample(doc_new(arena, "r", "R"), kind);

		set_points(chart, numbers[n], 0, 1);
		CHECK(is_sound(chart, numbers[n] != NULL ? numbers[n] : "null"));
		chart = chart_sample(doc_new(arena, "r", "R"), kind);
		set_points(chart, numbers[n], 1, 3);
		CHECK(is_sound(chart, "some of them"));
		chart = chart_sample(doc_new(arena, "r", "R"), kind);
		set_points(chart, NULL, 0, 1);
		set_points(chart, numbers[n], 0, 100);
		CHECK(is_sound(chart, "one of them"));
	}
}

static void
test_words(struct arena *arena, enum chart_kind kind)
{
	struct chart *chart = chart_sample(doc_new(arena, "r", "R"), kind);
	char *word = arena_alloc(arena, 2001), *words = arena_alloc(arena, 2001);

	for (size_t i = 0; i < 2000; i += 2) {
		memcpy(word + i, "é", 2);
		memcpy(words + i, i % 14 == 0 ? "> " : "xy", 2);
	}
	for (size_t i = 0; i < chart->label_count; i++)
		chart->labels[i] = i % 2 ? word : words;
	for (size_t s = 0; s < chart->series_count; s++) {
		chart->series[s].label = s % 2 ? words : word;
		for (size_t i = 0; i < chart->label_count; i++)
			chart->series[s].points[i].text = (i + s) % 2 ? word : words;
	}
	for (size_t i = 0; i < chart->level_count; i++)
		chart->levels[i].label = chart->levels[i].text = word;
	for (size_t i = 0; i < chart->step_count; i++)
		chart->steps[i].text = words;
	chart->unit = chart->unit_right = chart->across = words;
	chart->note = chart->middle = chart->below = chart->above = word;
	CHECK(is_sound(chart, "endless words"));
	chart->label_count = 1;
	CHECK(is_sound(chart, "one label"));
	chart->label_count = 0;
	CHECK(is_sound(chart, "no label"));
	chart->series_count = chart->level_count = chart->step_count = 0;
	CHECK(is_sound(chart, "nothing at all"));
}

static void
test_many(struct arena *arena, enum chart_kind kind)
{
	enum { MANY = 60 };
	struct doc *doc = doc_new(arena, "r", "R");
	const char *labels[MANY], *numbers[MANY];
	struct chart *chart;

	for (int i = 0; i < MANY; i++) {
		labels[i] = arena_printf(arena, "Label %d", i);
		numbers[i] = arena_printf(arena, "%d", i * i % 71);
	}
	chart = chart_over(doc, kind, "Many", MANY, labels, 12);
	for (int i = 0; i < 12; i++)
		chart_series(doc, chart, labels[i], SERIES_VALUE, numbers);
	CHECK(is_sound(chart, "sixty labels, twelve series"));
}

static const char *const four[] = {"A", "B", "C", "D"};

static struct chart *
one_series(struct arena *arena, enum chart_kind kind, const char *const numbers[])
{
	struct doc *doc = doc_new(arena, "r", "R");
	struct chart *chart = chart_over(doc, kind, "T", 4, four, 1);

	chart_series(doc, chart, "S", SERIES_VALUE, numbers);
	return chart;
}

static void
test_bars(struct arena *arena)
{
	static const char *const numbers[] = {"10", "25", "-5", "0"};
	const struct call *a, *b, *c;
	struct seen seen;

	chart_see(&seen, one_series(arena, CHART_BARS, numbers), 720, 13);
	a = seen_call(&seen, DRAWN_BOX, INK_VALUE, 0);
	b = seen_call(&seen, DRAWN_BOX, INK_VALUE, 1);
	c = seen_call(&seen, DRAWN_BOX, INK_VALUE, 2);
	CHECK(near((b->y2 - b->y1) / (a->y2 - a->y1), 2.5));
	CHECK(near((c->y2 - c->y1) / (a->y2 - a->y1), 0.5));
	CHECK(near(a->y2, b->y2) && near(c->y1, a->y2));
	CHECK(seen_says(&seen, "25") && seen_says(&seen, "-5"));
	CHECK(seen_count(&seen, DRAWN_BOX, INK_VALUE) == 4);
	seen_close(&seen);
}

static void
test_stacked(struct arena *arena)
{
	static const char *const first[] = {"10", "3", "-4", ""}, *const more[] = {"5", "6", "8", "2"};
	struct doc *doc = doc_new(arena, "r", "R");
	struct chart *chart = chart_over(doc, CHART_STACKED, "T", 4, four, 2);
	const struct call *low, *high, *below;
	struct seen seen;

	chart_series(doc, chart, "S", SERIES_VALUE, first);
	chart_series(doc, chart, "M", SERIES_VALUE, more);
	chart_see(&seen, chart, 720, 13);
	/* the legend's samples are drawn first */
	low = seen_call(&seen, DRAWN_BOX, INK_VALUE, 1);
	high = seen_call(&seen, DRAWN_BOX, INK_OTHER, 1);
	below = seen_call(&seen, DRAWN_BOX, INK_VALUE, 3);
	CHECK(near(high->y2, low->y1));
	CHECK(near((low->y2 - low->y1) / (high->y2 - high->y1), 2));
	CHECK(near(below->y1, low->y2));
	CHECK(near((below->y2 - below->y1) / (low->y2 - low->y1), 0.4));
	/* the fourth label's one part stands on zero */
	CHECK(near(seen_call(&seen, DRAWN_BOX, INK_OTHER, 4)->y2, low->y2));
	CHECK(seen_count(&seen, DRAWN_STROKES, INK_PAPER) == 0); /* two parts differ in lightness */
	seen_close(&seen);
}

static void
test_across(struct arena *arena)
{
	static const char *const numbers[] = {"10", "25", "-5", ""};
	static struct level levels[] = {{"England", "20", "20.0", SERIES_COMPARATOR}};
	static const double widths[] = {720, 300};

	for (size_t w = 0; w < COUNT(widths); w++) {
		struct chart *chart = one_series(arena, CHART_ACROSS, numbers);
		const struct call *a, *b, *c, *level = NULL;
		struct seen seen;

		chart->levels = levels;
		chart->level_count = 1;
		chart->series[0].points[1].rag = RAG_RED;
		chart_see(&seen, chart, widths[w], 13);
		a = seen_call(&seen, DRAWN_BOX, INK_VALUE, 1);
		b = seen_call(&seen, DRAWN_BOX, INK_VALUE, 2);
		c = seen_call(&seen, DRAWN_BOX, INK_VALUE, 3);
		CHECK(near((b->x2 - b->x1) / (a->x2 - a->x1), 2.5));
		CHECK(near((c->x2 - c->x1) / (a->x2 - a->x1), 0.5));
		CHECK(near(a->x1, b->x1) && near(c->x2, a->x1));
		CHECK(a->y2 < b->y1 && b->y2 < c->y1);
		for (size_t i = 0; i < seen.count; i++)
			if (seen.calls[i].what == DRAWN_LINE && seen.calls[i].ink == INK_TEXT)
				level = &seen.calls[i];
		/* upright, through all bars, where 20 is */
		CHECK(near(level->x1, level->x2) && near(level->x1, a->x1 + 2 * (a->x2 - a->x1)));
		CHECK(level->y1 < a->y1 && level->y2 > c->y2);
		CHECK(seen_says(&seen, "England 20.0"));
		CHECK(seen_says(&seen, "25 ▲ Red"));
		seen_close(&seen);
	}
}

static void
test_diverging(struct arena *arena)
{
	static const char *const numbers[] = {"2", "1", "-1", "0.5"};
	struct chart *chart = one_series(arena, CHART_DIVERGING, numbers);
	const struct call *over, *under;
	struct seen seen;

	chart->below = "under budget";
	chart->above = "over budget";
	chart_see(&seen, chart, 720, 13);
	over = seen_call(&seen, DRAWN_BOX, INK_VALUE, 0);
	under = seen_call(&seen, DRAWN_BOX, INK_OTHER2, 0);
	CHECK(near(over->x1, under->x2));
	CHECK(near((over->x2 - over->x1) / (under->x2 - under->x1), 2));
	CHECK(seen_says(&seen, "◄ under budget") && seen_says(&seen, "over budget ►"));
	/* the side says what is under, not a hatching */
	CHECK(seen_count(&seen, DRAWN_STROKES, INK_PAPER) == 0);
	seen_close(&seen);
}

/* 10, −4 to 6, +1 to 7, and a level of 7; upright, and lying on its side where it is narrow. */
static void
test_waterfall(struct arena *arena)
{
	static const char *const numbers[] = {"10", "-4", "1", "7"};
	struct chart *chart = one_series(arena, CHART_WATERFALL, numbers);
	const struct call *open, *fall, *rise, *close;
	struct seen seen;

	chart->series[0].points[0].sense = chart->series[0].points[3].sense = SENSE_TOTAL;
	chart_see(&seen, chart, 720, 13);
	open = seen_call(&seen, DRAWN_BOX, INK_VALUE, 1);
	close = seen_call(&seen, DRAWN_BOX, INK_VALUE, 2);
	rise = seen_call(&seen, DRAWN_BOX, INK_OTHER2, 1);
	fall = seen_call(&seen, DRAWN_BOX, INK_OTHER3, 1);
	CHECK(near(fall->y1, open->y1));
	CHECK(near((fall->y2 - fall->y1) / (open->y2 - open->y1), 0.4));
	CHECK(near(rise->y2, fall->y2) && near(rise->y1, close->y1));
	CHECK(near(close->y2, open->y2));
	CHECK(near((close->y2 - close->y1) / (open->y2 - open->y1), 0.7));
	seen_close(&seen);
	chart_see(&seen, chart, 300, 13);
	open = seen_call(&seen, DRAWN_BOX, INK_VALUE, 1);
	close = seen_call(&seen, DRAWN_BOX, INK_VALUE, 2);
	rise = seen_call(&seen, DRAWN_BOX, INK_OTHER2, 1);
	fall = seen_call(&seen, DRAWN_BOX, INK_OTHER3, 1);
	CHECK(near(fall->x2, open->x2) && near(rise->x1, fall->x1) && near(rise->x2, close->x2));
	CHECK(near((close->x2 - close->x1) / (open->x2 - open->x1), 0.7));
	seen_close(&seen);
}

static void
test_pyramid(struct arena *arena)
{
	struct chart *chart = chart_sample(doc_new(arena, "r", "R"), CHART_PYRAMID);
	const struct call *girls, *boys, *next;
	struct seen seen;

	chart_see(&seen, chart, 720, 13);
	girls = seen_call(&seen, DRAWN_BOX, INK_VALUE, 0);
	boys = seen_call(&seen, DRAWN_BOX, INK_OTHER, 0);
	next = seen_call(&seen, DRAWN_BOX, INK_VALUE, 1);
	CHECK(near((boys->x2 - boys->x1) / (girls->x2 - girls->x1), 34 / 28.0));
	CHECK(near((next->x2 - next->x1) / (girls->x2 - girls->x1), 81 / 28.0));
	CHECK(girls->x2 < boys->x1);
	CHECK(near(girls->x2 + boys->x1, 720));
	CHECK(next->y2 < girls->y1); /* the youngest are at the bottom */
	CHECK(seen_says(&seen, "Girls") && seen_says(&seen, "Age") && seen_says(&seen, "under 1"));
	seen_close(&seen);
}

static void
test_ring(struct arena *arena)
{
	static const char *const numbers[] = {"60", "30", "0", "10"}, *const all[] = {"7", "", "0", ""};
	const struct call *a, *b, *d;
	struct seen seen;

	chart_see(&seen, one_series(arena, CHART_RING, numbers), 720, 13);
	CHECK(seen_count(&seen, DRAWN_POLYGON, INK_VALUE) == 1);
	CHECK(seen_count(&seen, DRAWN_POLYGON, INK_OTHER2) == 0);
	a = seen_call(&seen, DRAWN_POLYGON, INK_VALUE, 0);
	b = seen_call(&seen, DRAWN_POLYGON, INK_OTHER, 0);
	d = seen_call(&seen, DRAWN_POLYGON, INK_OTHER3, 0);
	CHECK(near(a->area / b->area, 2) && near(b->area / d->area, 3));
	/* begins at the top and goes with the clock */
	CHECK(d->x2 <= (a->x1 + a->x2) / 2 + 20 && a->x2 > b->x2);
	CHECK(seen_says(&seen, "1") && seen_says(&seen, "60"));
	seen_close(&seen);
	chart_see(&seen, one_series(arena, CHART_RING, all), 720, 13);
	CHECK(seen_count(&seen, DRAWN_POLYGON, INK_VALUE) == 1);
	seen_close(&seen);
}

static void
test_two_axes(struct arena *arena)
{
	static const char *const counts[] = {"1000", "2000", "3000", "4000"};
	static const char *const shares[] = {"40", "30", "20", "10"};
	struct doc *doc = doc_new(arena, "r", "R");
	struct chart *chart = chart_over(doc, CHART_LINE, "T", 4, four, 2);
	const struct call *count, *share;
	struct seen seen;

	chart->unit = "contacts";
	chart->unit_right = "%";
	chart_series(doc, chart, "Count", SERIES_VALUE, counts);
	chart_series(doc, chart, "Share", SERIES_VALUE, shares)->right = true;
	chart_see(&seen, chart, 720, 13);
	CHECK(seen_says(&seen, "4,000") && seen_says(&seen, "40") && seen_says(&seen, "%"));
	CHECK(seen_says(&seen, "Share (right axis)") && seen_says(&seen, "Count (left axis)"));
	/* 1000 of 4000 is as high as 10 of 40; markers after the legend's */
	count = seen_call(&seen, DRAWN_MARKER, INK_VALUE, 1);
	share = seen_call(&seen, DRAWN_MARKER, INK_OTHER, 4);
	CHECK(near(count->y1 + count->y2, share->y1 + share->y2));
	CHECK(count->marker != share->marker);
	seen_close(&seen);
}

static void
test_spc(struct arena *arena)
{
	struct chart *chart = chart_sample(doc_new(arena, "r", "R"), CHART_SPC);
	struct seen seen;
	size_t bad = 0, good = 0, limits = 0;

	chart_see(&seen, chart, 720, 13);
	for (size_t i = 0; i < seen.count; i++) {
		const struct call *call = &seen.calls[i];

		bad += call->what == DRAWN_MARKER && call->marker == MARKER_SQUARE;
		good += call->what == DRAWN_MARKER && call->marker == MARKER_DIAMOND && call->ink == INK_GOOD;
		limits += call->what == DRAWN_LINE && call->dash == DASH_SHORT && call->ink == INK_AXIS;
	}
	CHECK(bad == 6 + 1); /* and the legend's */
	CHECK(good == 1 + 1);
	CHECK(limits == 4); /* two limits before and after the rebase */
	CHECK(seen_says(&seen, "counted anew") && seen_says(&seen, "Mean 73.6"));
	CHECK(seen_says(&seen, "Upper limit 78.1") && seen_says(&seen, "Lower limit 69.1"));
	CHECK(seen_says(&seen, "Concern") && seen_says(&seen, "Improvement"));
	CHECK(!seen_says(&seen, "Special cause, high"));
	CHECK(seen_says(&seen, "axis does not start at zero"));
	seen_close(&seen);
}

static void
test_heat(struct arena *arena)
{
	struct chart *chart = chart_sample(doc_new(arena, "r", "R"), CHART_HEAT);
	struct seen seen;
	size_t words = 0;

	chart_see(&seen, chart, 720, 13);
	/* products of 1 to 5: 10 are up to 5, 11 up to 15, 4 above */
	CHECK(seen_count(&seen, DRAWN_BOX, INK_TINT_GREEN) == 10);
	CHECK(seen_count(&seen, DRAWN_BOX, INK_TINT_AMBER) == 11);
	CHECK(seen_count(&seen, DRAWN_BOX, INK_TINT_RED) == 4);
	for (size_t i = 0; i < seen.count; i++)
		words += seen.calls[i].what == DRAWN_TEXT &&
			(strcmp(seen.calls[i].text, "▲ Red") == 0 || strcmp(seen.calls[i].text, "◆ Amber") == 0 ||
				strcmp(seen.calls[i].text, "● Green") == 0);
	CHECK(words == 25);
	CHECK(seen_says(&seen, "Impact") && seen_says(&seen, "Likelihood"));
	/* the first row, Rare, is at the bottom: its first cell lies lowest */
	CHECK(seen_call(&seen, DRAWN_BOX, INK_TINT_GREEN, 0)->y1 > seen_call(&seen, DRAWN_BOX, INK_TINT_GREEN, 9)->y1);
	seen_close(&seen);
}

/* The first text that is, or begins with, this; NULL where it is not said. */
static const struct call *
text_of(const struct seen *seen, const char *begin)
{
	for (size_t i = 0; i < seen->count; i++)
		if (seen->calls[i].what == DRAWN_TEXT && strncmp(seen->calls[i].text, begin, strlen(begin)) == 0)
			return &seen->calls[i];
	return NULL;
}

static double
middle(const struct call *call)
{
	return (call->y1 + call->y2) / 2;
}

/* Lines are named at their ends: in their order, beside the plot, as near as others let them. */
static void
test_ends(struct arena *arena)
{
	static const char *const high[] = {"10", "20", "30", "90"}, *const low[] = {"50", "40", "", ""};
	static const char *const near_high[] = {"90", "90", "90", "89"}, *const none[] = {"", "", "", ""};
	struct doc *doc = doc_new(arena, "r", "R");
	struct chart *chart = chart_over(doc, CHART_LINE, "T", 4, four, 4);
	const struct call *a, *b, *c, *last;
	struct seen seen;

	chart_series(doc, chart, "Norfolk", SERIES_VALUE, high);
	chart_series(doc, chart, "Ended", SERIES_VALUE, low);
	chart_series(doc, chart, "England", SERIES_COMPARATOR, near_high);
	chart_series(doc, chart, "Nobody", SERIES_COMPARATOR, none);
	chart_see(&seen, chart, 720, 13);
	a = text_of(&seen, "Norfolk 90");
	b = text_of(&seen, "England 89");
	c = text_of(&seen, "Ended 40");
	last = seen_call(&seen, DRAWN_MARKER, INK_VALUE, 3);
	CHECK(a != NULL && b != NULL && c != NULL && last != NULL);
	CHECK(text_of(&seen, "Nobody") == NULL); /* what is not drawn is not named */
	if (a != NULL && b != NULL && c != NULL && last != NULL) {
		CHECK(a->x1 > last->x2 && b->x1 > last->x2 && c->x1 > last->x2);
		CHECK(a->y2 <= b->y1 && b->y2 < c->y1);
		CHECK(fabs(middle(a) - middle(last)) < 13 && fabs(middle(b) - middle(last)) < 2 * 13);
	}
	CHECK(seen_fault(&seen) == NULL);
	seen_close(&seen);
	/* a telephone has no room beside the plot: a legend, with the same figures */
	chart_see(&seen, chart, 300, 13);
	a = text_of(&seen, "Norfolk 90");
	CHECK(a != NULL && text_of(&seen, "England 89") != NULL && text_of(&seen, "Nobody") == NULL);
	CHECK(a != NULL && a->y1 > seen_call(&seen, DRAWN_MARKER, INK_VALUE, 1)->y2);
	seen_close(&seen);
}

/* Quarters are three times as far apart as months, in the plot as in the year. */
static void
test_time(struct arena *arena)
{
	static const char *const days[] = {"2016-03-31", "2016-06-30", "2016-09-30", "2016-10-31", "2016-11-30"};
	static const char *const labels[] = {"Mar-16", "Jun-16", "Sep-16", "Oct-16", "Nov-16"};
	static const char *const numbers[] = {"5", "6", "7", "8", "9"};
	static const enum chart_kind kinds[] = {CHART_LINE, CHART_SPC};

	for (size_t k = 0; k < COUNT(kinds); k++) {
		struct doc *doc = doc_new(arena, "r", "R");
		struct chart *chart = chart_over(doc, kinds[k], "T", 5, labels, 1);
		const enum ink ink = kinds[k] == CHART_SPC ? INK_AXIS : INK_VALUE;
		const struct call *at[5], *june;
		struct seen seen;

		chart_series(doc, chart, "S", SERIES_VALUE, numbers);
		chart->days = days;
		chart_see(&seen, chart, 720, 13);
		for (size_t i = 0; i < 5; i++)
			at[i] = seen_call(&seen, DRAWN_MARKER, ink, i);
		CHECK(near(at[1]->x1 - at[0]->x1, 3 * (at[4]->x1 - at[3]->x1)));
		CHECK(near(at[2]->x1 - at[1]->x1, at[1]->x1 - at[0]->x1));
		CHECK(near(at[3]->x1 - at[2]->x1, at[4]->x1 - at[3]->x1));
		/* each label stands under its point, and the newest always does */
		june = text_of(&seen, "Jun-16");
		CHECK(june != NULL && near(june->x1 + june->x2, at[1]->x1 + at[1]->x2));
		CHECK(seen_says(&seen, "Nov-16"));
		CHECK(seen_fault(&seen) == NULL);
		seen_close(&seen);
		chart_see(&seen, chart, 300, 13);
		CHECK(seen_says(&seen, "Nov-16") && seen_fault(&seen) == NULL);
		seen_close(&seen);
	}
}

/* Bars too: each has the width of the shortest step. */
static void
test_time_of_bars(struct arena *arena)
{
	static const char *const days[] = {"2016-03-31", "2016-06-30", "2016-09-30", "2016-10-31", "2016-11-30"};
	static const char *const labels[] = {"Mar-16", "Jun-16", "Sep-16", "Oct-16", "Nov-16"};
	static const char *const numbers[] = {"5", "6", "7", "8", "9"};
	struct doc *doc = doc_new(arena, "r", "R");
	struct chart *chart = chart_over(doc, CHART_BARS, "T", 5, labels, 1);
	const struct call *at[5];
	struct seen seen;

	chart_series(doc, chart, "S", SERIES_VALUE, numbers);
	chart->days = days;
	chart_see(&seen, chart, 720, 13);
	for (size_t i = 0; i < 5; i++)
		at[i] = seen_call(&seen, DRAWN_BOX, INK_VALUE, i);
	CHECK(near(at[1]->x1 - at[0]->x1, 3 * (at[4]->x1 - at[3]->x1)));
	CHECK(near(at[2]->x1 - at[1]->x1, at[1]->x1 - at[0]->x1));
	CHECK(near(at[0]->x2 - at[0]->x1, at[4]->x2 - at[4]->x1));
	CHECK(at[3]->x2 < at[4]->x1);
	CHECK(seen_says(&seen, "Nov-16") && seen_fault(&seen) == NULL);
	seen_close(&seen);
}

/* Five lines are five plots, on one scale; four are one plot. */
static void
test_apart(struct arena *arena)
{
	static const char *const names[] = {"One", "Two", "Three", "Four", "Five"};
	static const char *const numbers[][4] = {{"10", "20", "30", "40"}, {"10", "20", "30", "40"},
		{"95", "95", "95", "95"}, {"4", "3", "2", "1"}, {"0.1", "0.2", "0.1", "0.4"}};
	static struct step steps[] = {{2, "counted anew", true, 2}};
	struct doc *doc = doc_new(arena, "r", "R");
	struct chart *chart = chart_over(doc, CHART_LINE, "T", 4, four, 5);
	const struct call *a, *b;
	struct seen seen;

	for (size_t i = 0; i < 4; i++)
		chart_series(doc, chart, names[i], SERIES_VALUE, numbers[i]);
	chart_see(&seen, chart, 720, 13);
	CHECK(seen_count(&seen, DRAWN_MARKER, INK_OTHER) == 4); /* one plot, each line in its ink */
	CHECK(seen_count(&seen, DRAWN_MARKER, INK_OTHER3) == 4);
	seen_close(&seen);
	chart_series(doc, chart, names[4], SERIES_VALUE, numbers[4]);
	chart->steps = steps;
	chart->step_count = 1;
	chart_see(&seen, chart, 720, 13);
	CHECK(seen_fault(&seen) == NULL);
	CHECK(seen_count(&seen, DRAWN_MARKER, INK_VALUE) == 20 && seen_count(&seen, DRAWN_MARKER, INK_OTHER) == 0);
	for (size_t i = 0; i < 5; i++)
		CHECK(seen_says(&seen, names[i]));
	/* the same figures at the same height of their plots, which stand beside one another */
	a = seen_call(&seen, DRAWN_MARKER, INK_VALUE, 0);
	b = seen_call(&seen, DRAWN_MARKER, INK_VALUE, 4);
	CHECK(near(a->y1, b->y1) && b->x1 > a->x1 + 200);
	CHECK(!seen_says(&seen, "each on a scale of its own"));
	CHECK(seen_count(&seen, DRAWN_LINE, INK_VALUE) == 14); /* 3 a plot, and none across the break */
	CHECK(seen_says(&seen, "Two, C: counted anew"));
	CHECK(!seen_says(&seen, "0.6"));
	seen_close(&seen);
	/* where they may have their own, 0.4 is no flat line: its plot reaches to 0.4 */
	chart->own_scales = true;
	chart_see(&seen, chart, 720, 13);
	CHECK(seen_says(&seen, "each on a scale of its own") && seen_says(&seen, "0.2"));
	CHECK(seen_fault(&seen) == NULL);
	seen_close(&seen);
}

/* What is cut for the next page keeps its scale, and loses no bar and no plot. */
static void
test_parts(struct arena *arena)
{
	enum { MANY = 27 };
	static const char *const short_names[] = {"P1", "P2", "P3", "P4", "P5", "P6", "P7"};
	static const char *const rising[] = {"1", "2", "3", "4"}, *const high[] = {"90", "91", "92", "93"};
	static struct step steps[] = {{2, "counted anew", true, 6}, {1, "elsewhere", true, 1}};
	struct doc *doc = doc_new(arena, "r", "R");
	const char *labels[MANY], *numbers[MANY];
	const struct chart *part;
	struct chart *chart;
	double each[3];
	struct seen seen;

	for (int i = 0; i < MANY; i++) {
		labels[i] = arena_printf(arena, "Line %02d", i);
		numbers[i] = arena_printf(arena, "%d", i + 1);
	}
	chart = chart_over(doc, CHART_DIVERGING, "Variance", MANY, labels, 1);
	chart_series(doc, chart, "Variance", SERIES_VALUE, numbers);
	CHECK(chart_parts(chart) == MANY);
	for (size_t p = 0; p < 3; p++) {
		part = chart_part(arena, chart, p * 9, 9);
		CHECK(is_sound(part, "a part"));
		chart_see(&seen, part, 420, 13);
		CHECK(seen_count(&seen, DRAWN_BOX, INK_VALUE) == 9);
		for (size_t i = 0; i < MANY; i++)
			CHECK(seen_says(&seen, labels[i]) == (i / 9 == p) &&
				seen_says(&seen, numbers[i]) >= (i / 9 == p));
		each[p] = (seen_call(&seen, DRAWN_BOX, INK_VALUE, 8)->x2 -
				  seen_call(&seen, DRAWN_BOX, INK_VALUE, 8)->x1) /
			(double)(p * 9 + 9);
		/* each figure stands beside its bar, and its name at its bar or above it */
		for (size_t i = 0; i < 9; i++) {
			const struct call *bar = seen_call(&seen, DRAWN_BOX, INK_VALUE, i);
			const struct call *name = text_of(&seen, labels[p * 9 + i]);

			CHECK(name != NULL && name->y1 < bar->y2 && name->y2 > bar->y1 - 13);
		}
		seen_close(&seen);
	}
	CHECK(near(each[0], each[1]) && near(each[1], each[2]));
	chart = chart_over(doc, CHART_LINE, "Plots", 4, four, 8);
	for (size_t i = 0; i < COUNT(short_names); i++)
		chart_series(doc, chart, short_names[i], SERIES_VALUE, i == 0 ? high : rising);
	chart_series(doc, chart, "England", SERIES_COMPARATOR, rising);
	chart->steps = steps;
	chart->step_count = COUNT(steps);
	CHECK(chart_parts(chart) == 7);
	part = chart_part(arena, chart, 4, 3);
	chart_see(&seen, part, 720, 13);
	CHECK(!seen_says(&seen, "P4") && seen_says(&seen, "P5") && seen_says(&seen, "P7") &&
		seen_says(&seen, "England 4"));
	CHECK(seen_says(&seen, "P6, C: counted anew") && text_of(&seen, "P1") == NULL);
	CHECK(seen_says(&seen, "100")); /* the scale of the whole, though these end at 4 */
	CHECK(seen_count(&seen, DRAWN_MARKER, INK_VALUE) == 12 && seen_fault(&seen) == NULL);
	seen_close(&seen);
	CHECK(chart_parts(chart_sample(doc, CHART_PYRAMID)) == 1);
}

/* What differs in one chart differs by more than its colour. */
static void
test_looks(void)
{
	struct series series[15] = {{.label = "x"}};
	const struct chart chart = {.series = series, .series_count = 15, .kind = CHART_LINE};

	for (size_t i = 0; i < 15; i++)
		for (size_t j = 0; j < i; j++) {
			struct look a = series_look(&chart, i), b = series_look(&chart, j);

			if (a.dash == b.dash && a.marker == b.marker)
				CHECK(!"two lines share dash and marker");
		}
	for (size_t i = 0; i < 30; i++)
		for (size_t j = 0; j < i; j++) {
			struct fill a = fill_number(i), b = fill_number(j);

			/* the first two differ in lightness; of the others no two are told apart by colour alone */
			if (a.hatch == b.hatch && (a.ink == b.ink || (i < 5 && j < 5 && i != 1)))
				CHECK(!"two areas share ink and hatching");
		}
	for (enum sense i = SENSE_NONE; i <= SENSE_LOW; i++)
		for (enum sense j = SENSE_NONE; j < i; j++)
			CHECK(sense_look(i).marker != sense_look(j).marker);
}

static void
test_signs(struct arena *arena)
{
	for (enum spc_sign sign = SPC_BETTER_HIGH; sign <= SPC_EITHER; sign++) {
		struct chart *chart = doc_chart(doc_new(arena, "r", "R"), "s", "S");

		chart->kind = CHART_SIGNS;
		*(sign < SPC_PASS ? &chart->variation : &chart->assurance) = sign;
		CHECK(is_sound(chart, spc_name(sign)));
		CHECK(spc_read(spc_name(sign)) == sign && *spc_words(sign) != '\0');
	}
	CHECK(spc_read(NULL) == SPC_NONE && spc_read("x") == SPC_NONE);
	CHECK(sense_read("bad") == SENSE_BAD && sense_read(NULL) == SENSE_NONE);
}

int
main(void)
{
	struct arena *arena = arena_new();

	for (enum chart_kind kind = CHART_LINE; kind <= CHART_SIGNS; kind++) {
		CHECK(is_sound(chart_sample(doc_new(arena, "r", "R"), kind), "the sample"));
		if (kind == CHART_SIGNS)
			break;
		test_numbers(arena, kind);
		test_words(arena, kind);
		test_many(arena, kind);
	}
	test_bars(arena);
	test_stacked(arena);
	test_across(arena);
	test_diverging(arena);
	test_waterfall(arena);
	test_pyramid(arena);
	test_ring(arena);
	test_two_axes(arena);
	test_spc(arena);
	test_heat(arena);
	test_ends(arena);
	test_time_of_bars(arena);
	test_time(arena);
	test_apart(arena);
	test_parts(arena);
	test_looks();
	test_signs(arena);
	arena_free(arena);
	return check_done();
}
