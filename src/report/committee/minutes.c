/* The minutes of a meeting: as a page of their own, and as printed in the pack of the meeting that confirms them. */
#include "minutes.h"

#include <string.h>

#include "../address.h"
#include "../notes.h"
#include "../table.h"
#include "base/str.h"
#include "committee.h"

struct minutes
minutes_of(const struct build *build, const struct rows *scope)
{
	return (struct minutes){scope, build_part(build, "attendance"), build_part(build, "declarations"),
		build_part(build, "flow"), build_part(build, "motions"), build_part(build, "resolutions"),
		build_part(build, "answered"), build_alone(build) && !build->doc->pack};
}

/* --- texts --- */

static struct block *
paragraph(struct doc *doc, const char *number, const char *text)
{
	struct block *block = doc_paragraph(doc, text);

	block->number = number;
	return block;
}

/* One stretch of lines without a blank one: a list if each begins with "- ", else a paragraph. */
static void
add_stretch(struct doc *doc, const char *number, char *text)
{
	struct block *list;
	char *line, *rest = NULL;

	if (!str_starts(text, "- ")) {
		paragraph(doc, number, text);
		return;
	}
	list = doc_block(doc, BLOCK_LIST);
	list->items = arena_array(doc->arena, strlen(text) / 2 + 1, sizeof(*list->items));
	for (line = strtok_r(text, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
		if (str_starts(line, "- "))
			list->items[list->count++].text = doc_text(doc->arena, line + strlen("- "));
		else
			list->items[list->count - 1].text = doc_text(doc->arena,
				arena_printf(doc->arena, "%s %s",
					text_plain(doc->arena, &list->items[list->count - 1].text), line));
	}
}

/* Stretches parted by blank lines; a list may follow the line before it at once. The number stands at the first. */
static void
add_text(struct doc *doc, const char *number, const char *text)
{
	char *at = arena_string(doc->arena, text);

	while (*at != '\0') {
		char *blank = strstr(at, "\n\n"), *list = str_starts(at, "- ") ? NULL : strstr(at, "\n- ");
		char *end = blank != NULL && (list == NULL || blank < list) ? blank : list;

		if (end != NULL)
			*end++ = '\0';
		if (!str_blank(at)) {
			add_stretch(doc, number, at);
			number = NULL;
		}
		if (end == NULL)
			return;
		at = end + strspn(end, "\n");
	}
}

/* --- who was there --- */

static void
add_list(struct doc *doc, const char *words[], size_t count)
{
	struct block *list = doc_block(doc, BLOCK_LIST);

	list->items = arena_array(doc->arena, count, sizeof(*list->items));
	for (size_t i = 0; i < count; i++)
		list->items[list->count++].text = doc_text(doc->arena, words[i]);
}

static const char *
absent_words(struct arena *arena, const struct rows *rows, size_t i)
{
	const char *substitute = row_text(rows, i, "substitute"), *detail = row_text(rows, i, "capacity");
	const char *person = row_text(rows, i, "person");

	if (substitute != NULL)
		return arena_printf(arena, "%s (%s substituted)", person, substitute);
	return row_true(rows, i, "of_council") ? person : arena_printf(arena, "%s (%s)", person, detail);
}

static const char *
attending_words(struct arena *arena, const struct rows *rows, size_t i)
{
	const char *post = row_text(rows, i, "post");

	return post == NULL ? row_text(rows, i, "person")
			    : arena_printf(arena, "%s, %s", row_text(rows, i, "person"), post);
}

static void
add_people(struct doc *doc, const struct rows *attendance, const char *as, const char *title, unsigned level,
	table_words *words)
{
	const struct rows rows = rows_having(doc->arena, attendance, "present_as", as);
	const char **texts = arena_array(doc->arena, rows.count + 1, sizeof(*texts));

	if (rows.count == 0)
		return;
	doc_heading(doc, level, NULL, title)->unlisted = true;
	for (size_t i = 0; i < rows.count; i++)
		texts[i] = words(doc->arena, &rows, i);
	add_list(doc, texts, rows.count);
}

static void
add_attendance(struct doc *doc, const struct rows *attendance, unsigned level)
{
	const struct rows there = rows_having(doc->arena, attendance, "is_there", "t");

	if (attendance->count == 0)
		return;
	doc_heading(doc, level, NULL, "Present")->unlisted = true;
	if (there.count == 0)
		doc_paragraph(doc, "Nobody is entered as present.");
	add_membership(doc, &there, level + 1);
	add_people(doc, attendance, "in attendance", "In attendance", level, attending_words);
	add_people(doc, attendance, "apologies", "Apologies", level, absent_words);
}

/* --- what was declared --- */

static const char *
declaration_words(struct arena *arena, const struct rows *rows, size_t i)
{
	const bool pecuniary = str_equal(row_text(rows, i, "interest"), "disclosable pecuniary");
	const char *item = row_string(rows, i, "item"), *title = row_text(rows, i, "item_title"), *where = "";

	if (*item != '\0')
		where = title == NULL ? arena_printf(arena, " in item %s", item)
				      : arena_printf(arena, " in item %s (%s)", item, title);
	return arena_printf(arena, "%s declared %s%s: %s%s", row_text(rows, i, "person"),
		pecuniary ? "a disclosable pecuniary interest" : "an other interest", where,
		row_string(rows, i, "text"),
		row_true(rows, i, "left_room") ? " They left the room while it was dealt with." : "");
}

static void
add_declarations(struct doc *doc, const struct rows *rows, unsigned level)
{
	const char **texts = arena_array(doc->arena, rows->count + 1, sizeof(*texts));

	if (rows->count == 0)
		return;
	doc_heading(doc, level, NULL, "Interests declared")->unlisted = true;
	for (size_t i = 0; i < rows->count; i++)
		texts[i] = declaration_words(doc->arena, rows, i);
	add_list(doc, texts, rows->count);
}

/* --- motions and votes --- */

/* "With 16 votes for, 1 against and 2 abstained"; NULL: nobody counted. */
static const char *
count_words(struct arena *arena, const struct rows *motions, size_t i)
{
	const char *in_favour = row_text(motions, i, "votes_for"), *against = row_text(motions, i, "votes_against");
	const char *abstained = row_text(motions, i, "abstained");

	if (in_favour == NULL && against == NULL)
		return NULL;
	return arena_printf(arena, "With %s vote%s for and %s against%s%s%s", in_favour != NULL ? in_favour : "no",
		str_equal(in_favour, "1") ? "" : "s", against != NULL ? against : "none", abstained != NULL ? ", " : "",
		abstained != NULL ? abstained : "", abstained != NULL ? " abstaining" : "");
}

static const char *
outcome_words(struct arena *arena, const struct rows *motions, size_t i)
{
	const char *what = row_text(motions, i, "amends") != NULL ? "amendment" : "motion";
	const char *counts = count_words(arena, motions, i), *casting = row_text(motions, i, "casting");
	const char *outcome = row_text(motions, i, "outcome");

	if (casting != NULL)
		counts = arena_printf(arena, "%s, and the chair’s casting vote %s", counts, casting);
	return counts != NULL ? arena_printf(arena, "%s, the %s was %s.", counts, what, outcome)
			      : arena_printf(arena, "The %s was %s.", what, outcome);
}

static void
add_names(struct doc *doc, const struct rows *motions, size_t i)
{
	static const struct {
		const char *column, *label;
	} votes[] = {{"names_for", "For"}, {"names_against", "Against"}, {"names_abstained", "Abstained"}};
	struct block *facts = doc_facts(doc, sizeof(votes) / sizeof(votes[0]));

	for (size_t v = 0; v < sizeof(votes) / sizeof(votes[0]); v++)
		if (row_text(motions, i, votes[v].column) != NULL)
			doc_fact(doc, facts, votes[v].label, row_text(motions, i, votes[v].column));
}

static const char *
moved_words(struct arena *arena, const struct rows *motions, size_t i)
{
	const char *proposer = row_text(motions, i, "proposer"), *seconder = row_text(motions, i, "seconder");
	const char *amends = row_text(motions, i, "amends"), *what = "Motion";

	if (amends != NULL)
		what = arena_printf(arena, "Amendment of motion %s", amends);
	else if (motions->count > 1)
		what = arena_printf(arena, "Motion %s", row_text(motions, i, "number"));
	if (proposer != NULL && seconder != NULL)
		what = arena_printf(arena, "%s, proposed by %s and seconded by %s", what, proposer, seconder);
	else if (proposer != NULL)
		what = arena_printf(arena, "%s, proposed by %s", what, proposer);
	return arena_printf(arena, "%s: ", what);
}

static void
add_motion(struct doc *doc, const struct rows *motions, size_t i)
{
	struct block *block = doc_block(doc, BLOCK_PARAGRAPH);
	struct span *spans = arena_array(doc->arena, 4, sizeof(*spans));
	const char *text = row_string(motions, i, "text");

	spans[0] = (struct span){.text = moved_words(doc->arena, motions, i), .strong = true};
	spans[1] = (struct span){.text = str_ends(text, ".") ? text : arena_printf(doc->arena, "%s.", text)};
	spans[2] = (struct span){.text = arena_printf(doc->arena, " %s", outcome_words(doc->arena, motions, i))};
	block->text = (struct text){spans, 3};
	if (row_text(motions, i, "names_for") != NULL || row_text(motions, i, "names_against") != NULL)
		add_names(doc, motions, i);
}

/* --- resolutions --- */

/* "recommend to Policy and Resources Committee (6 February 2017) "; "": the text has its own verb. */
static const char *
verb_words(struct arena *arena, const struct rows *rows, size_t i)
{
	const char *verb = row_string(rows, i, "verb"), *to = row_text(rows, i, "to_body");
	const char *by = row_text(rows, i, "by_day");

	if (str_equal(verb, "other"))
		return "";
	if (to == NULL)
		return arena_printf(arena, "%s ", verb);
	return by == NULL ? arena_printf(arena, "%s to %s: ", verb, to)
			  : arena_printf(arena, "%s to %s (%s): ", verb, to, by);
}

static const char *
resolved_text(struct arena *arena, const struct rows *rows, size_t i)
{
	const char *text = row_string(rows, i, "text"), *by = row_text(rows, i, "by_day");

	return by == NULL || row_text(rows, i, "to_body") != NULL ? text : arena_printf(arena, "%s By %s.", text, by);
}

/* What it is about leads there from a page. */
static void
add_about(struct doc *doc, const struct rows *rows, size_t i, struct text *text, bool links)
{
	const char *ref = row_text(rows, i, "indicator"), *name = row_text(rows, i, "indicator_name");

	if (ref == NULL || name == NULL || !links)
		return;
	text->spans[text->count++] = (struct span){.text = " ("};
	text->spans[text->count++] = (struct span){.text = arena_printf(doc->arena, "%s %s", ref, name),
		.href = indicator_address(doc->arena, ref, NULL, "period", NULL)};
	text->spans[text->count++] = (struct span){.text = ")"};
}

static void
add_resolution(struct doc *doc, const struct rows *rows, size_t i, bool alone, bool links)
{
	struct block *block = doc_block(doc, BLOCK_PARAGRAPH);
	struct span *spans = arena_array(doc->arena, 6, sizeof(*spans));
	const char *verb = verb_words(doc->arena, rows, i), *number = row_string(rows, i, "number");
	size_t n = 0;

	if (alone) {
		spans[n++] = (struct span){.text = "The Committee "};
		spans[n++] = (struct span){.text = "resolved to ", .strong = true};
	} else {
		verb = capitalised(doc->arena, verb);
		block->number = *number != '\0' ? number : NULL;
	}
	if (*verb != '\0')
		spans[n++] = (struct span){.text = verb, .strong = true};
	spans[n++] = (struct span){.text = resolved_text(doc->arena, rows, i)};
	block->text = (struct text){spans, n};
	block->text.spans = arena_array(doc->arena, n + 3, sizeof(*spans));
	memcpy(block->text.spans, spans, n * sizeof(*spans));
	add_about(doc, rows, i, &block->text, links);
}

static void
add_decisions(struct doc *doc, const struct minutes *m, const char *item)
{
	const struct rows motions = rows_having(doc->arena, m->motions, "item", item);
	const struct rows resolved = rows_having(doc->arena, m->resolutions, "item", item);
	const bool alone = resolved.count == 1;

	for (size_t i = 0; i < motions.count; i++)
		add_motion(doc, &motions, i);
	if (resolved.count > 1) {
		struct block *block = doc_paragraph(doc, "The Committee resolved to:");

		block->text.spans[0].strong = true;
	}
	for (size_t i = 0; i < resolved.count; i++)
		add_resolution(doc, &resolved, i, alone, m->links);
}

/* --- the paragraphs --- */

static void
add_amendment_note(struct doc *doc, const char *before)
{
	struct block *block = doc_paragraph(doc,
		arena_printf(
			doc->arena, "Amended when the minutes were confirmed. It was circulated as: “%s”", before));

	block->text.spans[0].emphasis = true;
}

static void
add_item_heading(struct doc *doc, const struct rows *flow, size_t i, unsigned level)
{
	const char *title = row_text(flow, i, "item_title"), *head = row_string(flow, i, "head");
	const char *number = row_string(flow, i, "item_number");
	struct block *heading;

	if (title == NULL)
		title = "Exempt business";
	else if (!str_equal(head, number))
		title = arena_printf(doc->arena, "%s (item %s of the agenda)", title, number);
	heading = doc_heading(doc, level, NULL, title);
	heading->number = head;
	/* Within a pack they are one item among others. */
	heading->unlisted = level > 2;
}

static void
add_line(struct doc *doc, const struct minutes *m, size_t i, unsigned level)
{
	const struct rows *flow = m->flow;
	const char *kind = row_text(flow, i, "kind"), *text = row_text(flow, i, "text");
	const char *amended = row_text(flow, i, "amended");
	const char *number = str_equal(kind, "matter") ? NULL : row_text(flow, i, "number");

	if (row_true(flow, i, "heads"))
		add_item_heading(doc, flow, i, level);
	if (text != NULL)
		add_text(doc, number, amended != NULL ? amended : text);
	if (amended != NULL)
		add_amendment_note(doc, text);
	if (row_true(flow, i, "decides"))
		add_decisions(doc, m, row_string(flow, i, "item"));
}

static void
add_flow(struct doc *doc, const struct minutes *m, unsigned level)
{
	for (size_t i = 0; i < m->flow->count; i++) {
		const bool apart = row_true(m->flow, i, "apart");

		if (apart && (i == 0 || !row_true(m->flow, i - 1, "apart"))) {
			doc_heading(doc, level, NULL, "Exempt minutes")->unlisted = level > 2;
			doc_note(doc,
				"Not for publication: exempt under Schedule 12A to the Local Government Act 1972.");
		}
		add_line(doc, m, i, apart ? level + 1 : level);
	}
}

/* --- how they stand --- */

/* "paragraphs 7.2.2, 15.2.2"; NULL: none is amended. */
static const char *
amended_words(struct arena *arena, const struct rows *flow)
{
	const char *numbers = NULL;
	size_t count = 0;

	for (size_t i = 0; i < flow->count; i++) {
		const char *number = row_text(flow, i, "number");

		if (row_text(flow, i, "amended") == NULL)
			continue;
		numbers = count++ == 0 ? number : arena_printf(arena, "%s, %s", numbers, number);
	}
	return numbers == NULL ? NULL : arena_printf(arena, "paragraph%s %s", count > 1 ? "s" : "", numbers);
}

static const char *
state_words(struct arena *arena, const struct minutes *m)
{
	const char *state = row_text(m->scope, 0, "state"), *day = row_text(m->scope, 0, "circulated");
	const char *amended = amended_words(arena, m->flow), *confirmed = row_text(m->scope, 0, "confirmed");

	if (str_equal(state, "draft"))
		return "Draft";
	if (str_equal(state, "circulated"))
		return day == NULL ? "Circulated, not yet confirmed"
				   : arena_printf(arena, "Circulated %s, not yet confirmed", day);
	if (confirmed == NULL)
		return "Confirmed";
	return amended == NULL
		? arena_printf(arena, "Confirmed on %s", confirmed)
		: arena_printf(arena, "Confirmed on %s, subject to the amendment of %s, which stands in its place",
			  confirmed, amended);
}

static void
add_signature(struct doc *doc, const struct minutes *m)
{
	const char *by = row_text(m->scope, 0, "signed_by"), *on = row_text(m->scope, 0, "confirmed");

	if (str_equal(row_text(m->scope, 0, "state"), "confirmed") && by != NULL)
		doc_paragraph(doc, arena_printf(doc->arena, "Signed by the Chair: %s, %s", by, on != NULL ? on : ""));
	else
		doc_paragraph(doc, "Signed by the Chair: ……………………………………   Date: ……………………");
}

static void
see_exempt_minutes(struct doc *doc, const struct minutes *m)
{
	const char *numbers = NULL;

	for (size_t i = 0; i < m->flow->count; i++) {
		const char *number = row_text(m->flow, i, "number");

		if (!row_true(m->flow, i, "apart"))
			continue;
		if (number == NULL)
			number = row_text(m->flow, i, "item_number");
		numbers = numbers == NULL ? number : arena_printf(doc->arena, "%s, %s", numbers, number);
	}
	if (numbers != NULL)
		doc_see(doc,
			(struct sight){"minutes-read", row_text(m->scope, 0, "meeting"), NULL,
				arena_printf(doc->arena, "paragraphs %s", numbers)});
}

void
add_minutes(struct doc *doc, const struct minutes *m, unsigned level)
{
	struct block *facts = doc_facts(doc, 4);

	doc_fact(doc, facts, "Meeting held",
		arena_printf(doc->arena, "%s, %s, %s", row_text(m->scope, 0, "day"), row_text(m->scope, 0, "starts"),
			row_text(m->scope, 0, "venue")));
	doc_fact(doc, facts, "State of the minutes", state_words(doc->arena, m));
	see_exempt_minutes(doc, m);
	add_attendance(doc, m->attendance, level);
	add_declarations(doc, m->declarations, level);
	add_flow(doc, m, level);
	add_signature(doc, m);
	add_questions_answered(doc, m->answered, level);
}

/* --- as data --- */

static void
add_tables(const struct build *build)
{
	static const struct field attendance[] = {{.key = "person", .label = "Name", .head = true},
		{.key = "as", .label = "As", .from = "present_as"}, {.key = "capacity", .label = "Capacity"},
		{.key = "for", .label = "For", .from = "for_person"}, {.key = "post", .label = "Post"},
		{.key = "from_time", .label = "From"}, {.key = "to_time", .label = "To"}};
	static const struct field declarations[] = {{.key = "person", .label = "Name", .head = true},
		{.key = "item", .label = "Item"}, {.key = "interest", .label = "Interest"},
		{.key = "text", .label = "Text"}};
	static const struct field minutes[] = {{.key = "number", .label = "Number", .head = true},
		{.key = "item", .label = "Item", .from = "item_number"},
		{.key = "title", .label = "Title", .from = "item_title"}, {.key = "kind", .label = "Kind"},
		{.key = "text", .label = "Text"}, {.key = "amended", .label = "As amended"}};
	static const struct field motions[] = {{.key = "item", .label = "Item", .from = "item_number", .head = true},
		{.key = "number", .label = "Number", .head = true}, {.key = "text", .label = "Motion"},
		{.key = "amends", .label = "Amends"}, {.key = "proposer", .label = "Proposer"},
		{.key = "seconder", .label = "Seconder"},
		{.key = "for", .label = "For", .from = "votes_for", .kind = COLUMN_FIGURE},
		{.key = "against", .label = "Against", .from = "votes_against", .kind = COLUMN_FIGURE},
		{.key = "abstained", .label = "Abstained", .kind = COLUMN_FIGURE},
		{.key = "casting", .label = "Casting vote"}, {.key = "outcome", .label = "Outcome"},
		{.key = "time", .label = "Time", .from = "voted_at"}};
	static const struct field votes[] = {{.key = "item", .label = "Item", .from = "item_number", .head = true},
		{.key = "motion", .label = "Motion", .head = true}, {.key = "person", .label = "Name", .head = true},
		{.key = "vote", .label = "Vote"}};
	static const struct field resolutions[] = {
		{.key = "item", .label = "Item", .from = "item_number", .head = true},
		{.key = "number", .label = "Number", .head = true}, {.key = "verb", .label = "Verb"},
		{.key = "text", .label = "Text"}, {.key = "to", .label = "To", .from = "to_body"},
		{.key = "by", .label = "By", .from = "by_day"}, {.key = "indicator", .label = "Indicator"},
		{.key = "budget_line", .label = "Budget line"}, {.key = "risk", .label = "Risk"}};
	const struct table_spec tables[] = {{"attendance", "Attendance", FIELDS(attendance), NULL, NULL},
		{"declarations", "Interests declared", FIELDS(declarations), NULL, NULL},
		{"flow", "Minutes", FIELDS(minutes), NULL, NULL}, {"motions", "Motions", FIELDS(motions), NULL, NULL},
		{"votes", "Votes by name", FIELDS(votes), NULL, NULL},
		{"resolutions", "Resolutions", FIELDS(resolutions), NULL, NULL}};

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		add_table(build->doc, &tables[i], build_part(build, tables[i].key));
}

static bool
is_data(const char *face)
{
	return str_equal(face, "json") || str_equal(face, "csv") || str_equal(face, "csvw") || str_equal(face, "xlsx");
}

/* --- the page --- */

static void
add_ways(const struct build *build)
{
	const char *meeting = build_text(build, "meeting");

	add_link(build->doc, "The meeting, its agenda and its papers", link_meeting(build->doc, &build->scope, 0));
	if (build_true(build, "to_write") && str_equal(build->job->face, "html"))
		add_link(
			build->doc, "Write the minutes", address(build->arena, "meetings", meeting, "minutes", "edit"));
}

static int
build_minutes(struct build *build, struct err *err)
{
	const struct minutes m = minutes_of(build, &build->scope);

	(void)err;
	if (is_data(build->job->face)) {
		see_exempt_minutes(build->doc, &m);
		add_tables(build);
		return 0;
	}
	add_ways(build);
	if (!build_true(build, "is_held")) {
		doc_paragraph(build->doc,
			build_true(build, "to_write") ? "The minutes of this meeting have not been written yet."
						      : "There are no minutes of this meeting that are open to you.");
		return 0;
	}
	build->doc->draft = str_equal(build_text(build, "state"), "draft");
	if (build->doc->draft)
		doc_note(build->doc,
			"Draft: committee officers and chief officers alone read these minutes before they are circulated.");
	add_minutes(build->doc, &m, 2);
	return 0;
}

const struct report minutes_report = {
	.address = "meetings/{meeting}/minutes",
	.subject = "meeting",
	.permission = PERMIT_MEETINGS,
	.door = DOOR_MEETINGS,
	.pdf = true,
	.data = true,
	.sources = (const char *const[]){"committees", "seats", "meetings", "agenda", "attendance", "declarations",
		"minutes", "motions", "votes", "resolutions", "minutes_states", NULL},
	.scope = STMT_MINUTES_SCOPE,
	.parts = GROUP_MINUTES,
	.build = build_minutes,
};
