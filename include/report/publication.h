/* Publishing a pack: what is made of it is kept, and served from then on; withdrawing it; what is known otherwise since. */
#ifndef REPORT_PUBLICATION_H
#define REPORT_PUBLICATION_H

#include "base/buf.h"
#include "base/err.h"
#include "db/db.h"
#include "doc/doc.h"

/* The faces that are kept, in the order in which they are made, ended by NULL: "pdf", "large-print", "html" … */
extern const char *const publication_faces[];

/*
 * Adds the document in one of these faces to `out`, or a table, "csv:KEY", or what its columns are, "csvw:KEY"; of paper,
 * where its parts begin to `parts`. `contact`: whom a reader turns to.
 */
typedef int publication_writer(struct buf *out, struct buf *parts, const struct doc *doc, const char *face,
	const char *contact, struct err *err);

struct publication_new {
	const char *meeting;
	const char *late_reason; /* each NULL or blank: none was given */
	const char *despite;     /* why, although the preflight says that something would fail */
	const char *replaced;    /* why another takes the place of the one that stands */
	const char *account;     /* of the operator */
	const char *contact;
	publication_writer *write;
	void (*lay_out)(struct doc *doc);
};

/* What came of it. */
struct publication_made {
	const struct doc *preflight;
	size_t fails;       /* of its findings; with any, and no reason, nothing was published */
	const char *number; /* NULL: nothing was */
	const char *sha256; /* of the PDF with all that is exempt in it */
	size_t pdf_size;
};

/* What the preflight finds of it: ->preflight and ->fails. */
int publication_preflight(struct db *db, struct arena *arena, const char *meeting, void (*lay_out)(struct doc *doc),
	struct publication_made *made, struct err *err);

/*
 * Publishes in the open transaction, which is to be committed if made->number is there, and else rolled back. What is
 * refused at a field (ERR_INPUT) is so as forms expect it: late_reason, despite, replaced.
 */
int publication_make(struct db *db, struct arena *arena, const struct publication_new *new,
	struct publication_made *made, struct err *err);

int publication_withdraw(struct db *db, struct arena *arena, const char *meeting, const char *reason,
	const char *account, struct err *err);

/* What is served of a meeting's pack in a face. */
struct publication_served {
	const char *sha256;    /* NULL: it is made as it is asked for */
	const char *withdrawn; /* that it was, in words; NULL */
	const char *number, *edition;
	const char *exempt; /* "item 9, item 10"; NULL: nothing in it is */
	const char *published;
	size_t size, rows;
};
int publication_find(struct db *db, struct arena *arena, const char *meeting, const char *face,
	struct publication_served *served, struct err *err);
/* The tables that it has as CSV, by their keys, the first one first. */
int publication_tables(struct db *db, struct arena *arena, const struct publication_served *served, struct rows *tables,
	struct err *err);
/* Puts it on record that the reader is shown it, as if it had been made for them. */
int publication_see(struct db *db, struct arena *arena, const char *meeting, const char *face,
	const struct publication_served *served, struct err *err);
/* Its bytes, in the arena. */
const char *publication_bytes(
	struct db *db, struct arena *arena, const struct publication_served *served, const char *face, struct err *err);

/* The hashes of what is served; what else lies in a spool is stale. */
int publication_hashes(struct db *db, struct arena *arena, struct rows *hashes, struct err *err);

/*
 * Compares what the publications print that an import (NULL: any) can have changed with what is known now, each in a
 * transaction of its own, begun by `begin`. `found` is told of each that differs, and in how many figures.
 */
struct publication_compare {
	int (*begin)(void *context, struct err *err);
	void (*found)(void *context, const char *meeting, const char *figures);
	void *context;
};
int publication_compare(
	struct db *db, struct arena *arena, const char *import, const struct publication_compare *how, struct err *err);

#endif
