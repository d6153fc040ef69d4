/* The ledger's own pages: all lines and what no line has, and a cost centre with its postings. */
#include "../address.h"
#include "../builder.h"
#include "../table.h"
#include "base/str.h"
#include "money.h"

static const char *
line_name(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *line = row_text(rows, row, "line_name");

	(void)arena;
	if (str_equal(row_text(rows, row, "kind"), "total"))
		return "The whole ledger";
	return line != NULL ? line : "Mapped to no line";
}

/* The statement that a cost centre is mapped to. */
static const char *
statement_of(const char *statement)
{
	if (statement == NULL)
		return "none";
	return str_equal(statement, "schools") ? "Schools budget" : "Local authority";
}

static const char *
statement_name(struct arena *arena, const struct rows *rows, size_t row)
{
	(void)arena;
	return str_equal(row_text(rows, row, "kind"), "total") ? NULL : statement_of(row_text(rows, row, "statement"));
}

static int
build_centres(struct build *build, struct err *err)
{
	static const struct field fields[] = {
		{.key = "line", .label = "Line", .words = line_name, .link = link_line, .head = true},
		{.key = "statement", .label = "Statement", .words = statement_name},
		{.key = "centres", .label = "Cost centres", .kind = COLUMN_FIGURE}, LEDGER_FIELDS};
	static const struct table_spec spec = {"lines", "The ledger by line", FIELDS(fields), NULL, NULL};
	struct doc *doc = build->doc;
	struct table *table;

	(void)err;
	table = add_table(doc, &spec, build_part(build, "lines"));
	table_note(doc->arena, table,
		"Forecast: actual + the rest of the profiled budget, without the forecasts that were entered for "
		"lines. A budget without a profile is spread over twelfths.");
	closing_notes(build, table);
	add_centres(doc, "unmapped", "Unmapped cost centres", build_part(build, "unmapped"))->empty =
		"Every cost centre with a figure is mapped to a line.";
	add_closing(build);
	return 0;
}

static void
add_facts(const struct build *build)
{
	struct doc *doc = build->doc;
	struct block *facts = doc_facts(doc, 3);
	const char *line = build_text(build, "line_name");

	doc_fact(doc, facts, "Name", build_text(build, "name"));
	doc_fact(doc, facts, "Statement", statement_of(build_text(build, "statement")));
	doc_fact(doc, facts, "Line", line != NULL ? line : "none: statements leave this cost centre out");
	if (line != NULL)
		facts->facts[2].text.spans[0].href = link_line(doc, &build->scope, 0);
}

static const char *
origin(struct arena *arena, const struct rows *rows, size_t row)
{
	return arena_printf(arena, "%s, %s:%s", row_text(rows, row, "import_id"), row_text(rows, row, "file"),
		row_text(rows, row, "line"));
}

static void
add_postings(const struct build *build)
{
	static const struct field fields[] = {{.key = "posting", .label = "Posting", .head = true},
		{.key = "date", .label = "Date", .kind = COLUMN_DATE}, {.key = "subjective", .label = "Subjective"},
		{.key = "description", .label = "Description"},
		{.key = "amount", .label = "Amount", .unit = "£", .kind = COLUMN_FIGURE},
		{.key = "source", .label = "Import, file and line", .words = origin}};
	static const struct table_spec spec = {
		"postings", "Postings, newest first", FIELDS(fields), "There are no postings here.", NULL};

	mark_notes(build->doc, add_table(build->doc, &spec, build_part(build, "postings")));
}

static const char *
page_address(const struct build *build, long page)
{
	struct arena *arena = build->arena;

	return address_with(
		arena, link_cost_centre(build->doc, &build->scope, 0), "page", arena_printf(arena, "%ld", page));
}

/* The ways to the pages before and after. */
static void
add_paging(const struct build *build)
{
	const struct rows *pages = build_part(build, "pages");
	long page = row_integer(pages, 0, "page"), last = row_integer(pages, 0, "pages");
	struct span *spans = arena_array(build->arena, 3, sizeof(*spans));
	size_t count = 0;

	if (page > 1)
		spans[count++] = (struct span){.text = "Newer postings. ", .href = page_address(build, page - 1)};
	spans[count++] = (struct span){
		.text = arena_printf(build->arena, "Page %ld of %ld, %s posting%s in all. ", page, last,
			row_text(pages, 0, "postings"), row_integer(pages, 0, "postings") == 1 ? "" : "s")};
	if (page < last)
		spans[count++] = (struct span){.text = "Older postings", .href = page_address(build, page + 1)};
	doc_paragraph(build->doc, "")->text = (struct text){spans, count};
}

/* Postings may name people and payees: who looks at them goes on record. */
static void
look_at(const struct build *build)
{
	const char *page = row_text(build_part(build, "pages"), 0, "page");

	doc_see(build->doc,
		(struct sight){"postings-read", build->job->subject, NULL,
			arena_printf(build->arena, "%s, page %s", build_text(build, "period"), page)});
}

static int
build_centre(struct build *build, struct err *err)
{
	(void)err;
	look_at(build);
	add_facts(build);
	closing_notes(build, add_subjectives(build->doc, build_part(build, "subjectives")));
	add_postings(build);
	add_paging(build);
	add_closing(build);
	return 0;
}

static const char *const sources[] = {"cost_centres", "ledger", "ledger_budgets", "profiles", "commitments", NULL};

const struct report ledger_report = {
	.address = "finance/cost-centres",
	.title = "Cost centres",
	.permission = PERMIT_LEDGER,
	.door = DOOR_FINANCE,
	.menu = "Cost centres",
	.params = PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.sources = sources,
	.choices = "ledger",
	.scope = STMT_LEDGER_SCOPE,
	.parts = GROUP_LEDGER,
	.build = build_centres,
};

const struct report cost_centre_report = {
	.address = "finance/cost-centres/{code}",
	.subject = "cost centre",
	.permission = PERMIT_LEDGER,
	.door = DOOR_FINANCE,
	.params = PARAM_PERIOD | PARAM_PAGE,
	.pdf = true,
	.data = true,
	.sources = sources,
	.choices = "ledger",
	.scope = STMT_COST_CENTRE_SCOPE,
	.parts = GROUP_COST_CENTRE,
	.build = build_centre,
};
