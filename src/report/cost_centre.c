/* The ledger's own pages: all lines and what no line has, and a cost centre with its postings. */
#include "report/build.h"

#include <string.h>

#include "base/str.h"

#define PAGE_SIZE "100"
enum { PAGE_MOST = 1000000 };

const struct column ledger_columns[LEDGER_COLUMNS] = {
	{.key = "budget", .label = "Budget for the year", .unit = "£", .kind = COLUMN_FIGURE},
	{.key = "profiled", .label = "Profiled budget to date", .unit = "£", .kind = COLUMN_FIGURE},
	{.key = "actual", .label = "Actual to date", .unit = "£", .kind = COLUMN_FIGURE},
	{.key = "committed", .label = "Committed", .unit = "£", .kind = COLUMN_FIGURE},
	{.key = "forecast", .label = "Forecast for the year", .unit = "£", .kind = COLUMN_FIGURE},
	{.key = "variance", .label = "+Over / -Underspend", .unit = "£", .kind = COLUMN_FIGURE},
};

void
ledger_cells(struct arena *arena, const struct rows *rows, size_t row, struct cell *cells)
{
	for (size_t c = 0; c < LEDGER_COLUMNS; c++)
		cells[c] = cell_amount(arena, row_text(rows, row, ledger_columns[c].key));
}

struct table *
ledger_table(struct doc *doc, const char *key, const char *title, size_t head_count,
	const struct column head[])
{
	struct column *columns =
		arena_array(doc->arena, head_count + LEDGER_COLUMNS, sizeof(*columns));

	memcpy(columns, head, head_count * sizeof(*columns));
	memcpy(columns + head_count, ledger_columns, sizeof(ledger_columns));
	return doc_table(doc, key, title, head_count + LEDGER_COLUMNS, columns);
}

/* A line's page: "/finance/revenue/agency-residential?period=2015-12". */
static const char *
line_address(struct arena *arena, const struct rows *rows, size_t row, const char *period)
{
	bool schools = strcmp(row_text(rows, row, "statement"), "schools") == 0;

	return arena_printf(arena, "/finance/%s/%s?period=%s", schools ? "schools" : "revenue",
		row_text(rows, row, "slug"), period);
}

static const char *
statement_name(const char *statement)
{
	if (statement == NULL)
		return "none";
	return strcmp(statement, "schools") == 0 ? "Schools budget" : "Local authority";
}

static void
add_statement(struct doc *doc, const struct rows *rows)
{
	static const struct column head[] = {
		{.key = "line", .label = "Line", .head = true},
		{.key = "statement", .label = "Statement"},
		{.key = "centres", .label = "Cost centres", .kind = COLUMN_FIGURE},
	};
	enum { HEAD = sizeof(head) / sizeof(head[0]) };
	struct table *table = ledger_table(doc, "lines", "The ledger by line", HEAD, head);

	for (size_t i = 0; i < rows->count; i++) {
		struct row *row = table_row(
			doc->arena, table, statement_row_kind(row_text(rows, i, "kind")));
		const char *line = row_text(rows, i, "line_name");

		row->cells[0] = cell_words(row->kind == ROW_TOTAL ? "The whole ledger"
				: line != NULL ? line : "Mapped to no line");
		if (line != NULL)
			row->cells[0].href = line_address(doc->arena, rows, i, doc->period);
		if (row->kind == ROW_BODY)
			row->cells[1] = cell_words(
				statement_name(row_text(rows, i, "statement")));
		row->cells[2] = cell_amount(doc->arena, row_text(rows, i, "centres"));
		ledger_cells(doc->arena, rows, i, row->cells + HEAD);
	}
	table_note(doc->arena, table,
		"Forecast: actual + the rest of the profiled budget, without the forecasts that "
		"were entered for lines. A budget without a profile is spread over twelfths.");
}

static struct cell
centre_cell(struct doc *doc, const struct rows *rows, size_t row)
{
	struct cell cell = cell_words(row_text(rows, row, "cost_centre"));

	cell.href = arena_printf(doc->arena, "/finance/cost-centres/%s?period=%s",
		row_text(rows, row, "cost_centre"), doc->period);
	return cell;
}

struct table *
add_centres(struct doc *doc, const char *key, const char *title, const struct rows *rows)
{
	static const struct column head[] = {
		{.key = "cost_centre", .label = "Cost centre", .head = true},
		{.key = "name", .label = "Name"},
	};
	enum { HEAD = sizeof(head) / sizeof(head[0]) };
	struct table *table = ledger_table(doc, key, title, HEAD, head);

	for (size_t i = 0; i < rows->count; i++) {
		struct row *row = table_row(doc->arena, table, ROW_BODY);

		row->cells[0] = centre_cell(doc, rows, i);
		row->cells[1] = cell_words(row_text(rows, i, "name"));
		ledger_cells(doc->arena, rows, i, row->cells + HEAD);
		statement_mark(rows, i, row, HEAD + 2);
	}
	note_marks(doc->arena, table);
	return table;
}

struct table *
add_subjectives(struct doc *doc, const struct rows *rows)
{
	static const struct column head[] = {
		{.key = "subjective", .label = "Subjective", .head = true},
	};
	struct table *table = ledger_table(doc, "subjectives", "By subjective", 1, head);

	for (size_t i = 0; i < rows->count; i++) {
		struct row *row = table_row(doc->arena, table, ROW_BODY);

		row->cells[0] = cell_words(row_text(rows, i, "subjective"));
		ledger_cells(doc->arena, rows, i, row->cells + 1);
	}
	return table;
}

