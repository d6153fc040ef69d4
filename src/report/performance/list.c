/* The list of the performance reports: those that say in their rows that they are on it, and those of each subject. */
#include "../address.h"
#include "base/str.h"
#include "performance.h"

static void
add_group(struct doc *doc, struct table *table, const char *group)
{
	table_row(doc->arena, table, ROW_GROUP)->cells[0] = cell_words(group);
}

static void
add_line(struct doc *doc, struct table *table, const char *name, const char *href, const char *about)
{
	struct row *row = table_row(doc->arena, table, ROW_BODY);

	row->cells[0] = (struct cell){.text = name, .href = href};
	row->cells[1] = cell_words(about);
}

/* The row of a report of which the council itself holds nothing, and another area does, or none; elsewhere->count: it does. */
static size_t
find_elsewhere(const struct rows *elsewhere, const char *choices, const char *subject)
{
	size_t i = 0;

	while (i < elsewhere->count &&
		(!str_equal(row_text(elsewhere, i, "choices"), choices) ||
			!str_equal(row_text(elsewhere, i, "subject"), subject)))
		i++;
	return i;
}

/* A report leads to the area that holds figures of it, and says which if that is not the council; without any, nowhere. */
static void
add_report(const struct build *build, struct table *table, const char *choices, const char *subject, const char *name,
	const char *href, const char *about)
{
	const struct rows *elsewhere = build_part(build, "elsewhere");
	size_t at = find_elsewhere(elsewhere, choices, subject);

	if (at < elsewhere->count && row_text(elsewhere, at, "area") == NULL)
		return;
	if (at < elsewhere->count) {
		name = arena_printf(build->arena, "%s (%s)", name, row_text(elsewhere, at, "name"));
		href = address_with(build->arena, href, "area", row_text(elsewhere, at, "area"));
	}
	add_line(build->doc, table, name, href, about);
}

static bool
has_listed(const char *group)
{
	for (size_t i = 0; report_table[i] != NULL; i++)
		if (str_equal(report_table[i]->listed, group))
			return true;
	return false;
}

/* The reports of a group; what only those read who prepare papers is left out for others. */
static void
add_listed(const struct build *build, struct table *table, const char *group)
{
	bool prepares = row_true(build_part(build, "reader"), 0, "prepares_papers");
	struct doc *doc = build->doc;

	if (!has_listed(group))
		return;
	add_group(doc, table, group);
	for (size_t i = 0; report_table[i] != NULL; i++) {
		const struct report *report = report_table[i];

		if (str_equal(report->listed, group) && (prepares || !report->of_papers))
			add_report(build, table, report->choices, NULL, report->title,
				arena_printf(doc->arena, "/%s", report->address), report->about);
	}
}

static void
add_subjects(const struct build *build, struct table *table, const char *report, const char *group, const char *suffix,
	const char *about)
{
	struct rows of = rows_where(build_part(build, "subjects"), "report", report);
	struct doc *doc = build->doc;

	if (of.count > 0)
		add_group(doc, table, group);
	for (size_t i = 0; i < of.count; i++)
		add_report(build, table, report, row_text(&of, i, "subject"),
			arena_printf(doc->arena, "%s%s", row_text(&of, i, "title"), suffix),
			address(doc->arena, "performance", report, row_text(&of, i, "subject")), about);
}

static int
build_list(struct build *build, struct err *err)
{
	static const struct column columns[] = {
		{.key = "report", .label = "Report", .head = true}, {.key = "about", .label = "What it shows"}};
	struct table *table = doc_table(build->doc, "reports", "Performance reports", 2, columns);

	(void)err;
	add_listed(build, table, "Overview");
	add_subjects(build, table, "sections", "Sections", "", "A topic month by month, with its analysis");
	add_subjects(build, table, "scorecards", "Scorecards", " scorecard", "Results beside targets and others");
	add_listed(build, table, "Other reports");
	add_subjects(build, table, "breakdowns", "Breakdowns", "", "One figure by what it is made of");
	add_subjects(build, table, "localities",
		arena_printf(build->arena, "%s compared",
			capitalised(build->arena, row_text(build_part(build, "reader"), 0, "localities"))),
		"", "One indicator side by side");
	return 0;
}

const struct report list_report = {
	.address = "performance/reports",
	.title = "Performance reports",
	.permission = PERMIT_FIGURES,
	.door = DOOR_PERFORMANCE,
	.menu = "All reports",
	.pdf = true,
	.data = true,
	.parts = GROUP_REPORTS,
	.build = build_list,
};
