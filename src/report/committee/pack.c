/* The committee pack: a meeting's papers, in order, as one document. */
#include "committee.h"

#include "../address.h"
#include "../asked.h"
#include "../paper/paper.h"
#include "base/str.h"
#include "doc/markdown.h"
#include "minutes.h"
#include "report/attachment.h"
#include "report/mark.h"

/* --- before the papers --- */

/* The council's mark, and where the same pack is read on the screen. */
static int
add_council(const struct build *build, struct cover *cover, struct err *err)
{
	const struct report_job *job = build->job;
	const struct rows *council = build_part(build, "council");
	const char *site = row_text(council, 0, "site");

	if (site != NULL)
		cover->address = arena_printf(
			build->arena, "%s%s", site, address(build->arena, "meetings", job->subject, "pack"));
	if (row_text(council, 0, "width") == NULL)
		return 0;
	cover->mark.width = (unsigned)row_integer(council, 0, "width");
	cover->mark.height = (unsigned)row_integer(council, 0, "height");
	cover->mark.alternative = row_text(council, 0, "alternative");
	return job->paper ? mark_load(job->db, job->arena, &cover->mark, err) : 0;
}

static int
add_cover(const struct build *build, struct err *err)
{
	struct cover *cover = doc_cover(build->doc);
	const char *council = row_text(build_part(build, "council"), 0, "name");

	cover->body = council != NULL ? council : "";
	cover->committee = build_text(build, "committee_name");
	cover->title = "Agenda and papers";
	cover->facts = arena_array(build->arena, SITTING_FACTS, sizeof(*cover->facts));
	cover->fact_count = sitting_facts(build, cover->facts);
	cover->notice = build_true(build, "is_published")
		? arena_printf(build->arena, "Members' edition. Agenda published %s.", build_text(build, "published"))
		: "Members' edition. This is a draft: the agenda has not been published.";
	return add_council(build, cover, err);
}

/* What a clerk wrote under an item. What is no Markdown stands as it was written: the pack is made all the same. */
static void
add_words(struct doc *doc, const char *words)
{
	static const struct directive_handler none = {0};
	const size_t before = doc->count;
	struct err why = {0};

	if (words == NULL || markdown_read(doc, words, 3, &none, &why) == 0)
		return;
	doc->count = before;
	doc_paragraph(doc, words);
}

/* That an item is not for publication, and why; NULL: it is public. */
static const char *
item_exempt_words(struct arena *arena, const struct rows *agenda, size_t i)
{
	const char *paragraph = row_text(agenda, i, "exempt_paragraph");

	return paragraph == NULL
		? NULL
		: exempt_words(arena, "Not for publication: e", paragraph, row_text(agenda, i, "exempt_reason"));
}

/* Whether an item has a place of its own: pages, or questions that are put at it. */
static bool
item_is_printed(const struct build *build, size_t i)
{
	const struct rows *agenda = build_part(build, "agenda");

	return item_has_pages(agenda, i) ||
		item_has_questions(build_part(build, "questions"), row_text(agenda, i, "item"));
}

/* An item in the agenda: its number and title, whose report it is, and the page of its paper. */
static void
add_agenda_item(const struct build *build, size_t i)
{
	const struct rows *agenda = build_part(build, "agenda");
	struct doc *doc = build->doc;
	struct block *block = doc_block(doc, BLOCK_PARAGRAPH);
	const char *lead = row_text(agenda, i, "lead");
	const char *late = row_text(agenda, i, "late");
	struct span *spans = arena_array(doc->arena, 7, sizeof(*spans));
	size_t n = 0;

	block->number = row_text(agenda, i, "number");
	spans[n++] = (struct span){.text = row_text(agenda, i, "title"), .strong = true};
	if (lead != NULL)
		spans[n++] = (struct span){.text = arena_printf(doc->arena, " Report by the %s.", lead)};
	if (item_is_printed(build, i)) {
		spans[n++] = (struct span){.text = " "};
		spans[n++] = (struct span){
			.text = "@page", .href = arena_printf(doc->arena, "#item-%s", row_text(agenda, i, "item"))};
	} else if (item_is_to_follow(agenda, i)) {
		spans[n++] =
			(struct span){.text = arena_printf(doc->arena, " %s.", to_follow_words(doc->arena, agenda, i)),
				.emphasis = true};
	}
	if (late != NULL)
		spans[n++] = (struct span){.text = arena_printf(doc->arena, " %s", late), .emphasis = true};
	if (item_exempt_words(doc->arena, agenda, i) != NULL)
		spans[n++] =
			(struct span){.text = arena_printf(doc->arena, " %s", item_exempt_words(doc->arena, agenda, i)),
				.emphasis = true};
	block->text = (struct text){spans, n};
	add_words(doc, row_text(agenda, i, "words"));
}

