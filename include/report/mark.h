/* The council's mark, a picture that stands on the cover of its packs and at the head of the site. */
#ifndef REPORT_MARK_H
#define REPORT_MARK_H

#include "base/buf.h"
#include "base/err.h"
#include "db/db.h"
#include "doc/doc.h"

/* Keeps it in place of the one before; `alternative` NULL: the council's name. NULL for `png`: there is none any more. */
int mark_set(struct db *db, struct arena *arena, const struct buf *png, unsigned width, unsigned height,
	const char *alternative, struct err *err);
/* Its bytes, in the arena; mark_find: if this is still its address. */
int mark_load(struct db *db, struct arena *arena, struct picture *mark, struct err *err);
int mark_find(struct db *db, struct arena *arena, const char *digest, struct picture *mark, struct err *err);

#endif
