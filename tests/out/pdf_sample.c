/*
 * pdf_sample NAME FILE [PLAN]: one of the documents that the tests of the PDF writer look at, and
 * FILE.html, its twin. A plan is a4, large, or one of the odd ones below.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "out/out.h"

static const char lorem[] = "The committee notes that the rate of looked-after children – 66.3 per 10,000 – is above "
			    "that of the statistical neighbours, and that £1.2m of the overspend follows from it. "
			    "Officers expect the trend to turn in the next quarter as the work with families on the "
			    "edge of care begins to show; the figures for 2016-17 are provisional.";

/* --- the committee pack in small --- */

static void
pack_table(struct doc *doc)
{
	static const char *const months[] = {"Jan-16", "Feb-16", "Mar-16", "Apr-16", "May-16", "Jun-16", "Jul-16",
		"Aug-16", "Sep-16", "Oct-16", "Nov-16", "Dec-16", "Jan-17"};
	static const enum rag rags[] = {RAG_RED, RAG_AMBER, RAG_GREEN, RAG_WHITE, RAG_GREY};
	struct column columns[17] = {
		{.key = "ref", .label = "Ref", .head = true},
		{.key = "name", .label = "Indicator", .head = true},
		{.key = "good", .label = "Better"},
	};
	struct table *table;

	for (int i = 0; i < 13; i++)
		columns[3 + i] = (struct column){.key = months[i],
			.label = months[i],
			.kind = COLUMN_FIGURE,
			.group = i < 3 ? "2015/16" : "2016/17"};
	columns[16] = (struct column){.key = "target", .label = "Target", .unit = "%", .kind = COLUMN_FIGURE};
	table = doc_table(doc, "monthly", "Vital signs by month", 17, columns);
	for (int r = 0; r < 60; r++) {
		struct row *row = table_row(doc->arena, table,
			r % 20 == 0            ? ROW_GROUP
				: r % 20 == 19 ? ROW_SUBTOTAL
				: r == 58      ? ROW_TOTAL
					       : ROW_BODY);

		row->cells[0].text = arena_printf(doc->arena, "%d.%d", r / 20 + 1, r % 20);
		if (row->kind == ROW_GROUP) {
			row->cells[0].text = "Contacts, referrals and assessments";
			continue;
		}
		row->cells[1].text = "Rate of looked-after children per 10,000 aged 0 to 17";
		row->cells[2].text = "Smaller";
		for (int c = 3; c < 17; c++) {
			struct cell *cell = &row->cells[c];

			cell->rag = c < 16 ? rags[(r + c) % 5] : RAG_NONE;
			cell->dot = c == 15 ? (enum dot)(r % 5) : DOT_ABSENT;
			if (cell->rag != RAG_WHITE && cell->rag != RAG_GREY)
				cell->text = arena_printf(doc->arena, "%d.%d", 60 + r, c);
			if (c == 14)
				cell->marks = "[p]";
		}
	}
	table_note(doc->arena, table, "▲ red, ◆ amber, ● green. [p] is provisional.");
	table_note(doc->arena, table, "Published figure for 7.2 in January 2017 was 66.2 – computed: 66.3.");
}

static void
money_table(struct doc *doc)
{
	static const struct column columns[] = {
		{.key = "line", .label = "Line", .head = true},
		{.key = "budget", .label = "Approved budget", .unit = "£m", .kind = COLUMN_FIGURE},
		{.key = "outturn", .label = "Forecast outturn", .unit = "£m", .kind = COLUMN_FIGURE},
		{.key = "variance", .label = "Over or underspend", .unit = "£m", .kind = COLUMN_FIGURE},
		{.key = "percent", .label = "%", .kind = COLUMN_FIGURE},
		{.key = "reason", .label = "Reason"},
	};
	struct table *table = doc_table(doc, "lines", "Revenue – local authority budget", 6, columns);

	for (int r = 0; r < 14; r++) {
		struct row *row = table_row(doc->arena, table, r == 13 ? ROW_TOTAL : r == 6 ? ROW_SUBTOTAL : ROW_BODY);

		row->cells[0].text = r == 13 ? "Total" : r == 6 ? "Sub Total" : "Agency residential care";
		row->cells[1].text = "107.380";
		row->cells[2].text = "116.230";
		row->cells[3].text = "+8.850";
		row->cells[4].text = "+8.2%";
		if (row->kind == ROW_BODY)
			row->cells[5].text = "Additional placements, and a higher unit cost than budgeted";
	}
}

