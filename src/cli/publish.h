/* What other commands do of published packs. */
#ifndef CLI_PUBLISH_H
#define CLI_PUBLISH_H

#include "command.h"

/*
 * After a release: compares what is published with what is known now, and says on standard error what differs. `import`:
 * its number; NULL: whatever was released. Nothing where the operator does not ask on a connection of the owner's.
 */
void publications_check(struct cli *cli, const char *import);

/* Removes from the spool what is served no longer, if there is a spool. Returns how many files; -1. */
int spool_sweep(struct cli *cli, struct err *err);

#endif
