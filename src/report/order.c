/* Which of two values comes first. Figures are compared by their digits: nothing is computed. */
#include "order.h"

#include <ctype.h>
#include <string.h>

#include "base/str.h"
#include "doc/doc.h"

static size_t
digits(const char *text)
{
	return strspn(text, "0123456789");
}

/* Two numbers without a sign, as PostgreSQL writes them, by their digits. */
static int
compare_size(const char *a, const char *b)
{
	size_t of_a, of_b;
	int by;

	a += strspn(a, "0");
	b += strspn(b, "0");
	of_a = digits(a);
	of_b = digits(b);
	if (of_a != of_b)
		return of_a < of_b ? -1 : 1;
	by = strncmp(a, b, of_a);
	if (by != 0)
		return by;
	a += of_a + (a[of_a] == '.');
	b += of_b + (b[of_b] == '.');
	for (; *a != '\0' || *b != '\0'; a += *a != '\0', b += *b != '\0') {
		char digit_a = *a != '\0' ? *a : '0', digit_b = *b != '\0' ? *b : '0';

		if (digit_a != digit_b)
			return digit_a < digit_b ? -1 : 1;
	}
	return 0;
}

static bool
is_zero(const char *number)
{
	return strspn(number, "-0.") == strlen(number);
}

static int
compare_numbers(const char *a, const char *b)
{
	bool below_a = *a == '-' && !is_zero(a), below_b = *b == '-' && !is_zero(b);

	if (below_a != below_b)
		return below_a ? -1 : 1;
	a += *a == '-';
	b += *b == '-';
	return below_a ? compare_size(b, a) : compare_size(a, b);
}

/* Without regard to case, and runs of digits by what they count. */
static int
compare_texts(const char *a, const char *b)
{
	while (*a != '\0' && *b != '\0') {
		size_t of_a = digits(a), of_b = digits(b);
		int by;

		if (of_a > 0 && of_b > 0) {
			size_t most = of_a > of_b ? of_a : of_b;

			for (size_t i = 0; i < most; i++) {
				char digit_a = i + of_a >= most ? a[i + of_a - most] : '0';
				char digit_b = i + of_b >= most ? b[i + of_b - most] : '0';

				if (digit_a != digit_b)
					return digit_a < digit_b ? -1 : 1;
			}
			a += of_a;
			b += of_b;
			continue;
		}
		by = tolower((unsigned char)*a) - tolower((unsigned char)*b);
		if (by != 0)
			return by;
		a++;
		b++;
	}
	return (*a != '\0') - (*b != '\0');
}

static int
rating_place(const char *name)
{
	switch (rag_read(name)) {
	case RAG_RED:
		return 0;
	case RAG_AMBER:
		return 1;
	case RAG_GREEN:
		return 2;
	default:
		return 3;
	}
}

static int
travel_place(const char *sign)
{
	switch (dot_read(sign)) {
	case DOT_DOWN:
		return 0;
	case DOT_LEVEL:
		return 1;
	case DOT_UP:
		return 2;
	default:
		return 3;
	}
}

static int
compare_values(enum order_kind kind, const char *a, const char *b)
{
	switch (kind) {
	case ORDER_NUMBER:
		return compare_numbers(a, b);
	case ORDER_RATING:
		return rating_place(a) - rating_place(b);
	case ORDER_TRAVEL:
		return travel_place(a) - travel_place(b);
	case ORDER_TEXT:
		break;
	}
	return compare_texts(a, b);
}

/* Whether the value says nothing that could be ordered: it comes last, whichever way. */
static bool
is_nothing(enum order_kind kind, const char *value)
{
	return value == NULL || (kind == ORDER_RATING && rating_place(value) == 3) ||
		(kind == ORDER_TRAVEL && travel_place(value) == 3);
}

bool
order_before(enum order_kind kind, bool descending, const char *a, const char *b)
{
	bool none_a = is_nothing(kind, a), none_b = is_nothing(kind, b);
	int by;

	if (none_a || none_b)
		return !none_a && none_b;
	by = compare_values(kind, a, b);
	return descending ? by > 0 : by < 0;
}

const char *
order_words(enum order_kind kind, bool descending)
{
	static const char *const words[][2] = {[ORDER_NUMBER] = {"smallest first", "largest first"},
		[ORDER_TEXT] = {"from A to Z", "from Z to A"},
		[ORDER_RATING] = {"Red first", "Green first"},
		[ORDER_TRAVEL] = {"worse first", "better first"}};

	return words[kind][descending];
}
