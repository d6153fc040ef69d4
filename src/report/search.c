/* Finding by words: what is found, the best first, with the passage; by kind, committee and day. */
#include "address.h"
#include "builder.h"
#include "notes.h"
#include "table.h"

#include <string.h>

#include "base/str.h"

/* What a kind of thing is called where it is found, and what one of them is. */
static const struct kind {
	const char *kind, *title, *one;
} kinds[] = {{"item", "Items of agendas", "Item of an agenda"}, {"paper", "Papers", "Paper"},
	{"minute", "Minutes", "Minute"}, {"motion", "Motions", "Motion"}, {"resolution", "Resolutions", "Resolution"},
	{"question", "Questions", "Question"}, {"action", "Actions", "Action"},
	{"committee", "Committees", "Committee"}, {"indicator", "Indicators", "Indicator"},
	{"topic", "Topics and scorecards", "Topic"}, {"commentary", "Commentary", "Commentary"},
	{"line", "Budget lines", "Budget line"}, {"risk", "Risks", "Risk"}, {"term", "Terms", "Term"}};

enum { KINDS = sizeof(kinds) / sizeof(kinds[0]) };

static const struct kind *
kind_find(const char *name)
{
	for (size_t i = 0; i < KINDS; i++)
		if (str_equal(kinds[i].kind, name))
			return &kinds[i];
	return NULL;
}

/* --- a hit --- */

/* `ref`: its item and its number there, parted by a slash. */
static const char *
link_action(const struct doc *doc, const char *meeting, const char *ref)
{
	const char *slash = strrchr(ref, '/');

	return address(doc->arena, "meetings", meeting, "actions", arena_bytes(doc->arena, ref, (size_t)(slash - ref)),
		slash + 1);
}

/* A paper is read in its pack, where its item begins. */
static const char *
link_item(const struct doc *doc, const struct rows *rows, size_t row)
{
	const char *meeting = row_text(rows, row, "of"), *kind = row_text(rows, row, "kind");

	if (str_equal(kind, "item"))
		return address(doc->arena, "meetings", meeting);
	if (str_equal(kind, "question"))
		return address(doc->arena, "meetings", meeting, "questions");
	if (str_equal(kind, "action"))
		return link_action(doc, meeting, row_text(rows, row, "ref"));
	if (!str_equal(kind, "paper"))
		return address(doc->arena, "meetings", meeting, "minutes");
	return arena_printf(
		doc->arena, "%s#item-%s", address(doc->arena, "meetings", meeting, "pack"), row_text(rows, row, "ref"));
}

static const char *
link_found(const struct doc *doc, const struct rows *rows, size_t row)
{
	const char *kind = row_text(rows, row, "kind"), *ref = row_text(rows, row, "ref");
	const char *of = row_text(rows, row, "of");

	if (str_equal(kind, "indicator"))
		return indicator_address(doc->arena, ref, NULL, "to", NULL);
	if (str_equal(kind, "commentary"))
		return indicator_address(doc->arena, ref, NULL, "period", of);
	if (str_equal(kind, "line"))
		return line_address(doc->arena, of, ref, NULL);
	if (str_equal(kind, "risk"))
		return address(doc->arena, "risks", ref);
	if (str_equal(kind, "committee"))
		return address(doc->arena, "committees", ref);
	if (str_equal(kind, "term"))
		return arena_printf(doc->arena, "/glossary#%s", ref);
	if (str_equal(kind, "topic"))
		return address(doc->arena, "performance", of, ref);
	return link_item(doc, rows, row);
}

static const char *
one_words(struct arena *arena, const struct rows *rows, size_t row)
{
	const struct kind *kind = kind_find(row_text(rows, row, "kind"));

	(void)arena;
	return kind != NULL ? kind->one : NULL;
}

/* Of a thing of a period the period, of one of a day that, behind the committee. */
static const char *
where_words(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *place = row_text(rows, row, "place"), *day = row_text(rows, row, "day_words");
	const char *kind = row_text(rows, row, "kind");

	if (place == NULL || str_equal(kind, "line") || str_equal(kind, "commentary"))
		return place != NULL ? place : day;
	return arena_printf(arena, "%s, %s", place, day);
}

/* The words that were looked for stand between the characters 1 and 2. */
static struct text
passage_spans(struct arena *arena, const char *passage)
{
	struct text text = {0};
	size_t room = 0;
	bool found = false;

	while (*passage != '\0') {
		size_t length = strcspn(passage, "\x01\x02");

		if (length > 0) {
			text.spans = arena_grow(arena, text.spans, text.count, &room, sizeof(*text.spans));
			text.spans[text.count++] =
				(struct span){.text = arena_bytes(arena, passage, length), .strong = found};
		}
		passage += length;
		if (*passage != '\0')
			found = *passage++ == '\x01';
	}
	return text;
}

