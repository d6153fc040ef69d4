/* The exempt parts of a paper: why each is exempt, who may read it, until when. */
#include "base/str.h"
#include "entry.h"
#include "out/out.h"
#include "paper.h"

enum { REASON_MOST = 2000 };

int
paper_parts_ask(struct visit *visit, const struct paper_page *paper, struct rows *parts)
{
	return db_ask(visit->site->db, STMT_PAPER_EXEMPTIONS,
		DB_PARAMS(visit->subject, row_text(&paper->facts, 0, "text")), visit->arena, parts, &visit->err);
}

/* "Paragraph 3, for the committee's members …, until 1 May 2017". */
static const char *
part_words(struct arena *arena, const struct rows *parts, size_t i)
{
	const char *names = row_text(parts, i, "audience_names"), *review = row_text(parts, i, "review");
	const char *words;

	if (row_text(parts, i, "entry") == NULL)
		return "Nothing is entered yet: why it is exempt, who may read it, until when.";
	words = arena_printf(arena, "Paragraph %s. %s%s%s.", row_string(parts, i, "paragraph"),
		row_text(parts, i, "audience_label"), names != NULL ? ": " : "", names != NULL ? names : "");
	if (!row_true(parts, i, "is_there"))
		words = arena_printf(arena, "%s It is not in the paper.", words);
	return review == NULL ? words : arena_printf(arena, "%s Looked at again on %s.", words, review);
}

void
paper_parts_write(struct visit *visit, struct buf *out, const struct rows *parts)
{
	if (parts->count == 0)
		return;
	buf_text(out, "<h2 id=\"exempt\">Exempt parts</h2>\n<ul class=\"versions\">\n");
	for (size_t i = 0; i < parts->count; i++) {
		const char *name = row_text(parts, i, "block");

		buf_text(out, "<li>");
		if (row_true(parts, i, "classifies")) {
			buf_text(out, "<a href=\"");
			html_attr(out, paper_link(visit, arena_printf(visit->arena, "exempt/%s", name)));
			buf_text(out, "\">");
		}
		html_text(out, arena_printf(visit->arena, "Part “%s”", name));
		buf_text(out, row_true(parts, i, "classifies") ? "</a>: " : ": ");
		html_text(out, part_words(visit->arena, parts, i));
		buf_text(out, "</li>\n");
	}
	buf_text(out, "</ul>\n");
}

/* --- the form --- */

/* Of Schedule 12A to the Local Government Act 1972, Part 1. */
const struct form_choice exempt_paragraphs[] = {{"", "None: it is public", NULL, NULL},
	{"1", "1: an individual", NULL, NULL}, {"2", "2: likely to reveal an individual", NULL, NULL},
	{"3", "3: financial or business affairs", NULL, NULL}, {"4", "4: labour relations", NULL, NULL},
	{"5", "5: legal professional privilege", NULL, NULL}, {"6", "6: notices and orders", NULL, NULL},
	{"7", "7: prevention or prosecution of crime", NULL, NULL}, {0}};

const struct form_spec paper_exempt_spec = {
	.page = paper_exempt_form,
	.fields = {{.name = "since", .kind = FIELD_HIDDEN},
		{.name = "paragraph",
			.kind = FIELD_SELECT,
			.label = "Exempt under paragraph (Schedule 12A)",
			.choices = exempt_paragraphs},
		{.name = "reason",
			.kind = FIELD_LINES,
			.label = "What in it is exempt",
			.hint = "Public: it is printed in the place of the part. Name nobody.",
			.most = REASON_MOST,
			.attributes = "rows=\"2\" spellcheck=\"true\""},
		{.name = "public_interest",
			.kind = FIELD_LINES,
			.label = "Why that outweighs the public interest in it",
			.most = REASON_MOST,
			.attributes = "rows=\"2\" spellcheck=\"true\""},
		{.name = "audience",
			.kind = FIELD_SELECT,
			.label = EXEMPT_AUDIENCE_LABEL,
			.hint = EXEMPT_AUDIENCE_HINT},
		{.name = "audience_names",
			.kind = FIELD_LINES,
			.label = "Their names, if named persons may read it",
			.hint = EXEMPT_NAMES_HINT,
			.most = REASON_MOST,
			.attributes = "rows=\"3\""},
		{.name = "approved_by", .label = "Approved by", .hint = "A name and a post.", .most = ENTRY_WORDS_MOST},
		{.name = "review",
			.kind = FIELD_DAY,
			.label = "Looked at again on",
			.hint = DAYS_HINT " On that day the committee officers are asked whether it is still exempt.",
			.attributes = DAY_ATTRIBUTES}},
	.buttons = {{NULL, "Save"}, {"remove", "Take the record away"}},
};

