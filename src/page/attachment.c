/* PDFs attached to items of an agenda: sending one, withdrawing it, reading it. */
#include "visit.h"

#include <string.h>

#include "base/address.h"
#include "base/str.h"
#include "out/attach.h"
#include "out/out.h"
#include "report/attachment.h"

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

/* Of an item of the meeting, to be shown in this face, or (html) its name. */
static int
load(struct visit *visit, const char *item, const char *face, struct attachment_file *file)
{
	struct db *db = visit->site->db;
	const char *meeting = visit_part(visit, 1);

	if (attachment_load(db, visit->arena, meeting, item, file, &visit->err) != 0)
		return -1;
	return attachment_see(db, visit->arena, meeting, item, file, face, &visit->err);
}

int
attachment_answer(struct visit *visit)
{
	const char *item = visit_part(visit, 3);
	struct attachment_file file;

	if (!str_ends(item, ".pdf"))
		return err_set(&visit->err, ERR_ABSENT, "there is nothing at this address");
	item = arena_bytes(visit->arena, item, strlen(item) - strlen(".pdf"));
	if (load(visit, item, "pdf", &file) != 0)
		return -1;
	visit->response->type = "application/pdf";
	response_header(
		visit->response, "Content-Disposition", "inline; filename=\"%s\"", plain_name(visit->arena, file.name));
	buf_add(&visit->response->body, file.bytes, file.length);
	return 0;
}

/* --- sending, withdrawing, putting back --- */

const struct form_spec attachment_spec = {
	.page = attachment_page,
	.fields = {{.name = "item", .kind = FIELD_HIDDEN, .missing = "The form was not whole"},
		{.name = "file",
			.kind = FIELD_FILE,
			.label = "PDF",
			.missing = "Choose a PDF to attach",
			.attributes = "accept=\"application/pdf,.pdf\""},
		{.name = "title", .label = "Title in the pack (optional)", .most = 300}},
	.buttons = {{NULL, "Attach"}},
};
const struct form_spec withdrawal_spec = {
	.fields = {{.name = "item", .kind = FIELD_HIDDEN, .missing = "The form was not whole"}},
	.buttons = {{NULL, "Withdraw it"}},
};
const struct form_spec putting_back_spec = {
	.fields = {{.name = "item", .kind = FIELD_HIDDEN, .missing = "The form was not whole"}},
	.buttons = {{NULL, "Put it back"}},
};

static const char *
meeting_address(const struct visit *visit)
{
	return arena_printf(visit->arena, "/meetings/%s", visit_part(visit, 1));
}

/* The forms stand on the page of the meeting. */
int
attachment_page(struct visit *visit)
{
	return page_instead(visit, meeting_address(visit) + 1);
}

/* As the item is printed; in addresses and fields it has a key. */
static int
find_number(struct visit *visit, const char *item, const char **number)
{
	struct rows rows;

	if (db_query(visit->site->db, STMT_ITEM_NUMBER, DB_PARAMS(visit_part(visit, 1), item), visit->arena, &rows,
		    &visit->err) != 0)
		return -1;
	*number = row_string(&rows, 0, "number");
	return 0;
}

static int
done(struct visit *visit, const char *code, const char *item)
{
	const char *number;

	if (find_number(visit, item, &number) != 0)
		return -1;
	return banner_go(visit, code, number, address(visit->arena, "meetings", visit_part(visit, 1)));
}

/* What is wrong with the file is said at its field; faults end the page. */
static int
refuse_file(struct visit *visit)
{
	const char *said;

	if (visit->err.code != ERR_INPUT)
		return -1;
	said = arena_printf(visit->arena, "“%s” was not attached: %s", visit->file.name, visit->err.text);
	visit->err = (struct err){0};
	return form_refuse(visit, "file", 422, said);
}

static int
keep(struct visit *visit, struct attachment_new *new, struct buf *clean)
{
	const struct upload *file = &visit->file;
	struct attach_facts facts;

	if (attach_check(file->bytes, file->length, conf_number(visit->site->conf, CONF_ATTACHMENT_PAGES),
		    conf_text(visit->site->conf, CONF_VIRUS_SCANNER), clean, &facts, &visit->err) != 0)
		return refuse_file(visit);
	new->pages = facts.pages;
	new->tagged = facts.tagged;
	new->pdfua = facts.pdfua;
	if (attachment_add(visit->site->db, visit->arena, new, &visit->err) != 0)
		return -1;
	return done(visit, "attached", new->item);
}

