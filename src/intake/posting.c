/*
 * Made for millions of rows: values in their plain form are read where they stand; whatever else
 * goes through value_read, so that the ledger tolerates and refuses what other kinds do.
 */
#include "posting.h"

#include <string.h>

#include "base/str.h"
#include "intake/value.h"

enum { PLAIN_MOST = 500, POUND_DIGITS = 15, ROW_FIELDS = 8 };

struct centre {
	const char *code;
	int32_t id;
};

static const char not_amount[] = "an amount in pounds and pence: two decimals at most, no brackets";

static size_t
hash(const char *text)
{
	uint64_t h = 14695981039346656037U; /* FNV-1a */

	for (; *text != '\0'; text++)
		h = (h ^ (unsigned char)*text) * 1099511628211U;
	return (size_t)(h ^ h >> 32);
}

/* The cost centre's slot: its own, or the free one where it would stand. */
static struct centre *
centre_slot(const struct posting_rules *rules, const char *code)
{
	size_t i = hash(code) & (rules->slots - 1);

	while (rules->centres[i].code != NULL && strcmp(rules->centres[i].code, code) != 0)
		i = (i + 1) & (rules->slots - 1);
	return &rules->centres[i];
}

/* Days since 2000-01-01 of an ISO date, in the Gregorian calendar. */
static int32_t
day_number(const char *date)
{
	int year = (date[0] - '0') * 1000 + (date[1] - '0') * 100 + (date[2] - '0') * 10 + (date[3] - '0');
	int month = (date[5] - '0') * 10 + (date[6] - '0');
	int day = (date[8] - '0') * 10 + (date[9] - '0');
	int y = month > 2 ? year : year - 1, m = (month + 9) % 12; /* years from March */

	return 365 * y + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + day - 730426;
}

void
posting_rules_load(struct posting_rules *rules, struct arena *arena, const struct rows *rows)
{
	const char *first = row_text(rows, 0, "first_day"), *last = row_text(rows, 0, "last_day");

	rules->first_day = day_number(first);
	rules->last_day = day_number(last);
	rules->calendar = arena_printf(arena, "a date within a financial year, from %s to %s", first, last);
	for (rules->slots = 16; rules->slots < rows->count * 2; rules->slots *= 2)
		;
	rules->centres = arena_array(arena, rules->slots, sizeof(*rules->centres));
	for (size_t i = 0; i < rows->count; i++) {
		const char *code = row_text(rows, i, "cost_centre");

		if (code != NULL)
			*centre_slot(rules, code) =
				(struct centre){code, (int32_t)row_integer(rows, i, "cost_centre_id")};
	}
}

/* Printable ASCII that neither begins nor ends with a blank is its own normal form. */
static bool
is_plain(const char *text, size_t *length)
{
	const char *c = text;

	while (*c >= 0x20 && *c < 0x7F)
		c++;
	*length = (size_t)(c - text);
	return *c == '\0' && *length > 0 && *length <= PLAIN_MOST && *text != ' ' && c[-1] != ' ';
}

/* The normal form, "" if blank, NULL if it is none. */
static const char *
read_text(struct posting_rules *rules, enum value_type type, const char *text, size_t *length)
{
	const struct value_rule rule = {.type = type};

	if (text == NULL)
		text = "";
	if (type == VALUE_TEXT && is_plain(text, length))
		return text;
	text = value_read(rules->scratch, &rule, text);
	*length = text != NULL ? strlen(text) : 0;
	return text;
}

static bool
read_day(struct posting_rules *rules, const char *text)
{
	char first[] = "2000-01-01";
	const char *date;
	size_t length;

	if (*text != '\0' && strcmp(text, rules->last_date) == 0)
		return true;
	date = read_text(rules, VALUE_DATE, text, &length);
	if (date == NULL || *date == '\0')
		return false;
	rules->day = day_number(date);
	memcpy(first, date, strlen("2000-01-"));
	rules->month = day_number(first);
	*rules->last_date = '\0';
	if (strlen(text) < sizeof(rules->last_date))
		memcpy(rules->last_date, text, strlen(text) + 1);
	return true;
}

