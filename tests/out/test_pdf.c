/* What the PDF writer refuses, and that it then leaves nothing behind. */
#include "out/out.h"

#include <stdlib.h>

#include "../check.h"

static int
write_text(const char *text, struct buf *out, unsigned *pages, struct err *err)
{
	struct arena *arena = arena_new();
	struct doc *doc = doc_new(arena, "test", "Test");
	int rc;

	doc_paragraph(doc, text);
	rc = pdf_write(out, doc, &page_plan_a4, pages, err);
	arena_free(arena);
	return rc;
}

static void
test_right(void)
{
	struct err err = {0};
	unsigned pages = 0;
	struct buf out;

	buf_init(&out);
	buf_text(&out, "before");
	CHECK(write_text("Plain", &out, &pages, &err) == 0);
	CHECK(pages == 1);
	CHECK(err.code == ERR_NONE);
	CHECK(strncmp(out.data, "before%PDF-1.7\n", 15) == 0);
	CHECK(strcmp(out.data + out.length - 6, "%%EOF\n") == 0);
	buf_close(&out);
}

static void
test_wrong(const char *text, const char *message)
{
	struct err err = {0};
	struct buf out;

	buf_init(&out);
	buf_text(&out, "before");
	CHECK(write_text(text, &out, NULL, &err) == -1);
	CHECK(err.code == ERR_INPUT);
	CHECK_TEXT(err.text, message);
	CHECK_TEXT(out.data, "before");
	CHECK(write_text(text, &out, NULL, NULL) == -1);
	buf_close(&out);
}

static void
test_reference(void)
{
	struct arena *arena = arena_new();
	struct doc *doc = doc_new(arena, "test", "Test");
	struct block *block = doc_paragraph(doc, "@page");
	struct err err = {0};
	struct buf out;

	buf_init(&out);
	block->text.spans[0].href = "#nowhere";
	CHECK(pdf_write(&out, doc, &page_plan_a4, NULL, &err) == -1);
	CHECK(err.code == ERR_INPUT);
	CHECK_TEXT(err.text, "there is no heading \"#nowhere\" whose page could be named");
	CHECK(out.length == 0);
	buf_close(&out);
	arena_free(arena);
}

/* An empty document, and blocks without anything in them. */
static void
test_empty(void)
{
	struct arena *arena = arena_new();
	struct doc *doc = doc_new(arena, "test", "");
	unsigned pages = 0;
	struct buf out;

	buf_init(&out);
	CHECK(pdf_write(&out, doc, &page_plan_a4, &pages, NULL) == 0);
	CHECK(pages == 1);
	doc_paragraph(doc, "");
	doc_heading(doc, 2, NULL, "");
	doc_facts(doc, 0);
	doc_block(doc, BLOCK_LIST);
	doc_note(doc, "");
	doc_cover(doc);
	doc_break(doc, BLOCK_CONTENTS);
	doc_table(doc, NULL, NULL, 0, &(struct column){0});
	buf_clear(&out);
	CHECK(pdf_write(&out, doc, &page_plan_a4, &pages, NULL) == 0);
	buf_close(&out);
	arena_free(arena);
}

/* A number that leaves no room beside it goes before the text, and wraps with it. */
static void
test_large(void)
{
	static const char longest[] = "12345678901234567890123456789012345678901234567890"
				      "12345678901234567890123456789012345678901234567890";
	struct arena *arena = arena_new();
	struct doc *doc = doc_new(arena, "test", "Large print");
	struct buf out;

	buf_init(&out);
	doc_break(doc, BLOCK_CONTENTS);
	doc_heading(doc, 2, NULL, "Heading")->number = longest;
	doc_paragraph(doc, "Paragraph")->number = longest;
	CHECK(pdf_write(&out, doc, &page_plan_large, NULL, NULL) == 0);
	buf_close(&out);
	arena_free(arena);
}

int
main(void)
{
	test_large();
	test_right();
	test_wrong("Latin-1 \xA3", "a text is not valid UTF-8: \"Latin-1 \"");
	test_wrong("Surrogate \xED\xA0\x80", "a text is not valid UTF-8: \"Surrogate \"");
	test_reference();
	test_empty();
	return check_done();
}
