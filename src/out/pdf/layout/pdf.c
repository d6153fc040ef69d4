/* The document as PDF: the steps, one after the other. */
#include "../file/save.h"
#include "../haru.h"
#include "../ink/paint.h"
#include "../ink/text.h"
#include "../pdf.h"
#include "attached.h"
#include "block.h"
#include "flow.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#if HPDF_VERSION_ID != 20300
#error "libharu 2.3.0 is needed: its structures differ in other versions"
#endif

const struct page_plan page_plan_a4 = {.width = 595.28, .height = 841.89, .margin = 56, .size = 10.5, .leading = 1.3};

/*
 * Large print is a plan of its own: the layout is made anew for it, so that lines wrap and
 * tables turn or are parted instead of running off the page or shrinking.
 */
const struct page_plan page_plan_large = {
	.width = 595.28, .height = 841.89, .margin = 44, .size = 16, .leading = 1.22, .even = true};

double
small_type(const struct pdf *pdf, double ratio)
{
	return pdf->plan->size * (pdf->plan->even ? 1 : ratio);
}

const struct page_plan *
page_plan_find(const char *large_print, struct err *err)
{
	if (str_equal(large_print, "yes"))
		return &page_plan_large;
	if (str_blank(large_print) || str_equal(large_print, "no"))
		return &page_plan_a4;
	err_set(err, ERR_INPUT, "large-print is yes or no, not \"%.40s\"", large_print);
	return NULL;
}

void
pdf_lap(struct pdf *pdf, double *cost)
{
	struct timespec now;
	double seconds;

	clock_gettime(CLOCK_MONOTONIC, &now);
	seconds = (double)now.tv_sec + (double)now.tv_nsec / 1e9;
	if (cost != NULL)
		*cost += seconds - pdf->lap;
	pdf->lap = seconds;
}

void
pdf_fail(struct pdf *pdf, const char *format, ...)
{
	char text[400];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	pdf->failed = true;
	err_set(pdf->err, ERR_INPUT, "%s", text);
}

static void
on_error(HPDF_STATUS status, HPDF_STATUS detail, void *data)
{
	struct pdf *pdf = data;

	(void)detail;
	if (pdf->status == HPDF_OK)
		pdf->status = status;
}

/* Headings without a key get one that no document can have. */
static void
collect_entries(struct pdf *pdf)
{
	const struct doc *doc = pdf->doc;

	for (size_t i = 0; i < doc->count; i++) {
		const struct block *block = &doc->blocks[i];
		struct entry *entry;

		if (block->kind != BLOCK_HEADING)
			continue;
		pdf->entries =
			arena_grow(pdf->arena, pdf->entries, pdf->entry_count, &pdf->entry_room, sizeof(*pdf->entries));
		entry = &pdf->entries[pdf->entry_count++];
		entry->block = i;
		entry->level = block->level;
		entry->number = block->number;
		entry->text = text_clean(pdf, text_plain(pdf->arena, &block->text));
		entry->key = block->key != NULL ? block->key : arena_printf(pdf->arena, "\1%zu", i);
	}
}

static void
information(struct pdf *pdf)
{
	const struct doc *doc = pdf->doc;
	int year, month, day;

	if (!str_blank(doc->title))
		HPDF_SetInfoAttr(pdf->hpdf, HPDF_INFO_TITLE, text_clean(pdf, doc->title));
	if (!str_blank(doc->author))
		HPDF_SetInfoAttr(pdf->hpdf, HPDF_INFO_AUTHOR, text_clean(pdf, doc->author));
	HPDF_SetInfoAttr(pdf->hpdf, HPDF_INFO_CREATOR, "Moothall");
	if (doc->as_of != NULL && sscanf(doc->as_of, "%4d-%2d-%2d", &year, &month, &day) == 3 && year > 1900) {
		HPDF_Date date = {year, month, day, 0, 0, 0, 'Z', 0, 0};

		HPDF_SetInfoDateAttr(pdf->hpdf, HPDF_INFO_CREATION_DATE, date);
	}
}

static int
open_library(struct pdf *pdf)
{
	pdf->hpdf = HPDF_New(on_error, pdf);
	if (pdf->hpdf == NULL)
		return err_set(pdf->err, ERR_SYSTEM, "the PDF library did not start");
	haru_version(pdf->hpdf);
	HPDF_SetCompressionMode(pdf->hpdf, HPDF_COMP_ALL);
	HPDF_UseUTFEncodings(pdf->hpdf);
	pdf->utf8 = HPDF_GetEncoder(pdf->hpdf, "UTF-8");
	HPDF_SetCurrentEncoder(pdf->hpdf, "UTF-8");
	return 0;
}

/* "2017-03-06" as "6 March 2017". */
static const char *
day(struct pdf *pdf, const char *iso)
{
	static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July", "August",
		"September", "October", "November", "December"};
	unsigned year, month, of_month;

	if (sscanf(iso, "%4u-%2u-%2u", &year, &month, &of_month) != 3 || month < 1 || month > 12)
		return iso;
	return arena_printf(pdf->arena, "%u %s %u", of_month, months[month - 1], year);
}

