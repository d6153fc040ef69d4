/* The agendas of Modern.gov's answers: items, documents, minutes, decisions. */
#include "moderngov.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"

enum { MINUTE_MOST = 5000, DECISION_MOST = 2000, LETTERS = 26 };

/* --- documents --- */

/* The name of a document's file: the last part of its address, as a file would be called. */
static const char *
file_name(struct arena *arena, const char *url)
{
	const char *name = url;
	size_t length = strcspn(url, "?#"), held = 0;
	char *plain;

	for (size_t i = 0; i < length; i++)
		if (url[i] == '/' || url[i] == '\\')
			name = url + i + 1;
	length -= (size_t)(name - url);
	plain = arena_alloc(arena, length + 1);
	for (size_t i = 0; i < length; i++) {
		const char hex[3] = {i + 2 < length ? name[i + 1] : 'x', i + 2 < length ? name[i + 2] : 'x', '\0'};

		if (name[i] == '%' && isxdigit((unsigned char)hex[0]) && isxdigit((unsigned char)hex[1])) {
			plain[held++] = (char)strtoul(hex, NULL, 16);
			i += 2;
		} else {
			plain[held++] = name[i];
		}
	}
	return strlen(plain) != held || strchr(plain, '/') != NULL || *plain == '.' ? "" : plain;
}

/* Its file beside the answers, by its number or its name; NULL: it is not there. */
static const char *
document_path(const struct take *take, const struct xml *document)
{
	const char *number = words(take, document, "attachmentid");
	const char *names[] = {strspn(number, "0123456789") == strlen(number) && *number != '\0'
			? arena_printf(take->arena, "%s.pdf", number)
			: "",
		file_name(take->arena, words(take, document, "url"))};
	static const char *const folders[] = {"", "/documents"};

	for (size_t n = 0; n < 2; n++)
		for (size_t f = 0; f < 2 && *names[n] != '\0'; f++) {
			const char *path = arena_printf(take->arena, "%s%s/%s", take->folder, folders[f], names[n]);

			if (access(path, R_OK) == 0)
				return path;
		}
	return NULL;
}

static void
document_add(struct take *take, const struct sitting *sitting, const char *item, const char *title, const char *path,
	unsigned line)
{
	struct intake *intake = take->intake;

	intake->documents = arena_grow(take->arena, intake->documents, intake->document_count, &intake->document_room,
		sizeof(*intake->documents));
	intake->documents[intake->document_count++] =
		(struct intake_document){sitting->name, item, title, path, where(sitting)->file, line};
}

/* --- the agenda --- */

/* An item of an agenda: its name here, its documents, and whether it is open. */
struct entry {
	const struct xml *element;
	const char *item;
	bool restricted, attached;
	unsigned documents, place;
};

/* "7." is 7; what has no number is named by its place. */
static const char *
item_name(const struct take *take, const struct xml *element, unsigned place)
{
	const char *number = words(take, element, "fulldisplaynumberformat");
	const char *shown = *number != '\0' ? number : words(take, element, "agendaitemnumber");
	size_t length = strlen(shown);

	while (length > 0 && strchr(".:) ", shown[length - 1]) != NULL)
		length--;
	if (length == 0 || length > 20 || (length == 1 && *shown == '0') || strcspn(shown, "/ ") < length)
		return arena_printf(take->arena, "u%u", place);
	return arena_bytes(take->arena, shown, length);
}

/* What the service calls restricted has no paragraph there: it is held as one of the first, which is about people. */
#define RESTRICTED_AS "1"
#define RESTRICTED_WHY                                                                                                 \
	"Restricted in Modern.gov, which does not say by which paragraph: held as paragraph " RESTRICTED_AS            \
	" until a clerk says which."

static void
agenda_row(struct take *take, const struct sitting *sitting, const struct entry *entry, const char *item,
	const char *title, const char *text, bool exempt, bool paper, unsigned line)
{
	ROW(take, AGENDA, where(sitting)->file, line, sitting->name, item, *title != '\0' ? title : "Without a title",
		paper ? "report" : "business", text, exempt ? RESTRICTED_AS : "", exempt ? RESTRICTED_WHY : "",
		arena_printf(take->arena, "%u", entry->place + entry->documents));
}

/* What is printed under an item is Markdown, in which two braces begin a figure: nobody meant one there. */
static const char *
item_words(const struct take *take, const struct xml *element)
{
	char *text = arena_string(take->arena, html_plain(take->arena, xml_text(element, "agendatext"), false));

	for (char *c = text; *c != '\0'; c++)
		if (c[0] == '{' && c[1] == '{')
			*c = '(';
	return text;
}

