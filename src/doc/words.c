/* The words and shapes for ratings and directions, in one table each for all faces. */
#include "doc/doc.h"

#include "base/str.h"

static const struct {
	const char *name, *word, *shape;
} rags[] = {
	[RAG_NONE] = {NULL, "", ""},
	[RAG_RED] = {"red", "Red", "▲"},
	[RAG_AMBER] = {"amber", "Amber", "◆"},
	[RAG_GREEN] = {"green", "Green", "●"},
	[RAG_WHITE] = {"white", "to come", ""},
	[RAG_GREY] = {"grey", "not expected", ""},
};

static const struct {
	const char *name, *word, *sign;
} dots[] = {
	[DOT_ABSENT] = {NULL, "", ""},
	[DOT_UP] = {"up", "better", "↑"},
	[DOT_DOWN] = {"down", "worse", "↓"},
	[DOT_LEVEL] = {"level", "the same", "↔"},
	[DOT_NONE] = {"none", "nothing to compare with", "-"},
};

static const struct {
	enum mark mark;
	const char *text, *note;
} marks[] = {
	{MARK_ABOVE, "+", NULL},
	{MARK_PROVISIONAL, "[p]", "[p] The figure is provisional."},
	{MARK_FORECAST, "[f]", "[f] The figure is a forecast."},
	{MARK_ENTERED, "[e]", "[e] As entered: what the figure is computed from is not held for this period."},
	{MARK_IMPOSSIBLE, "[!]", "[!] The figure cannot be true; a note says why."},
	{MARK_SUPERSEDED, "[r]", "[r] A later import has replaced it."},
	{MARK_OVERDUE, "overdue", NULL},
	{MARK_INCOMPLETE, "[i]", NULL},
	{MARK_UNRELEASED, "[u]", "[u] Not yet released: members do not see this figure."},
};

enum { MARKS = sizeof(marks) / sizeof(marks[0]) };

const char *
mark_texts(struct arena *arena, unsigned flags)
{
	const char *texts = NULL;

	for (size_t i = 0; i < MARKS; i++)
		if ((flags & marks[i].mark) != 0)
			texts = texts == NULL ? marks[i].text : arena_printf(arena, "%s %s", texts, marks[i].text);
	return texts;
}

const char *
mark_note(enum mark mark)
{
	for (size_t i = 0; i < MARKS; i++)
		if (marks[i].mark == mark)
			return marks[i].note;
	return NULL;
}

const char *
rag_word(enum rag rag)
{
	return rags[rag].word;
}

bool
rag_rates(enum rag rag)
{
	return rag == RAG_RED || rag == RAG_AMBER || rag == RAG_GREEN;
}

const char *
rag_name(enum rag rag)
{
	return rags[rag].name;
}

const char *
rag_shape(enum rag rag)
{
	return rags[rag].shape;
}

enum rag
rag_read(const char *name)
{
	for (enum rag rag = RAG_RED; rag <= RAG_GREY; rag++)
		if (str_equal(rags[rag].name, name))
			return rag;
	return RAG_NONE;
}

const char *
dot_word(enum dot dot)
{
	return dots[dot].word;
}

const char *
cell_dot_word(const struct cell *cell)
{
	return cell->dot == DOT_NONE && cell->dot_why != NULL ? cell->dot_why : dot_word(cell->dot);
}

const char *
dot_name(enum dot dot)
{
	return dots[dot].name;
}

const char *
dot_sign(enum dot dot)
{
	return dots[dot].sign;
}

enum dot
dot_read(const char *sign)
{
	for (enum dot dot = DOT_UP; sign != NULL && dot <= DOT_NONE; dot++)
		if (str_equal(dots[dot].sign, sign) || str_equal(dots[dot].name, sign))
			return dot;
	return DOT_ABSENT;
}

static const struct {
	const char *name, *words;
} signs[] = {
	[SPC_NONE] = {NULL, ""},
	[SPC_BETTER_HIGH] = {"better_high", "Improvement: special cause, higher values"},
	[SPC_BETTER_LOW] = {"better_low", "Improvement: special cause, lower values"},
	[SPC_WORSE_HIGH] = {"worse_high", "Concern: special cause, higher values"},
	[SPC_WORSE_LOW] = {"worse_low", "Concern: special cause, lower values"},
	[SPC_HIGH] = {"high", "Special cause, higher values; neither is better"},
	[SPC_LOW] = {"low", "Special cause, lower values; neither is better"},
	[SPC_COMMON] = {"common", "Common cause: no significant change"},
	[SPC_PASS] = {"pass", "Consistently passes the target"},
	[SPC_FAIL] = {"fail", "Consistently fails the target"},
	[SPC_EITHER] = {"either", "Hit and miss: may pass or fail the target"},
};

static const struct {
	const char *name, *word;
} senses[] = {
	[SENSE_NONE] = {NULL, ""},
	[SENSE_GOOD] = {"good", "Improvement"},
	[SENSE_BAD] = {"bad", "Concern"},
	[SENSE_HIGH] = {"high", "Special cause, high"},
	[SENSE_LOW] = {"low", "Special cause, low"},
	[SENSE_TOTAL] = {"total", ""},
};

const char *
spc_words(enum spc_sign sign)
{
	return signs[sign].words;
}

const char *
spc_name(enum spc_sign sign)
{
	return signs[sign].name;
}

enum spc_sign
spc_read(const char *name)
{
	for (enum spc_sign sign = SPC_BETTER_HIGH; name != NULL && sign <= SPC_EITHER; sign++)
		if (str_equal(signs[sign].name, name))
			return sign;
	return SPC_NONE;
}

const char *
sense_word(enum sense sense)
{
	return senses[sense].word;
}

enum sense
sense_read(const char *name)
{
	for (enum sense sense = SENSE_GOOD; name != NULL && sense <= SENSE_TOTAL; sense++)
		if (str_equal(senses[sense].name, name))
			return sense;
	return SENSE_NONE;
}
