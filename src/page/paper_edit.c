/* Writing a paper: the text, the preview above it, and two people's changes put together. */
#include "paper.h"

#include <string.h>

#include "base/str.h"
#include "changes.h"
#include "doc/merge.h"
#include "doc/paste.h"
#include "out/out.h"

const struct form_spec paper_edit_spec = {
	.page = paper_edit_form,
	.fields = {{.name = "since", .kind = FIELD_HIDDEN},
		{.name = "kind",
			.kind = FIELD_SELECT,
			.label = "Kind of report",
			.hint = "It says which sections the paper must have."},
		/* What is pasted is cleaned before its length counts: see paper_edit_post(). */
		{.name = "text",
			.kind = FIELD_LINES,
			.label = "The paper",
			.missing = "Enter the text",
			.hint = "Markdown; a figure is written {{figure 7.2 2017-01}}, a table {{report finance/revenue "
				"period=2017-01 table=lines}} on a line of its own, and both show what is computed. What is exempt stands "
				"between lines {{exempt NAME}} and {{end-exempt}}. At most 200,000 characters.",
			.attributes = "rows=\"30\" spellcheck=\"true\""}},
	.buttons = {{"preview", "Preview"}, {"save", "Save"}},
};

/* What the page shows above the form. */
struct edit {
	struct paper_page paper;
	struct rows kinds;
	struct doc *preview;              /* NULL: not asked for */
	const char *base, *theirs, *mine; /* somebody else saved meanwhile; NULL: nobody did */
	const char *by;
	bool removed;
};

static int
load(struct visit *visit, struct edit *edit)
{
	if (paper_load(visit, &edit->paper) != 0 ||
		db_query(visit->site->db, STMT_PAPER_KINDS, DB_NONE, visit->arena, &edit->kinds, &visit->err) != 0)
		return -1;
	if (!row_true(&edit->paper.facts, 0, "writes"))
		return err_set(&visit->err, ERR_DENIED,
			"only its author, analysts, committee officers and, where money is in it, finance may write this paper");
	return 0;
}

/* --- the page --- */

static void
kinds_offer(struct visit *visit, const struct edit *edit)
{
	const struct rows *kinds = &edit->kinds;
	struct form_choice *choices = arena_array(visit->arena, kinds->count + 1, sizeof(*choices));
	const char *own = row_text(&edit->paper.facts, 0, "kind");
	size_t count = 0;
	bool known = false;

	for (size_t i = 0; i < kinds->count; i++) {
		const char *kind = row_text(kinds, i, "kind");

		known = known || str_equal(kind, own);
		choices[count++] = (struct form_choice){.value = kind, .label = kind};
	}
	if (!known)
		choices[count++] = (struct form_choice){.value = own, .label = own};
	form_choices(&visit->filled, "kind", count, choices);
	if (str_blank(form_value(&visit->filled, "kind")))
		form_set(&visit->filled, "kind", own);
}

static void
change_write(
	struct visit *visit, struct buf *out, const char *id, const char *title, const char *before, const char *after)
{
	buf_printf(out, "<section aria-labelledby=\"%s\">\n<h3 id=\"%s\">", id, id);
	html_text(out, title);
	buf_text(out, "</h3>\n<div class=\"changes\">");
	changes_write(out, visit->arena, before, after);
	buf_text(out, "</div>\n</section>\n");
}

static void
meanwhile_write(struct visit *visit, struct buf *out, const struct edit *edit)
{
	buf_text(out,
		"<h2 id=\"meanwhile\">What was changed meanwhile</h2>\n"
		"<p class=\"hint\">What is new is underlined, what is gone is struck through.</p>\n<div class=\"beside\">\n");
	change_write(visit, out, "theirs", arena_printf(visit->arena, "By %s", edit->by), edit->base, edit->theirs);
	change_write(visit, out, "yours", "By you", edit->base, edit->mine);
	buf_text(out, "</div>\n");
}

