/* What commentary is still to write for the next meeting. */
#include "../sift.h"
#include "criteria.h"
#include "performance.h"

static const char *const due_sources[] = {"indicators", "targets", "observations", "totals", "populations", "links",
	"revenue", "risks", "commentary", "meetings", NULL};

/* Because it is a vital sign, and of the criteria that it meets (columns meets_1 …). */
static const char *
reason_words(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *words = row_true(rows, row, "vital_sign") ? "vital sign" : NULL;

	for (unsigned i = 0; i < CRITERIA; i++) {
		if (!row_true(rows, row, arena_printf(arena, "meets_%u", i + 1)))
			continue;
		words = words == NULL ? criteria[i].reason : arena_printf(arena, "%s, %s", words, criteria[i].reason);
	}
	return words;
}

/* Of a figure that is held. */
static const char *
link_due(const struct doc *doc, const struct rows *rows, size_t row)
{
	return row_true(rows, row, "shows") ? link_commentary(doc, rows, row) : NULL;
}

static const char *
missing_words(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *missing = row_text(rows, row, "missing");

	(void)arena;
	return missing != NULL ? missing : "nothing";
}

static void
add_meeting(struct doc *doc, const struct rows *meeting)
{
	if (meeting->count == 0) {
		doc_paragraph(doc, "No meeting after this period has been entered.");
		return;
	}
	add_link(doc,
		arena_printf(doc->arena, "For the meeting: %s, %s", row_text(meeting, 0, "committee_name"),
			row_text(meeting, 0, "day")),
		link_meeting(doc, meeting, 0));
}

static int
build_due(struct build *build, struct err *err)
{
	static const struct field fields[] = {FIELD_REF, FIELD_NAME_TO("Indicator", link_due),
		{.key = "period", .label = "Period", .from = "label"},
		{.key = "value", .label = "Figure", .kind = COLUMN_FIGURE, .own = true, .blank = "n/a"},
		{.key = "reason", .label = "Because", .words = reason_words},
		{.key = "lead", .label = "Lead officer", .optional = true},
		{.key = "missing", .label = "Still to write", .words = missing_words},
		{.key = "written", .label = "Written"}};
	static const struct table_spec spec = {"due", "Commentary for the period", FIELDS(fields),
		"No indicator needs commentary for this period.", NULL};
	struct doc *doc = build->doc;
	struct table *table;

	add_meeting(doc, build_part(build, "meeting"));
	table = add_table(doc, &spec, build_part(build, "lines"));
	table_note(doc->arena, table,
		"Listed: the vital signs, and every indicator that meets a criterion of an exception. "
		"Background, analysis, action and success are written for each period of an indicator.");
	rated_by_note(doc, table, "dashboard");
	mark_notes(doc, table);
	return add_terms_in(build, build_part(build, "lines"), "name", err);
}

static const struct sift sift = {
	.part = "lines",
	.table = "due",
	.thing = "indicator",
	.things = "indicators",
	.rating = "rag",
	.lead = "lead",
	.texts = {"ref", "name", "missing"},
	.orders = {{"ref", "ref", ORDER_TEXT}, {"name", "name", ORDER_TEXT}, {"value", "number", ORDER_NUMBER},
		{"lead", "lead", ORDER_TEXT}},
};

const struct report commentary_due_report = {
	.address = "performance/commentary",
	.title = "Commentary still to write",
	.permission = PERMIT_FIGURES,
	.door = DOOR_PERFORMANCE,
	.listed = "Overview",
	.about = "The vital signs and exceptions, and which of their commentary is not written",
	.of_papers = true,
	.params = PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.sources = due_sources,
	.choices = "dashboard",
	.scope = STMT_DASHBOARD_SCOPE,
	.parts = GROUP_COMMENTARY_DUE,
	.build = build_due,
	.sift = &sift,
};
