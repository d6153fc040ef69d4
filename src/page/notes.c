/* A reader's own notes on the pack of a meeting: on which paragraph, and what became of it since. */
#include "visit.h"

#include <string.h>

#include "base/address.h"
#include "base/digest.h"
#include "base/str.h"
#include "out/out.h"

enum { PLACE_SHOWN = 90 };

/* A heading or numbered paragraph of the pack. */
struct place {
	const char *key;
	const char *part;  /* "Item 8", or the words of a part of the pack that is no item */
	const char *words; /* all of its own */
	const char *name;  /* "Item 8, 5.5" */
	const char *mark;  /* by which its words are known again */
};

struct places {
	struct place *list;
	size_t count;
};

struct notes {
	struct rows own;
	struct places places;
};

static void
place_add(struct arena *arena, struct places *places, const struct block *block, const char *part)
{
	struct place *place = &places->list[places->count++];
	const bool begins = block->kind == BLOCK_HEADING && block->level <= 2;

	place->key = block->key;
	place->part = part;
	place->words = text_plain(arena, &block->text);
	place->name = begins
		? part
		: arena_printf(arena, "%s, %s", part, block->number != NULL ? block->number : place->words);
	place->mark = digest_hex(arena, place->words, strlen(place->words));
}

/* Everything in the pack that has an address of its own, in its order. */
static struct places
places_of(struct arena *arena, const struct doc *doc)
{
	struct places places = {.list = arena_array(arena, doc->count, sizeof(*places.list))};
	const char *part = doc->title;

	for (size_t i = 0; i < doc->count; i++) {
		const struct block *block = &doc->blocks[i];

		if (block->kind == BLOCK_HEADING && block->level <= 2)
			part = block->number != NULL ? arena_printf(arena, "Item %s", block->number)
						     : text_plain(arena, &block->text);
		if (block->key != NULL && (block->kind == BLOCK_HEADING || block->number != NULL))
			place_add(arena, &places, block, part);
	}
	return places;
}

/* The place with its words: where it was, or else wherever it is now; NULL: it is lost. */
static const struct place *
place_find(const struct places *places, const char *key, const char *mark)
{
	const struct place *moved = NULL;

	for (size_t i = 0; i < places->count; i++) {
		const struct place *place = &places->list[i];

		if (!str_equal(place->mark, mark))
			continue;
		if (str_equal(place->key, key))
			return place;
		moved = place;
	}
	return moved;
}

static const struct place *
place_by_key(const struct places *places, const char *key)
{
	for (size_t i = 0; i < places->count; i++)
		if (str_equal(places->list[i].key, key))
			return &places->list[i];
	return NULL;
}

static int
load(struct visit *visit, struct notes *notes)
{
	const char *name = arena_printf(visit->arena, "meetings/%s/pack", visit->subject), *subject;
	const struct report *report = report_find(visit->arena, name, &subject);
	const struct report_job job = {
		.db = visit->site->db, .arena = visit->arena, .name = name, .subject = visit->subject, .face = "html"};
	struct doc *doc;

	if (db_query(visit->site->db, STMT_NOTES_OF, DB_PARAMS(visit->subject), visit->arena, &notes->own,
		    &visit->err) != 0 ||
		report_make(report, &job, &doc, &visit->err) != 0)
		return -1;
	notes->places = places_of(visit->arena, doc);
	return 0;
}

/* --- the form --- */

const struct form_spec notes_spec = {
	.page = notes_answer,
	.fields = {{.name = "at",
			   .kind = FIELD_SELECT,
			   .label = "Where",
			   .hint = "The paragraphs have their numbers in the pack."},
		{.name = "text",
			.kind = FIELD_LINES,
			.label = "Your note",
			.hint = "Nobody else can read it.",
			.missing = "Enter the note",
			.most = 10000,
			.attributes = "rows=\"5\" spellcheck=\"true\""},
		{.name = "note", .kind = FIELD_HIDDEN}},
	.buttons = {{NULL, "Save"}},
};

