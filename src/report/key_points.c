/* The main financial points: sentences of which sign, wording and figures follow the statements. */
#include "report/build.h"

/* In a paper the sentences are a list. */
static void
add_list(struct doc *doc, const struct rows *rows)
{
	struct block *list = doc_block(doc, BLOCK_LIST);

	list->items = arena_array(doc->arena, rows->count, sizeof(*list->items));
	for (size_t i = 0; i < rows->count; i++)
		list->items[list->count++].text =
			doc_text(doc->arena, row_text(rows, i, "words"));
}

/* By themselves they are a table, so that they come as data too, with the way to each statement. */
static void
add_table(struct doc *doc, const struct rows *rows)
{
	static const struct column columns[] = {
		{.key = "topic", .label = "Statement", .head = true},
		{.key = "point", .label = "Point"},
	};
	struct table *table = doc_table(doc, "points", "What the statements say",
		sizeof(columns) / sizeof(columns[0]), columns);

	for (size_t i = 0; i < rows->count; i++) {
		struct row *line = table_row(doc->arena, table, ROW_BODY);

		line->cells[0] = cell_words(row_text(rows, i, "topic"));
		line->cells[0].href = row_text(rows, i, "href");
		line->cells[1] = cell_words(row_text(rows, i, "words"));
	}
}

int
report_key_points(const struct report_job *job, struct doc **doc, struct err *err)
{
	static const char *const kinds[] = {"revenue", "balances", "reserves", "capital",
		"capital_funding"};
	struct rows scope, rows;

	if (db_query(job->db, STMT_STATEMENT_SCOPE, DB_PARAMS("la", job->params.period), job->arena,
		    &scope, err) != 0)
		return -1;
	if (db_query(job->db, STMT_KEY_POINTS, DB_PARAMS(row_text(&scope, 0, "period_id")),
		    job->arena, &rows, err) != 0)
		return -1;
	*doc = report_doc(job, "Key financial points", &scope);
	if (job->depth > 0)
		add_list(*doc, &rows);
	else
		add_table(*doc, &rows);
	add_sources(job, *doc, sizeof(kinds) / sizeof(kinds[0]), kinds);
	return 0;
}
