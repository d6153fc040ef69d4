/*
 * What the rooms of the PDF writer share. A document becomes paper in four steps:
 *
 *   layout/block, table, cover   blocks into slabs: rows of the page that are not split
 *   layout/flow                  slabs onto pages
 *   ink/page, paint              pages into libharu, with links, outline and page numbers
 *   file/tags, save              the structure tree, and the bytes
 *
 * No page number is known before the second step has ended, so nothing before the third prints
 * one: room for it is kept, and the layout does not depend on it. Lengths are points; y runs
 * downwards from the top until ink/paint turns it over.
 */
#ifndef OUT_PDF_PDF_H
#define OUT_PDF_PDF_H

#include <hpdf.h>

#include "base/str.h"
#include "file/tags.h"
#include "ink/font.h"
#include "out/out.h"

struct attached;
struct entry;
struct libdeflate_compressor;
struct orientation;
struct page;
struct slab;
struct target;

/* The size of type that is this much smaller than the text, where the plan has such. */
double small_type(const struct pdf *pdf, double ratio);

struct pdf {
	struct arena *arena;   /* until the document is written */
	struct arena *scratch; /* until the next slabs are made */
	const struct doc *doc;
	struct doc *checked; /* the same, if its findings are asked for; NULL */
	const struct page_plan *plan;
	struct err *err;
	HPDF_Doc hpdf;
	HPDF_STATUS status; /* libharu's first error */
	bool failed;        /* the document cannot be written; `err` says why */
	HPDF_Encoder utf8;
	struct fonts fonts;
	struct tags tags;
	struct page *pages;
	size_t page_count, page_room;
	size_t block;               /* that is being made into slabs; doc->count: none is */
	struct block_pages *places; /* of the blocks, for pdf_pages; NULL */
	struct slab **pending;      /* kept together with what comes next */
	size_t pending_count, pending_room;
	double column;           /* width of the column that is being made; 0: none is */
	bool column_full;        /* something in it wants more room than it has */
	struct slab **collected; /* its slabs */
	size_t collected_count, collected_room;
	bool breaking;            /* the next slab begins a page */
	bool landscape;           /* as the document says, or a wide table */
	size_t emptied;           /* the page, from 1, that a turn of the paper has left under half full; 0: none */
	struct orientation *ways; /* of the blocks */
	bool cover;
	const char *running;
	bool late;
	const char **keys; /* of all headings and tables, sorted */
	size_t key_count;
	struct target *targets; /* sorted when the last slab is placed */
	size_t target_count, target_room;
	struct entry *entries;
	size_t entry_count, entry_room;
	unsigned heading_level; /* of the last heading in the structure */
	struct attached **attached;
	size_t attached_count, attached_room;
	struct libdeflate_compressor *compressor;
	struct pdf_costs costs;
	double lap; /* when the last of the costs was taken */
};

/* Adds the time since the last call to one of the costs. */
void pdf_lap(struct pdf *pdf, double *cost);

/* Records what is wrong with the document; the first stays. */
void pdf_fail(struct pdf *pdf, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