static void
sample_chart(struct doc *doc)
{
	struct chart *chart = doc_chart(doc, "lac", "Looked-after children per 10,000");

	chart->alternative = "Rose from 62.1 in January 2016 to 66.3 in January 2017.";
	chart->label_count = 3;
	chart->labels = arena_array(doc->arena, 3, sizeof(char *));
	chart->labels[0] = "Jan-16";
	chart->labels[1] = "Jul-16";
	chart->labels[2] = "Jan-17";
}

static void
sample_list(struct doc *doc, bool ordered)
{
	struct block *block = doc_block(doc, BLOCK_LIST);

	block->ordered = ordered;
	block->count = 5;
	block->items = arena_array(doc->arena, 5, sizeof(*block->items));
	for (unsigned i = 0; i < 5; i++) {
		block->items[i].text = doc_text(doc->arena, i % 2 ? lorem : "A short item ✓");
		block->items[i].depth = i == 2 || i == 3 ? 1 : 0;
	}
}

static void
sample_columns(struct doc *doc)
{
	static const struct column columns[] = {{.key = "phase", .label = "Phase", .head = true},
		{.key = "n", .label = "Schools", .kind = COLUMN_FIGURE}};
	struct table *table;

	doc_break(doc, BLOCK_COLUMNS);
	doc_heading(doc, 4, NULL, "Beside");
	doc_paragraph(doc, lorem);
	doc_break(doc, BLOCK_NEXT_COLUMN);
	doc_heading(doc, 4, "beside", "One another");
	table = doc_table(doc, "phases", "Schools by phase", 2, columns);
	for (int i = 0; i < 4; i++) {
		struct row *row = table_row(doc->arena, table, i == 3 ? ROW_TOTAL : ROW_BODY);

		row->cells[0].text = i == 3 ? "Total" : "Primary";
		row->cells[1].text = arena_printf(doc->arena, "%d", 17 * i);
	}
	doc_break(doc, BLOCK_COLUMNS_END);
}

static void
linked(struct doc *doc)
{
	struct block *block = doc_paragraph(doc, "");
	struct span *spans = arena_array(doc->arena, 10, sizeof(*spans));

	spans[0] = (struct span){.text = "See the "};
	spans[1] = (struct span){.text = "risk register", .href = "#risks", .strong = true};
	spans[2] = (struct span){.text = " ("};
	spans[3] = (struct span){.text = "@page", .href = "#risks"};
	spans[4] = (struct span){.text = ") or "};
	spans[5] = (struct span){.text = "the council’s pages", .href = "https://www.norfolk.gov.uk/"};
	spans[6] = (struct span){.text = ", in italics perhaps; see ", .emphasis = true};
	spans[7] = (struct span){.text = "appendix A", .href = "#risks"};
	spans[8] = (struct span){.text = "@, page", .href = "#risks"};
	spans[9] = (struct span){.text = "."};
	block->text = (struct text){spans, 10};
}

