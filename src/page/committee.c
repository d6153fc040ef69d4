/* What a committee officer keeps of a committee, on pages of their own: its seats and substitutes. */
#include "committee.h"

#include "base/address.h"
#include "base/str.h"
#include "out/out.h"

/* --- what these pages share --- */

int
committee_ask(struct visit *visit, enum stmt stmt, struct rows *rows)
{
	return db_ask(visit->site->db, stmt, DB_PARAMS(visit->subject), visit->arena, rows, &visit->err);
}

int
committee_name(struct visit *visit, const char **name)
{
	struct rows rows;

	if (db_query(visit->site->db, STMT_COMMITTEE_ENTERING, DB_PARAMS(visit->subject), visit->arena, &rows,
		    &visit->err) != 0)
		return -1;
	*name = row_text(&rows, 0, "title");
	return 0;
}

const char *
committee_back(const struct visit *visit)
{
	return address(visit->arena, "committees", visit->subject);
}

void
committee_page(struct visit *visit, const char *name, const char *title, const char *text)
{
	struct buf main;

	buf_init(&main);
	if (text != NULL)
		buf_printf(&main, "<p>%s</p>\n", text);
	form_page(visit, title, name, &main, committee_back(visit));
	buf_close(&main);
}

int
committee_plain(struct visit *visit, const struct form_spec *spec, const char *title, const char *text)
{
	const char *name;

	visit->filled.spec = spec;
	if (committee_name(visit, &name) != 0)
		return -1;
	committee_page(visit, name, title, text);
	return 0;
}

void
committee_standing(struct visit *visit, const struct rows *rows)
{
	struct form_choice *choices = arena_array(visit->arena, rows->count + 1, sizeof(*choices));

	for (size_t i = 0; i < rows->count; i++)
		choices[i] = (struct form_choice){.value = row_text(rows, i, "entry"),
			.label = row_text(rows, i, "words"),
			.hint = *row_string(rows, i, "days") != '\0' ? row_text(rows, i, "days") : NULL};
	form_choices(&visit->filled, "which", rows->count, choices);
}

int
committee_entered(struct visit *visit, enum stmt stmt)
{
	if (entry_save(visit, stmt, visit->subject, NULL) != 0)
		return form_refused(visit);
	return banner_go(visit, "entered", NULL, committee_back(visit));
}

int
committee_changed(struct visit *visit, enum stmt stmt)
{
	const bool takes_away = str_equal(field_value(&visit->form, "action"), "remove");

	if (entry_save(visit, stmt, visit->subject, takes_away ? "yes" : "no") != 0)
		return form_refused(visit);
	return banner_go(visit, "entered", NULL, committee_back(visit));
}

/* Of what stands, one is chosen and ended. */
static int
end_form(struct visit *visit, const struct form_spec *spec, enum stmt stmt, const char *title, const char *text)
{
	const char *name;
	struct rows rows;

	visit->filled.spec = spec;
	if (committee_ask(visit, stmt, &rows) != 0 || committee_name(visit, &name) != 0)
		return -1;
	committee_standing(visit, &rows);
	committee_page(visit, name, title, text);
	return 0;
}

static const struct form_choice vote_choices[] = {{"all", "All matters", NULL, NULL},
	{"education", "Education matters only", NULL, NULL}, {"none", "Nothing", NULL, NULL}, {0}};

#define PERSON_FIELDS                                                                                                  \
	{                                                                                                              \
		.name = "person", .label = "Name (optional)",                                                          \
		.hint = "As it is printed: “Mr R Smith”. Without a name the place is vacant.",                         \
		.most = ENTRY_WORDS_MOST, .attributes = "autocomplete=\"off\""                                         \
	}

#define GROUP_FIELD                                                                                                    \
	{                                                                                                              \
		.name = "group", .label = "Political group (optional)", .most = ENTRY_WORDS_MOST,                      \
		.attributes = "autocomplete=\"off\""                                                                   \
	}

#define FROM_FIELD                                                                                                     \
	{                                                                                                              \
		.name = "from", .kind = FIELD_DAY, .label = "First day (optional)", .hint = DAYS_HINT,                 \
		.attributes = DAY_ATTRIBUTES                                                                           \
	}

#define TO_FIELD                                                                                                       \
	{                                                                                                              \
		.name = "to", .kind = FIELD_DAY, .label = "Last day (optional)", .hint = DAYS_HINT,                    \
		.attributes = DAY_ATTRIBUTES                                                                           \
	}

/* --- seats --- */

