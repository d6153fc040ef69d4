/*
 * Saving: object streams and a cross-reference stream, a quarter of the size of what libharu
 * would write. libharu's own objects come first, then the structure, whose numbers follow.
 */
#include "../haru.h"
#include "../layout/flow.h"
#include "../pdf.h"
#include "save.h"

#include <stdio.h>

enum { TOGETHER = 200, SCRATCH = 65536 };

/* Where an object is: at an offset of the file, or in an object stream, at an index. */
struct place {
	enum { PLACE_FREE, PLACE_OFFSET, PLACE_STREAM } kind;
	uint32_t where;
	unsigned index;
};

/* An object stream that is full. It is written, and gets a number, after all other objects. */
struct full {
	const char *bytes; /* deflated */
	size_t length;
	unsigned count;
	size_t first;
};

struct saver {
	struct pdf *pdf;
	struct buf *out;
	size_t start; /* of the file, in `out` */
	struct place *places;
	size_t count, room;
	HPDF_Stream scratch;
	struct full *full;
	size_t full_count, full_room;
	struct buf head, body; /* of the object stream being filled */
	unsigned filled;
	bool failed;
	double *cost; /* what the work between two deflations is for */
};

uint32_t
saver_next(const struct saver *saver)
{
	return (uint32_t)saver->count;
}

static struct place *
place_of(struct saver *saver, uint32_t number)
{
	while (saver->count <= number) {
		saver->places = arena_grow(
			saver->pdf->arena, saver->places, saver->count, &saver->room, sizeof(*saver->places));
		saver->places[saver->count++] = (struct place){0};
	}
	return &saver->places[number];
}

static void
mark_offset(struct saver *saver, uint32_t number)
{
	*place_of(saver, number) = (struct place){PLACE_OFFSET, (uint32_t)(saver->out->length - saver->start), 0};
}

static void
close_object_stream(struct saver *saver)
{
	struct full *full;

	if (saver->filled == 0)
		return;
	saver->full =
		arena_grow(saver->pdf->arena, saver->full, saver->full_count, &saver->full_room, sizeof(*saver->full));
	full = &saver->full[saver->full_count++];
	*full = (struct full){.count = saver->filled, .first = saver->head.length};
	buf_add(&saver->head, saver->body.data, saver->body.length);
	full->bytes = deflated(saver->pdf, &saver->head, &full->length, saver->cost);
	buf_clear(&saver->head);
	buf_clear(&saver->body);
	saver->filled = 0;
}

void
saver_object(struct saver *saver, uint32_t number, const struct buf *text)
{
	*place_of(saver, number) = (struct place){PLACE_STREAM, (uint32_t)saver->full_count, saver->filled};
	buf_printf(&saver->head, "%u %zu ", (unsigned)number, saver->body.length);
	buf_add(&saver->body, text->data, text->length);
	buf_char(&saver->body, '\n');
	if (++saver->filled == TOGETHER)
		close_object_stream(saver);
}

static void
put_stream(struct saver *saver, uint32_t number, const char *keys, const char *bytes, size_t length)
{
	mark_offset(saver, number);
	buf_printf(
		saver->out, "%u 0 obj\n<<%s/Filter/FlateDecode/Length %zu>>\nstream\n", (unsigned)number, keys, length);
	buf_add(saver->out, bytes, length);
	buf_text(saver->out, "\nendstream\nendobj\n");
}

/* Which objects are the pages' contents, as numbers of pages from 1. */
static uint32_t *
contents_by_object(struct pdf *pdf)
{
	uint32_t *pages = arena_array(pdf->arena, haru_objects(pdf->hpdf), sizeof(*pages));

	for (uint32_t i = 0; i < pdf->page_count; i++)
		pages[haru_contents(pdf->pages[i].hpdf)] = i + 1;
	return pages;
}

/* libharu's objects; writing a font makes more of them. Contents of pages are our own. */
static void
save_objects(struct saver *saver)
{
	HPDF_Doc doc = saver->pdf->hpdf;
	const uint32_t *contents = contents_by_object(saver->pdf);
	const uint32_t known = haru_objects(doc);
	struct buf text;

	buf_init(&text);
	for (uint32_t i = 1; i < haru_objects(doc); i++) {
		void *object = haru_object(doc, i);

		if (object == saver->pdf->tags.tree)
			continue;
		if (i < known && contents[i] != 0) {
			const struct page *page = &saver->pdf->pages[contents[i] - 1];

			put_stream(saver, i, "", page->content, page->content_length);
			continue;
		}
		if (HPDF_Obj_WriteValue(object, saver->scratch, NULL) != HPDF_OK)
			saver->failed = true;
		haru_taken(saver->scratch, &text);
		if (haru_is_stream(object)) {
			mark_offset(saver, i);
			buf_printf(saver->out, "%u 0 obj\n", i);
			buf_add(saver->out, text.data, text.length);
			buf_text(saver->out, "\nendobj\n");
		} else {
			saver_object(saver, i, &text);
		}
	}
	place_of(saver, haru_objects(doc) - 1);
	buf_close(&text);
}