static const char *
shortened(struct arena *arena, const char *words)
{
	size_t length = PLACE_SHOWN;

	if (strlen(words) <= PLACE_SHOWN)
		return words;
	while (length > 0 && ((unsigned char)words[length] & 0xC0) == 0x80)
		length--;
	return arena_printf(arena, "%.*s…", (int)length, words);
}

static void
place_choices(struct visit *visit, const struct places *places)
{
	struct form_choice *choices = arena_array(visit->arena, places->count, sizeof(*choices));

	for (size_t i = 0; i < places->count; i++)
		choices[i] = (struct form_choice){.value = places->list[i].key,
			.label = shortened(visit->arena,
				arena_printf(visit->arena, "%s: %s", places->list[i].name, places->list[i].words)),
			.group = places->list[i].part};
	form_choices(&visit->filled, "at", places->count, choices);
}

/* --- the list --- */

static void
note_write(const struct visit *visit, struct buf *out, const struct rows *own, size_t i, const struct place *place)
{
	const char *words = place != NULL ? place->name : row_text(own, i, "place");

	buf_text(out, "<li><h3>");
	if (place != NULL) {
		buf_text(out, "<a href=\"/meetings/");
		buf_url(out, visit->subject);
		buf_text(out, "/pack#");
		buf_url(out, place->key);
		buf_text(out, "\">");
	}
	html_text(out, words);
	buf_text(out, place != NULL ? "</a></h3>\n" : "</h3>\n");
	buf_text(out, "<p class=\"lines\">");
	html_text(out, row_text(own, i, "text"));
	buf_text(out, "</p>\n<p class=\"hint\">");
	html_text(out, row_text(own, i, "changed"));
	buf_text(out, "</p>\n<p><a href=\"?note=");
	buf_text(out, row_text(own, i, "note_id"));
	buf_text(out, "#form\">Change or remove<span class=\"hidden-text\"> the note on ");
	html_text(out, words);
	buf_text(out, "</span></a></p></li>\n");
}

/* Those on their paragraphs, in the order of the pack, or those whose paragraphs are gone. Returns how many. */
static size_t
list_write(const struct visit *visit, struct buf *out, const struct notes *notes, bool lost, const char *title)
{
	size_t count = 0;

	for (size_t p = 0; p < (lost ? 1 : notes->places.count); p++)
		for (size_t i = 0; i < notes->own.count; i++) {
			const struct place *place = place_find(
				&notes->places, row_text(&notes->own, i, "key"), row_text(&notes->own, i, "mark"));

			if (lost ? place != NULL : place != &notes->places.list[p])
				continue;
			if (count++ == 0)
				buf_printf(out, "<h2>%s</h2>\n<ul class=\"items\">\n", title);
			note_write(visit, out, &notes->own, i, place);
		}
	buf_text(out, count > 0 ? "</ul>\n" : "");
	return count;
}

/* The note that is to be changed, as its number stands in the address or the form; own.count: none. */
static size_t
note_asked(const struct visit *visit, const struct rows *own)
{
	const char *asked = visit->request->method == METHOD_POST ? form_value(&visit->filled, "note")
								  : field_value(&visit->request->query, "note");
	size_t i = 0;

	while (i < own->count && !str_equal(row_text(own, i, "note_id"), asked))
		i++;
	return i;
}

/* One that is changed stays where it is. */
static void
form_fill(struct visit *visit, const struct notes *notes)
{
	const size_t asked = note_asked(visit, &notes->own);
	const bool sent = visit->request->method == METHOD_POST;

	visit->filled.spec = &notes_spec;
	if (asked == notes->own.count) {
		place_choices(visit, &notes->places);
		if (!sent)
			form_set(&visit->filled, "at", field_value(&visit->request->query, "at"));
		return;
	}
	visit->filled.fields[form_field(&notes_spec, "at")].absent = true;
	form_set(&visit->filled, "note", row_text(&notes->own, asked, "note_id"));
	if (!sent)
		form_set(&visit->filled, "text", row_text(&notes->own, asked, "text"));
}

