/* How series look: no two lines of a chart share dash and marker, no two areas ink and hatching. */
#include "plot.h"

bool
chart_has_bars(const struct chart *chart)
{
	switch (chart->kind) {
	case CHART_LINE:
	case CHART_SPARK:
	case CHART_SPC:
	case CHART_HEAT:
	case CHART_SIGNS:
		return false;
	default:
		return true;
	}
}

bool
chart_has_right(const struct chart *chart)
{
	for (size_t i = 0; i < chart->series_count; i++)
		if (chart->series[i].right)
			return true;
	return false;
}

bool
series_is_bar(const struct chart *chart, size_t index)
{
	return chart_has_bars(chart) && chart->series[index].role == SERIES_VALUE && !chart->series[index].right;
}

size_t
chart_bar_count(const struct chart *chart)
{
	size_t count = 0;

	for (size_t i = 0; i < chart->series_count; i++)
		count += series_is_bar(chart, i);
	return count;
}

/* Dashes and markers change at different paces, so that they agree only after fifteen lines. */
static struct look
look_number(size_t number)
{
	static const enum ink inks[] = {INK_VALUE, INK_OTHER, INK_OTHER2, INK_OTHER3, INK_AXIS};
	static const enum dash dashes[] = {DASH_NONE, DASH_SHORT, DASH_DOT};
	static const enum marker markers[] = {MARKER_DISC, MARKER_SQUARE, MARKER_TRIANGLE, MARKER_DIAMOND, MARKER_DOWN};

	return (struct look){inks[(number + number / 5) % 5], dashes[number % 3], markers[number % 5]};
}

static struct look
target_look(size_t number)
{
	return (struct look){INK_TARGET, DASH_LONG, number == 0 ? MARKER_NONE : look_number(number).marker};
}

struct look
series_look(const struct chart *chart, size_t index)
{
	enum series_role role = chart->series[index].role;
	struct look look;
	size_t before = 0;

	if (role == SERIES_MEAN)
		return (struct look){INK_TEXT, DASH_NONE, MARKER_NONE};
	if (role == SERIES_LIMIT)
		return (struct look){INK_AXIS, DASH_SHORT, MARKER_NONE};
	if (chart->kind == CHART_SPC && role == SERIES_VALUE)
		return sense_look(SENSE_NONE);
	for (size_t i = 0; i < index; i++)
		before += (chart->series[i].role == SERIES_TARGET) == (role == SERIES_TARGET);
	/* the first look is that of what the chart is about, never of a comparator */
	if (role == SERIES_COMPARATOR && chart->series[0].role != SERIES_VALUE)
		before++;
	look = role == SERIES_TARGET ? target_look(before) : look_number(before);
	if (role == SERIES_COMPARATOR && look.dash == DASH_NONE)
		look.dash = DASH_SHORT;
	/* lines that cross bars must stand out from every colour of bar */
	if (chart_has_bars(chart))
		look.ink = INK_TEXT;
	return look;
}

struct look
level_look(const struct chart *chart, size_t index)
{
	size_t before = chart->levels[index].role == SERIES_TARGET ? 0 : chart->series_count;
	struct look look;

	for (size_t i = 0; i < index; i++)
		before += chart->levels[i].role == chart->levels[index].role;
	look = chart->levels[index].role == SERIES_TARGET ? target_look(before) : look_number(before);
	if (look.dash == DASH_NONE)
		look.dash = DASH_SHORT;
	if (chart_has_bars(chart))
		look.ink = INK_TEXT;
	return look;
}

/*
 * The first two differ in lightness as well as in colour, and are plain. What follows would be told from them by
 * colour alone, and is hatched.
 */
struct fill
fill_number(size_t number)
{
	static const enum ink inks[] = {INK_VALUE, INK_OTHER, INK_OTHER2, INK_OTHER3, INK_AXIS};
	static const enum hatch first[] = {HATCH_NONE, HATCH_NONE, HATCH_UP, HATCH_DOWN, HATCH_LEVEL};

	return (struct fill){inks[number % 5], (enum hatch)((first[number % 5] + number / 5) % 6)};
}

struct fill
series_fill(const struct chart *chart, size_t index)
{
	size_t before = 0;

	for (size_t i = 0; i < index; i++)
		before += series_is_bar(chart, i);
	return fill_number(before);
}

struct look
sense_look(enum sense sense)
{
	switch (sense) {
	case SENSE_GOOD:
		return (struct look){INK_GOOD, DASH_NONE, MARKER_DIAMOND};
	case SENSE_BAD:
		return (struct look){INK_BAD, DASH_NONE, MARKER_SQUARE};
	case SENSE_HIGH:
		return (struct look){INK_NEUTRAL, DASH_NONE, MARKER_TRIANGLE};
	case SENSE_LOW:
		return (struct look){INK_NEUTRAL, DASH_NONE, MARKER_DOWN};
	default:
		return (struct look){INK_AXIS, DASH_NONE, MARKER_DISC};
	}
}
