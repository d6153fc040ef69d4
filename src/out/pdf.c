/* The document as PDF: the steps, one after the other. */
#include "pdf_internal.h"

#include <stdarg.h>
#include <stdio.h>

#if HPDF_VERSION_ID != 20300
#error "libharu 2.3.0 is needed: its structures differ in other versions"
#endif

const struct page_plan page_plan_a4 = {
	.width = 595.28, .height = 841.89, .margin = 56, .size = 10.5};

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
		pdf->entries = arena_grow(pdf->arena, pdf->entries, pdf->entry_count,
			&pdf->entry_room, sizeof(*pdf->entries));
		entry = &pdf->entries[pdf->entry_count++];
		entry->block = i;
		entry->level = block->level;
		entry->number = block->number;
		entry->text = text_clean(pdf, text_plain(pdf->arena, &block->text));
		entry->key = block->key != NULL ? block->key
						: arena_printf(pdf->arena, "\1%zu", i);
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
	if (doc->as_of != NULL && sscanf(doc->as_of, "%4d-%2d-%2d", &year, &month, &day) == 3 &&
		year > 1900) {
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
	pdf->hpdf->pdf_version = HPDF_VER_17;
	HPDF_SetCompressionMode(pdf->hpdf, HPDF_COMP_ALL);
	HPDF_UseUTFEncodings(pdf->hpdf);
	pdf->utf8 = HPDF_GetEncoder(pdf->hpdf, "UTF-8");
	HPDF_SetCurrentEncoder(pdf->hpdf, "UTF-8");
	return 0;
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
}

static int
lay_out(struct pdf *pdf)
{
	pdf->running = pdf->doc->title;
	collect_entries(pdf);
	links_init(pdf);
	title(pdf);
	for (size_t i = 0; i < pdf->doc->count && !pdf->failed; i++)
		block_write(pdf, i);
	flow_end(pdf);
	return pdf->failed ? -1 : 0;
}

static int
write_out(struct pdf *pdf, struct buf *out)
{
	size_t start = out->length;

	pages_write(pdf);
	outline_write(pdf);
	fonts_finish(pdf);
	if (pdf->failed)
		return -1;
	if (pdf->status == HPDF_OK && HPDF_GetError(pdf->hpdf) == HPDF_OK &&
		(pdf_save(pdf, out) < 0 || attached_merge(pdf, out, start) < 0))
		return -1;
	if (pdf->status != HPDF_OK || HPDF_GetError(pdf->hpdf) != HPDF_OK)
		return err_set(pdf->err, ERR_SYSTEM, "the PDF library failed with code 0x%04lX",
			(unsigned long)(pdf->status != HPDF_OK ? pdf->status
							       : HPDF_GetError(pdf->hpdf)));
	return 0;
}

static int
write_or_check(struct buf *out, const struct doc *doc, struct doc *checked,
	const struct page_plan *plan, unsigned *pages, struct err *err)
{
	struct err own = {0};
	struct pdf pdf = {.doc = doc, .checked = checked, .plan = plan,
		.err = err != NULL ? err : &own};
	size_t length = out->length;
	int rc = -1;

	pdf.arena = arena_new();
	pdf.scratch = arena_new();
	if (open_library(&pdf) == 0 && fonts_init(&pdf) == 0 && tags_prepare(&pdf) == 0 &&
		lay_out(&pdf) == 0) {
		information(&pdf);
		rc = write_out(&pdf, out);
	}
	if (rc == 0 && pages != NULL)
		*pages = (unsigned)pdf.page_count;
	if (rc < 0) {		/* nothing of a document that failed */
		out->length = length;
		out->data[length] = '\0';
	}
	attached_close(&pdf);
	if (pdf.hpdf != NULL)
		HPDF_Free(pdf.hpdf);
	arena_free(pdf.scratch);
	arena_free(pdf.arena);
	return rc;
}

int
pdf_write(struct buf *out, const struct doc *doc, const struct page_plan *plan, unsigned *pages,
	struct err *err)
{
	return write_or_check(out, doc, NULL, plan, pages, err);
}

void
pdf_check(struct doc *doc)
{
	struct err err = {0};
	struct buf out;

	buf_init(&out);
	if (write_or_check(&out, doc, doc, &page_plan_a4, NULL, &err) != 0)
		doc_finding(doc, SEVERITY_FAILS, "The layout", arena_string(doc->arena, err.text),
			"Change the text so that it can be printed.");
	buf_close(&out);
}