static struct doc *
pack(struct arena *arena)
{
	struct doc *doc = doc_new(arena, "pack", "Children’s Services Committee, 14 March 2017");
	struct cover *cover = doc_cover(doc);
	struct block *block;

	doc->author = "Norfolk County Council";
	doc->as_of = "2017-03-06";
	doc->draft = doc->pack = true;
	*cover = (struct cover){.body = "Norfolk County Council",
		.committee = "Children’s Services Committee",
		.title = "Agenda and papers for Tuesday 14 March 2017",
		.notice = "Members’ edition. It holds unreleased figures and is not for publication."};
	cover->facts = arena_array(arena, 3, sizeof(*cover->facts));
	cover->fact_count = 3;
	cover->facts[0] = (struct fact){"Date", doc_text(arena, "Tuesday 14 March 2017")};
	cover->facts[1] = (struct fact){"Time", doc_text(arena, "10 am")};
	cover->facts[2] = (struct fact){"Venue", doc_text(arena, "Edwards Room, County Hall, Norwich")};
	doc_heading(doc, 2, "contents", "Contents");
	block = doc_break(doc, BLOCK_CONTENTS);
	block->level = 3;
	for (int item = 1; item <= 9; item++) {
		block = doc_heading(doc, 2, arena_printf(arena, "item-%d", item),
			"Integrated performance and finance report for the period to January 2017");
		block->number = arena_printf(arena, "%d", item);
		block->running = arena_printf(arena, "Item %d – Performance and finance", item);
		block = doc_facts(doc, 2);
		doc_fact(doc, block, "Responsible chief officer", "Executive Director of Children’s Services");
		doc_fact(doc, block, "Strategic impact", lorem);
		for (int p = 1; p <= 6; p++) {
			block = doc_paragraph(doc, lorem);
			block->number = arena_printf(arena, "%d.%d", item, p);
		}
		block = doc_heading(doc, 3, NULL, "Findings");
		linked(doc);
		sample_list(doc, item % 2);
		doc_note(doc, "Not yet released: the figures of January 2017 are for officers only.");
		if (item % 3 == 1) {
			doc_heading(doc, 3, NULL, "Dashboard");
			pack_table(doc);
		}
		sample_columns(doc);
		doc_heading(doc, 3, NULL, "Money");
		doc_paragraph(doc, lorem);
		money_table(doc);
		sample_chart(doc);
		doc_break(doc, BLOCK_PAGE);
	}
	block = doc_heading(doc, 2, "risks", "Risk register");
	block->number = "Appendix A";
	block->running = "Appendix A – Risk register";
	doc_table(doc, "risks", "Risks", 1, &(struct column){.key = "r", .label = "Risk"})->empty = "No risk is open.";
	return doc;
}

/* --- what is hard --- */

static char *
repeated(struct arena *arena, const char *what, size_t length)
{
	char *text = arena_alloc(arena, length + 1);
	size_t n = strlen(what);

	for (size_t i = 0; i < length; i++)
		text[i] = what[i % n];
	return text;
}