/* The table has what stands out in words; a page lets it stand out. */
static void
mark_passages(struct doc *doc, const struct table *table, const struct rows *hits)
{
	for (size_t i = 0; i < hits->count; i++) {
		struct cell *cell = &table->rows[i].cells[table->column_count - 1];
		struct text *spans;

		if (row_text(hits, i, "passage") == NULL)
			continue;
		spans = arena_alloc(doc->arena, sizeof(*spans));
		*spans = passage_spans(doc->arena, row_text(hits, i, "passage"));
		cell->text = text_plain(doc->arena, spans);
		cell->spans = spans;
	}
}

static void
add_hits(struct doc *doc, const struct rows *hits)
{
	static const struct field fields[] = {{.key = "name", .label = "Found", .head = true, .link = link_found},
		{.key = "kind", .label = "What it is", .words = one_words},
		{.key = "where", .label = "Where and when", .words = where_words, .optional = true},
		{.key = "passage", .label = "What it says", .optional = true}};
	static const struct table_spec spec = {"found", "Found, the best first", FIELDS(fields), NULL, NULL};
	const struct table *table = add_table_if(doc, &spec, hits);

	if (table != NULL)
		mark_passages(doc, table, hits);
}

/* Whether a row before this one is of the same item, whose paper is found as well. */
static bool
is_seen(const struct rows *found, size_t row)
{
	for (size_t i = 0; i < row; i++)
		if (row_true(found, i, "exempt") && str_equal(row_text(found, i, "of"), row_text(found, row, "of")) &&
			str_equal(row_text(found, i, "ref"), row_text(found, row, "ref")))
			return true;
	return false;
}

/* Of an exempt item its name alone is something that not everybody may know. */
static void
see_exempt(struct doc *doc, const struct rows *found)
{
	for (size_t i = 0; i < found->count; i++)
		if (row_true(found, i, "exempt") && !is_seen(found, i))
			doc_see(doc,
				(struct sight){"agenda-read", row_text(found, i, "of"), NULL,
					arena_printf(
						doc->arena, "item %s, found by searching", row_text(found, i, "ref"))});
}

/* --- reports --- */

/* What this reader may open: only who reads no figures may find less than there is. */
static bool
is_open(const struct build *build, const struct report *report)
{
	switch (report->permission) {
	case PERMIT_FIGURES:
		return build_true(build, "sees_figures");
	case PERMIT_MEETINGS:
		return true;
	default:
		return false;
	}
}

/* Reports are known here, by their titles and what is said of them. */
static bool
is_found(const struct build *build, const struct report *report, const char *text)
{
	if (report->title == NULL || strchr(report->address, '{') != NULL || !is_open(build, report))
		return false;
	return str_holds(report->title, text) || (report->about != NULL && str_holds(report->about, text));
}

static void
add_reports(const struct build *build, const char *text)
{
	static const struct column columns[] = {{.key = "report", .label = "Report", .head = true},
		{.key = "about", .label = "What it shows", .optional = true}};
	struct doc *doc = build->doc;
	struct table *table = NULL;

	for (size_t i = 0; report_table[i] != NULL; i++) {
		const struct report *report = report_table[i];
		struct row *row;

		if (!is_found(build, report, text))
			continue;
		if (table == NULL)
			table = doc_table(doc, "reports", "Reports", 2, columns);
		row = table_row(doc->arena, table, ROW_BODY);
		row->cells[0] =
			(struct cell){.text = report->title, .href = arena_printf(doc->arena, "/%s", report->address)};
		row->cells[1] = cell_words(report->about);
	}
}

/* --- what is asked --- */

/* "Papers (12)", "Papers (more than 100)"; what has none is not offered unless it is what is asked for. */
static void
add_kinds(const struct build *build, struct query *query, const char *chosen)
{
	const struct rows *found = build_part(build, "found");
	struct query_field *field = query_add(build->arena, query, QUERY_SELECT, "kind", "What it is");

	query_choice(build->arena, field, "", "anything", str_blank(chosen));
	for (size_t k = 0; k < KINDS; k++) {
		const char *label = str_equal(kinds[k].kind, chosen) ? kinds[k].title : NULL;

		for (size_t i = 0; i < found->count; i++)
			if (row_text(found, i, "hits") != NULL && str_equal(row_text(found, i, "kind"), kinds[k].kind))
				label = arena_printf(build->arena, "%s (%s%s)", kinds[k].title,
					row_true(found, i, "more") ? "more than " : "", row_text(found, i, "hits"));
		if (label != NULL)
			query_choice(build->arena, field, kinds[k].kind, label, str_equal(kinds[k].kind, chosen));
	}
}

static void
add_committees(const struct build *build, struct query *query, const char *chosen)
{
	const struct rows *committees = build_part(build, "committees");
	struct query_field *field = query_add(build->arena, query, QUERY_SELECT, "committee", "Of meetings of");

	query_choice(build->arena, field, "", "any", str_blank(chosen));
	for (size_t i = 0; i < committees->count; i++) {
		const char *committee = row_text(committees, i, "committee");

		query_choice(
			build->arena, field, committee, row_text(committees, i, "name"), str_equal(committee, chosen));
	}
}