/* What a reader with a screen reader should know before opening an item. NULL: nothing. */
static const char *
attachment_warning(struct arena *arena, const struct rows *agenda, size_t i)
{
	const char *title = row_text(agenda, i, "attached"), *item = row_text(agenda, i, "number");

	if (title == NULL)
		return NULL;
	if (!row_true(agenda, i, "attached_tagged"))
		return arena_printf(arena,
			"Item %s is not accessible: the document attached to it, “%s”, has no tags "
			"that could be used, so a screen reader cannot tell its headings and tables.",
			item, title);
	if (!row_true(agenda, i, "attached_pdfua"))
		return arena_printf(arena,
			"Item %s may not be accessible: the document attached to it, “%s”, is tagged, "
			"but does not say that it meets the standard PDF/UA.",
			item, title);
	return NULL;
}

static void
add_accessibility(struct doc *doc, const struct rows *agenda)
{
	bool headed = false;

	for (size_t i = 0; i < agenda->count; i++) {
		const char *warning = attachment_warning(doc->arena, agenda, i);

		if (warning == NULL)
			continue;
		if (!headed)
			doc_heading(doc, 2, "accessibility", "Accessibility of this pack");
		headed = true;
		doc_note(doc, warning);
	}
	if (headed)
		doc_paragraph(doc,
			"All else in this pack can be read with a screen reader. The committee officer "
			"will help with what cannot.");
}

/*
 * The end of the audit trail, so that it lies in many hands: nobody can then cut the trail off before it, or write it
 * anew, without its being seen. It is that of the release, and so the same in every copy of the pack.
 */
static void
add_head(const struct build *build)
{
	const struct rows *head = build_part(build, "head");

	if (head->count == 0 || !build_true(build, "is_published"))
		return;
	doc_paragraph(build->doc,
		arena_printf(build->arena,
			"For auditors: when this meeting was released, the council's record of who read and changed what ended "
			"with the entry and digest %s. “moothall audit verify --head” with these signs finds out whether "
			"anything before it was changed or taken away since.",
			row_text(head, 0, "head")));
}

static void
add_agenda(const struct build *build)
{
	const struct rows *agenda = build_part(build, "agenda");
	struct doc *doc = build->doc;

	doc_heading(doc, 2, "agenda", "Agenda");
	if (build_text(build, "late_reason") != NULL)
		doc_paragraph(doc,
			arena_printf(build->arena, "This agenda was published %s, %s. %s",
				build_text(build, "published"), build_text(build, "notice"),
				build_text(build, "late_reason")));
	for (size_t i = 0; i < agenda->count; i++)
		add_agenda_item(build, i);
	if (agenda->count == 0)
		doc_paragraph(doc, no_agenda_words(&build->scope));
	add_group_meetings(doc, build_part(build, "groups"));
	add_signatory(build);
	doc_paragraph(doc, access_words(build));
	add_accessibility(doc, agenda);
}

/* Who sits on the committee: the members of the council beside everybody else, where there is anybody else. */
static void
add_members(const struct build *build)
{
	struct doc *doc = build->doc;
	const size_t first = doc->count;
	size_t second = first + 1;

	add_membership(doc, build_part(build, "seats"), 3);
	add_substitutes(doc, build_part(build, "substitutes"), 3);
	while (second < doc->count && doc->blocks[second].kind != BLOCK_HEADING)
		second++;
	if (second >= doc->count)
		return;
	doc_insert(doc, second, BLOCK_NEXT_COLUMN);
	doc_insert(doc, first, BLOCK_COLUMNS);
	doc_break(doc, BLOCK_COLUMNS_END);
}

static int
add_front(const struct build *build, struct err *err)
{
	struct doc *doc = build->doc;

	if (add_cover(build, err) != 0)
		return -1;
	doc_break(doc, BLOCK_PAGE);
	doc_heading(doc, 2, "membership", "Membership")->running = doc->title;
	add_members(build);
	add_contacts(doc, build_part(build, "contacts"), "", 3);
	add_cover_texts(build);
	add_head(build);
	doc_break(doc, BLOCK_PAGE);
	doc_heading(doc, 2, "contents", "Contents")->unlisted = true;
	doc_break(doc, BLOCK_CONTENTS)->level = 4;
	doc_break(doc, BLOCK_PAGE);
	add_agenda(build);
	return 0;
}

/* --- an item --- */

