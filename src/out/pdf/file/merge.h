/* Attachments into the pack that was written: what the files merge*.c share. */
#ifndef PDF_MERGE_H
#define PDF_MERGE_H

#include "../../attach/qpdf.h"
#include "../layout/attached.h"
#include "../pdf.h"

/* A link of an attachment's page, as it is in its file and as it is in the pack. */
struct merge_link {
	int old_number; /* of its object */
	unsigned page;  /* of its file, from 0 */
	qpdf_oh made;
	bool tagged;
};

/* One attachment on its way into the pack. */
struct merge {
	struct pdf *pdf;
	struct arena *arena;
	qpdf_data pack, file;
	struct attached *attached;
	struct attach_page *pages; /* as read, one each */
	struct matrix *matrices;   /* from their user space to the paper */
	qpdf_oh *sheets, *forms;   /* the pack's pages, and what they draw */
	struct merge_link *links;
	size_t link_count, link_room;
	struct err *err;
	bool trial;          /* nothing comes of it but whether it can be done */
	size_t *left;        /* what may still be spent */
	unsigned char *seen; /* a bit for each object of the file that was taken over */
};

/*
 * A few bytes can describe any number of parts: by leading back to themselves, or by all using what is large. So
 * each part of a file is paid for, out of a sum that no file of people's comes near, and no object is taken over
 * twice. False: that is enough; a trial then fails, and a pack goes without the rest.
 */
bool merge_spend(const struct merge *merge, size_t steps);
bool merge_text(const struct merge *merge, const char *text); /* what a text costs */
bool merge_once(const struct merge *merge, qpdf_oh object);

/* Where a destination of the file leads to, as a destination of the pack; false: nowhere. */
bool merge_destination(const struct merge *merge, qpdf_oh to, qpdf_oh *made);
/* The links of a page that may be followed. */
void merge_links(struct merge *merge, unsigned page);
/* The file's own bookmarks, below the one that leads to its first page. */
void merge_outline(const struct merge *merge);

/* Takes the file's structure over, below the attachment's part of the pack. */
void merge_tags(struct merge *merge);
/* For one without: its links, at least. */
void merge_link_tags(struct merge *merge);

#endif
