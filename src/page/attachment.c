/* PDFs attached to items of an agenda: sending one, withdrawing it, reading it. */
#include "visit.h"

#include <string.h>

#include "base/log.h"
#include "base/str.h"
#include "out/attach.h"
#include "out/out.h"
#include "report/attachment.h"
#include "template.h"

/* The n-th part of the address, from 0: "meetings", the meeting, … */
static const char *
part(const struct visit *visit, unsigned n)
{
	const char *at = visit->request->path + 1;

	while (n-- > 0)
		at += strcspn(at, "/") + 1;
	return arena_bytes(visit->arena, at, strcspn(at, "/"));
}

/* --- reading one --- */

/* Letters, digits, "-" and "." of the name, so that the header needs no escapes. */
static const char *
plain_name(struct arena *arena, const char *name)
{
	char *plain = arena_string(arena, name), *to = plain;

	for (; *name != '\0'; name++)
		*to++ = strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_", *name) != NULL
			? *name
			: '-';
	*to = '\0';
	return plain;
}

int
attachment_answer(struct visit *visit)
{
	const char *item = part(visit, 3);
	struct attachment_file file;

	if (!str_ends(item, ".pdf"))
		return err_set(&visit->err, ERR_ABSENT, "there is nothing at this address");
	item = arena_bytes(visit->arena, item, strlen(item) - strlen(".pdf"));
	if (attachment_load(visit->site->db, visit->arena, part(visit, 1), item, &file, &visit->err) != 0)
		return -1;
	visit->response->type = "application/pdf";
	response_header(
		visit->response, "Content-Disposition", "inline; filename=\"%s\"", plain_name(visit->arena, file.name));
	buf_add(&visit->response->body, file.bytes, file.length);
	return 0;
}

/* --- sending and withdrawing --- */

static int
back_to_meeting(struct visit *visit)
{
	struct buf location;

	buf_init(&location);
	buf_text(&location, "/meetings/");
	buf_url(&location, part(visit, 1));
	response_redirect(visit->response, location.data);
	buf_close(&location);
	return 0;
}

static int
refuse(struct visit *visit, const char *name)
{
	if (visit->err.code == ERR_INPUT)
		visit->status = 422;
	return name != NULL ? err_context(&visit->err, "“%s” was not attached", name) : -1;
}

static int
keep(struct visit *visit, struct attachment_new *new, struct buf *clean)
{
	const struct upload *file = &visit->file;
	struct attach_facts facts;

	if (attach_check(file->bytes, file->length, conf_number(visit->site->conf, CONF_ATTACHMENT_PAGES), clean,
		    &facts, &visit->err) != 0)
		return refuse(visit, file->name);
	new->pages = facts.pages;
	new->tagged = facts.tagged;
	new->pdfua = facts.pdfua;
	if (attachment_add(visit->site->db, visit->arena, new, &visit->err) != 0)
		return refuse(visit, NULL);
	log_line("item %s of %s: a PDF of %u pages attached by %s", new->item, new->meeting, facts.pages,
		visit->visitor.username);
	return back_to_meeting(visit);
}

int
attachment_post(struct visit *visit)
{
	const struct upload *file = &visit->file;
	struct attachment_new new = {.meeting = part(visit, 1),
		.item = field_value(&visit->form, "item"),
		.title = field_value(&visit->form, "title"),
		.name = file->name,
		.sent_bytes = file->bytes,
		.sent_length = file->length};
	size_t most = (size_t)conf_number(visit->site->conf, CONF_ATTACHMENT_LIMIT_MB) << 20;
	struct buf clean;
	int rc;

	if (str_blank(new.item) || !str_equal(file->field, "file") || str_blank(file->name))
		err_set(&visit->err, ERR_INPUT, "choose a PDF to attach");
	else if (file->length > most)
		err_set(&visit->err, ERR_INPUT, "“%s” is larger than the %zu MB allowed", file->name, most >> 20);
	if (visit->err.code != ERR_NONE)
		return refuse(visit, NULL);
	if (attachment_allowed(visit->site->db, visit->arena, new.meeting, new.item, &visit->err) != 0)
		return -1;
	buf_init(&clean);
	new.bytes = &clean;
	rc = keep(visit, &new, &clean);
	buf_close(&clean);
	return rc;
}

