/* Round steps for the axis of the numbers. */
#include "axis.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../data/cell.h"

bool
number_value(const char *number, double *value)
{
	/* beyond this neighbouring ticks are no longer told apart */
	static const double largest = 1e12;

	if (!number_plain(number))
		return false;
	*value = strtod(number, NULL);
	return isfinite(*value) && fabs(*value) <= largest;
}

bool
point_value(const struct point *point, double *value)
{
	return number_value(point->number, value);
}

struct range {
	double low, high;
	bool any;
};

static void
range_add(struct range *range, double value)
{
	range->low = range->any ? fmin(range->low, value) : value;
	range->high = range->any ? fmax(range->high, value) : value;
	range->any = true;
}

static bool
is_stacked(const struct chart *chart, const struct series *series)
{
	return (chart->kind == CHART_STACKED || chart->kind == CHART_ACROSS_STACKED) && series->role == SERIES_VALUE &&
		!series->right;
}

/* Bars on top of one another reach as far as their sum, on either side of zero. */
static void
add_stacks(struct range *range, const struct chart *chart)
{
	for (size_t i = 0; i < chart->label_count; i++) {
		double up = 0, down = 0, value;

		for (size_t s = 0; s < chart->series_count; s++) {
			if (!is_stacked(chart, &chart->series[s]) || !point_value(&chart->series[s].points[i], &value))
				continue;
			*(value < 0 ? &down : &up) += value;
			range_add(range, value < 0 ? down : up);
		}
	}
}

/* A waterfall reaches as far as the level after each change. */
static void
add_falls(struct range *range, const struct chart *chart)
{
	double level = 0, value;

	for (size_t i = 0; chart->series_count > 0 && i < chart->label_count; i++) {
		const struct point *point = &chart->series[0].points[i];

		if (!point_value(point, &value))
			continue;
		level = point->sense == SENSE_TOTAL ? value : level + value;
		range_add(range, level);
	}
}

static void
find_range(struct range *range, const struct chart *chart, bool second)
{
	double value;

	if (chart->kind == CHART_WATERFALL) {
		add_falls(range, chart);
		return;
	}
	for (size_t s = 0; s < chart->series_count; s++) {
		const struct series *series = &chart->series[s];

		if (series->right != second || is_stacked(chart, series))
			continue;
		for (size_t i = 0; i < chart->label_count; i++)
			if (point_value(&series->points[i], &value))
				range_add(range, value);
	}
	if (second)
		return;
	add_stacks(range, chart);
	/* levels say nothing by themselves: they do not make a chart without figures */
	for (size_t i = 0; range->any && i < chart->level_count; i++)
		if (number_value(chart->levels[i].number, &value))
			range_add(range, value);
}

static bool
may_be_cut(const struct chart *chart)
{
	for (size_t s = 0; s < chart->series_count; s++)
		if (chart->series[s].right)
			return false; /* two cut axes can be made to show anything */
	return chart->kind == CHART_LINE || chart->kind == CHART_SPC;
}

/*
 * Bars always stand on zero, for their length is what is compared. A line's axis leaves zero
 * out only where the whole line would otherwise lie in the last third of it.
 */
static void
widen_range(const struct chart *chart, double *low, double *high)
{
	bool cut = may_be_cut(chart);

	if (*low > 0 && (!cut || *high == *low || *low < *high * 2 / 3))
		*low = 0;
	if (*high < 0 && (!cut || *high == *low || *high > *low * 2 / 3))
		*high = 0;
	if (*high == *low)
		*high = *low + 1;
}

/* The smallest round step that needs no more than `ticks` steps. */
static double
round_step(double span, unsigned ticks)
{
	static const double factors[] = {1, 2, 2.5, 5, 10};
	double power = pow(10, floor(log10(span / ticks)));

	for (size_t i = 0; i < sizeof(factors) / sizeof(factors[0]); i++)
		if (span / (factors[i] * power) <= ticks)
			return factors[i] * power;
	return 10 * power;
}

/* As many decimals as tell the ticks apart: a step of 0.25 needs two. */
static int
step_decimals(double step)
{
	int decimals = 0;

	for (double scaled = step; decimals < 9; scaled *= 10, decimals++)
		if (fabs(scaled - round(scaled)) < 1e-6 * scaled)
			break;
	return decimals;
}

bool
axis_fit(struct axis *axis, const struct chart *chart, bool second, unsigned ticks)
{
	static const double smallest = 1e-9;
	struct range range = {0};
	double low, high;

	if (chart->whole != NULL)
		chart = chart->whole;
	find_range(&range, chart, second);
	if (!range.any)
		return false;
	low = range.low;
	high = range.high;
	widen_range(chart, &low, &high);
	axis->step = round_step(fmax(high - low, smallest), ticks < 2 ? 2 : ticks);
	/* a hair's breadth, so that 0.3 / 0.1 does not begin one step too far out */
	axis->first = (long)floor(low / axis->step + 1e-9);
	axis->last = (long)ceil(high / axis->step - 1e-9);
	if (axis->last <= axis->first)
		axis->last = axis->first + 1;
	/* what lies on the lowest line of a cut axis would look like the axis */
	if (low > 0 && low / axis->step - (double)axis->first < 1e-9)
		axis->first--;
	axis->decimals = step_decimals(axis->step);
	axis->from_zero = axis->first <= 0 && axis->last >= 0;
	return true;
}

void
axis_match(struct axis *one, struct axis *other)
{
	one->first = other->first = one->first < other->first ? one->first : other->first;
	one->last = other->last = one->last > other->last ? one->last : other->last;
}

double
axis_bottom(const struct axis *axis)
{
	return (double)axis->first * axis->step;
}

double
axis_top(const struct axis *axis)
{
	return (double)axis->last * axis->step;
}

void
axis_label(const struct axis *axis, long tick, char *text, size_t size)
{
	char plain[64];
	const char *digits = plain;
	size_t whole, used = 0;

	snprintf(plain, sizeof(plain), "%.*f", axis->decimals, tick == 0 ? 0.0 : (double)tick * axis->step);
	if (*digits == '-' && used + 1 < size)
		text[used++] = *digits++;
	whole = strcspn(digits, ".");
	for (size_t i = 0; digits[i] != '\0' && used + 2 < size; i++) {
		if (i > 0 && i < whole && (whole - i) % 3 == 0)
			text[used++] = ',';
		text[used++] = digits[i];
	}
	text[used] = '\0';
}
