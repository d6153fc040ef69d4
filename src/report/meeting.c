/* A meeting: when and where, who sits, what is on the agenda, whom to ask. */
#include "report/build.h"

#include <string.h>

#include "base/str.h"
#include "report/attachment.h"

int
meeting_load(const struct report_job *job, struct meeting_data *data, struct err *err)
{
	if (db_query(job->db, STMT_MEETING, DB_PARAMS(job->subject), job->arena, &data->meeting,
		    err) != 0)
		return -1;
	if (data->meeting.count == 0)
		return err_set(err, ERR_ABSENT, "there is no meeting \"%s\"", job->subject);
	data->seats = row_part(&data->meeting, 0, "seats", job->arena);
	data->agenda = row_part(&data->meeting, 0, "agenda", job->arena);
	data->contacts = row_part(&data->meeting, 0, "contacts", job->arena);
	return 0;
}

bool
item_has_pages(const struct rows *agenda, size_t i)
{
	return row_text(agenda, i, "paper_text") != NULL || row_text(agenda, i, "attached") != NULL;
}

/* Co-opted members and others have a heading of their own; the council's members come first. */
void
add_membership(struct doc *doc, const struct rows *seats, unsigned level)
{
	const char *group = NULL;
	struct block *list = NULL;

	for (size_t i = 0; i < seats->count; i++) {
		const char *own = row_text(seats, i, "of_group");
		const char *detail = row_text(seats, i, "detail");
		struct item *item;

		if (!str_equal(own, group)) {
			doc_heading(doc, level, NULL,
				row_true(seats, i, "voting")
					? own
					: arena_printf(doc->arena, "%s (non-voting)", own))
				->unlisted = true;
			list = doc_block(doc, BLOCK_LIST);
			list->items = arena_array(
				doc->arena, seats->count - i, sizeof(*list->items));
			group = own;
		}
		item = &list->items[list->count++];
		item->text = doc_text(doc->arena,
			detail == NULL ? row_text(seats, i, "person")
				       : arena_printf(doc->arena, "%s (%s)",
						 row_text(seats, i, "person"), detail));
	}
}

void
add_contacts(struct doc *doc, const struct rows *contacts, const char *item, unsigned level)
{
	bool said = false;

	for (size_t i = 0; i < contacts->count; i++) {
		const char *email = row_text(contacts, i, "email");
		struct block *facts;

		if (!str_equal(row_string(contacts, i, "item"), item))
			continue;
		if (!said)
			doc_heading(doc, level, NULL,
				*item == '\0' ? "Committee officer" : "Officer contact")
				->unlisted = true;
		said = true;
		facts = doc_facts(doc, 4);
		doc_fact(doc, facts, "Name", row_text(contacts, i, "name"));
		if (row_text(contacts, i, "post") != NULL)
			doc_fact(doc, facts, "Post", row_text(contacts, i, "post"));
		if (row_text(contacts, i, "phone") != NULL)
			doc_fact(doc, facts, "Telephone", row_text(contacts, i, "phone"));
		if (email != NULL) {
			doc_fact(doc, facts, "Email", email);
			facts->facts[facts->count - 1].text.spans[0].href =
				arena_printf(doc->arena, "mailto:%s", email);
		}
	}
}

static void
add_attachment_cell(struct doc *doc, const struct meeting_data *data, size_t i, struct cell *cell)
{
	const struct rows *agenda = &data->agenda;
	long pages = row_integer(agenda, i, "attached_pages");
	const char *item = row_text(agenda, i, "item");

	if (row_text(agenda, i, "attached") == NULL)
		return;
	*cell = cell_words(arena_printf(doc->arena, "Attachment of item %s (PDF, %ld page%s, %s)", item,
		pages, pages == 1 ? "" : "s", row_text(agenda, i, "attached_size")));
	cell->href = attachment_address(doc->arena, row_text(&data->meeting, 0, "meeting"), item);
}

static const char *
no_agenda(const struct rows *meeting)
{
	return row_true(meeting, 0, "is_published") || row_true(meeting, 0, "sees_drafts")
		? "No agenda has been entered."
		: "The agenda has not been published yet.";
}

