/* What a committee resolved of an indicator, a budget line or a risk, and what became of it since. */
#include "resolved.h"

#include "address.h"
#include "base/str.h"
#include "builder.h"

const char *
link_resolution(const struct doc *doc, const struct rows *rows, size_t row)
{
	return address(doc->arena, "resolutions", row_text(rows, row, "resolution"));
}

/* "Resolved 24 January 2017: note the report. Since then 65.5 → 66.3 (December 2016 to January 2017)." */
static void
add_one(struct doc *doc, const struct rows *resolved, size_t i)
{
	const char *words = row_text(resolved, i, "words"), *since = row_text(resolved, i, "since");
	struct block *block = doc_paragraph(doc, "");
	struct span *spans = arena_array(doc->arena, 2, sizeof(*spans));

	spans[0] = (struct span){.text = arena_printf(doc->arena, "Resolved %s", row_text(resolved, i, "meeting_day")),
		.href = link_resolution(doc, resolved, i)};
	spans[1] = (struct span){
		.text = arena_printf(doc->arena, " (%s): %s%s%s%s", row_text(resolved, i, "committee_name"), words,
			str_ends(words, ".") ? "" : ".", since != NULL ? " " : "", since != NULL ? since : "")};
	block->text = (struct text){spans, 2};
}

void
add_resolutions(struct doc *doc, const struct rows *resolved)
{
	if (resolved->count == 0)
		return;
	doc_heading(doc, 2, "resolved", "What was resolved");
	for (size_t i = 0; i < resolved->count; i++)
		add_one(doc, resolved, i);
	see_exempt_rows(doc, "minutes-read", resolved);
}
