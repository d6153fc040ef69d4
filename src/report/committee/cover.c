/* What the pack of a meeting says beside its agenda: the council's standing texts, as they were on the day. */
#include <string.h>

#include "base/str.h"
#include "committee.h"

const char *
cover_text(const struct build *build, const char *key)
{
	const struct rows *covers = build_part(build, "covers");

	for (size_t i = 0; i < covers->count; i++)
		if (str_equal(row_text(covers, i, "key"), key))
			return row_text(covers, i, "text");
	return NULL;
}

const char *
access_words(const struct build *build)
{
	const char *text = cover_text(build, "access");

	return text != NULL
		? text
		: "If you need this document in large print, audio, Braille, an alternative format or a "
		  "different language, please contact the committee officer, and we will do our best to help.";
}

/* A paragraph a line that says something. */
static void
add_text(const struct build *build, const char *text)
{
	for (; text != NULL && *text != '\0'; text += strspn(text, "\n")) {
		size_t length = strcspn(text, "\n");

		if (length > 0)
			doc_paragraph(build->doc, arena_bytes(build->arena, text, length));
		text += length;
	}
}

void
add_cover_texts(const struct build *build)
{
	struct doc *doc = build->doc;
	const bool by_link = str_equal(build_text(build, "held"), "by link");
	const char *link = build_text(build, "link");
	const size_t before = doc->count;

	doc_heading(doc, 3, NULL, "At the meeting")->unlisted = true;
	if (by_link)
		add_text(build, cover_text(build, "by_link"));
	if (link != NULL) {
		doc_paragraph(doc, "Everybody can watch the meeting online:");
		doc_paragraph(doc, link);
		doc->blocks[doc->count - 1].text.spans[0].href = link;
		add_text(build, cover_text(build, "joining"));
	}
	add_text(build, cover_text(build, "telephones"));
	add_text(build, cover_text(build, "filming"));
	if (doc->count == before + 1)
		doc->count = before;
}

void
add_signatory(const struct build *build)
{
	add_text(build, cover_text(build, "signatory"));
	if (cover_text(build, "signatory") != NULL && build_true(build, "is_published"))
		doc_paragraph(build->doc,
			arena_printf(build->arena, "Date agenda published: %s", build_text(build, "published")));
}
