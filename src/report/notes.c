/* Sentences under tables, each made in one place. */
#include "notes.h"

#include <ctype.h>
#include <string.h>

#include "base/str.h"
#include "table.h"

static bool
has_mark(const struct table *table, unsigned mark)
{
	for (size_t r = 0; r < table->row_count; r++)
		for (size_t c = 0; c < table->column_count; c++)
			if ((table->rows[r].cells[c].flags & mark) != 0)
				return true;
	return false;
}

void
mark_notes(struct doc *doc, struct table *table)
{
	for (unsigned mark = 1; mark <= MARK_LAST; mark <<= 1)
		if (mark_note(mark) != NULL && has_mark(table, mark))
			table_note(doc->arena, table, mark_note(mark));
}

/* Without the full stop of a trend: what follows ends the sentence. */
static const char *
unstopped(struct arena *arena, const char *text)
{
	size_t length = strlen(text);

	return str_ends(text, ".") ? arena_bytes(arena, text, length - 1) : text;
}

/* "published 24.5%, computed 24.9% (dashboard)", "published 0.0%, and cannot be computed: the denominator is 0",
 * "published 24.5%, computed 24.9%, revised on 3 February 2017". */
static const char *
difference_words(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *computed = row_text(rows, row, "computed");
	const char *why = row_optional(rows, row, "why");
	const char *revised = row_optional(rows, row, "revised"), *documents = row_optional(rows, row, "documents");
	const char *words = arena_printf(arena, "published %s, ", unstopped(arena, row_text(rows, row, "printed")));

	if (computed != NULL)
		words = arena_printf(arena, "%scomputed %s", words, unstopped(arena, computed));
	else
		words = arena_printf(
			arena, "%sand cannot be computed%s%s", words, why != NULL ? ": " : "", why != NULL ? why : "");
	if (revised != NULL)
		words = arena_printf(arena, "%s, revised on %s", words, revised);
	return documents == NULL ? words : arena_printf(arena, "%s (%s)", words, documents);
}

/* The sentence that begins at `row`; returns where the next one does. */
static size_t
difference_note(struct doc *doc, struct table *table, const struct rows *rows, size_t row, name_figure *name)
{
	struct figure_name figure = name(doc->arena, rows, row);
	const char *of = figure.of, *said = of, *between = figure.what != NULL ? ", " : "";

	do {
		said = arena_printf(doc->arena, "%s%s%s: %s", said, between, figure.what != NULL ? figure.what : "",
			difference_words(doc->arena, rows, row));
		between = "; ";
		if (++row < rows->count)
			figure = name(doc->arena, rows, row);
	} while (row < rows->count && figure.what != NULL && str_equal(figure.of, of));
	table_note(doc->arena, table, arena_printf(doc->arena, "%s.", said));
	return row;
}

void
difference_notes(struct doc *doc, struct table *table, const struct rows *rows, name_figure *name)
{
	size_t row = 0;

	if (rows->count == 0)
		return;
	table->chapter = table->note_count;
	table_note(doc->arena, table,
		rows->count == 1
			? "One printed figure differs from the computed one, which is shown."
			: arena_printf(doc->arena,
				  "%zu printed figures differ from the computed ones, which are shown.", rows->count));
	while (row < rows->count)
		row = difference_note(doc, table, rows, row, name);
	table->chapter_count = table->note_count - table->chapter - 1;
	table->more = "Why a figure can differ from the published one";
	table->more_href = "/published-figures";
}

void
break_notes(struct doc *doc, struct table *table, const struct rows *rows)
{
	for (size_t i = 0; i < rows->count; i++)
		if (row_text(rows, i, "break") != NULL)
			table_note(doc->arena, table, arena_printf(doc->arena, "%s.", row_text(rows, i, "break")));
}

/* --- whose rule --- */

const char *
scope_name(const char *scope)
{
	return str_equal(scope, "summary") ? "management summary" : scope;
}

static bool
is_rated(const struct table *table)
{
	for (size_t r = 0; r < table->row_count; r++)
		for (size_t c = 0; c < table->column_count; c++)
			if (rag_rates(table->rows[r].cells[c].rag))
				return true;
	return false;
}

void
rated_by_note(struct doc *doc, struct table *table, const char *scope)
{
	if (is_rated(table))
		table_note(
			doc->arena, table, arena_printf(doc->arena, "Rated by the rule of the %s.", scope_name(scope)));
}

static bool
rates(const struct rows *rows, const char *scope)
{
	for (size_t i = 0; i < rows->count; i++)
		if (row_text(rows, i, "rag") != NULL && str_equal(row_text(rows, i, "rag_scope"), scope))
			return true;
	return false;
}

void
rated_notes(struct doc *doc, struct table *table, const struct rows *rows)
{
	static const char *const scopes[] = {"dashboard", "summary", "scorecard"};
	const char *said = NULL;

	for (size_t s = 0; s < sizeof(scopes) / sizeof(scopes[0]); s++)
		if (rates(rows, scopes[s]))
			said = said == NULL ? scope_name(scopes[s])
					    : arena_printf(doc->arena, "%s, and where it has none by that of the %s",
						      said, scope_name(scopes[s]));
	if (said != NULL)
		rated_by_note(doc, table, said);
}

/* --- links --- */

void
add_terms(struct doc *doc, const struct rows *terms)
{
	struct span *spans = arena_array(doc->arena, 3 * terms->count, sizeof(*spans));

	if (terms->count == 0)
		return;
	for (size_t i = 0; i < terms->count; i++) {
		struct span *span = &spans[3 * i];

		span[0].text = i == 0 ? "Glossary: " : "; ";
		span[1].text = row_text(terms, i, "term");
		span[1].href = arena_printf(doc->arena, "/glossary#%s", row_text(terms, i, "anchor"));
		span[2].text = arena_printf(doc->arena, " (%s)", row_text(terms, i, "short"));
	}
	doc_paragraph(doc, "")->text = (struct text){.spans = spans, .count = 3 * terms->count};
}

void
add_link(struct doc *doc, const char *text, const char *href)
{
	doc_paragraph(doc, text)->text.spans[0].href = href;
}

const char *
capitalised(struct arena *arena, const char *text)
{
	char *own = arena_string(arena, text);

	*own = (char)toupper((unsigned char)*own);
	return own;
}
