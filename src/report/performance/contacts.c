/* Contacts by source: what came of them, over thirteen months. */
#include "base/str.h"
#include "performance.h"

static const char *
source_name(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *source = row_text(rows, row, "source");

	(void)arena;
	return source != NULL ? source : "Total";
}

#define FIELD_SOURCE                                                                                                   \
	{                                                                                                              \
		.key = "source", .label = "Source", .head = true, .words = source_name                                 \
	}

static void
add_month(const struct build *build, const char *title)
{
	static const struct field fields[] = {FIELD_SOURCE,
		{.key = "contacts", .label = "Total contacts", .kind = COLUMN_FIGURE, .blank = "-"},
		{.key = "referrals", .label = "Progressed to referral", .kind = COLUMN_FIGURE, .blank = "-"},
		FIGURE("percent", "% progressed"), FIGURE("share_of_contacts", "% of all contacts"),
		FIGURE("share_of_referrals", "% of all referrals")};
	const struct table_spec spec = {"sources", title, FIELDS(fields), NULL, NULL};
	const struct rows *own = build_part(build, "own"), *origin = build_part(build, "origin");
	struct doc *doc = build->doc;
	struct table *table = add_table(doc, &spec, build_part(build, "lines"));

	for (size_t i = 0; i < own->count; i++)
		table_note(doc->arena, table,
			arena_printf(doc->arena, "The table's total is %s; %s %s is %s.",
				row_text(own, i, "total_shown"), row_text(own, i, "ref"), row_text(own, i, "name"),
				row_text(own, i, "shown")));
	table_note(doc->arena, table, "A share is of the same month's total.");
	if (origin->count > 0)
		table_note(doc->arena, table, row_text(origin, 0, "words"));
	mark_notes(doc, table);
}

/* Whether any source has a trend, or a difference between the first and the last month. */
static bool
has_trend(const struct rows *rows)
{
	static const char *const trends[] = {"contacts_trend", "referrals_trend", "percent_trend"};

	if (rows_any(rows, "contacts_change") || rows_any(rows, "percent_change"))
		return true;
	for (size_t i = 0; i < sizeof(trends) / sizeof(trends[0]); i++)
		for (size_t r = 0; r < rows->count; r++)
			if (!str_equal(row_text(rows, r, trends[i]), "Dataset is incomplete."))
				return true;
	return false;
}

static void
add_trend(const struct build *build)
{
	const struct rows *rows = build_part(build, "trend");
	struct doc *doc = build->doc;
	const char *over = rows->count == 0 ? "Difference"
					    : arena_printf(doc->arena, "Difference (%s to %s)",
						      row_text(rows, 0, "from_month"), row_text(rows, 0, "to_month"));
#define RUN(name, words)                                                                                               \
	{.key = name "_trend", .label = "13-month trend", .group = (words)},                                           \
	{                                                                                                              \
		.key = name "_first_to_last", .label = over, .group = (words), .from = name "_change",                 \
		.kind = COLUMN_FIGURE, .blank = "-"                                                                    \
	}
	const struct field fields[] = {FIELD_SOURCE, RUN("contacts", "Total contacts"),
		RUN("referrals", "Progressed to referral"), RUN("percent", "% progressed")};
#undef RUN
	const struct table_spec spec = {"trend", "Trend over thirteen months", FIELDS(fields), NULL, NULL};
	struct table *table;

	if (!has_trend(rows)) {
		doc_paragraph(doc,
			"Dataset is incomplete: not every one of the thirteen months is held, so there is no trend over them.");
		return;
	}
	table = add_table(doc, &spec, rows);
	table_note(doc->arena, table,
		"The trend says what the value does over thirteen months, not whether that is good. A difference is in per cent "
		"of the first month's size, in brackets.");
}

static void
add_by_month(const struct build *build)
{
	static const char *const tables[][2] = {{"contacts", "Total contacts"}, {"referrals", "Progressed to referral"},
		{"percent", "% progressed to referral"}};
	static const struct field fields[] = {
		{.key = "month", .label = "Month", .from = "short", .head = true}, FIELD_PERIODS(NULL)};

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		const struct table_spec spec = {tables[i][0], tables[i][1], FIELDS(fields), NULL, NULL};
		struct rows of = rows_where(build_part(build, "months"), "measure", tables[i][0]);
		struct table *table = add_table(build->doc, &spec, &of);

		leave_out_empty(build->doc, table);
		mark_notes(build->doc, table);
	}
}

static void
add_drawing(const struct build *build, const char *title)
{
	const struct chart_spec spec = {.key = "chart-sources",
		.title = title,
		.unit = "number",
		.table_key = "sources",
		.label = "source",
		.kind = CHART_ACROSS};
	const struct rows *origin = build_part(build, "origin");
	struct rows sources = rows_where(build_part(build, "lines"), "kind", "body");
	struct chart *chart;

	if (origin->count == 0)
		return;
	chart = add_chart(build->doc, &spec, &sources, 2);
	chart_line(build->doc, chart, "Total contacts", SERIES_VALUE, &sources, 0, "contacts");
	chart_line(build->doc, chart, "Progressed to referral", SERIES_VALUE, &sources, 0, "referrals");
	chart->alternative = row_text(origin, 0, "chart");
}

static int
build_contacts(struct build *build, struct err *err)
{
	const char *title = arena_printf(build->arena, "Contacts by source, %s", build_text(build, "label"));

	(void)err;
	add_month(build, title);
	add_trend(build);
	add_by_month(build);
	add_drawing(build, title);
	add_terms(build->doc, build_part(build, "terms"));
	add_indicator_link(build);
	return 0;
}

const struct report contacts_report = {
	.address = "performance/contacts-by-source",
	.title = "Contacts by source",
	.permission = PERMIT_FIGURES,
	.door = DOOR_PERFORMANCE,
	.listed = "Other reports",
	.about = "Who made contact, and what came of it",
	.params = PARAM_AREA | PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.sources = figure_sources,
	.choices = "contacts-by-source",
	.scope = STMT_CONTACTS_SCOPE,
	.parts = GROUP_CONTACTS,
	.build = build_contacts,
};