static int
answer(struct visit *visit, const struct edit *edit)
{
	const struct form_place place = {.action = visit->request->path};
	struct buf main;
	int rc = 0;

	buf_init(&main);
	paper_links_write(visit, &main, &edit->paper);
	if (edit->base != NULL)
		meanwhile_write(visit, &main, edit);
	if (edit->removed)
		buf_text(&main,
			"<p>What Word had hidden in the text, and how it looked there, was taken out of it.</p>\n");
	if (edit->preview != NULL) {
		paper_findings_write(&main, edit->preview);
		buf_text(&main, "<h2 id=\"preview\">Preview: not saved yet</h2>\n<div class=\"preview\">\n");
		html_write(&main, edit->preview);
		buf_text(&main, "</div>\n");
		rc = paper_see(visit->site->db, visit->arena, edit->preview, &visit->err);
	}
	kinds_offer(visit, edit);
	form_write(visit, &main, &visit->filled, &place);
	if (rc == 0)
		paper_page_answer(visit, &edit->paper, "Write", &main);
	buf_close(&main);
	return rc;
}

/* What there is already is what one goes on writing; a new paper begins with the headings that it must have. */
static int
begin_text(struct visit *visit, const struct edit *edit)
{
	const char *text = row_string(&edit->paper.facts, 0, "text");

	/* The sections have been asked for and come with the kinds. */
	for (size_t i = 0; *row_string(&edit->paper.facts, 0, "text") == '\0' && i < edit->paper.sections.count; i++)
		text = arena_printf(
			visit->arena, "%s## %s\n\n\n\n", text, row_text(&edit->paper.sections, i, "section"));
	visit->filled.spec = &paper_edit_spec;
	form_set(&visit->filled, "since", row_text(&edit->paper.facts, 0, "version"));
	form_set(&visit->filled, "kind", row_text(&edit->paper.facts, 0, "kind"));
	form_set(&visit->filled, "text", text);
	return 0;
}

int
paper_edit_form(struct visit *visit)
{
	struct edit edit = {0};

	if (load(visit, &edit) != 0 || (visit->request->method != METHOD_POST && begin_text(visit, &edit) != 0))
		return -1;
	return answer(visit, &edit);
}

/* --- what is sent --- */

static int
refuse(struct visit *visit, const struct edit *edit, unsigned status, const char *said)
{
	visit->filled.fields[form_field(&paper_edit_spec, "text")].error = said;
	visit->response->status = status;
	return answer(visit, edit);
}

/* Somebody has saved a version since: theirs and the writer's are shown, and both are put together in the form. */
static int
merge(struct visit *visit, struct edit *edit, const char *since)
{
	const char *version = row_text(&edit->paper.facts, 0, "version");
	struct merged merged;
	struct rows base;

	if (db_query(visit->site->db, STMT_PAPER_TEXT, DB_PARAMS(visit->subject, since), visit->arena, &base,
		    &visit->err) != 0)
		return -1;
	edit->base = row_string(&base, 0, "text");
	edit->theirs = row_string(&edit->paper.facts, 0, "text");
	edit->mine = form_value(&visit->filled, "text");
	edit->by = row_string(&edit->paper.facts, 0, "saved_by");
	merged = texts_merge(visit->arena, edit->base, edit->theirs, edit->mine);
	form_set(&visit->filled, "since", version);
	form_set(&visit->filled, "text", merged.text);
	return refuse(visit, edit, 409,
		merged.conflicts > 0
			? arena_printf(visit->arena,
				  "%s has saved version %s meanwhile, and you both changed the same paragraphs: each stands twice "
				  "below, between {{theirs}}, {{yours}} and {{both-end}}. Make one of the two and take out these "
				  "lines, then save",
				  edit->by, version)
			: arena_printf(visit->arena,
				  "%s has saved version %s meanwhile. Their changes are put together with yours below: look "
				  "through it, and save again",
				  edit->by, version));
}

