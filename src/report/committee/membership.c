/* Who sits on a committee, as lists under their groups and as words of a table. */
#include "../table.h"
#include "base/str.h"
#include "committee.h"

const char *
seat_votes(struct arena *arena, const struct rows *seats, size_t i)
{
	(void)arena;
	if (str_equal(row_optional(seats, i, "votes_on"), "education"))
		return "on education only";
	return row_true(seats, i, "voting") ? "yes" : "no";
}

/* "Co-opted advisers (non-voting)": of whom the list that begins with this seat is. */
static const char *
group_words(struct arena *arena, const struct rows *seats, size_t i)
{
	const char *group = "Members of the council";

	if (!row_true(seats, i, "of_council"))
		group = arena_printf(
			arena, "%s%s", row_text(seats, i, "body"), row_integer(seats, i, "seats") > 1 ? "s" : "");
	if (str_equal(row_optional(seats, i, "votes_on"), "education"))
		return arena_printf(arena, "%s (voting on education only)", group);
	return row_true(seats, i, "voting") ? group : arena_printf(arena, "%s (non-voting)", group);
}

/* Members of the council are one group, everybody else stands under the body that sends them. */
static bool
group_begins(const struct rows *seats, size_t i)
{
	if (i == 0 || row_true(seats, i, "of_council") != row_true(seats, i - 1, "of_council"))
		return true;
	return !row_true(seats, i, "of_council") &&
		!str_equal(row_text(seats, i, "body"), row_text(seats, i - 1, "body"));
}

/* Of the rows of an attendance: for whom, and from when to when, after what else is said of a seat. */
static const char *
with_attendance(struct arena *arena, const struct rows *seats, size_t i, const char *detail)
{
	static const struct {
		const char *column, *words;
	} more[] = {{"for_person", "substitute for"}, {"from_time", "from"}, {"to_time", "until"}};

	for (size_t m = 0; m < sizeof(more) / sizeof(more[0]); m++) {
		const char *said = row_optional(seats, i, more[m].column);

		if (said != NULL)
			detail = arena_printf(arena, "%s%s%s %s", detail != NULL ? detail : "",
				detail != NULL ? ", " : "", more[m].words, said);
	}
	return detail;
}

static const char *
seat_words(struct arena *arena, const struct rows *seats, size_t i)
{
	const char *person = row_text(seats, i, "person"), *capacity = row_text(seats, i, "capacity");
	const char *detail = row_text(seats, i, "detail");

	if (row_true(seats, i, "of_council"))
		detail = str_equal(capacity, "Member") ? NULL : capacity;
	detail = with_attendance(arena, seats, i, detail);
	return detail == NULL ? person : arena_printf(arena, "%s (%s)", person, detail);
}

void
add_membership(struct doc *doc, const struct rows *seats, unsigned level)
{
	struct block *list = NULL;

	for (size_t i = 0; i < seats->count; i++) {
		if (group_begins(seats, i)) {
			doc_heading(doc, level, NULL, group_words(doc->arena, seats, i))->unlisted = true;
			list = doc_block(doc, BLOCK_LIST);
			list->items = arena_array(doc->arena, seats->count - i, sizeof(*list->items));
		}
		list->items[list->count++].text = doc_text(doc->arena, seat_words(doc->arena, seats, i));
	}
}

/* "Haydn Thirtle (Conservative)". */
static const char *
substitute_words(struct arena *arena, const struct rows *substitutes, size_t i)
{
	const char *person = row_text(substitutes, i, "person"), *group = row_text(substitutes, i, "group_name");

	return group == NULL || row_true(substitutes, i, "vacant") ? person
								   : arena_printf(arena, "%s (%s)", person, group);
}

void
add_substitutes(struct doc *doc, const struct rows *substitutes, unsigned level)
{
	struct block *list;

	if (substitutes->count == 0)
		return;
	doc_heading(doc, level, NULL, "Named substitutes")->unlisted = true;
	list = doc_block(doc, BLOCK_LIST);
	list->items = arena_array(doc->arena, substitutes->count, sizeof(*list->items));
	for (size_t i = 0; i < substitutes->count; i++)
		list->items[list->count++].text = doc_text(doc->arena, substitute_words(doc->arena, substitutes, i));
}

void
add_group_meetings(struct doc *doc, const struct rows *groups)
{
	static const struct field fields[] = {
		{.key = "party", .label = "Political group", .from = "group_name", .head = true},
		{.key = "starts", .label = "Time", .optional = true},
		{.key = "room", .label = "Room", .optional = true}};
	static const struct table_spec spec = {"groups", "Group meetings", FIELDS(fields), NULL, NULL};

	add_table_if(doc, &spec, groups);
}