int
attachment_post(struct visit *visit)
{
	const struct upload *file = &visit->file;
	struct attachment_new new = {.meeting = visit_part(visit, 1),
		.item = form_value(&visit->filled, "item"),
		.title = form_value(&visit->filled, "title"),
		.name = file->name,
		.sent_bytes = file->bytes,
		.sent_length = file->length};
	unsigned most = conf_number(visit->site->conf, CONF_ATTACHMENT_LIMIT_MB);
	struct buf clean;
	int rc;

	if (attachment_allowed(visit->site->db, visit->arena, new.meeting, new.item, &visit->err) != 0)
		return -1;
	if (file->length > (size_t)most << 20)
		return form_refuse(visit, "file", 413,
			arena_printf(visit->arena, "“%s” is larger than the %u MB allowed", file->name, most));
	buf_init(&clean);
	new.bytes = &clean;
	rc = keep(visit, &new, &clean);
	buf_close(&clean);
	return rc;
}

/* Withdrawing changes the pack of a meeting that may be published, so it is asked once. */
int
withdrawal_form(struct visit *visit)
{
	const char *item = field_value(&visit->request->query, "item");
	const struct form_place place = {.action = visit->request->path};
	struct attachment_file file;
	const char *number;
	struct buf main;

	if (load(visit, item, "html", &file) != 0 || find_number(visit, item, &number) != 0)
		return -1;
	visit->filled.spec = &withdrawal_spec;
	form_set(&visit->filled, "item", item);
	buf_init(&main);
	buf_text(&main, "<p>“");
	html_text(&main, file.title);
	buf_text(&main,
		"” will no longer be in the pack, and nobody can open it. It is kept: you can put it back.</p>\n");
	form_write(visit, &main, &visit->filled, &place);
	buf_text(&main, "<p><a href=\"/meetings/");
	buf_url(&main, visit_part(visit, 1));
	buf_text(&main, "\">Leave it attached</a></p>\n");
	page_answer(visit,
		&(struct page){
			.title = arena_printf(visit->arena, "Withdraw the PDF of item %s?", number), .main = &main});
	buf_close(&main);
	return 0;
}

int
withdrawal_post(struct visit *visit)
{
	const char *item = form_value(&visit->filled, "item");

	if (attachment_withdraw(visit->site->db, visit->arena, visit_part(visit, 1), item, NULL, &visit->err) != 0)
		return -1;
	return done(visit, "withdrawn", item);
}

int
putting_back_post(struct visit *visit)
{
	const char *item = form_value(&visit->filled, "item");

	if (attachment_put_back(visit->site->db, visit->arena, visit_part(visit, 1), item, &visit->err) != 0)
		return -1;
	return done(visit, "put-back", item);
}

/* --- the forms --- */

/* What is attached, and the way to withdraw it. */
static void
attached_write(struct visit *visit, const struct rows *rows, size_t i, struct buf *out)
{
	const char *item = row_text(rows, i, "item");
	long pages = row_integer(rows, i, "pages");

	buf_text(out, "<p><a href=\"");
	html_attr(out, attachment_address(visit->arena, visit->subject, item));
	buf_text(out, "\">");
	html_text(out, row_text(rows, i, "title"));
	buf_text(out, " (PDF)</a>: ");
	html_text(out,
		arena_printf(visit->arena, "%s, %ld page%s, %s, %s; attached by %s, %s.", row_text(rows, i, "name"),
			pages, pages == 1 ? "" : "s", row_text(rows, i, "size"),
			row_true(rows, i, "tagged") ? "tagged" : "not tagged", row_text(rows, i, "added_by"),
			row_text(rows, i, "added")));
	buf_text(out, "</p>\n<p><a href=\"/meetings/");
	buf_url(out, visit->subject);
	buf_text(out, "/withdrawals?item=");
	buf_url(out, item);
	buf_text(out, "\">Withdraw it<span class=\"hidden-text\"> from item ");
	html_text(out, row_text(rows, i, "number"));
	buf_text(out, "</span></a></p>\n");
}