static const char *
follows_array(struct visit *visit, const char *before, const char *after)
{
	const struct paragraphs a = paper_paragraphs(visit->arena, before), b = paper_paragraphs(visit->arena, after);
	const size_t *follow = paragraphs_follow(visit->arena, &a, &b);
	const char **items = arena_array(visit->arena, a.count + 1, sizeof(*items));

	for (size_t i = 0; i < a.count; i++)
		items[i] = follow[i] == MATCH_GONE ? NULL : arena_printf(visit->arena, "%zu", follow[i]);
	return array_literal(visit->arena, a.count, items);
}

static int
save(struct visit *visit, const struct edit *edit, const struct paper_shown *shown)
{
	const char *text = form_value(&visit->filled, "text");
	const char **refs = arena_array(visit->arena, shown->figure_count + 1, sizeof(*refs));
	const char **said = arena_array(visit->arena, shown->figure_count + 1, sizeof(*said));
	const char **open = arena_array(visit->arena, shown->figure_count + 1, sizeof(*open));
	const char **parts = arena_array(visit->arena, shown->figure_count + 1, sizeof(*parts));
	const char **in_report = arena_array(visit->arena, shown->figure_count + 1, sizeof(*in_report));
	struct rows rows;

	for (size_t i = 0; i < shown->figure_count; i++) {
		refs[i] = shown->figures[i].reference;
		said[i] = shown->figures[i].shown;
		open[i] = shown->figures[i].open ? "t" : "f";
		parts[i] = shown->figures[i].part;
		in_report[i] = shown->figures[i].in_report ? "t" : "f";
	}
	if (db_query(visit->site->db, STMT_PAPER_SAVE,
		    DB_PARAMS(visit->subject, form_value(&visit->filled, "since"), form_value(&visit->filled, "kind"),
			    text, follows_array(visit, row_string(&edit->paper.facts, 0, "text"), text),
			    array_literal(visit->arena, shown->figure_count, refs),
			    array_literal(visit->arena, shown->figure_count, said),
			    array_literal(visit->arena, shown->figure_count, open),
			    array_literal(visit->arena, shown->figure_count, parts),
			    array_literal(visit->arena, shown->figure_count, in_report)),
		    visit->arena, &rows, &visit->err) != 0)
		return form_refused(visit);
	banner_leave(visit, edit->removed ? "paper-cleaned" : "paper-saved", row_text(&rows, 0, "version"));
	response_redirect(visit->response, paper_link(visit, NULL));
	return 0;
}

static const char *
sentence(struct arena *arena, const char *text)
{
	char *made = arena_string(arena, text);

	if (*made >= 'a' && *made <= 'z')
		*made = (char)(*made - 'a' + 'A');
	return made;
}

int
paper_edit_post(struct visit *visit)
{
	const char *since = form_value(&visit->filled, "since");
	struct edit edit = {0};
	struct paper_shown shown;
	const char *text;
	size_t removed;
	unsigned line;

	if (load(visit, &edit) != 0)
		return -1;
	text = paste_clean(visit->arena, form_value(&visit->filled, "text"), &removed);
	edit.removed = removed > 0;
	form_set(&visit->filled, "text", text);
	if (utf8_length(text) > PAPER_MOST)
		return refuse(visit, &edit, 422,
			arena_printf(visit->arena, "The paper must be 200,000 characters or fewer: it has %zu",
				utf8_length(text)));
	line = merge_mark_line(text);
	if (line > 0)
		return refuse(visit, &edit, 422,
			arena_printf(visit->arena,
				"Line %u: two of you changed this paragraph. Make one of the two, and take out the lines "
				"{{theirs}}, {{yours}} and {{both-end}}",
				line));
	if (!str_equal(since, row_text(&edit.paper.facts, 0, "version")))
		return merge(visit, &edit, since);
	if (paper_render(visit->site->db, visit->arena, text, row_text(&edit.paper.facts, 0, "day"),
		    &edit.paper.sections, &shown, &visit->err) != 0)
		return -1;
	if (shown.doc == NULL)
		return refuse(visit, &edit, 422, sentence(visit->arena, shown.why.text));
	if (str_equal(field_value(&visit->form, "action"), "save"))
		return save(visit, &edit, &shown);
	edit.preview = shown.doc;
	return answer(visit, &edit);
}
