/* A meeting of a committee: made from the last one; its day, place and links. */
#include "entry.h"

#include "base/address.h"
#include "base/str.h"
#include "out/out.h"

/* --- a new one --- */

static const struct form_choice beginnings[] = {
	{"standing", "The items of every meeting",
		"Apologies, minutes, declarations and so on, as the last agenda had them", NULL},
	{"empty", "No items", NULL, NULL}, {0}};

const struct form_spec meeting_new_spec = {
	.page = meeting_new_form,
	.fields = {{.name = "date",
			   .kind = FIELD_DAY,
			   .label = "Day",
			   .hint = DAYS_HINT,
			   .missing = "Enter the day of the meeting",
			   .attributes = DAY_ATTRIBUTES},
		{.name = "time",
			.label = "Time",
			.hint = "Such as 10:00.",
			.missing = "Enter when it begins",
			.most = 10,
			.attributes = "autocomplete=\"off\""},
		{.name = "venue", .label = "Venue", .missing = "Enter where it is", .most = 500},
		{.name = "items",
			.kind = FIELD_RADIOS,
			.label = "The agenda begins with",
			.missing = "Choose what the agenda begins with",
			.choices = beginnings}},
	.buttons = {{NULL, "Make the meeting"}},
};

int
meeting_new_form(struct visit *visit)
{
	struct rows held;
	struct buf main;

	if (db_query(visit->site->db, STMT_MEETING_FILLED, DB_PARAMS(visit_part(visit, 1)), visit->arena, &held,
		    &visit->err) != 0)
		return -1;
	if (held.count == 0)
		return err_set(&visit->err, ERR_ABSENT, "there is no committee \"%s\"", visit_part(visit, 1));
	visit->filled.spec = &meeting_new_spec;
	if (visit->request->method != METHOD_POST) {
		form_set(&visit->filled, "time", row_text(&held, 0, "time"));
		form_set(&visit->filled, "venue", row_text(&held, 0, "venue"));
		form_set(&visit->filled, "items", "standing");
	}
	buf_init(&main);
	if (row_text(&held, 0, "last_day") != NULL) {
		buf_text(&main, "<p>Time, venue and whom to ask are those of the last meeting, ");
		html_text(&main, row_text(&held, 0, "last_day"));
		buf_text(&main, ".</p>\n");
	}
	form_page(visit, "Make a meeting", row_text(&held, 0, "name"), &main,
		address(visit->arena, "committees", visit_part(visit, 1)));
	buf_close(&main);
	return 0;
}

int
meeting_new_post(struct visit *visit)
{
	const struct form_filled *f = &visit->filled;
	struct rows made;

	if (db_query(visit->site->db, STMT_MEETING_MAKE,
		    DB_PARAMS(visit_part(visit, 1), form_day(f, "date"), form_value(f, "time"), form_value(f, "venue"),
			    str_equal(form_value(f, "items"), "standing") ? "true" : "false"),
		    visit->arena, &made, &visit->err) != 0)
		return form_refused(visit);
	return banner_go(visit, "meeting-made", NULL,
		address(visit->arena, "meetings", row_text(&made, 0, "meeting"), "agenda"));
}

/* --- a meeting's day --- */

static const struct form_choice held_choices[] = {{"in person", "In person", NULL, NULL},
	{"by link", "By link", "Only where a law allowed it on that day", NULL}, {0}};
static const struct form_choice change_choices[] = {{"", "As it was called", NULL, NULL},
	{"moved", "Moved to another day, time or place", NULL, NULL}, {"cancelled", "Cancelled", NULL, NULL}, {0}};

const struct form_spec details_spec = {
	.page = details_form,
	.fields = {{.name = "date",
			   .kind = FIELD_DAY,
			   .label = "Date",
			   .hint = DAYS_HINT,
			   .missing = "Enter the date",
			   .attributes = DAY_ATTRIBUTES},
		{.name = "time",
			.label = "Time",
			.hint = "Such as 10:00 or 14:30.",
			.missing = "Enter the time",
			.most = 10,
			.attributes = "autocomplete=\"off\""},
		{.name = "venue", .label = "Venue", .missing = "Enter the venue", .most = ENTRY_WORDS_MOST},
		{.name = "held", .kind = FIELD_RADIOS, .label = "Held", .choices = held_choices},
		{.name = "link",
			.label = "The public's stream (optional)",
			.hint = "Where everybody can watch: it is printed.",
			.most = 500,
			.attributes = "inputmode=\"url\" autocomplete=\"off\" spellcheck=\"false\""},
		{.name = "joining",
			.label = "By which members and officers join (optional)",
			.hint = "Shown to the members and substitutes of the committee and to committee officers alone, "
				"and never printed.",
			.most = 500,
			.attributes = "inputmode=\"url\" autocomplete=\"off\" spellcheck=\"false\""},
		{.name = "groups",
			.kind = FIELD_LINES,
			.label = "Group meetings before it (optional)",
			.hint = "One a line: group, time, room, as in “Conservative, 9:00, Conservative Group Room”.",
			.most = 2000,
			.attributes = "rows=\"5\" spellcheck=\"false\""},
		{.name = "change", .kind = FIELD_RADIOS, .label = "Cancelled or moved", .choices = change_choices},
		{.name = "change_reason",
			.label = "Why, where it is cancelled or moved",
			.hint = "It is printed.",
			.most = ENTRY_WORDS_MOST},
		{.name = "since", .kind = FIELD_HIDDEN}},
	.buttons = {{NULL, "Save"}},
};

int
details_form(struct visit *visit)
{
	struct rows rows;
	struct buf main;

	visit->filled.spec = &details_spec;
	if (db_query(visit->site->db, STMT_MEETING_DETAILS, DB_PARAMS(visit->subject), visit->arena, &rows,
		    &visit->err) != 0)
		return -1;
	if (rows.count == 0)
		return err_set(&visit->err, ERR_ABSENT, "there is no meeting \"%s\"", visit->subject);
	buf_init(&main);
	if (visit->request->method != METHOD_POST)
		entry_fill(visit, &rows);
	else
		entry_now_write(visit, &main, &rows);
	form_page(visit, "Day, place and links", row_text(&rows, 0, "title"), &main,
		address(visit->arena, "meetings", visit->subject));
	buf_close(&main);
	return 0;
}

int
details_post(struct visit *visit)
{
	if (entry_save(visit, STMT_MEETING_DETAILS_SAVE, visit->subject, NULL) != 0)
		return form_refused(visit);
	return banner_go(visit, "entered", NULL, address(visit->arena, "meetings", visit->subject));
}

int
details_way(struct visit *visit, struct buf *out)
{
	if (!roles_permit(visit->visitor.roles, PERMIT_ASSEMBLE))
		return 0;
	buf_text(out, "<p><a href=\"/meetings/");
	buf_url(out, visit->subject);
	buf_text(out, "/details\">Day, place, links and group meetings</a></p>\n");
	return 0;
}
