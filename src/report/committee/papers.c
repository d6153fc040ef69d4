/* Papers as they are written: what waits for the reader, their own, all; and what the preflight says of them. */
#include "report/paper.h"

#include "../address.h"
#include "../notes.h"
#include "../paper/paper.h"
#include "../table.h"
#include "base/str.h"
#include "committee.h"

static const char *
link_paper(const struct doc *doc, const struct rows *papers, size_t i)
{
	return paper_address(doc->arena, row_text(papers, i, "paper"), NULL);
}

static const char *
item_words(struct arena *arena, const struct rows *papers, size_t i)
{
	return arena_printf(arena, "%s, item %s", row_text(papers, i, "day"), row_text(papers, i, "number"));
}

/* "With finance, from Jo Smith, 8 Feb 2017 10:14". */
static const char *
state_words(struct arena *arena, const struct rows *papers, size_t i)
{
	const char *state = row_text(papers, i, "state_words"), *by = row_text(papers, i, "handed_by");

	return by == NULL ? state : arena_printf(arena, "%s: %s, %s", state, by, row_text(papers, i, "handed"));
}

static const char *
due_words(struct arena *arena, const struct rows *papers, size_t i)
{
	const char *due = row_text(papers, i, "due");

	return due != NULL && row_true(papers, i, "is_late") ? arena_printf(arena, "%s, passed", due) : due;
}

static const struct field fields[] = {{.key = "title", .label = "Paper", .head = true, .link = link_paper},
	{.key = "meeting", .label = "For", .words = item_words, .link = link_meeting},
	{.key = "committee", .label = "Committee", .from = "committee_name"}, {.key = "lead", .label = "Lead"},
	{.key = "state", .label = "State", .words = state_words},
	{.key = "due", .label = "Agenda due", .words = due_words, .optional = true}};

void
add_papers_waiting(const struct build *build, bool always)
{
	static const struct table_spec spec = {
		"papers-waiting", "Papers that wait for you", FIELDS(fields), "No paper waits for you.", NULL};
	const struct rows waiting = rows_having(build->arena, build_part(build, "papers"), "waits", "t");

	see_exempt_rows(build->doc, "agenda-read", &waiting);
	if (always || waiting.count > 0)
		add_table(build->doc, &spec, &waiting);
}

static int
build_papers(struct build *build, struct err *err)
{
	static const struct table_spec mine = {"papers-mine", "Papers on which you lead", FIELDS(fields),
		"You lead on no item of these agendas.", NULL};
	static const struct table_spec all = {"papers", "All papers that you may see before publication",
		FIELDS(fields),
		"No agenda that you see has an item with a paper: an import of agendas fills this table.", NULL};
	const struct rows own = rows_having(build->arena, build_part(build, "papers"), "is_mine", "t");
	struct table *table;

	(void)err;
	add_papers_waiting(build, true);
	if (own.count > 0)
		add_table(build->doc, &mine, &own);
	see_exempt_rows(build->doc, "agenda-read", build_part(build, "papers"));
	table = add_table(build->doc, &all, build_part(build, "papers"));
	table_note(build->arena, table,
		"Of the forty meetings that come next and, if there are fewer, of the last. An agenda is due on the last day on which it can be published in time.");
	return 0;
}

const struct report papers_report = {
	.address = "papers",
	.title = "Papers",
	.permission = PERMIT_PAPERS,
	.door = DOOR_MEETINGS,
	.menu = "Papers",
	.data = true,
	.sources = (const char *const[]){"meetings", "agenda", "papers", NULL},
	.parts = GROUP_PAPERS,
	.build = build_papers,
};

/* --- for the preflight --- */

void
paper_stands(struct doc *doc, const struct rows *papers, const char *item)
{
	const struct rows of = rows_having(doc->arena, papers, "item", item);

	if (of.count == 0 || row_integer(&of, 0, "version") == 0 || str_equal(row_text(&of, 0, "state"), "final"))
		return;
	doc_finding(doc, SEVERITY_LOOK, arena_printf(doc->arena, "Paper %s", row_text(&of, 0, "paper")),
		arena_printf(doc->arena, "Its newest version is not final: %s. %s", row_text(&of, 0, "state_words"),
			row_true(&of, 0, "is_printed") ? "The pack prints the version before."
						       : "The pack has nothing of it."),
		"Let a chief officer sign it off, and make it final.");
}
