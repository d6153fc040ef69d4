/* A paper while it is written: how it reads now, in whose hands it is, comments on its paragraphs. */
#include "paper.h"

#include <string.h>

#include "auth/audit.h"
#include "base/str.h"
#include "doc/merge.h"
#include "out/out.h"

enum { BEGINNING = 70 };

/* --- what all its pages share --- */

/* That something exempt is shown: the paper of an exempt item, or exempt parts of it. */
static int
note_read(struct visit *visit, const struct paper_page *paper)
{
	const char *parts = row_text(&paper->facts, 0, "parts");
	const struct audit_fact facts[AUDIT_FACTS] = {{"edition", "draft"},
		{"what",
			parts != NULL ? arena_printf(visit->arena, "item %s, part %s",
						row_text(&paper->facts, 0, "item"), parts)
				      : NULL},
		{"face", "html"}};

	return parts == NULL && !row_true(&paper->facts, 0, "exempt")
		? 0
		: audit_note(visit->site->db, visit->arena, "paper-read", row_text(&paper->facts, 0, "meeting"), facts,
			  &visit->err);
}

int
paper_load(struct visit *visit, struct paper_page *paper)
{
	struct db *db = visit->site->db;
	if (db_query(db, STMT_PAPER_OF, DB_PARAMS(visit->subject), visit->arena, &paper->facts, &visit->err) != 0)
		return -1;
	if (paper->facts.count == 0)
		return err_set(&visit->err, ERR_ABSENT, "there is no paper \"%s\"", visit->subject);
	if (note_read(visit, paper) != 0)
		return -1;
	return db_ask(db, STMT_PAPER_SECTIONS, DB_PARAMS(row_text(&paper->facts, 0, "kind")), visit->arena,
		&paper->sections, &visit->err);
}

const char *
paper_link(const struct visit *visit, const char *page)
{
	return paper_address(visit->arena, visit->subject, page);
}

void
paper_page_answer(struct visit *visit, const struct paper_page *paper, const char *what, const struct buf *main)
{
	const char *title = row_text(&paper->facts, 0, "title");

	page_answer(visit,
		&(struct page){.title = what != NULL ? arena_printf(visit->arena, "%s: %s", what, title) : title,
			.subtitle = arena_printf(visit->arena, "%s, %s, item %s%s",
				row_string(&paper->facts, 0, "committee_name"), row_text(&paper->facts, 0, "short_day"),
				row_text(&paper->facts, 0, "number"),
				row_true(&paper->facts, 0, "exempt") ? ", exempt" : ""),
			.main = main});
}

static void
link_write(struct buf *out, const char *before, const char *address, const char *words)
{
	buf_printf(out, "%s<a href=\"", before);
	html_attr(out, address);
	buf_printf(out, "\">%s</a>", words);
}

void
paper_links_write(struct visit *visit, struct buf *out, const struct paper_page *paper)
{
	link_write(out, "<p>", paper_link(visit, NULL), "The paper");
	if (row_true(&paper->facts, 0, "writes"))
		link_write(out, ", ", paper_link(visit, "edit"), "write it");
	link_write(out, ", ", paper_link(visit, "versions"), "its versions");
	buf_text(out, ", <a href=\"/meetings/");
	buf_url(out, row_text(&paper->facts, 0, "meeting"));
	buf_printf(out, "\">its meeting%s</a>, <a href=\"/papers\">all papers</a></p>\n",
		roles_permit(visit->visitor.roles, PERMIT_ASSEMBLE) ? ", where a PDF can be attached instead" : "");
}

static bool
is_part(const char *paragraph)
{
	return str_starts(paragraph, "{{exempt ");
}

struct paragraphs
paper_paragraphs(struct arena *arena, const char *text)
{
	struct paragraphs all = paragraphs_split(arena, text);
	size_t count = 0;
	bool inside = false;

	for (size_t i = 0; i < all.count; i++) {
		if (str_equal(all.list[i], "{{end-exempt}}"))
			inside = false;
		if (!inside)
			all.list[count++] = all.list[i];
		if (is_part(all.list[i]))
			inside = true;
	}
	all.count = count;
	return all;
}

