/* Commentary as its card shows it, for the page where it is written. */
#include "paper.h"

#include "report/paper.h"

/* A part that cannot be shown says why; only a fault of the database's or ours ends the page. */
static int
refuse(struct commentary_part *part, const struct err *why, struct err *err)
{
	part->doc = NULL;
	if (why->code != ERR_INPUT && why->code != ERR_ABSENT)
		return err_set(err, why->code, "%s", why->text);
	part->why = *why;
	return 0;
}

static int
build(const struct report_job *job, struct commentary_part *part, struct references *refs, struct err *err)
{
	part->doc = doc_new(job->arena, part->name, part->name);
	if (add_resolved(job, part->doc, part->text, 2, true, refs, err) != 0)
		return -1;
	prefix_keys(part->doc, 0, part->name);
	for (size_t i = 0; i < part->doc->count; i++) {
		struct chart *chart = part->doc->blocks[i].chart;

		if (chart != NULL)
			chart->key = arena_printf(job->arena, "%s-%s", part->name, chart->key);
	}
	return 0;
}

/* A chart of what there is not ends the database's transaction, so charts have a savepoint. */
static int
try_build(const struct report_job *job, struct commentary_part *part, struct references *refs, struct err *err)
{
	const bool guarded = references_hold_report(refs);
	struct err why = {0};
	int rc;

	if (guarded && db_query(job->db, STMT_IMPORT_TEXT_BEGIN, DB_NONE, NULL, NULL, err) != 0)
		return -1;
	rc = build(job, part, refs, &why);
	if (rc != 0 && refuse(part, &why, err) != 0)
		return -1;
	if (!guarded)
		return 0;
	return db_query(job->db, rc == 0 ? STMT_IMPORT_TEXT_END : STMT_IMPORT_TEXT_UNDO, DB_NONE, NULL, NULL, err);
}

int
commentary_render(struct db *db, struct arena *arena, size_t count, struct commentary_part parts[], struct err *err)
{
	const struct report_job job = {.db = db, .arena = arena, .name = "commentary"};
	struct references **refs = arena_array(arena, count, sizeof(*refs));
	struct references **found = arena_array(arena, count, sizeof(*found));
	size_t found_count = 0;

	for (size_t i = 0; i < count; i++) {
		struct err why = {0};

		if (parts[i].text == NULL)
			continue;
		refs[i] = paper_gather(&job, parts[i].text, true, &why);
		if (refs[i] != NULL)
			found[found_count++] = refs[i];
		else if (refuse(&parts[i], &why, err) != 0)
			return -1;
	}
	if (references_resolve(&job, found_count, found, err) != 0)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (refs[i] != NULL && try_build(&job, &parts[i], refs[i], err) != 0)
			return -1;
	return 0;
}
