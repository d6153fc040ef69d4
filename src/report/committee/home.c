/* What matters to whoever signed in: what they have to do, their meeting, what changed, how the vital signs stand. */
#include "../address.h"
#include "../charts.h"
#include "../notes.h"
#include "../table.h"
#include "base/str.h"
#include "committee.h"
#include "report/paper.h"

#define FIELD_SIGN                                                                                                     \
	{                                                                                                              \
		.key = "name", .label = "Indicator", .head = true, .link = link_indicator                              \
	}

/* --- what is to be done --- */

/* By when it is wanted: with the next agenda. */
static void
due_note(const struct build *build, struct table *table)
{
	const struct rows *due = build_part(build, "due");

	if (due->count > 0)
		table_note(build->arena, table,
			arena_printf(build->arena, "The next agenda, of %s on %s, %s %s.",
				row_text(due, 0, "committee_name"), row_text(due, 0, "short_day"),
				row_true(due, 0, "is_late") ? "was to be published by" : "is published by",
				row_text(due, 0, "due")));
}

static void
add_led(const struct build *build)
{
	static const struct field fields[] = {{.key = "ref", .label = "Ref"}, FIELD_SIGN,
		{.key = "value", .label = "Figure", .kind = COLUMN_FIGURE, .own = true},
		{.key = "label", .label = "Of"}, {.key = "missing", .label = "Not written", .link = link_commentary}};
	static const struct table_spec spec = {"led", "What you lead on, and what is not written of it", FIELDS(fields),
		"You are not named as the lead of an indicator: whoever looks after definitions can say so.", NULL};

	struct table *table;

	if (!build_true(build, "leads"))
		return;
	table = add_table(build->doc, &spec, build_part(build, "led"));
	mark_notes(build->doc, table);
	if (build_part(build, "led")->count > 0)
		due_note(build, table);
}

/* When something is due, and that it is late. */
static const char *
due_words(struct arena *arena, const struct rows *rows, size_t i)
{
	const char *due = row_text(rows, i, "due");

	return due != NULL && row_true(rows, i, "is_late") ? arena_printf(arena, "%s, late", due) : due;
}

static void
add_risks(const struct build *build)
{
	static const struct field fields[] = {{.key = "number", .label = "Risk"},
		{.key = "name", .label = "Name", .head = true, .link = link_risk},
		{.key = "score", .label = "Score", .kind = COLUMN_FIGURE},
		{.key = "due", .label = "Review due", .words = due_words}};
	static const struct table_spec spec = {"risks", "Risks that you own", FIELDS(fields), NULL, NULL};

	add_table_if(build->doc, &spec, build_part(build, "risks"));
}

static void
add_unreleased(const struct build *build)
{
	static const struct field fields[] = {
		{.key = "import", .label = "Import", .from = "import_id", .kind = COLUMN_FIGURE, .head = true},
		{.key = "files", .label = "Files"}, {.key = "periods", .label = "Periods"},
		{.key = "loaded", .label = "Loaded", .kind = COLUMN_DATE},
		{.key = "by", .label = "By", .from = "loaded_by"}};
	static const struct table_spec spec = {
		"unreleased", "Imported and not yet released: members do not see it", FIELDS(fields), NULL, NULL};

	add_table_if(build->doc, &spec, build_part(build, "unreleased"));
}

static void
add_missing(const struct build *build)
{
	static const struct field fields[] = {{.key = "ref", .label = "Ref"}, FIELD_SIGN};
	const struct table_spec spec = {"missing",
		arena_printf(build->arena, "Entered for the month before and not for %s", build_text(build, "label")),
		FIELDS(fields), NULL, NULL};

	add_table_if(build->doc, &spec, build_part(build, "missing"));
}