void
paper_findings_write(struct buf *out, const struct doc *doc)
{
	if (doc->finding_count == 0)
		return;
	buf_text(out, "<h2 id=\"check\">To check before it is printed</h2>\n<ul>\n");
	for (size_t i = 0; i < doc->finding_count; i++) {
		const struct finding *finding = &doc->findings[i];

		buf_text(out, "<li>");
		if (!str_equal(finding->where, "The paper")) {
			html_text(out, finding->where);
			buf_text(out, ": ");
		}
		html_text(out, finding->problem);
		buf_text(out, " ");
		html_text(out, finding->advice);
		buf_text(out, "</li>\n");
	}
	buf_text(out, "</ul>\n");
}

/* --- the page --- */

const struct form_spec paper_state_spec = {
	.page = paper_answer,
	.fields = {{.name = "since", .kind = FIELD_HIDDEN},
		{.name = "state", .kind = FIELD_RADIOS, .label = "Hand it on", .missing = "Choose to whom it goes"},
		{.name = "note",
			.kind = FIELD_LINES,
			.label = "Note (optional)",
			.hint = "Everybody who prepares papers reads it.",
			.most = 1000,
			.attributes = "rows=\"3\""}},
	.buttons = {{NULL, "Hand it on"}},
};
const struct form_spec paper_comment_spec = {
	.page = paper_answer,
	.fields = {{.name = "version", .kind = FIELD_HIDDEN},
		{.name = "place", .kind = FIELD_SELECT, .label = "On which paragraph"},
		{.name = "words",
			.kind = FIELD_LINES,
			.label = "Comment",
			.missing = "Enter the comment",
			.most = 2000,
			.attributes = "rows=\"4\""}},
	.buttons = {{NULL, "Comment"}},
};
const struct form_spec paper_settle_spec = {
	.fields = {{.name = "comment", .kind = FIELD_HIDDEN, .missing = "The form was not whole"},
		{.name = "resolved", .kind = FIELD_HIDDEN, .missing = "The form was not whole"}},
	.buttons = {{NULL, "Resolve"}},
};
static const struct form_spec reopen_spec = {
	.fields = {{.name = "comment", .kind = FIELD_HIDDEN}, {.name = "resolved", .kind = FIELD_HIDDEN}},
	.buttons = {{NULL, "Open it again"}},
};

static const struct form_choice states[] = {{.value = "draft", .label = "Back to its author, as a draft"},
	{.value = "finance", .label = "To finance"}, {.value = "legal", .label = "To legal"},
	{.value = "lead", .label = "To the lead officer"},
	{.value = "chief", .label = "To the chief officer, to sign it off"},
	{.value = "signed", .label = "Sign it off", .hint = "This very version, as it stands above."},
	{.value = "final", .label = "Make it final", .hint = "From then on the pack prints this version."}};

enum { STATES = sizeof(states) / sizeof(states[0]) };

/* What this reader may do with it now; the database asks again. */
static bool
is_offered(const struct paper_page *paper, const char *state)
{
	const char *now = row_text(&paper->facts, 0, "state");
	const bool chief = row_true(&paper->facts, 0, "is_chief");

	if (str_equal(state, now))
		return false;
	if (str_equal(state, "final"))
		return str_equal(now, "signed") && row_true(&paper->facts, 0, "finishes");
	if (str_equal(now, "final"))
		return str_equal(state, "draft");
	return str_equal(state, "signed") ? chief : chief || row_true(&paper->facts, 0, "writes");
}

/* A form of the page: as it was sent, or empty. */
static struct form_filled *
filled_of(struct visit *visit, const struct form_spec *spec)
{
	struct form_filled *filled = &visit->filled;

	if (filled->spec != spec) {
		filled = arena_alloc(visit->arena, sizeof(*filled));
		filled->spec = spec;
	}
	return filled;
}

