/* Round steps for the vertical axis. */
#include "chart_axis.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"

bool
point_value(const struct point *point, double *value)
{
	/* beyond this neighbouring ticks are no longer told apart */
	static const double largest = 1e12;

	if (!number_plain(point->number))
		return false;
	*value = strtod(point->number, NULL);
	return isfinite(*value) && fabs(*value) <= largest;
}

static bool
find_range(const struct chart *chart, double *low, double *high)
{
	bool any = false;

	for (size_t s = 0; s < chart->series_count; s++) {
		for (size_t i = 0; i < chart->label_count; i++) {
			double value;

			if (!point_value(&chart->series[s].points[i], &value))
				continue;
			*low = any ? fmin(*low, value) : value;
			*high = any ? fmax(*high, value) : value;
			any = true;
		}
	}
	return any;
}

/*
 * Bars always stand on zero, for their length is what is compared. A line's axis leaves zero
 * out only where the whole line would otherwise lie in the last third of it.
 */
static void
widen_range(const struct chart *chart, double *low, double *high)
{
	bool bars = chart->kind == CHART_BARS;

	if (*low > 0 && (bars || *high == *low || *low < *high * 2 / 3))
		*low = 0;
	if (*high < 0 && (bars || *high == *low || *high > *low * 2 / 3))
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
axis_fit(struct axis *axis, const struct chart *chart, unsigned ticks)
{
	static const double smallest = 1e-9;
	double low = 0, high = 0;

	if (!find_range(chart, &low, &high))
		return false;
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

	snprintf(plain, sizeof(plain), "%.*f", axis->decimals,
		tick == 0 ? 0.0 : (double)tick * axis->step);
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