static void
add_variances(const struct build *build)
{
	const struct rows *rows = build_part(build, "variances");
	static const struct field fields[] = {
		{.key = "line_name", .label = "Budget line", .head = true, .link = link_line},
		{.key = "variance", .label = "Over (+) or under (-)", .unit = "£m", .kind = COLUMN_FIGURE},
		{.key = "movement", .label = "Movement since last report", .unit = "£m", .kind = COLUMN_FIGURE}};
	const struct table_spec spec = {"variances",
		arena_printf(build->arena, "Furthest from their budget, %s",
			rows->count > 0 ? row_text(rows, 0, "label") : ""),
		FIELDS(fields), NULL, NULL};

	if (add_table_if(build->doc, &spec, rows) == NULL)
		return;
	add_link(build->doc, "All lines of the revenue budget", statement_address(build->arena, "la", NULL));
}

static void
add_moved(const struct build *build)
{
	const struct rows *rows = build_part(build, "moved");
	static const struct field fields[] = {
		{.key = "line_name", .label = "Budget line", .head = true, .link = link_line},
		{.key = "movement", .label = "Movement since last report", .unit = "£m", .kind = COLUMN_FIGURE},
		{.key = "variance", .label = "Now over (+) or under (-)", .unit = "£m", .kind = COLUMN_FIGURE}};
	const struct table_spec spec = {"moved",
		arena_printf(build->arena, "Forecasts that moved most, %s",
			rows->count > 0 ? row_text(rows, 0, "label") : ""),
		FIELDS(fields), NULL, NULL};

	struct table *table = add_table_if(build->doc, &spec, rows);
	const long unknown = table != NULL ? row_integer(rows, rows->count - 1, "unknown") : 0;

	if (unknown > 0)
		table_note(build->arena, table,
			arena_printf(build->arena, "Of %ld %s the movement is not known: the last row is without.",
				unknown, unknown == 1 ? "line" : "lines"));
}

static void
add_unmapped(const struct build *build)
{
	const struct rows *unmapped = build_part(build, "unmapped");
	const long centres = unmapped->count > 0 ? row_integer(unmapped, 0, "centres") : 0;

	if (unmapped->count > 0)
		add_link(build->doc,
			centres == 0 ? arena_printf(build->arena, "Cost centres: all of %s have a budget line",
					       row_text(unmapped, 0, "label"))
				     : arena_printf(build->arena, "Cost centres: %ld of %s %s no budget line", centres,
					       row_text(unmapped, 0, "label"), centres == 1 ? "has" : "have"),
			address_with(build->arena, address(build->arena, "finance", "cost-centres"), "period",
				row_text(unmapped, 0, "period")));
}

static void
add_people(const struct build *build)
{
	static const struct field fields[] = {{.key = "name", .label = "Name", .head = true, .link = link_user},
		{.key = "state", .label = "What"}, {.key = "roles", .label = "Roles", .from = "role_words"}};
	static const struct table_spec spec = {"people", "Accounts: what needs doing", FIELDS(fields),
		"Nobody waits for an invitation, no role ends within a month, and everybody has signed in of late.",
		"need"};

	if (!build_true(build, "minds_people"))
		return;
	add_table(build->doc, &spec, build_part(build, "people"));
	add_link(build->doc, "All users", "/users");
	add_link(build->doc, "Invite somebody", "/users/invite");
	add_link(build->doc, "Joiners, movers and leavers", "/users/changes");
}

static void
add_health(const struct build *build)
{
	const struct rows *health = build_part(build, "health");
	struct block *facts;

	if (health->count == 0)
		return;
	doc_heading(build->doc, 2, "health", "How the installation is");
	facts = doc_facts(build->doc, health->count);
	for (size_t i = 0; i < health->count; i++)
		doc_fact(build->doc, facts, row_text(health, i, "what"),
			row_true(health, i, "wrong")
				? arena_printf(build->arena, "Look at this: %s", row_text(health, i, "words"))
				: row_text(health, i, "words"));
}

/* --- what an auditor looks at first --- */

static const char *
verified_words(struct arena *arena, const struct rows *trail)
{
	const char *when = row_text(trail, 0, "verified");
	const long found = when != NULL ? row_integer(trail, 0, "found") : 0;

	if (when == NULL)
		return "never: “moothall audit verify” does so";
	return arena_printf(arena, "%s, by %s: %s", when, row_text(trail, 0, "verified_by"),
		found == 0 ? "nothing was changed, removed, moved or put in"
			   : arena_printf(arena, found == 1 ? "%ld finding" : "%ld findings", found));
}

