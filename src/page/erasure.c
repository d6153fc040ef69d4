/* The forms of erasures: asking for one, confirming one, refusing one. */
#include "visit.h"

#include "base/log.h"
#include "base/address.h"
#include "base/str.h"
#include "out/out.h"
#include "publication.h"

static const struct form_choice kinds[] = {
	{.value = "import", .label = "An import, or one of its files"},
	{.value = "paper", .label = "A paper, in every version"},
	{.value = "attachment", .label = "What is attached to an item of an agenda, in every version"},
	{.value = "pack", .label = "A pack: all papers and attachments of a meeting"},
	{.value = "entry", .label = "A single entry: an action, a question, a paragraph of the minutes …"},
	{0},
};

const struct form_spec erasure_spec = {
	.page = erasures_page,
	.fields = {{.name = "kind",
			   .kind = FIELD_RADIOS,
			   .label = "What is to be erased",
			   .missing = "Choose what is to be erased",
			   .choices = kinds},
		{.name = "name",
			.label = "Which one",
			.hint = "The number of the import, such as 14, or 14/contacts.csv for one of its files; the name of the "
				"paper’s file; the meeting as in its address and the item, such as "
				"scrutiny-2024-05-07 8; or the meeting alone. Of an entry its kind and what names it: "
				"actions scrutiny-2024-05-07 8 1, questions scrutiny-2024-05-07 public 2, "
				"minutes scrutiny-2024-05-07 8.2.",
			.missing = "Enter which one",
			.most = 300},
		{.name = "reason",
			.kind = FIELD_LINES,
			.label = "Reason",
			.hint = "It is kept, with your name: do not name whom it protects.",
			.missing = "Enter the reason",
			.most = 1000}},
	.buttons = {{NULL, "Ask for the erasure"}},
};
const struct form_spec erasure_confirm_spec = {
	.page = erasure_page,
	.fields = {{.name = "seen", .kind = FIELD_HIDDEN, .missing = "The form was not whole"}},
	.buttons = {{NULL, "Destroy it"}},
};
const struct form_spec erasure_refuse_spec = {
	.page = erasure_page,
	.fields = {{.name = "erasure", .kind = FIELD_HIDDEN}},
	.buttons = {{NULL, "Refuse: erase nothing"}},
};
static const struct form_spec withdraw_spec = {
	.fields = {{.name = "erasure", .kind = FIELD_HIDDEN}},
	.buttons = {{NULL, "Withdraw the request: erase nothing"}},
};

int
erasures_page(struct visit *visit)
{
	return page_instead(visit, "erasures");
}

int
erasure_page(struct visit *visit)
{
	return page_instead(visit, arena_printf(visit->arena, "erasures/%s", visit->subject));
}

static int
done(struct visit *visit, const char *code, const char *number)
{
	log_line("erasure %s: %s by %s", number, code, visit->visitor.username);
	return banner_go(visit, code, number, address(visit->arena, "erasures", number));
}

int
erasure_ask(struct visit *visit)
{
	const char *what = arena_printf(
		visit->arena, "%s %s", form_value(&visit->filled, "kind"), form_value(&visit->filled, "name"));
	struct rows rows;

	if (db_query(visit->site->db, STMT_ERASURE_ASK, DB_PARAMS(what, form_value(&visit->filled, "reason"), NULL),
		    visit->arena, &rows, &visit->err) != 0)
		return form_refused(visit);
	return done(visit, "erasure-asked", row_text(&rows, 0, "erasure_id"));
}

/* The number in the address; NULL: it is none. */
static const char *
number_of(struct visit *visit)
{
	uint64_t number;

	if (str_number(visit->subject, INT32_MAX, &number))
		return visit->subject;
	err_set(&visit->err, ERR_ABSENT, "there is no such erasure");
	return NULL;
}

int
erasure_confirm(struct visit *visit)
{
	const char *number = number_of(visit);

	if (number == NULL)
		return -1;
	if (db_query(visit->site->db, STMT_ERASURE_CONFIRM, DB_PARAMS(number, form_value(&visit->filled, "seen"), NULL),
		    visit->arena, NULL, &visit->err) != 0 ||
		publication_settle(visit) != 0)
		return -1;
	return done(visit, "erasure-confirmed", number);
}

int
erasure_refuse(struct visit *visit)
{
	const char *number = number_of(visit);

	if (number == NULL)
		return -1;
	if (db_query(visit->site->db, STMT_ERASURE_REFUSE, DB_PARAMS(number, NULL), visit->arena, NULL, &visit->err) !=
		0)
		return -1;
	return done(visit, "erasure-refused", number);
}

/* --- on the pages --- */

/* Whoever may ask for one does so below the list. */
static void
ask_write(struct visit *visit, struct buf *out)
{
	struct form_filled *filled = &visit->filled;

	if (!roles_permit(visit->visitor.roles, PERMIT_ASK_ERASURE))
		return;
	if (filled->spec != &erasure_spec) {
		filled = arena_alloc(visit->arena, sizeof(*filled));
		filled->spec = &erasure_spec;
	}
	buf_text(out,
		"<section aria-labelledby=\"ask\">\n<h2 id=\"ask\">Ask for an erasure</h2>\n"
		"<p>Nothing is destroyed before somebody else has confirmed it, a chief officer or a committee officer.</p>\n");
	form_write(visit, out, filled, &(struct form_place){.action = "/erasures/requests"});
	buf_text(out, "</section>\n");
}

static void
decide_write(struct visit *visit, const struct rows *rows, struct buf *out)
{
	const char *path = arena_printf(visit->arena, "/erasures/%s", visit->subject);
	struct form_filled confirming = {.spec = &erasure_confirm_spec}, refusing = {.spec = &erasure_refuse_spec};

	buf_text(out, "<section aria-labelledby=\"decide\">\n<h2 id=\"decide\">Decide</h2>\n");
	if (row_true(rows, 0, "may_confirm")) {
		buf_text(out,
			"<p>What stands above is destroyed at once, in every table, and <strong>cannot be brought "
			"back</strong>. Its pages and packs then say that it was removed.</p>\n");
		form_set(&confirming, "seen", row_text(rows, 0, "seen"));
		form_write(visit, out, &confirming,
			&(struct form_place){.action = arena_printf(visit->arena, "%s/confirmation", path)});
	} else {
		buf_text(out,
			row_true(rows, 0, "asked_by_reader")
				? "<p>You asked for this erasure: somebody else has to confirm it, a chief officer or a "
				  "committee officer.</p>\n"
				: "<p>This was asked for by an account of your name: somebody else has to confirm it.</p>\n");
	}
	if (row_true(rows, 0, "asked_by_reader"))
		refusing.spec = &withdraw_spec;
	form_write(
		visit, out, &refusing, &(struct form_place){.action = arena_printf(visit->arena, "%s/refusal", path)});
	buf_text(out, "</section>\n");
}

int
erasure_forms(struct visit *visit, struct buf *out)
{
	struct rows rows;

	if (str_equal(visit->report->address, "erasures")) {
		ask_write(visit, out);
		return 0;
	}
	if (db_query(visit->site->db, STMT_ERASURE_DECIDE, DB_PARAMS(visit->subject), visit->arena, &rows,
		    &visit->err) != 0)
		return -1;
	if (rows.count > 0 && row_true(&rows, 0, "may_refuse"))
		decide_write(visit, &rows, out);
	return 0;
}
