/* Indicators A to Z, or those that some words are about. */
#include "performance.h"

#include "base/str.h"

/* A line of links to the first indicator of each letter: what is found by words is short. */
static void
add_letters(struct doc *doc, const struct rows *lines)
{
	struct block *block = doc_paragraph(doc, "");
	struct span *spans = arena_array(doc->arena, lines->count * 2 + 1, sizeof(*spans));
	size_t count = 0;

	for (size_t i = 0; i < lines->count; i++) {
		const char *letter = row_text(lines, i, "letter");

		if (i > 0 && str_equal(letter, row_text(lines, i - 1, "letter")))
			continue;
		if (count > 0)
			spans[count++].text = " · ";
		spans[count].text = letter;
		spans[count++].href = arena_printf(doc->arena, "/performance/indicators#letter-%s", letter);
	}
	block->text = (struct text){spans, count};
}

static void
key_letters(const struct build *build, struct table *table)
{
	for (size_t i = 0; build_alone(build) && i < table->row_count; i++)
		if (table->rows[i].kind == ROW_GROUP)
			table->rows[i].key = arena_printf(build->arena, "letter-%s", table->rows[i].cells[0].text);
}

static int
build_indicators(struct build *build, struct err *err)
{
	static const struct field fields[] = {
		{.key = "name", .label = "Indicator", .head = true, .link = link_indicator},
		{.key = "ref", .label = "Ref"}, {.key = "section", .label = "Topic"},
		{.key = "definition", .label = "What it counts", .optional = true},
		{.key = "lead", .label = "Lead officer", .optional = true}};
	static const struct table_spec spec = {"indicators", "Indicators", FIELDS(fields),
		"No indicator has these words. Try fewer words, or a shorter one.", "letter"};
	const struct rows *lines = build_part(build, "lines");

	(void)err;
	if (lines->count > 0 && build_alone(build) && str_blank(build->job->params.text))
		add_letters(build->doc, lines);
	key_letters(build, add_table(build->doc, &spec, lines));
	return 0;
}

const struct report indicators_report = {
	.address = "performance/indicators",
	.title = "Indicators A to Z",
	.about = "Every indicator by its name: what it counts and who leads on it.",
	.permission = PERMIT_FIGURES,
	.door = DOOR_PERFORMANCE,
	.menu = "Indicators A to Z",
	.listed = "Overview",
	.params = PARAM_TEXT,
	.pdf = true,
	.data = true,
	.sources = (const char *const[]){"indicators", NULL},
	.parts = GROUP_INDICATORS,
	.build = build_indicators,
};
