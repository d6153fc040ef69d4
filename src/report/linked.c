/* What hangs together: indicators, budget lines and risks, each beside the others' figures. */
#include "report/build.h"

static struct cell
linked_to(const char *text, const char *href)
{
	return (struct cell){.text = text, .href = href};
}

static void
add_lines_table(struct doc *doc, const struct rows *rows)
{
	static const struct column columns[] = {
		{.key = "line", .label = "Budget line", .head = true},
		{.key = "statement", .label = "Statement of"},
		{.key = "budget", .label = "Approved budget", .unit = "£m", .kind = COLUMN_FIGURE},
		{.key = "outturn", .label = "Outturn", .unit = "£m", .kind = COLUMN_FIGURE},
		{.key = "variance", .label = "+Over / -Underspend", .unit = "£m",
			.kind = COLUMN_FIGURE},
		{.key = "percent", .label = "As % of budget", .kind = COLUMN_FIGURE},
		{.key = "movement", .label = "Movement since last report", .unit = "£m",
			.kind = COLUMN_FIGURE},
	};
	struct table *table;

	if (rows->count == 0)
		return;
	table = doc_table(doc, "linked-lines", "Budget lines",
		sizeof(columns) / sizeof(columns[0]), columns);
	for (size_t i = 0; i < rows->count; i++) {
		struct row *line = table_row(doc->arena, table, ROW_BODY);
		const char *label = row_text(rows, i, "label");

		line->cells[0] =
			linked_to(row_text(rows, i, "line_name"), row_text(rows, i, "href"));
		line->cells[1] = cell_words(label != NULL ? label : "in no statement held by then");
		line->cells[2] = cell_amount(doc->arena, row_text(rows, i, "budget"));
		line->cells[3] = cell_amount(doc->arena, row_text(rows, i, "outturn"));
		line->cells[4] = cell_amount(doc->arena, row_text(rows, i, "variance"));
		line->cells[5] = cell_figure(
			row_text(rows, i, "percent"), row_text(rows, i, "percent_number"));
		line->cells[6] = cell_amount(doc->arena, row_text(rows, i, "movement"));
		statement_mark(rows, i, line, 4);
	}
	note_marks(doc->arena, table);
}

static void
add_risks_table(struct doc *doc, const struct rows *rows)
{
	static const struct column columns[] = {
		{.key = "number", .label = "Risk", .head = true},
		{.key = "name", .label = "Name"},
		{.key = "score", .label = "Score", .kind = COLUMN_FIGURE},
		{.key = "target_score", .label = "Target score", .kind = COLUMN_FIGURE},
		{.key = "direction", .label = "Direction since the last review"},
		{.key = "reviewed", .label = "Reviewed", .kind = COLUMN_DATE},
	};
	struct table *table;

	if (rows->count == 0)
		return;
	table = doc_table(doc, "linked-risks", "Risks", sizeof(columns) / sizeof(columns[0]),
		columns);
	for (size_t i = 0; i < rows->count; i++) {
		struct row *line = table_row(doc->arena, table, ROW_BODY);
		const char *number = row_text(rows, i, "number"), *name = row_text(rows, i, "name");

		line->cells[0] = cell_words(number);
		if (name == NULL) {
			line->cells[1] = cell_words("not in the register");
			continue;
		}
		line->cells[0].href = risk_href(doc->arena, number);
		line->cells[1] = cell_words(name);
		line->cells[2] = risk_score(doc->arena, rows, i, "");
		line->cells[3] = risk_score(doc->arena, rows, i, "target_");
		line->cells[4] = risk_direction(rows, i);
		line->cells[5] = cell_words(row_text(rows, i, "reviewed"));
		statement_mark(rows, i, line, 2);
	}
	note_marks(doc->arena, table);
}