static void
put_back_write(struct visit *visit, const struct rows *rows, size_t i, struct buf *out)
{
	const char *item = row_text(rows, i, "item");
	struct form_filled filled = {.spec = &putting_back_spec};

	buf_text(out, "<p>“");
	html_text(out, row_text(rows, i, "withdrawn_title"));
	html_text(out,
		arena_printf(visit->arena, "” was withdrawn by %s, %s.", row_text(rows, i, "added_by"),
			row_text(rows, i, "added")));
	buf_text(out, "</p>\n");
	form_set(&filled, "item", item);
	form_write(visit, out, &filled,
		&(struct form_place){.action = arena_printf(visit->arena, "/meetings/%s/put-back", visit->subject),
			.of = arena_printf(visit->arena, " at item %s", row_text(rows, i, "number"))});
}

/* As it was sent, if this is the form that was; else as the item's own. */
static struct form_filled *
item_filled(struct visit *visit, const struct rows *rows, size_t i)
{
	struct form_filled *filled = &visit->filled;
	unsigned most = conf_number(visit->site->conf, CONF_ATTACHMENT_LIMIT_MB);
	size_t file = form_field(&attachment_spec, "file");
	const char *item = row_text(rows, i, "item");

	if (filled->spec != &attachment_spec || !str_equal(form_value(filled, "item"), item)) {
		filled = arena_alloc(visit->arena, sizeof(*filled));
		filled->spec = &attachment_spec;
		form_set(filled, "item", item);
		form_set(filled, "title", row_text(rows, i, "title"));
	}
	filled->prefix = arena_printf(visit->arena, "attach-%zu", i);
	filled->fields[file].label = arena_printf(visit->arena, "PDF for item %s", row_text(rows, i, "number"));
	filled->fields[file].hint = arena_printf(visit->arena,
		"Up to %u MB and %u pages, without a password. A tagged PDF can be read with a screen reader.%s", most,
		conf_number(visit->site->conf, CONF_ATTACHMENT_PAGES),
		row_text(rows, i, "title") != NULL ? " It takes the place of the one above." : "");
	return filled;
}

static void
item_forms(struct visit *visit, const struct rows *rows, size_t i, struct buf *out)
{
	bool attached = row_text(rows, i, "title") != NULL, withdrawn = row_text(rows, i, "withdrawn_title") != NULL;
	const struct form_filled *filled = item_filled(visit, rows, i);

	buf_printf(out, "<details class=\"attach\"%s><summary>", filled == &visit->filled || withdrawn ? " open" : "");
	html_text(out,
		arena_printf(visit->arena, "Item %s: %s%s", row_text(rows, i, "number"),
			row_text(rows, i, "item_title"),
			attached            ? " (attached)"
				: withdrawn ? " (withdrawn)"
					    : ""));
	buf_text(out, "</summary>\n");
	if (attached)
		attached_write(visit, rows, i, out);
	else if (withdrawn)
		put_back_write(visit, rows, i, out);
	if (row_text(rows, i, "removed") != NULL) {
		buf_text(out, "<p>");
		html_text(out, row_text(rows, i, "removed"));
		buf_text(out, ".</p>\n");
	}
	form_write(visit, out, filled,
		&(struct form_place){.action = arena_printf(visit->arena, "/meetings/%s/attachments", visit->subject),
			.of = arena_printf(visit->arena, " to item %s", row_text(rows, i, "number"))});
	buf_text(out, "</details>\n");
}

int
attachment_forms(struct visit *visit, struct buf *out)
{
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
	buf_text(out, "/agenda\">Make the agenda</a></p>\n<p><a href=\"/meetings/");
	buf_url(out, visit->subject);
	buf_text(out,
		"/preflight\">Preflight: what would go wrong if the pack were published"
		"</a></p>\n<p><a href=\"/meetings/");
	buf_url(out, visit->subject);
	buf_text(out,
		"/actions/new\">Enter an action or a report back</a></p>\n"
		"<h3>Attach a document</h3>\n");
	for (size_t i = 0; i < rows.count; i++)
		item_forms(visit, &rows, i, out);
	buf_text(out,
		"<p>What must not be held any longer, for data protection: <a href=\"/erasures\">ask for its "
		"erasure</a>.</p>\n</section>\n");
	return 0;
}
