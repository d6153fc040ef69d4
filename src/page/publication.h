/* A pack that is published is served as it was published. */
#ifndef PAGE_PUBLICATION_H
#define PAGE_PUBLICATION_H

#include "visit.h"

/* Answers for a pack if it is published, or was and is withdrawn; *answered says whether. */
int publication_answer(struct visit *visit, bool *answered);

/*
 * Commits, and removes from the spool what is served no longer; a new transaction is open then. What cannot be removed is
 * logged: moothall erase sweep does it again.
 */
int publication_settle(struct visit *visit);

#endif
