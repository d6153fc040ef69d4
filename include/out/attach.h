/* Other people's PDFs: checking one before it is kept. Adding it to a pack is pdf_write's. */
#ifndef OUT_ATTACH_H
#define OUT_ATTACH_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"

struct attach_facts {
	unsigned pages;
	bool tagged; /* it has a structure that a screen reader can follow, and that a pack can take over */
	bool pdfua;  /* it says of itself that it is PDF/UA-1 */
};

/*
 * Examines the file in a process of its own, with limits of memory and time, and writes it anew
 * to `clean`, without what nothing in it refers to: that is what is to be kept. ERR_INPUT
 * says why it is refused: no PDF, encrypted, damaged, without pages or with more than `most`,
 * or with something that acts by itself (scripts, programs, embedded files, media), or what the virus scanner at this
 * socket ("": there is none) does not let pass.
 */
int attach_check(const char *bytes, size_t length, unsigned most, const char *scanner, struct buf *clean,
	struct attach_facts *facts, struct err *err);

#endif
