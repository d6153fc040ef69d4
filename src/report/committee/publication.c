/*
 * Publishing a pack. All of it is one transaction: the preflight, the day of publication, and, edition by edition, the
 * pack made as the readers of that edition have it, in every face. Serving is a look-up.
 */
#include "report/publication.h"

#include <stdlib.h>

#include "../asked.h"
#include "auth/audit.h"
#include "base/str.h"
#include "base64.h"
#include "committee.h"
#include "printed.h"

const char *const publication_faces[] = {"pdf", "large-print", "html", "json", "xlsx", NULL};

/* --- the preflight --- */

static size_t
count_fails(const struct doc *doc)
{
	const struct table *table = doc_find_table(doc, "findings");
	size_t fails = 0;

	for (size_t r = 0; table != NULL && r < table->row_count; r++)
		for (size_t c = 0; c < table->column_count; c++)
			fails += str_equal(table->columns[c].key, "severity") &&
				str_equal(table->rows[r].cells[c].text, "would fail");
	return fails;
}

static int
read_as(struct db *db, const char *edition, struct err *err)
{
	return db_query(db, STMT_EDITION_READ, DB_PARAMS(edition), NULL, NULL, err);
}

/* What is asked for here is what the pack with everything in it asks for. */
static int
look_before(struct db *db, struct arena *arena, const char *meeting, void (*lay_out)(struct doc *doc),
	struct asked *asked, struct publication_made *made, struct err *err)
{
	const struct report_job job = {.db = db,
		.arena = arena,
		.name = arena_printf(arena, "meetings/%s/preflight", meeting),
		.subject = meeting,
		.face = "text",
		.lay_out = lay_out,
		.asked = asked};
	struct doc *doc;

	*made = (struct publication_made){0};
	if (read_as(db, "all", err) != 0 || report_make(&preflight_report, &job, &doc, err) != 0 ||
		read_as(db, NULL, err) != 0)
		return -1;
	made->preflight = doc;
	made->fails = count_fails(doc);
	return 0;
}

int
publication_preflight(struct db *db, struct arena *arena, const char *meeting, void (*lay_out)(struct doc *doc),
	struct publication_made *made, struct err *err)
{
	return look_before(db, arena, meeting, lay_out, NULL, made, err);
}

/* --- an edition --- */

static int
build(struct db *db, struct arena *arena, const char *meeting, bool paper, struct asked *asked, struct doc **doc,
	struct err *err)
{
	const struct report_job job = {.db = db,
		.arena = arena,
		.name = arena_printf(arena, "meetings/%s/pack", meeting),
		.subject = meeting,
		.paper = paper,
		.named = true,
		.asked = asked};

	return report_make(&pack_report, &job, doc, err);
}

static int
keep_face(struct db *db, struct arena *arena, const char *edition, const char *face, const struct buf *bytes,
	const char **sha256, struct err *err)
{
	char *text = base64_new(bytes);
	struct rows rows;
	int rc = db_query(db, STMT_FACE_ADD, DB_PARAMS(edition, face, text), arena, &rows, err);

	free(text);
	if (rc == 0)
		*sha256 = row_text(&rows, 0, "sha256");
	return rc;
}

/* Without a table there is no workbook. */
static bool
has_face(const struct doc *doc, const char *face)
{
	return !str_equal(face, "xlsx") || doc_find_table(doc, NULL) != NULL;
}

/* The first face is the PDF, and the first edition the one with everything in it: that is the one that is told of. */
static int
keep_faces(struct db *db, struct arena *arena, const struct publication_new *new, const struct doc *doc,
	const char *edition, struct publication_made *made, struct err *err)
{
	const char *sha256;
	struct buf bytes;
	int rc = 0;

	buf_init(&bytes);
	for (size_t i = 0; rc == 0 && publication_faces[i] != NULL; i++) {
		if (!has_face(doc, publication_faces[i]))
			continue;
		buf_clear(&bytes);
		rc = new->write(&bytes, doc, publication_faces[i], new->contact, err);
		if (rc == 0)
			rc = keep_face(db, arena, edition, publication_faces[i], &bytes, &sha256, err);
		if (rc == 0 && made->sha256 == NULL) {
			made->sha256 = sha256;
			made->pdf_size = bytes.length;
		}
	}
	buf_close(&bytes);
	return rc;
}

/* The three columns of what is printed, as parameters. */
static void
list_params(struct arena *arena, const struct printed_list *list, const char *params[3])
{
	params[0] = array_literal(arena, list->count, list->items);
	params[1] = array_literal(arena, list->count, list->what);
	params[2] = array_literal(arena, list->count, list->texts);
}

static int
keep_edition(struct db *db, struct arena *arena, const struct publication_new *new, const char *made_as,
	struct asked *asked, struct publication_made *made, struct err *err)
{
	struct printed_list list;
	const char *printed[3];
	struct rows rows;
	struct doc *doc;

	if (read_as(db, made_as, err) != 0 || build(db, arena, new->meeting, true, asked, &doc, err) != 0)
		return -1;
	printed_find(doc, &list);
	list_params(arena, &list, printed);
	if (db_query(db, STMT_EDITION_ADD,
		    DB_PARAMS(made->number, arena_printf(arena, "%zu", list.rows), printed[0], printed[1], printed[2]),
		    arena, &rows, err) != 0)
		return -1;
	return read_as(db, NULL, err) != 0
		? -1
		: keep_faces(db, arena, new, doc, row_text(&rows, 0, "edition_id"), made, err);
}

static int
keep_editions(struct db *db, struct arena *arena, const struct publication_new *new, struct asked *asked,
	struct publication_made *made, struct err *err)
{
	struct rows sets;

