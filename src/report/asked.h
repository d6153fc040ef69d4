/*
 * Reports that the papers of one document show in parts ({{report X table=…}}, and again chart=…): their rows are asked
 * for once.
 */
#ifndef ASKED_H
#define ASKED_H

#include "builder.h"

struct asked *asked_new(struct arena *arena);
/* What was asked for this report with the job's subject and parameters; NULL: nothing yet, or nothing is kept. */
struct build *asked_find(const struct report *report, const struct report_job *job);
/* Keeps what was asked for, if the job has a place for it. */
void asked_keep(const struct build *build);

#endif
