/* One erasure: what it destroys or has destroyed, why, and who says so. */
#include "address.h"
#include "builder.h"
#include "table.h"

#include "base/str.h"

static const char *
decided_words(const struct build *build)
{
	const char *state = build_text(build, "state");

	return arena_printf(build->arena, "%s by %s, %s",
		str_equal(state, "confirmed")         ? "Confirmed"
			: str_equal(state, "refused") ? "Refused: nothing was erased,"
						      : "Withdrawn: nothing was erased,",
		build_text(build, "decided_by"), build_text(build, "decided"));
}

static void
add_request(const struct build *build)
{
	struct doc *doc = build->doc;
	struct block *facts = doc_facts(doc, 6);
	bool confirmed = str_equal(build_text(build, "state"), "confirmed");

	doc_fact(doc, facts, "What", build_text(build, "what"));
	doc_fact(doc, facts, "Reason", build_text(build, "reason"));
	doc_fact(doc, facts, "Asked for",
		arena_printf(build->arena, "by %s, %s", build_text(build, "asked_by"), build_text(build, "asked")));
	doc_fact(doc, facts, "State",
		build_text(build, "decided") == NULL ? "Waits to be confirmed: nothing is erased yet"
						     : decided_words(build));
	if (!confirmed)
		return;
	doc_fact(doc, facts, "Traces in the database’s files",
		build_text(build, "swept") != NULL
			? arena_printf(build->arena, "cleared %s", build_text(build, "swept"))
			: "not yet cleared: the operator’s moothall erase sweep does it");
	doc_fact(doc, facts, "Backups",
		arena_printf(build->arena, "made before it hold what was erased, until %s at the latest",
			build_text(build, "backup_until")));
}

static const char *
released_words(struct arena *arena, const struct rows *rows, size_t row)
{
	(void)arena;
	return row_true(rows, row, "released") ? "yes" : "no";
}

/* In groups, so that it can be read out and fits its column. */
static const char *
hash_words(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *hash = row_string(rows, row, "sha256");

	return arena_printf(arena, "%.16s %.16s %.16s %.16s", hash, hash + 16, hash + 32, hash + 48);
}

static void
add_files(const struct build *build)
{
	static const struct field fields[] = {{.key = "name", .label = "File", .head = true},
		{.key = "kind", .label = "Kind"}, {.key = "import", .label = "Import", .from = "import_id"},
		{.key = "rows", .label = "Rows or pages", .kind = COLUMN_FIGURE},
		{.key = "periods", .label = "Periods"},
		{.key = "released", .label = "Members see it", .words = released_words},
		{.key = "sha256", .label = "SHA-256", .words = hash_words}};
	static const struct table_spec spec = {"files", "Files", FIELDS(fields), "Nothing is left to erase.", NULL};
	const struct rows *files = build_part(build, "files");
	const char *state = build_text(build, "state");

	if (!str_equal(state, "confirmed") && !str_equal(state, "waiting"))
		return;
	doc_heading(build->doc, 2, "destroyed",
		str_equal(state, "waiting") ? "What would be destroyed" : "What was destroyed");
	add_table(build->doc, &spec, files);
}

static const char *
link_shown(const struct doc *doc, const struct rows *rows, size_t row)
{
	(void)doc;
	return row_text(rows, row, "address");
}

static void
add_shown(const struct build *build)
{
	static const struct field fields[] = {
		{.key = "page", .label = "Page", .from = "words", .head = true, .link = link_shown}};
	static const struct table_spec spec = {"shown", "Where it is shown", FIELDS(fields), NULL, NULL};

	add_table_if(build->doc, &spec, build_part(build, "shown"));
}

static int
build_erasure(struct build *build, struct err *err)
{
	(void)err;
	add_request(build);
	add_files(build);
	add_shown(build);
	return 0;
}

const struct report erasure_report = {
	.address = "erasures/{erasure}",
	.subject = "erasure",
	.permission = PERMIT_ERASURES,
	.door = DOOR_HELP,
	.data = true,
	.scope = STMT_ERASURE_SCOPE,
	.parts = GROUP_ERASURE,
	.build = build_erasure,
};
