/* What matters to whoever signed in: how the vital signs stand, the meetings, what is not released. */
#include "report/build.h"

static void
add_ratings(struct doc *doc, const struct rows *rows)
{
	static const struct column columns[] = {
		{.key = "rating", .label = "Rating", .head = true},
		{.key = "signs", .label = "Vital signs", .kind = COLUMN_FIGURE},
		{.key = "names", .label = "Which"},
	};
	struct block *link;
	struct table *table;

	if (rows->count == 0)
		return;
	table = doc_table(doc, "ratings",
		arena_printf(doc->arena, "Vital signs, %s, %s", row_text(rows, 0, "area_name"),
			row_text(rows, 0, "label")),
		sizeof(columns) / sizeof(columns[0]), columns);
	for (size_t i = 0; i < rows->count; i++) {
		struct row *line = table_row(doc->arena, table, ROW_BODY);
		enum rag rag = rag_read(row_text(rows, i, "rag"));

		line->cells[0] = (struct cell){
			.text = rag == RAG_NONE ? "Not rated" : rag_word(rag), .rag = rag};
		line->cells[1] =
			cell_figure(row_text(rows, i, "signs"), row_text(rows, i, "signs"));
		line->cells[2] = cell_words(row_text(rows, i, "names"));
	}
	link = doc_paragraph(doc, "See the performance dashboard");
	link->text.spans[0].href = "/performance";
	if (row_true(rows, 0, "writes")) {
		link = doc_paragraph(doc, "See what commentary is still to write");
		link->text.spans[0].href = "/performance/commentary";
	}
}

static void
add_meetings(struct doc *doc, const struct rows *rows)
{
	static const struct column columns[] = {
		{.key = "date", .label = "Date", .kind = COLUMN_DATE, .head = true},
		{.key = "committee", .label = "Committee"},
		{.key = "venue", .label = "Venue"},
		{.key = "state", .label = "Agenda"},
		{.key = "pack", .label = "Pack"},
	};
	struct table *table = doc_table(
		doc, "meetings", "Meetings", sizeof(columns) / sizeof(columns[0]), columns);

	table->empty = "No meetings have been entered.";
	for (size_t i = 0; i < rows->count; i++) {
		struct row *line = table_row(doc->arena, table, ROW_BODY);
		const char *meeting = row_text(rows, i, "meeting");

		line->cells[0] = cell_words(row_text(rows, i, "day"));
		line->cells[0].href = arena_printf(doc->arena, "/meetings/%s", meeting);
		line->cells[1] = cell_words(row_text(rows, i, "committee_name"));
		line->cells[2] = cell_words(arena_printf(doc->arena, "%s, %s",
			row_text(rows, i, "starts"), row_text(rows, i, "venue")));
		line->cells[3] = cell_words(row_text(rows, i, "state"));
		if (!row_true(rows, i, "has_agenda")) {
			line->cells[4] = cell_words("no agenda yet");
			continue;
		}
		line->cells[4] = cell_words(
			arena_printf(doc->arena, "Pack of %s", row_text(rows, i, "day")));
		line->cells[4].href = arena_printf(doc->arena, "/meetings/%s/pack", meeting);
	}
}

static void
add_unreleased(struct doc *doc, const struct rows *rows)
{
	static const struct column columns[] = {
		{.key = "import", .label = "Import", .kind = COLUMN_FIGURE, .head = true},
		{.key = "files", .label = "Files"},
		{.key = "periods", .label = "Periods"},
		{.key = "loaded", .label = "Loaded", .kind = COLUMN_DATE},
		{.key = "by", .label = "By"},
	};
	struct table *table;

	if (rows->count == 0)
		return;
	table = doc_table(doc, "unreleased", "Imported and not yet released: members do not see it",
		sizeof(columns) / sizeof(columns[0]), columns);
	for (size_t i = 0; i < rows->count; i++) {
		struct row *line = table_row(doc->arena, table, ROW_BODY);

		line->cells[0] =
			cell_figure(row_text(rows, i, "import_id"), row_text(rows, i, "import_id"));
		line->cells[1] = cell_words(row_text(rows, i, "files"));
		line->cells[2] = cell_words(row_text(rows, i, "periods"));
		line->cells[3] = cell_words(row_text(rows, i, "loaded"));
		line->cells[4] = cell_words(row_text(rows, i, "loaded_by"));
	}
}

int
report_home(const struct report_job *job, struct doc **doc, struct err *err)
{
	static const char *const kinds[] = {"indicators", "targets", "observations", "meetings"};
	struct rows page, ratings, meetings, unreleased;

	if (db_query(job->db, STMT_HOME, DB_NONE, job->arena, &page, err) != 0)
		return -1;
	ratings = row_part(&page, 0, "ratings", job->arena);
	meetings = row_part(&page, 0, "meetings", job->arena);
	unreleased = row_part(&page, 0, "unreleased", job->arena);
	*doc = doc_new(job->arena, job->name, "Home");
	add_ratings(*doc, &ratings);
	add_meetings(*doc, &meetings);
	add_unreleased(*doc, &unreleased);
	add_sources(job, *doc, sizeof(kinds) / sizeof(kinds[0]), kinds);
	return 0;
}