static void
save_object_streams(struct saver *saver)
{
	uint32_t first = saver_next(saver);

	for (size_t i = 0; i < saver->count; i++)
		if (saver->places[i].kind == PLACE_STREAM)
			saver->places[i].where += first;
	for (size_t i = 0; i < saver->full_count; i++) {
		struct full *full = &saver->full[i];
		char keys[64];

		snprintf(keys, sizeof(keys), "/Type/ObjStm/N %u/First %zu", full->count, full->first);
		put_stream(saver, first + (uint32_t)i, keys, full->bytes, full->length);
	}
}

/* Made of the file's bytes: the same file has the same identifier, FNV-1a in two halves. */
static void
identifier(const struct saver *saver, char hex[33])
{
	uint64_t hash[2] = {0xCBF29CE484222325, 0x84222325CBF29CE4};

	for (size_t i = saver->start; i < saver->out->length; i++)
		hash[i & 1] = (hash[i & 1] ^ (unsigned char)saver->out->data[i]) * 0x100000001B3;
	snprintf(hex, 33, "%016llX%016llX", (unsigned long long)hash[0], (unsigned long long)hash[1]);
}

/* The cross-reference stream is the last object, and refers to itself. */
static void
save_places(struct saver *saver)
{
	uint32_t number = saver_next(saver);
	struct buf table, keys;
	const char *packed;
	size_t length;
	char id[33];

	identifier(saver, id);
	mark_offset(saver, number);
	buf_init(&table);
	for (size_t i = 0; i < saver->count; i++) {
		const struct place *place = &saver->places[i];
		const char row[] = {(char)place->kind, (char)(place->where >> 24), (char)(place->where >> 16),
			(char)(place->where >> 8), (char)place->where, (char)(place->index >> 8), (char)place->index};

		buf_add(&table, row, sizeof(row));
	}
	packed = deflated(saver->pdf, &table, &length, saver->cost);
	buf_init(&keys);
	buf_printf(&keys, "/Type/XRef/W[1 4 2]/Size %zu/Root %u 0 R/Info %u 0 R/ID[<%s><%s>]", saver->count,
		(unsigned)haru_number(haru_catalog(saver->pdf->hpdf)),
		(unsigned)haru_number(haru_info(saver->pdf->hpdf)), id, id);
	put_stream(saver, number, keys.data, packed, length);
	buf_printf(saver->out, "startxref\n%u\n%%%%EOF\n", (unsigned)saver->places[number].where);
	buf_close(&keys);
	buf_close(&table);
}

int
pdf_save(struct pdf *pdf, struct buf *out)
{
	struct saver saver = {.pdf = pdf, .out = out, .start = out->length, .cost = &pdf->costs.fonts};

	saver.scratch = HPDF_MemStream_New(haru_memory(pdf->hpdf), SCRATCH);
	if (saver.scratch == NULL)
		return err_set(pdf->err, ERR_SYSTEM, "the PDF library has no memory");
	buf_init(&saver.head);
	buf_init(&saver.body);
	buf_text(out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
	save_objects(&saver);
	pdf_lap(pdf, &pdf->costs.fonts);
	saver.cost = &pdf->costs.tags;
	tags_save(pdf, &saver);
	close_object_stream(&saver);
	save_object_streams(&saver);
	save_places(&saver);
	pdf_lap(pdf, &pdf->costs.tags);
	buf_close(&saver.head);
	buf_close(&saver.body);
	HPDF_Stream_Free(saver.scratch);
	if (saver.failed)
		return err_set(pdf->err, ERR_SYSTEM, "the PDF library failed with code 0x%04lX",
			(unsigned long)HPDF_GetError(pdf->hpdf));
	if (out->length - saver.start > UINT32_MAX)
		return err_set(pdf->err, ERR_SYSTEM, "the PDF is too large");
	return 0;
}