static void
add_agenda_table(struct doc *doc, const struct meeting_data *data)
{
	static const struct column columns[] = {
		{.key = "item", .label = "Item", .head = true},
		{.key = "title", .label = "Title"},
		{.key = "lead", .label = "Report by"},
		{.key = "paper", .label = "Paper"},
		{.key = "attachment", .label = "Attachment", .optional = true},
	};
	struct table *table = doc_table(
		doc, "agenda", "Agenda", sizeof(columns) / sizeof(columns[0]), columns);
	const struct rows *agenda = &data->agenda;

	table->empty = no_agenda(&data->meeting);
	for (size_t i = 0; i < agenda->count; i++) {
		struct row *row = table_row(doc->arena, table, ROW_BODY);
		const char *item = row_text(agenda, i, "item");

		row->cells[0] = cell_words(item);
		row->cells[1] = cell_words(row_text(agenda, i, "title"));
		row->cells[2] = cell_words(row_text(agenda, i, "lead"));
		if (row_text(agenda, i, "paper_text") != NULL) {
			row->cells[3] = cell_words(arena_printf(doc->arena, "Paper of item %s", item));
			row->cells[3].href = arena_printf(doc->arena, "/meetings/%s/pack#item-%s",
				row_text(&data->meeting, 0, "meeting"), item);
		} else if (row_true(agenda, i, "needs_paper") && !item_has_pages(agenda, i)) {
			row->cells[3] = cell_words("to follow");
		}
		add_attachment_cell(doc, data, i, &row->cells[4]);
	}
}

static void
add_seats_table(struct doc *doc, const struct rows *seats)
{
	static const struct column columns[] = {
		{.key = "person", .label = "Name", .head = true},
		{.key = "capacity", .label = "Capacity"},
		{.key = "voting", .label = "Voting"},
	};
	struct table *table = doc_table(doc, "membership", "Membership",
		sizeof(columns) / sizeof(columns[0]), columns);

	for (size_t i = 0; i < seats->count; i++) {
		struct row *row = table_row(doc->arena, table, ROW_BODY);

		row->cells[0] = cell_words(row_text(seats, i, "person"));
		row->cells[1] = cell_words(row_text(seats, i, "capacity"));
		row->cells[2] = cell_words(row_true(seats, i, "voting") ? "yes" : "no");
	}
}

static const char *
publication(struct arena *arena, const struct rows *m)
{
	const char *day = row_text(m, 0, "published");

	if (row_true(m, 0, "is_published"))
		return arena_printf(arena, "published %s", day);
	return day == NULL ? "draft, not yet published"
			   : arena_printf(arena, "draft, to be published %s", day);
}

static void
add_pack_links(struct doc *doc, struct block *facts, const char *meeting)
{
	const char *pack = arena_printf(doc->arena, "/meetings/%s/pack", meeting);
	struct block *download;

	doc_fact(doc, facts, "Pack", "Read the pack as a page");
	facts->facts[facts->count - 1].text.spans[0].href = pack;
	download = doc_paragraph(doc, "Download the pack (PDF)");
	download->text.spans[0].href = arena_printf(doc->arena, "%s.pdf", pack);
}

bool
meeting_has_pack(const struct meeting_data *data)
{
	return row_true(&data->meeting, 0, "is_published") ||
		row_true(&data->meeting, 0, "sees_drafts") || data->agenda.count > 0;
}

int
report_meeting(const struct report_job *job, struct doc **doc, struct err *err)
{
	static const char *const kinds[] = {"committees", "seats", "meetings", "agenda"};
	struct meeting_data data;
	struct block *facts;
	const struct rows *m = &data.meeting;

	if (meeting_load(job, &data, err) != 0)
		return -1;
	*doc = doc_new(job->arena, job->name,
		arena_printf(job->arena, "%s, %s", row_text(m, 0, "committee_name"),
			row_text(m, 0, "short_day")));
	facts = doc_facts(*doc, 6);
	doc_fact(*doc, facts, "Date", row_text(m, 0, "day"));
	doc_fact(*doc, facts, "Time", row_text(m, 0, "starts"));
	doc_fact(*doc, facts, "Venue", row_text(m, 0, "venue"));
	if (row_text(m, 0, "link") != NULL) {
		doc_fact(*doc, facts, "Online", row_text(m, 0, "link"));
		facts->facts[facts->count - 1].text.spans[0].href = row_text(m, 0, "link");
	}
	doc_fact(*doc, facts, "Agenda", publication(job->arena, m));
	if (meeting_has_pack(&data))
		add_pack_links(*doc, facts, job->subject);
	add_agenda_table(*doc, &data);
	add_seats_table(*doc, &data.seats);
	add_contacts(*doc, &data.contacts, "", 2);
	add_sources(job, *doc, sizeof(kinds) / sizeof(kinds[0]), kinds);
	return 0;
}
