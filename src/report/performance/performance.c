/* What the performance reports share. */
#include "performance.h"

#include "base/str.h"
#include "../paper/paper.h"

const char *const figure_sources[] = {"indicators", "targets", "benchmarks", "observations", "totals",
	"populations", "breakdowns", "commentary", "report_members", NULL};

struct word {
	const char *name, *word;
};

static const char *
word_of(const struct word *words, size_t count, const char *name, const char *otherwise)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(words[i].name, name))
			return words[i].word;
	return otherwise;
}

#define WORD_OF(words, name, otherwise) \
	word_of((words), sizeof(words) / sizeof((words)[0]), (name), (otherwise))

const char *
good_is(struct arena *arena, const struct rows *rows, size_t row)
{
	static const struct word words[] = {{"high", "High"}, {"low", "Low"}};

	(void)arena;
	return WORD_OF(words, row_text(rows, row, "polarity"), "Neither");
}

const char *
data_note(struct arena *arena, const struct rows *rows, size_t row)
{
	static const struct word words[] = {{"count", "Count"}, {"percentage", "Percentage"}, {"rate", "Rate"},
		{"average", "Average"}, {"maximum", "Maximum"}, {"score", "Score"}};
	const char *measure = row_text(rows, row, "measure");

	return str_equal(row_text(rows, row, "basis"), "rolling_12") ? arena_printf(arena, "Rolling %s", measure)
								     : WORD_OF(words, measure, measure);
}

const char *
rating_word(struct arena *arena, const struct rows *rows, size_t row)
{
	enum rag rag = rag_read(row_text(rows, row, "rating_rag"));

	(void)arena;
	return rag == RAG_NONE ? NULL : rag_word(rag);
}

const char *
target_words(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *target = row_text(rows, row, "target_shown");

	(void)arena;
	return target != NULL ? target : "No target set";
}

static const char *
measure_words(const char *measure)
{
	static const struct word words[] = {{"dot", "direction"}, {"rag", "rating"}, {"ytd", "year to date"},
		{"previous_ytd", "previous year to date"}, {"rolling_12", "rolling 12"},
		{"difference_pct", "difference pct"}};

	return WORD_OF(words, measure, measure);
}

struct figure_name
name_of_figure(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *measure = row_text(rows, row, "measure"), *of = row_text(rows, row, "ref");
	const char *area = row_optional(rows, row, "area_name"), *cohort = row_optional(rows, row, "cohort");

	if (area != NULL && !row_true(rows, row, "own_area"))
		of = arena_printf(arena, "%s, %s", of, area);
	if (cohort != NULL)
		of = arena_printf(arena, "%s, %s", of, cohort);
	return (struct figure_name){of,
		str_equal(measure, "value") ? row_text(rows, row, "short") : measure_words(measure)};
}

void
add_indicator_link(const struct build *build)
{
	const char *ref = build_text(build, "ref");
	struct doc *doc = build->doc;

	if (ref != NULL && build_alone(build))	/* in a paper it would lead nowhere */
		add_link(doc, arena_printf(doc->arena, "Indicator %s and where it comes from", ref),
			indicator_address(doc->arena, ref, doc->area, "to", doc->period));
}

int
add_commentary_texts(const struct build *build, const char *heading, struct err *err)
{
	const struct rows *texts = build_part(build, "commentary");
	struct doc *doc = build->doc;

	if (texts->count > 0)
		doc_heading(doc, 2, "commentary", heading);
	for (size_t i = 0; i < texts->count; i++) {
		doc_heading(doc, 3, NULL, row_text(texts, i, "name"));
		if (!row_true(texts, i, "own"))
			doc_note(doc, arena_printf(doc->arena, "Written for %s.", row_text(texts, i, "label")));
		if (add_paper(build->job, doc, row_text(texts, i, "text"), 2, err) != 0)
			return -1;
	}
	return 0;
}
