/* Building a document, block by block. */
#include "doc/doc.h"

#include <string.h>

#include "base/buf.h"
#include "base/str.h"

struct doc *
doc_new(struct arena *arena, const char *report, const char *title)
{
	struct doc *doc = arena_alloc(arena, sizeof(*doc));

	doc->arena = arena;
	doc->report = report;
	doc->title = title;
	return doc;
}

struct block *
doc_block(struct doc *doc, enum block_kind kind)
{
	struct block *block;

	doc->blocks = arena_grow(doc->arena, doc->blocks, doc->count, &doc->room, sizeof(*doc->blocks));
	block = &doc->blocks[doc->count++];
	*block = (struct block){.kind = kind};
	return block;
}

struct block *
doc_insert(struct doc *doc, size_t at, enum block_kind kind)
{
	doc_block(doc, kind);
	memmove(doc->blocks + at + 1, doc->blocks + at, (doc->count - 1 - at) * sizeof(*doc->blocks));
	doc->blocks[at] = (struct block){.kind = kind};
	return &doc->blocks[at];
}

struct text
doc_text(struct arena *arena, const char *text)
{
	struct span *span = arena_alloc(arena, sizeof(*span));

	span->text = text != NULL ? text : "";
	return (struct text){span, 1};
}

bool
span_is_page(const struct span *span)
{
	return span->href != NULL && (str_equal(span->text, "@page") || str_equal(span->text, "@, page"));
}

const char *
text_plain(struct arena *arena, const struct text *text)
{
	struct buf buf;
	const char *plain;

	if (text->count == 1)
		return text->spans[0].text;
	buf_init(&buf);
	for (size_t i = 0; i < text->count; i++)
		if (!span_is_page(&text->spans[i]))
			buf_text(&buf, text->spans[i].text);
	plain = arena_bytes(arena, buf.data, buf.length);
	buf_close(&buf);
	return plain;
}

struct block *
doc_heading(struct doc *doc, unsigned level, const char *key, const char *text)
{
	struct block *block = doc_block(doc, BLOCK_HEADING);

	block->level = level;
	block->key = key;
	block->text = doc_text(doc->arena, text);
	return block;
}

struct block *
doc_paragraph(struct doc *doc, const char *text)
{
	struct block *block = doc_block(doc, BLOCK_PARAGRAPH);

	block->text = doc_text(doc->arena, text);
	return block;
}

struct block *
doc_note(struct doc *doc, const char *text)
{
	struct block *block = doc_block(doc, BLOCK_NOTE);

	block->text = doc_text(doc->arena, text);
	return block;
}

struct block *
doc_facts(struct doc *doc, size_t count)
{
	struct block *block = doc_block(doc, BLOCK_FACTS);

	block->facts = arena_array(doc->arena, count, sizeof(*block->facts));
	return block;
}

void
doc_fact(struct doc *doc, struct block *facts, const char *term, const char *text)
{
	facts->facts[facts->count++] = (struct fact){term, doc_text(doc->arena, text)};
}

struct block *
doc_tiles(struct doc *doc, size_t count)
{
	struct block *block = doc_block(doc, BLOCK_TILES);

	block->tiles = arena_array(doc->arena, count, sizeof(*block->tiles));
	block->count = count;
	return block;
}

struct text
tile_text(struct arena *arena, const struct tile *tile)
{
	struct span *spans = arena_array(arena, 2, sizeof(*spans));
	const char *words = tile->words != NULL ? tile->words : tile->figure.text;

	spans[0].text = tile->title == NULL ? "" : arena_printf(arena, "%s: ", tile->title);
	spans[0].strong = true;
	spans[1].text = words == NULL ? "" : words;
	return (struct text){.spans = spans, .count = 2};
}

struct block *
doc_break(struct doc *doc, enum block_kind kind)
{
	return doc_block(doc, kind);
}

struct cover *
doc_cover(struct doc *doc)
{
	struct block *block = doc_block(doc, BLOCK_COVER);

	block->cover = arena_alloc(doc->arena, sizeof(*block->cover));
	return block->cover;
}

struct chart *
doc_chart(struct doc *doc, const char *key, const char *title)
{
	struct block *block = doc_block(doc, BLOCK_CHART);

	block->chart = arena_alloc(doc->arena, sizeof(*block->chart));
	block->chart->key = key;
	block->chart->title = title;
	return block->chart;
}

struct attachment *
doc_attachment(struct doc *doc)
{
	struct block *block = doc_block(doc, BLOCK_ATTACHMENT);

	block->attachment = arena_alloc(doc->arena, sizeof(*block->attachment));
	return block->attachment;
}

void
doc_append(struct doc *doc, const struct doc *other, unsigned deeper)
{
	for (size_t i = 0; i < other->count; i++) {
		struct block *block = doc_block(doc, other->blocks[i].kind);

		*block = other->blocks[i];
		if (block->kind == BLOCK_HEADING)
			block->level = block->level + deeper > 6 ? 6 : block->level + deeper;
	}
	for (size_t i = 0; i < other->finding_count; i++)
		doc_finding(doc, other->findings[i].severity, other->findings[i].where, other->findings[i].problem,
			other->findings[i].advice);
}

void
doc_finding(struct doc *doc, enum severity severity, const char *where, const char *problem, const char *advice)
{
	doc->findings =
		arena_grow(doc->arena, doc->findings, doc->finding_count, &doc->finding_room, sizeof(*doc->findings));
	doc->findings[doc->finding_count++] = (struct finding){severity, where, problem, advice};
}

