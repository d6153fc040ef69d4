/* The audit trail: how it stands, what was refused of late, and searching it. */
#include "../address.h"
#include "../builder.h"
#include "../table.h"
#include "base/str.h"

/* --- how it stands --- */

static const char *
verified_words(const struct build *build, const struct rows *standing)
{
	const char *when = row_text(standing, 0, "verified_time");

	if (when == NULL)
		return "never: “moothall audit verify” does so";
	return arena_printf(build->arena, "%s by %s: %s", when, row_text(standing, 0, "verified_by"),
		row_integer(standing, 0, "found") == 0
			? "nothing was changed, removed, moved or put in"
			: arena_printf(build->arena, "%s findings", row_text(standing, 0, "found")));
}

static void
add_standing(const struct build *build)
{
	const struct rows *standing = build_part(build, "standing");
	struct doc *doc = build->doc;
	const long wrong = row_integer(standing, 0, "wrong"), waiting = row_integer(standing, 0, "waiting");
	struct block *facts;

	if (wrong > 0 || row_integer(standing, 0, "found") > 0)
		doc_note(doc,
			"The trail is not as it was written. “moothall audit verify” names what was changed, removed, moved or "
			"put in: keep a copy of the database as it is, and find out who had the server in hand.");
	facts = doc_facts(doc, 6);
	doc_fact(doc, facts, "The newest entries",
		wrong > 0 ? arena_printf(doc->arena, "%ld of %s are not as they were written", wrong,
				    row_text(standing, 0, "recent"))
			  : arena_printf(doc->arena, "%s, all as they were written", row_text(standing, 0, "recent")));
	doc_fact(doc, facts, "The whole of it verified", verified_words(build, standing));
	doc_fact(doc, facts, "It ends with",
		arena_printf(doc->arena, "%s (%s)%s", row_string(standing, 0, "head"),
			row_string(standing, 0, "head_time"),
			waiting == 0 ? ""
				     : arena_printf(doc->arena, "; %ld wait to be chained, the first since %s", waiting,
					       row_text(standing, 0, "waiting_time"))));
	if (row_text(standing, 0, "pruned_to") != NULL)
		doc_fact(doc, facts, "Past its retention",
			arena_printf(doc->arena, "taken out on %s, up to entry %s",
				row_text(standing, 0, "pruned_time"), row_text(standing, 0, "pruned_to")));
	if (row_integer(standing, 0, "holds") > 0)
		doc_fact(doc, facts, "Holds", row_text(standing, 0, "holds"));
	doc_fact(doc, facts, "Refused in the last seven days", row_text(standing, 0, "refusals"));
}

/* --- its events --- */

static const char *
link_event(const struct doc *doc, const struct rows *rows, size_t row)
{
	return address_with(doc->arena, "/audit", "event", row_text(rows, row, "event"));
}

#define FIELDS_OF_EVENT                                                                                                \
	{.key = "moment", .label = "When", .kind = COLUMN_DATE, .head = true}, {.key = "who", .label = "Who"},         \
		{.key = "event", .label = "Event", .link = link_event}, {.key = "about", .label = "About"},            \
	{                                                                                                              \
		.key = "detail", .label = "What more"                                                                  \
	}

static void
add_refusals(const struct build *build)
{
	static const struct field fields[] = {FIELDS_OF_EVENT, {.key = "address", .label = "From"}};
	static const struct table_spec spec = {
		"refusals", "Refused of late", FIELDS(fields), "Nothing was refused in the last seven days.", NULL};

	add_table(build->doc, &spec, build_part(build, "refusals"));
}

/* The address of this search, of another page of it or (NULL) all of it as a file. */
static const char *
search_address(const struct build *build, const char *page)
{
	return address_with(build->arena, page != NULL ? "/audit" : "/audit/export.csv", "person",
		build_text(build, "person"), "event", build_text(build, "event"), "about", build_text(build, "about"),
		"from", build_text(build, "from_day"), "to", build_text(build, "to_day"), "page", page);
}