/* "-123.4" as -12340: the same digits, the point left out. No more decimals than two, even if 0. */
static bool
pence_plain(const char *text, int64_t *pence)
{
	bool minus = *text == '-';
	const char *digits = text + minus;
	unsigned decimals = 0;
	int64_t value = 0;
	size_t whole = strspn(digits, "0123456789");

	if (whole == 0 || whole > POUND_DIGITS)
		return false;
	for (size_t i = 0; i < whole; i++)
		value = value * 10 + (digits[i] - '0');
	digits += whole;
	if (*digits == '.') {
		digits++;
		for (; decimals < 2 && *digits >= '0' && *digits <= '9'; decimals++)
			value = value * 10 + (*digits++ - '0');
		if (decimals == 0)
			return false;
	}
	for (; decimals < 2; decimals++)
		value *= 10;
	*pence = minus ? -value : value;
	return *digits == '\0';
}

static bool
read_pence(struct posting_rules *rules, const char *text, int64_t *pence)
{
	size_t length;

	if (pence_plain(text, pence))
		return true;
	if (strchr(text, '%') != NULL)
		return false;
	text = read_text(rules, VALUE_NUMBER, text, &length);
	return text != NULL && pence_plain(text, pence);
}

static void
put_integer(struct buf *out, uint64_t value, size_t size)
{
	char bytes[8];

	for (size_t i = 0; i < size; i++)
		bytes[i] = (char)(value >> 8 * (size - 1 - i));
	buf_add(out, bytes, size);
}

static void
put_number(struct buf *out, int64_t value, size_t size)
{
	put_integer(out, size, 4);
	put_integer(out, (uint64_t)value, size);
}

static void
put_text(struct buf *out, const char *text, size_t length)
{
	put_integer(out, length, 4);
	buf_add(out, text, length);
}

size_t
posting_write(struct posting_rules *rules, struct buf *out, unsigned line, const char *const fields[POSTING_COLUMNS],
	struct posting_fault faults[POSTING_COLUMNS])
{
	static const struct value_rule text_rule = {.type = VALUE_TEXT}, date_rule = {.type = VALUE_DATE};
	const char *texts[POSTING_COLUMNS] = {NULL};
	size_t lengths[POSTING_COLUMNS], count = 0;
	struct centre *centre = NULL;
	int64_t pence = 0;

	for (enum posting_column c = 0; c < POSTING_COLUMNS; c++) {
		const char *field = fields[c] != NULL ? fields[c] : "", *expected = NULL;

		if (c == POSTING_DATE) {
			if (!read_day(rules, field))
				expected = value_expected(rules->scratch, &date_rule);
			else if (rules->slots > 0 && (rules->day < rules->first_day || rules->day > rules->last_day))
				expected = rules->calendar;
		} else if (c == POSTING_AMOUNT) {
			if (!read_pence(rules, field, &pence))
				expected = not_amount;
		} else {
			texts[c] = read_text(rules, VALUE_TEXT, field, &lengths[c]);
			if (texts[c] == NULL || (lengths[c] == 0 && c != POSTING_DESCRIPTION))
				expected = value_expected(rules->scratch, &text_rule);
			else if (c == POSTING_COST_CENTRE && rules->slots > 0 &&
				(centre = centre_slot(rules, texts[c]))->code == NULL)
				expected = "a known cost centre";
		}
		if (expected != NULL)
			faults[count++] = (struct posting_fault){c, str_blank(field), expected};
	}
	if (count > 0 || centre == NULL)
		return count;
	put_integer(out, ROW_FIELDS, 2);
	put_number(out, line, 4);
	put_number(out, rules->day, 4);
	put_number(out, rules->month, 4);
	put_number(out, centre->id, 4);
	put_number(out, pence, 8);
	put_text(out, texts[POSTING_NUMBER], lengths[POSTING_NUMBER]);
	put_text(out, texts[POSTING_SUBJECTIVE], lengths[POSTING_SUBJECTIVE]);
	if (lengths[POSTING_DESCRIPTION] == 0)
		put_integer(out, UINT32_MAX, 4); /* NULL */
	else
		put_text(out, texts[POSTING_DESCRIPTION], lengths[POSTING_DESCRIPTION]);
	return 0;
}

void
posting_begin(struct buf *out)
{
	buf_add(out, "PGCOPY\n\377\r\n\0", 11);
	put_integer(out, 0, 4); /* flags */
	put_integer(out, 0, 4); /* of the extension of this header */
}

void
posting_end(struct buf *out)
{
	put_integer(out, UINT16_MAX, 2);
}