static void
add_indicators_table(struct doc *doc, const struct rows *rows)
{
	static const struct column columns[] = {
		{.key = "ref", .label = "Ref", .head = true},
		{.key = "name", .label = "Indicator"},
		{.key = "period", .label = "Period"},
		{.key = "value", .label = "Figure", .kind = COLUMN_FIGURE},
		{.key = "difference", .label = "Difference from a year before",
			.kind = COLUMN_FIGURE},
	};
	struct table *table;

	if (rows->count == 0)
		return;
	table = doc_table(doc, "linked-indicators", "Indicators",
		sizeof(columns) / sizeof(columns[0]), columns);
	for (size_t i = 0; i < rows->count; i++) {
		struct row *line = table_row(doc->arena, table, ROW_BODY);
		const char *ref = row_text(rows, i, "ref"), *label = row_text(rows, i, "label");

		line->cells[0] = linked_to(ref,
			indicator_href(doc->arena, ref, row_text(rows, i, "area"), "to",
				row_text(rows, i, "period")));
		line->cells[1] = cell_words(row_text(rows, i, "name"));
		line->cells[2] = cell_words(label != NULL ? label : "no figure is held");
		line->cells[3] = cell_row(rows, i);
		line->cells[4] = cell_amount(doc->arena, row_text(rows, i, "difference"));
	}
	note_rated(doc->arena, table, rows);
	note_marks(doc->arena, table);
}

void
add_statement_links(struct doc *doc, const struct rows *rows)
{
	static const struct column columns[] = {
		{.key = "line", .label = "Division of service", .head = true},
		{.key = "variance", .label = "+Over / -Underspend", .unit = "£m",
			.kind = COLUMN_FIGURE},
		{.key = "indicator", .label = "Indicator"},
		{.key = "risk", .label = "Risk"},
		{.key = "score", .label = "Score of the risk", .kind = COLUMN_FIGURE},
	};
	struct table *table;

	if (rows->count == 0)
		return;
	table = doc_table(doc, "linked", "Indicators and risks linked to the lines",
		sizeof(columns) / sizeof(columns[0]), columns);
	for (size_t i = 0; i < rows->count; i++) {
		struct row *line = table_row(doc->arena, table, ROW_BODY);
		const char *ref = row_text(rows, i, "ref"), *risk = row_text(rows, i, "risk");

		line->cells[0] = cell_words(row_text(rows, i, "line_name"));
		line->cells[1] = cell_amount(doc->arena, row_text(rows, i, "variance"));
		line->cells[2] = linked_to(arena_printf(doc->arena, "%s %s", ref,
						   row_text(rows, i, "name")),
			indicator_href(doc->arena, ref, row_text(rows, i, "area"), "to",
				doc->period));
		if (*risk == '\0')
			continue;
		line->cells[3] = cell_words(arena_printf(
			doc->arena, "%s %s", risk, row_string(rows, i, "risk_name")));
		if (row_text(rows, i, "score") != NULL)
			line->cells[3].href = risk_href(doc->arena, risk);
		line->cells[4] = risk_score(doc->arena, rows, i, "");
	}
}

void
add_line_links(struct doc *doc, const struct rows *indicators, const struct rows *risks,
	unsigned level)
{
	if (indicators->count == 0 && risks->count == 0)
		return;
	doc_heading(doc, level, "links", "Indicators and risks linked to this line");
	add_indicators_table(doc, indicators);
	add_risks_table(doc, risks);
}

void
add_indicator_links(struct doc *doc, const struct rows *page, unsigned level)
{
	struct rows lines = row_part(page, 0, "lines", doc->arena);
	struct rows risks = row_part(page, 0, "risks", doc->arena);
	struct rows quotient = row_part(page, 0, "quotient", doc->arena);

	if (lines.count == 0 && risks.count == 0)
		return;
	doc_heading(doc, level, "links", "Budget lines and risks that hang on it");
	add_lines_table(doc, &lines);
	add_risks_table(doc, &risks);
	if (quotient.count > 0) {
		doc_heading(doc, level + 1, "cost", row_text(&quotient, 0, "question"));
		doc_paragraph(doc, row_text(&quotient, 0, "words"));
	}
}

void
add_risk_links(struct doc *doc, const struct rows *indicators, const struct rows *lines,
	unsigned level)
{
	if (indicators->count == 0 && lines->count == 0)
		return;
	doc_heading(doc, level, "links", "Indicators and budget lines linked to it");
	add_indicators_table(doc, indicators);
	add_lines_table(doc, lines);
}
