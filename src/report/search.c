/* Finding by words: indicators, topics, budget lines, risks, items of agendas, terms of the glossary. */
#include "address.h"
#include "builder.h"
#include "table.h"

#include <string.h>

#include "base/str.h"

/* What a kind of thing is called where it is found, and how its address is made. */
static const struct kind {
	const char *kind, *title;
} kinds[] = {{"indicator", "Indicators"}, {"sections", "Performance by topic"}, {"scorecards", "Scorecards"},
	{"line", "Budget lines"}, {"risk", "Risks"}, {"item", "Items of meetings"}, {"term", "Terms"}};

static const char *
link_found(const struct doc *doc, const struct rows *rows, size_t row)
{
	const char *kind = row_text(rows, row, "kind"), *ref = row_text(rows, row, "ref");
	const char *of = row_text(rows, row, "of");

	if (str_equal(kind, "indicator"))
		return indicator_address(doc->arena, ref, NULL, "to", NULL);
	if (str_equal(kind, "line"))
		return line_address(doc->arena, of, ref, NULL);
	if (str_equal(kind, "risk"))
		return address(doc->arena, "risks", ref);
	if (str_equal(kind, "item"))
		return address(doc->arena, "meetings", of);
	if (str_equal(kind, "term"))
		return arena_printf(doc->arena, "/glossary#%s", ref);
	return address(doc->arena, "performance", kind, ref);
}

/* Which kind it is, as a heading of its rows; what has none is a kind that nobody here knows. */
static void
add_kind(struct doc *doc, const struct rows *found, const struct kind *kind)
{
	static const struct field fields[] = {{.key = "name", .label = "Found", .head = true, .link = link_found},
		{.key = "more", .label = "What it is", .optional = true}};
	const struct rows rows = rows_where(found, "kind", kind->kind);
	const struct table_spec spec = {kind->kind, kind->title, FIELDS(fields), NULL, NULL};

	add_table_if(doc, &spec, &rows);
}

/* What this reader may open: only who reads no figures may find less than there is. */
static bool
is_open(const struct build *build, const struct report *report)
{
	switch (report->permission) {
	case PERMIT_FIGURES:
		return build_true(build, "sees_figures");
	case PERMIT_MEETINGS:
		return true;
	default:
		return false;
	}
}

/* Reports are known here, by their titles and what is said of them. */
static bool
is_found(const struct build *build, const struct report *report, const char *text)
{
	if (report->title == NULL || strchr(report->address, '{') != NULL || !is_open(build, report))
		return false;
	return str_holds(report->title, text) || (report->about != NULL && str_holds(report->about, text));
}

static void
add_reports(const struct build *build, const char *text)
{
	static const struct column columns[] = {{.key = "report", .label = "Report", .head = true},
		{.key = "about", .label = "What it shows", .optional = true}};
	struct doc *doc = build->doc;
	struct table *table = NULL;

	for (size_t i = 0; report_table[i] != NULL; i++) {
		const struct report *report = report_table[i];
		struct row *row;

		if (!is_found(build, report, text))
			continue;
		if (table == NULL)
			table = doc_table(doc, "reports", "Reports", 2, columns);
		row = table_row(doc->arena, table, ROW_BODY);
		row->cells[0] =
			(struct cell){.text = report->title, .href = arena_printf(doc->arena, "/%s", report->address)};
		row->cells[1] = cell_words(report->about);
	}
}

/* Of an exempt item its name alone is something that not everybody may know. */
static void
see_exempt(struct doc *doc, const struct rows *found)
{
	for (size_t i = 0; i < found->count; i++)
		if (row_true(found, i, "exempt"))
			doc_see(doc,
				(struct sight){"agenda-read", row_text(found, i, "of"), NULL,
					arena_printf(
						doc->arena, "item %s, found by searching", row_text(found, i, "ref"))});
}

static int
build_search(struct build *build, struct err *err)
{
	const struct rows *found = build_part(build, "found");
	const char *text = build_text(build, "text");
	struct doc *doc = build->doc;

	(void)err;
	if (str_blank(text)) {
		doc_paragraph(doc,
			"Type what you are looking for: a topic, an indicator's name or reference, a budget "
			"line, a risk, an item of a meeting, a term.");
		return 0;
	}
	doc->title = arena_printf(doc->arena, "Search: %s", text);
	see_exempt(doc, found);
	add_reports(build, text);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		add_kind(doc, found, &kinds[i]);
	if (doc->count == 0)
		doc_paragraph(doc,
			arena_printf(doc->arena,
				"Nothing that you may see has all of these words: %s. Fewer words, or a part of "
				"one, find more.",
				text));
	return 0;
}

const struct report search_report = {
	.address = "search",
	.title = "Search",
	.permission = PERMIT_MEETINGS,
	.door = DOOR_HELP,
	.menu = "Search",
	.params = PARAM_TEXT,
	.data = true,
	.scope = STMT_SEARCH_SCOPE,
	.parts = GROUP_SEARCH,
	.build = build_search,
};