static void
add_paging(const struct build *build)
{
	const struct rows *events = build_part(build, "events");
	const long page = row_integer(&build->scope, 0, "page");
	struct span *spans = arena_array(build->arena, 4, sizeof(*spans));
	size_t count = 0;

	if (page > 1)
		spans[count++] = (struct span){.text = "Newer events. ",
			.href = search_address(build, arena_printf(build->arena, "%ld", page - 1))};
	spans[count++] = (struct span){.text = arena_printf(build->arena, "Page %ld. ", page)};
	if (events->count > 0 && row_true(events, 0, "more"))
		spans[count++] = (struct span){.text = "Older events. ",
			.href = search_address(build, arena_printf(build->arena, "%ld", page + 1))};
	spans[count++] = (struct span){.text = "All of these as CSV", .href = search_address(build, NULL)};
	doc_paragraph(build->doc, "")->text = (struct text){spans, count};
}

static void
add_events(const struct build *build)
{
	static const struct field fields[] = {FIELDS_OF_EVENT, {.key = "edition", .label = "Edition", .optional = true},
		{.key = "address", .label = "From"}, {.key = "entry", .label = "Entry", .kind = COLUMN_FIGURE}};
	static const struct table_spec spec = {
		"events", "Events, newest first", FIELDS(fields), "No event fits what is asked for.", NULL};

	add_table(build->doc, &spec, build_part(build, "events"));
}

/* --- the search --- */

static void
add_names(const struct build *build, struct query *query, const char *chosen)
{
	const struct rows *names = build_part(build, "names");
	struct query_field *field = query_add(build->arena, query, QUERY_SELECT, "event", "Event");

	query_choice(build->arena, field, "", "any", str_blank(chosen));
	for (size_t i = 0; i < names->count; i++) {
		const char *name = row_text(names, i, "event");

		query_choice(build->arena, field, name, name, str_equal(name, chosen));
	}
	if (!str_blank(chosen) && !query_has_choice(field, chosen))
		query_choice(build->arena, field, chosen, chosen, true);
}

static void
add_search(const struct build *build)
{
	const struct report_params *asked = &build->job->params;
	struct query *query = arena_alloc(build->arena, sizeof(*query));

	query->key = "audit-search";
	query->label = "Search the trail";
	query->action = "/audit";
	query->button = "Search";
	if (build->doc->problem != NULL)
		query->problem = arena_printf(build->arena, "%s.", build->doc->problem);
	query_input(build->arena, query, "person", "Person", asked->person, "By user name");
	add_names(build, query, asked->event);
	query_input(build->arena, query, "about", "About", asked->about, "As it stands in the list");
	query_input(build->arena, query, "from", "From", asked->from, "Such as 30 Nov 2026");
	query_input(build->arena, query, "to", "To", asked->to, "The last day");
	doc_block(build->doc, BLOCK_QUERY)->query = query;
}

/* Who reads the trail reads about people, and stands in it. */
static void
see_search(const struct build *build)
{
	static const struct {
		const char *column, *before;
	} asked[] = {
		{"event", "event "}, {"about", "about "}, {"from_day", "from "}, {"to_day", "to "}, {"page", "page "}};
	const char *what = "";

	for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
		const char *value = build_text(build, asked[i].column);

		if (!str_blank(value))
			what = arena_printf(
				build->arena, "%s%s%s%s", what, *what == '\0' ? "" : ", ", asked[i].before, value);
	}
	doc_see(build->doc,
		(struct sight){"audit-read", build_text(build, "person"), NULL, *what != '\0' ? what : NULL});
}

static int
build_audit(struct build *build, struct err *err)
{
	(void)err;
	build->doc->problem = build_text(build, "problem");
	see_search(build);
	add_standing(build);
	add_refusals(build);
	doc_heading(build->doc, 2, "search", "Search");
	add_search(build);
	if (build->doc->problem != NULL)
		return 0;
	add_events(build);
	add_paging(build);
	return 0;
}

const struct report audit_report = {
	.address = "audit",
	.title = "Audit trail",
	.permission = PERMIT_AUDIT,
	.door = DOOR_AUDIT,
	.menu = "Audit trail",
	.params = PARAM_PERSON | PARAM_EVENT | PARAM_ABOUT | PARAM_FROM | PARAM_TO | PARAM_PAGE,
	.pdf = true,
	.data = true,
	.scope = STMT_AUDIT_SCOPE,
	.parts = GROUP_AUDIT,
	.build = build_audit,
};