/* What a page says around its blocks: the period, the area, and the day of the newest figures. */
static void
standing(struct pdf *pdf)
{
	const struct doc *doc = pdf->doc;
	const char *area = doc->area_label != NULL ? doc->area_label : doc->area;
	const char *period = doc->period_label != NULL ? doc->period_label : doc->period;
	struct fact facts[3];
	size_t count = 0;

	if (!str_blank(area))
		facts[count++] = (struct fact){"Area", text_of(pdf, area)};
	if (!str_blank(period))
		facts[count++] = (struct fact){"Period", text_of(pdf, period)};
	if (!str_blank(doc->as_of))
		facts[count++] = (struct fact){"Figures as of", text_of(pdf, day(pdf, doc->as_of))};
	if (count > 0)
		facts_write(pdf, facts, count, true);
}

/* A document whose blocks begin with neither cover nor title gets its title first. */
static void
title(struct pdf *pdf)
{
	const struct doc *doc = pdf->doc;
	struct block block = {.kind = BLOCK_HEADING, .level = 1};

	if (str_blank(doc->title))
		return;
	for (size_t i = 0; i < doc->count; i++)
		if (doc->blocks[i].kind == BLOCK_COVER ||
			(doc->blocks[i].kind == BLOCK_HEADING && doc->blocks[i].level <= 1))
			return;
	block.text = text_of(pdf, doc->title);
	heading_write(pdf, &block, NULL);
	standing(pdf);
}

static int
lay_out(struct pdf *pdf)
{
	pdf->running = pdf->doc->title;
	collect_entries(pdf);
	links_init(pdf);
	blocks_write(pdf, title);
	missing_note(pdf);
	flow_end(pdf);
	pdf_lap(pdf, &pdf->costs.layout);
	return pdf->failed ? -1 : 0;
}

/* What the labels of a run of pages like this one begin with, and how they go on. */
static HPDF_Dict
page_label(struct pdf *pdf, const struct page *page)
{
	HPDF_MMgr mmgr = haru_memory(pdf->hpdf);
	HPDF_Dict label = HPDF_Dict_New(mmgr);
	const char *prefix = page->letter > 0 ? arena_printf(pdf->arena, "%u", page->whole) : "Cover";

	if (page->letter > 0 || page->cover)
		HPDF_Dict_Add(label, "P", HPDF_String_New(mmgr, prefix, NULL));
	if (!page->cover)
		HPDF_Dict_AddName(label, "S", page->letter > 0 ? "a" : "D");
	HPDF_Dict_AddNumber(label, "St", (HPDF_INT32)(page->letter > 0 ? page->letter : page->whole));
	return label;
}

/* Whether its label goes on from that of the page before. */
static bool
goes_on(const struct page *before, const struct page *page)
{
	if (page->cover != before->cover || (page->letter > 0) != (before->letter > 0))
		return false;
	return page->letter > 0 ? page->whole == before->whole && page->letter == before->letter + 1
				: page->whole == before->whole + 1;
}

/* Labels as printed: a cover has no number, though it counts; late pages go on with letters. */
static void
page_labels(struct pdf *pdf)
{
	HPDF_MMgr mmgr = haru_memory(pdf->hpdf);
	HPDF_Dict labels = HPDF_Dict_New(mmgr);
	HPDF_Array ranges = HPDF_Array_New(mmgr);

	for (size_t i = 0; i < pdf->page_count; i++) {
		if (i > 0 && goes_on(&pdf->pages[i - 1], &pdf->pages[i]))
			continue;
		HPDF_Array_AddNumber(ranges, (HPDF_INT32)i);
		HPDF_Array_Add(ranges, page_label(pdf, &pdf->pages[i]));
	}
	HPDF_Dict_Add(labels, "Nums", ranges);
	HPDF_Dict_Add(haru_catalog(pdf->hpdf), "PageLabels", labels);
}

static int
write_out(struct pdf *pdf, struct buf *out)
{
	size_t start = out->length;

	pages_write(pdf);
	outline_write(pdf);
	page_labels(pdf);
	pdf_lap(pdf, &pdf->costs.ink);
	fonts_finish(pdf);
	pdf_lap(pdf, &pdf->costs.fonts);
	if (pdf->failed)
		return -1;
	if (pdf->status == HPDF_OK && HPDF_GetError(pdf->hpdf) == HPDF_OK &&
		(pdf_save(pdf, out) < 0 || attached_merge(pdf, out, start) < 0))
		return -1;
	if (pdf->status != HPDF_OK || HPDF_GetError(pdf->hpdf) != HPDF_OK)
		return err_set(pdf->err, ERR_SYSTEM, "the PDF library failed with code 0x%04lX",
			(unsigned long)(pdf->status != HPDF_OK ? pdf->status : HPDF_GetError(pdf->hpdf)));
	return 0;
}