static void
add_search(const struct build *build)
{
	const struct report_params *asked = &build->job->params;
	struct query *query = arena_alloc(build->arena, sizeof(*query));

	query->key = "search-more";
	query->label = "Search";
	query->action = "/search";
	query->button = "Search";
	if (build->doc->problem != NULL)
		query->problem = arena_printf(build->arena, "%s.", build->doc->problem);
	query_input(build->arena, query, "text", "Words", asked->text, "In “quotes”: side by side");
	add_kinds(build, query, build_text(build, "kind"));
	add_committees(build, query, build_text(build, "committee"));
	query_input(build->arena, query, "from", "From", asked->from, "Such as 30 Nov 2026");
	query_input(build->arena, query, "to", "To", asked->to, "The last day");
	doc_block(build->doc, BLOCK_QUERY)->query = query;
}

static const char *
page_address(const struct build *build, long page)
{
	return address_with(build->arena, "/search", "text", build_text(build, "text"), "kind",
		build_text(build, "kind"), "committee", build_text(build, "committee"), "from",
		build_text(build, "from_day"), "to", build_text(build, "to_day"), "page",
		arena_printf(build->arena, "%ld", page));
}

static void
add_paging(const struct build *build, const struct rows *hits)
{
	enum { PAGE = 20 }; /* search_page_size() */
	const long page = row_integer(&build->scope, 0, "page");
	const long total = hits->count > 0 ? row_integer(hits, 0, "total") : 0;
	struct span *spans = arena_array(build->arena, 3, sizeof(*spans));
	size_t count = 0;

	if (page == 1 && total <= PAGE)
		return;
	if (page > 1)
		spans[count++] = (struct span){.text = "Before these. ", .href = page_address(build, page - 1)};
	spans[count++] = (struct span){.text = arena_printf(build->arena, "Page %ld. ", page)};
	if (total > page * PAGE)
		spans[count++] = (struct span){.text = "After these.", .href = page_address(build, page + 1)};
	doc_paragraph(build->doc, "")->text = (struct text){spans, count};
}

/* --- the page --- */

/* The rows of this page come first; those of the counts have no name. */
static struct rows
hits_of(const struct rows *found)
{
	struct rows hits = *found;

	hits.count = 0;
	while (hits.count < found->count && row_text(found, hits.count, "name") != NULL)
		hits.count++;
	return hits;
}

static void
say_nothing(const struct build *build, const char *text)
{
	doc_paragraph(build->doc,
		arena_printf(build->arena,
			"Nothing that you may see has all of these words: %s. Fewer words, or the beginning of one by "
			"itself, find more.",
			text));
}

static void
say_more(const struct build *build, const struct rows *found)
{
	for (size_t i = 0; i < found->count; i++)
		if (row_true(found, i, "more")) {
			doc_paragraph(build->doc,
				"Of what there is more than 50 of, the best 50 are shown: another word, a committee "
				"or days find the others.");
			return;
		}
}

static int
build_search(struct build *build, struct err *err)
{
	const struct rows *found = build_part(build, "found");
	const struct rows hits = hits_of(found);
	const char *text = build_text(build, "text");
	struct doc *doc = build->doc;
	size_t before;

	(void)err;
	doc->problem = build_text(build, "problem");
	if (build_alone(build))
		add_search(build);
	before = doc->count;
	if (doc->problem != NULL)
		return 0;
	if (str_blank(text)) {
		doc_paragraph(doc,
			"Type what you are looking for: words of a paper or an item, a topic, an indicator's name or "
			"reference, a budget line, a risk, a term.");
		return 0;
	}
	doc->title = arena_printf(doc->arena, "Search: %s", text);
	see_exempt(doc, &hits);
	if (hits.count > 0 && row_true(&hits, 0, "begins"))
		doc_paragraph(
			doc, arena_printf(doc->arena, "Nothing has the word %s; these have one that begins so.", text));
	if (build_text(build, "kind") == NULL && build_text(build, "committee") == NULL)
		add_reports(build, text);
	add_hits(doc, &hits);
	if (doc->count == before)
		say_nothing(build, text);
	say_more(build, found);
	if (build_alone(build))
		add_paging(build, &hits);
	return 0;
}

const struct report search_report = {
	.address = "search",
	.title = "Search",
	.permission = PERMIT_MEETINGS,
	.door = DOOR_HELP,
	.menu = "Search",
	.params = PARAM_TEXT | PARAM_KIND | PARAM_COMMITTEE | PARAM_FROM | PARAM_TO | PARAM_PAGE,
	.data = true,
	.scope = STMT_SEARCH_SCOPE,
	.parts = GROUP_SEARCH,
	.build = build_search,
};