int
audiences_ask(struct visit *visit, struct rows *audiences)
{
	return db_ask(visit->site->db, STMT_AUDIENCES, DB_NONE, visit->arena, audiences, &visit->err);
}

void
audiences_offer(struct visit *visit, const struct rows *audiences)
{
	struct form_choice *choices = arena_array(visit->arena, audiences->count, sizeof(*choices));

	for (size_t i = 0; i < audiences->count; i++)
		choices[i] = (struct form_choice){
			.value = row_text(audiences, i, "audience"), .label = row_text(audiences, i, "label")};
	form_choices(&visit->filled, "audience", audiences->count, choices);
}

/* The part in the address, in a row of its own, and who could be said to read it. */
static int
part_load(struct visit *visit, struct paper_page *paper, struct rows *part, struct rows *audiences)
{
	const char *name = visit_part(visit, 3);
	struct rows parts;

	if (paper_load(visit, paper) != 0 || paper_parts_ask(visit, paper, &parts) != 0 ||
		audiences_ask(visit, audiences) != 0 || db_flush(visit->site->db, &visit->err) != 0)
		return -1;
	for (size_t i = 0; i < parts.count; i++)
		if (str_equal(row_text(&parts, i, "block"), name)) {
			*part = rows_range(&parts, i, i + 1);
			if (row_true(part, 0, "classifies"))
				return 0;
			return err_set(&visit->err, ERR_DENIED,
				"only who reads this part and leads on the item, and committee and chief officers, say why it is exempt");
		}
	return err_set(&visit->err, ERR_ABSENT, "the paper has no exempt part \"%s\"", name);
}

int
paper_exempt_form(struct visit *visit)
{
	struct paper_page paper;
	struct rows part, audiences;
	struct buf main;

	visit->filled.spec = &paper_exempt_spec;
	if (part_load(visit, &paper, &part, &audiences) != 0)
		return -1;
	audiences_offer(visit, &audiences);
	if (visit->request->method != METHOD_POST)
		entry_fill(visit, &part);
	form_set(&visit->filled, "since", row_string(&part, 0, "entry"));
	buf_init(&main);
	buf_text(&main,
		"<p>Whoever may not read the part is told in its place by which paragraph it is exempt, and what in it is. Chief "
		"officers, committee officers and whoever leads on the item always read it.</p>\n");
	form_page(visit, arena_printf(visit->arena, "Exempt part “%s”", visit_part(visit, 3)),
		row_text(&paper.facts, 0, "title"), &main, paper_link(visit, NULL));
	buf_close(&main);
	return 0;
}

int
paper_exempt_post(struct visit *visit)
{
	const char *part = visit_part(visit, 3);
	const int rc = str_equal(field_value(&visit->form, "action"), "remove")
		? db_query(visit->site->db, STMT_EXEMPTION_REMOVE,
			  DB_PARAMS(visit->subject, part, form_value(&visit->filled, "since")), visit->arena, NULL,
			  &visit->err)
		: entry_save(visit, STMT_EXEMPTION_SAVE, visit->subject, part);

	if (rc != 0)
		return form_refused(visit);
	return banner_go(visit, "entered", NULL, paper_link(visit, NULL));
}
