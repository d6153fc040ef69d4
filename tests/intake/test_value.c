/* Values of imported files: what is accepted, in which form it is kept, what is refused. */
#include "intake/value.h"

#include "../check.h"

static struct arena *arena;

static const char *
as(enum value_type type, const char *text)
{
	return value_read(arena, &(struct value_rule){.type = type}, text);
}

static void
numbers(void)
{
	static const char *const good[][2] = {{"1,113", "1113"}, {"1113", "1113"}, {" 24.5% ", "24.5"},
		{"24.5 %", "24.5"},
		{"\xC2\xA3"
		 "1,234,567.80",
			"1234567.80"},
		{"-\xC2\xA3"
		 "5",
			"-5"},
		{"\xC2\xA3-5", "-5"}, {"+0.380", "0.380"},
		{"\xE2\x88\x92"
		 "0.101",
			"-0.101"},
		{".5", "0.5"}, {"-.5", "-0.5"}, {"0", "0"},
		{"\xC2\xA0"
		 "7\xC2\xA0",
			"7"},
		{"123456789012345678901234567890", "123456789012345678901234567890"}};
	static const char *const bad[] = {"abc", "1,5", "1,1134", "11,13", ",113", "1113,", "1234,567", "1.2.3", "1e5",
		"NaN", "Infinity", "0x10", "--5", "5-", "(5)", "5.", "-", "+", ".", "%", "1 000", "1;2", "\xC2\xA3",
		"1234567890123456789012345678901", "\xD9\xA1", "1\n2", "5%%", "5 \xC2\xA3"};

	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		CHECK_TEXT(as(VALUE_NUMBER, good[i][0]), good[i][1]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		CHECK_TEXT(as(VALUE_NUMBER, bad[i]), NULL);
}

static const char *
whole(const char *text)
{
	return value_read(arena, &(struct value_rule){.type = VALUE_INTEGER, .least = -1, .most = 2000}, text);
}

static void
integers(void)
{
	CHECK_TEXT(whole("1,113"), "1113");
	CHECK_TEXT(whole("007"), "7");
	CHECK_TEXT(whole("-1"), "-1");
	CHECK_TEXT(whole("2000 "), "2000");
	CHECK_TEXT(whole("2001"), NULL);
	CHECK_TEXT(whole("-2"), NULL);
	CHECK_TEXT(whole("1.0"), NULL);
	CHECK_TEXT(whole("5%"), NULL);
	CHECK_TEXT(whole("99999999999999999999"), NULL);
}

static void
dates(void)
{
	CHECK_TEXT(as(VALUE_DATE, "2017-03-14"), "2017-03-14");
	CHECK_TEXT(as(VALUE_DATE, "14/03/2017 "), "2017-03-14");
	CHECK_TEXT(as(VALUE_DATE, "29/02/2016"), "2016-02-29");
	CHECK_TEXT(as(VALUE_DATE, "2000-02-29"), "2000-02-29");
	CHECK_TEXT(as(VALUE_DATE, "29/02/2017"), NULL);
	CHECK_TEXT(as(VALUE_DATE, "1900-02-29"), NULL);
	CHECK_TEXT(as(VALUE_DATE, "2017-04-31"), NULL);
	CHECK_TEXT(as(VALUE_DATE, "2017-13-01"), NULL);
	CHECK_TEXT(as(VALUE_DATE, "2017-00-10"), NULL);
	CHECK_TEXT(as(VALUE_DATE, "03/14/2017"), NULL);
	CHECK_TEXT(as(VALUE_DATE, "1/2/2017"), NULL);
	CHECK_TEXT(as(VALUE_DATE, "14/03/17"), NULL);
	CHECK_TEXT(as(VALUE_DATE, "14-03-2017"), NULL);
	CHECK_TEXT(as(VALUE_DATE, "2017-03-1x"), NULL);
	CHECK_TEXT(as(VALUE_DATE, "0017-03-14"), NULL);
	CHECK_TEXT(as(VALUE_TIME, "10:00"), "10:00");
	CHECK_TEXT(as(VALUE_TIME, "23:59"), "23:59");
	CHECK_TEXT(as(VALUE_TIME, "24:00"), NULL);
	CHECK_TEXT(as(VALUE_TIME, "10:60"), NULL);
	CHECK_TEXT(as(VALUE_TIME, "9:30"), NULL);
	CHECK_TEXT(as(VALUE_TIME, "10.00"), NULL);
}

static void
periods(void)
{
	static const char *const good[] = {"2017-01", "2017/18 Q1", "2017/18 Q4", "2016/17", "1999/00", "AY2015/16",
		"AY2016/17 autumn", "AY2016/17 spring", "AY2016/17 summer", "2017-03-06"};
	static const char *const bad[] = {"2017", "2017-13", "2017-00", "2017-1", "2017/19", "2017/18 Q5", "2017/18 Q0",
		"2017/18Q1", "2017/18 Q12", "AY2015", "AY2016/17 winter", "AY2015-01", "2016/17 autumn", "AY2016/17 Q1",
		"Jan-17", "2017-02-30", "2017-01x", "A", "AY", "201"};

	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		CHECK_TEXT(as(VALUE_PERIOD, good[i]), good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		CHECK_TEXT(as(VALUE_PERIOD, bad[i]), NULL);
	CHECK_TEXT(as(VALUE_PERIOD, "06/03/2017"), "2017-03-06");
}

static void
texts(void)
{
	CHECK_TEXT(as(VALUE_TEXT, "  a b\t"), "a b");
	CHECK_TEXT(as(VALUE_TEXT, " \xC2\xA0 "), "");
	CHECK_TEXT(as(VALUE_TEXT, "a\nb"), NULL);
	CHECK_TEXT(as(VALUE_LINES, "a\r\nb"), "a\nb");
	CHECK_TEXT(as(VALUE_LINES, "a\rb"), NULL);
	CHECK_TEXT(as(VALUE_LINES, "a\x1B[31mb"), NULL);
	CHECK_TEXT(as(VALUE_LINES, "a\x7F"), NULL);
	CHECK_TEXT(as(VALUE_TEXT,
			   "a\xC2\x85"
			   "b"),
		NULL);
	CHECK_TEXT(as(VALUE_TEXT,
			   "a\xE2\x80\xAE"
			   "b"),
		NULL);
	CHECK_TEXT(as(VALUE_TEXT, "children\xE2\x80\x99s"), "children\xE2\x80\x99s");
	CHECK_TEXT(as(VALUE_NAME, "eh-breckland"), "eh-breckland");
	CHECK_TEXT(as(VALUE_NAME, "Norfolk"), NULL);
	CHECK_TEXT(as(VALUE_NAME, "../x"), NULL);
	CHECK_TEXT(as(VALUE_NAME, "-x"), NULL);
	CHECK_TEXT(as(VALUE_REF, "1.3p8"), "1.3p8");
	CHECK_TEXT(as(VALUE_REF, "7/2"), NULL);
	CHECK_TEXT(as(VALUE_REF, ".7"), NULL);
	CHECK_TEXT(as(VALUE_REFS, "AO-3 + AO-4+AO-5"), "AO-3+AO-4+AO-5");
	CHECK_TEXT(as(VALUE_REFS, "AO-3+"), NULL);
	CHECK_TEXT(as(VALUE_REFS, "+AO-3"), NULL);
	CHECK_TEXT(as(VALUE_REFS, "AO-3++AO-4"), NULL);
	CHECK_TEXT(as(VALUE_PAPER, "item-8.md"), "item-8.md");
	CHECK_TEXT(as(VALUE_PAPER, "../item-8.md"), NULL);
	CHECK_TEXT(as(VALUE_PAPER, "item-8.txt"), NULL);
	CHECK_TEXT(as(VALUE_YES_NO, "Yes"), "true");
	CHECK_TEXT(as(VALUE_YES_NO, "no"), "false");
	CHECK_TEXT(as(VALUE_YES_NO, "maybe"), NULL);
	CHECK_TEXT(as(VALUE_LINK, "https://example.org/a?b=1"), "https://example.org/a?b=1");
	CHECK_TEXT(as(VALUE_LINK, "javascript:alert(1)"), NULL);
	CHECK_TEXT(as(VALUE_LINK, "https://"), NULL);
	CHECK_TEXT(as(VALUE_LINK, "https://a b"), NULL);
	CHECK_TEXT(as(VALUE_EMAIL, "a.b@example.gov.uk"), "a.b@example.gov.uk");
	CHECK_TEXT(as(VALUE_EMAIL, "a@b@c"), NULL);
	CHECK_TEXT(as(VALUE_EMAIL, "a b@c"), NULL);
	CHECK_TEXT(as(VALUE_EMAIL, "a@c?cc=d"), NULL);
}

static void
choices(void)
{
	static const char *const list[] = {"final", "n/a", NULL};
	const struct value_rule rule = {.type = VALUE_CHOICE, .choices = list};

	CHECK_TEXT(value_read(arena, &rule, "N/A "), "n/a");
	CHECK_TEXT(value_read(arena, &rule, ""), "");
	CHECK_TEXT(value_read(arena, &rule, "fina"), NULL);
	CHECK_TEXT(value_expected(arena, &rule), "one of final, n/a");
}

int
main(void)
{
	arena = arena_new();
	numbers();
	integers();
	dates();
	periods();
	texts();
	choices();
	arena_free(arena);
	return check_done();
}
