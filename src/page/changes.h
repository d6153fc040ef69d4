/* What was changed between two texts, word by word. */
#ifndef CHANGES_H
#define CHANGES_H

#include "base/buf.h"
#include "base/mem.h"

/*
 * Writes the later text with what is new in it as <ins> and what is gone as <del>, each said in words too. Texts that
 * have too little in common are one <del> and one <ins>.
 */
void changes_write(struct buf *out, struct arena *arena, const char *before, const char *after);

#endif
