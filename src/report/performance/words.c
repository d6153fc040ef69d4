/* The words of performance that are no figures. */
#include "base/str.h"
#include "performance.h"
#include "report/commentary.h"

struct word {
	const char *key, *word;
};

#define WORDS(array) (array), sizeof(array) / sizeof((array)[0])

/* Its word, or the key itself. */
static const char *
word_find(const struct word words[], size_t count, const char *key)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(words[i].key, key))
			return words[i].word;
	return key;
}

const char *
benchmark_label(const char *kind)
{
	static const struct word words[] = {{"stat_neighbour_avg", "Statistical neighbours"},
		{"best_stat_neighbour", "Best statistical neighbour"}, {"national_avg", "England"},
		{"national_top_quartile", "England, top quartile"}, {"region_avg", "Region"}};

	return word_find(WORDS(words), kind);
}

const char *
measure_unit(const char *measure)
{
	static const struct word words[] = {{"percentage", "%"}, {"rate", "per 10,000 people aged 0 to 17"},
		{"count", "number"}, {"average", "number"}, {"maximum", "number"}};

	return word_find(WORDS(words), measure);
}

const char *
side_label(const char *side)
{
	static const struct word words[] = {{"value", "figure"}, {"ytd", "year to date"},
		{"previous_ytd", "previous year to date"}, {"rolling_12", "rolling 12 months"},
		{"difference_pct", "difference in per cent"}, {"dot", "direction of travel"}, {"rag", "rating"}};

	return word_find(WORDS(words), side);
}

const char *
good_is(struct arena *arena, const struct rows *rows, size_t row)
{
	static const struct word words[] = {{"high", "High"}, {"low", "Low"}, {"info", "Neither"}};

	(void)arena;
	return word_find(WORDS(words), row_text(rows, row, "polarity"));
}

const char *
data_note(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *measure = row_text(rows, row, "measure");

	return str_equal(row_text(rows, row, "basis"), "rolling_12") ? arena_printf(arena, "Rolling %s", measure)
								     : capitalised(arena, measure);
}

const struct commentary_kind commentary_kinds[COMMENTARY_KINDS] = {
	{"why", "Why is this important?", "It stays until it is written anew."},
	{"background", "What is the background to current performance?", "What happened, with the figures."},
	{"analysis", "Analysis", "Why it happened, and what it means."},
	{"response", "The service's response", "What the service says to it."},
	{"action", "Action required", "What is done, by whom and by when."},
	{"success", "What will success look like?", "How members will see that it worked."},
};

const char *
commentary_title(const char *kind)
{
	for (size_t i = 0; i < COMMENTARY_KINDS; i++)
		if (str_equal(commentary_kinds[i].kind, kind))
			return commentary_kinds[i].title;
	return kind;
}
