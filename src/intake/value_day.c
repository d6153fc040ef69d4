/* Days, times of day and periods, into ISO 8601 and the calendar's own names. */
#include "value_read.h"

#include <stdbool.h>
#include <string.h>

#include "base/str.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 2199 };

/* As many digits as asked for, as a number, or -1. */
static int
digits(const char *text, size_t count)
{
	int n = 0;

	for (size_t i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		n = n * 10 + (text[i] - '0');
	}
	return n;
}

static bool
is_day(int year, int month, int day)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1 &&
		day <= days[month - 1] + (month == 2 && leap);
}

const char *
read_date(struct arena *arena, const char *text)
{
	int year, month, day;

	if (strlen(text) != 10)
		return NULL;
	if (text[4] == '-' && text[7] == '-') {
		year = digits(text, 4);
		month = digits(text + 5, 2);
		day = digits(text + 8, 2);
	} else if (text[2] == '/' && text[5] == '/') {
		day = digits(text, 2);
		month = digits(text + 3, 2);
		year = digits(text + 6, 4);
	} else {
		return NULL;
	}
	return is_day(year, month, day) ? arena_printf(arena, "%04d-%02d-%02d", year, month, day) : NULL;
}

const char *
read_time(struct arena *arena, const char *text)
{
	int hour, minute;

	if (strlen(text) != 5 || text[2] != ':')
		return NULL;
	hour = digits(text, 2);
	minute = digits(text + 3, 2);
	if (hour < 0 || hour > 23 || minute < 0 || minute > 59)
		return NULL;
	return arena_string(arena, text);
}

/* 2017-01, 2017/18 Q1, 2016/17, AY2015/16, AY2016/17 autumn or a date; sql/ knows the calendar. */
const char *
read_period(struct arena *arena, const char *text)
{
	bool academic = str_starts(text, "AY");
	const char *s = academic ? text + 2 : text;
	const char *date = read_date(arena, text);
	int year, month, next;

	if (date != NULL || strlen(s) < 7)
		return date;
	year = digits(s, 4);
	if (year < 0)
		return NULL;
	if (s[4] == '-') {
		month = digits(s + 5, 2);
		return !academic && s[7] == '\0' && month >= 1 && month <= 12 ? text : NULL;
	}
	next = digits(s + 5, 2);
	if (s[4] != '/' || next != (year + 1) % 100)
		return NULL;
	s += 7;
	if (*s == '\0')
		return text;
	if (academic)
		return str_equal(s, " autumn") || str_equal(s, " spring") || str_equal(s, " summer") ? text : NULL;
	return str_starts(s, " Q") && s[2] >= '1' && s[2] <= '4' && s[3] == '\0' ? text : NULL;
}
