/* Where the labels of an upright chart stand: at equal steps, or, where their days are known, on an axis of time. */
#include <math.h>
#include <string.h>

#include "plot.h"

enum { ISO_DAY = 10 }; /* characters of 2017-01-31 */

static int
digits_read(const char *text, int count)
{
	int number = 0;

	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		number = number * 10 + text[i] - '0';
	}
	return number;
}

static int
days_of(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap);
}

/* A day as months and a share of one, so that the ends of months are whole steps apart; -1: it is none. */
static double
months_read(const char *day)
{
	int year, month, of_month;

	if (day == NULL || strlen(day) != ISO_DAY)
		return -1;
	year = digits_read(day, 4);
	month = digits_read(day + 5, 2);
	of_month = digits_read(day + 8, 2);
	if (year < 0 || month < 1 || month > 12 || of_month < 1)
		return -1;
	return year * 12 + month - 1 + (double)of_month / days_of(year, month);
}

static double
months_between(const struct chart *chart, size_t first, size_t last)
{
	return months_read(chart->days[last]) - months_read(chart->days[first]);
}

/* The shortest step from one label to the next; 0: they stand at equal steps. */
static double
shortest_step(const struct chart *chart)
{
	double shortest = INFINITY, before = -1;

	if (chart->days == NULL)
		return 0;
	for (size_t i = 0; i < chart->label_count; i++) {
		double at = months_read(chart->days[i]);

		if (at < 0 || at <= before)
			return 0;
		if (i > 0)
			shortest = fmin(shortest, at - before);
		before = at;
	}
	return isfinite(shortest) ? shortest : 0;
}

/* What an axis of time is long, in such steps: half of one before the first label, half after the last. */
double
slot_count(const struct chart *chart)
{
	double step = shortest_step(chart);

	if (step == 0)
		return (double)chart->label_count;
	return months_between(chart, 0, chart->label_count - 1) / step + 1;
}

bool
slots_differ(const struct chart *chart)
{
	return slot_count(chart) > (double)chart->label_count + 0.01;
}

double
slot_width(const struct plot *plot)
{
	return (plot->right - plot->left) / slot_count(plot->chart);
}

double
slot_centre(const struct plot *plot, size_t index)
{
	double step = shortest_step(plot->chart);
	double place = step == 0 ? (double)index : months_between(plot->chart, 0, index) / step;

	return plot->left + (place + 0.5) * slot_width(plot);
}

double
slot_begin(const struct plot *plot, size_t index)
{
	return index == 0 ? plot->left : (slot_centre(plot, index - 1) + slot_centre(plot, index)) / 2;
}

double
slot_end(const struct plot *plot, size_t index)
{
	return index + 1 >= plot->chart->label_count ? plot->right : slot_begin(plot, index + 1);
}