static void
hand_on_write(struct visit *visit, struct buf *out, const struct paper_page *paper)
{
	const struct form_place place = {.action = paper_link(visit, "state")};
	struct form_choice *choices = arena_array(visit->arena, STATES, sizeof(*choices));
	struct form_filled *filled = filled_of(visit, &paper_state_spec);
	size_t count = 0;

	if (row_integer(&paper->facts, 0, "version") == 0)
		return;
	for (size_t i = 0; i < STATES; i++)
		if (is_offered(paper, states[i].value))
			choices[count++] = states[i];
	if (count == 0)
		return;
	form_choices(filled, "state", count, choices);
	form_set(filled, "since", row_text(&paper->facts, 0, "step"));
	buf_text(out, "<h2 id=\"hand-on\">Whose turn it is</h2>\n");
	form_write(visit, out, filled, &place);
}

/* --- comments --- */

/* "5.5.1 The table gives the balances at 1 April …" */
static const char *
beginning(struct arena *arena, const char *paragraph)
{
	size_t length = strlen(paragraph);
	char *words;

	if (is_part(paragraph))
		return arena_printf(arena, "The exempt part “%s”",
			arena_bytes(
				arena, paragraph + strlen("{{exempt "), strcspn(paragraph + strlen("{{exempt "), "}")));
	if (length > BEGINNING)
		for (length = BEGINNING; (paragraph[length] & 0xC0) == 0x80;)
			length--;
	words = arena_bytes(arena, paragraph, length);
	for (char *c = words; *c != '\0'; c++)
		if (*c == '\n')
			*c = ' ';
	return paragraph[length] == '\0' ? words : arena_printf(arena, "%s…", words);
}

static void
comment_form(struct visit *visit, struct buf *out, const struct paper_page *paper)
{
	const struct form_place place = {.action = paper_link(visit, "comments")};
	const struct paragraphs list = paper_paragraphs(visit->arena, row_string(&paper->facts, 0, "text"));
	struct form_choice *choices = arena_array(visit->arena, list.count + 1, sizeof(*choices));
	struct form_filled *filled = filled_of(visit, &paper_comment_spec);
	size_t count = 0;

	choices[count++] = (struct form_choice){.value = "", .label = "The whole paper"};
	for (size_t i = 0; i < list.count; i++)
		if (!str_equal(list.list[i], "{{end-exempt}}"))
			choices[count++] = (struct form_choice){.value = arena_printf(visit->arena, "%zu", i),
				.label = beginning(visit->arena, list.list[i])};
	form_choices(filled, "place", count, choices);
	form_set(filled, "version", row_text(&paper->facts, 0, "version"));
	buf_text(out, "<details class=\"attach\"");
	buf_text(out, form_has_errors(filled) ? " open" : "");
	buf_text(out, "><summary>Comment on a paragraph</summary>\n");
	form_write(visit, out, filled, &place);
	buf_text(out, "</details>\n");
}

static void
settle_form(struct visit *visit, struct buf *out, const struct rows *comments, size_t i)
{
	const bool resolved = row_text(comments, i, "resolved") != NULL;
	const char *number = row_text(comments, i, "comment");
	const struct form_place place = {
		.action = paper_link(visit, "resolved"), .of = arena_printf(visit->arena, ": comment %s", number)};
	struct form_filled *filled = arena_alloc(visit->arena, sizeof(*filled));

	filled->spec = resolved ? &reopen_spec : &paper_settle_spec;
	form_set(filled, "comment", number);
	form_set(filled, "resolved", resolved ? "no" : "yes");
	form_write(visit, out, filled, &place);
}

