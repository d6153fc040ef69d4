/* The PDFs that are attached to items of an agenda: reading one, attaching, withdrawing. */
#ifndef REPORT_ATTACHMENT_H
#define REPORT_ATTACHMENT_H

#include "base/buf.h"
#include "base/err.h"
#include "db/db.h"

/* Of a file that was checked; `bytes` are those to keep. */
struct attachment_new {
	const char *meeting, *item;
	const char *name;  /* of the file */
	const char *title; /* NULL or blank: the item's own */
	const struct buf *bytes;
	const char *sent_bytes; /* the file as it was sent */
	size_t sent_length;
	unsigned pages;
	bool tagged, pdfua;
	const char *account; /* of the operator */
};

/* ERR_DENIED or ERR_ABSENT if whoever is asking could not attach anything to this item. */
int attachment_allowed(struct db *db, struct arena *arena, const char *meeting, const char *item, struct err *err);
/* Attaches it, in place of what was attached before. */
int attachment_add(struct db *db, struct arena *arena, const struct attachment_new *file, struct err *err);
int attachment_withdraw(struct db *db, struct arena *arena, const char *meeting, const char *item, const char *account,
	struct err *err);
/* Attaches again what was withdrawn last. ERR_CONFLICT: something else is attached meanwhile. */
int attachment_put_back(struct db *db, struct arena *arena, const char *meeting, const char *item, struct err *err);

/* What is attached: its bytes in the arena. ERR_ABSENT: nothing that this reader may see. */
struct attachment_file {
	const char *name, *title;
	const char *bytes;
	size_t length;
	const char *edition; /* its number */
	bool exempt;         /* so is its item */
};
int attachment_load(struct db *db, struct arena *arena, const char *meeting, const char *item,
	struct attachment_file *file, struct err *err);

/* Puts it on record, if it is exempt, that the reader is shown it in this face ("pdf") or, of "html", its name. */
int attachment_see(struct db *db, struct arena *arena, const char *meeting, const char *item,
	const struct attachment_file *file, const char *face, struct err *err);

/* Its address on the site. */
const char *attachment_address(struct arena *arena, const char *meeting, const char *item);

#endif
