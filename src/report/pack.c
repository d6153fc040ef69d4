/* The committee pack: a meeting's papers, in order, as one document. */
#include "report/build.h"

#include <string.h>

#include "base/str.h"
#include "report/attachment.h"

static const char access_statement[] =
	"If you need this document in large print, audio, Braille, an alternative format or a "
	"different language, please contact the committee officer, and we will do our best to help.";

static void
add_cover(struct doc *doc, const struct rows *m)
{
	struct cover *cover = doc_cover(doc);
	const char *link = row_text(m, 0, "link");

	cover->body = row_string(m, 0, "council");
	cover->committee = row_text(m, 0, "committee_name");
	cover->title = "Agenda and papers";
	cover->facts = arena_array(doc->arena, 4, sizeof(*cover->facts));
	cover->facts[cover->fact_count++] =
		(struct fact){"Date", doc_text(doc->arena, row_text(m, 0, "day"))};
	cover->facts[cover->fact_count++] =
		(struct fact){"Time", doc_text(doc->arena, row_text(m, 0, "starts"))};
	cover->facts[cover->fact_count++] =
		(struct fact){"Venue", doc_text(doc->arena, row_text(m, 0, "venue"))};
	if (link != NULL) {
		cover->facts[cover->fact_count] = (struct fact){"Online", doc_text(doc->arena, link)};
		cover->facts[cover->fact_count++].text.spans[0].href = link;
	}
	cover->notice = row_true(m, 0, "is_published")
		? arena_printf(doc->arena, "Members' edition. Agenda published %s.",
			  row_text(m, 0, "published"))
		: "Members' edition. This is a draft: the agenda has not been published.";
}

/* An item in the agenda: its number and title, whose report it is, and the page of its paper. */
static void
add_agenda_item(struct doc *doc, const struct rows *agenda, size_t i)
{
	struct block *block = doc_block(doc, BLOCK_PARAGRAPH);
	const char *lead = row_text(agenda, i, "lead");
	struct span *spans = arena_array(doc->arena, 5, sizeof(*spans));
	size_t n = 0;

	block->number = row_text(agenda, i, "item");
	spans[n++] = (struct span){.text = row_text(agenda, i, "title"), .strong = true};
	if (lead != NULL)
		spans[n++] = (struct span){
			.text = arena_printf(doc->arena, " Report by the %s.", lead)};
	if (item_has_pages(agenda, i)) {
		spans[n++] = (struct span){.text = " "};
		spans[n++] = (struct span){.text = "@page",
			.href = arena_printf(doc->arena, "#item-%s", block->number)};
	} else if (row_true(agenda, i, "needs_paper")) {
		spans[n++] = (struct span){.text = " To follow.", .emphasis = true};
	}
	block->text = (struct text){spans, n};
}

/* What a reader with a screen reader should know before opening an item. NULL: nothing. */
static const char *
attachment_warning(struct arena *arena, const struct rows *agenda, size_t i)
{
	const char *title = row_text(agenda, i, "attached"), *item = row_text(agenda, i, "item");

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
	bool said = false;

	for (size_t i = 0; i < agenda->count; i++) {
		const char *warning = attachment_warning(doc->arena, agenda, i);

		if (warning == NULL)
			continue;
		if (!said)
			doc_heading(doc, 2, "accessibility", "Accessibility of this pack");
		said = true;
		doc_note(doc, warning);
	}
	if (said)
		doc_paragraph(doc,
			"All else in this pack can be read with a screen reader. The committee officer "
			"will help with what cannot.");
}

static void
add_front(struct doc *doc, const struct meeting_data *data)
{
	struct block *heading;

	add_cover(doc, &data->meeting);
	doc_break(doc, BLOCK_PAGE);
	heading = doc_heading(doc, 2, "membership", "Membership");
	heading->running = doc->title;
	add_membership(doc, &data->seats, 3);
	add_contacts(doc, &data->contacts, "", 3);
	doc_break(doc, BLOCK_PAGE);
	doc_heading(doc, 2, "contents", "Contents")->unlisted = true;
	doc_break(doc, BLOCK_CONTENTS)->level = 4;
	doc_break(doc, BLOCK_PAGE);
	doc_heading(doc, 2, "agenda", "Agenda");
	for (size_t i = 0; i < data->agenda.count; i++)
		add_agenda_item(doc, &data->agenda, i);
	if (data->agenda.count == 0)
		doc_paragraph(doc, "No agenda has been entered.");
	doc_paragraph(doc, access_statement);
	add_accessibility(doc, &data->agenda);
}

