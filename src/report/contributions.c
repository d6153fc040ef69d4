/* What partners pay towards programmes over the years: totals, shares, in kind and in cash. */
#include "report/build.h"

#include <string.h>

#include "base/str.h"

static void
add_years(struct doc *doc, const struct rows *rows)
{
	static const struct column columns[] = {
		{.key = "line_name", .label = "Year", .head = true},
		{.key = "total", .label = "Total", .unit = "£", .kind = COLUMN_FIGURE},
		{.key = "partners", .label = "Partners", .kind = COLUMN_FIGURE},
		{.key = "share", .label = "Share", .unit = "£", .group = "Each partner",
			.kind = COLUMN_FIGURE},
		{.key = "in_kind", .label = "In kind at most", .unit = "£",
			.group = "Each partner", .kind = COLUMN_FIGURE},
		{.key = "cash", .label = "In cash at least", .unit = "£", .group = "Each partner",
			.kind = COLUMN_FIGURE},
		{.key = "left_over", .label = "Partners who pay £1 more", .kind = COLUMN_FIGURE,
			.optional = true},
		{.key = "pct", .label = "Part that may be in kind", .kind = COLUMN_FIGURE},
	};
	struct table *table = doc_table(
		doc, "years", "Totals and shares", sizeof(columns) / sizeof(columns[0]), columns);

	for (size_t i = 0; i < rows->count; i++) {
		struct row *line = table_row(
			doc->arena, table, statement_row_kind(row_text(rows, i, "kind")));

		line->cells[0] = cell_words(row_text(rows, i, "line_name"));
		if (line->kind == ROW_GROUP)
			continue;
		for (size_t c = 1; c < table->column_count; c++)
			line->cells[c] = cell_amount(doc->arena, row_text(rows, i, columns[c].key));
		statement_mark(rows, i, line, 1);
	}
	table_note(doc->arena, table,
		"Share = total ÷ partners, rounded down to whole pounds; the pounds left over go to "
		"the first partners in order.");
	note_marks(doc->arena, table);
}

/* The row of the partner whose shares begin at row `i`, or of all of a programme's. */
static struct row *
partner_row(struct doc *doc, struct table *table, const struct rows *rows, size_t i)
{
	const char *partner = row_text(rows, i, "partner");
	struct row *line = table_row(
		doc->arena, table, partner == NULL ? ROW_TOTAL : ROW_BODY);

	line->cells[0] = cell_words(partner == NULL
			? "All partners"
			: arena_printf(doc->arena, "Partner %s", partner));
	return line;
}

static size_t
year_column(const struct table *table, const char *period)
{
	size_t c = 1;

	while (c < table->column_count && !str_equal(table->columns[c].key, period))
		c++;
	return c;
}

static void
fill_partners(struct doc *doc, struct table *table, const struct rows *rows)
{
	struct row *line = NULL;
	size_t sums = table->column_count - 3;

	for (size_t i = 0; i < rows->count; i++) {
		const char *programme = row_text(rows, i, "programme");
		const char *period = row_text(rows, i, "period");
		bool first = i == 0 || !str_equal(programme, row_text(rows, i - 1, "programme"));

		if (first) {
			line = table_row(doc->arena, table, ROW_GROUP);
			line->cells[0] = cell_words(programme);
		}
		if (first || !str_equal(row_text(rows, i, "partner"),
				     row_text(rows, i - 1, "partner")))
			line = partner_row(doc, table, rows, i);
		if (period != NULL) {
			line->cells[year_column(table, period)] =
				cell_amount(doc->arena, row_text(rows, i, "share"));
			continue;
		}
		line->cells[sums] = cell_amount(doc->arena, row_text(rows, i, "share"));
		line->cells[sums + 1] = cell_amount(doc->arena, row_text(rows, i, "in_kind"));
		line->cells[sums + 2] = cell_amount(doc->arena, row_text(rows, i, "cash"));
	}
}

static void
add_partners(struct doc *doc, const struct rows *years, const struct rows *rows)
{
	static const struct column sums[] = {
		{.key = "share", .label = "Share", .unit = "£", .group = "All years",
			.kind = COLUMN_FIGURE},
		{.key = "in_kind", .label = "In kind at most", .unit = "£", .group = "All years",
			.kind = COLUMN_FIGURE},
		{.key = "cash", .label = "In cash at least", .unit = "£", .group = "All years",
			.kind = COLUMN_FIGURE},
	};
	size_t count = years->count + 4;
	struct column *columns = arena_array(doc->arena, count, sizeof(*columns));

	columns[0] = (struct column){.key = "partner", .label = "Partner", .head = true};
	for (size_t i = 0; i < years->count; i++)
		columns[1 + i] = (struct column){.key = row_text(years, i, "period"),
			.label = row_text(years, i, "period"), .unit = "£",
			.kind = COLUMN_FIGURE};
	memcpy(columns + count - 3, sums, sizeof(sums));
	fill_partners(doc,
		doc_table(doc, "partners", "Share of each partner", count, columns), rows);
}

int
report_contributions(const struct report_job *job, struct doc **doc, struct err *err)
{
	struct rows page, lines, years, shares, sources;

	if (db_query(job->db, STMT_CONTRIBUTIONS_PAGE, DB_NONE, job->arena, &page, err) != 0)
		return -1;
	lines = rows_part(job->arena, &page, "lines");
	if (lines.count == 0)
		return err_set(err, ERR_ABSENT, "no contributions are held");
	years = rows_part(job->arena, &page, "years");
	shares = rows_part(job->arena, &page, "shares");
	sources = rows_part(job->arena, &page, "sources");
	*doc = doc_new(job->arena, job->name, "Contributions over the years");
	add_years(*doc, &lines);
	add_partners(*doc, &years, &shares);
	note_sources(*doc, &sources);
	return 0;
}