static void
add_trail(const struct build *build)
{
	const struct rows *trail = build_part(build, "trail");
	struct block *facts;

	if (trail->count == 0)
		return;
	doc_heading(build->doc, 2, "trail", "The audit trail");
	facts = doc_facts(build->doc, 3);
	doc_fact(build->doc, facts, "Refused in the last seven days", row_text(trail, 0, "refusals"));
	facts->facts[0].text.spans[0].href = "/audit#refusals";
	doc_fact(build->doc, facts, "Exports in the last seven days", row_text(trail, 0, "exports"));
	facts->facts[1].text.spans[0].href = address_with(build->arena, "/audit", "event", "export");
	doc_fact(build->doc, facts, "The whole of it verified", verified_words(build->arena, trail));
}

/* --- committees --- */

static const char *
step_link(const struct doc *doc, const struct rows *steps, size_t i)
{
	const char *paper = row_text(steps, i, "paper");

	return paper != NULL ? address(doc->arena, "papers", paper)
			     : address(doc->arena, "meetings", row_text(steps, i, "meeting"), "preflight");
}

static void
add_timetable(const struct build *build)
{
	static const struct field fields[] = {{.key = "what", .label = "What", .head = true, .link = step_link},
		{.key = "due", .label = "By", .words = due_words},
		{.key = "meeting", .label = "For", .from = "short_day", .link = link_meeting},
		{.key = "committee", .label = "Committee", .from = "committee_name"},
		{.key = "who", .label = "Lead", .optional = true}, {.key = "state", .label = "State"}};
	static const struct table_spec spec = {
		"timetable", "To be done before agendas are published", FIELDS(fields), NULL, NULL};

	add_table_if(build->doc, &spec, build_part(build, "timetable"));
}

/* "Next: 14 March 2017". */
static const char *
its_meeting(struct arena *arena, const struct rows *committees, size_t i)
{
	const char *day = row_text(committees, i, "day");

	return day == NULL ? NULL
			   : arena_printf(arena, row_true(committees, i, "to_come") ? "Next: %s" : "Last: %s", day);
}

static const char *
link_its_meeting(const struct doc *doc, const struct rows *committees, size_t i)
{
	return row_text(committees, i, "meeting") != NULL ? link_meeting(doc, committees, i) : NULL;
}

static void
add_committees(const struct build *build)
{
	static const struct field fields[] = {{.key = "name", .label = "Name", .head = true, .link = link_committee},
		{.key = "capacity", .label = "You sit as"}, {.key = "votes", .label = "Votes"},
		{.key = "until", .label = "Until", .optional = true},
		{.key = "meeting", .label = "Meeting", .words = its_meeting, .link = link_its_meeting}};
	static const struct table_spec spec = {"committees", "Where you sit", FIELDS(fields), NULL, NULL};

	add_table_if(build->doc, &spec, build_part(build, "committees"));
}

static const char *
link_notes(const struct doc *doc, const struct rows *notes, size_t i)
{
	return address(doc->arena, "meetings", row_text(notes, i, "meeting"), "notes");
}

static void
add_notes(const struct build *build)
{
	static const struct field fields[] = {
		{.key = "meeting", .label = "Papers of", .from = "short_day", .head = true, .link = link_notes},
		{.key = "committee", .label = "Committee", .from = "committee_name"},
		{.key = "notes", .label = "Notes", .kind = COLUMN_FIGURE}, {.key = "changed", .label = "Last changed"}};
	static const struct table_spec spec = {"notes", "Your notes", FIELDS(fields), NULL, NULL};

	add_table_if(build->doc, &spec, build_part(build, "notes"));
}

