/* A paper by itself, for the page where it is written. */
#include "report/paper.h"

#include <string.h>

#include "../address.h"
#include "../asked.h"
#include "auth/audit.h"
#include "../printed.h"
#include "paper.h"

enum { LIVE_MOST = 5000 }; /* figures of its reports that are kept with a version */

/* Two cards have tables of the same name: what is called the same is told apart by its turn, "… (2)". */
static const char *
name_apart(struct arena *arena, const struct printed_list *list, size_t i)
{
	size_t turn = 1;

	for (size_t j = 0; j < i; j++)
		turn += strcmp(list->what[j], list->what[i]) == 0;
	return turn == 1 ? list->what[i] : arena_printf(arena, "%s (%zu)", list->what[i], turn);
}

/* Those of the reports inside it. None is known to be released: what they are reckoned from may not be. */
static void
add_live(const struct doc *doc, struct paper_shown *shown)
{
	struct paper_figure *all;
	struct printed_list list;

	printed_find_live(doc, &list);
	if (list.count > LIVE_MOST)
		list.count = LIVE_MOST;
	all = arena_array(doc->arena, shown->figure_count + list.count + 1, sizeof(*all));
	memcpy(all, shown->figures, shown->figure_count * sizeof(*all));
	for (size_t i = 0; i < list.count; i++)
		all[shown->figure_count++] = (struct paper_figure){.reference = name_apart(doc->arena, &list, i),
			.shown = list.texts[i],
			.part = list.items[i],
			.in_report = true};
	shown->figures = all;
}

static int
build(const struct report_job *job, const char *text, const struct rows *sections, struct paper_shown *shown,
	struct err *err)
{
	struct references *refs = paper_gather(job, text, false, err);
	struct doc *doc = doc_new(job->arena, job->name, "Paper");

	if (refs == NULL || references_resolve(job, 1, &refs, err) != 0 ||
		add_resolved(job, doc, text, 1, false, refs, err) != 0)
		return -1;
	if (paper_review(job, doc, "The paper", text, sections, err) != 0)
		return -1;
	doc_check(doc);
	prefix_keys(doc, 0, "paper");
	for (size_t i = 0; i < doc->count; i++)
		if (doc->blocks[i].chart != NULL)
			doc->blocks[i].chart->key = arena_printf(job->arena, "paper-%s", doc->blocks[i].chart->key);
	shown->figure_count = references_shown(job->arena, refs, &shown->figures);
	add_live(doc, shown);
	shown->doc = doc;
	return 0;
}

int
paper_render(struct db *db, struct arena *arena, const char *text, const char *day, const struct rows *sections,
	struct paper_shown *shown, struct err *err)
{
	const struct report_job job = {
		.db = db, .arena = arena, .name = "paper", .day = day, .asked = asked_new(arena), .face = "html"};
	int rc;

	*shown = (struct paper_shown){0};
	/* A report of what there is not ends the database's transaction, so there is a savepoint. */
	if (db_query(db, STMT_IMPORT_TEXT_BEGIN, DB_NONE, NULL, NULL, err) != 0)
		return -1;
	rc = build(&job, text, sections, shown, &shown->why);
	if (rc != 0 && shown->why.code != ERR_INPUT && shown->why.code != ERR_ABSENT && shown->why.code != ERR_DENIED)
		return err_set(err, shown->why.code, "%s", shown->why.text);
	return db_query(db, rc == 0 ? STMT_IMPORT_TEXT_END : STMT_IMPORT_TEXT_UNDO, DB_NONE, NULL, NULL, err);
}

int
paper_see(struct db *db, struct arena *arena, const struct doc *doc, struct err *err)
{
	for (size_t i = 0; i < doc->sight_count; i++) {
		const struct sight *sight = &doc->sights[i];
		const struct audit_fact facts[AUDIT_FACTS] = {
			{"edition", sight->edition}, {"what", sight->what}, {"face", "html"}};

		if (audit_note(db, arena, sight->event, sight->about, facts, err) != 0)
			return -1;
	}
	return 0;
}

const char *
paper_address(struct arena *arena, const char *name, const char *page)
{
	return page != NULL ? address(arena, "papers", name, page) : address(arena, "papers", name);
}
