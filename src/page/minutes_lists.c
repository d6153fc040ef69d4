/* Lists of people in the minutes: who of those with a seat was there, and who voted how on a motion. */
#include "minutes.h"

#include "base/str.h"
#include "out/out.h"

const struct form_spec minutes_attendance_spec = {
	.page = minutes_form,
	.fields = {{.name = "present", .kind = FIELD_CHECKS, .label = "Present"},
		{.name = "apologies", .kind = FIELD_CHECKS, .label = "Apologies"},
		{.name = "since", .kind = FIELD_HIDDEN}},
	.buttons = {{NULL, "Save"}},
};

const struct form_spec minutes_votes_spec = {
	.page = minutes_form,
	.fields = {{.name = "for", .kind = FIELD_CHECKS, .label = "For"},
		{.name = "against", .kind = FIELD_CHECKS, .label = "Against"},
		{.name = "abstained", .kind = FIELD_CHECKS, .label = "Abstained"},
		{.name = "item", .kind = FIELD_HIDDEN, .missing = "The form was not whole", .most = 40},
		{.name = "number", .kind = FIELD_HIDDEN, .missing = "The form was not whole", .most = 40},
		{.name = "since", .kind = FIELD_HIDDEN}},
	.buttons = {{NULL, "Save"}},
};

static bool
is_votes(const struct minutes_form *form)
{
	return form->spec == &minutes_votes_spec;
}

static const char *
asked(const struct visit *visit, const char *name)
{
	return visit->request->method == METHOD_POST ? form_value(&visit->filled, name)
						     : field_value(&visit->request->query, name);
}

static int
people_load(struct visit *visit, const struct minutes_form *form, struct rows *people)
{
	struct db *db = visit->site->db;

	if (is_votes(form))
		return db_query(db, STMT_MINUTES_VOTERS,
			DB_PARAMS(visit->subject, asked(visit, "item"), asked(visit, "number")), visit->arena, people,
			&visit->err);
	return db_query(db, STMT_MINUTES_SEATS, DB_PARAMS(visit->subject), visit->arena, people, &visit->err);
}

/* The list that somebody is on now: the name of its field; NULL: none. */
static const char *
list_of(const struct minutes_form *form, const struct rows *people, size_t i)
{
	return row_text(people, i, is_votes(form) ? "vote" : "present_as");
}

static void
people_offer(struct visit *visit, const struct minutes_form *form, const struct rows *people)
{
	struct form_choice *list = arena_array(visit->arena, people->count + 1, sizeof(*list));

	for (size_t i = 0; i < people->count; i++)
		list[i] = (struct form_choice){.value = row_text(people, i, "person"),
			.label = row_text(people, i, is_votes(form) ? "person" : "label")};
	for (size_t f = 0; f < form_fields(form->spec); f++)
		if (form->spec->fields[f].kind == FIELD_CHECKS)
			form_choices(&visit->filled, form->spec->fields[f].name, people->count, list);
}

static void
people_check(struct visit *visit, const struct minutes_form *form, const struct rows *people)
{
	for (size_t i = 0; i < people->count; i++)
		for (size_t f = 0; f < form_fields(form->spec); f++)
			if (str_equal(form->spec->fields[f].name, list_of(form, people, i)))
				form_check_choice(visit->arena, &visit->filled, form->spec->fields[f].name,
					row_text(people, i, "person"));
}

/* Who is on which list now, where somebody else was faster. */
static void
theirs_write(const struct minutes_form *form, const struct rows *people, struct buf *out)
{
	buf_text(out, "<h2>What there is now</h2>\n<ul>\n");
	for (size_t i = 0; i < people->count; i++) {
		if (list_of(form, people, i) == NULL)
			continue;
		buf_text(out, "<li>");
		html_text(out, row_text(people, i, "person"));
		buf_printf(out, ": %s</li>\n", list_of(form, people, i));
	}
	buf_text(out, "</ul>\n");
}

int
minutes_lists(struct visit *visit, const struct minutes_form *form, const struct rows *meeting)
{
	const bool sent = visit->request->method == METHOD_POST;
	const char *since;
	struct rows people;
	struct buf main;

	visit->filled.spec = form->spec;
	if (is_votes(form) && (str_blank(asked(visit, "item")) || str_blank(asked(visit, "number"))))
		return err_set(&visit->err, ERR_INPUT, "of which motion the votes are is not said: item and number");
	if (people_load(visit, form, &people) != 0)
		return -1;
	since = people.count > 0 ? row_string(&people, 0, "since") : "";
	people_offer(visit, form, &people);
	buf_init(&main);
	if (!sent)
		people_check(visit, form, &people);
	else if (!str_equal(form_value(&visit->filled, "since"), since))
		theirs_write(form, &people, &main);
	if (people.count == 0)
		buf_text(&main,
			is_votes(form) ? "<p>Nobody is known who may vote: enter first who was there.</p>\n"
				       : "<p>Nobody is known to sit on the committee on that day.</p>\n");
	if (is_votes(form) && !sent) {
		form_set(&visit->filled, "item", asked(visit, "item"));
		form_set(&visit->filled, "number", asked(visit, "number"));
	}
	form_set(&visit->filled, "since", since);
	minutes_page(visit, meeting, form->title, &main);
	buf_close(&main);
	return 0;
}

int
minutes_lists_post(struct visit *visit, const struct minutes_form *form)
{
	const struct form_filled *filled = &visit->filled;
	const char *since = minutes_number(form_value(filled, "since"));
	struct db *db = visit->site->db;
	int rc;

	if (is_votes(form))
		rc = db_query(db, STMT_MINUTES_VOTE,
			DB_PARAMS(visit->subject, form_value(filled, "item"), form_value(filled, "number"),
				form_array(visit->arena, filled, "for"), form_array(visit->arena, filled, "against"),
				form_array(visit->arena, filled, "abstained"), since),
			NULL, NULL, &visit->err);
	else
		rc = db_query(db, STMT_MINUTES_ATTEND,
			DB_PARAMS(visit->subject, form_array(visit->arena, filled, "present"),
				form_array(visit->arena, filled, "apologies"), since),
			NULL, NULL, &visit->err);
	return rc != 0 ? form_refused(visit) : minutes_done(visit, form->saved);
}
