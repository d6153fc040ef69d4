/*
 * pdf_bench pages N FILE     a pack of about N pages, of the shape of a committee's: 70 % tables
 *                            of 14 columns, 25 % text, and a chart for every seven and a half pages
 * pdf_bench DATA_DIR FILE    the content of pdf-peers (data.tsv), for a comparison side by side
 *
 * Prints one line: pages, seconds, where they went, memory and bytes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/str.h"
#include "out/out.h"

static double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* --- a pack --- */

static unsigned long state = 2026;

static unsigned
chance(unsigned below)
{
	state = (state * 1103515245 + 12345) & 0x7FFFFFFF;
	return (unsigned)(state >> 8) % below;
}

static const char *
sentence(struct arena *arena)
{
	static const char *const subjects[] = {"The rate of looked-after children",
		"The number of referrals that had been made within a year before",
		"The forecast outturn of the revenue budget", "The share of care leavers in education"};
	static const char *const ends[] = {"which officers expect to continue", "after three quarters of decline",
		"against a target that has not been met since 2014"};

	return arena_printf(arena, "%s stood at %u.%u in January 2017, %u%% %s than a year before, %s. ",
		subjects[chance(4)], chance(900), chance(10), chance(30), chance(2) ? "more" : "less", ends[chance(3)]);
}

static const char *
prose(struct arena *arena, unsigned sentences)
{
	struct buf buf;
	const char *text;

	buf_init(&buf);
	while (sentences-- > 0)
		buf_text(&buf, sentence(arena));
	text = arena_bytes(arena, buf.data, buf.length);
	buf_close(&buf);
	return text;
}

static void
pack_table(struct doc *doc, unsigned number, unsigned rows)
{
	static const char *const months[] = {"Jan-16", "Feb-16", "Mar-16", "Apr-16", "May-16", "Jun-16", "Jul-16",
		"Aug-16", "Sep-16", "Oct-16", "Nov-16", "Dec-16"};
	struct column columns[14] = {
		{.key = "ref", .label = "Ref"}, {.key = "name", .label = "Indicator", .head = true}};
	struct table *table;

	for (size_t c = 2; c < 14; c++)
		columns[c] = (struct column){.key = months[c - 2],
			.label = months[c - 2],
			.kind = COLUMN_FIGURE,
			.group = c < 5 ? "2015/16" : "2016/17"};
	table = doc_table(doc, arena_printf(doc->arena, "table-%u", number),
		arena_printf(doc->arena, "Table %u: figures by month", number), 14, columns);
	for (unsigned r = 0; r < rows; r++) {
		struct row *row = table_row(doc->arena, table, r % 12 == 11 ? ROW_SUBTOTAL : ROW_BODY);

		row->cells[0].text = arena_printf(doc->arena, "%u.%u", number, r + 1);
		row->cells[1].text = chance(2) ? "Children looked after" : "Referrals per 10,000";
		for (size_t c = 2; c < 14; c++) {
			row->cells[c].text = arena_printf(doc->arena, "%u.%u", chance(1000), chance(10));
			row->cells[c].rag = c == 12 ? (enum rag)(1 + chance(3)) : RAG_NONE;
			row->cells[c].dot = c == 13 ? (enum dot)(1 + chance(3)) : DOT_ABSENT;
		}
	}
	table_note(doc->arena, table, "An arrow compares a figure with the one before it.");
}

static void
pack_chart(struct doc *doc, unsigned number)
{
	enum { POINTS = 13 };
	struct chart *chart = doc_chart(doc, arena_printf(doc->arena, "chart-%u", number),
		arena_printf(doc->arena, "Chart %u: looked-after children per 10,000", number));

	chart->unit = "per 10,000 aged 0 to 17";
	chart->alternative = "From 62.4 in January 2016 to 66.3 in January 2017; highest 66.3, lowest 61.5.";
	chart->label_count = POINTS;
	chart->labels = arena_array(doc->arena, POINTS, sizeof(char *));
	chart->series_count = 2;
	chart->series = arena_array(doc->arena, 2, sizeof(*chart->series));
	for (size_t s = 0; s < 2; s++) {
		struct point *points = arena_array(doc->arena, POINTS, sizeof(*points));

		for (unsigned i = 0; i < POINTS; i++) {
			chart->labels[i] = arena_printf(doc->arena, "M%u", i + 1);
			points[i].number =
				s == 1 ? "55" : arena_printf(doc->arena, "%u.%u", 60 + chance(8), chance(10));
			points[i].text = points[i].number;
		}
		chart->series[s] = (struct series){.label = s == 0 ? "Norfolk" : "Target",
			.role = s == 0 ? SERIES_VALUE : SERIES_TARGET,
			.points = points};
	}
}

