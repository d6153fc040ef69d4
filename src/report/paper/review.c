/* How a paper is built: sections that it must have, and what its sentences refer to. */
#include "paper.h"

#include <string.h>

#include "base/str.h"

/* --- sections --- */

static bool
has_heading(const struct doc *doc, const char *words)
{
	for (size_t i = 0; i < doc->count; i++) {
		const struct block *block = &doc->blocks[i];

		if (block->kind == BLOCK_HEADING && str_holds(text_plain(doc->arena, &block->text), words))
			return true;
	}
	return false;
}

/* By its own name, or by one of those that semicolons stand between. */
static bool
has_section(const struct doc *doc, const char *section, const char *headings)
{
	if (has_heading(doc, section))
		return true;
	while (headings != NULL && *headings != '\0') {
		size_t length = strcspn(headings, ";");
		const char *from = headings + strspn(headings, " ");
		size_t own = (size_t)(headings + length - from);

		while (own > 0 && from[own - 1] == ' ')
			own--;
		if (from < headings + length && own > 0 && has_heading(doc, arena_bytes(doc->arena, from, own)))
			return true;
		headings += length + (headings[length] == ';');
	}
	return false;
}

/* --- references in words --- */

static void
review_words(struct doc *doc, const struct doc *outline, const char *where, const char *words)
{
	struct referral *found;
	const size_t count = paper_referrals(outline, words, &found);

	for (size_t i = 0; i < count; i++) {
		const char *said =
			arena_printf(doc->arena, "It says “%s”, and has no such %s.", found[i].said, found[i].noun);
		bool is_said = false;

		for (size_t k = 0; k < doc->finding_count; k++)
			is_said = is_said || str_equal(doc->findings[k].problem, said);
		if (found[i].key == NULL && !is_said)
			doc_finding(doc, SEVERITY_LOOK, where, said, "Correct the number, or write a link to it.");
	}
}

static void
review_text(struct doc *doc, const struct doc *outline, const char *where, const struct text *text)
{
	if (text->count > 0)
		review_words(doc, outline, where, text_plain(doc->arena, text));
}

static void
review_block(struct doc *doc, const struct doc *outline, const char *where, const struct block *block)
{
	review_text(doc, outline, where, &block->text);
	for (size_t i = 0; i < block->count; i++)
		if (block->kind == BLOCK_LIST)
			review_text(doc, outline, where, &block->items[i].text);
		else if (block->kind == BLOCK_FACTS)
			review_text(doc, outline, where, &block->facts[i].text);
}

int
paper_review(const struct report_job *job, struct doc *doc, const char *where, const char *text,
	const struct rows *sections, struct err *err)
{
	const struct doc *outline = paper_outline(job, text, err);

	if (outline == NULL)
		return -1;
	for (size_t i = 0; i < sections->count; i++) {
		const char *section = row_text(sections, i, "section");

		if (!has_section(outline, section, row_text(sections, i, "headings")))
			doc_finding(doc, SEVERITY_LOOK, where,
				arena_printf(doc->arena,
					"It has no section “%s”, which a paper of this kind must have.", section),
				"Write the section, with a heading of that name.");
	}
	for (size_t i = 0; i < outline->count; i++)
		if (outline->blocks[i].kind != BLOCK_HEADING)
			review_block(doc, outline, where, &outline->blocks[i]);
	return 0;
}