/* Told to whoever puts packs together, and to the authors of what they print. */
static void
add_published(const struct build *build)
{
	static const struct field fields[] = {
		{.key = "meeting", .label = "Meeting", .from = "short_day", .head = true, .link = link_publications},
		{.key = "committee", .label = "Committee", .from = "committee_name"},
		{.key = "figures", .label = "Figures", .kind = COLUMN_FIGURE},
		{.key = "words", .label = "The newest of them"}};
	static const struct table_spec spec = {
		"published", "Published packs whose figures are known otherwise now", FIELDS(fields), NULL, NULL};

	add_table_if(build->doc, &spec, build_part(build, "published"));
}

/* --- what is exempt --- */

static const char *
exempt_what(struct arena *arena, const struct rows *due, size_t i)
{
	const char *part = row_text(due, i, "part");

	return arena_printf(arena, "%s. %s%s%s", row_text(due, i, "number"), row_text(due, i, "title"),
		part != NULL ? ": part " : "", part != NULL ? part : "");
}

/* Where it is said whether it stays exempt: the item's form, the paper's page. */
static const char *
link_exempt(const struct doc *doc, const struct rows *due, size_t i)
{
	return row_text(due, i, "part") != NULL
		? paper_address(doc->arena, row_text(due, i, "paper"), NULL)
		: address(doc->arena, "meetings", row_text(due, i, "meeting"), "agenda", row_text(due, i, "item"));
}

static void
add_exemptions(const struct build *build)
{
	static const struct field fields[] = {
		{.key = "what", .label = "Exempt", .words = exempt_what, .head = true, .link = link_exempt},
		{.key = "meeting", .label = "Meeting", .from = "short_day"},
		{.key = "committee", .label = "Committee", .from = "committee_name"},
		{.key = "paragraph", .label = "Paragraph"}, {.key = "review", .label = "To be looked at again"}};
	static const struct table_spec spec = {
		"exemptions", "Is it still exempt? The day of review has come", FIELDS(fields), NULL, NULL};

	see_exempt_rows(build->doc, "agenda-read", build_part(build, "exemptions"));
	add_table_if(build->doc, &spec, build_part(build, "exemptions"));
}

/* --- what changed --- */

static void
add_flipped(const struct build *build, const struct rows *latest)
{
	const struct rows of = rows_having(build->arena, latest, "is_of_period", "t");
	const struct rows rows = rows_having(build->arena, &of, "flipped", "t");
	const struct field fields[] = {FIELD_SIGN,
		{.key = "was", .label = rows.count > 0 ? row_text(&rows, 0, "before") : "", .kind = COLUMN_FIGURE},
		{.key = "value",
			.label = rows.count > 0 ? row_text(&rows, 0, "column_label") : "",
			.kind = COLUMN_FIGURE,
			.own = true}};
	static const char title[] = "Rated otherwise than the month before";
	const struct table_spec spec = {"flipped", title, FIELDS(fields), NULL, NULL};

	add_table_if(build->doc, &spec, &rows);
}

static void
add_falling(const struct build *build, const struct rows *latest)
{
	const struct rows rows = rows_having(build->arena, latest, "falling", "t");
	static const struct field fields[] = {FIELD_SIGN,
		{.key = "value", .label = "Figure", .kind = COLUMN_FIGURE, .own = true},
		{.key = "words", .label = "Against"}};
	static const struct table_spec spec = {"falling", "Worse three times in a row", FIELDS(fields), NULL, NULL};

	add_table_if(build->doc, &spec, &rows);
}

static void
add_restated(const struct build *build)
{
	static const struct field fields[] = {FIELD_SIGN, {.key = "label", .label = "Of"},
		{.key = "was", .label = "Was entered as", .kind = COLUMN_FIGURE},
		{.key = "now", .label = "Is now", .kind = COLUMN_FIGURE}};
	static const struct table_spec spec = {"restated", "Restated in the last month", FIELDS(fields), NULL, NULL};

	add_table_if(build->doc, &spec, build_part(build, "restated"));
}

