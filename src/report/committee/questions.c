/* Questions to a committee from the public and from members: their page, and what the pack and the minutes print. */
#include <string.h>

#include "../address.h"
#include "../notes.h"
#include "../table.h"
#include "base/str.h"
#include "committee.h"

/* --- in the pack and the minutes --- */

/* A text as it was typed: a paragraph a line. */
static void
add_lines(struct doc *doc, const char *text)
{
	while (text != NULL && *text != '\0') {
		size_t length = strcspn(text, "\n");

		if (length > 0)
			doc_paragraph(doc, arena_bytes(doc->arena, text, length));
		text += length + (text[length] == '\n');
	}
}

static void
add_label(struct doc *doc, const char *label)
{
	doc_paragraph(doc, label)->text.spans[0].strong = true;
}

static void
add_question(struct doc *doc, const struct rows *questions, size_t i, unsigned level)
{
	doc_heading(doc, level, NULL,
		arena_printf(doc->arena, "Question %s from %s", row_text(questions, i, "number"),
			row_text(questions, i, "asker")))
		->unlisted = true;
	add_lines(doc, row_text(questions, i, "text"));
}

static void
add_answer(struct doc *doc, const struct rows *questions, size_t i)
{
	const char *further = row_text(questions, i, "supplementary_answer");

	add_label(doc, arena_printf(doc->arena, "Reply by %s", row_text(questions, i, "answered_by")));
	add_lines(doc, row_text(questions, i, "answer"));
	if (row_text(questions, i, "supplementary") == NULL)
		return;
	add_label(doc, "Supplementary question");
	add_lines(doc, row_text(questions, i, "supplementary"));
	if (further == NULL)
		return;
	add_label(doc, "Reply");
	add_lines(doc, further);
}

static bool
is_put_at(const struct rows *questions, size_t i, const char *item)
{
	return row_true(questions, i, "accepted") && str_equal(row_text(questions, i, "at_item"), item);
}

bool
item_has_questions(const struct rows *questions, const char *item)
{
	for (size_t i = 0; i < questions->count; i++)
		if (is_put_at(questions, i, item))
			return true;
	return false;
}

void
add_questions(struct doc *doc, const struct rows *questions, const char *item, unsigned level)
{
	for (size_t i = 0; i < questions->count; i++)
		if (is_put_at(questions, i, item))
			add_question(doc, questions, i, level);
}

void
add_questions_answered(struct doc *doc, const struct rows *questions, unsigned level)
{
	const char *as = NULL;

	see_exempt_rows(doc, "questions-read", questions);
	for (size_t i = 0; i < questions->count; i++) {
		if (row_text(questions, i, "answer") == NULL)
			continue;
		if (!str_equal(as, row_text(questions, i, "asked_as"))) {
			as = row_text(questions, i, "asked_as");
			doc_heading(doc, level, NULL,
				str_equal(as, "public") ? "Questions from the public" : "Questions from members");
		}
		add_question(doc, questions, i, level + 1);
		add_answer(doc, questions, i);
	}
}

/* --- the page --- */

static const char *
question_name(struct arena *arena, const struct rows *questions, size_t i)
{
	return arena_printf(arena, "%s %s", capitalised(arena, row_text(questions, i, "asked_as")),
		row_text(questions, i, "number"));
}

/* For whoever takes questions: where they are changed. */
static const char *
link_question(const struct doc *doc, const struct rows *questions, size_t i)
{
	if (!row_true(questions, i, "takes"))
		return NULL;
	return address(doc->arena, "meetings", row_text(questions, i, "meeting"), "questions",
		row_text(questions, i, "question"));
}

static const char *
link_answer(const struct doc *doc, const struct rows *questions, size_t i)
{
	const char *form = link_question(doc, questions, i);

	return form != NULL && row_true(questions, i, "accepted") ? arena_printf(doc->arena, "%s/answer", form) : NULL;
}

static const char *
state_words(struct arena *arena, const struct rows *questions, size_t i)
{
	const char *reason = row_text(questions, i, "reason"), *accepted = row_text(questions, i, "accepted");
	const char *words = accepted == NULL ? "Not yet decided" : str_equal(accepted, "f") ? "Refused" : "Accepted";

	if (row_true(questions, i, "late") && !str_equal(accepted, "f"))
		words = arena_printf(arena, "%s, came late", words);
	return reason == NULL ? words : arena_printf(arena, "%s: %s", words, reason);
}

static const char *
answer_words(struct arena *arena, const struct rows *questions, size_t i)
{
	const char *by = row_text(questions, i, "answered_by");

	if (by != NULL)
		return arena_printf(arena, "by %s", by);
	return row_true(questions, i, "accepted") ? "not yet" : NULL;
}

static void
add_list(const struct build *build)
{
	static const struct field fields[] = {
		{.key = "question", .label = "Question", .words = question_name, .link = link_question, .head = true},
		{.key = "asker", .label = "From"}, {.key = "item", .label = "About item", .optional = true},
		{.key = "received", .label = "Received", .kind = COLUMN_DATE},
		{.key = "state", .label = "State", .words = state_words},
		{.key = "answered", .label = "Answered", .words = answer_words, .link = link_answer}};
	static const struct table_spec spec = {
		"questions", "Questions", FIELDS(fields), "No question has been received for this meeting.", NULL};

	add_table(build->doc, &spec, build_part(build, "questions"));
}

static void
add_texts(const struct build *build)
{
	static const struct field fields[] = {
		{.key = "question", .label = "Question", .words = question_name, .head = true},
		{.key = "text", .label = "What is asked"}, {.key = "answer", .label = "Answer", .optional = true},
		{.key = "supplementary", .label = "Supplementary question", .optional = true},
		{.key = "supplementary_answer", .label = "Its answer", .optional = true}};
	static const struct table_spec spec = {
		"texts", "What is asked, and what was answered", FIELDS(fields), NULL, NULL};

	add_table_if(build->doc, &spec, build_part(build, "questions"));
}

static int
build_questions(struct build *build, struct err *err)
{
	const bool past = build_true(build, "is_past");

	(void)err;
	build->doc->title = build_text(build, "title");
	see_exempt_rows(build->doc, "questions-read", build_part(build, "questions"));
	doc_paragraph(build->doc,
		arena_printf(build->arena, "Questions from the public and from members %s taken until %s.",
			past ? "were" : "are", build_text(build, "deadline")));
	if (build_true(build, "takes"))
		add_link(build->doc, "Enter a question",
			address(build->arena, "meetings", build_text(build, "meeting"), "questions", "new"));
	add_list(build);
	add_texts(build);
	return 0;
}

const struct report questions_report = {
	.address = "meetings/{meeting}/questions",
	.title = "Questions",
	.subject = "meeting",
	.permission = PERMIT_MEETINGS,
	.door = DOOR_MEETINGS,
	.pdf = true,
	.data = true,
	.sources = (const char *const[]){"meetings", "questions", NULL},
	.scope = STMT_QUESTIONS_SCOPE,
	.parts = GROUP_QUESTIONS,
	.build = build_questions,
};