/* The first document that is as open as its item is the item's paper, every other an item of its own behind it. */
static void
documents_add(struct take *take, const struct sitting *sitting, struct entry *entry)
{
	const struct xml *in = xml_find(entry->element, "linkeddocuments");

	for (const struct xml *d = xml_find(in != NULL ? in : entry->element, "linkeddoc"); d != NULL;
		d = xml_after(d)) {
		const bool restricted = entry->restricted || says(take, d, "isrestricted", "True");
		const char *path = document_path(take, d), *title = words(take, d, "title"), *item = entry->item;

		if (path == NULL) {
			take->missing++;
			continue;
		}
		if (entry->attached || restricted != entry->restricted) {
			entry->documents++;
			item = arena_printf(take->arena, "%s-%u", entry->item, entry->documents + 1);
			agenda_row(take, sitting, entry, item, title, "", restricted, true, d->line);
		} else {
			entry->attached = true;
		}
		document_add(take, sitting, item, title, path, d->line);
	}
}

/* Whether an earlier item of the agenda has the name. */
static bool
is_named(const struct entry *entries, size_t count, const char *item)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(entries[i].item, item))
			return true;
	return false;
}

/* --- minutes and decisions --- */

/* Where to part a text that is longer than one row may be: at a paragraph, else where it must be. */
static size_t
part_of(const char *text, size_t most)
{
	size_t length = strlen(text), at;

	if (length <= most)
		return length;
	for (at = most; at > most / 2; at--)
		if (text[at] == '\n' && text[at - 1] == '\n')
			return at;
	for (at = most; ((unsigned char)text[at] & 0xC0) == 0x80;)
		at--;
	return at;
}

static const char *
body_of(const struct take *take, const struct xml *element, const char *name, const char *other)
{
	const char *body = xml_text(element, name);

	return html_plain(take->arena, str_blank(body) ? xml_text(element, other) : body, false);
}

/* A number such as minutes have: the item's, or one behind all of those. */
static const char *
minute_number(const struct take *take, const struct entry *entry)
{
	size_t digits = strspn(entry->item, "0123456789");

	if (digits > 0 && digits <= 4 &&
		(entry->item[digits] == '\0' ||
			(islower((unsigned char)entry->item[digits]) && entry->item[digits + 1] == '\0')))
		return entry->item;
	return arena_printf(take->arena, "%u", 9000 + entry->place / 100 % 1000);
}

static bool
minutes_add(struct take *take, const struct sitting *sitting, const struct entry *entry)
{
	const char *text = body_of(take, entry->element, "minutesnonemptyhtmlbody", "minutes");
	const char *number = minute_number(take, entry);
	const bool any = *text != '\0';

	for (unsigned n = 1; *text != '\0'; n++) {
		size_t length = part_of(text, MINUTE_MOST);

		ROW(take, MINUTES, where(sitting)->file, entry->element->line, sitting->name, entry->item,
			arena_printf(take->arena, "%s.%u", number, n), arena_bytes(take->arena, text, length),
			entry->restricted ? "yes" : "",
			entry->restricted ? "The minutes of this item are not open to the public." : "");
		text += length;
		text += strspn(text, "\n");
	}
	return any;
}

static void
decisions_add(struct take *take, const struct sitting *sitting, const struct entry *entry)
{
	const char *text = body_of(take, entry->element, "decisionnonemptyhtmlbody", "decision");
	const bool several = strlen(text) > DECISION_MOST;

	for (unsigned n = 0; *text != '\0' && n < LETTERS; n++) {
		size_t length = part_of(text, DECISION_MOST);

		ROW(take, RESOLUTIONS, where(sitting)->file, entry->element->line, sitting->name, entry->item,
			several ? arena_printf(take->arena, "%c", (char)('a' + n)) : "", "other",
			arena_bytes(take->arena, text, length));
		text += length;
		text += strspn(text, "\n");
	}
}

void
agenda_add(struct take *take, const struct sitting *sitting)
{
	const struct xml *in = xml_find(sitting->whole->element, "agendaitems");
	const struct xml *element = xml_find(in != NULL ? in : sitting->whole->element, "agendaitem");
	struct entry *entries = NULL;
	size_t count = 0, room = 0;
	bool minuted = false;

	for (; element != NULL; element = xml_after(element)) {
		struct entry *entry;
		unsigned place = (unsigned)count + 1;

		entries = arena_grow(take->arena, entries, count, &room, sizeof(*entries));
		entry = &entries[count];
		*entry = (struct entry){
			.element = element, .item = item_name(take, element, place), .place = place * 100};
		entry->restricted = says(take, element, "isrestricted", "True");
		if (is_named(entries, count, entry->item))
			entry->item = arena_printf(take->arena, "u%u", place);
		count++;
		documents_add(take, sitting, entry);
		entry->documents = 0;
		agenda_row(take, sitting, entry, entry->item, words(take, element, "agendaitemtitle"),
			item_words(take, element), entry->restricted, entry->attached, element->line);
		minuted = minutes_add(take, sitting, entry) || minuted;
		decisions_add(take, sitting, entry);
	}
	if (minuted && !says(take, sitting->whole->element, "minutepublished", "False"))
		ROW(take, STATES, where(sitting)->file, sitting->whole->element->line, sitting->name, "circulated");
}
