/* What the statements of money share. */
#include "money.h"

#include "../address.h"
#include "../table.h"
#include "base/str.h"

static const char *
word_for(const char *const words[][2], size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(words[i][0], name))
			return words[i][1];
	return name;
}

static const char *
measure_name(const char *measure)
{
	static const char *const words[][2] = {{"percent", "% of budget"}, {"in_year", "in-year variance"},
		{"academies", "schools becoming academies"}, {"opening", "opening balance"},
		{"closing", "closing balance"}, {"recommended", "further use recommended"},
		{"approved_use", "approved use"}, {"forecast_closing", "forecast closing balance"}};

	return word_for(words, sizeof(words) / sizeof(words[0]), measure);
}

/* A group's sum is named by the group as well. */
struct figure_name
name_of_statement(struct arena *arena, const struct rows *rows, size_t row)
{
	static const char *const groups[][2] = {{"increase", "spending increases"},
		{"reduction", "spending reductions"}, {"corrective", "one-off corrective actions"}};
	const char *line = row_text(rows, row, "line_name");
	const char *group = word_for(groups, 3, row_string(rows, row, "group_name"));

	if (*group != '\0' && str_equal(line, "Sub Total"))
		line = arena_printf(arena, "%s (%s)", line, group);
	return (struct figure_name){
		.of = arena_printf(arena, "%s, %s", line, measure_name(row_text(rows, row, "measure")))};
}

struct table *
add_centres(struct doc *doc, const char *key, const char *title, const struct rows *rows)
{
	static const struct field fields[] = {
		{.key = "cost_centre", .label = "Cost centre", .head = true, .link = link_cost_centre},
		{.key = "name", .label = "Name"}, LEDGER_FIELDS};
	const struct table_spec spec = {key, title, FIELDS(fields), NULL, NULL};
	struct table *table = add_table(doc, &spec, rows);

	mark_notes(doc, table);
	return table;
}

struct table *
add_subjectives(struct doc *doc, const struct rows *rows)
{
	static const struct field fields[] = {
		{.key = "subjective", .label = "Subjective", .head = true}, LEDGER_FIELDS};
	static const struct table_spec spec = {"subjectives", "By subjective", FIELDS(fields), NULL, NULL};

	return add_table(doc, &spec, rows);
}

const char *
statement_title(const char *statement)
{
	static const char *const titles[][2] = {{"la", "Local authority revenue"}, {"schools", "Schools revenue"},
		{"balances", "School balances"}, {"reserves", "Reserves and provisions"},
		{"capital", "Capital programme"}};

	return word_for(titles, sizeof(titles) / sizeof(titles[0]), statement);
}