static void
add_item_front(const struct build *build, size_t i)
{
	const struct rows *agenda = build_part(build, "agenda");
	struct doc *doc = build->doc;
	const char *item = row_text(agenda, i, "item"), *lead = row_text(agenda, i, "lead");
	struct block *heading, *facts;

	doc_break(doc, BLOCK_PAGE);
	heading = doc_heading(doc, 2, arena_printf(doc->arena, "item-%s", item), row_text(agenda, i, "title"));
	heading->number = row_text(agenda, i, "number");
	heading->running = arena_printf(doc->arena, "%s · Item %s", doc->title, heading->number);
	heading->late = row_true(agenda, i, "is_added");
	facts = doc_facts(doc, 3);
	doc_fact(doc, facts, "Report title", row_text(agenda, i, "title"));
	doc_fact(doc, facts, "Date of meeting", build_text(build, "short_day"));
	if (lead != NULL)
		doc_fact(doc, facts, "Responsible chief officer", lead);
	if (item_exempt_words(doc->arena, agenda, i) != NULL)
		doc_note(doc, item_exempt_words(doc->arena, agenda, i));
	if (row_text(agenda, i, "recommendations") != NULL) {
		doc_heading(doc, 3, NULL, "Recommendations")->unlisted = true;
		add_words(doc, row_text(agenda, i, "recommendations"));
	}
}

static void
announce_attachment(struct doc *doc, const struct rows *agenda, size_t i)
{
	const char *warning = attachment_warning(doc->arena, agenda, i);

	if (row_text(agenda, i, "attached") == NULL)
		return;
	doc_note(doc,
		arena_printf(doc->arena, "A document of %s is attached to this item, as its author supplied it: “%s”.",
			attached_pages(doc->arena, agenda, i), row_text(agenda, i, "attached")));
	if (warning != NULL)
		doc_note(doc, warning);
}

/* Another department's document: its pages follow the paper's own, or stand in its place. */
static int
add_attachment(const struct build *build, size_t i, struct err *err)
{
	const struct report_job *job = build->job;
	const struct rows *agenda = build_part(build, "agenda");
	const char *item = row_text(agenda, i, "item"), *title = row_text(agenda, i, "attached");
	struct attachment_file file = {0};

	if (title == NULL)
		return 0;
	if (job->paper && attachment_load(job->db, job->arena, job->subject, item, &file, err) != 0)
		return -1;
	doc_break(build->doc, BLOCK_PAGE);
	doc_heading(build->doc, 3, arena_printf(build->arena, "attachment-%s", item),
		arena_printf(build->arena, "Attachment: %s", title));
	*doc_attachment(build->doc) = (struct attachment){.title = title,
		.item = item,
		.href = attachment_address(build->arena, job->subject, item),
		.size = row_text(agenda, i, "attached_size"),
		.bytes = file.bytes,
		.length = file.length,
		.pages = (unsigned)row_integer(agenda, i, "attached_pages"),
		.tagged = row_true(agenda, i, "attached_tagged"),
		.pdfua = row_true(agenda, i, "attached_pdfua")};
	return 0;
}

static int
add_item(const struct build *build, const struct report_job *job, size_t i, struct references *refs, struct err *err)
{
	const struct rows *agenda = build_part(build, "agenda");
	const char *item = row_text(agenda, i, "item");
	struct doc *doc = build->doc;
	size_t first;

	add_item_front(build, i);
	if (row_text(agenda, i, "paper_import") != NULL)
		doc_note(doc,
			arena_printf(doc->arena,
				"Not released: this text came with import %s, and members are not shown it before it is released.",
				row_text(agenda, i, "paper_import")));
	first = doc->count;
	if (item_has_minutes(agenda, i) && build_part(build, "minutes")->count > 0) {
		const struct minutes minutes = minutes_of(build, build_part(build, "minutes"));

		add_minutes(doc, &minutes, 3);
	}
	if (refs != NULL && add_resolved(job, doc, row_text(agenda, i, "paper_text"), 1, false, refs, err) != 0)
		return err_context(err, "paper of item %s", item);
	prefix_keys(doc, first, arena_printf(doc->arena, "item-%s", item));
	add_questions(doc, build_part(build, "questions"), item, 3);
	announce_attachment(doc, agenda, i);
	add_contacts(doc, build_part(build, "contacts"), item, 3);
	doc_paragraph(doc, access_words(build));
	return add_attachment(build, i, err);
}

