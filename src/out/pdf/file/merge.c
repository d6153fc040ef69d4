/*
 * Attachments into the pack that was written: each of their pages becomes a form, which the page
 * of the pack that was left free for it draws. A form cannot paint outside its box, whatever
 * its content does, and leaves nothing behind for what the pack prints.
 */
#include "../haru.h"
#include "../layout/flow.h"
#include "merge.h"
#include "save.h"

#include <string.h>

enum { STEPS_MOST = 600000, TEXT_OF_STEP = 32, NUMBER_MOST = 8388607 };

static bool
enough(const struct merge *merge, const char *what)
{
	if (merge->trial)
		err_set(merge->err, ERR_INPUT, "%s: print it to a new PDF and attach that", what);
	return false;
}

bool
merge_spend(const struct merge *merge, size_t steps)
{
	if (*merge->left >= steps) {
		*merge->left -= steps;
		return true;
	}
	*merge->left = 0;
	return enough(merge, "its structure, bookmarks or links are too many, or lead to one another");
}

bool
merge_text(const struct merge *merge, const char *text)
{
	return merge_spend(merge, strlen(text) / TEXT_OF_STEP);
}

bool
merge_once(const struct merge *merge, qpdf_oh object)
{
	int number = qpdf_oh_get_object_id(merge->file, object);
	unsigned char bit = (unsigned char)(1U << (number & 7));

	if (number <= 0 || number > NUMBER_MOST) /* it stands where it is used */
		return true;
	if ((merge->seen[number >> 3] & bit) != 0)
		return enough(merge, "it uses a part of its structure or a bookmark more than once");
	merge->seen[number >> 3] |= bit;
	return true;
}

static qpdf_oh
pack_object(const struct merge *merge, uint32_t number)
{
	return qpdf_get_object_by_id(merge->pack, (int)number, 0);
}

static void
place_page(struct merge *merge, unsigned number)
{
	const struct attached_page *page = &merge->attached->pages[number];
	qpdf_oh sheet = pack_object(merge, haru_number(merge->pdf->pages[page->page].hpdf));
	qpdf_oh resources = attach_key(merge->pack, sheet, "/Resources");
	qpdf_oh forms = attach_key(merge->pack, resources, "/XObject");

	if (attach_page_read(merge->file, number, &merge->pages[number], merge->err) != 0)
		return;
	merge->sheets[number] = sheet;
	merge->matrices[number] = attach_fit(&merge->pages[number], page->x, page->y, page->width, page->height);
	merge->forms[number] =
		attach_form(merge->pack, merge->file, &merge->pages[number], &merge->matrices[number], merge->err);
	if (!qpdf_oh_is_dictionary(merge->pack, forms)) {
		forms = qpdf_oh_new_dictionary(merge->pack);
		qpdf_oh_replace_key(merge->pack, resources, "/XObject", forms);
	}
	qpdf_oh_replace_key(merge->pack, forms, ATTACHED_NAME, merge->forms[number]);
}

static int
merge_one(struct pdf *pdf, qpdf_data pack, struct attached *attached, struct err *err)
{
	unsigned count = attached->attachment->pages;
	size_t left = STEPS_MOST;
	struct merge merge = {.pdf = pdf,
		.arena = pdf->arena,
		.pack = pack,
		.file = attached->file,
		.attached = attached,
		.err = err,
		.left = &left,
		.trial = str_blank(attached->attachment->item)};

	merge.pages = arena_array(pdf->arena, count, sizeof(*merge.pages));
	merge.matrices = arena_array(pdf->arena, count, sizeof(*merge.matrices));
	merge.sheets = arena_array(pdf->arena, count, sizeof(*merge.sheets));
	merge.forms = arena_array(pdf->arena, count, sizeof(*merge.forms));
	merge.seen = arena_alloc(pdf->arena, NUMBER_MOST / 8 + 1);
	for (unsigned i = 0; i < count && err->code == ERR_NONE; i++)
		place_page(&merge, i);
	if (err->code != ERR_NONE || attach_trouble(attached->file, err) != 0)
		return -1;
	for (unsigned i = 0; i < count; i++)
		merge_links(&merge, i);
	merge_outline(&merge);
	if (attached->attachment->tagged)
		merge_tags(&merge);
	else
		merge_link_tags(&merge);
	if (err->code != ERR_NONE || attach_trouble(attached->file, err) != 0)
		return -1;
	qpdf_oh_release_all(attached->file);
	return 0;
}

static int
write_merged(qpdf_data pack, struct buf *out, size_t start, struct err *err)
{
	if ((qpdf_init_write_memory(pack) & QPDF_ERRORS) == 0) {
		qpdf_set_object_stream_mode(pack, qpdf_o_generate);
		qpdf_set_deterministic_ID(pack, QPDF_TRUE);
		qpdf_set_stream_data_mode(pack, qpdf_s_preserve);
		qpdf_write(pack);
	}
	if (attach_trouble(pack, err) != 0)
		return -1;
	/* The library reads what was there before until it has written. */
	out->length = start;
	buf_add(out, (const char *)qpdf_get_buffer(pack), qpdf_get_buffer_length(pack));
	return 0;
}

int
attached_merge(struct pdf *pdf, struct buf *out, size_t start)
{
	struct err err = {0};
	qpdf_data pack;
	int rc = 0;

	if (pdf->attached_count == 0)
		return 0;
	pack = attach_open(out->data + start, out->length - start, &err);
	if (pack == NULL)
		return err_set(pdf->err, ERR_SYSTEM, "the pack could not be read again: %s", err.text);
	for (size_t i = 0; i < pdf->attached_count && rc == 0; i++) {
		rc = merge_one(pdf, pack, pdf->attached[i], &err);
		if (rc != 0 && str_blank(pdf->attached[i]->attachment->item))
			err_set(pdf->err, ERR_INPUT, "%s", err.text);
		else if (rc != 0)
			err_set(pdf->err, ERR_INPUT, "could not add the attachment of item %.40s: %s",
				pdf->attached[i]->attachment->item, err.text);
	}
	if (rc == 0 && write_merged(pack, out, start, &err) != 0)
		rc = err_set(pdf->err, ERR_SYSTEM, "the attachments could not be added: %s", err.text);
	qpdf_cleanup(&pack);
	return rc;
}
