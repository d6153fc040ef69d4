/* short: 120000 runs */
/* A value of a column: the first byte says of which type. What is taken is in its normal form, and taken again. */
#include "fuzz.h"
#include "intake/value.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const choices[] = {"final", "provisional", "n/a", NULL};
	struct arena *arena = fuzz_arena();
	struct value_rule rule = {.least = 1, .most = 5000, .choices = choices};
	const char *text, *value, *again;

	if (size == 0)
		return 0;
	rule.type = (enum value_type)(*data % (VALUE_EMAIL + 1));
	text = arena_bytes(arena, (const char *)data + 1, size - 1);
	/* part_read has looked at the bytes before */
	if (!utf8_valid(text, strlen(text)))
		return 0;
	fuzz_text(value_expected(arena, &rule));
	value = value_read(arena, &rule, text);
	if (value == NULL)
		return 0;
	fuzz_text(value);
	if (rule.type == VALUE_YES_NO)
		return 0; /* its normal form is the database's */
	again = value_read(arena, &rule, value);
	MUST(again != NULL && strcmp(again, value) == 0);
	if (rule.type != VALUE_LINES && rule.type != VALUE_MARKDOWN)
		MUST(strpbrk(value, "\r\n") == NULL);
	return 0;
}
