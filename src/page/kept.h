/*
 * What this process answered before, and answers again while nothing has changed: reports of figures to whoever has the
 * same rights, those of meetings and the home page in the same session, and that there is nothing at an address. So what
 * an answer costs does not tell either of what its reader may not see. Nothing that goes on record as seen is kept.
 */
#ifndef KEPT_H
#define KEPT_H

#include "visit.h"

struct publication_served;

/* Whether it was answered before, and is; `rows` are then what is taken away with it. */
bool kept_answer(struct visit *visit, size_t *rows);
/* The page that the visit is answered with, or the file that its answer is. */
void kept_page(const struct visit *visit, const char *title, const char *subtitle, const struct buf *main);
void kept_file(const struct visit *visit, size_t rows);

/*
 * That there is nothing here for whoever asks, or they may not: visit->err says so then, or did. `content`: when it was
 * looked for, which may be before the transaction that is open now (visit->visitor has that of this one).
 */
bool kept_refusal(struct visit *visit);
void kept_refused(const struct visit *visit, const char *content);

/* What is served of a published pack. */
bool kept_publication(const struct visit *visit, struct publication_served *served);
void kept_published(const struct visit *visit, const struct publication_served *served);

#endif
