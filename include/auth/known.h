/*
 * Who asked of late, as this process has them from the database: their names, roles and rights stay the same while
 * content does (session_begin() in sql/objects/access/session.sql), and are not asked for each time.
 */
#ifndef AUTH_KNOWN_H
#define AUTH_KNOWN_H

struct visitor;

struct known;

struct known *known_new(void);
void known_free(struct known *known); /* NULL: nothing is done */

/* Who asked under this hash of a token; NULL. Stays until the next known_put. */
const struct visitor *known_find(struct known *known, const char *hash);
/* Keeps a copy. Who has not asked for longest makes room. */
void known_put(struct known *known, const char *hash, const struct visitor *visitor);

#endif