int
withdrawal_post(struct visit *visit)
{
	const char *meeting = part(visit, 1), *item = field_value(&visit->form, "item");

	if (str_blank(item)) {
		err_set(&visit->err, ERR_INPUT, "no item was named");
		return refuse(visit, NULL);
	}
	if (attachment_withdraw(visit->site->db, visit->arena, meeting, item, NULL, &visit->err) != 0)
		return refuse(visit, NULL);
	log_line("item %s of %s: attachment withdrawn by %s", item, meeting, visit->visitor.username);
	return back_to_meeting(visit);
}

/* --- the forms --- */

static void
withdraw_form(struct visit *visit, const struct rows *rows, size_t i, const char *token, struct buf *out)
{
	const char *item = row_text(rows, i, "item");
	long pages = row_integer(rows, i, "pages");

	template_write(out, "withdraw.html",
		TEMPLATE_SLOTS({"meeting", visit->subject}, {"item", item}, {"token", token},
			{"address", attachment_address(visit->arena, visit->subject, item)},
			{"title", row_text(rows, i, "title")}, {"name", row_text(rows, i, "name")},
			{"facts",
				arena_printf(visit->arena, "%ld page%s, %s, %s; attached by %s, %s.", pages,
					pages == 1 ? "" : "s", row_text(rows, i, "size"),
					row_true(rows, i, "tagged") ? "tagged" : "not tagged",
					row_text(rows, i, "added_by"), row_text(rows, i, "added"))}));
}

static void
item_forms(struct visit *visit, const struct rows *rows, size_t i, const char *token, struct buf *out)
{
	const struct conf *conf = visit->site->conf;
	const char *item = row_text(rows, i, "item"), *title = row_text(rows, i, "title");

	buf_text(out, "<details class=\"attach\"><summary>");
	html_text(out,
		arena_printf(visit->arena, "Item %s: %s%s", item, row_text(rows, i, "item_title"),
			title != NULL ? " (attached)" : ""));
	buf_text(out, "</summary>\n");
	if (title != NULL)
		withdraw_form(visit, rows, i, token, out);
	template_write(out, "attach.html",
		TEMPLATE_SLOTS({"meeting", visit->subject}, {"item", item}, {"token", token},
			{"id", arena_printf(visit->arena, "attach-%zu", i)}, {"title", title},
			{"limit", arena_printf(visit->arena, "%u", conf_number(conf, CONF_ATTACHMENT_LIMIT_MB))},
			{"pages", arena_printf(visit->arena, "%u", conf_number(conf, CONF_ATTACHMENT_PAGES))},
			{"verb", title != NULL ? "Attach in its place" : "Attach"}));
	buf_text(out, "</details>\n");
}

int
attachment_forms(struct visit *visit, struct buf *out)
{
	struct buf token;
	struct rows rows;

	if (!roles_permit(visit->visitor.roles, PERMIT_ASSEMBLE))
		return 0;
	if (db_query(visit->site->db, STMT_MEETING_ATTACHMENTS, DB_PARAMS(visit->subject), visit->arena, &rows,
		    &visit->err) != 0)
		return -1;
	buf_text(out,
		"<section class=\"assemble\" aria-labelledby=\"assemble\">\n"
		"<h2 id=\"assemble\">Putting the pack together</h2>\n<p><a href=\"/meetings/");
	buf_url(out, visit->subject);
	buf_text(out,
		"/preflight\">Preflight: what would go wrong if the pack were published"
		"</a></p>\n<h3>Attach a document</h3>\n");
	buf_init(&token);
	visit_token_field(visit, &token);
	for (size_t i = 0; i < rows.count; i++)
		item_forms(visit, &rows, i, token.data, out);
	buf_close(&token);
	buf_text(out, "</section>\n");
	return 0;
}
