/* A cell's words, the same on every face. */
#include "cell.h"

#include <stddef.h>
#include <string.h>

#include "base/str.h"

const char *
cell_shown(const struct cell *cell)
{
	if (cell->text != NULL)
		return cell->text;
	if (cell->rag != RAG_NONE)
		return rag_word(cell->rag);
	if (cell->dot != DOT_ABSENT)
		return dot_sign(cell->dot);
	return cell->trend != NULL ? cell->trend : "";
}

static size_t
digits(const char *text)
{
	size_t count = 0;

	while (text[count] >= '0' && text[count] <= '9')
		count++;
	return count;
}

bool
number_plain(const char *text)
{
	size_t whole;

	if (text == NULL)
		return false;
	if (*text == '-')
		text++;
	whole = digits(text);
	if (whole == 0 || (whole > 1 && *text == '0'))
		return false;
	text += whole;
	if (*text == '.') {
		size_t fraction = digits(text + 1);

		if (fraction == 0)
			return false;
		text += 1 + fraction;
	}
	return *text == '\0';
}

/*
 * Line ends are in the list because spreadsheets skip them on the way to the first sign; the wide and the small forms,
 * because some take them for the sign.
 */
bool
cell_would_run(const char *text)
{
	static const char *const forms[] = {"＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫"};

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (str_starts(text, forms[i]))
			return true;
	return *text != '\0' && strchr("=+-@\t\r\n", *text) != NULL;
}

bool
cell_bare_dash(const struct column *column, const struct cell *cell)
{
	return strcmp(cell_shown(cell), "-") == 0 && (column->kind == COLUMN_FIGURE || cell->dot == DOT_NONE);
}
