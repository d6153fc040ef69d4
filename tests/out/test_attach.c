/* PDFs in a pack: page numbers after one, the same bytes twice, what cannot be read. */
#include <stdlib.h>
#include <string.h>

#include "out/attach.h"
#include "out/out.h"

#include "../check.h"

static struct arena *arena;

/* A document of our own, as a PDF: headings, a link and a table. */
static void
write_own(struct buf *out, unsigned pages)
{
	static const struct column columns[] = {
		{.key = "a", .label = "A", .head = true}, {.key = "b", .label = "B", .kind = COLUMN_FIGURE}};
	struct doc *doc = doc_new(arena, "own", "A document of its own");
	struct table *table;
	struct err err = {0};

	for (unsigned i = 0; i < pages; i++) {
		doc_heading(doc, 2, arena_printf(arena, "page-%u", i), arena_printf(arena, "Own heading %u", i + 1));
		doc_paragraph(doc, "See the council")->text.spans[0].href = "https://example.org/";
		table = doc_table(doc, arena_printf(arena, "t%u", i), "Figures", 2, columns);
		table_row(arena, table, ROW_BODY)->cells[0].text = "one";
		table->rows[0].cells[1].text = "66.3";
		doc_break(doc, BLOCK_PAGE);
	}
	CHECK(pdf_write(out, doc, &page_plan_a4, NULL, &err) == 0);
}

static struct doc *
pack_of(const struct buf *attached, const struct attach_facts *facts)
{
	struct doc *doc = doc_new(arena, "pack", "A pack");
	struct attachment *attachment;
	struct text link;

	doc_heading(doc, 2, "contents", "Contents");
	doc_break(doc, BLOCK_CONTENTS)->level = 3;
	doc_heading(doc, 2, "item", "Before")->number = "7";
	doc_break(doc, BLOCK_PAGE);
	doc_heading(doc, 3, "attachment", "Attachment: theirs");
	attachment = doc_attachment(doc);
	*attachment = (struct attachment){.title = "Theirs",
		.item = "7",
		.href = "/x.pdf",
		.size = "1 KB",
		.bytes = attached->data,
		.length = attached->length,
		.pages = facts->pages,
		.tagged = facts->tagged,
		.pdfua = facts->pdfua};
	doc_break(doc, BLOCK_PAGE);
	doc_heading(doc, 2, "after", "After");
	link = doc_text(arena, "@page");
	link.spans[0].href = "#after";
	doc_paragraph(doc, "")->text = link;
	return doc;
}

static void
test_pack(void)
{
	struct buf own, clean, once, twice;
	struct attach_facts facts = {0};
	struct err err = {0};
	unsigned pages = 0;

	buf_init(&own);
	buf_init(&clean);
	buf_init(&once);
	buf_init(&twice);
	write_own(&own, 5);
	CHECK(attach_check(own.data, own.length, 10, "", &clean, &facts, &err) == 0);
	CHECK_TEXT(err.text, "");
	CHECK(facts.pages == 5 && facts.tagged && facts.pdfua);
	buf_text(&once, "before");
	CHECK(pdf_write(&once, pack_of(&clean, &facts), &page_plan_a4, &pages, &err) == 0);
	CHECK(pages == 7);
	CHECK(memcmp(once.data, "before%PDF-", 11) == 0);
	CHECK(pdf_write(&twice, pack_of(&clean, &facts), &page_plan_a4, &pages, &err) == 0);
	CHECK(once.length == twice.length + 6 && memcmp(once.data + 6, twice.data, twice.length) == 0);
	CHECK(memcmp(once.data + once.length - 6, "%%EOF\n", 6) == 0);
	buf_close(&own);
	buf_close(&clean);
	buf_close(&once);
	buf_close(&twice);
}

/* What was kept and cannot be read any more: a sentence, and nothing of a file. */
static void
test_bad_pack(void)
{
	const struct attach_facts facts = {.pages = 5, .tagged = true};
	struct buf own, out;
	struct err err = {0};
	struct doc *doc;

	buf_init(&own);
	buf_init(&out);
	write_own(&own, 5);
	own.length /= 2;
	CHECK(pdf_write(&out, pack_of(&own, &facts), &page_plan_a4, NULL, &err) == -1);
	CHECK(out.length == 0 && strstr(err.text, "the attachment of item 7") != NULL);
	doc = pack_of(&own, &facts);
	for (size_t i = 0; i < doc->count; i++)
		if (doc->blocks[i].attachment != NULL)
			doc->blocks[i].attachment->bytes = NULL;
	err = (struct err){0};
	CHECK(pdf_write(&out, doc, &page_plan_a4, NULL, &err) == -1);
	CHECK(strstr(err.text, "was not loaded") != NULL);
	buf_close(&own);
	buf_close(&out);
}

static void
test_limits(void)
{
	struct attach_facts facts;
	struct buf own, clean;
	struct err err = {0};

	buf_init(&own);
	buf_init(&clean);
	CHECK(attach_check("", 0, 10, "", &clean, &facts, &err) == -1 && err.code == ERR_INPUT);
	CHECK_TEXT(err.text, "it is not a PDF");
	err = (struct err){0};
	CHECK(attach_check("%PDF-1.7\n", 9, 10, "", &clean, &facts, &err) == -1);
	CHECK(strstr(err.text, "it is damaged") != NULL);
	write_own(&own, 5);
	err = (struct err){0};
	CHECK(attach_check(own.data, own.length, 4, "", &clean, &facts, &err) == -1);
	CHECK_TEXT(err.text, "it has 5 pages; 4 are allowed");
	CHECK(clean.length == 0);
	buf_close(&own);
	buf_close(&clean);
}

/* Bytes changed at random: a verdict each time, and what is taken can be put into a pack. */
static void
test_damaged(void)
{
	struct buf own, clean, pack;
	struct attach_facts facts;
	unsigned taken = 0, packed = 0;
	char *copy;

	buf_init(&own);
	buf_init(&clean);
	buf_init(&pack);
	write_own(&own, 2);
	copy = mem_alloc(own.length);
	srand(7);
	for (int round = 0; round < 60; round++) {
		struct err err = {0};

		memcpy(copy, own.data, own.length);
		for (int n = rand() % 8; n >= 0; n--)
			copy[(size_t)rand() % own.length] = (char)(rand() % 256);
		buf_clear(&clean);
		buf_clear(&pack);
		if (attach_check(copy, own.length, 10, "", &clean, &facts, &err) != 0) {
			if (err.code != ERR_INPUT)
				break;
			continue;
		}
		taken++;
		packed += pdf_write(&pack, pack_of(&clean, &facts), &page_plan_a4, NULL, &err) == 0;
		if (err.code != ERR_NONE)
			printf("# round %d: %s\n", round, err.text);
	}
	CHECK(taken == packed);
	free(copy);
	buf_close(&own);
	buf_close(&clean);
	buf_close(&pack);
}

int
main(void)
{
	arena = arena_new();
	test_pack();
	test_bad_pack();
	test_limits();
	test_damaged();
	arena_free(arena);
	return check_done();
}