/* Sections of twelve and a half pages. */
static struct doc *
pack(struct arena *arena, unsigned pages)
{
	struct doc *doc = doc_new(arena, "pack", "Children’s Services Committee, 14 March 2017");
	unsigned charts = 0, tables = 0;

	doc->pack = true;
	doc->as_of = "2017-03-06";
	doc_heading(doc, 2, "contents", "Contents")->unlisted = true;
	doc_break(doc, BLOCK_CONTENTS)->level = 3;
	for (unsigned section = 1; section <= (pages * 2 + 12) / 25; section++) {
		struct block *block =
			doc_heading(doc, 2, arena_printf(arena, "item-%u", section), "Performance and finance report");

		block->number = arena_printf(arena, "%u", section);
		block->running = arena_printf(arena, "Children’s Services Committee · Item %u", section);
		for (unsigned p = 1; p <= 22; p++) {
			block = doc_paragraph(doc, prose(arena, 3 + chance(2)));
			block->number = arena_printf(arena, "%u.%u", section, p);
		}
		for (unsigned t = 0; t < 5; t++) {
			doc_heading(doc, 3, arena_printf(arena, "part-%u-%u", section, t), "Figures");
			pack_table(doc, ++tables, 19);
			if (tables % 3 == 0)
				pack_chart(doc, ++charts);
		}
		doc_break(doc, BLOCK_PAGE);
	}
	return doc;
}

/* --- the peers' content --- */

static char *
whole_file(struct arena *arena, const char *path)
{
	FILE *file = fopen(path, "rb");
	char *text = NULL;
	long size;

	if (file == NULL || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0)
		return NULL;
	rewind(file);
	text = arena_alloc(arena, (size_t)size + 1);
	if (fread(text, 1, (size_t)size, file) != (size_t)size)
		text = NULL;
	fclose(file);
	return text;
}

static size_t
fields(char *line, char *into[], size_t most)
{
	size_t count = 0;

	for (char *at = line; at != NULL && count < most; count++) {
		into[count] = at;
		at = strchr(at, '\t');
		if (at != NULL)
			*at++ = '\0';
	}
	return count;
}

static struct doc *
peers(struct arena *arena, const char *dir)
{
	enum { COLUMNS = 12 };
	struct doc *doc = doc_new(arena, "peers", "");
	char *text = whole_file(arena, arena_printf(arena, "%s/data.tsv", dir));
	struct column columns[COLUMNS] = {0};
	struct table *table = NULL;

	if (text == NULL)
		return NULL;
	for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
		char *field[COLUMNS + 1];
		size_t count = fields(line, field, COLUMNS + 1);

		if (*line == 'T')
			doc->title = field[1];
		for (size_t c = 0; *line == 'H' && c + 1 < count; c++)
			columns[c] = (struct column){.key = field[c + 1],
				.label = field[c + 1],
				.head = c == 0,
				.kind = c > 2 && c < 10 ? COLUMN_FIGURE : COLUMN_TEXT};
		if (*line == 'P') {
			if (table != NULL)
				doc_break(doc, BLOCK_PAGE);
			doc_heading(doc, 2, NULL, field[1]);
			doc_paragraph(doc, field[2]);
			table = doc_table(doc, NULL, NULL, COLUMNS, columns);
		}
		if (*line == 'R') {
			struct row *row = table_row(arena, table, ROW_BODY);

			for (size_t c = 0; c + 1 < count; c++)
				row->cells[c].text = field[c + 1];
			row->cells[COLUMNS - 1].rag = rag_read(field[COLUMNS][0] == 'R' ? "red"
					: field[COLUMNS][0] == 'A'                      ? "amber"
											: "green");
		}
	}
	return doc;
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
	/* As close to the edge as the peers' pages, which hold 40 rows each. */
	const struct page_plan narrow = {595.28, 841.89, 34, 8.1, 1.3, false};
	struct arena *arena = arena_new();
	struct pdf_costs costs = {0};
	struct err err = {0};
	struct rusage usage;
	struct doc *doc = NULL;
	double begun, done;
	uint64_t pages;
	struct buf out;

	if (argc == 4 && strcmp(argv[1], "pages") == 0 && str_number(argv[2], 100000, &pages))
		doc = pack(arena, (unsigned)pages);
	else if (argc == 3)
		doc = peers(arena, argv[1]);
	if (doc == NULL) {
		fputs("usage: pdf_bench pages N FILE | pdf_bench DATA_DIR FILE\n", stderr);
		return 2;
	}
	buf_init(&out);
	begun = seconds();
	if (pdf_write_measured(&out, doc, argc == 3 ? &narrow : &page_plan_a4, &costs, &err) < 0) {
		fprintf(stderr, "pdf_bench: %s\n", err.text);
		return 1;
	}
	if (save(argv[argc - 1], &out) < 0)
		return 1;
	done = seconds();
	getrusage(RUSAGE_SELF, &usage);
	printf("pages %u  seconds %.3f  layout %.3f  ink %.3f  fonts %.3f  tags %.3f  deflate %.3f  "
	       "memory %ld KiB  bytes %zu\n",
		costs.pages, done - begun, costs.layout, costs.ink, costs.fonts, costs.tags, costs.deflate,
		usage.ru_maxrss, out.length);
	buf_close(&out);
	arena_free(arena);
	return 0;
}
