/* short: 400 runs */
/*
 * A PDF that somebody attaches, examined here and not in a child: whatever it is, it is taken, and then a pack can be
 * made of it, or refused in a sentence.
 */
#include "../../src/out/attach/attach.c"

#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct attach_facts facts = {0};
	struct err err = {0};
	struct buf clean;

	if (size < 8)
		return 0;
	buf_init(&clean);
	if (check_here((const char *)data, size, 20, &clean, &facts, &err) == 0)
		MUST(facts.pages > 0 && facts.pages <= 20 && clean.length > 8 && memcmp(clean.data, "%PDF-", 5) == 0);
	else
		MUST(err.code == ERR_INPUT && err.text[0] != '\0');
	buf_close(&clean);
	return 0;
}
