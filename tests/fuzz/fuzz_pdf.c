/* short: 80 runs */
/* A paper as PDF: Markdown without directives, on paper of either plan, which the first byte says. */
#include "doc/markdown.h"
#include "fuzz.h"
#include "out/out.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct directive_handler none = {0};
	struct arena *arena = fuzz_arena();
	struct doc *doc = doc_new(arena, "paper", "Paper");
	struct err err = {0};
	const char *text;
	struct buf out;

	if (size == 0)
		return 0;
	text = arena_bytes(arena, (const char *)data + 1, size - 1);
	if (!utf8_valid(text, strlen(text)) || markdown_read(doc, text, 1, &none, &err) != 0)
		return 0;
	buf_init(&out);
	if (pdf_write(&out, doc, *data % 4 == 3 ? &page_plan_large : &page_plan_a4, NULL, &err) == 0)
		MUST(out.length > 8 && memcmp(out.data, "%PDF-", 5) == 0);
	else
		MUST(err.code == ERR_INPUT && err.text[0] != '\0');
	buf_close(&out);
	return 0;
}
