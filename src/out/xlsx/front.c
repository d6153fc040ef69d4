/* The worksheets before the tables: the cover, the contents with links, the notes on all of them. */
#include "xlsx.h"

#include "base/str.h"

/* Of columns, in characters. */
enum { COVER_WIDTH = 90, NAME_WIDTH = 36, TEXT_WIDTH = 90 };

static void
cover_line(struct xlsx *xlsx, lxw_worksheet *paper, size_t *row, const char *term, const char *text)
{
	if (str_blank(text))
		return;
	if (term != NULL)
		xlsx_words(xlsx, paper, (*row)++, 0, term, xlsx->strong);
	xlsx_height(xlsx, paper, *row, xlsx_lines(text, COVER_WIDTH));
	xlsx_words(xlsx, paper, (*row)++, 0, text, xlsx->plain);
}

void
xlsx_cover(struct xlsx *xlsx, lxw_worksheet *paper, const char *as_of)
{
	const struct doc *doc = xlsx->doc;
	size_t row = 1;

	xlsx_title(xlsx, paper, doc->title);
	if (doc->draft)
		cover_line(xlsx, paper, &row, NULL, "Draft: this is not published and may still change.");
	cover_line(xlsx, paper, &row, "Council", doc->author);
	cover_line(xlsx, paper, &row, "Area", doc->area_label);
	cover_line(xlsx, paper, &row, "Period", doc->period_label != NULL ? doc->period_label : doc->period);
	cover_line(xlsx, paper, &row, "Figures as of", as_of);
	for (size_t i = 0; i < doc->source_count; i++)
		cover_line(xlsx, paper, &row, i == 0 ? "Sources" : NULL,
			arena_printf(xlsx->arena, "Import %ld: %s", doc->sources[i].import, doc->sources[i].file));
	cover_line(xlsx, paper, &row, "Contact", xlsx->contact);
	cover_line(xlsx, paper, &row, "About this workbook",
		"Each table is on a worksheet of its own, whose name is in the contents. There are no "
		"blank and no merged cells; ratings and directions of travel are words in columns of "
		"their own. What is computed from what, and which published figures differ, is on the "
		"worksheet “Notes”.");
	xlsx_check(xlsx, worksheet_set_column(paper, 0, 0, COVER_WIDTH, NULL));
	xlsx_print(paper, false);
}

static void
two_columns(struct xlsx *xlsx, lxw_worksheet *paper)
{
	xlsx_check(xlsx, worksheet_set_column(paper, 0, 0, NAME_WIDTH, NULL));
	xlsx_check(xlsx, worksheet_set_column(paper, 1, 1, TEXT_WIDTH, NULL));
	xlsx_print(paper, true);
}

void
xlsx_contents(struct xlsx *xlsx, lxw_worksheet *paper)
{
	static const char *const headings[] = {"Worksheet", "What it holds"};
	size_t row = 2;

	xlsx_title(xlsx, paper, "Contents");
	xlsx_words(
		xlsx, paper, 1, 0, "This worksheet contains one table. It leads to the other worksheets.", xlsx->line);
	xlsx_mark(xlsx, paper, "contents", row++, xlsx->sheet_count + 1, headings, 2);
	xlsx_check(xlsx,
		worksheet_write_url_opt(paper, (lxw_row_t)row, 0, "internal:'Notes'!A1", xlsx->link, "Notes", NULL));
	xlsx_words(xlsx, paper, row++, 1, "Notes on the tables, shorthand and marks", xlsx->plain);
	for (size_t i = 0; i < xlsx->sheet_count; i++, row++) {
		const struct sheet *sheet = &xlsx->sheets[i];

		xlsx_check(xlsx,
			worksheet_write_url_opt(paper, (lxw_row_t)row, 0,
				arena_printf(xlsx->arena, "internal:'%s'!A1", sheet->name), xlsx->link, sheet->name,
				NULL));
		xlsx_words(xlsx, paper, row, 1, sheet->title, xlsx->plain);
		xlsx_height(xlsx, paper, row, xlsx_lines(sheet->title, TEXT_WIDTH));
	}
	two_columns(xlsx, paper);
}

static void
write_note(struct xlsx *xlsx, lxw_worksheet *paper, size_t *row, const char *about, const char *note)
{
	xlsx_height(xlsx, paper, *row, xlsx_lines(note, TEXT_WIDTH));
	xlsx_words(xlsx, paper, *row, 0, about, xlsx->plain);
	xlsx_words(xlsx, paper, (*row)++, 1, note, xlsx->plain);
}

void
xlsx_notes(struct xlsx *xlsx, lxw_worksheet *paper)
{
	static const char *const headings[] = {"Concerns", "Note"};
	static const char all[] = "All tables";
	enum { HEAD = 2 };
	size_t row = HEAD + 1;

	xlsx_title(xlsx, paper, "Notes");
	xlsx_words(xlsx, paper, 1, 0, "This worksheet contains one table.", xlsx->line);
	write_note(xlsx, paper, &row, all,
		"Every figure is the computed one, rounded once, to the digits shown; the cell holds "
		"that number.");
	if (xlsx->not_available)
		write_note(xlsx, paper, &row, all,
			NOT_AVAILABLE " Not available: blank on the page, because no figure is held or "
				      "none can be computed.");
	if (xlsx->not_applicable)
		write_note(xlsx, paper, &row, all,
			NOT_APPLICABLE " Not applicable: blank on the page, or nothing to say of it.");
	for (size_t i = 0; i < xlsx->sheet_count; i++) {
		if (xlsx->sheets[i].table->said != NULL)
			write_note(xlsx, paper, &row, xlsx->sheets[i].name, xlsx->sheets[i].table->said);
		for (size_t n = 0; n < xlsx->sheets[i].table->note_count; n++)
			write_note(xlsx, paper, &row, xlsx->sheets[i].name, xlsx->sheets[i].table->notes[n]);
	}
	xlsx_mark(xlsx, paper, "notes", HEAD, row - HEAD - 1, headings, 2);
	two_columns(xlsx, paper);
}
