/* The forms of publication: publishing a pack after its preflight, and withdrawing it. */
#include "base/address.h"
#include "base/str.h"
#include "out/out.h"
#include "publication.h"
#include "report/publication.h"

const struct form_spec publish_spec = {
	.page = publish_form,
	.fields = {{.name = "late_reason",
			   .kind = FIELD_LINES,
			   .label = "Why the agenda is late",
			   .hint = "The law asks for a reason, and the pack prints it.",
			   .most = 1000},
		{.name = "despite",
			.kind = FIELD_LINES,
			.label = "Why it is published although the preflight found what would fail",
			.hint = "It is kept with the publication, for those who put packs together.",
			.most = 1000},
		{.name = "replaced",
			.kind = FIELD_LINES,
			.label = "Why it takes the place of what is published",
			.hint = "Everybody who sees the meeting reads it. What was published is kept.",
			.most = 1000}},
	.buttons = {{NULL, "Publish the pack"}},
};
const struct form_spec pack_withdraw_spec = {
	.page = pack_withdraw_form,
	.fields = {{.name = "reason",
		.kind = FIELD_LINES,
		.label = "Why it is withdrawn",
		.hint = "Everybody who sees the meeting reads it, at the address of the pack too.",
		.missing = "Enter why it is withdrawn",
		.most = 1000}},
	.buttons = {{NULL, "Withdraw the pack"}},
};

static void
link_meeting(const struct visit *visit, struct buf *out, const char *page, const char *words)
{
	buf_text(out, "<p><a href=\"/meetings/");
	buf_url(out, visit->subject);
	buf_printf(out, "%s\">%s</a></p>\n", page, words);
}

static int
ask_form(struct visit *visit, struct rows *form)
{
	return db_query(
		visit->site->db, STMT_PUBLICATION_FORM, DB_PARAMS(visit->subject), visit->arena, form, &visit->err);
}

/* --- publishing --- */

static void
say_when(struct visit *visit, struct buf *out, const struct rows *form)
{
	if (row_text(form, 0, "stands") != NULL) {
		buf_text(out, "<p>This pack is published already. ");
		html_text(out, row_text(form, 0, "stands"));
		buf_text(out, " If you publish it again, that one is withdrawn, and kept.</p>\n");
		link_meeting(visit, out, "/publications", "What was published, and what is known otherwise since");
	}
	if (!row_true(form, 0, "dated"))
		buf_printf(out, "<p>The agenda is published with it, today: %s.</p>\n", row_text(form, 0, "notice"));
}

static void
say_findings(struct buf *out, const struct publication_made *made)
{
	buf_text(out,
		made->fails > 0
			? "<p>What “would fail” stops it, unless you say below why it is published all the same. What is “to check” "
			  "does not.</p>\n"
			: "<p>Nothing stops it. What is “to check” may be as it should be.</p>\n");
	html_write(out, made->preflight);
}

int
publish_form(struct visit *visit)
{
	const struct form_place place = {.action = visit->request->path};
	struct form_filled *filled = &visit->filled;
	struct publication_made made;
	struct rows form;
	struct buf main;

	if (ask_form(visit, &form) != 0 ||
		publication_preflight(visit->site->db, visit->arena, visit->subject, pdf_check, &made, &visit->err) !=
			0)
		return -1;
	filled->spec = &publish_spec;
	filled->fields[form_field(&publish_spec, "late_reason")].absent = !row_true(&form, 0, "late");
	filled->fields[form_field(&publish_spec, "despite")].absent = made.fails == 0;
	filled->fields[form_field(&publish_spec, "replaced")].absent = row_text(&form, 0, "stands") == NULL;
	buf_init(&main);
	if (row_true(&form, 0, "over")) {
		buf_text(&main,
			"<p>This meeting is over, and an agenda is published before its meeting: it can be published no "
			"longer.</p>\n");
	} else {
		say_when(visit, &main, &form);
		say_findings(&main, &made);
		form_write(visit, &main, filled, &place);
	}
	link_meeting(visit, &main, "", "Back to the meeting");
	page_answer(visit,
		&(struct page){.title = "Publish the pack", .subtitle = row_text(&form, 0, "title"), .main = &main});
	buf_close(&main);
	return 0;
}

static int
done(struct visit *visit, const char *code)
{
	if (publication_settle(visit) != 0)
		return -1;
	return banner_go(visit, code, NULL, address(visit->arena, "meetings", visit->subject, "publications"));
}

int
publish_post(struct visit *visit)
{
	const struct publication_new new = {.meeting = visit->subject,
		.late_reason = form_value(&visit->filled, "late_reason"),
		.despite = form_value(&visit->filled, "despite"),
		.replaced = form_value(&visit->filled, "replaced"),
		.contact = conf_text(visit->site->conf, CONF_CONTACT),
		.write = kept_write,
		.lay_out = pdf_check};
	struct publication_made made;

	if (publication_make(visit->site->db, visit->arena, &new, &made, &visit->err) != 0)
		return form_refused(visit);
	if (made.number != NULL)
		return done(visit, "pack-published");
	err_field(&visit->err, "despite");
	err_set(&visit->err, ERR_INPUT,
		"the preflight found what would fail: mend it, or say why it is published all the same");
	return form_refused(visit);
}

/* --- withdrawing --- */

int
pack_withdraw_form(struct visit *visit)
{
	const struct form_place place = {.action = visit->request->path};
	struct rows form;
	struct buf main;

	if (ask_form(visit, &form) != 0)
		return -1;
	visit->filled.spec = &pack_withdraw_spec;
	buf_init(&main);
	if (row_text(&form, 0, "stands") == NULL) {
		buf_text(&main, "<p>The pack of this meeting is not published.</p>\n");
	} else {
		buf_text(&main, "<p>");
		html_text(&main, row_text(&form, 0, "stands"));
		buf_text(&main,
			" Withdrawn, nobody can open it: its address says that it was withdrawn, when, and why. It is kept. "
			"The agenda stays published.</p>\n");
		form_write(visit, &main, &visit->filled, &place);
	}
	link_meeting(visit, &main, "/publications", "Leave it as it is");
	page_answer(visit,
		&(struct page){.title = "Withdraw the pack?", .subtitle = row_text(&form, 0, "title"), .main = &main});
	buf_close(&main);
	return 0;
}

int
pack_withdraw_post(struct visit *visit)
{
	if (publication_withdraw(visit->site->db, visit->arena, visit->subject, form_value(&visit->filled, "reason"),
		    NULL, &visit->err) != 0)
		return form_refused(visit);
	return done(visit, "pack-withdrawn");
}
