/* A list, what was asked for last at its head. It is short: a page has some 60 kB. */
#include "made.h"

#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

#include "base/mem.h"
#include "base/str.h"

struct entry {
	TAILQ_ENTRY(entry) entries;
	const char *key;
	struct made_body body;
	size_t size;  /* of all of it */
	char bytes[]; /* what the others point to */
};

struct made {
	size_t most, size;
	char *content; /* of which all of them are; NULL: there are none yet */
	TAILQ_HEAD(entries_list, entry) entries;
};

struct made *
made_new(size_t most)
{
	struct made *made = mem_array(1, sizeof(*made));

	made->most = most;
	TAILQ_INIT(&made->entries);
	return made;
}

static void
drop(struct made *made, struct entry *entry)
{
	TAILQ_REMOVE(&made->entries, entry, entries);
	made->size -= entry->size;
	free(entry);
}

static void
drop_all(struct made *made)
{
	while (!TAILQ_EMPTY(&made->entries))
		drop(made, TAILQ_FIRST(&made->entries));
}

void
made_free(struct made *made)
{
	if (made == NULL)
		return;
	drop_all(made);
	free(made->content);
	free(made);
}

/* Whether what is kept is of this content; what was of another is gone after. */
static bool
is_of(struct made *made, const char *content)
{
	if (str_equal(made->content, content))
		return true;
	drop_all(made);
	free(made->content);
	made->content = mem_string(content);
	return false;
}

const struct made_body *
made_find(struct made *made, const char *content, const char *key)
{
	struct entry *entry;

	if (!is_of(made, content))
		return NULL;
	entry = TAILQ_FIRST(&made->entries);
	while (entry != NULL && strcmp(entry->key, key) != 0)
		entry = TAILQ_NEXT(entry, entries);
	if (entry == NULL)
		return NULL;
	TAILQ_REMOVE(&made->entries, entry, entries);
	TAILQ_INSERT_HEAD(&made->entries, entry, entries);
	return &entry->body;
}

static size_t
room_for(const char *text)
{
	return text != NULL ? strlen(text) + 1 : 0;
}

static size_t
size_of(const char *key, const struct made_body *body)
{
	size_t size = sizeof(struct entry) + room_for(key) + room_for(body->title) + room_for(body->subtitle) +
		room_for(body->type) + body->length;

	for (size_t i = 0; i < body->field_count; i++)
		size += room_for(body->fields[i].name) + room_for(body->fields[i].value);
	return size;
}

/* A copy at *at, which moves behind it. */
static const char *
lay(char **at, const char *bytes, size_t length)
{
	char *copy = *at;

	if (bytes == NULL)
		return NULL;
	memcpy(copy, bytes, length);
	*at += length;
	return copy;
}

static struct entry *
entry_new(const char *key, const struct made_body *body, size_t size)
{
	struct entry *entry = mem_alloc(size);
	char *at = entry->bytes;

	entry->size = size;
	entry->body = *body;
	entry->key = lay(&at, key, room_for(key));
	entry->body.title = lay(&at, body->title, room_for(body->title));
	entry->body.subtitle = lay(&at, body->subtitle, room_for(body->subtitle));
	entry->body.type = lay(&at, body->type, room_for(body->type));
	for (size_t i = 0; i < body->field_count; i++) {
		const struct field *field = &body->fields[i];

		entry->body.fields[i] = (struct field){
			lay(&at, field->name, room_for(field->name)), lay(&at, field->value, room_for(field->value))};
	}
	entry->body.bytes = lay(&at, body->bytes, body->length);
	return entry;
}

void
made_put(struct made *made, const char *content, const char *key, const struct made_body *body)
{
	const size_t size = size_of(key, body);
	struct entry *entry;

	if (size > made->most / 4 || made_find(made, content, key) != NULL)
		return;
	while (made->size + size > made->most)
		drop(made, TAILQ_LAST(&made->entries, entries_list));
	entry = entry_new(key, body, size);
	TAILQ_INSERT_HEAD(&made->entries, entry, entries);
	made->size += size;
}