static void
comment_write(struct visit *visit, struct buf *out, const struct rows *comments, size_t i)
{
	const char *passage = row_text(comments, i, "passage"), *place = row_text(comments, i, "place");

	buf_text(out, "<li>");
	if (*passage != '\0') {
		buf_text(out, "<blockquote>");
		html_text(out, beginning(visit->arena, passage));
		buf_text(out, "</blockquote>\n");
		if (place == NULL)
			buf_text(out, "<p class=\"error\">Its paragraph is no longer in the paper.</p>\n");
	}
	buf_text(out, "<p>");
	html_text(out, row_text(comments, i, "words"));
	buf_text(out, "</p>\n<p class=\"hint\">");
	html_text(out,
		arena_printf(visit->arena, "%s, %s, on version %s.", row_text(comments, i, "made_by"),
			row_text(comments, i, "made"), row_text(comments, i, "version")));
	if (row_text(comments, i, "resolved") != NULL)
		html_text(out,
			arena_printf(visit->arena, " Resolved by %s, %s.", row_string(comments, i, "resolved_by"),
				row_text(comments, i, "resolved")));
	buf_text(out, "</p>\n");
	settle_form(visit, out, comments, i);
	buf_text(out, "</li>\n");
}

static void
comments_write(struct visit *visit, struct buf *out, const struct paper_page *paper, const struct rows *comments)
{
	buf_text(out, "<h2 id=\"comments\">Comments</h2>\n");
	if (comments->count == 0)
		buf_text(out, "<p>There are none.</p>\n");
	else
		buf_text(out, "<ul class=\"versions\">\n");
	for (size_t i = 0; i < comments->count; i++)
		comment_write(visit, out, comments, i);
	buf_text(out, comments->count > 0 ? "</ul>\n" : "");
	if (row_integer(&paper->facts, 0, "version") > 0)
		comment_form(visit, out, paper);
}

/* --- its way so far --- */

static void
steps_write(struct visit *visit, struct buf *out, const struct rows *steps)
{
	if (steps->count == 0)
		return;
	buf_text(out, "<h2 id=\"way\">Its way so far</h2>\n<ul class=\"versions\">\n");
	for (size_t i = 0; i < steps->count; i++) {
		const char *note = row_text(steps, i, "note");

		buf_text(out, "<li>");
		html_text(out,
			arena_printf(visit->arena, "%s: %s, %s, version %s", row_text(steps, i, "state_words"),
				row_text(steps, i, "made_by"), row_text(steps, i, "made"),
				row_text(steps, i, "version")));
		if (note != NULL)
			html_text(out, arena_printf(visit->arena, ": “%s”", note));
		buf_text(out, "</li>\n");
	}
	buf_text(out, "</ul>\n");
}

static void
state_write(struct visit *visit, struct buf *out, const struct paper_page *paper)
{
	const struct rows *facts = &paper->facts;

	buf_text(out, "<p><strong>");
	html_text(out, row_text(facts, 0, "state_words"));
	buf_text(out, ".</strong> ");
	if (row_text(facts, 0, "saved") != NULL)
		html_text(out,
			arena_printf(visit->arena, "Version %s, saved by %s, %s.", row_text(facts, 0, "version"),
				row_text(facts, 0, "saved_by"), row_text(facts, 0, "saved")));
	else if (row_text(facts, 0, "printed") != NULL)
		buf_text(out, "It was imported.");
	if (row_true(facts, 0, "prints_other"))
		buf_text(out, " The pack prints an earlier text, or one that was imported under this name.");
	buf_text(out, "</p>\n");
}

static int
read_write(struct visit *visit, struct buf *out, const struct paper_page *paper, const struct rows *faults)
{
	struct paper_shown shown;

	if (str_blank(row_text(&paper->facts, 0, "text"))) {
		buf_text(out, "<p>Nothing has been written yet.</p>\n");
		return 0;
	}
	if (paper_render(visit->site->db, visit->arena, row_text(&paper->facts, 0, "shown"),
		    row_text(&paper->facts, 0, "day"), &paper->sections, &shown, &visit->err) != 0)
		return -1;
	if (shown.doc == NULL) {
		buf_text(out, "<p class=\"error\">The paper cannot be shown: ");
		html_text(out, shown.why.text);
		buf_text(out, "</p>\n");
		return 0;
	}
	for (size_t i = 0; i < faults->count; i++)
		doc_finding(shown.doc, row_true(faults, i, "fails") ? SEVERITY_FAILS : SEVERITY_LOOK, "The paper",
			row_text(faults, i, "problem"), row_text(faults, i, "advice"));
	paper_findings_write(out, shown.doc);
	buf_text(out, "<h2 id=\"paper\">The paper</h2>\n<div class=\"preview\">\n");
	html_write(out, shown.doc);
	buf_text(out, "</div>\n");
	return paper_see(visit->site->db, visit->arena, shown.doc, &visit->err);
}