/* Another department's document: its pages follow the paper's own, or stand in its place. */
static int
add_attachment(const struct report_job *job, struct doc *doc, const struct meeting_data *data,
	size_t i, struct err *err)
{
	const struct rows *agenda = &data->agenda;
	const char *item = row_text(agenda, i, "item");
	struct attachment_file file = {0};
	struct attachment *attachment;

	if (row_text(agenda, i, "attached") == NULL)
		return 0;
	if (job->paper && attachment_load(job->db, job->arena, job->subject, item, &file, err) != 0)
		return -1;
	doc_break(doc, BLOCK_PAGE);
	doc_heading(doc, 3, arena_printf(doc->arena, "attachment-%s", item),
		arena_printf(doc->arena, "Attachment: %s", row_text(agenda, i, "attached")));
	attachment = doc_attachment(doc);
	*attachment = (struct attachment){.title = row_text(agenda, i, "attached"), .item = item,
		.href = attachment_address(doc->arena, job->subject, item),
		.size = row_text(agenda, i, "attached_size"), .bytes = file.bytes,
		.length = file.length,
		.pages = (unsigned)row_integer(agenda, i, "attached_pages"),
		.tagged = row_true(agenda, i, "attached_tagged"),
		.pdfua = row_true(agenda, i, "attached_pdfua")};
	return 0;
}

static void
announce_attachment(struct doc *doc, const struct rows *agenda, size_t i)
{
	const char *warning = attachment_warning(doc->arena, agenda, i);
	long pages = row_integer(agenda, i, "attached_pages");

	if (row_text(agenda, i, "attached") == NULL)
		return;
	doc_note(doc, arena_printf(doc->arena,
		"A document of %ld page%s is attached to this item, as its author supplied it: “%s”.",
		pages, pages == 1 ? "" : "s", row_text(agenda, i, "attached")));
	if (warning != NULL)
		doc_note(doc, warning);
}

static int
add_item(const struct report_job *job, struct doc *doc, const struct meeting_data *data,
	size_t i, struct err *err)
{
	const struct rows *agenda = &data->agenda;
	const char *item = row_text(agenda, i, "item"), *lead = row_text(agenda, i, "lead");
	const char *prefix = arena_printf(doc->arena, "item-%s", item);
	struct report_job paper = *job;
	struct block *heading, *facts;
	size_t first;

	/* Inside a paper every report names its own period and area. */
	paper.params = (struct report_params){0};
	paper.day = row_text(&data->meeting, 0, "iso_day");
	doc_break(doc, BLOCK_PAGE);
	heading = doc_heading(doc, 2, prefix, row_text(agenda, i, "title"));
	heading->number = item;
	heading->running = arena_printf(doc->arena, "%s · Item %s", doc->title, item);
	facts = doc_facts(doc, 3);
	doc_fact(doc, facts, "Report title", row_text(agenda, i, "title"));
	doc_fact(doc, facts, "Date of meeting", row_text(&data->meeting, 0, "short_day"));
	if (lead != NULL)
		doc_fact(doc, facts, "Responsible chief officer", lead);
	if (row_text(agenda, i, "exempt_paragraph") != NULL)
		doc_note(doc,
			arena_printf(doc->arena,
				"Not for publication: exempt under paragraph %s of Schedule 12A to "
				"the Local Government Act 1972.",
				row_text(agenda, i, "exempt_paragraph")));
	first = doc->count;
	if (row_text(agenda, i, "paper_text") != NULL &&
		add_paper(&paper, doc, row_text(agenda, i, "paper_text"), 1, err) != 0)
		return err_context(err, "paper of item %s", item);
	prefix_keys(doc, first, prefix);
	announce_attachment(doc, agenda, i);
	add_contacts(doc, &data->contacts, item, 3);
	doc_paragraph(doc, access_statement);
	return add_attachment(job, doc, data, i, err);
}

int
report_pack(const struct report_job *job, struct doc **doc, struct err *err)
{
	static const char *const kinds[] = {"indicators", "targets", "benchmarks", "observations",
		"totals", "populations", "commentary", "revenue", "balances", "reserves", "contributions",
		"risks", "links", "meetings", "agenda", "papers"};
	const char *edition = job->params.edition;
	struct meeting_data data;

	if (edition != NULL && strcmp(edition, "members") != 0) {
		if (strcmp(edition, "public") == 0)
			return err_set(err, ERR_INPUT,
				"the public edition cannot be made: small numbers of children are "
				"not yet suppressed in it, so that a child could be recognised");
		return err_set(err, ERR_INPUT,
			"there is no edition \"%s\"; there are: members, public", edition);
	}
	if (db_query(job->db, STMT_PACK_BEGIN, DB_NONE, NULL, NULL, err) != 0 ||
		meeting_load(job, &data, err) != 0)
		return -1;
	if (!meeting_has_pack(&data))
		return err_set(err, ERR_DENIED,
			"the agenda of this meeting has not been published yet, and its papers cannot be "
			"read before");
	*doc = doc_new(job->arena, job->name,
		arena_printf(job->arena, "%s, %s", row_text(&data.meeting, 0, "committee_name"),
			row_text(&data.meeting, 0, "short_day")));
	(*doc)->pack = true;
	(*doc)->author = row_text(&data.meeting, 0, "council");
	(*doc)->draft = !row_true(&data.meeting, 0, "is_published");
	add_front(*doc, &data);
	for (size_t i = 0; i < data.agenda.count; i++)
		if (item_has_pages(&data.agenda, i) &&
			add_item(job, *doc, &data, i, err) != 0)
			return -1;
	if (pack_links(*doc, &data.agenda, err) != 0)
		return -1;
	add_sources(job, *doc, sizeof(kinds) / sizeof(kinds[0]), kinds);
	return 0;
}
