/* How a paper is built: sections that it must have, and what its sentences refer to. */
#include "paper.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

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

/* Words that a number follows. What the law calls sections and paragraphs has no point in it, or "of" behind it. */
static const struct referring {
	const char *word;
	bool dotted;     /* only a number with a point is one of a paper */
	bool lettered;   /* "Appendix B" */
	const char *key; /* what such a heading is linked to by, before its number; NULL: the number alone */
} referring[] = {{"see", true, false, NULL}, {"paragraph", false, false, NULL}, {"paragraphs", false, false, NULL},
	{"section", true, false, NULL}, {"sections", true, false, NULL}, {"appendix", false, true, "appendix-"}};

/* The number that stands at `at`: its length, without a full stop at its end; 0: none does. */
static size_t
number_length(const char *at, const struct referring *word)
{
	size_t length = strspn(at, "0123456789.");

	while (length > 0 && at[length - 1] == '.')
		length--;
	if (length == 0 && word->lettered && isupper((unsigned char)at[0]))
		length = 1;
	if (isalnum((unsigned char)at[length]) || (word->dotted && memchr(at, '.', length) == NULL))
		return 0;
	return length;
}

static bool
is_elsewhere(const char *after)
{
	return str_starts(after, " of ") || str_starts(after, " to ");
}

static bool
is_there(const struct doc *doc, const struct referring *word, const char *number)
{
	for (size_t i = 0; i < doc->count; i++)
		if (str_equal(doc->blocks[i].number, number))
			return true;
	return word->key != NULL &&
		doc_find_block(doc,
			arena_printf(doc->arena, "%s%c%s", word->key, tolower((unsigned char)*number), number + 1)) !=
		NULL;
}

static void
review_reference(
	struct doc *doc, const struct doc *outline, const char *where, const struct referring *word, const char *typed)
{
	const char *number = typed + strlen(word->word) + 1;
	const char *said = arena_printf(doc->arena, "It says “%s”, and has no such %s.", typed,
		word->key != NULL ? "appendix" : "heading or numbered paragraph");

	if (is_there(outline, word, number))
		return;
	for (size_t i = 0; i < doc->finding_count; i++)
		if (str_equal(doc->findings[i].problem, said))
			return;
	doc_finding(doc, SEVERITY_LOOK, where, said, "Correct the number, or write a link to it.");
}

static void
review_words(struct doc *doc, const struct doc *outline, const char *where, const char *words)
{
	for (const char *at = words; *at != '\0'; at++) {
		if (at > words && isalnum((unsigned char)at[-1]))
			continue;
		for (size_t i = 0; i < sizeof(referring) / sizeof(referring[0]); i++) {
			const size_t named = strlen(referring[i].word);
			size_t length;

			if (strncasecmp(at, referring[i].word, named) != 0 || at[named] != ' ')
				continue;
			length = number_length(at + named + 1, &referring[i]);
			if (length > 0 && !is_elsewhere(at + named + 1 + length))
				review_reference(doc, outline, where, &referring[i],
					arena_bytes(doc->arena, at, named + 1 + length));
		}
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
