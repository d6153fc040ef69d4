/* The performance dashboard: every vital sign over 13 months or quarters, each cell rated. */
#include "report/build.h"

#include <string.h>

#include "base/str.h"

enum { FIXED = 3, TARGET = 1 };	/* columns before the periods, and after them */

static const char by_target[] =
	"Green: the target is met. Amber: it is missed by up to 10% of the target (not percentage "
	"points). Red: it is missed by more.";
static const char *const notes[] = {
	"White, “to come”: the figure will become available. Grey, “not expected”: no figure is "
	"expected for this period.",
	"An arrow compares a figure with the one before it: ↑ better, ↓ worse, ↔ the same, - "
	"nothing to compare with.",
};

/* Names each figure of the block that was published otherwise, an indicator a note. */
static void
note_published(struct doc *doc, struct table *table, const struct rows *rows, size_t first,
	size_t end)
{
	const char *note = NULL, *of = NULL;
	size_t count = 0;

	for (size_t i = first; i < end; i++)
		count += row_text(rows, i, "printed") != NULL;
	if (count == 0)
		return;
	table_note(doc->arena, table, differences_intro(doc->arena, count));
	for (size_t i = first; i < end; i++) {
		const char *ref = row_text(rows, i, "ref");
		bool same = str_equal(ref, of);

		if (row_text(rows, i, "printed") == NULL)
			continue;
		if (note != NULL && !same)
			table_note(doc->arena, table, note);
		note = arena_printf(doc->arena, "%s%s %s: published %s, computed %s.",
			same ? note : ref, same ? "" : ",", row_text(rows, i, "short"),
			row_text(rows, i, "printed"), row_text(rows, i, "text"));
		of = ref;
	}
	table_note(doc->arena, table, note);
	link_differences(table);
}

/* How the rows from `first` to `end` are rated: by their targets, or each as its own rule says. */
static void
note_rules(struct arena *arena, struct table *table, const struct rows *rows, size_t first,
	size_t end)
{
	bool said = false;

	for (size_t i = first; i < end; i++) {
		const char *ref = row_text(rows, i, "ref"), *rule = row_text(rows, i, "rag_rule");

		if (i > first && str_equal(ref, row_text(rows, i - 1, "ref")))
			continue;
		if (str_equal(rule, "target") && !said)
			table_note(arena, table, by_target);
		else if (rule != NULL && !str_equal(rule, "target") && !str_equal(rule, "none"))
			table_note(arena, table, arena_printf(arena, "%s: %s.", ref,
				row_text(rows, i, "rule")));
		said = said || str_equal(rule, "target");
	}
}

/* The columns: reference, name, polarity, the periods of the block's first indicator, target. */
static struct table *
block_table(struct doc *doc, const struct rows *rows, size_t first, size_t periods,
	const char *key, const char *title)
{
	size_t count = FIXED + periods + TARGET;
	struct column *columns = arena_array(doc->arena, count, sizeof(*columns));

	columns[0] = (struct column){.key = "ref", .label = "Ref"};
	columns[1] = (struct column){.key = "name", .label = "Indicator", .head = true};
	columns[2] = (struct column){.key = "polarity", .label = "Better is"};
	for (size_t i = 0; i < periods; i++)
		columns[FIXED + i] = (struct column){.key = row_text(rows, first + i, "period"),
			.label = row_text(rows, first + i, "short"),
			.kind = COLUMN_FIGURE};
	columns[count - 1] = (struct column){.key = "target", .label = "Target",
		.kind = COLUMN_FIGURE};
	return doc_table(doc, key, title, count, columns);
}

/* Adds the table of one block; its rows in `rows` begin at `first`. Returns where they end. */
static size_t
add_block(struct doc *doc, const struct rows *rows, size_t first)
{
	const char *block = row_text(rows, first, "block"), *ref = row_text(rows, first, "ref");
	bool monthly = strcmp(block, "monthly") == 0;
	struct arena *arena = doc->arena;
	size_t periods = 1, row = first;
	struct table *table;

	while (first + periods < rows->count &&
		str_equal(row_text(rows, first + periods, "ref"), ref))
		periods++;
	table = block_table(doc, rows, first, periods, block,
		monthly ? "Monthly" : "Quarterly and termly");
	while (row < rows->count && str_equal(row_text(rows, row, "block"), block)) {
		struct row *line = table_row(arena, table, ROW_BODY);

		line->cells[0] = cell_words(row_text(rows, row, "ref"));
		line->cells[1] = cell_words(row_text(rows, row, "name"));
		line->cells[2] = cell_words(row_text(rows, row, "polarity"));
		line->cells[table->column_count - 1] =
			cell_words(row_text(rows, row, "target"));
		for (size_t i = 0; i < periods; i++, row++) {
			line->cells[FIXED + i] = cell_row(rows, row);
			if (line->cells[FIXED + i].text != NULL)
				line->cells[0].href = indicator_href(arena,
					line->cells[0].text, doc->area, "to", doc->period);
		}
	}
	note_rules(arena, table, rows, first, row);
	for (size_t i = 0; i < sizeof(notes) / sizeof(notes[0]); i++)
		table_note(arena, table, notes[i]);
	if (!monthly)
		table_note(arena, table, "A quarter shows the last month of the quarter; its arrow compares it with "
			"the quarter before it that has a figure.");
	note_rated_by(arena, table, "dashboard");
	note_marks(arena, table);
	note_published(doc, table, rows, first, row);
	return row;
}

/* On the page; in a paper it would lead nowhere. */
static void
add_way_on(struct doc *doc)
{
	doc_paragraph(doc, "All performance reports")->text.spans[0].href = "/performance/reports";
}

int
report_dashboard(const struct report_job *job, struct doc **doc, struct err *err)
{
	static const char *const kinds[] = {
		"indicators", "targets", "observations", "totals", "populations", "published"};
	struct rows start, rows, terms;

	if (db_query(job->db, STMT_DASHBOARD_START,
		    DB_PARAMS(job->params.area, job->params.period,
			    array_literal(
				    job->arena, sizeof(kinds) / sizeof(kinds[0]), kinds),
			    furniture_areas(job), furniture_names(job)),
		    job->arena, &start, err) != 0 ||
		db_query(job->db, STMT_DASHBOARD,
			DB_PARAMS(row_text(&start, 0, "area_id"), row_text(&start, 0, "period_id")),
			job->arena, &rows, err) != 0)
		return -1;
	*doc = report_doc(job, "Performance dashboard", &start);
	(*doc)->area = row_text(&start, 0, "area");
	(*doc)->area_label = row_text(&start, 0, "area_name");
	for (size_t row = 0; row < rows.count;)
		row = add_block(*doc, &rows, row);
	terms = row_part(&start, 0, "terms", job->arena);
	add_terms_used(*doc, &terms);
	if (job->depth == 0)
		add_way_on(*doc);
	furniture_take(job, *doc, &start);
	add_sources(job, *doc, sizeof(kinds) / sizeof(kinds[0]), kinds);
	return 0;
}
