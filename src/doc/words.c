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

const char *
rag_word(enum rag rag)
{
	return rags[rag].word;
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