static struct doc *
hard(struct arena *arena)
{
	struct doc *doc = doc_new(arena, "hard", "Hard cases: Ŵŷ Łódź ≥ ≤ × − ↑ ↓ ↔ ▲ ◆ ● ■ ▼ ► ✓ £ € … ‘’ “”");
	struct column columns[60] = {0};
	struct table *table;
	struct row *row;

	doc_paragraph(doc, repeated(arena, "w", 500));
	doc_paragraph(doc,
		"Fallback \xF0\x9F\x98\x80 here, Han \xE6\xBC\xA2, Hebrew \xD7\xA9\xD7\x9C"
		"\xD7\x95\xD7\x9D, Thai \xE0\xB8\x81.");
	doc_paragraph(doc,
		"Composed: Llanfŵyr; w\xCC\x82 y\xCC\x82 W\xCC\x80 e\xCC\x81 x\xCC\x82; Łódź, Москва, Αθήνα, ẄỳẂ.");
	doc_paragraph(doc, "Controls\001\002 are \033[31mdropped\177, soft\xC2\xADhyphens too.");
	columns[0] = (struct column){.key = "a", .label = "Name", .head = true};
	columns[1] = (struct column){.key = "b", .label = "Comment"};
	table = doc_table(doc, "long", "A cell of 20,000 characters", 2, columns);
	row = table_row(arena, table, ROW_BODY);
	row->cells[0].text = "Before";
	row->cells[1].text = "Short";
	row = table_row(arena, table, ROW_BODY);
	row->cells[0].text = repeated(arena, "x", 500);
	row->cells[1].text = repeated(arena, "All work and no play. ", 20000);
	row = table_row(arena, table, ROW_BODY);
	row->cells[0].text = "After";
	row->cells[1].text = "Short";
	for (int c = 0; c < 60; c++)
		columns[c] = (struct column){.key = arena_printf(arena, "c%d", c),
			.label = c == 0 ? "Locality" : arena_printf(arena, "Column%d", c),
			.group = c == 0 ? NULL : arena_printf(arena, "Group%d", c / 7),
			.kind = c == 0 ? COLUMN_TEXT : COLUMN_FIGURE,
			.head = c == 0};
	table = doc_table(doc, "wide", "Sixty columns", 60, columns);
	for (int r = 0; r < 50; r++) {
		row = table_row(arena, table, ROW_BODY);
		row->cells[0].text = arena_printf(arena, "Locality %d", r);
		for (int c = 1; c < 60; c++)
			row->cells[c].text = arena_printf(arena, "%d,%03d", r + 1, c);
	}
	doc_table(doc, "empty", "An empty table", 60, columns);
	columns[0] = (struct column){.key = "a",
		.label = repeated(arena, "A long head. ", 9000),
		.group = repeated(arena, "A long group. ", 9000),
		.head = true};
	table = doc_table(doc, "head", repeated(arena, "A long caption. ", 9000), 2, columns);
	row = table_row(arena, table, ROW_GROUP);
	row->cells[0].text = repeated(arena, "A long heading of rows. ", 9000);
	row = table_row(arena, table, ROW_TOTAL);
	row->cells[0].text = "End";
	table_note(arena, table, repeated(arena, "A long note. ", 9000));
	doc_paragraph(doc, lorem);
	return doc;
}

/* --- random --- */

static unsigned long long state;

static unsigned
chance(unsigned below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 11) % below;
}

/*
 * Words are numbered, so that a lost one is found. They are printed on standard output. In
 * tables none can be broken, since its parts would not be found together.
 */
static bool in_table;

static const char *
words(struct arena *arena, unsigned most)
{
	static unsigned number;
	struct buf buf;
	const char *text;

	buf_init(&buf);
	for (unsigned n = chance(most); n > 0; n--) {
		size_t begin = buf.length;

		buf_printf(&buf, "%s%u%s.",
			chance(4)          ? "w"
				: in_table ? "£é"
					   : "£—é",
			number++, in_table || chance(6) ? "" : "-ward");
		printf("%s\n", buf.data + begin);
		buf_text(&buf, chance(9) ? " " : " \n\t ");
	}
	text = arena_bytes(arena, buf.data, buf.length);
	buf_close(&buf);
	return text;
}

static void
random_table(struct doc *doc)
{
	struct column columns[30] = {0};
	size_t count = 1 + chance(chance(5) ? 8 : 30);
	struct table *table;

	in_table = true;
	for (size_t c = 0; c < count; c++) {
		bool head = c == 0 || chance(9) == 0;

		columns[c] = (struct column){.key = "c",
			.label = words(doc->arena, 4),
			.group = head || chance(3) ? NULL : arena_printf(doc->arena, "g%zu", c / 2),
			.kind = (enum column_kind)chance(3),
			.head = head};
	}
	table = doc_table(doc, NULL, words(doc->arena, 9), count, columns);
	for (unsigned r = 1 + chance(40); r > 0; r--) {
		struct row *row = table_row(doc->arena, table, chance(6) ? ROW_BODY : (enum row_kind)chance(4));

		for (size_t c = 0; c < (row->kind == ROW_GROUP ? 1 : count); c++) {
			row->cells[c].text = words(doc->arena, chance(30) ? 3 : 60);
			row->cells[c].rag = chance(4) ? RAG_NONE : (enum rag)chance(6);
			row->cells[c].dot = (enum dot)chance(5);
		}
	}
	for (unsigned n = chance(3); n > 0; n--)
		table_note(doc->arena, table, words(doc->arena, 20));
	in_table = false;
}