const struct form_spec seat_spec = {
	.page = seat_form,
	.fields = {PERSON_FIELDS,
		{.name = "capacity",
			.label = "Capacity",
			.hint = "Chair, Vice-Chair or Member; or whom they come from: Church representative, Parent governor "
				"representative, Co-opted adviser: Schools Forum.",
			.missing = "Enter the capacity",
			.most = ENTRY_WORDS_MOST,
			.attributes = "autocomplete=\"off\""},
		GROUP_FIELD,
		{.name = "votes_on", .kind = FIELD_SELECT, .label = "May vote on", .choices = vote_choices}, FROM_FIELD,
		TO_FIELD},
	.buttons = {{NULL, "Add the seat"}},
};

int
seat_form(struct visit *visit)
{
	return committee_plain(visit, &seat_spec, "Add a seat",
		"Nobody has two seats of a committee on the same day, and one person chairs it: end first the seat that they "
		"have, or that of the chair before.");
}

int
seat_post(struct visit *visit)
{
	return committee_entered(visit, STMT_SEAT_ADD);
}

const struct form_spec seat_end_spec = {
	.page = seat_end_form,
	.fields = {{.name = "which", .kind = FIELD_RADIOS, .label = "Seat", .missing = "Choose a seat"}, TO_FIELD},
	.buttons = {{"end", "End the seat"}, {"remove", "Take it away: it was a mistake"}},
};

int
seat_end_form(struct visit *visit)
{
	return end_form(visit, &seat_end_spec, STMT_SEATS_STANDING, "End a seat",
		"Who sat on the committee up to that day stays on record. What is taken away was never true.");
}

int
seat_end_post(struct visit *visit)
{
	return committee_changed(visit, STMT_SEAT_END);
}

/* --- substitutes --- */

const struct form_spec substitute_spec = {
	.page = substitute_form,
	.fields = {PERSON_FIELDS,
		{.name = "group",
			.label = "For members of the group (optional)",
			.hint = "Without one for any member.",
			.most = ENTRY_WORDS_MOST,
			.attributes = "autocomplete=\"off\""},
		FROM_FIELD, TO_FIELD},
	.buttons = {{NULL, "Add the substitute"}},
};

int
substitute_form(struct visit *visit)
{
	return committee_plain(visit, &substitute_spec, "Add a named substitute",
		"Whoever sits on the committee is no substitute for it at the same time.");
}

int
substitute_post(struct visit *visit)
{
	return committee_entered(visit, STMT_SUBSTITUTE_ADD);
}

const struct form_spec substitute_end_spec = {
	.page = substitute_end_form,
	.fields = {{.name = "which", .kind = FIELD_RADIOS, .label = "Substitute", .missing = "Choose a substitute"},
		TO_FIELD},
	.buttons = {{"end", "End it"}, {"remove", "Take it away: it was a mistake"}},
};

int
substitute_end_form(struct visit *visit)
{
	return end_form(visit, &substitute_end_spec, STMT_SUBSTITUTES_STANDING, "End a named substitute", NULL);
}

int
substitute_end_post(struct visit *visit)
{
	return committee_changed(visit, STMT_SUBSTITUTE_END);
}

/* --- on the page of the committee --- */

int
committee_ways(struct visit *visit, struct buf *out)
{
	static const struct {
		const char *page, *words;
	} ways[] = {{"meetings/new", "Make a meeting"}, {"seats", "Add a seat"}, {"seats/ending", "End a seat"},
		{"substitutes", "Add a named substitute"}, {"substitutes/ending", "End a named substitute"},
		{"terms", "Terms of reference"}, {"programme", "Add to the programme of work"},
		{"programme/changes", "Change the programme of work"}, {"training", "Enter training or a briefing"},
		{"cover-texts", "What its packs say beside their agenda"}};

	if (!roles_permit(visit->visitor.roles, PERMIT_ASSEMBLE))
		return 0;
	buf_text(out,
		"<section class=\"assemble\" aria-labelledby=\"assemble\">\n"
		"<h2 id=\"assemble\">Looking after this committee</h2>\n<ul>\n");
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		buf_text(out, "<li><a href=\"/committees/");
		buf_url(out, visit->subject);
		buf_printf(out, "/%s\">%s</a></li>\n", ways[i].page, ways[i].words);
	}
	buf_text(out,
		"</ul>\n<p><a href=\"/cover-texts\">What packs of all committees say beside their agenda</a></p>\n"
		"</section>\n");
	return 0;
}