static void
write_parts(const struct pdf *pdf, struct buf *parts)
{
	for (size_t i = 0; i < pdf->doc->count; i++) {
		const struct block *block = &pdf->doc->blocks[i];
		const struct target *target =
			block->running != NULL && block->key != NULL ? flow_target(pdf, block->key) : NULL;

		if (target != NULL)
			buf_printf(parts, "%s\t%s\n", block->key, flow_page_label(pdf, target->page));
	}
}

/* Whether it is written, checked or its parts looked up, it is laid out once. */
struct wanted {
	struct doc *checked;
	struct buf *parts;
};

static int
write_or_check(struct buf *out, const struct doc *doc, struct wanted wanted, const struct page_plan *plan,
	struct pdf_costs *costs, struct err *err)
{
	struct err own = {0};
	struct doc *checked = wanted.checked;
	struct pdf pdf = {.doc = doc, .checked = checked, .plan = plan, .err = err != NULL ? err : &own};
	size_t length = out->length;
	int rc = -1;

	pdf.arena = arena_new();
	pdf.scratch = arena_new();
	pdf_lap(&pdf, NULL);
	if (deflate_init(&pdf) == 0 && open_library(&pdf) == 0 && fonts_init(&pdf) == 0 && tags_prepare(&pdf) == 0) {
		pdf_lap(&pdf, &pdf.costs.fonts);
		rc = lay_out(&pdf);
	}
	if (rc == 0) {
		information(&pdf);
		rc = write_out(&pdf, out);
	}
	if (rc == 0 && checked != NULL)
		missing_find(&pdf);
	if (rc == 0 && wanted.parts != NULL)
		write_parts(&pdf, wanted.parts);
	pdf.costs.pages = (unsigned)pdf.page_count;
	*costs = pdf.costs;
	if (rc < 0) { /* nothing of a document that failed */
		out->length = length;
		out->data[length] = '\0';
	}
	attached_close(&pdf);
	if (pdf.hpdf != NULL)
		HPDF_Free(pdf.hpdf);
	deflate_close(&pdf);
	arena_free(pdf.scratch);
	arena_free(pdf.arena);
	return rc;
}

int
pdf_write_measured(
	struct buf *out, const struct doc *doc, const struct page_plan *plan, struct pdf_costs *costs, struct err *err)
{
	return write_or_check(out, doc, (struct wanted){0}, plan, costs, err);
}

int
pdf_write_parts(
	struct buf *out, struct buf *parts, const struct doc *doc, const struct page_plan *plan, struct err *err)
{
	struct pdf_costs costs;

	return write_or_check(out, doc, (struct wanted){.parts = parts}, plan, &costs, err);
}

int
pdf_write(struct buf *out, const struct doc *doc, const struct page_plan *plan, unsigned *pages, struct err *err)
{
	struct pdf_costs costs;

	if (pdf_write_measured(out, doc, plan, &costs, err) < 0)
		return -1;
	if (pages != NULL)
		*pages = costs.pages;
	return 0;
}

/* What the pages are called, for as long as the document is there. */
static void
label_pages(const struct pdf *pdf, struct block_pages pages[])
{
	const char **labels = arena_array(pdf->doc->arena, pdf->page_count + 1, sizeof(*labels));

	for (size_t i = 1; i <= pdf->page_count; i++)
		labels[i] = arena_string(pdf->doc->arena, flow_page_label(pdf, (unsigned)i));
	for (size_t i = 0; i < pdf->doc->count; i++)
		pages[i].labels = labels;
}

int
pdf_pages(const struct doc *doc, const struct page_plan *plan, struct block_pages pages[], struct err *err)
{
	struct err own = {0};
	struct pdf pdf = {.doc = doc, .plan = plan, .err = err != NULL ? err : &own, .places = pages};
	int rc = -1;

	memset(pages, 0, doc->count * sizeof(*pages));
	pdf.arena = arena_new();
	pdf.scratch = arena_new();
	if (open_library(&pdf) == 0 && fonts_init(&pdf) == 0 && tags_prepare(&pdf) == 0)
		rc = lay_out(&pdf);
	if (rc == 0)
		label_pages(&pdf, pages);
	attached_close(&pdf);
	if (pdf.hpdf != NULL)
		HPDF_Free(pdf.hpdf);
	arena_free(pdf.scratch);
	arena_free(pdf.arena);
	return rc;
}

void
pdf_check(struct doc *doc)
{
	struct pdf_costs costs;
	struct err err = {0};
	struct buf out;

	buf_init(&out);
	if (write_or_check(&out, doc, (struct wanted){.checked = doc}, &page_plan_a4, &costs, &err) != 0)
		doc_finding(doc, SEVERITY_FAILS, "The layout", arena_string(doc->arena, err.text),
			"Change the text so that it can be printed.");
	buf_close(&out);
}
