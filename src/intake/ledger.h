/* The ledger's own way in: its files are too large to be held. */
#ifndef INTAKE_LEDGER_H
#define INTAKE_LEDGER_H

#include "problem.h"

/* Whether a kind is read while it is loaded, by ledger_load, and not before. */
bool is_streamed(const struct kind *kind);

/*
 * Reads the part's file, and with a database copies it in under the file's number; without one
 * (NULL) only checks it. Bad rows become problems; -1 for what ends the import.
 */
int ledger_load(struct intake *intake, struct db *db, const char *file, struct intake_part *part, struct err *err);

#endif