int
report_cost_centres(const struct report_job *job, struct doc **doc, struct err *err)
{
	struct arena *arena = job->arena;
	struct rows page, scope, lines, unmapped, sources;

	if (db_query(job->db, STMT_COST_CENTRES_PAGE, DB_PARAMS(job->params.period), arena, &page,
		    err) != 0)
		return -1;
	scope = rows_part(arena, &page, "scope");
	lines = rows_part(arena, &page, "lines");
	unmapped = rows_part(arena, &page, "unmapped");
	sources = rows_part(arena, &page, "sources");
	*doc = report_doc(job, "Cost centres", &scope);
	add_statement(*doc, &lines);
	add_centres(*doc, "unmapped", "Cost centres that no line has", &unmapped)->empty =
		"Every cost centre with a figure is mapped to a line.";
	note_sources(*doc, &sources);
	return 0;
}

static void
add_postings(struct doc *doc, const struct rows *rows)
{
	static const struct column columns[] = {
		{.key = "posting", .label = "Posting", .head = true},
		{.key = "date", .label = "Date", .kind = COLUMN_DATE},
		{.key = "subjective", .label = "Subjective"},
		{.key = "description", .label = "Description"},
		{.key = "amount", .label = "Amount", .unit = "£", .kind = COLUMN_FIGURE},
		{.key = "source", .label = "Import, file and line"},
	};
	struct table *table = doc_table(doc, "postings", "Postings, newest first",
		sizeof(columns) / sizeof(columns[0]), columns);

	table->empty = "There are no postings here.";
	for (size_t i = 0; i < rows->count; i++) {
		struct row *row = table_row(doc->arena, table, ROW_BODY);

		row->cells[0] = cell_words(row_text(rows, i, "posting"));
		row->cells[1] = cell_words(row_text(rows, i, "day"));
		row->cells[2] = cell_words(row_text(rows, i, "subjective"));
		row->cells[3] = cell_words(row_text(rows, i, "description"));
		row->cells[4] = cell_amount(doc->arena, row_text(rows, i, "amount"));
		row->cells[5] = cell_words(arena_printf(doc->arena, "%s, %s:%s",
			row_text(rows, i, "import_id"), row_text(rows, i, "file"),
			row_text(rows, i, "line")));
		statement_mark(rows, i, row, 4);
	}
	note_marks(doc->arena, table);
}

/* The ways to the pages before and after. */
static void
add_paging(struct doc *doc, const char *code, uint64_t page, const struct rows *pages)
{
	uint64_t last = (uint64_t)row_integer(pages, 0, "pages");
	struct block *block = doc_paragraph(doc, "");
	struct span *spans = arena_array(doc->arena, 3, sizeof(*spans));
	const char *address = arena_printf(doc->arena, "/finance/cost-centres/%s?period=%s&page=",
		code, doc->period);
	size_t count = 0;

	if (page > 1)
		spans[count++] = (struct span){.text = "Newer postings. ",
			.href = arena_printf(doc->arena, "%s%lu", address,
				(unsigned long)page - 1)};
	spans[count++] = (struct span){.text = arena_printf(doc->arena,
		"Page %lu of %lu, %s posting%s in all. ", (unsigned long)page, (unsigned long)last,
		row_text(pages, 0, "postings"),
		row_integer(pages, 0, "postings") == 1 ? "" : "s")};
	if (page < last)
		spans[count++] = (struct span){.text = "Older postings",
			.href = arena_printf(doc->arena, "%s%lu", address,
				(unsigned long)page + 1)};
	block->text = (struct text){spans, count};
}

static void
add_centre_facts(struct doc *doc, const struct rows *centre)
{
	struct block *facts = doc_facts(doc, 3);
	const char *line = row_text(centre, 0, "line_name");

	doc_fact(doc, facts, "Name", row_text(centre, 0, "name"));
	doc_fact(doc, facts, "Statement", statement_name(row_text(centre, 0, "statement")));
	doc_fact(doc, facts, "Line",
		line != NULL ? line : "none: statements are short by what this cost centre has");
	if (line != NULL)
		facts->facts[2].text.spans[0].href =
			line_address(doc->arena, centre, 0, doc->period);
}

int
report_cost_centre(const struct report_job *job, struct doc **doc, struct err *err)
{
	struct arena *arena = job->arena;
	const char *asked = job->params.page != NULL ? job->params.page : "1";
	struct rows answer, scope, centre, subjectives, pages, postings, sources;
	uint64_t page;

	if (!str_number(asked, PAGE_MOST, &page) || page == 0)
		return err_set(err, ERR_INPUT, "\"%s\" is not the number of a page", asked);
	if (db_query(job->db, STMT_COST_CENTRE_PAGE,
		    DB_PARAMS(job->subject, job->params.period, asked, PAGE_SIZE), arena, &answer,
		    err) != 0)
		return -1;
	centre = rows_part(arena, &answer, "centre");
	if (centre.count == 0)
		return err_set(err, ERR_ABSENT, "there is no cost centre \"%s\"", job->subject);
	scope = rows_part(arena, &answer, "scope");
	subjectives = rows_part(arena, &answer, "subjectives");
	pages = rows_part(arena, &answer, "pages");
	postings = rows_part(arena, &answer, "postings");
	sources = rows_part(arena, &answer, "sources");
	*doc = report_doc(job, arena_printf(arena, "Cost centre %s", job->subject), &scope);
	add_centre_facts(*doc, &centre);
	add_subjectives(*doc, &subjectives);
	add_postings(*doc, &postings);
	add_paging(*doc, job->subject, page, &pages);
	note_sources(*doc, &sources);
	return 0;
}
