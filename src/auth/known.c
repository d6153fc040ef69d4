/* A short list, who asked last at its head. What is said of one lies in an arena of its own. */
#include "auth/known.h"

#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

#include "auth/session.h"
#include "base/mem.h"

enum { KNOWN_MOST = 200 };

struct entry {
	TAILQ_ENTRY(entry) entries;
	struct arena *arena;
	const char *hash;
	struct visitor visitor;
};

struct known {
	size_t count;
	TAILQ_HEAD(known_list, entry) entries;
};

struct known *
known_new(void)
{
	struct known *known = mem_array(1, sizeof(*known));

	TAILQ_INIT(&known->entries);
	return known;
}

static void
drop(struct known *known, struct entry *entry)
{
	TAILQ_REMOVE(&known->entries, entry, entries);
	known->count--;
	arena_free(entry->arena);
	free(entry);
}

void
known_free(struct known *known)
{
	if (known == NULL)
		return;
	while (!TAILQ_EMPTY(&known->entries))
		drop(known, TAILQ_FIRST(&known->entries));
	free(known);
}

static struct entry *
find(struct known *known, const char *hash)
{
	struct entry *entry = TAILQ_FIRST(&known->entries);

	while (entry != NULL && strcmp(entry->hash, hash) != 0)
		entry = TAILQ_NEXT(entry, entries);
	return entry;
}

const struct visitor *
known_find(struct known *known, const char *hash)
{
	struct entry *entry = hash != NULL ? find(known, hash) : NULL;

	if (entry == NULL)
		return NULL;
	TAILQ_REMOVE(&known->entries, entry, entries);
	TAILQ_INSERT_HEAD(&known->entries, entry, entries);
	return &entry->visitor;
}

void
known_put(struct known *known, const char *hash, const struct visitor *visitor)
{
	struct entry *old = find(known, hash), *entry = mem_array(1, sizeof(*entry));
	struct arena *arena = arena_new();

	if (old == NULL && known->count == KNOWN_MOST)
		old = TAILQ_LAST(&known->entries, known_list);
	if (old != NULL)
		drop(known, old);
	*entry = (struct entry){.arena = arena, .hash = arena_string(arena, hash)};
	visitor_copy(&entry->visitor, visitor, arena);
	TAILQ_INSERT_HEAD(&known->entries, entry, entries);
	known->count++;
}