	if (db_query(db, STMT_PUBLICATION_SETS, DB_PARAMS(new->meeting), arena, &sets, err) != 0)
		return -1;
	for (size_t i = 0; i < sets.count; i++)
		if (keep_edition(db, arena, new, row_text(&sets, i, "made_as"), i == 0 ? asked : NULL, made, err) != 0)
			return -1;
	return 0;
}

/* --- publishing, withdrawing --- */

int
publication_make(struct db *db, struct arena *arena, const struct publication_new *new, struct publication_made *made,
	struct err *err)
{
	struct asked *asked = asked_new(arena);
	struct rows rows;

	if (db_query(db, STMT_PUBLICATION_BEGIN, DB_PARAMS(new->meeting, new->late_reason, new->replaced, new->account),
		    arena, NULL, err) != 0 ||
		look_before(db, arena, new->meeting, new->lay_out, asked, made, err) != 0)
		return -1;
	if (made->fails > 0 && str_blank(new->despite))
		return 0;
	if (db_query(db, STMT_PUBLICATION_ADD,
		    DB_PARAMS(new->meeting, made->fails > 0 ? new->despite : NULL, new->account), arena, &rows,
		    err) != 0)
		return -1;
	made->number = row_text(&rows, 0, "publication_id");
	return keep_editions(db, arena, new, asked, made, err);
}

int
publication_withdraw(struct db *db, struct arena *arena, const char *meeting, const char *reason, const char *account,
	struct err *err)
{
	return db_query(db, STMT_PUBLICATION_WITHDRAW, DB_PARAMS(meeting, reason, account), arena, NULL, err);
}

/* --- serving --- */

int
publication_find(struct db *db, struct arena *arena, const char *meeting, const char *face,
	struct publication_served *served, struct err *err)
{
	struct rows rows;

	*served = (struct publication_served){0};
	if (db_query(db, STMT_PUBLICATION_SERVED, DB_PARAMS(meeting, face), arena, &rows, err) != 0)
		return -1;
	if (rows.count == 0)
		return 0;
	*served = (struct publication_served){.sha256 = row_text(&rows, 0, "sha256"),
		.withdrawn = row_text(&rows, 0, "withdrawn"),
		.number = row_text(&rows, 0, "publication_id"),
		.edition = row_text(&rows, 0, "edition_id"),
		.exempt = row_text(&rows, 0, "exempt"),
		.published = row_text(&rows, 0, "published"),
		.size = (size_t)row_integer(&rows, 0, "size"),
		.rows = (size_t)row_integer(&rows, 0, "rows")};
	return 0;
}

int
publication_see(struct db *db, struct arena *arena, const char *meeting, const char *face,
	const struct publication_served *served, struct err *err)
{
	const struct audit_fact facts[AUDIT_FACTS] = {{"edition", "members"}, {"what", served->exempt}, {"face", face}};
	const char *name = arena_printf(arena, "meetings/%s/pack", meeting);

	if (served->exempt != NULL && audit_note(db, arena, "pack-read", meeting, facts, err) != 0)
		return -1;
	if (str_equal(face, "html") || served->rows == 0)
		return 0;
	return audit_export(db, arena, name, face, served->rows, err);
}

const char *
publication_bytes(
	struct db *db, struct arena *arena, const struct publication_served *served, const char *face, struct err *err)
{
	const char *bytes;
	struct rows rows;

	if (db_query(db, STMT_PUBLICATION_BYTES, DB_PARAMS(served->edition, face), arena, &rows, err) != 0)
		return NULL;
	bytes = rows.count > 0 ? base64_read(arena, row_string(&rows, 0, "bytes"), served->size) : NULL;
	if (bytes == NULL)
		err_set(err, ERR_SYSTEM, "what was published under number %s is not whole", served->number);
	return bytes;
}

int
publication_hashes(struct db *db, struct arena *arena, struct rows *hashes, struct err *err)
{
	return db_query(db, STMT_PUBLICATION_HASHES, DB_NONE, arena, hashes, err);
}

/* --- what is known otherwise --- */

static int
compare_one(struct db *db, struct arena *arena, const char *import, const char *number, const char *meeting,
	const struct publication_compare *how, struct err *err)
{
	struct printed_list list;
	const char *printed[3];
	struct rows rows;
	struct doc *doc;

	if (how->begin(how->context, err) != 0 || read_as(db, "all", err) != 0 ||
		build(db, arena, meeting, false, NULL, &doc, err) != 0 || read_as(db, NULL, err) != 0)
		return -1;
	printed_find(doc, &list);
	list_params(arena, &list, printed);
	if (db_query(db, STMT_PUBLICATION_COMPARE, DB_PARAMS(number, printed[0], printed[1], printed[2], import), arena,
		    &rows, err) != 0 ||
		db_commit(db, err) != 0)
		return -1;
	if (row_integer(&rows, 0, "differ") > 0)
		how->found(how->context, meeting, row_text(&rows, 0, "differ"));
	return 0;
}

int
publication_compare(
	struct db *db, struct arena *arena, const char *import, const struct publication_compare *how, struct err *err)
{
	struct rows behind;

	if (how->begin(how->context, err) != 0 ||
		db_query(db, STMT_PUBLICATIONS_BEHIND, DB_PARAMS(import), arena, &behind, err) != 0 ||
		db_commit(db, err) != 0)
		return -1;
	for (size_t i = 0; i < behind.count; i++) {
		struct arena *own = arena_new();
		int rc = compare_one(db, own, import, row_text(&behind, i, "publication_id"),
			row_text(&behind, i, "meeting"), how, err);

		arena_free(own);
		if (rc != 0)
			return -1;
	}
	return 0;
}
