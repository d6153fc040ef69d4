/* Tables of what is linked, from the relations of sql/objects/together/linked.sql. */
#include "linked.h"

#include "address.h"
#include "base/str.h"
#include "finance/money.h"
#include "notes.h"
#include "risk/risk.h"
#include "table.h"

static const char *
link_statement(const struct doc *doc, const struct rows *rows, size_t row)
{
	const char *statement = row_text(rows, row, "statement");

	return statement == NULL ? NULL : statement_address(doc->arena, statement, row_text(rows, row, "period"));
}

static const char *
statement_label(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *label = row_text(rows, row, "label");

	(void)arena;
	return label != NULL ? label : "not in any statement up to this date";
}

static void
add_lines(struct doc *doc, const struct rows *rows)
{
	static const struct field fields[] = {
		{.key = "line", .label = "Budget line", .from = "line_name", .head = true, .link = link_statement},
		{.key = "statement", .label = "Statement of", .words = statement_label},
		MILLIONS("budget", "Approved budget"), MILLIONS("outturn", "Outturn"),
		MILLIONS_KEPT("variance", "Over (+) or under (-)"),
		{.key = "percent", .label = "As % of budget", .kind = COLUMN_FIGURE},
		MILLIONS("movement", "Movement since last report")};
	static const struct table_spec spec = {"linked-lines", "Budget lines", FIELDS(fields), NULL, NULL};

	if (rows->count > 0)
		mark_notes(doc, add_table(doc, &spec, rows));
}

static const char *
risk_name(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *name = row_text(rows, row, "name");

	(void)arena;
	return name != NULL ? name : "not in the register";
}

static void
add_risks(struct doc *doc, const struct rows *rows)
{
	static const struct field fields[] = {{.key = "number", .label = "Risk", .head = true, .link = link_risk},
		{.key = "name", .label = "Name", .words = risk_name},
		{.key = "score", .label = "Score", .kind = COLUMN_FIGURE},
		{.key = "target_score", .label = "Target score", .kind = COLUMN_FIGURE},
		{.key = "direction", .label = "Direction since the last review", .words = risk_direction_words},
		{.key = "reviewed", .label = "Reviewed", .kind = COLUMN_DATE}};
	static const struct table_spec spec = {"linked-risks", "Risks", FIELDS(fields), NULL, NULL};

	if (rows->count > 0)
		mark_notes(doc, add_table(doc, &spec, rows));
}

static const char *
period_label(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *label = row_text(rows, row, "label");

	(void)arena;
	return label != NULL ? label : "no figure is held";
}

static void
add_indicators(struct doc *doc, const struct rows *rows)
{
	static const struct field fields[] = {{.key = "ref", .label = "Ref", .head = true, .link = link_indicator},
		{.key = "name", .label = "Indicator"}, {.key = "period", .label = "Period", .words = period_label},
		{.key = "value", .label = "Figure", .kind = COLUMN_FIGURE, .own = true},
		{.key = "difference", .label = "Difference from a year before", .kind = COLUMN_FIGURE}};
	static const struct table_spec spec = {"linked-indicators", "Indicators", FIELDS(fields), NULL, NULL};
	struct table *table;

	if (rows->count == 0)
		return;
	table = add_table(doc, &spec, rows);
	rated_notes(doc, table, rows);
	mark_notes(doc, table);
}

static const char *
indicator_name(struct arena *arena, const struct rows *rows, size_t row)
{
	return arena_printf(arena, "%s %s", row_text(rows, row, "ref"), row_text(rows, row, "name"));
}

static const char *
numbered_risk(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *number = row_text(rows, row, "number");

	return number == NULL ? NULL : arena_printf(arena, "%s %s", number, row_string(rows, row, "risk_name"));
}

void
add_statement_links(struct doc *doc, const struct rows *rows)
{
	static const struct field fields[] = {
		{.key = "line", .label = "Division of service", .from = "line_name", .head = true},
		MILLIONS("variance", "Over (+) or under (-)"),
		{.key = "indicator", .label = "Indicator", .words = indicator_name, .link = link_indicator},
		{.key = "risk", .label = "Risk", .words = numbered_risk, .link = link_risk},
		{.key = "score", .label = "Score of the risk", .kind = COLUMN_FIGURE}};
	static const struct table_spec spec = {
		"linked", "Indicators and risks linked to the lines", FIELDS(fields), NULL, NULL};

	if (rows->count > 0)
		mark_notes(doc, add_table(doc, &spec, rows));
}

void
add_line_links(struct doc *doc, const struct rows *indicators, const struct rows *risks)
{
	if (indicators->count == 0 && risks->count == 0)
		return;
	doc_heading(doc, 2, "links", "Indicators and risks linked to this line");
	add_indicators(doc, indicators);
	add_risks(doc, risks);
}

void
add_indicator_links(struct doc *doc, const struct rows *lines, const struct rows *risks, const struct rows *quotient)
{
	if (lines->count == 0 && risks->count == 0)
		return;
	doc_heading(doc, 2, "links", "Linked budget lines and risks");
	add_lines(doc, lines);
	add_risks(doc, risks);
	if (quotient->count > 0) {
		doc_heading(doc, 3, "cost", row_text(quotient, 0, "question"));
		doc_paragraph(doc, row_text(quotient, 0, "words"));
	}
}

void
add_risk_links(struct doc *doc, const struct rows *indicators, const struct rows *lines)
{
	if (indicators->count == 0 && lines->count == 0)
		return;
	doc_heading(doc, 2, "links", "Indicators and budget lines linked to it");
	add_indicators(doc, indicators);
	add_lines(doc, lines);
}