int
notes_answer(struct visit *visit)
{
	const char *own;
	struct notes notes;
	struct buf main;
	bool changes;

	visit->subject = visit_part(visit, 1);
	own = address(visit->arena, "meetings", visit->subject, "notes");
	if (load(visit, &notes) != 0)
		return -1;
	form_fill(visit, &notes);
	changes = note_asked(visit, &notes.own) < notes.own.count;
	buf_init(&main);
	buf_text(&main, "<p>Nobody else sees these notes, whoever looks after this site included.</p>\n");
	if (list_write(visit, &main, &notes, false, "On their paragraphs") +
			list_write(visit, &main, &notes, true, "Their paragraphs were changed or taken out since") ==
		0)
		buf_text(&main, "<p>You have no notes on this pack yet.</p>\n");
	buf_printf(&main, "<h2 id=\"form\">%s</h2>\n", changes ? "Change this note" : "Add a note");
	form_write(visit, &main, &visit->filled, &(struct form_place){.action = own});
	if (changes)
		form_write(visit, &main,
			&(struct form_filled){.spec = &note_removal_spec,
				.prefix = "remove",
				.fields = {{.value = form_value(&visit->filled, "note")}}},
			&(struct form_place){.action = arena_printf(visit->arena, "%s/removal", own)});
	buf_text(&main, "<p><a href=\"/meetings/");
	buf_url(&main, visit->subject);
	buf_text(&main, "/pack\">The pack</a></p>\n");
	page_answer(visit, &(struct page){.title = "Your notes on this pack", .main = &main});
	buf_close(&main);
	return 0;
}

/* --- saving and removing --- */

static int
done(struct visit *visit, const char *code)
{
	return banner_go(visit, code, NULL, address(visit->arena, "meetings", visit_part(visit, 1), "notes"));
}

static bool
is_number(const char *text)
{
	return !str_blank(text) && strspn(text, "0123456789") == strlen(text) && strlen(text) < 10;
}

int
notes_post(struct visit *visit)
{
	const char *note = form_value(&visit->filled, "note"), *text = form_value(&visit->filled, "text");
	const struct place *place = NULL;
	struct notes notes;

	visit->subject = visit_part(visit, 1);
	if (!str_blank(note) && !is_number(note))
		return err_set(&visit->err, ERR_ABSENT, "you have no such note");
	if (str_blank(note)) {
		if (load(visit, &notes) != 0)
			return -1;
		place = place_by_key(&notes.places, form_value(&visit->filled, "at"));
		if (place == NULL)
			return form_refuse(visit, "at", 422, "Choose a paragraph of the pack");
	}
	if (db_query(visit->site->db, STMT_NOTE_SAVE,
		    DB_PARAMS(visit->subject, str_blank(note) ? NULL : note, place != NULL ? place->key : NULL,
			    place != NULL ? place->name : NULL, place != NULL ? place->mark : NULL, text),
		    NULL, NULL, &visit->err) != 0)
		return form_refused(visit);
	return done(visit, "note-saved");
}

const struct form_spec note_removal_spec = {
	.fields = {{.name = "note", .kind = FIELD_HIDDEN, .missing = "The form was not whole"}},
	.buttons = {{NULL, "Remove this note"}},
};

int
note_removal_post(struct visit *visit)
{
	const char *note = form_value(&visit->filled, "note");

	if (!is_number(note))
		return err_set(&visit->err, ERR_ABSENT, "you have no such note");
	if (db_query(visit->site->db, STMT_NOTE_REMOVE, DB_PARAMS(visit_part(visit, 1), note), NULL, NULL,
		    &visit->err) != 0)
		return -1;
	return done(visit, "note-removed");
}

void
notes_way(const struct visit *visit, struct buf *out)
{
	buf_text(out, "<p><a href=\"/meetings/");
	buf_url(out, visit->subject);
	buf_text(out, "/notes\">Your notes on this pack</a></p>\n");
}
