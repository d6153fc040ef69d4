/* short: 2000 runs */
/* The ledger's file, read without a database: what is wrong is a problem in words, and nothing else happens. */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <unistd.h>

#include "../../src/intake/ledger.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char head[] = "posting,date,cost_centre,subjective,amount,description\n";
	static int fd = -1;
	static char path[32];
	struct arena *arena = fuzz_arena();
	struct intake *intake = intake_new(arena, "fuzz");
	struct intake_part part = {.kind = kind_find("ledger"), .name = "ledger.csv", .path = path};
	const struct problem *problems;
	struct err err = {0};
	size_t count, before;

	if (fd < 0) {
		fd = memfd_create("fuzz", 0);
		snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	}
	if (size == 0)
		return 0;
	/* with a header of its own, or with the right one */
	before = *data % 2 == 0 ? strlen(head) : 0;
	MUST(ftruncate(fd, 0) == 0 && pwrite(fd, head, before, 0) == (ssize_t)before);
	MUST(pwrite(fd, data + 1, size - 1, (off_t)before) == (ssize_t)(size - 1));
	if (ledger_load(intake, NULL, NULL, &part, &err) != 0)
		fuzz_text(err.text);
	count = intake_problems(intake, &problems);
	for (size_t i = 0; i < count; i++)
		fuzz_text(problem_text(arena, &problems[i]));
	return 0;
}
