/* What matters to whoever signed in: how the vital signs stand, the meetings, what is not released. */
#include "../address.h"
#include "../notes.h"
#include "../table.h"
#include "base/str.h"
#include "committee.h"

static const char *
rating_words(struct arena *arena, const struct rows *signs, size_t i)
{
	enum rag rag = rag_read(row_text(signs, i, "rating_rag"));

	(void)arena;
	return rag == RAG_NONE ? "Not rated" : rag_word(rag);
}

/* "2 Red, 4 Amber, 6 Green.": the first of each rating says how many there are. */
static const char *
counted_words(struct arena *arena, const struct rows *signs)
{
	const char *words = "";

	for (size_t i = 0; i < signs->count; i++)
		if (i == 0 || !str_equal(row_text(signs, i, "rating_rag"), row_text(signs, i - 1, "rating_rag")))
			words = arena_printf(arena, "%s%s%s %s", words, i > 0 ? ", " : "", row_text(signs, i, "signs"),
				row_text(signs, i, "rating_rag") != NULL ? rating_words(arena, signs, i) : "not rated");
	return arena_printf(arena, "%s.", words);
}

static void
add_signs(const struct build *build)
{
	static const struct field fields[] = {{.key = "rating", .label = "Rating", .words = rating_words},
		{.key = "ref", .label = "Ref"},
		{.key = "name", .label = "Vital sign", .head = true, .link = link_indicator}};
	const struct rows *signs = build_part(build, "signs");
	const struct table_spec spec = {"ratings",
		arena_printf(
			build->arena, "Vital signs, %s, %s", build_text(build, "council"), build_text(build, "month")),
		FIELDS(fields), NULL, NULL};
	struct table *table = add_table_if(build->doc, &spec, signs);

	if (table == NULL)
		return;
	table_note(build->arena, table, counted_words(build->arena, signs));
	rated_by_note(build->doc, table, "dashboard");
	add_link(build->doc, "See the performance dashboard", address(build->arena, "performance"));
	if (build_true(build, "writes"))
		add_link(build->doc, "See what commentary is still to write",
			address(build->arena, "performance", "commentary"));
}

static void
add_unreleased(const struct build *build)
{
	static const struct field fields[] = {
		{.key = "import", .label = "Import", .from = "import_id", .kind = COLUMN_FIGURE, .head = true},
		{.key = "files", .label = "Files"}, {.key = "periods", .label = "Periods"},
		{.key = "loaded", .label = "Loaded", .kind = COLUMN_DATE},
		{.key = "by", .label = "By", .from = "loaded_by"}};
	static const struct table_spec spec = {
		"unreleased", "Imported and not yet released: members do not see it", FIELDS(fields), NULL, NULL};

	add_table_if(build->doc, &spec, build_part(build, "unreleased"));
}

static int
build_home(struct build *build, struct err *err)
{
	(void)err;
	add_signs(build);
	if (build_true(build, "sees_meetings"))
		add_meetings(build);
	add_unreleased(build);
	return 0;
}

const struct report home_report = {
	.address = "home",
	.title = "Home",
	.permission = PERMIT_SIGNED_IN,
	.data = true,
	.sources = (const char *const[]){"indicators", "targets", "observations", "meetings", NULL},
	.scope = STMT_HOME_SCOPE,
	.parts = GROUP_HOME,
	.build = build_home,
};