void
doc_see(struct doc *doc, struct sight sight)
{
	for (size_t i = 0; i < doc->sight_count; i++)
		if (str_equal(doc->sights[i].event, sight.event) && str_equal(doc->sights[i].about, sight.about) &&
			str_equal(doc->sights[i].edition, sight.edition) && str_equal(doc->sights[i].what, sight.what))
			return;
	doc->sights = arena_grow(doc->arena, doc->sights, doc->sight_count, &doc->sight_room, sizeof(*doc->sights));
	doc->sights[doc->sight_count++] = sight;
}

void
doc_print(struct doc *doc, const char *what, const char *text)
{
	doc->printed =
		arena_grow(doc->arena, doc->printed, doc->printed_count, &doc->printed_room, sizeof(*doc->printed));
	doc->printed[doc->printed_count++] = (struct printed){doc->count, what, text};
}

void
doc_see_through(struct doc *doc, const struct doc *other)
{
	for (size_t i = 0; i < other->sight_count; i++)
		doc_see(doc, other->sights[i]);
	for (size_t i = 0; i < other->printed_count; i++)
		doc_print(doc, other->printed[i].what, other->printed[i].text);
}

struct table *
doc_table(struct doc *doc, const char *key, const char *title, size_t column_count, const struct column columns[])
{
	struct block *block = doc_block(doc, BLOCK_TABLE);
	struct table *table = arena_alloc(doc->arena, sizeof(*table));

	table->key = key;
	table->title = title;
	table->columns = arena_array(doc->arena, column_count, sizeof(*table->columns));
	memcpy(table->columns, columns, column_count * sizeof(*columns));
	table->column_count = column_count;
	block->table = table;
	return table;
}

bool
key_is_period(const char *key)
{
	if (key == NULL)
		return false;
	if (key[0] == 'A' && key[1] == 'Y')
		key += 2;
	return strlen(key) > 4 && strspn(key, "0123456789") == 4;
}

struct row *
table_row(struct arena *arena, struct table *table, enum row_kind kind)
{
	struct row *row;

	table->rows = arena_grow(arena, table->rows, table->row_count, &table->row_room, sizeof(*table->rows));
	row = &table->rows[table->row_count++];
	row->kind = kind;
	row->cells = arena_array(arena, table->column_count, sizeof(*row->cells));
	return row;
}

void
table_note(struct arena *arena, struct table *table, const char *note)
{
	table->notes = arena_grow(arena, table->notes, table->note_count, &table->note_room, sizeof(*table->notes));
	table->notes[table->note_count++] = note;
}

static bool
column_says_something(const struct table *table, size_t column)
{
	for (size_t r = 0; r < table->row_count; r++) {
		const struct cell *cell = &table->rows[r].cells[column];

		if (!str_blank(cell->text) || cell->rag != RAG_NONE || cell->dot != DOT_ABSENT)
			return true;
	}
	return false;
}

static bool
is_visible(const struct table *table, size_t c)
{
	return !table->columns[c].optional || column_says_something(table, c);
}

/* A column of small lines has one in some row. */
static bool
is_words(const struct table *table, size_t c)
{
	for (size_t r = 0; r < table->row_count; r++)
		if (table->rows[r].cells[c].line != NULL)
			return false;
	return true;
}

/* The same table with those columns of which that is true. */
static const struct table *
columns_where(struct arena *arena, const struct table *table, bool (*is_kept)(const struct table *table, size_t c))
{
	struct table *shown = arena_alloc(arena, sizeof(*shown));
	size_t *kept = arena_array(arena, table->column_count, sizeof(*kept)), count = 0;

	for (size_t c = 0; c < table->column_count; c++)
		if (is_kept(table, c))
			kept[count++] = c;
	if (count == table->column_count)
		return table;
	*shown = *table;
	shown->column_count = count;
	shown->columns = arena_array(arena, count, sizeof(*shown->columns));
	shown->rows = arena_array(arena, table->row_count, sizeof(*shown->rows));
	for (size_t c = 0; c < count; c++)
		shown->columns[c] = table->columns[kept[c]];
	for (size_t r = 0; r < table->row_count; r++) {
		shown->rows[r].kind = table->rows[r].kind;
		shown->rows[r].key = table->rows[r].key;
		shown->rows[r].cells = arena_array(arena, count, sizeof(struct cell));
		for (size_t c = 0; c < count; c++)
			shown->rows[r].cells[c] = table->rows[r].cells[kept[c]];
	}
	return shown;
}

const struct table *
table_visible(struct arena *arena, const struct table *table)
{
	return columns_where(arena, table, is_visible);
}

const struct table *
table_in_words(struct arena *arena, const struct table *table)
{
	return columns_where(arena, table, is_words);
}

const struct block *
doc_find_block(const struct doc *doc, const char *key)
{
	for (size_t i = 0; i < doc->count; i++) {
		const struct block *block = &doc->blocks[i];
		const char *own = block->table != NULL ? block->table->key : block->key;

		if (own != NULL && strcmp(own, key) == 0)
			return block;
	}
	return NULL;
}

const struct table *
doc_find_table(const struct doc *doc, const char *key)
{
	for (size_t i = 0; i < doc->count; i++) {
		const struct table *table = doc->blocks[i].table;

		if (table != NULL && (key == NULL || str_equal(table->key, key)))
			return table;
	}
	return NULL;
}
