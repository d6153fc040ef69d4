/* The glossary: its page, its section in a pack, and the links to it from reports that use its terms. */
#include "report/build.h"

static const struct column columns[] = {
	{.key = "term", .label = "Term", .head = true},
	{.key = "meaning", .label = "Meaning"},
};

/* `linked`: rows can be linked to. Only on the page itself: a pack may hold the glossary twice. */
static int
add_terms(const struct report_job *job, struct doc *doc, bool linked, struct err *err)
{
	struct rows rows;
	struct table *table;

	if (db_query(job->db, STMT_GLOSSARY, DB_NONE, job->arena, &rows, err) != 0)
		return -1;
	table = doc_table(doc, "glossary", "Glossary", sizeof(columns) / sizeof(columns[0]), columns);
	table->empty = "No terms have been entered.";
	for (size_t i = 0; i < rows.count; i++) {
		struct row *row = table_row(job->arena, table, ROW_BODY);

		row->key = linked ? row_text(&rows, i, "anchor") : NULL;
		row->cells[0] = cell_words(row_text(&rows, i, "term"));
		row->cells[1] = cell_words(row_text(&rows, i, "meaning"));
	}
	return 0;
}

int
add_glossary(const struct report_job *job, struct doc *doc, struct err *err)
{
	return add_terms(job, doc, false, err);
}

int
report_glossary(const struct report_job *job, struct doc **doc, struct err *err)
{
	static const char *const kinds[] = {"glossary"};

	*doc = doc_new(job->arena, job->name, "Glossary");
	if (add_terms(job, *doc, true, err) != 0)
		return -1;
	add_sources(job, *doc, sizeof(kinds) / sizeof(kinds[0]), kinds);
	return 0;
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
