/* What the reports share: cells, marks, notes, sources. */
#include "report/build.h"

#include <string.h>

#include "base/str.h"

struct cell
cell_figure(const char *text, const char *number)
{
	return (struct cell){.text = text, .number = number};
}

/* "+1,234.500" as a plain number: no sign +, no commas; words (n/a, new) have none. */
struct cell
cell_amount(struct arena *arena, const char *text)
{
	char *number, *to;

	if (text == NULL || strpbrk(text, "0123456789") == NULL)
		return cell_words(text);
	number = to = arena_string(arena, text);
	for (const char *from = text; *from != '\0'; from++)
		if (strchr("+,%", *from) == NULL)
			*to++ = *from;
	*to = '\0';
	return cell_figure(text, number);
}

/* A cell by name, or NULL where the statement does not return such a column. */
static const char *
optional(const struct rows *rows, size_t row, const char *column)
{
	for (size_t c = 0; c < rows->columns; c++)
		if (strcmp(rows->names[c], column) == 0)
			return rows->cells[row * rows->columns + c];
	return NULL;
}

struct cell
cell_row(const struct rows *rows, size_t row)
{
	return (struct cell){
		.text = row_text(rows, row, "text"),
		.number = optional(rows, row, "number"),
		.rag = rag_read(optional(rows, row, "rag")),
		.dot = dot_read(optional(rows, row, "dot")),
		.status = optional(rows, row, "status"),
		.marks = optional(rows, row, "marks"),
		.why = optional(rows, row, "why"),
		.trend = optional(rows, row, "trend"),
		.dot_why = optional(rows, row, "dot_why"),
	};
}

const char *
scope_words(const char *scope)
{
	return str_equal(scope, "summary") ? "management summary" : scope;
}

static bool
is_rated(enum rag rag)
{
	return rag == RAG_RED || rag == RAG_AMBER || rag == RAG_GREEN;
}

static bool
table_is_rated(const struct table *table)
{
	for (size_t r = 0; r < table->row_count; r++)
		for (size_t c = 0; c < table->column_count; c++)
			if (is_rated(table->rows[r].cells[c].rag))
				return true;
	return false;
}

void
note_rated_by(struct arena *arena, struct table *table, const char *scope)
{
	if (table_is_rated(table))
		table_note(arena, table,
			arena_printf(arena, "Rated by the rule of the %s.", scope_words(scope)));
}

/* Whether a figure of these rows is rated by a rule of the scope. */
static bool
rates(const struct rows *rows, const char *scope)
{
	for (size_t i = 0; i < rows->count; i++)
		if (row_text(rows, i, "rag") != NULL &&
			str_equal(row_text(rows, i, "rag_scope"), scope))
			return true;
	return false;
}

void
note_rated(struct arena *arena, struct table *table, const struct rows *rows)
{
	static const char *const scopes[] = {"dashboard", "summary", "scorecard"};
	const char *said = NULL;

	for (size_t s = 0; s < sizeof(scopes) / sizeof(scopes[0]); s++)
		if (rates(rows, scopes[s]))
			said = said == NULL ? scope_words(scopes[s])
					    : arena_printf(arena, "%s, and where it has none by that of the %s",
						      said, scope_words(scopes[s]));
	if (said != NULL)
		note_rated_by(arena, table, said);
}

void
note_marks(struct arena *arena, struct table *table)
{
	static const struct {
		const char *mark, *note;
	} known[] = {
		{"[p]", "[p] The figure is provisional."},
		{"[f]", "[f] The figure is a forecast."},
		{"[e]", "[e] As entered: what the figure is computed from is not held for this "
			"period."},
		{"[u]", "[u] Not yet released: members do not see this figure."},
	};

	for (size_t m = 0; m < sizeof(known) / sizeof(known[0]); m++) {
		bool stands = false;

		for (size_t r = 0; r < table->row_count && !stands; r++)
			for (size_t c = 0; c < table->column_count && !stands; c++) {
				const char *marks = table->rows[r].cells[c].marks;

				stands = marks != NULL && strstr(marks, known[m].mark) != NULL;
			}
		if (stands)
			table_note(arena, table, known[m].note);
	}
}

/* References and areas have nothing to encode; a period may have a blank in it: "2016/17 Q1". */
const char *
href_at(struct arena *arena, const char *href, const char *area, const char *name,
	const char *period)
{
	const char *blank = period != NULL ? strchr(period, ' ') : NULL;

	if (area != NULL && strstr(href, "area=") == NULL)
		href = arena_printf(arena, "%s%carea=%s", href,
			strchr(href, '?') != NULL ? '&' : '?', area);
	if (period == NULL || strstr(href, "to=") != NULL)
		return href;
	return arena_printf(arena, "%s%c%s=%.*s%s%s", href, strchr(href, '?') != NULL ? '&' : '?',
		name, blank != NULL ? (int)(blank - period) : (int)strlen(period), period,
		blank != NULL ? "%20" : "", blank != NULL ? blank + 1 : "");
}

const char *
indicator_href(struct arena *arena, const char *ref, const char *area, const char *name,
	const char *period)
{
	return href_at(arena, arena_printf(arena, "/performance/indicators/%s", ref), area, name,
		period);
}

const char *
differences_intro(struct arena *arena, size_t count)
{
	return count == 1
		? "One figure was published otherwise; the computed one is shown."
		: arena_printf(arena,
			  "%zu figures were published otherwise; the computed ones are shown.",
			  count);
}

void
link_differences(struct table *table)
{
	table->more = "Why a figure can differ from the published one";
	table->more_href = "/published-figures";
}

struct doc *
report_doc(const struct report_job *job, const char *title, const struct rows *scope)
{
	struct doc *doc = doc_new(job->arena, job->name, title);

	doc->period = row_text(scope, 0, "period");
	doc->period_label = row_text(scope, 0, "label");
	return doc;
}

void
prefix_keys(struct doc *doc, size_t first, const char *prefix)
{
	prefix_links(doc, first, prefix);
	for (size_t i = first; i < doc->count; i++) {
		struct block *block = &doc->blocks[i];

		if (block->table != NULL)
			block->table->key =
				arena_printf(doc->arena, "%s-%s", prefix, block->table->key);
		if (block->chart != NULL && block->chart->table_key != NULL)
			block->chart->table_key = arena_printf(
				doc->arena, "%s-%s", prefix, block->chart->table_key);
		if (block->key != NULL)
			block->key = arena_printf(doc->arena, "%s-%s", prefix, block->key);
	}
}

void
add_term_line(struct doc *doc, const struct rows *rows, size_t first, size_t end,
	const char *term, const char *meaning, const char *anchor)
{
	struct span *spans;

	if (first == end)
		return;
	spans = arena_array(doc->arena, 3 * (end - first), sizeof(*spans));
	for (size_t i = first; i < end; i++) {
		struct span *span = &spans[3 * (i - first)];

		span[0].text = i == first ? "Glossary: " : "; ";
		span[1].text = row_text(rows, i, term);
		span[1].href =
			arena_printf(doc->arena, "/glossary#%s", row_text(rows, i, anchor));
		span[2].text = arena_printf(doc->arena, " (%s)", row_text(rows, i, meaning));
	}
	doc_paragraph(doc, "")->text = (struct text){.spans = spans, .count = 3 * (end - first)};
}

void
add_terms_used(struct doc *doc, const struct rows *terms)
{
	add_term_line(doc, terms, 0, terms->count, "term", "short", "anchor");
}
