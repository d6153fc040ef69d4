/* What the pages about risks share: scores, directions, the 5 × 5 heat map. */
#include "report/build.h"

#include <string.h>

#include "base/str.h"

enum { GRID = 5 };

struct cell
risk_score(struct arena *arena, const struct rows *rows, size_t row, const char *prefix)
{
	const char *score = row_text(rows, row, arena_printf(arena, "%sscore", prefix));
	struct cell cell = cell_figure(score, score);

	if (score == NULL)
		return cell;
	cell.rag = rag_read(row_text(rows, row, arena_printf(arena, "%srating", prefix)));
	cell.why = arena_printf(arena, "likelihood %s × impact %s",
		row_text(rows, row, arena_printf(arena, "%slikelihood", prefix)),
		row_text(rows, row, arena_printf(arena, "%simpact", prefix)));
	return cell;
}

struct cell
risk_direction(const struct rows *rows, size_t row)
{
	struct cell cell = {.dot = dot_read(row_text(rows, row, "direction"))};

	if (cell.dot == DOT_ABSENT) {
		cell.dot = DOT_NONE;
		cell.why = "no earlier review is held";
	} else {
		cell.text = dot_word(cell.dot);
	}
	return cell;
}

struct cell
risk_prospects(const struct rows *rows, size_t row)
{
	const char *prospects = row_text(rows, row, "prospects");
	enum rag rag = rag_read(prospects);

	if (str_equal(prospects, "met"))
		return cell_words("Met");
	return (struct cell){.text = rag == RAG_NONE ? NULL : rag_word(rag), .rag = rag};
}

/* Letters, digits and what else needs no escape in an address. */
const char *
risk_href(struct arena *arena, const char *number)
{
	static const char hex[] = "0123456789ABCDEF";
	static const char folder[] = "/risks/";
	char *href = arena_alloc(arena, sizeof(folder) + 3 * strlen(number));
	char *to = href + strlen(folder);

	memcpy(href, folder, strlen(folder));
	for (const unsigned char *c = (const unsigned char *)number; *c != '\0'; c++) {
		if ((*c >= '0' && *c <= '9') || (*c >= 'A' && *c <= 'Z') ||
			(*c >= 'a' && *c <= 'z') || strchr("-._~", *c) != NULL) {
			*to++ = (char)*c;
		} else {
			*to++ = '%';
			*to++ = hex[*c >> 4];
			*to++ = hex[*c & 15];
		}
	}
	return href;
}

/* The rows of the grid come from the highest likelihood down; a chart's stand from the bottom up. */
static struct chart *
add_heat_chart(struct doc *doc, const struct rows *heat, size_t first, const char *key,
	const char *title)
{
	struct chart *chart = doc_chart(doc, arena_printf(doc->arena, "%s-chart", key), title);

	chart->kind = CHART_HEAT;
	chart->unit = "Likelihood";
	chart->across = "Impact";
	chart->table_key = key;
	chart->label_count = chart->series_count = GRID;
	chart->labels = arena_array(doc->arena, GRID, sizeof(*chart->labels));
	chart->series = arena_array(doc->arena, GRID, sizeof(*chart->series));
	for (size_t c = 0; c < GRID; c++)
		chart->labels[c] = row_text(heat, first + c, "impact");
	for (size_t s = 0; s < GRID; s++) {
		size_t row = first + (GRID - 1 - s) * GRID;
		struct series *series = &chart->series[s];

		series->label = row_text(heat, row, "likelihood");
		series->points = arena_array(doc->arena, GRID, sizeof(*series->points));
		for (size_t c = 0; c < GRID; c++)
			series->points[c] = (struct point){.number = row_text(heat, row + c, "score"),
				.text = row_string(heat, row + c, "numbers"),
				.rag = rag_read(row_text(heat, row + c, "rating"))};
	}
	return chart;
}

void
add_heat_map(struct doc *doc, const struct rows *heat, const struct rows *words, bool at_target)
{
	static const struct column columns[] = {
		{.key = "likelihood", .label = "Likelihood", .head = true},
		{.key = "1", .label = "1", .group = "Impact"},
		{.key = "2", .label = "2", .group = "Impact"},
		{.key = "3", .label = "3", .group = "Impact"},
		{.key = "4", .label = "4", .group = "Impact"},
		{.key = "5", .label = "5", .group = "Impact"},
	};
	const char *key = at_target ? "heat-target" : "heat";
	const char *title = at_target ? "Risks at their targets, by likelihood and impact"
				      : "Risks now, by likelihood and impact";
	size_t first = at_target ? GRID * GRID : 0;
	struct table *table;

	add_heat_chart(doc, heat, first, key, title)->alternative =
		row_text(words, at_target, "words");
	table = doc_table(doc, key, title, sizeof(columns) / sizeof(columns[0]), columns);
	for (size_t r = 0; r < GRID; r++) {
		struct row *line = table_row(doc->arena, table, ROW_BODY);

		line->cells[0] = cell_words(row_text(heat, first + r * GRID, "likelihood"));
		for (size_t c = 0; c < GRID; c++) {
			size_t row = first + r * GRID + c;
			const char *numbers = row_text(heat, row, "numbers");

			line->cells[1 + c].rag = rag_read(row_text(heat, row, "rating"));
			line->cells[1 + c].text = numbers == NULL
				? row_text(heat, row, "score")
				: arena_printf(doc->arena, "%s: %s", row_text(heat, row, "score"),
					  numbers);
		}
	}
	table_note(doc->arena, table, "Each cell is a score, likelihood × impact, and the numbers of "
				      "the risks that have it.");
}