/* What the papers name: refs has one for each item, NULL for one without a paper. */
static int
gather(const struct build *build, const struct report_job *job, struct references *refs[], struct err *err)
{
	const struct rows *agenda = build_part(build, "agenda");
	struct references **found = arena_array(build->arena, agenda->count, sizeof(*found));
	size_t count = 0;

	for (size_t i = 0; i < agenda->count; i++) {
		const char *text = row_text(agenda, i, "paper_text");

		if (text == NULL)
			continue;
		refs[i] = paper_gather(job, text, false, err);
		if (refs[i] == NULL)
			return err_context(err, "paper of item %s", row_text(agenda, i, "item"));
		found[count++] = refs[i];
	}
	return references_resolve(job, count, found, err);
}

/* What was asked for at earlier meetings, behind their minutes; before all items where the agenda has none. */
static void
add_matters(const struct build *build, const char *item)
{
	const struct rows *matters = build_part(build, "outstanding");
	struct doc *doc = build->doc;

	if (matters->count == 0 || !str_equal(row_text(matters, 0, "at_item"), item))
		return;
	doc_break(doc, BLOCK_PAGE);
	doc_heading(doc, 2, "matters-outstanding", "Matters outstanding")->running =
		arena_printf(doc->arena, "%s · Matters outstanding", doc->title);
	add_outstanding(doc, matters, "Asked for at earlier meetings");
}

/* What was published before begins on its page again, and what was not has come late. */
static void
begin_again(const struct build *build)
{
	const struct rows *begun = build_part(build, "begun");

	for (size_t i = 0; begun->count > 0 && i < build->doc->count; i++) {
		struct block *block = &build->doc->blocks[i];

		if (block->running == NULL || block->key == NULL)
			continue;
		block->late = true;
		for (size_t k = 0; k < begun->count; k++)
			if (str_equal(row_text(begun, k, "key"), block->key)) {
				block->late = false;
				block->begun = (struct begun){row_text(begun, k, "page"), row_text(begun, k, "large")};
			}
	}
}

static int
add_items(const struct build *build, struct err *err)
{
	const struct rows *agenda = build_part(build, "agenda");
	struct references **refs = arena_array(build->arena, agenda->count, sizeof(struct references *));
	struct report_job job = *build->job;

	/* Inside a paper every report names its own period and area. */
	job.params = (struct report_params){0};
	job.day = build_text(build, "iso_day");
	if (job.asked == NULL)
		job.asked = asked_new(job.arena);
	if (gather(build, &job, refs, err) != 0)
		return -1;
	add_matters(build, NULL);
	for (size_t i = 0; i < agenda->count; i++) {
		if (item_is_printed(build, i) && add_item(build, &job, i, refs[i], err) != 0)
			return -1;
		add_matters(build, row_text(agenda, i, "item"));
	}
	begin_again(build);
	return pack_links(build->doc, agenda, err);
}

/* --- the pack --- */

static int
check_edition(const char *edition, struct err *err)
{
	if (edition == NULL || str_equal(edition, "members") || str_equal(edition, "now"))
		return 0;
	if (str_equal(edition, "public"))
		return err_set(err, ERR_INPUT,
			"the public edition cannot be made: small numbers of children are "
			"not yet suppressed in it, so that a child could be recognised");
	return err_set(err, ERR_INPUT, "there is no edition \"%s\"; there are: members, now, public", edition);
}

static int
build_pack(struct build *build, struct err *err)
{
	if (check_edition(build->job->params.edition, err) != 0)
		return -1;
	if (!meeting_has_pack(build))
		return err_set(err, ERR_DENIED,
			"the agenda of this meeting has not been published yet, and its papers cannot be "
			"read before");
	see_exempt(build->doc, "pack-read", "members", build->job->subject, build_part(build, "agenda"));
	see_parts(build->doc, "pack-read", "members", build->job->subject, build_part(build, "agenda"));
	build->doc->pack = true;
	build->doc->author = row_text(build_part(build, "council"), 0, "name");
	build->doc->draft = !build_true(build, "is_published");
	return add_front(build, err) != 0 ? -1 : add_items(build, err);
}

static const char *const sources[] = {"indicators", "targets", "benchmarks", "observations", "totals", "populations",
	"commentary", "revenue", "balances", "reserves", "contributions", "risks", "links", "meetings", "agenda",
	"papers", "questions", "actions", NULL};

const struct report pack_report = {
	.address = "meetings/{meeting}/pack",
	.subject = "meeting",
	.permission = PERMIT_MEETINGS,
	.door = DOOR_MEETINGS,
	.params = PARAM_EDITION,
	.pdf = true,
	.data = true,
	.sources = sources,
	.scope = STMT_MEETING_SCOPE,
	.parts = GROUP_PACK,
	.build = build_pack,
};