int
paper_answer(struct visit *visit)
{
	struct paper_page paper;
	struct rows steps, comments, parts, faults;
	struct buf main;
	int rc;

	if (paper_load(visit, &paper) != 0 || paper_parts_ask(visit, &paper, &parts) != 0 ||
		db_ask(visit->site->db, STMT_PAPER_EXEMPTION_FINDINGS,
			DB_PARAMS(visit->subject, row_text(&paper.facts, 0, "text"), row_text(&paper.facts, 0, "day")),
			visit->arena, &faults, &visit->err) != 0 ||
		db_ask(visit->site->db, STMT_PAPER_STEPS, DB_PARAMS(visit->subject), visit->arena, &steps,
			&visit->err) != 0 ||
		db_query(visit->site->db, STMT_PAPER_COMMENTS, DB_PARAMS(visit->subject), visit->arena, &comments,
			&visit->err) != 0)
		return -1;
	buf_init(&main);
	paper_links_write(visit, &main, &paper);
	state_write(visit, &main, &paper);
	rc = read_write(visit, &main, &paper, &faults);
	paper_parts_write(visit, &main, &parts);
	comments_write(visit, &main, &paper, &comments);
	hand_on_write(visit, &main, &paper);
	steps_write(visit, &main, &steps);
	if (rc == 0)
		paper_page_answer(visit, &paper, NULL, &main);
	buf_close(&main);
	return rc;
}

/* --- what is sent --- */

static int
done(struct visit *visit, const char *code)
{
	return banner_go(visit, code, NULL, paper_link(visit, NULL));
}

int
paper_state_post(struct visit *visit)
{
	const struct form_filled *filled = &visit->filled;
	const char *state = form_value(filled, "state");

	if (db_query(visit->site->db, STMT_PAPER_HAND_ON,
		    DB_PARAMS(visit->subject, form_value(filled, "since"), state, form_value(filled, "note")), NULL,
		    NULL, &visit->err) != 0)
		return form_refused(visit);
	return done(visit,
		str_equal(state, "signed")          ? "paper-signed"
			: str_equal(state, "final") ? "paper-final"
						    : "paper-handed-on");
}

int
paper_comment_post(struct visit *visit)
{
	const char *place = form_value(&visit->filled, "place"), *passage = "";
	struct paper_page paper;
	struct paragraphs list;
	uint64_t number;

	if (paper_load(visit, &paper) != 0)
		return -1;
	list = paper_paragraphs(visit->arena, row_string(&paper.facts, 0, "text"));
	if (!str_blank(place)) {
		if (!str_number(place, INT32_MAX, &number) || number >= list.count)
			return form_refuse(visit, "place", 422, "Choose from what is offered here");
		passage = list.list[number];
	}
	if (db_query(visit->site->db, STMT_PAPER_COMMENT_ADD,
		    DB_PARAMS(visit->subject, form_value(&visit->filled, "version"), place, passage,
			    form_value(&visit->filled, "words")),
		    NULL, NULL, &visit->err) != 0)
		return form_refused(visit);
	return done(visit, "paper-commented");
}

int
paper_settle_post(struct visit *visit)
{
	const char *number = form_value(&visit->filled, "comment"), *resolved = form_value(&visit->filled, "resolved");
	uint64_t value;

	if (!str_number(number, INT32_MAX, &value) || !(str_equal(resolved, "yes") || str_equal(resolved, "no")))
		return err_set(&visit->err, ERR_INPUT, "the form was not whole");
	if (db_query(visit->site->db, STMT_PAPER_COMMENT_SETTLE, DB_PARAMS(visit->subject, number, resolved), NULL,
		    NULL, &visit->err) != 0)
		return -1;
	return done(visit, str_equal(resolved, "yes") ? "comment-resolved" : "comment-reopened");
}
