/* Every printed figure that is not the computed one, those that change a rating by themselves and first. */
#include "performance.h"

static const char *const difference_sources[] = {
	"published", "indicators", "observations", "totals", "populations", "targets", "method_changes", NULL};

/* To the page that shows how the figure is computed; where nothing is held there is none. */
static const char *
link_figure(const struct doc *doc, const struct rows *rows, size_t row)
{
	if (row_text(rows, row, "computed_shown") == NULL)
		return NULL;
	return provenance_address(
		doc->arena, row_text(rows, row, "ref"), row_text(rows, row, "area"), row_text(rows, row, "period"));
}

static const char *
what_words(struct arena *arena, const struct rows *rows, size_t row)
{
	return capitalised(arena, side_label(row_text(rows, row, "measure")));
}

static const char *
rule_name(struct arena *arena, const struct rows *rows, size_t row)
{
	return capitalised(arena, scope_name(row_text(rows, row, "rag_scope")));
}

static const char *
rated(const char *rag)
{
	return rag != NULL ? rag_word(rag_read(rag)) : "not rated";
}

static const char *
change_words(struct arena *arena, const struct rows *rows, size_t row)
{
	return arena_printf(arena, "%s as printed, %s as computed", rated(row_text(rows, row, "printed_rag")),
		rated(row_text(rows, row, "computed_rag")));
}

#define FIELDS_OF_WHICH                                                                                                \
	FIELD_REF, FIELD_NAME_TO("Indicator", link_figure), {.key = "area_name", .label = "Area"},                     \
		{.key = "period", .label = "Period", .from = "label"}, FIELD_COHORT("Cohort"),                         \
	{                                                                                                              \
		.key = "measure", .label = "What", .words = what_words                                                 \
	}

static void
add_changes(struct doc *doc, const struct rows *rows)
{
	static const struct field fields[] = {FIELDS_OF_WHICH, FIGURE("printed", "Printed"),
		FIGURE("computed", "Computed"), {.key = "change", .label = "Rating", .words = change_words},
		{.key = "rule", .label = "By the rule of", .words = rule_name},
		{.key = "revised", .label = "Revised since", .optional = true},
		{.key = "document", .label = "Document", .from = "documents"}};
	const struct table_spec spec = {"rating", "Changes a rating", FIELDS(fields),
		"No figure that was printed otherwise changes a rating.", NULL};
	struct table *table = add_table(doc, &spec, rows);

	table_note(doc->arena, table,
		"The printed figure is rated by the same rule as the computed one. Where the dashboard, the management "
		"summary and a scorecard have rules of their own, the first of them by which the rating is another is "
		"named.");
}

static void
add_others(struct doc *doc, const struct rows *rows)
{
	static const struct field fields[] = {FIELDS_OF_WHICH, FIGURE("printed", "Printed"),
		FIGURE("computed", "Computed"), {.key = "why", .label = "Why", .optional = true},
		{.key = "revised", .label = "Revised since", .optional = true},
		{.key = "document", .label = "Document", .from = "documents"}};
	static const struct table_spec spec = {
		"others", "Changes no rating", FIELDS(fields), "No other figure was printed otherwise.", NULL};

	add_table(doc, &spec, rows);
}

static int
build_differences(struct build *build, struct err *err)
{
	const struct rows *all = build_part(build, "lines");
	struct rows changes = rows_where(all, "changes_rating", "t"), others = rows_where(all, "changes_rating", "f");
	struct doc *doc = build->doc;

	(void)err;
	if (all->count == 0)
		doc_paragraph(doc, "Every printed figure that is held agrees with the computed one.");
	else
		doc_paragraph(doc,
			arena_printf(doc->arena,
				"%zu printed figure%s %s from what is computed here; %zu of them change%s a rating. "
				"What the rounding of a printed figure explains is no difference.",
				all->count, all->count == 1 ? "" : "s", all->count == 1 ? "differs" : "differ",
				changes.count, changes.count == 1 ? "s" : ""));
	add_changes(doc, &changes);
	add_others(doc, &others);
	return 0;
}

const struct report differences_report = {
	.address = "performance/differences",
	.title = "Published otherwise",
	.permission = PERMIT_FIGURES,
	.door = DOOR_PERFORMANCE,
	.listed = "Overview",
	.about = "Printed figures that are not the computed ones, those that change a rating first",
	.pdf = true,
	.data = true,
	.sources = difference_sources,
	.parts = GROUP_PUBLISHED_OTHERWISE,
	.build = build_differences,
};
