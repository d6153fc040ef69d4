/* For test programs: each check is a line of TAP, and a failed one says what it saw. */
#ifndef TESTS_CHECK_H
#define TESTS_CHECK_H

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static int check_count, check_failures;

static inline bool
check_report(bool good, const char *file, int line, const char *what)
{
	printf("%sok %d - %s\n", good ? "" : "not ", ++check_count, what);
	if (!good) {
		check_failures++;
		printf("# %s:%d\n", file, line);
	}
	return good;
}

static inline void
check_texts(const char *seen, const char *wanted, const char *file, int line, const char *what)
{
	bool good = seen != NULL && wanted != NULL ? strcmp(seen, wanted) == 0 : seen == wanted;

	if (!check_report(good, file, line, what))
		printf("# seen:   %s\n# wanted: %s\n", seen ? seen : "(null)", wanted ? wanted : "(null)");
}

#define CHECK(condition) check_report((condition), __FILE__, __LINE__, #condition)
#define CHECK_TEXT(seen, wanted) check_texts((seen), (wanted), __FILE__, __LINE__, #seen)

/* The last statement of main: the plan, and the exit status. */
static inline int
check_done(void)
{
	printf("1..%d\n", check_count);
	return check_failures == 0 ? 0 : 1;
}

#endif
