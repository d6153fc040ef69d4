/* What packs say beside their agenda: texts of the council, or of a committee, each from a day on. */
#include "committee.h"

#include <string.h>

#include "base/str.h"
#include "out/out.h"

/* In the order in which a pack has them. */
static const struct form_choice cover_keys[] = {
	{"by_link", "What is said of a meeting that is held by link", NULL, NULL},
	{"joining", "What is said to members beside the public's stream", NULL, NULL},
	{"telephones", "Telephones", NULL, NULL}, {"filming", "Filming and recording", NULL, NULL},
	{"signatory", "Who signs the agenda", NULL, NULL},
	{"access", "Other formats and languages, with the numbers to call", NULL, NULL}, {0}};

const struct form_spec cover_spec = {
	.page = cover_form,
	.fields = {{.name = "key", .kind = FIELD_HIDDEN, .missing = "The form was not whole"},
		{.name = "text",
			.kind = FIELD_LINES,
			.label = "The text",
			.most = 4000,
			.attributes = "rows=\"6\" spellcheck=\"true\""},
		{.name = "from",
			.kind = FIELD_DAY,
			.label = "From",
			.hint = "Packs of meetings on this day and later have it; those of earlier ones keep theirs.",
			.missing = "Enter the first day",
			.attributes = DAY_ATTRIBUTES},
		{.name = "since", .kind = FIELD_HIDDEN}},
	.buttons = {{NULL, "Save"}},
};

static const struct form_choice *
cover_key(const char *key)
{
	for (const struct form_choice *choice = cover_keys; choice->label != NULL; choice++)
		if (str_equal(choice->value, key))
			return choice;
	return NULL;
}

static void
cover_version_write(const struct visit *visit, struct buf *out, const struct rows *rows, size_t i)
{
	const char *text = str_blank(row_text(rows, i, "text")) ? "No text" : row_text(rows, i, "text");

	buf_text(out, "<p>");
	while (*text != '\0') {
		const size_t length = strcspn(text, "\n");

		html_text(out, arena_bytes(visit->arena, text, length));
		text += length;
		text += strspn(text, "\n");
		buf_text(out, *text != '\0' ? "<br>\n" : "");
	}
	buf_text(out, "</p>\n<p class=\"hint\">From ");
	html_text(out, row_text(rows, i, "since"));
	buf_text(out, "</p>\n");
}

/* Every text with its versions, the newest first, and the way to change it. */
static void
covers_write(struct visit *visit, struct buf *out, const struct rows *rows)
{
	for (const struct form_choice *key = cover_keys; key->label != NULL; key++) {
		bool written = false;

		buf_printf(out, "<h2 id=\"%s\">%s</h2>\n", key->value, key->label);
		for (size_t i = 0; i < rows->count; i++)
			if (str_equal(row_text(rows, i, "key"), key->value)) {
				cover_version_write(visit, out, rows, i);
				written = true;
			}
		if (!written)
			buf_text(out,
				visit->subject == NULL ? "<p>None has been entered.</p>\n"
						       : "<p>The council's is printed.</p>\n");
		buf_printf(out, "<p><a href=\"?key=%s\">Write another<span class=\"hidden-text\">: %s</span></a></p>\n",
			key->value, key->label);
	}
}

static void
cover_form_write(struct visit *visit, struct buf *out, const struct form_choice *key, const struct rows *rows)
{
	visit->filled.spec = &cover_spec;
	if (visit->request->method != METHOD_POST) {
		form_set(&visit->filled, "text", row_string(rows, 0, "text"));
		form_set(&visit->filled, "since", row_string(rows, 0, "since"));
	} else {
		entry_now_write(visit, out, rows);
	}
	form_set(&visit->filled, "key", key->value);
	visit->filled.fields[form_field(&cover_spec, "text")].label = key->label;
	form_write(visit, out, &visit->filled, &(struct form_place){.action = visit->request->path});
	buf_text(out, "<p><a href=\"?\">Change nothing</a></p>\n");
}

int
cover_form(struct visit *visit)
{
	const bool sent = visit->request->method == METHOD_POST;
	const char *asked = field_value(sent ? &visit->form : &visit->request->query, "key"), *name = NULL;
	const char *committee = visit->subject != NULL ? visit->subject : "";
	const struct form_choice *key = cover_key(asked);
	struct rows rows;
	struct buf main;

	if (!str_blank(asked) && key == NULL)
		return err_set(&visit->err, ERR_INPUT, "there is no text \"%s\"", asked);
	if (db_ask(visit->site->db, key != NULL ? STMT_COVER_TEXT_NEWEST : STMT_COVER_TEXT_VERSIONS,
		    DB_PARAMS(committee, key != NULL ? key->value : NULL), visit->arena, &rows, &visit->err) != 0)
		return -1;
	if (visit->subject != NULL ? committee_name(visit, &name) != 0 : db_flush(visit->site->db, &visit->err) != 0)
		return -1;
	buf_init(&main);
	if (key != NULL)
		cover_form_write(visit, &main, key, &rows);
	else
		covers_write(visit, &main, &rows);
	page_answer(visit,
		&(struct page){.title = "What packs say beside their agenda",
			.subtitle = name != NULL ? name : "Of all committees that say nothing else",
			.main = &main});
	buf_close(&main);
	return 0;
}

int
cover_post(struct visit *visit)
{
	if (entry_save(visit, STMT_COVER_TEXT_SAVE, visit->subject != NULL ? visit->subject : "", NULL) != 0)
		return form_refused(visit);
	return banner_go(visit, "entered", NULL, visit->request->path);
}
