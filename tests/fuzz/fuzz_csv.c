/* short: 12000 runs */
/* A file that is imported: the first byte says of which kind, the rest is its bytes. Rows must be JSON, problems text. */
#include <jansson.h>
#include <sodium.h>

#include "../../src/intake/problem.h"
#include "fuzz.h"

static void
check_part(const struct intake_part *part)
{
	json_error_t error;
	json_t *rows = json_loads(part->rows, 0, &error);

	MUST(rows != NULL && json_is_array(rows) && json_array_size(rows) == part->row_count);
	json_decref(rows);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = fuzz_arena();
	const struct problem *problems;
	struct intake *intake = intake_new(arena, "fuzz");
	const struct kind *kind;
	size_t kind_count = 0, count;

	while (kinds[kind_count].name != NULL)
		kind_count++;
	if (size == 0)
		return 0;
	kind = &kinds[*data % kind_count];
	part_read(intake, kind, kind->columns != NULL ? "fuzz.csv" : "papers/fuzz.md",
		arena_bytes(arena, (const char *)data + 1, size - 1), size - 1);
	count = intake_problems(intake, &problems);
	for (size_t i = 0; i < count; i++)
		fuzz_text(problem_text(arena, &problems[i]));
	for (size_t i = 0; i < intake->part_count; i++)
		if (intake->parts[i].rows != NULL)
			check_part(&intake->parts[i]);
	return 0;
}