static struct doc *
random_doc(struct arena *arena)
{
	struct doc *doc = doc_new(arena, "random", "Random blocks");

	for (unsigned n = 20 + chance(40); n > 0; n--) {
		struct block *block;

		switch (chance(11)) {
		case 0:
			block = doc_heading(doc, 1 + chance(6), NULL, words(arena, 30));
			block->number = chance(2) ? NULL : words(arena, 2);
			break;
		case 1:
			block = doc_facts(doc, 3);
			for (int i = 0; i < 3; i++) {
				const char *term = words(arena, 4);

				doc_fact(doc, block, term, words(arena, 60));
			}
			break;
		case 2:
			doc_note(doc, words(arena, 80));
			break;
		case 3:
			doc_break(doc, chance(2) ? BLOCK_LANDSCAPE : BLOCK_PORTRAIT);
			break;
		case 4:
		case 5:
			random_table(doc);
			break;
		case 6:
			doc_break(doc, chance(4) ? BLOCK_COLUMNS : BLOCK_COLUMNS_END);
			break;
		case 7:
			doc_break(doc, chance(4) ? BLOCK_NEXT_COLUMN : BLOCK_COLUMNS_END);
			break;
		default:
			block = doc_paragraph(doc, words(arena, 300));
			block->number = chance(2) ? NULL : words(arena, 2);
			break;
		}
	}
	return doc;
}

static struct doc *
sample(struct arena *arena, const char *name)
{
	uint64_t seed;

	if (strcmp(name, "pack") == 0)
		return pack(arena);
	if (strcmp(name, "hard") == 0)
		return hard(arena);
	if (!str_number(name, 1000000, &seed))
		return NULL;
	state = seed * 0x9E3779B97F4A7C15ULL + 1;
	return random_doc(arena);
}

static const struct page_plan *
plan_find(const char *name)
{
	static const struct page_plan narrow = {298, 420, 30, 9, 1.3, false},
				      tiny = {595.28, 841.89, 40, 5, 1.3, false},
				      huge = {841.89, 1190.55, 60, 30, 1.3, true};

	return strcmp(name, "a4") == 0        ? &page_plan_a4
		: strcmp(name, "large") == 0  ? &page_plan_large
		: strcmp(name, "narrow") == 0 ? &narrow
		: strcmp(name, "tiny") == 0   ? &tiny
		: strcmp(name, "huge") == 0   ? &huge
					      : NULL;
}

static int
save(const char *path, const struct buf *out)
{
	FILE *file = fopen(path, "wb");

	if (file == NULL || fwrite(out->data, 1, out->length, file) != out->length || fclose(file) != 0) {
		perror(path);
		return -1;
	}
	return 0;
}

int
main(int argc, char *argv[])
{
	struct arena *arena = arena_new();
	struct doc *doc = argc == 3 || argc == 4 ? sample(arena, argv[1]) : NULL;
	const struct page_plan *plan = plan_find(argc == 4 ? argv[3] : "a4");
	struct err err = {0};
	struct buf out, twin;
	int rc;

	if (doc == NULL || plan == NULL) {
		fputs("usage: pdf_sample pack|hard|SEED FILE [a4|large|narrow|tiny|huge]\n", stderr);
		return 2;
	}
	buf_init(&out);
	buf_init(&twin);
	rc = pdf_write(&out, doc, plan, NULL, &err);
	html_write(&twin, doc);
	if (rc < 0)
		fprintf(stderr, "pdf_sample: %s\n", err.text);
	else if (save(argv[2], &out) < 0 || save(arena_printf(arena, "%s.html", argv[2]), &twin) < 0)
		rc = -1;
	buf_close(&twin);
	buf_close(&out);
	arena_free(arena);
	return rc < 0 ? 1 : 0;
}