static void
add_changes(const struct build *build, const struct rows *latest)
{
	struct doc *doc = build->doc;
	size_t first;

	doc_heading(doc, 2, "changes", "What changed");
	first = doc->count;
	add_flipped(build, latest);
	add_falling(build, latest);
	add_restated(build);
	if (doc->count == first)
		doc_paragraph(doc,
			"No vital sign is rated otherwise than the month before, none fell three times in a row and none "
			"was restated.");
	add_link(doc, "All exceptions, and why each is one", address(doc->arena, "performance", "exceptions"));
}

/* --- how the vital signs stand --- */

static const char *
rating_words(const struct rows *latest, size_t i)
{
	enum rag rag = rag_read(row_text(latest, i, "rag"));

	return rag_rates(rag) ? rag_word(rag) : "not rated";
}

/* "2 Red, 4 Amber, 6 Green.": the first of each rating says how many there are. */
static const char *
counted_words(struct arena *arena, const struct rows *latest)
{
	const char *words = "";

	for (size_t i = 0; i < latest->count; i++)
		if (i == 0 || !str_equal(rating_words(latest, i), rating_words(latest, i - 1)))
			words = arena_printf(arena, "%s%s%s %s", words, i > 0 ? ", " : "", row_text(latest, i, "signs"),
				rating_words(latest, i));
	return arena_printf(arena, "%s. Rated by the rule of the dashboard.", words);
}

static void
fill_tile(struct doc *doc, struct tile *tile, const struct rows *sign)
{
	const size_t last = sign->count - 1;
	const char *words = row_text(sign, last, "words");

	tile->title = row_text(sign, last, "name");
	tile->href = link_indicator(doc, sign, last);
	tile->figure = cell_of(doc->arena, sign, last, NULL);
	tile->words = arena_printf(doc->arena, "%s%s%s", row_text(sign, last, "column_label"),
		words != NULL ? ": " : "", words != NULL ? words : "");
	if (sign->count > 2)
		tile->spark = chart_spark(doc, arena_printf(doc->arena, "%s, %zu periods", tile->title, sign->count),
			sign, "column_label");
}

static void
add_signs(const struct build *build, const struct rows *signs, const struct rows *latest)
{
	struct doc *doc = build->doc;
	struct block *tiles;
	size_t i = 0;

	doc_heading(
		doc, 2, "signs", arena_printf(doc->arena, "Vital signs, %s, %s", doc->area_label, doc->period_label));
	doc_paragraph(doc, counted_words(doc->arena, latest));
	tiles = doc_tiles(doc, latest->count);
	for (struct rows sign = {0}; rows_next(signs, "ref", &sign);)
		fill_tile(doc, &tiles->tiles[i++], &sign);
	add_link(doc, "The performance dashboard", address(doc->arena, "performance"));
}

static int
build_home(struct build *build, struct err *err)
{
	const struct rows *signs = build_part(build, "signs");
	const struct rows latest = rows_having(build->arena, signs, "latest", "t");

	(void)err;
	/* Of a chief officer's papers it is said that none waits: they are what a chief officer comes for. */
	add_papers_waiting(build, build_true(build, "signs"));
	add_led(build);
	add_risks(build);
	add_owned(build);
	add_timetable(build);
	add_published(build);
	add_exemptions(build);
	add_unreleased(build);
	add_missing(build);
	add_moved(build);
	add_variances(build);
	add_unmapped(build);
	add_trail(build);
	add_people(build);
	add_health(build);
	if (build_true(build, "assembles")) {
		add_meetings(build, "coming", "Meetings to come", no_meetings_to_come);
		add_meetings(build, "meetings", "Past meetings", "No past meetings are held.");
	} else {
		add_meeting_next(build);
	}
	add_committees(build);
	add_notes(build);
	if (latest.count > 0) {
		add_changes(build, &latest);
		add_signs(build, signs, &latest);
	}
	return 0;
}

const struct report home_report = {
	.address = "home",
	.title = "Home",
	.permission = PERMIT_SIGNED_IN,
	.data = true,
	.sources = (const char *const[]){"indicators", "targets", "observations", "meetings", NULL},
	.scope = STMT_HOME_SCOPE,
	.parts = GROUP_HOME,
	.build = build_home,
};
